-- A verdict stands above the rule and never replaces its record. What came in after it asks for another look.
with decided as (
    select
        status.*,
        verdicts.verdict_id,
        verdicts.verification_status as verdict,
        verdicts.rationale,
        verdicts.analyst,
        verdicts.decided_at
    from {{ ref('int_claim_status') }} as status
    left join {{ ref('int_verdicts') }} as verdicts on status.claim_id = verdicts.claim_id
),

newest_evidence as (
    select
        claim_id,
        max(observed_on) as observed_on
    from {{ ref('int_evidence') }}
    group by claim_id
)

select
    decided.claim_id,
    coalesce(decided.verdict, decided.rule_status) as verification_status,
    decided.rule_status,
    case when decided.verdict is null then 'rule' else 'analyst' end as decided_by,
    decided.verdict_id,
    case
        when decided.verdict is null then decided.status_reason
        else decided.analyst || ' decided on ' || cast(decided.decided_at as string) || ': ' || decided.rationale
    end as status_reason,
    decided.lifecycle_status,
    decided.independent_originator_count,
    decided.originator_relation,
    decided.consistency,
    decided.consistency_definition,
    {{ to_decimal('decided.implied_value') }} as implied_value,
    {{ to_decimal('decided.implied_delta') }} as implied_delta,
    decided.plausibility,
    decided.plausibility_basis,
    {{ to_decimal('decided.implied_unit_cost') }} as implied_unit_cost,
    cast(decided.hedge_level as integer) as hedge_level,
    cast(decided.attribution_loss as integer) as attribution_loss,
    decided.admiralty_code,
    case
        when decided.verdict is not null then coalesce(newest_evidence.observed_on > decided.decided_at, false)
        else
            decided.rule_status in ('disputed', 'contradicted', 'doubtful')
            or (decided.attribution_loss >= 2 and decided.rule_status not in ('verified', 'corroborated'))
            or coalesce(decided.resolution = 'review', false)
            or unsure.claim_id is not null
    end as needs_review,
    unsure.claim_id is not null as has_unsure_sign,
    decided.verifiable_by,
    rule_set.rule_set_version,
    this_refresh.as_of
from decided
cross join {{ ref('int_this_refresh') }} as this_refresh
cross join {{ ref('int_rule_set') }} as rule_set
left join newest_evidence on decided.claim_id = newest_evidence.claim_id
left join {{ ref('int_unsure_claims') }} as unsure on decided.claim_id = unsure.claim_id
