-- Every organisation that an article names, with its owners up to the top and the owners of the outlets that speak.
with named as (
    select
        company_id,
        max(reference_company_id) as reference_company_id,
        min(needs_review) as is_only_under_review
    from {{ ref('int_article_companies') }}
    group by company_id
),

owners as (
    select
        parent_company_id as company_id,
        min(parent_name) as stated_name
    from {{ ref('int_stated_parents') }}
    group by parent_company_id
),

outlet_owners as (
    select distinct owner_company_id as company_id
    from {{ ref('int_outlets') }}
    where owner_company_id is not null
),

seen as (
    select company_id from named
    union
    select company_id from owners
    union
    select company_id from outlet_owners
),

with_owners as (
    select company_id from seen
    union
    select parents_1.parent_company_id as company_id
    from seen
    inner join {{ ref('int_company_parents') }} as parents_1 on seen.company_id = parents_1.company_id
    union
    select parents_2.parent_company_id as company_id
    from seen
    inner join {{ ref('int_company_parents') }} as parents_1 on seen.company_id = parents_1.company_id
    inner join {{ ref('int_company_parents') }} as parents_2 on parents_1.parent_company_id = parents_2.company_id
    union
    select ultimate.ultimate_parent_company_id as company_id
    from seen
    inner join {{ ref('int_ultimate_parents') }} as ultimate on seen.company_id = ultimate.company_id
),

-- The name that people use for a company of the reference table: its common alias, else its longest sure short one.
reference_names as (
    select
        company_id,
        alias as common_name,
        row_number() over (
            partition by company_id
            order by case alias_type when 'common' then 1 else 2 end, confidence desc, length(alias) desc, alias
        ) as name_rank
    from {{ ref('company_aliases') }}
    where
        lang = 'en'
        and alias_type in ('common', 'short')
        and not needs_review
),

-- The name that articles use: the fullest one, so that it doesn't depend on which article came first.
article_names as (
    select
        company_id,
        name_in_article,
        row_number() over (
            partition by company_id
            order by length(name_in_article) desc, name_in_article
        ) as name_rank
    from {{ ref('int_article_companies') }}
    group by company_id, name_in_article
)

select
    with_owners.company_id,
    case
        -- An unsure match is published under the name that was seen, not under the one it was taken for.
        when coalesce(named.is_only_under_review, false) then article_names.name_in_article
        when reference.company_id is not null
            then coalesce(reference_names.common_name, reference.canonical_name)
        else coalesce(article_names.name_in_article, owners.stated_name)
    end as company_name,
    reference.name_zh as company_name_zh,
    coalesce(reference.country, top_reference.country) as country_code,
    reference.ownership_type,
    reference.canonical_name as reference_name,
    parents.parent_company_id,
    coalesce(ultimate.ultimate_parent_company_id, with_owners.company_id) as ultimate_parent_company_id,
    case
        when reference.company_id is null then 'article'
        when coalesce(named.is_only_under_review, false) then 'review'
        else 'reference'
    end as resolution
from with_owners
left join named on with_owners.company_id = named.company_id
left join owners on with_owners.company_id = owners.company_id
left join {{ ref('companies') }} as reference on with_owners.company_id = reference.company_id
left join reference_names
    on
        with_owners.company_id = reference_names.company_id
        and reference_names.name_rank = 1
left join article_names
    on
        with_owners.company_id = article_names.company_id
        and article_names.name_rank = 1
left join {{ ref('int_company_parents') }} as parents on with_owners.company_id = parents.company_id
left join {{ ref('int_ultimate_parents') }} as ultimate on with_owners.company_id = ultimate.company_id
left join {{ ref('companies') }} as top_reference
    on coalesce(ultimate.ultimate_parent_company_id, with_owners.company_id) = top_reference.company_id
