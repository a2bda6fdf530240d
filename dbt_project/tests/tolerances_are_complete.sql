-- A rule whose number is missing would decide nothing in silence.
select *
from {{ ref('int_tolerances') }}
where
    comparator_exact is null
    or comparator_approx is null
    or comparator_at_least is null
    or comparator_up_to is null
    or comparator_between is null
    or consistent is null
    or minor_discrepancy is null
    or contradiction is null
    or yearly_rate is null
    or share_max is null
    or stale_months_saving is null
    or stale_months_stock is null
    or stale_months_plan is null
    or operating_days is null
    or operating_days_continuous is null
