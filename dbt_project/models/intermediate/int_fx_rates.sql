-- Yearly average rates, and for the days after the last full table the last one there is.
with last_years as (
    select
        currency,
        max(year) as last_year
    from {{ ref('fx_rates') }}
    group by currency
)

select
    rates.currency,
    rates.year,
    rates.units_per_usd,
    rates.year = last_years.last_year as is_latest
from {{ ref('fx_rates') }} as rates
inner join last_years on rates.currency = last_years.currency
where rates.year <= cast(substring('{{ var("as_of") }}', 1, 4) as bigint)
