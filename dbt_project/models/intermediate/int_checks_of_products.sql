-- A total against what it is made of: a rate over the year, or a value for each thing times the number of things.
with amounts as (
    select
        statements.*,
        cast(statements.value as double) as amount,
        coalesce(intervals.stated_low, cast(statements.value as double)) as amount_low,
        coalesce(intervals.stated_high, cast(statements.value as double)) as amount_high,
        metric_types.saving_type
    from {{ ref('int_statements') }} as statements
    inner join {{ ref('int_intervals') }} as intervals on statements.statement_id = intervals.statement_id
    left join {{ ref('metric_types') }} as metric_types on statements.metric_type = metric_types.metric_type
    where statements.value_kind = 'amount'
),

rates_over_time as (
    select
        totals.statement_id,
        'rate_times_time' as definition,
        {{ plain_number('rates.amount') }} || ' ' || rates.unit || ' a ' || rates.period || ' over '
        || cast(coalesce(rates.stated_operating_days, tolerances.operating_days) as string) || ' days' as inputs,
        rates.amount * {{ periods_per_year('rates.period', 'coalesce(rates.stated_operating_days, tolerances.operating_days)') }}
        * rates.canonical_factor / totals.canonical_factor as implied_value,
        -- Where the article gives no days of operation, a plant that stops for its repairs is as good as one that doesn't.
        rates.amount_low
        * {{ periods_per_year('rates.period', 'coalesce(rates.stated_operating_days, tolerances.operating_days_continuous)') }}
        * rates.canonical_factor / totals.canonical_factor as implied_low,
        rates.amount_high * {{ periods_per_year('rates.period', 'coalesce(rates.stated_operating_days, tolerances.operating_days)') }}
        * rates.canonical_factor / totals.canonical_factor as implied_high,
        totals.saving_type is not null as can_fail
    from amounts as totals
    inner join {{ ref('int_neighbours') }} as neighbours on totals.statement_id = neighbours.statement_id
    inner join amounts as rates on neighbours.other_statement_id = rates.statement_id
    cross join {{ ref('int_tolerances') }} as tolerances
    where
        totals.period = 'year'
        and rates.period in ('hour', 'day', 'week', 'month')
        and totals.metric_type = rates.metric_type
        and totals.company_id is not distinct from rates.company_id
        and totals.canonical_unit = rates.canonical_unit
        and totals.canonical_per is not distinct from rates.canonical_per
        and totals.modality = rates.modality
        and coalesce(totals.scope, '') = coalesce(rates.scope, '')
),

-- The one that the article states last is the result; the other two are what it comes from.
triples as (
    select
        totals.statement_id as total_id,
        unit_values.statement_id as unit_value_id,
        totals.first_char_start > unit_values.first_char_start as total_is_result,
        totals.amount as total,
        totals.amount_low as total_low,
        totals.amount_high as total_high,
        totals.unit as currency,
        unit_values.amount as unit_value,
        unit_values.amount_low as unit_value_low,
        unit_values.amount_high as unit_value_high,
        unit_values.unit as unit_value_unit,
        things.amount * {{ canonical_factor('things.unit') }} / {{ canonical_factor('unit_values.per') }}
        / cast(unit_values.per_count as double) as things,
        things.amount_low * {{ canonical_factor('things.unit') }} / {{ canonical_factor('unit_values.per') }}
        / cast(unit_values.per_count as double) as things_low,
        things.amount_high * {{ canonical_factor('things.unit') }} / {{ canonical_factor('unit_values.per') }}
        / cast(unit_values.per_count as double) as things_high
    from amounts as unit_values
    inner join {{ ref('int_neighbours') }} as of_totals on unit_values.statement_id = of_totals.statement_id
    inner join amounts as totals on of_totals.other_statement_id = totals.statement_id
    inner join {{ ref('int_neighbours') }} as of_things on unit_values.statement_id = of_things.statement_id
    inner join amounts as things on of_things.other_statement_id = things.statement_id
    where
        unit_values.per is not null
        and unit_values.metric_type = totals.metric_type
        and unit_values.unit = totals.unit
        and unit_values.modality = totals.modality
        and unit_values.company_id is not distinct from totals.company_id
        and totals.per is null
        and things.per is null
        and things.canonical_unit = unit_values.canonical_per
        and things.company_id is not distinct from unit_values.company_id
        and things.amount > 0.0
),

units_times_value as (
    select
        case when total_is_result then total_id else unit_value_id end as statement_id,
        'units_times_value' as definition,
        case
            when total_is_result
                then {{ plain_number('things') }} || ' × ' || {{ plain_number('unit_value') }} || ' ' || unit_value_unit
            else {{ plain_number('total') }} || ' ' || currency || ' for ' || {{ plain_number('things') }} || ' units'
        end as inputs,
        case when total_is_result then things * unit_value else total / things end as implied_value,
        case when total_is_result then things_low * unit_value_low else total_low / things_high end as implied_low,
        case when total_is_result then things_high * unit_value_high else total_high / nullif(things_low, 0.0) end as implied_high,
        true as can_fail
    from triples
)

select * from rates_over_time
union all
select * from units_times_value
