-- Whether a claim still holds on the day that is decided for. What has a calendar period of its own never grows stale.
with spoken as (
    select
        statements.claim_id,
        statements.comparable_id,
        statements.scope,
        statements.modality,
        statements.published_on,
        statements.canonical_factor * intervals.agrees_low as agrees_low,
        statements.canonical_factor * intervals.agrees_high as agrees_high,
        originators.owner_group
    from {{ ref('int_statements') }} as statements
    inner join {{ ref('int_intervals') }} as intervals on statements.statement_id = intervals.statement_id
    inner join {{ ref('int_statement_originators') }} as originators on statements.statement_id = originators.statement_id
    cross join {{ ref('int_this_refresh') }} as this_refresh
    where
        statements.company_id is not null
        and statements.published_on is not null
        and statements.published_on <= this_refresh.as_of
),

-- Only the word of those who made a claim replaces it; a stranger's other figure is evidence.
superseded as (
    select distinct earlier.claim_id
    from spoken as earlier
    inner join spoken as later
        on
            earlier.comparable_id = later.comparable_id
            and earlier.owner_group = later.owner_group
            and coalesce(earlier.scope, '') = coalesce(later.scope, '')
            and earlier.claim_id <> later.claim_id
    left join {{ ref('int_claims') }} as claims on earlier.claim_id = claims.claim_id
    where
        later.published_on > claims.last_published_on
        and (later.agrees_low > earlier.agrees_high or later.agrees_high < earlier.agrees_low)
),

aged as (
    select
        claims.claim_id,
        case
            when claims.period in ('one_off', 'cumulative') then null
            when claims.modality = 'planned'
                then {{ month_later('claims.last_published_on', 'tolerances.stale_months_plan') }}
            when claims.reporting_period is not null then null
            when metric_types.saving_type is not null and claims.period is not null and claims.period <> 'point_in_time'
                then {{ month_later('claims.last_published_on', 'tolerances.stale_months_saving') }}
            when claims.period = 'point_in_time'
                then {{ month_later('claims.last_published_on', 'tolerances.stale_months_stock') }}
        end as stale_from
    from {{ ref('int_claims') }} as claims
    left join {{ ref('metric_types') }} as metric_types on claims.metric_type = metric_types.metric_type
    cross join {{ ref('int_tolerances') }} as tolerances
)

select
    aged.claim_id,
    aged.stale_from,
    case
        when superseded.claim_id is not null then 'superseded'
        when aged.stale_from <= this_refresh.as_of then 'stale'
        else 'active'
    end as lifecycle_status
from aged
left join superseded on aged.claim_id = superseded.claim_id
cross join {{ ref('int_this_refresh') }} as this_refresh
