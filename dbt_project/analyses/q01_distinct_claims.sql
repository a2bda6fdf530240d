-- How many distinct claims are there, and in how many places do articles make them?
select
    count(*) as claims,
    sum(mention_count) as mentions,
    count(distinct company_id) as companies
from {{ ref('claims') }}
