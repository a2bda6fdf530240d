-- What would a unit of what is saved be worth by the money said to be saved beside it, and is that plausible?
select
    claims.company_name,
    claims.value,
    claims.unit,
    status.implied_unit_cost,
    status.plausibility,
    status.plausibility_basis
from {{ ref('verification_status') }} as status
inner join {{ ref('claims') }} as claims on status.claim_id = claims.claim_id
where status.implied_unit_cost is not null
order by status.implied_unit_cost desc, claims.company_name asc
