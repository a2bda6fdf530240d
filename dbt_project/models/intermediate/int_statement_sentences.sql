-- Which statements stand in which sentences: what a sentence puts together belongs together.
select
    statements.statement_id,
    mentions.article_id,
    mentions.sentence_start,
    min(lower(mentions.sentence)) as sentence
from {{ ref('stg_claim_mentions') }} as mentions
inner join {{ ref('int_statements') }} as statements
    on
        mentions.article_id = statements.article_id
        and mentions.claim_key = statements.claim_key
group by statements.statement_id, mentions.article_id, mentions.sentence_start
