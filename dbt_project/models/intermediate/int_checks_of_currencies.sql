-- An amount that an article gives in two currencies, against the average rate of its year.
with restated as (
    select
        statements.statement_id,
        statements.unit,
        restatements.restated_unit,
        cast(restatements.restated_value as double) as restated_value,
        least(
            0.1 * abs(cast(restatements.restated_value as double)),
            0.5 * {{ last_digit_step('restatements.restated_value') }}
        ) as half_step,
        case
            when statements.published_on is not null then extract(year from statements.published_on)
            when statements.reporting_period is not null then cast(substring(statements.reporting_period, 1, 4) as bigint)
        end as rate_year
    from {{ ref('int_statements') }} as statements
    inner join {{ ref('stg_restatements') }} as restatements
        on
            statements.article_id = restatements.article_id
            and statements.claim_key = restatements.claim_key
    where
        statements.value is not null
        and statements.unit <> restatements.restated_unit
),

converted as (
    select
        restated.*,
        stated_rates.units_per_usd / restated_rates.units_per_usd as rate,
        stated_rates.year as year_of_rate,
        row_number() over (
            partition by restated.statement_id, restated.restated_unit
            order by
                case when stated_rates.year = restated.rate_year then 0 else 1 end,
                stated_rates.year desc
        ) as rate_rank
    from restated
    inner join {{ ref('int_fx_rates') }} as stated_rates
        on
            restated.unit = stated_rates.currency
            and (restated.rate_year = stated_rates.year or stated_rates.is_latest)
    inner join {{ ref('int_fx_rates') }} as restated_rates
        on
            restated.restated_unit = restated_rates.currency
            and stated_rates.year = restated_rates.year
)

select
    statement_id,
    'two_currencies' as definition,
    {{ plain_number('restated_value') }} || ' ' || restated_unit || ' at '
    || cast(cast(rate as decimal(38, 4)) as string) || ' (' || cast(year_of_rate as string) || ')' as inputs,
    restated_value * rate as implied_value,
    (restated_value - half_step) * rate as implied_low,
    (restated_value + half_step) * rate as implied_high
from converted
where rate_rank = 1
