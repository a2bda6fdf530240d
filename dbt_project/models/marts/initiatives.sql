with told as (
    select
        initiatives.*,
        articles.published_on
    from {{ ref('int_article_initiatives') }} as initiatives
    inner join {{ ref('int_articles') }} as articles on initiatives.article_id = articles.article_id
),

-- The newest article knows best how far an undertaking has come.
ranked as (
    select
        *,
        row_number() over (
            partition by initiative_id
            order by coalesce(published_on, cast('0001-01-01' as date)) desc, article_id asc, initiative_key asc
        ) as telling_rank
    from told
),

counted as (
    select
        initiative_id,
        min(published_on) as first_reported_on,
        max(published_on) as last_reported_on,
        count(distinct article_id) as article_count
    from told
    group by initiative_id
),

claiming as (
    select
        initiative_id,
        count(*) as claim_count
    from {{ ref('int_claims') }}
    group by initiative_id
)

select
    ranked.initiative_id,
    ranked.company_id,
    companies.company_name,
    ranked.initiative_title,
    ranked.initiative_type,
    ranked.initiative_status,
    counted.first_reported_on,
    counted.last_reported_on,
    cast(counted.article_count as integer) as article_count,
    cast(coalesce(claiming.claim_count, 0) as integer) as claim_count
from ranked
inner join counted on ranked.initiative_id = counted.initiative_id
inner join {{ ref('int_companies') }} as companies on ranked.company_id = companies.company_id
left join claiming on ranked.initiative_id = claiming.initiative_id
where ranked.telling_rank = 1
