select
    article_id,
    claim_key,
    quote,
    char_start,
    char_end,
    sentence,
    sentence_start,
    section,
    hedge_level
from {{ source('raw', 'claim_mentions') }}
