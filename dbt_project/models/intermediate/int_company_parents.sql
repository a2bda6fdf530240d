-- The reference table decides for the companies that it holds; for others the owner that most articles state.
with statements as (
    select
        company_id,
        parent_company_id,
        count(distinct article_id) as article_count
    from {{ ref('int_stated_parents') }}
    where
        not is_in_reference
        and company_id <> parent_company_id
    group by company_id, parent_company_id
),

ranked as (
    select
        company_id,
        parent_company_id,
        row_number() over (
            partition by company_id
            order by article_count desc, parent_company_id asc
        ) as statement_rank
    from statements
)

select
    company_id,
    parent_company_id
from ranked
where statement_rank = 1

union all

select
    company_id,
    parent_company_id
from {{ ref('companies') }}
where parent_company_id is not null
