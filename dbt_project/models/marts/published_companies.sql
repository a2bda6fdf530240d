{{ config(alias='companies') }}

with seen as (
    select
        companies.company_id,
        min(articles.published_on) as first_seen_on,
        max(articles.published_on) as last_seen_on,
        count(distinct companies.article_id) as article_count
    from {{ ref('int_article_companies') }} as companies
    inner join {{ ref('int_articles') }} as articles on companies.article_id = articles.article_id
    group by companies.company_id
),

undertaking as (
    select
        company_id,
        count(distinct initiative_id) as initiative_count
    from {{ ref('int_article_initiatives') }}
    group by company_id
),

claiming as (
    select
        company_id,
        count(*) as claim_count
    from {{ ref('int_claims') }}
    group by company_id
)

select
    companies.company_id,
    companies.company_name,
    companies.company_name_zh,
    companies.country_code,
    companies.ownership_type,
    companies.parent_company_id,
    parents.company_name as parent_company_name,
    companies.ultimate_parent_company_id,
    tops.company_name as ultimate_parent_company_name,
    companies.resolution,
    seen.first_seen_on,
    seen.last_seen_on,
    cast(coalesce(seen.article_count, 0) as integer) as article_count,
    cast(coalesce(undertaking.initiative_count, 0) as integer) as initiative_count,
    cast(coalesce(claiming.claim_count, 0) as integer) as claim_count
from {{ ref('int_companies') }} as companies
left join {{ ref('int_companies') }} as parents on companies.parent_company_id = parents.company_id
left join {{ ref('int_companies') }} as tops on companies.ultimate_parent_company_id = tops.company_id
left join seen on companies.company_id = seen.company_id
left join undertaking on companies.company_id = undertaking.company_id
left join claiming on companies.company_id = claiming.company_id
