-- The rules in force: their version, and a hash of the tables of numbers that they read, so that an edit there shows in
-- the history as the change of rules that it is.
with numbers as (
    select
        'tolerance' as kind,
        name as item,
        cast(value as string) as content
    from {{ ref('tolerances') }}

    union all

    select
        'unit cost' as kind,
        unit_cost_id as item,
        {{ key_of([
            "metric_type", "unit", "subject_words", "country", "currency", "basis", "low", "high", "required_words", "valid_from"
        ]) }} as content
    from {{ ref('unit_costs') }}

    union all

    select
        'rate' as kind,
        currency || ' ' || cast(year as string) as item,
        cast(units_per_usd as string) as content
    from {{ ref('fx_rates') }}
),

rows_of_numbers as (
    select {{ key_of(["kind", "item", "content"]) }} as row_hash
    from numbers
)

select
    '{{ var("rule_set_version") }}-'
    || substring({{ dbt.hash(dbt.listagg("row_hash", "''", "order by row_hash")) }}, 1, 8) as rule_set_version
from rows_of_numbers
