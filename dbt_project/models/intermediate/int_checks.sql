-- Every recomputed result beside the stated one. Of several definitions the nearest stands.
with recomputed as (
    select
        statement_id,
        'two_currencies' as check_name,
        definition,
        inputs,
        implied_value,
        implied_low,
        implied_high,
        true as can_fail
    from {{ ref('int_checks_of_currencies') }}

    union all

    select
        statement_id,
        'change' as check_name,
        definition,
        inputs,
        implied_value,
        implied_low,
        implied_high,
        true as can_fail
    from {{ ref('int_checks_of_changes') }}

    union all

    select
        statement_id,
        'sum' as check_name,
        definition,
        inputs,
        implied_value,
        implied_low,
        implied_high,
        can_fail
    from {{ ref('int_checks_of_sums') }}

    union all

    select
        statement_id,
        'product' as check_name,
        definition,
        inputs,
        implied_value,
        implied_low,
        implied_high,
        can_fail
    from {{ ref('int_checks_of_products') }}

    union all

    select
        statement_id,
        'share' as check_name,
        definition,
        inputs,
        implied_value,
        implied_value as implied_low,
        implied_value as implied_high,
        false as can_fail
    from {{ ref('int_checks_of_shares') }}
),

compared as (
    select
        recomputed.*,
        statements.claim_id,
        statements.article_id,
        cast(statements.value as double) as stated_value,
        intervals.stated_low,
        intervals.stated_high,
        cast(statements.value as double) - recomputed.implied_value as delta,
        abs(cast(statements.value as double) - recomputed.implied_value)
        / nullif(abs(recomputed.implied_value), 0.0) as relative_difference,
        (intervals.stated_low is null or intervals.stated_low <= recomputed.implied_high)
        and (intervals.stated_high is null or intervals.stated_high >= recomputed.implied_low) as is_overlapping
    from recomputed
    inner join {{ ref('int_statements') }} as statements on recomputed.statement_id = statements.statement_id
    inner join {{ ref('int_intervals') }} as intervals on recomputed.statement_id = intervals.statement_id
    where recomputed.implied_value is not null
),

judged as (
    select
        compared.*,
        case
            when compared.delta = 0.0 then 'consistent'
            when
                compared.relative_difference <= case compared.check_name
                    when 'two_currencies' then greatest(tolerances.consistent, tolerances.yearly_rate)
                    else tolerances.consistent
                end
                then 'consistent'
            when compared.is_overlapping then 'consistent_within_rounding'
            when compared.relative_difference <= tolerances.minor_discrepancy then 'minor_discrepancy'
            else 'inconsistent'
        end as outcome
    from compared
    cross join {{ ref('int_tolerances') }} as tolerances
),

ranked as (
    select
        *,
        row_number() over (
            partition by statement_id, check_name
            order by
                coalesce(relative_difference, abs(delta)),
                definition,
                inputs
        ) as nearness
    from judged
    where
        can_fail
        or outcome = 'consistent'
),

-- A share above the whole, or a cut by more than all of it, is impossible whatever it comes from. Profit may fall further.
impossible as (
    select
        statements.statement_id,
        statements.claim_id,
        statements.article_id,
        cast(statements.value as double) as stated_value,
        intervals.stated_low,
        intervals.stated_high,
        tolerances.share_max
    from {{ ref('int_statements') }} as statements
    inner join {{ ref('int_intervals') }} as intervals on statements.statement_id = intervals.statement_id
    inner join {{ ref('metric_types') }} as metric_types on statements.metric_type = metric_types.metric_type
    cross join {{ ref('int_tolerances') }} as tolerances
    where
        statements.unit = '%'
        and coalesce(cast(statements.value_low as double), cast(statements.value as double)) > tolerances.share_max
        and (
            (statements.value_kind = 'amount' and metric_types.hard_max = tolerances.share_max)
            or (
                statements.value_kind = 'change_pct'
                and statements.direction = 'decrease'
                and statements.metric_type not in ('profit', 'other')
            )
        )
)

select
    {{ key_of(["statement_id", "check_name"]) }} as check_id,
    statement_id,
    claim_id,
    article_id,
    check_name,
    definition,
    inputs,
    round(implied_value, 6) as implied_value,
    round(implied_low, 6) as implied_low,
    round(implied_high, 6) as implied_high,
    stated_value,
    round(stated_low, 6) as stated_low,
    round(stated_high, 6) as stated_high,
    round(delta, 6) as delta,
    outcome
from ranked
where nearness = 1

union all

select
    {{ key_of(["statement_id", "'bound'"]) }} as check_id,
    statement_id,
    claim_id,
    article_id,
    'bound' as check_name,
    'share_of_whole' as definition,
    'at most ' || {{ plain_number('share_max') }} || ' %' as inputs,
    cast(null as double) as implied_value,
    0.0 as implied_low,
    share_max as implied_high,
    stated_value,
    stated_low,
    stated_high,
    stated_value - share_max as delta,
    'impossible' as outcome
from impossible
