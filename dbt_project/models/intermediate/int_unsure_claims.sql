-- A mark that lost its bytes may have been the minus sign of the number behind it, or a dash, or a quotation mark.
select
    statements.claim_id,
    min(mentions.article_id) as article_id,
    min(repairs.after) as taken_for,
    min(repairs.may_also_be) as may_also_be
from {{ ref('stg_claim_mentions') }} as mentions
inner join {{ ref('int_statements') }} as statements
    on
        mentions.article_id = statements.article_id
        and mentions.claim_key = statements.claim_key
-- The mark stands in the quote, or before it with a space or a currency between.
inner join {{ ref('stg_article_repairs') }} as repairs
    on
        mentions.article_id = repairs.article_id
        and mentions.char_start <= repairs.char_end + 1
        and mentions.char_end > repairs.char_start
where repairs.may_also_be is not null
group by statements.claim_id
