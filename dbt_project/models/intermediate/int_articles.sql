with versions as (
    select
        *,
        first_value(article_id) over (partition by source_uri order by ingested_at desc, article_id asc) as newest_version_id
    from {{ ref('stg_articles') }}
),

newest as (
    select
        article_id,
        first_value(article_id) over (
            partition by text_sha256
            order by coalesce(published_on, cast('9999-12-31' as date)), source_uri, article_id
        ) as original_id
    from versions
    where article_id = newest_version_id
)

select
    versions.article_id,
    versions.source_uri,
    versions.content_sha256,
    versions.text_sha256,
    versions.publisher_name,
    versions.title,
    versions.published_on,
    versions.published_on_precision,
    versions.language,
    versions.text,
    versions.encoding,
    versions.encoding_repair,
    versions.repair_count,
    versions.has_disclaimer,
    versions.operating_days,
    versions.text_version,
    versions.extraction_version,
    versions.ingested_at,
    nullif(versions.newest_version_id, versions.article_id) as superseded_by,
    nullif(newest.original_id, versions.article_id) as duplicate_of,
    coalesce(newest.original_id = versions.article_id, false) as is_read
from versions
left join newest on versions.article_id = newest.article_id
