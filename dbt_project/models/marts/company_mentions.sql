select
    {{ key_of(["mentions.article_id", "mentions.char_start", "mentions.char_end"]) }} as company_mention_id,
    companies.company_id,
    mentions.article_id,
    mentions.mentioned_as as name,
    mentions.char_start,
    mentions.char_end
from {{ ref('stg_company_mentions') }} as mentions
inner join {{ ref('int_article_companies') }} as companies
    on
        mentions.article_id = companies.article_id
        and mentions.name_in_article = companies.name_in_article
