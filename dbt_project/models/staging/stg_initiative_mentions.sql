select
    article_id,
    initiative_key,
    quote,
    char_start,
    char_end
from {{ source('raw', 'initiative_mentions') }}
