-- What was published on a day, and who decided it? Another day is asked for with --vars '{day: 2026-01-31}'.
{% set day = var('day', none) %}
with asked as (
    {% if day %}
    select cast('{{ day }}' as date) as day
    {% else %}
    select max(as_of) as day
    from {{ ref('refresh_log') }}
    {% endif %}
)

select
    history.claim_id,
    history.verification_status,
    history.lifecycle_status,
    history.decided_by,
    verdicts.analyst,
    verdicts.rationale,
    history.valid_from,
    history.valid_to
from {{ ref('verification_history') }} as history
left join {{ ref('verdicts') }} as verdicts on history.verdict_id = verdicts.verdict_id
cross join asked
where
    history.valid_from <= asked.day
    and coalesce(history.valid_to, cast('9999-12-31' as date)) > asked.day
order by history.claim_id
