-- The same undertaking told in two articles has the same company, type and telling words of its title.
with titled as (
    select
        initiatives.article_id,
        initiatives.initiative_key,
        companies.company_id,
        initiatives.initiative_type,
        initiatives.initiative_status,
        initiatives.initiative_title,
        {{ replace_pattern(
            "' ' || coalesce(" ~ normalised_phrase('initiatives.initiative_title') ~ ", '') || ' '",
            " (of|the|a|an|and|for|in|on|at|to|by|with|from|that|its|their|new|as|into|per) (of |the |a |an |and |its |new )*",
            " "
        ) }} as title_words
    from {{ ref('stg_article_initiatives') }} as initiatives
    inner join {{ ref('int_article_companies') }} as companies
        on
            initiatives.article_id = companies.article_id
            and initiatives.name_in_article = companies.name_in_article
)

select
    article_id,
    initiative_key,
    company_id,
    initiative_type,
    initiative_status,
    initiative_title,
    {{ key_of(["'initiative'", "company_id", "initiative_type", sorted_words("trim(title_words)")]) }} as initiative_id
from titled
