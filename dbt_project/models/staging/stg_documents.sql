select
    document_id,
    source_uri,
    content_sha256,
    byte_count,
    media_type,
    landed_at,
    outcome,
    text_version,
    claims_read,
    mentions_read
from {{ source('raw', 'documents') }}
