with stated as (
    select
        claim_id,
        max(stated_operating_days) as operating_days
    from {{ ref('int_statements') }}
    group by claim_id
),

savings as (
    select
        claims.*,
        metric_types.saving_type,
        coalesce(stated.operating_days, tolerances.operating_days) as operating_days
    from {{ ref('int_claims') }} as claims
    inner join {{ ref('metric_types') }} as metric_types on claims.metric_type = metric_types.metric_type
    left join stated on claims.claim_id = stated.claim_id
    cross join {{ ref('int_tolerances') }} as tolerances
    where metric_types.saving_type is not null
),

-- A one-off and a cumulative saving have no yearly value, nor has the sum over one quarter, a share or a saving for each unit.
annual as (
    select
        *,
        case
            when
                value_kind = 'amount'
                and per is null
                and modality <> 'indeterminate'
                and {{ is_running_rate('period', 'reporting_period') }}
                then {{ to_decimal("cast(value as double) * " ~ periods_per_year('period', 'operating_days')) }}
        end as annual_value,
        coalesce(
            cast(substring(reporting_period, 1, 4) as bigint),
            extract(year from first_published_on)
        ) as wanted_year
    from savings
),

-- The rate of the year it speaks of, else of the newest year that has one.
rates as (
    select
        annual.claim_id,
        fx.year,
        fx.units_per_usd,
        row_number() over (
            partition by annual.claim_id
            order by case when fx.year = annual.wanted_year then 0 else 1 end, fx.year desc
        ) as rate_rank
    from annual
    inner join {{ ref('int_fx_rates') }} as fx
        on
            annual.unit = fx.currency
            and (annual.wanted_year = fx.year or fx.is_latest)
)

select
    annual.claim_id,
    annual.company_id,
    companies.company_name,
    tops.company_name as ultimate_parent_company_name,
    annual.initiative_id,
    initiatives.initiative_title,
    annual.saving_type,
    annual.value,
    annual.unit,
    annual.period,
    annual.annual_value,
    case when annual.annual_value is not null then annual.unit end as annual_unit,
    cast({{ to_decimal('cast(annual.annual_value as double) / rates.units_per_usd') }} as decimal(38, 2)) as annual_value_usd,
    cast(1.0 / rates.units_per_usd as decimal(38, 9)) as fx_rate,
    cast(rates.year as integer) as fx_year,
    cast(annual.operating_days as integer) as operating_days,
    annual.modality,
    status.verification_status,
    annual.first_published_on
from annual
inner join {{ ref('verification_status') }} as status on annual.claim_id = status.claim_id
left join {{ ref('int_companies') }} as companies on annual.company_id = companies.company_id
left join {{ ref('int_companies') }} as tops on companies.ultimate_parent_company_id = tops.company_id
left join {{ ref('initiatives') }} as initiatives on annual.initiative_id = initiatives.initiative_id
left join rates
    on
        annual.claim_id = rates.claim_id
        and rates.rate_rank = 1
