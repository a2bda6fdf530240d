-- An owner is looked for among the companies of the same article first, then among all known names; one that is
-- found nowhere becomes a company by its name.
with stated as (
    select
        companies.article_id,
        companies.company_id,
        companies.reference_company_id,
        companies.parent_name,
        {{ normalised_name('companies.parent_name') }} as normalised_parent_name
    from {{ ref('int_article_companies') }} as companies
    where companies.parent_name is not null
),

in_article as (
    select
        article_id,
        normalised_name,
        min(company_id) as company_id
    from {{ ref('int_article_companies') }}
    group by article_id, normalised_name
)

select
    stated.article_id,
    stated.company_id,
    stated.parent_name,
    coalesce(
        in_article.company_id,
        names.company_id,
        {{ key_of(["'company'", "stated.normalised_parent_name"]) }}
    ) as parent_company_id,
    stated.reference_company_id is not null as is_in_reference
from stated
left join in_article
    on
        stated.article_id = in_article.article_id
        and stated.normalised_parent_name = in_article.normalised_name
left join {{ ref('int_company_names') }} as names
    on stated.normalised_parent_name = names.normalised_name
