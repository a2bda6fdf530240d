-- One unit value for each claim: that of the statement with the least plausible result.
with ranked as (
    select
        *,
        row_number() over (
            partition by claim_id
            order by
                case plausibility
                    when 'implausible_high' then 1
                    when 'implausible_low' then 2
                    when 'plausible_only_with_unstated_basis' then 3
                    when 'plausible_with_basis' then 4
                    else 5
                end,
                statement_id
        ) as severity_rank
    from {{ ref('int_unit_values') }}
)

select
    claim_id,
    plausibility,
    plausibility_basis,
    unit_value,
    unit,
    currency,
    band_low,
    band_high
from ranked
where severity_rank = 1
