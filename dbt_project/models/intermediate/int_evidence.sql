-- Every originator's statement that bears on a claim: those that make it, and comparable ones that agree with it or
-- contradict it.
with counted as (
    select
        article_id,
        comparable_id,
        count(distinct claim_id) as comparable_count
    from {{ ref('int_statements') }}
    where value is not null
    group by article_id, comparable_id
),

stated as (
    select
        statements.*,
        counted.comparable_count = 1 as is_the_only_one,
        intervals.stated_low,
        intervals.stated_high,
        intervals.agrees_low,
        intervals.agrees_high,
        intervals.half_step
    from {{ ref('int_statements') }} as statements
    left join {{ ref('int_intervals') }} as intervals on statements.statement_id = intervals.statement_id
    left join counted
        on
            statements.article_id = counted.article_id
            and statements.comparable_id = counted.comparable_id
),

pairs as (
    select
        claimed.claim_id,
        claimed.statement_id as claimed_statement_id,
        other.statement_id,
        other.claim_id as other_claim_id,
        claimed.scope,
        other.scope as other_scope,
        claimed.is_the_only_one and other.is_the_only_one as are_the_only_ones,
        abs(cast(claimed.value as double)) * claimed.canonical_factor as claimed_size,
        abs(cast(other.value as double)) * other.canonical_factor as other_size,
        -- How far apart the two intervals lie; negative where they overlap.
        greatest(
            claimed.agrees_low * claimed.canonical_factor - other.agrees_high * other.canonical_factor,
            other.agrees_low * other.canonical_factor - claimed.agrees_high * claimed.canonical_factor
        ) as gap,
        -- Against an open bound nothing is too far.
        greatest(
            case
                when claimed.stated_low is not null and other.stated_high is not null
                    then claimed.agrees_low * claimed.canonical_factor - other.agrees_high * other.canonical_factor
                else 0.0
            end,
            case
                when claimed.stated_high is not null and other.stated_low is not null
                    then other.agrees_low * other.canonical_factor - claimed.agrees_high * claimed.canonical_factor
                else 0.0
            end
        ) as closed_gap
    from stated as claimed
    inner join stated as other
        on
            claimed.comparable_id = other.comparable_id
            and claimed.claim_id <> other.claim_id
    where
        claimed.company_id is not null
        and claimed.value is not null
        and other.value is not null
        and claimed.modality <> 'indeterminate'
        and (
            -- Without a stated time two statements speak of the same one only if they came within a year.
            claimed.reporting_period is not null
            or claimed.published_on is null
            or other.published_on is null
            or abs({{ dbt.datediff('claimed.published_on', 'other.published_on', 'day') }}) <= 366
        )
),

judged as (
    select
        pairs.claim_id,
        pairs.statement_id,
        case
            when
                pairs.gap <= 0.0
                and (
                    {{ shares_words('pairs.scope', 'pairs.other_scope') }}
                    -- Without its good a figure can be placed only where its article gives no other like it.
                    or ((pairs.scope is null or pairs.other_scope is null) and pairs.are_the_only_ones)
                )
                then 'corroborates'
            when
                pairs.closed_gap > tolerances.contradiction * coalesce(nullif(pairs.claimed_size, 0.0), pairs.other_size)
                and (
                    {{ shares_words('pairs.scope', 'pairs.other_scope') }}
                    or (pairs.scope is null and pairs.other_scope is null and pairs.are_the_only_ones)
                )
                then 'contradicts'
        end as stance
    from pairs
    cross join {{ ref('int_tolerances') }} as tolerances
),

own_originators as (
    select distinct
        claim_id,
        originator_id
    from {{ ref('int_statement_originators') }}
),

stances as (
    select
        claim_id,
        statement_id,
        'asserts' as stance
    from {{ ref('int_statements') }}

    union all

    -- One claim may stand in several statements of an article; agreement with one of them is enough.
    select
        claim_id,
        statement_id,
        'corroborates' as stance
    from judged
    where stance = 'corroborates'
    group by claim_id, statement_id

    union all

    select
        claim_id,
        statement_id,
        'contradicts' as stance
    from judged
    group by claim_id, statement_id
    having
        max(case stance when 'contradicts' then 1 else 0 end) = 1
        and max(case stance when 'corroborates' then 1 else 0 end) = 0
)

select
    {{ key_of(["stances.claim_id", "stances.statement_id", "originators.originator_id"]) }} as evidence_id,
    stances.claim_id,
    stances.statement_id,
    stances.stance,
    statements.article_id,
    originators.originator_id,
    originators.owner_group,
    originators.relation,
    originators.reliability,
    statements.value_low,
    statements.value_high,
    statements.unit,
    statements.published_on as observed_on
from stances
inner join {{ ref('int_statements') }} as statements on stances.statement_id = statements.statement_id
inner join {{ ref('int_statement_originators') }} as originators on stances.statement_id = originators.statement_id
left join own_originators
    on
        stances.claim_id = own_originators.claim_id
        and originators.originator_id = own_originators.originator_id
-- Nobody confirms or contradicts himself.
where
    stances.stance = 'asserts'
    or own_originators.originator_id is null
