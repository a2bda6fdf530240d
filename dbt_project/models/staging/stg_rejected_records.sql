select
    rejection_id,
    record_type,
    source_uri,
    article_id,
    reason_code,
    reason,
    record,
    rejected_at,
    run_id
from {{ source('raw', 'rejected_records') }}
