-- Yearly average rates that are known by the day that is decided for; for later days the last one there is.
with known as (
    select
        rates.currency,
        rates.year,
        rates.units_per_usd,
        max(rates.year) over (partition by rates.currency) as last_year
    from {{ ref('fx_rates') }} as rates
    cross join {{ ref('int_this_refresh') }} as this_refresh
    where rates.year <= extract(year from this_refresh.as_of)
)

select
    currency,
    year,
    units_per_usd,
    year = last_year as is_latest
from known
