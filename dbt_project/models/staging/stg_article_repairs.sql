select
    article_id,
    char_start,
    char_end,
    rule,
    before,
    after
from {{ source('raw', 'article_repairs') }}
