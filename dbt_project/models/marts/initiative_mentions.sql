-- Two initiatives of an article that are one undertaking may share a span; it is one mention.
select
    {{ key_of(["initiatives.initiative_id", "mentions.article_id", "mentions.char_start", "mentions.char_end"]) }}
        as initiative_mention_id,
    initiatives.initiative_id,
    mentions.article_id,
    min(mentions.quote) as quote,
    mentions.char_start,
    mentions.char_end
from {{ ref('stg_initiative_mentions') }} as mentions
inner join {{ ref('int_article_initiatives') }} as initiatives
    on
        mentions.article_id = initiatives.article_id
        and mentions.initiative_key = initiatives.initiative_key
group by initiatives.initiative_id, mentions.article_id, mentions.char_start, mentions.char_end
