-- Which claims could a public register, an audit or an assurance settle, and which one?
select
    status.verifiable_by,
    claims.claim_id,
    claims.company_name,
    claims.metric_type,
    claims.value,
    claims.unit,
    status.verification_status
from {{ ref('verification_status') }} as status
inner join {{ ref('claims') }} as claims on status.claim_id = claims.claim_id
where
    status.verifiable_by is not null
    and status.verification_status not in ('verified', 'contradicted')
order by status.verifiable_by, claims.company_name, claims.claim_id
