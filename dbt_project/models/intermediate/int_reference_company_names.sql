with names as (
    select
        alias as name,
        company_id,
        confidence,
        needs_review
    from {{ ref('company_aliases') }}

    union all

    select
        canonical_name as name,
        company_id,
        1.0 as confidence,
        false as needs_review
    from {{ ref('companies') }}
),

normalised as (
    select
        {{ normalised_name('name') }} as normalised_name,
        company_id,
        max(confidence) as confidence,
        min(needs_review) as needs_review
    from names
    group by {{ normalised_name('name') }}, company_id
),

counted as (
    select
        *,
        count(*) over (partition by normalised_name) as company_count
    from normalised
)

select
    normalised_name,
    company_id
from counted
where
    company_count = 1
    and not needs_review
    and confidence >= 0.9
