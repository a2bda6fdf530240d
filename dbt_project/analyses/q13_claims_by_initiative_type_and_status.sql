-- How many claims belong to undertakings of each type, and how far can they be believed?
select
    coalesce(initiatives.initiative_type, 'no initiative') as initiative_type,
    status.verification_status,
    count(*) as claims
from {{ ref('claims') }} as claims
inner join {{ ref('verification_status') }} as status on claims.claim_id = status.claim_id
left join {{ ref('initiatives') }} as initiatives on claims.initiative_id = initiatives.initiative_id
group by coalesce(initiatives.initiative_type, 'no initiative'), status.verification_status
order by initiative_type asc, claims desc, status.verification_status asc
