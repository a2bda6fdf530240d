-- How much does each group say it saves a year, in US dollars, and which share of it has anybody outside confirmed?
select
    coalesce(ultimate_parent_company_name, company_name, 'no company') as group_name,
    count(*) as savings,
    sum(annual_value_usd) as annual_value_usd,
    sum(case when verification_status in ('verified', 'corroborated') then annual_value_usd else 0 end)
    / nullif(sum(annual_value_usd), 0) as verified_share
from {{ ref('savings') }}
where
    saving_type = 'cost'
    and modality = 'actual'
group by coalesce(ultimate_parent_company_name, company_name, 'no company')
order by annual_value_usd desc, group_name asc
