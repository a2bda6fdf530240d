-- Which companies are spoken of, and to which group does each belong?
select
    company_name,
    parent_company_name,
    coalesce(ultimate_parent_company_name, company_name) as ultimate_parent_company_name,
    resolution,
    claim_count
from {{ ref('published_companies') }}
order by claim_count desc, company_name asc
