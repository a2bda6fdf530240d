-- How many originators independent of the claimant stand behind each claim?
select
    claims.claim_id,
    claims.company_name,
    claims.metric_type,
    status.independent_originator_count,
    count(distinct evidence.originator_id) as originators,
    count(distinct evidence.article_id) as articles
from {{ ref('verification_status') }} as status
inner join {{ ref('claims') }} as claims on status.claim_id = claims.claim_id
left join {{ ref('evidence') }} as evidence on status.claim_id = evidence.claim_id
group by claims.claim_id, claims.company_name, claims.metric_type, status.independent_originator_count
order by status.independent_originator_count desc, claims.claim_id asc
