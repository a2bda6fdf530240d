select
    claims.claim_id,
    claims.company_id,
    companies.company_name,
    claims.initiative_id,
    claims.metric_type,
    claims.subject,
    claims.value_kind,
    claims.direction,
    claims.value,
    claims.value_low,
    claims.value_high,
    claims.comparator,
    claims.unit,
    claims.per,
    -- Published only where a value is stated for more than one of its denominator.
    nullif(claims.per_count, cast(1 as decimal(38, 9))) as per_count,
    claims.period,
    claims.reporting_period,
    claims.baseline_value,
    claims.modality,
    cast(claims.hedge_level as integer) as hedge_level,
    claims.first_published_on,
    claims.last_published_on,
    cast(claims.mention_count as integer) as mention_count,
    cast(claims.article_count as integer) as article_count
from {{ ref('int_claims') }} as claims
left join {{ ref('int_companies') }} as companies on claims.company_id = companies.company_id
