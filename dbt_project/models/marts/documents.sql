select
    documents.document_id,
    documents.source_uri,
    documents.content_sha256,
    documents.byte_count,
    documents.media_type,
    cast(documents.landed_at as timestamp) as landed_at,
    case
        when versions.document_id is null then documents.outcome
        when articles.article_id <> documents.document_id then 'same_text'
        when articles.duplicate_of is not null then 'duplicate'
        else 'article'
    end as outcome,
    articles.article_id
from {{ ref('stg_documents') }} as documents
left join {{ ref('int_article_versions') }} as versions on documents.document_id = versions.document_id
left join {{ ref('int_articles') }} as articles on versions.article_id = articles.article_id
