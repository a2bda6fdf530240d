-- Which articles disclaim what they print, and whom do they name as its source?
select
    articles.article_id,
    articles.source_uri,
    articles.title,
    outlets.outlet_name,
    outlets.owner_name
from {{ ref('articles') }} as articles
left join {{ ref('article_sources') }} as sources
    on
        articles.article_id = sources.article_id
        and sources.in_disclaimer
left join {{ ref('published_outlets') }} as outlets on sources.outlet_id = outlets.outlet_id
where articles.has_disclaimer
order by articles.source_uri, outlets.outlet_name
