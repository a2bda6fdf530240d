select
    fetch_id,
    fetch_number,
    source,
    address,
    final_address,
    fetched_at,
    outcome,
    status,
    received_bytes,
    content_sha256,
    media_type,
    charset,
    reason_code,
    reason,
    is_transient
from {{ source('raw', 'fetches') }}
