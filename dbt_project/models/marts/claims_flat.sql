-- Each claim is shown by the words of its first mention in the earliest article.
with ranked as (
    select
        mentions.claim_id,
        mentions.article_id,
        mentions.quote,
        mentions.sentence,
        articles.source_uri,
        articles.title as article_title,
        articles.published_on,
        articles.publisher_id,
        row_number() over (
            partition by mentions.claim_id
            order by
                coalesce(articles.published_on, cast('9999-12-31' as date)),
                mentions.article_id,
                mentions.char_start
        ) as mention_rank
    from {{ ref('claim_mentions') }} as mentions
    inner join {{ ref('articles') }} as articles on mentions.article_id = articles.article_id
)

select
    claims.claim_id,
    claims.company_name,
    companies.ultimate_parent_company_name,
    companies.country_code,
    initiatives.initiative_title,
    initiatives.initiative_type,
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
    claims.per_count,
    claims.period,
    claims.reporting_period,
    claims.baseline_value,
    claims.modality,
    savings.annual_value,
    savings.annual_unit,
    savings.annual_value_usd,
    status.verification_status,
    status.rule_status,
    status.decided_by,
    status.status_reason,
    status.lifecycle_status,
    status.independent_originator_count,
    status.consistency,
    status.plausibility,
    status.admiralty_code,
    status.needs_review,
    status.verifiable_by,
    claims.first_published_on,
    claims.last_published_on,
    claims.article_count,
    ranked.quote,
    ranked.sentence,
    outlets.outlet_name as publisher_name,
    ranked.article_title,
    ranked.source_uri,
    ranked.article_id
from {{ ref('claims') }} as claims
inner join {{ ref('verification_status') }} as status on claims.claim_id = status.claim_id
inner join ranked
    on
        claims.claim_id = ranked.claim_id
        and ranked.mention_rank = 1
left join {{ ref('published_companies') }} as companies on claims.company_id = companies.company_id
left join {{ ref('initiatives') }} as initiatives on claims.initiative_id = initiatives.initiative_id
left join {{ ref('savings') }} as savings on claims.claim_id = savings.claim_id
left join {{ ref('published_outlets') }} as outlets on ranked.publisher_id = outlets.outlet_id
