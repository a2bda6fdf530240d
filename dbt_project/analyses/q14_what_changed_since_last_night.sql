-- What did the newest refresh change: which claims are new, which have another status, and why? Nothing, if nothing came.
with ranked as (
    select
        run_id,
        row_number() over (order by started_at desc, run_id desc) as refresh_rank
    from {{ ref('refresh_log') }}
),

newest as (
    select run_id
    from ranked
    where refresh_rank = 1
)

select
    history.claim_id,
    earlier.verification_status as before_status,
    history.verification_status as after_status,
    history.lifecycle_status,
    history.changed_because
from {{ ref('verification_history') }} as history
inner join newest on history.opened_by_run_id = newest.run_id
left join {{ ref('verification_history') }} as earlier
    on
        history.claim_id = earlier.claim_id
        and history.opened_by_run_id = earlier.closed_by_run_id
order by history.claim_id
