-- How much water is said to be saved a year?
select
    company_name,
    initiative_title,
    value,
    unit,
    period,
    annual_value,
    annual_unit,
    operating_days,
    verification_status
from {{ ref('savings') }}
where saving_type = 'water'
order by annual_value desc, company_name asc
