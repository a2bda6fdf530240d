-- What one unit of a physical saving is worth by the saving in money beside it, held against the bands of unit_costs.
with savings as (
    select
        statements.*,
        metric_types.saving_type,
        cast(statements.value as double)
        * {{ periods_per_year('statements.period', 'coalesce(statements.stated_operating_days, tolerances.operating_days)') }}
            as annual_value,
        cast(statements.value as double)
        * {{ periods_per_year('statements.period', 'coalesce(statements.stated_operating_days, tolerances.operating_days_continuous)') }}
            as least_annual_value,
        coalesce(statements.stated_operating_days, tolerances.operating_days) as operating_days
    from {{ ref('int_statements') }} as statements
    inner join {{ ref('metric_types') }} as metric_types on statements.metric_type = metric_types.metric_type
    cross join {{ ref('int_tolerances') }} as tolerances
    where
        metric_types.saving_type is not null
        and statements.value_kind = 'amount'
        and statements.per is null
        and statements.value > 0
        and {{ is_running_rate('statements.period', 'statements.reporting_period') }}
),

pairs as (
    select
        money.statement_id,
        money.claim_id,
        money.article_id,
        money.company_id,
        money.unit as currency,
        physical.statement_id as physical_statement_id,
        physical.metric_type,
        physical.unit,
        physical.canonical_unit,
        physical.canonical_factor,
        coalesce(physical.scope, '') as scope,
        money.annual_value,
        physical.annual_value as physical_annual_value,
        physical.least_annual_value as physical_least_annual_value,
        money.least_annual_value,
        money.operating_days
    from savings as money
    inner join {{ ref('int_neighbours') }} as neighbours on money.statement_id = neighbours.statement_id
    inner join savings as physical on neighbours.other_statement_id = physical.statement_id
    where
        money.saving_type = 'cost'
        and physical.saving_type <> 'cost'
        and money.company_id is not distinct from physical.company_id
        and (money.initiative_id is not distinct from physical.initiative_id or neighbours.shares_sentence)
),

located as (
    select
        pairs.*,
        companies.country_code,
        lower(articles.text) as text,
        articles.published_on
    from pairs
    inner join {{ ref('int_articles') }} as articles on pairs.article_id = articles.article_id
    left join {{ ref('int_companies') }} as companies on pairs.company_id = companies.company_id
),

countries_with_bands as (
    select distinct
        metric_type,
        country
    from {{ ref('unit_costs') }}
),

-- The country of the company decides; where it is unknown or has no bands, the currency does.
candidates as (
    select
        located.*,
        bands.unit_cost_id,
        bands.basis,
        bands.currency as band_currency,
        bands.unit as band_unit,
        bands.low,
        bands.high,
        bands.required_words is null
        or {{ matches_pattern('located.text', "coalesce(bands.required_words, '')") }} as has_words,
        bands.required_words is not null as needs_words
    from located
    left join countries_with_bands
        on
            located.metric_type = countries_with_bands.metric_type
            and located.country_code = countries_with_bands.country
    inner join {{ ref('unit_costs') }} as bands
        on
            located.metric_type = bands.metric_type
            and located.canonical_unit = {{ canonical_unit('bands.unit') }}
            and (
                countries_with_bands.country = bands.country
                or (countries_with_bands.country is null and located.currency = bands.currency)
            )
    cross join {{ ref('int_this_refresh') }} as this_refresh
    where
        (bands.subject_words is null or {{ matches_pattern('located.scope', "coalesce(bands.subject_words, '')") }})
        and bands.valid_from <= extract(year from this_refresh.as_of)
),

latest_rates as (
    select
        currency,
        units_per_usd
    from {{ ref('int_fx_rates') }}
    where is_latest
),

priced as (
    select
        candidates.*,
        candidates.annual_value / candidates.physical_annual_value
        / (candidates.canonical_factor / {{ canonical_factor('candidates.band_unit') }}) as unit_value,
        candidates.annual_value / candidates.physical_least_annual_value
        / (candidates.canonical_factor / {{ canonical_factor('candidates.band_unit') }}) as greatest_unit_value,
        case
            when candidates.currency = candidates.band_currency then 1.0
            else band_rates.units_per_usd / own_rates.units_per_usd
        end as rate
    from candidates
    left join latest_rates as band_rates on candidates.band_currency = band_rates.currency
    left join latest_rates as own_rates on candidates.currency = own_rates.currency
),

judged as (
    select
        *,
        unit_value * rate between low and high as is_inside,
        max(case when has_words then high end) over (partition by statement_id, physical_statement_id) as ceiling
    from priced
    where rate is not null
),

ranked as (
    select
        *,
        case
            when is_inside and not needs_words then 'plausible'
            when is_inside and has_words then 'plausible_with_basis'
            when is_inside then 'plausible_only_with_unstated_basis'
            when unit_value * rate > ceiling then 'implausible_high'
            else 'implausible_low'
        end as plausibility,
        row_number() over (
            partition by statement_id
            order by
                case when not is_inside then 4 when not needs_words then 1 when has_words then 2 else 3 end,
                high,
                unit_cost_id,
                physical_statement_id
        ) as band_rank
    from judged
)

select
    statement_id,
    claim_id,
    article_id,
    physical_statement_id,
    plausibility,
    case when is_inside then basis end as plausibility_basis,
    unit_cost_id,
    round(unit_value, 6) as unit_value,
    round(greatest_unit_value, 6) as greatest_unit_value,
    band_unit as unit,
    currency,
    low as band_low,
    high as band_high,
    operating_days
from ranked
where band_rank = 1
