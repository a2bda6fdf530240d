-- Every pair of an old and a new level that an article gives: a level with its baseline, or two durations of one step.
with valued as (
    select
        statements.*,
        cast(statements.value as double) as new_value,
        cast(statements.baseline_value as double) as old_value,
        intervals.half_step,
        intervals.stated_low,
        intervals.stated_high,
        least(intervals.half_step, 0.5 * {{ last_digit_step('statements.baseline_value') }}) as old_half_step
    from {{ ref('int_statements') }} as statements
    inner join {{ ref('int_intervals') }} as intervals on statements.statement_id = intervals.statement_id
    where statements.value_kind = 'amount'
)

select
    statement_id,
    statement_id as old_statement_id,
    new_value * canonical_factor as new_value,
    coalesce(stated_low, new_value) * canonical_factor as new_low,
    coalesce(stated_high, new_value) * canonical_factor as new_high,
    old_value * canonical_factor as old_value,
    (old_value - old_half_step) * canonical_factor as old_low,
    (old_value + old_half_step) * canonical_factor as old_high,
    false as is_pair
from valued
where baseline_value is not null

union all

select
    new_level.statement_id,
    old_level.statement_id as old_statement_id,
    new_level.new_value * new_level.canonical_factor as new_value,
    coalesce(new_level.stated_low, new_level.new_value) * new_level.canonical_factor as new_low,
    coalesce(new_level.stated_high, new_level.new_value) * new_level.canonical_factor as new_high,
    old_level.new_value * old_level.canonical_factor as old_value,
    coalesce(old_level.stated_low, old_level.new_value) * old_level.canonical_factor as old_low,
    coalesce(old_level.stated_high, old_level.new_value) * old_level.canonical_factor as old_high,
    true as is_pair
from valued as new_level
inner join {{ ref('int_neighbours') }} as neighbours on new_level.statement_id = neighbours.statement_id
inner join valued as old_level on neighbours.other_statement_id = old_level.statement_id
where
    new_level.canonical_unit = 'min'
    and old_level.canonical_unit = 'min'
    and new_level.metric_type = 'cycle_time'
    and old_level.metric_type = 'cycle_time'
    and new_level.company_id is not distinct from old_level.company_id
    and new_level.canonical_per is not distinct from old_level.canonical_per
    -- What takes less time is the new way.
    and new_level.new_value * new_level.canonical_factor < old_level.new_value * old_level.canonical_factor
