with claim_reasons as (
    select
        claim_id,
        case
            when decided_by = 'analyst' then case when needs_review then 2 end
            when verification_status in ('contradicted', 'disputed') then 1
            when consistency = 'impossible' then 1
            when consistency = 'inconsistent' then 2
            when plausibility in ('implausible_high', 'implausible_low') then 2
            when has_unsure_sign then 2
            when attribution_loss >= 2 then 3
        end as priority,
        case
            when decided_by = 'analyst' then 'Evidence came in after the verdict of an analyst.'
            when verification_status in ('contradicted', 'disputed') then status_reason
            when consistency in ('impossible', 'inconsistent') then status_reason
            when plausibility in ('implausible_high', 'implausible_low') then status_reason
            when has_unsure_sign
                then
                    'A damaged mark beside the number may have been its minus sign, a dash or another mark; '
                    || 'compare it with the source.'
            when attribution_loss >= 2
                then 'A headline or summary asserts what the article only passes on as somebody''s claim.'
        end as reason
    from {{ ref('verification_status') }}
),

claim_articles as (
    select
        claim_id,
        min(article_id) as article_id
    from {{ ref('claim_mentions') }}
    group by claim_id
),

company_articles as (
    select
        company_id,
        min(article_id) as article_id
    from {{ ref('int_article_companies') }}
    group by company_id
),

items as (
    select
        'claim' as item_type,
        claim_reasons.claim_id as item_id,
        claim_reasons.reason,
        claim_reasons.priority,
        claim_articles.article_id
    from claim_reasons
    left join claim_articles on claim_reasons.claim_id = claim_articles.claim_id
    where claim_reasons.priority is not null

    union all

    select
        'company' as item_type,
        companies.company_id as item_id,
        '"' || companies.company_name || '" may be ' || companies.reference_name || '; the match is unsure.' as reason,
        2 as priority,
        company_articles.article_id
    from {{ ref('int_companies') }} as companies
    left join company_articles on companies.company_id = company_articles.company_id
    where companies.resolution = 'review'

    union all

    select
        'document' as item_type,
        rejected.source_uri as item_id,
        min(rejected.reason) as reason,
        2 as priority,
        min(articles.article_id) as article_id
    from {{ ref('stg_rejected_records') }} as rejected
    left join {{ ref('articles') }} as articles on rejected.article_id = articles.article_id
    where rejected.record_type = 'document'
    group by rejected.source_uri
)

select
    {{ key_of(["item_type", "item_id"]) }} as review_id,
    item_type,
    item_id,
    reason,
    cast(priority as integer) as priority,
    article_id
from items
