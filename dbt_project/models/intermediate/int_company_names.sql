-- Names by which a company is known, for finding owners that an article only names.
with names as (
    select
        normalised_name,
        company_id,
        1 as rank_of_source
    from {{ ref('int_reference_company_names') }}

    union all

    select
        normalised_name,
        company_id,
        2 as rank_of_source
    from {{ ref('int_article_companies') }}
    where not needs_review
),

ranked as (
    select
        normalised_name,
        company_id,
        row_number() over (partition by normalised_name order by rank_of_source, company_id) as name_rank
    from names
)

select
    normalised_name,
    company_id
from ranked
where name_rank = 1
