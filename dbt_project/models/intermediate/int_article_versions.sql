-- A document is a new version of its address only where its text is another one than that of the document before.
with compared as (
    select
        article_id,
        source_uri,
        ingested_at,
        case
            when text_sha256 = lag(text_sha256) over (partition by source_uri order by ingested_at asc, article_id desc) then 0
            else 1
        end as is_new_text
    from {{ ref('stg_articles') }}
),

numbered as (
    select
        *,
        sum(is_new_text) over (
            partition by source_uri
            order by ingested_at asc, article_id desc
            rows between unbounded preceding and current row
        ) as version_number
    from compared
),

versions as (
    select
        article_id,
        source_uri,
        version_number,
        lag(article_id) over (partition by source_uri order by version_number) as supersedes,
        lead(article_id) over (partition by source_uri order by version_number) as superseded_by
    from numbered
    where is_new_text = 1
)

select
    numbered.article_id as document_id,
    versions.article_id,
    numbered.version_number,
    versions.supersedes,
    versions.superseded_by
from numbered
inner join versions
    on
        numbered.source_uri = versions.source_uri
        and numbered.version_number = versions.version_number
