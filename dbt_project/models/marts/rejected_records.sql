select
    rejection_id,
    record_type,
    source_uri,
    article_id,
    reason_code,
    reason,
    record,
    cast(rejected_at as timestamp) as rejected_at,
    run_id
from {{ ref('stg_rejected_records') }}
