-- Without a refresh there is no day to decide for, and every claim would go without a status.
select count(*) as refresh_count
from {{ ref('int_this_refresh') }}
having count(*) <> 1
