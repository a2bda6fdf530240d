-- The status of each claim by rule, first match wins, with the flags beside it.
with facts as (
    select
        claims.*,
        companies.company_name,
        companies.country_code,
        companies.resolution,
        metric_types.standard,
        coalesce(outside.is_contradicted_outside, false) as is_contradicted_outside,
        coalesce(outside.is_confirmed_by_authority, false) as is_confirmed_by_authority,
        coalesce(outside.is_corroborated, false) as is_corroborated,
        coalesce(outside.is_said_outside, false) as is_said_outside,
        coalesce(outside.is_asserted_outside, false) as is_asserted_outside,
        coalesce(outside.is_only_self_reported, false) as is_only_self_reported,
        cast(coalesce(outside.independent_originator_count, 0) as integer) as independent_originator_count,
        case outside.relation_rank
            when 1 then 'official_register'
            when 2 then 'assurance'
            when 3 then 'independent'
            when 4 then 'statutory_filing'
            when 5 then 'affiliated'
            when 6 then 'state_aligned'
            when 7 then 'self'
            else 'unknown'
        end as originator_relation,
        coalesce(outside.best_reliability, 'F') as best_reliability,
        coalesce(checks.consistency, 'not_tested') as consistency,
        checks.consistency_definition,
        checks.consistency_inputs,
        checks.implied_value,
        checks.implied_delta,
        coalesce(checks.passed_count, 0) as passed_count,
        coalesce(unit_values.plausibility, 'not_tested') as plausibility,
        unit_values.plausibility_basis,
        unit_values.unit_value as implied_unit_cost,
        unit_values.unit as implied_unit_cost_per,
        unit_values.currency as implied_unit_cost_currency,
        lifecycle.lifecycle_status
    from {{ ref('int_claims') }} as claims
    inner join {{ ref('int_lifecycle') }} as lifecycle on claims.claim_id = lifecycle.claim_id
    left join {{ ref('int_companies') }} as companies on claims.company_id = companies.company_id
    left join {{ ref('metric_types') }} as metric_types on claims.metric_type = metric_types.metric_type
    left join {{ ref('int_outside_view') }} as outside on claims.claim_id = outside.claim_id
    left join {{ ref('int_claim_checks') }} as checks on claims.claim_id = checks.claim_id
    left join {{ ref('int_claim_unit_values') }} as unit_values on claims.claim_id = unit_values.claim_id
),

flagged as (
    select
        *,
        consistency in ('inconsistent', 'impossible')
        or plausibility in ('implausible_high', 'implausible_low') as has_failed_check,
        passed_count + case when plausibility in ('plausible', 'plausible_with_basis') then 1 else 0 end as passed_checks
    from facts
),

decided as (
    select
        *,
        case
            when value is null then 'not_checkable'
            when is_contradicted_outside and is_said_outside then 'disputed'
            when is_contradicted_outside then 'contradicted'
            when is_confirmed_by_authority then 'verified'
            when is_corroborated then 'corroborated'
            when has_failed_check then 'doubtful'
            when is_asserted_outside then 'single_source'
            when is_only_self_reported then 'self_reported'
            else 'unverified'
        end as rule_status
    from flagged
)

select
    claim_id,
    company_id,
    rule_status,
    lifecycle_status,
    independent_originator_count,
    originator_relation,
    consistency,
    consistency_definition,
    implied_value,
    implied_delta,
    plausibility,
    plausibility_basis,
    implied_unit_cost,
    hedge_level,
    attribution_loss,
    has_failed_check,
    resolution,
    best_reliability || case
        when rule_status in ('verified', 'corroborated') then '1'
        when rule_status in ('contradicted', 'disputed') then '5'
        when has_failed_check then '4'
        when passed_checks >= 2 and consistency <> 'minor_discrepancy' then '2'
        when passed_checks >= 1 or consistency = 'minor_discrepancy' then '3'
        else '6'
    end as admiralty_code,
    -- Who could settle it: a register where the metric type has one, else an assurance under the standard that defines it.
    case
        when standard = 'CNIPA' and coalesce(country_code, 'CN') = 'CN' then 'CNIPA'
        when standard = 'CNIPA' then 'national patent register'
        when standard is not null then 'assurance under ' || standard
        when metric_type in ('revenue', 'profit') then 'audited accounts'
        when metric_type = 'ownership_stake' then 'company register'
    end as verifiable_by,
    -- One sentence: what decided, and what the article's own figures add to it.
    case rule_status
        when 'not_checkable' then 'It gives no number that anyone could check'
        when 'disputed' then 'Independent or authoritative sources stand on both sides'
        when 'contradicted' then 'An independent source gives a figure more than 25 % away and none agrees'
        when 'verified' then 'An official register, audit or assurance statement agrees'
        when 'corroborated'
            then 'Originators of two owner groups agree within tolerance, at least one of them independent of the claimant'
        when 'doubtful' then 'Nobody outside confirms it and a check of its figures fails'
        when 'single_source' then 'One independent source reports it, and nobody else confirms or contradicts it'
        when 'self_reported'
            then case originator_relation
                when 'statutory_filing' then 'Only the claimant''s own unaudited filing says it'
                when 'state_aligned' then 'Only the claimant and its state''s media say it'
                when 'affiliated' then 'Only the claimant and those who have a part in it say it'
                else 'Only the claimant, its group or its paid distribution says it'
            end
        else 'How independent of the claimant its originator is, is unknown'
    end
    || case
        when consistency = 'impossible' then '; no share or cut can be above 100 %'
        when consistency = 'not_tested' then ''
        else
            '; recomputed (' || consistency_inputs || ') it is ' || {{ plain_number('implied_value') }}
            || case consistency
                when 'consistent' then ', which agrees'
                when 'consistent_within_rounding' then ', which agrees within the rounding of the figures'
                when 'minor_discrepancy' then ', which is a little off'
                else ', which does not agree'
            end
    end
    || case
        when plausibility = 'not_tested' then ''
        else
            '; it is worth ' || {{ plain_number('implied_unit_cost') }} || ' ' || implied_unit_cost_currency || ' per '
            || implied_unit_cost_per
            || case plausibility
                when 'plausible' then ', which is usual for ' || plausibility_basis
                when 'plausible_with_basis' then ', which is usual for ' || plausibility_basis || ', as the article tells'
                when 'plausible_only_with_unstated_basis'
                    then ', which only ' || plausibility_basis || ' would explain, and the article tells of none'
                when 'implausible_high' then ', which is more than any known basis explains'
                else ', which is less than any known basis explains'
            end
    end
    || '.' as status_reason
from decided
