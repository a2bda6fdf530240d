-- Statements of one article that belong together: they share a sentence, or an initiative.
with pairs_of_sentences as (
    select
        left_side.statement_id,
        right_side.statement_id as other_statement_id,
        true as shares_sentence,
        false as shares_initiative
    from {{ ref('int_statement_sentences') }} as left_side
    inner join {{ ref('int_statement_sentences') }} as right_side
        on
            left_side.article_id = right_side.article_id
            and left_side.sentence_start = right_side.sentence_start
            and left_side.statement_id <> right_side.statement_id
),

pairs_of_initiatives as (
    select
        left_side.statement_id,
        right_side.statement_id as other_statement_id,
        false as shares_sentence,
        true as shares_initiative
    from {{ ref('int_statements') }} as left_side
    inner join {{ ref('int_statements') }} as right_side
        on
            left_side.article_id = right_side.article_id
            and left_side.initiative_id = right_side.initiative_id
            and left_side.statement_id <> right_side.statement_id
),

pairs as (
    select * from pairs_of_sentences
    union all
    select * from pairs_of_initiatives
)

select
    statement_id,
    other_statement_id,
    max(shares_sentence) as shares_sentence,
    max(shares_initiative) as shares_initiative
from pairs
group by statement_id, other_statement_id
