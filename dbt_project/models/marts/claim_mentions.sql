-- Two statements of one claim may share a span; it is one mention.
select
    {{ key_of(["statements.claim_id", "mentions.article_id", "mentions.char_start", "mentions.char_end"]) }} as mention_id,
    statements.claim_id,
    mentions.article_id,
    min(mentions.quote) as quote,
    mentions.char_start,
    mentions.char_end,
    min(mentions.sentence) as sentence,
    min(mentions.section) as section,
    cast(min(mentions.hedge_level) as integer) as hedge_level
from {{ ref('stg_claim_mentions') }} as mentions
inner join {{ ref('int_statements') }} as statements
    on
        mentions.article_id = statements.article_id
        and mentions.claim_key = statements.claim_key
group by statements.claim_id, mentions.article_id, mentions.char_start, mentions.char_end
