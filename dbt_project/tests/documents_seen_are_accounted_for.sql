-- A document that a source held is landed, lay there before, or stands among what was refused.
select
    visit_id,
    source,
    seen,
    new,
    known,
    refused
from {{ ref('source_visits') }}
where seen <> new + known + refused
