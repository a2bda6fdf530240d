select
    article_id,
    source_name,
    role,
    source_kind,
    reference_outlet_id,
    company_name,
    in_disclaimer
from {{ source('raw', 'article_sources') }}
