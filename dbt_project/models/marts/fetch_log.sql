select
    fetch_id,
    source,
    address,
    final_address,
    cast(fetched_at as timestamp) as fetched_at,
    outcome,
    cast(case outcome when 'fetched' then 200 when 'not_modified' then 304 else status end as integer) as status,
    cast(received_bytes as bigint) as received_bytes,
    content_sha256,
    media_type,
    charset,
    reason_code,
    reason,
    is_transient
from {{ ref('stg_fetches') }}
