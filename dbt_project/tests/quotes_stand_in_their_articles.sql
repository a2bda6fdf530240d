-- Every figure leads back to the words of an article: the span must hold them.
select mentions.mention_id
from {{ ref('claim_mentions') }} as mentions
inner join {{ ref('articles') }} as articles on mentions.article_id = articles.article_id
where
    mentions.quote
    <> substring(
        articles.text,
        cast(mentions.char_start + 1 as integer),
        cast(mentions.char_end - mentions.char_start as integer)
    )
