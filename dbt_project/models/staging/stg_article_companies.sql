select
    article_id,
    company_name as name_in_article,
    reference_company_id,
    confidence,
    needs_review,
    parent_name
from {{ source('raw', 'companies') }}
