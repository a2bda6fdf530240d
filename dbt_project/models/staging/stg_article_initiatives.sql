select
    article_id,
    initiative_key,
    company_name as name_in_article,
    initiative_type,
    initiative_status,
    initiative_title
from {{ source('raw', 'initiatives') }}
