-- Which claims don't quite follow from the figures beside them, and by how much?
select
    claims.claim_id,
    claims.company_name,
    claims.metric_type,
    claims.value,
    claims.unit,
    status.consistency,
    status.consistency_definition,
    status.implied_value,
    status.implied_delta
from {{ ref('verification_status') }} as status
inner join {{ ref('claims') }} as claims on status.claim_id = claims.claim_id
where status.consistency not in ('not_tested', 'consistent')
order by abs(status.implied_delta) desc, claims.claim_id asc
