select
    article_id,
    company_name as name_in_article,
    name as mentioned_as,
    char_start,
    char_end
from {{ source('raw', 'company_mentions') }}
