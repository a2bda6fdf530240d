-- A claim has one status at a time, and the open row of the history is the published one.
select status.claim_id
from {{ ref('verification_status') }} as status
left join {{ ref('verification_history') }} as history
    on
        status.claim_id = history.claim_id
        and history.valid_to is null
group by status.claim_id
having count(history.history_id) <> 1
