-- Which outlet a source of an article is: a row of the reference table, the company that speaks for itself, or an
-- outlet that only its name identifies.
with sources as (
    select
        sources.article_id,
        sources.source_name,
        sources.role,
        sources.source_kind,
        sources.reference_outlet_id,
        sources.company_name,
        sources.in_disclaimer
    from {{ ref('stg_article_sources') }} as sources
    inner join {{ ref('int_articles') }} as articles on sources.article_id = articles.article_id
    where articles.is_read
),

publishers as (
    select
        articles.article_id,
        articles.publisher_name as source_name,
        'publisher' as role,
        'outlet' as source_kind
    from {{ ref('int_articles') }} as articles
    left join sources
        on
            articles.article_id = sources.article_id
            and sources.role = 'publisher'
    where
        articles.publisher_name is not null
        and sources.article_id is null
),

all_sources as (
    select
        article_id,
        source_name,
        role,
        source_kind,
        reference_outlet_id,
        company_name,
        in_disclaimer
    from sources

    union all

    select
        article_id,
        source_name,
        role,
        source_kind,
        cast(null as string) as reference_outlet_id,
        cast(null as string) as company_name,
        false as in_disclaimer
    from publishers
),

outlet_names as (
    select
        {{ normalised_name('alias') }} as normalised_name,
        outlet_id
    from {{ ref('outlet_aliases') }}

    union all

    select
        {{ normalised_name('name') }} as normalised_name,
        outlet_id
    from {{ ref('outlets') }}
),

unique_outlet_names as (
    select
        normalised_name,
        min(outlet_id) as outlet_id
    from outlet_names
    group by normalised_name
    having count(distinct outlet_id) = 1
),

resolved as (
    select
        all_sources.article_id,
        all_sources.source_name,
        all_sources.role,
        all_sources.source_kind,
        all_sources.in_disclaimer,
        {{ normalised_name('all_sources.source_name') }} as normalised_name,
        case
            when reference.owner_company_id = '(claimant)' and companies.company_id is not null then null
            else reference.outlet_id
        end as reference_outlet_id,
        companies.company_id
    from all_sources
    left join unique_outlet_names as names
        on {{ normalised_name('all_sources.source_name') }} = names.normalised_name
    left join {{ ref('outlets') }} as reference
        on coalesce(all_sources.reference_outlet_id, names.outlet_id) = reference.outlet_id
    left join {{ ref('int_article_companies') }} as companies
        on
            all_sources.article_id = companies.article_id
            and all_sources.company_name = companies.name_in_article
)

select
    article_id,
    source_name,
    role,
    source_kind,
    in_disclaimer,
    reference_outlet_id,
    company_id as source_company_id,
    case
        when reference_outlet_id is not null then reference_outlet_id
        when company_id is not null then {{ key_of(["'company outlet'", "company_id"]) }}
        else {{ key_of(["'outlet'", "normalised_name"]) }}
    end as outlet_id
from resolved
