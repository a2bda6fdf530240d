{{ config(alias='outlets') }}

select
    outlets.outlet_id,
    outlets.outlet_name,
    coalesce(outlets.reference_owner_name, owners.company_name) as owner_name,
    outlets.owner_company_id,
    outlets.independence_class,
    outlets.reliability,
    outlets.country_code
from {{ ref('int_outlets') }} as outlets
left join {{ ref('int_companies') }} as owners on outlets.owner_company_id = owners.company_id
