-- The newest refresh, unless variables name another one: so a past night is decided again, and an ordinary night has no
-- variables that would make dbt parse the whole project anew.
{% if var('as_of') %}

select
    '{{ var("run_id") }}' as run_id,
    cast('{{ var("as_of") }}' as date) as as_of

{% else %}

with ranked as (
    select
        run_id,
        as_of,
        row_number() over (order by started_at desc, run_id desc) as refresh_rank
    from {{ ref('stg_refreshes') }}
)

select
    run_id,
    as_of
from ranked
where refresh_rank = 1

{% endif %}
