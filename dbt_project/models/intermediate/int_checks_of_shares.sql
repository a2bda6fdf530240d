-- A share beside the two amounts that it may come from, as part over whole or as what is left of it. Which amounts a share
-- means is a guess, so agreement is recorded and a difference says nothing.
with amounts as (
    select
        statements.*,
        cast(statements.value as double) * statements.canonical_factor as amount
    from {{ ref('int_statements') }} as statements
    where
        statements.value_kind = 'amount'
        and statements.value > 0
),

parts as (
    select
        shares.statement_id,
        shares.article_id,
        shares.company_id,
        parts.statement_id as part_id,
        parts.amount as part,
        parts.canonical_unit,
        parts.period,
        parts.reporting_period,
        parts.first_char_start as part_start,
        shares.first_char_start
    from amounts as shares
    inner join amounts as parts
        on
            shares.article_id = parts.article_id
            and shares.company_id = parts.company_id
            and shares.statement_id <> parts.statement_id
    where
        shares.metric_type = 'other'
        and shares.unit = '%'
        and parts.canonical_unit <> '%'
        and parts.canonical_per is null
        and shares.first_char_start > parts.first_char_start
        and shares.first_char_start - parts.first_char_start < 200
),

pairs as (
    select
        parts.statement_id,
        parts.part,
        wholes.amount as whole,
        parts.canonical_unit,
        cast(shares.value as double) as share,
        100.0 * parts.part / wholes.amount as part_of_whole,
        100.0 * (1.0 - parts.part / wholes.amount) as rest_of_whole
    from parts
    inner join amounts as shares on parts.statement_id = shares.statement_id
    inner join amounts as wholes
        on
            parts.article_id = wholes.article_id
            and parts.company_id = wholes.company_id
            and parts.part_id <> wholes.statement_id
            and parts.canonical_unit = wholes.canonical_unit
    where
        wholes.canonical_per is null
        and wholes.amount > parts.part
        and (
            (
                wholes.period is not distinct from parts.period
                and wholes.reporting_period is not distinct from parts.reporting_period
            )
            or abs(parts.first_char_start - wholes.first_char_start) < 200
        )
),

nearer as (
    select
        *,
        abs(part_of_whole - share) <= abs(rest_of_whole - share) as is_part
    from pairs
)

select
    statement_id,
    case when is_part then 'part_of_whole' else 'rest_of_whole' end as definition,
    {{ plain_number('part') }} || ' of ' || {{ plain_number('whole') }} || ' ' || canonical_unit as inputs,
    case when is_part then part_of_whole else rest_of_whole end as implied_value
from nearer
