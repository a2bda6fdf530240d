select
    check_id,
    claim_id,
    article_id,
    check_name,
    definition,
    inputs,
    cast(implied_value as decimal(38, 9)) as implied_value,
    cast(implied_low as decimal(38, 9)) as implied_low,
    cast(implied_high as decimal(38, 9)) as implied_high,
    cast(stated_value as decimal(38, 9)) as stated_value,
    cast(stated_low as decimal(38, 9)) as stated_low,
    cast(stated_high as decimal(38, 9)) as stated_high,
    cast(delta as decimal(38, 9)) as delta,
    outcome
from {{ ref('int_checks') }}

union all

select
    {{ key_of(["unit_values.statement_id", "'unit_value'"]) }} as check_id,
    unit_values.claim_id,
    unit_values.article_id,
    'unit_value' as check_name,
    coalesce(unit_values.plausibility_basis, 'no known basis') as definition,
    cast(unit_values.operating_days as varchar) || ' days a year, ' || unit_values.currency || ' per ' || unit_values.unit as inputs,
    cast(unit_values.unit_value as decimal(38, 9)) as implied_value,
    cast(unit_values.unit_value as decimal(38, 9)) as implied_low,
    cast(unit_values.greatest_unit_value as decimal(38, 9)) as implied_high,
    cast(null as decimal(38, 9)) as stated_value,
    cast(unit_values.band_low as decimal(38, 9)) as stated_low,
    cast(unit_values.band_high as decimal(38, 9)) as stated_high,
    cast(null as decimal(38, 9)) as delta,
    unit_values.plausibility as outcome
from {{ ref('int_unit_values') }} as unit_values
