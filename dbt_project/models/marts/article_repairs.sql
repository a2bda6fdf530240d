select
    {{ key_of(["article_id", "char_start"]) }} as repair_id,
    article_id,
    char_start,
    char_end,
    rule,
    before,
    after
from {{ ref('stg_article_repairs') }}
