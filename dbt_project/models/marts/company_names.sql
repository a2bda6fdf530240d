with names as (
    select
        aliases.company_id,
        aliases.alias as name,
        'reference' as source
    from {{ ref('company_aliases') }} as aliases
    inner join {{ ref('int_companies') }} as companies on aliases.company_id = companies.company_id

    union

    select
        reference.company_id,
        reference.canonical_name as name,
        'reference' as source
    from {{ ref('companies') }} as reference
    inner join {{ ref('int_companies') }} as companies on reference.company_id = companies.company_id

    union

    select
        reference.company_id,
        reference.name_zh as name,
        'reference' as source
    from {{ ref('companies') }} as reference
    inner join {{ ref('int_companies') }} as companies on reference.company_id = companies.company_id
    where reference.name_zh is not null

    union

    select
        company_id,
        name_in_article as name,
        'article' as source
    from {{ ref('int_article_companies') }}

    union

    select
        companies.company_id,
        mentions.mentioned_as as name,
        'article' as source
    from {{ ref('stg_company_mentions') }} as mentions
    inner join {{ ref('int_article_companies') }} as companies
        on
            mentions.article_id = companies.article_id
            and mentions.name_in_article = companies.name_in_article

    union

    select
        parent_company_id as company_id,
        parent_name as name,
        'article' as source
    from {{ ref('int_stated_parents') }}
)

select
    {{ key_of(["company_id", "name", "source"]) }} as company_name_id,
    company_id,
    name,
    source
from names
