select
    visit_id,
    visit_number,
    source,
    kind,
    run_id,
    started_at,
    finished_at,
    seen,
    new,
    known,
    refused,
    waiting,
    trouble,
    days
from {{ source('raw', 'visits') }}
