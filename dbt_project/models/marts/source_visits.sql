select
    visit_id,
    source,
    kind,
    run_id,
    cast(started_at as timestamp) as started_at,
    cast(finished_at as timestamp) as finished_at,
    cast(seen as integer) as seen,
    cast(new as integer) as new,
    cast(known as integer) as known,
    cast(refused as integer) as refused,
    cast(waiting as integer) as waiting,
    trouble,
    days
from {{ ref('stg_visits') }}
