-- The worst outcome of a claim's checks, and how many of them passed.
with ranked as (
    select
        *,
        row_number() over (
            partition by claim_id
            order by
                case outcome
                    when 'impossible' then 1
                    when 'inconsistent' then 2
                    when 'minor_discrepancy' then 3
                    when 'consistent_within_rounding' then 4
                    else 5
                end,
                check_name,
                check_id
        ) as severity_rank
    from {{ ref('int_checks') }}
),

counted as (
    select
        claim_id,
        count(*) as check_count,
        sum(case when outcome in ('consistent', 'consistent_within_rounding') then 1 else 0 end) as passed_count
    from {{ ref('int_checks') }}
    group by claim_id
)

select
    ranked.claim_id,
    ranked.outcome as consistency,
    ranked.definition as consistency_definition,
    ranked.inputs as consistency_inputs,
    ranked.implied_value,
    ranked.delta as implied_delta,
    counted.check_count,
    counted.passed_count
from ranked
inner join counted on ranked.claim_id = counted.claim_id
where ranked.severity_rank = 1
