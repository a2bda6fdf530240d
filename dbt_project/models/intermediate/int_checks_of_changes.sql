-- A stated change against the old and new level beside it, under every definition in use.
with changes as (
    select
        changes.statement_id,
        changes.value_kind,
        changes.direction,
        changes.metric_type,
        levels.statement_id as level_statement_id,
        levels.new_value,
        levels.new_low,
        levels.new_high,
        levels.old_value,
        levels.old_low,
        levels.old_high,
        case
            when changes.metric_type in ('efficiency_gain', 'time_saving', 'labour_saving') then 'step'
            else 'level'
        end as change_of,
        level_statements.canonical_unit as level_unit,
        changes.canonical_factor
    from {{ ref('int_statements') }} as changes
    inner join {{ ref('int_statements') }} as level_statements
        on
            changes.article_id = level_statements.article_id
            and changes.statement_id <> level_statements.statement_id
            and changes.company_id is not distinct from level_statements.company_id
            and changes.modality = level_statements.modality
    inner join {{ ref('int_levels') }} as levels on level_statements.statement_id = levels.statement_id
    left join {{ ref('int_neighbours') }} as neighbours
        on
            changes.statement_id = neighbours.statement_id
            and level_statements.statement_id = neighbours.other_statement_id
    where
        changes.value is not null
        and (
            changes.value_kind in ('change_pct', 'ratio')
            or (changes.value_kind = 'change_pp' and level_statements.unit = '%')
            or (
                changes.value_kind = 'change_abs'
                and changes.canonical_unit = level_statements.canonical_unit
                and changes.canonical_per is not distinct from level_statements.canonical_per
            )
        )
        and (
            (
                changes.metric_type = level_statements.metric_type
                and not levels.is_pair
                and (
                    coalesce(neighbours.shares_sentence, false)
                    -- Outside its sentence a level belongs to a change only if nothing tells them apart.
                    or (
                        changes.company_id is not null
                        and coalesce(changes.scope, '') = coalesce(level_statements.scope, '')
                        and (
                            changes.period is not distinct from level_statements.period
                            or changes.period is null
                            or level_statements.period is null
                        )
                        and changes.reporting_period is not distinct from level_statements.reporting_period
                    )
                )
            )
            or (
                changes.metric_type in ('efficiency_gain', 'time_saving', 'labour_saving')
                and level_statements.metric_type in ('cycle_time', 'production', 'capacity')
                and neighbours.other_statement_id is not null
            )
        )
        and (changes.value_kind in ('change_pp', 'change_abs') or (levels.old_value > 0.0 and levels.new_value > 0.0))
),

definitions as (
    -- A fall is stated as a positive share of the old level, so both ends turn round.
    select
        statement_id,
        level_statement_id,
        case value_kind
            when 'change_pct' then 'level_change'
            when 'ratio' then 'level_ratio'
            else 'difference_of_levels'
        end as definition,
        case
            when value_kind = 'ratio' then new_value / old_value
            when value_kind = 'change_pct' and direction = 'decrease' then (1.0 - new_value / old_value) * 100.0
            when value_kind = 'change_pct' then (new_value / old_value - 1.0) * 100.0
            when direction = 'decrease' then (old_value - new_value) / canonical_factor
            else (new_value - old_value) / canonical_factor
        end as implied_value,
        case
            when value_kind = 'ratio' then new_low / old_high
            when value_kind = 'change_pct' and direction = 'decrease' then (1.0 - new_high / old_low) * 100.0
            when value_kind = 'change_pct' then (new_low / old_high - 1.0) * 100.0
            when direction = 'decrease' then (old_low - new_high) / canonical_factor
            else (new_low - old_high) / canonical_factor
        end as implied_low,
        case
            when value_kind = 'ratio' then new_high / old_low
            when value_kind = 'change_pct' and direction = 'decrease' then (1.0 - new_low / old_high) * 100.0
            when value_kind = 'change_pct' then (new_high / old_low - 1.0) * 100.0
            when direction = 'decrease' then (old_high - new_low) / canonical_factor
            else (new_high - old_low) / canonical_factor
        end as implied_high,
        new_value,
        old_value,
        level_unit
    from changes
    where change_of = 'level' or level_unit <> 'min'

    union all

    select
        statement_id,
        level_statement_id,
        'throughput_gain' as definition,
        (old_value / new_value - 1.0) * 100.0 as implied_value,
        (old_low / new_high - 1.0) * 100.0 as implied_low,
        (old_high / new_low - 1.0) * 100.0 as implied_high,
        new_value,
        old_value,
        level_unit
    from changes
    where
        change_of = 'step'
        and level_unit = 'min'
        and value_kind = 'change_pct'

    union all

    select
        statement_id,
        level_statement_id,
        'throughput_ratio' as definition,
        old_value / new_value * case value_kind when 'ratio' then 1.0 else 100.0 end as implied_value,
        old_low / new_high * case value_kind when 'ratio' then 1.0 else 100.0 end as implied_low,
        old_high / new_low * case value_kind when 'ratio' then 1.0 else 100.0 end as implied_high,
        new_value,
        old_value,
        level_unit
    from changes
    where
        change_of = 'step'
        and level_unit = 'min'
        and value_kind in ('change_pct', 'ratio')

    union all

    select
        statement_id,
        level_statement_id,
        'share_of_time_saved' as definition,
        (1.0 - new_value / old_value) * 100.0 as implied_value,
        (1.0 - new_high / old_low) * 100.0 as implied_low,
        (1.0 - new_low / old_high) * 100.0 as implied_high,
        new_value,
        old_value,
        level_unit
    from changes
    where
        change_of = 'step'
        and level_unit = 'min'
        and value_kind = 'change_pct'
)

select
    statement_id,
    definition,
    'from ' || {{ plain_number('old_value') }} || ' to ' || {{ plain_number('new_value') }} || ' ' || level_unit as inputs,
    implied_value,
    implied_low,
    implied_high
from definitions
