with publishers as (
    select
        article_id,
        min(outlet_id) as outlet_id
    from {{ ref('int_article_sources') }}
    where role = 'publisher'
    group by article_id
)

select
    articles.article_id,
    articles.source_uri,
    articles.content_sha256,
    publishers.outlet_id as publisher_id,
    articles.title,
    articles.published_on,
    articles.published_on_precision,
    articles.published_on_origin,
    articles.authors,
    articles.language,
    articles.text,
    articles.encoding_repair,
    articles.repair_count,
    articles.has_disclaimer,
    articles.duplicate_of,
    articles.supersedes,
    articles.superseded_by,
    cast(articles.version_number as bigint) as version_number,
    cast(articles.ingested_at as timestamp) as ingested_at,
    articles.text_version,
    articles.extraction_version
from {{ ref('int_articles') }} as articles
left join publishers on articles.article_id = publishers.article_id
