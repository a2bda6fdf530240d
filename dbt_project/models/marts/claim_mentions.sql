select distinct
    {{ key_of(["statements.claim_id", "mentions.article_id", "mentions.char_start", "mentions.char_end"]) }} as mention_id,
    statements.claim_id,
    mentions.article_id,
    mentions.quote,
    mentions.char_start,
    mentions.char_end,
    mentions.sentence,
    mentions.section,
    cast(mentions.hedge_level as integer) as hedge_level
from {{ ref('stg_claim_mentions') }} as mentions
inner join {{ ref('int_statements') }} as statements
    on
        mentions.article_id = statements.article_id
        and mentions.claim_key = statements.claim_key
