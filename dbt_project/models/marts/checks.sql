select
    check_id,
    claim_id,
    article_id,
    check_name,
    definition,
    inputs,
    {{ to_decimal('implied_value') }} as implied_value,
    {{ to_decimal('implied_low') }} as implied_low,
    {{ to_decimal('implied_high') }} as implied_high,
    {{ to_decimal('stated_value') }} as stated_value,
    {{ to_decimal('stated_low') }} as stated_low,
    {{ to_decimal('stated_high') }} as stated_high,
    {{ to_decimal('delta') }} as delta,
    outcome
from {{ ref('int_checks') }}

union all

select
    {{ key_of(["unit_values.statement_id", "'unit_value'"]) }} as check_id,
    unit_values.claim_id,
    unit_values.article_id,
    'unit_value' as check_name,
    coalesce(unit_values.plausibility_basis, 'no known basis') as definition,
    cast(unit_values.operating_days as string) || ' days a year, ' || unit_values.currency || ' per ' || unit_values.unit as inputs,
    {{ to_decimal('unit_values.unit_value') }} as implied_value,
    {{ to_decimal('unit_values.unit_value') }} as implied_low,
    {{ to_decimal('unit_values.greatest_unit_value') }} as implied_high,
    cast(null as decimal(38, 9)) as stated_value,
    {{ to_decimal('unit_values.band_low') }} as stated_low,
    {{ to_decimal('unit_values.band_high') }} as stated_high,
    cast(null as decimal(38, 9)) as delta,
    unit_values.plausibility as outcome
from {{ ref('int_unit_values') }} as unit_values
