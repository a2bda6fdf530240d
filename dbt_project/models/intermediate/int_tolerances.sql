select
    max(case when name = 'comparator_exact' then value end) as comparator_exact,
    max(case when name = 'comparator_approx' then value end) as comparator_approx,
    max(case when name = 'comparator_at_least' then value end) as comparator_at_least,
    max(case when name = 'comparator_up_to' then value end) as comparator_up_to,
    max(case when name = 'comparator_between' then value end) as comparator_between,
    max(case when name = 'consistent' then value end) as consistent,
    max(case when name = 'minor_discrepancy' then value end) as minor_discrepancy,
    max(case when name = 'contradiction' then value end) as contradiction,
    max(case when name = 'yearly_rate' then value end) as yearly_rate,
    max(case when name = 'share_max' then value end) as share_max,
    cast(max(case when name = 'stale_months_saving' then value end) as integer) as stale_months_saving,
    cast(max(case when name = 'stale_months_stock' then value end) as integer) as stale_months_stock,
    cast(max(case when name = 'stale_months_plan' then value end) as integer) as stale_months_plan,
    cast(max(case when name = 'operating_days' then value end) as integer) as operating_days,
    cast(max(case when name = 'operating_days_continuous' then value end) as integer) as operating_days_continuous
from {{ ref('tolerances') }}
