select
    {{ key_of(["repairs.article_id", "repairs.char_start"]) }} as repair_id,
    repairs.article_id,
    repairs.char_start,
    repairs.char_end,
    repairs.rule,
    repairs.before,
    repairs.after,
    repairs.may_also_be
from {{ ref('stg_article_repairs') }} as repairs
inner join {{ ref('int_articles') }} as articles on repairs.article_id = articles.article_id
