select
    run_id,
    started_at,
    finished_at,
    as_of,
    documents_seen,
    documents_new,
    documents_rejected,
    claims_read,
    claims_rejected,
    warehouse_version
from {{ source('raw', 'refreshes') }}
