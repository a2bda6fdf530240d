-- Which share of the claims has nobody said but the claimant, its group, its state's media or its own filing?
select
    count(*) as claims,
    sum(case when originator_relation in ('self', 'affiliated', 'state_aligned', 'statutory_filing') then 1 else 0 end) as group_owned_only,
    cast(sum(case when originator_relation in ('self', 'affiliated', 'state_aligned', 'statutory_filing') then 1 else 0 end) as double)
    / nullif(count(*), 0) as share_of_claims
from {{ ref('verification_status') }}
