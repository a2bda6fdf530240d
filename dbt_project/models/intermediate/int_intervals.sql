-- A stated value stands for an interval: half a unit of its last written digit on either side. "1.71 million" is written
-- to ten thousand, "80" to one; "about 80" and round percentages to their last digit that is not zero.
with written as (
    select
        article_id,
        claim_key,
        quote,
        replace({{ first_match('quote', '[0-9][0-9,]*([.][0-9]+)?') }}, ',', '') as digits
    from {{ ref('stg_claim_mentions') }}
),

steps as (
    select
        statements.statement_id,
        min(
            abs(cast(coalesce(statements.value_low, statements.value_high, statements.value) as double))
            / nullif(cast(nullif(written.digits, '') as double), 0.0)
            * power(10.0, -length(split_part(written.digits, '.', 2)))
        ) as written_step
    from {{ ref('int_statements') }} as statements
    inner join written
        on
            statements.article_id = written.article_id
            and statements.claim_key = written.claim_key
    where statements.value is not null
    group by statements.statement_id
),

rounded as (
    select
        statements.statement_id,
        statements.comparator,
        statements.unit,
        cast(statements.value as double) as value,
        cast(statements.value_low as double) as value_low,
        cast(statements.value_high as double) as value_high,
        steps.written_step,
        {{ last_digit_step('statements.value') }} as digit_step
    from {{ ref('int_statements') }} as statements
    left join steps on statements.statement_id = steps.statement_id
    where statements.value is not null
),

halves as (
    select
        *,
        least(
            0.1 * abs(value) + case when value = 0.0 then 0.5 else 0.0 end,
            0.5 * case
                when comparator = 'approx' then greatest(coalesce(written_step, 0.0), digit_step)
                when unit = '%' then greatest(coalesce(written_step, 0.0), least(digit_step, 10.0))
                else coalesce(written_step, digit_step)
            end
        ) as half_step
    from rounded
),

stated as (
    select
        *,
        case when comparator <> 'up_to' then coalesce(value_low, value) - half_step end as stated_low,
        case when comparator <> 'at_least' then coalesce(value_high, value) + half_step end as stated_high
    from halves
)

select
    stated.statement_id,
    stated.half_step,
    stated.stated_low,
    stated.stated_high,
    -- Where a bound is open, a near value still agrees, and no value contradicts.
    coalesce(stated.stated_low, stated.value - stated.half_step)
    - abs(stated.value) * case stated.comparator
        when 'exact' then tolerances.comparator_exact
        when 'approx' then tolerances.comparator_approx
        when 'between' then tolerances.comparator_between
        when 'up_to' then tolerances.comparator_up_to
        else 0.0
    end as agrees_low,
    coalesce(stated.stated_high, stated.value + stated.half_step)
    + abs(stated.value) * case stated.comparator
        when 'exact' then tolerances.comparator_exact
        when 'approx' then tolerances.comparator_approx
        when 'between' then tolerances.comparator_between
        when 'at_least' then tolerances.comparator_at_least
        else 0.0
    end as agrees_high
from stated
cross join {{ ref('int_tolerances') }} as tolerances
