select
    articles.article_id,
    articles.source_uri,
    articles.content_sha256,
    articles.text_sha256,
    articles.publisher_name,
    articles.title,
    articles.published_on,
    articles.published_on_precision,
    articles.published_on_origin,
    articles.authors,
    articles.language,
    articles.text,
    articles.encoding,
    articles.encoding_repair,
    articles.repair_count,
    articles.has_disclaimer,
    articles.operating_days,
    articles.text_version,
    articles.extraction_version,
    articles.ingested_at,
    versions.version_number,
    versions.supersedes,
    versions.superseded_by,
    nullif(copies.original_id, articles.article_id) as duplicate_of,
    coalesce(copies.original_id = articles.article_id, false) as is_read
from {{ ref('stg_articles') }} as articles
inner join {{ ref('int_article_versions') }} as versions on articles.article_id = versions.document_id
left join {{ ref('int_article_copies') }} as copies on articles.article_id = copies.article_id
where versions.article_id = versions.document_id
