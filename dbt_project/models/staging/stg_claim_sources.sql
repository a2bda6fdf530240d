select
    article_id,
    claim_key,
    source_name
from {{ source('raw', 'claim_sources') }}
