select
    article_id,
    char_start,
    char_end,
    rule,
    before,
    after,
    may_also_be
from {{ source('raw', 'article_repairs') }}
