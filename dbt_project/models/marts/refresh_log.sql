-- What a refresh changed follows from the rows of the history that it opened and closed.
with runs as (
    select
        *,
        row_number() over (order by started_at, run_id) as run_rank
    from {{ ref('stg_refreshes') }}
),

intervals as (
    select
        history.claim_id,
        opened.run_rank as opened_rank,
        closed.run_rank as closed_rank,
        row_number() over (
            partition by history.claim_id
            order by opened.run_rank, history.valid_from, history.history_id
        ) as interval_rank
    from {{ ref('verification_history') }} as history
    inner join runs as opened on history.opened_by_run_id = opened.run_id
    left join runs as closed on history.closed_by_run_id = closed.run_id
)

select
    runs.run_id,
    cast(runs.started_at as timestamp) as started_at,
    cast(runs.finished_at as timestamp) as finished_at,
    runs.as_of,
    cast(runs.documents_seen as integer) as documents_seen,
    cast(runs.documents_new as integer) as documents_new,
    cast(runs.documents_rejected as integer) as documents_rejected,
    cast(runs.claims_read as integer) as claims_read,
    cast(runs.claims_rejected as integer) as claims_rejected,
    cast(
        count(
            case
                when
                    intervals.opened_rank <= runs.run_rank
                    and (intervals.closed_rank is null or intervals.closed_rank > runs.run_rank)
                    then 1
            end
        ) as integer
    ) as claims_total,
    cast(count(case when intervals.opened_rank = runs.run_rank and intervals.interval_rank = 1 then 1 end) as integer) as claims_new,
    cast(count(case when intervals.opened_rank = runs.run_rank and intervals.interval_rank > 1 then 1 end) as integer) as status_changes,
    runs.warehouse_version
from runs
left join intervals on runs.run_rank >= intervals.opened_rank
group by
    runs.run_id,
    runs.run_rank,
    runs.started_at,
    runs.finished_at,
    runs.as_of,
    runs.documents_seen,
    runs.documents_new,
    runs.documents_rejected,
    runs.claims_read,
    runs.claims_rejected,
    runs.warehouse_version
