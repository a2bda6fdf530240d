-- Twelve steps are more than any real chain has; a circle that articles state ends there as well.
with recursive ancestors as (
    select
        company_id,
        parent_company_id as ancestor_company_id,
        1 as distance
    from {{ ref('int_company_parents') }}

    union all

    select
        ancestors.company_id,
        parents.parent_company_id as ancestor_company_id,
        ancestors.distance + 1 as distance
    from ancestors
    inner join {{ ref('int_company_parents') }} as parents
        on ancestors.ancestor_company_id = parents.company_id
    where ancestors.distance < 12
),

circles as (
    select distinct company_id
    from ancestors
    where company_id = ancestor_company_id
),

-- The top of a chain has no owner. Those who own each other in a circle share the least of their ids.
tops as (
    select
        ancestors.company_id,
        min(case when parents.company_id is null then ancestors.ancestor_company_id end) as top_company_id,
        min(case when circles.company_id is not null then ancestors.ancestor_company_id end) as circle_company_id
    from ancestors
    left join {{ ref('int_company_parents') }} as parents
        on ancestors.ancestor_company_id = parents.company_id
    left join circles
        on ancestors.ancestor_company_id = circles.company_id
    group by ancestors.company_id
)

select
    company_id,
    coalesce(top_company_id, circle_company_id) as ultimate_parent_company_id
from tops
