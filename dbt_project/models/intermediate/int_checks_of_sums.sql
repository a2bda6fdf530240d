-- Parts that one sentence lists, against a total of the same kind: of the same company there, or of its owner anywhere in
-- the article. A list may leave parts out, so a difference counts only where the sentence says that it is the whole.
with amounts as (
    select
        statements.statement_id,
        statements.article_id,
        statements.company_id,
        parents.parent_company_id,
        statements.metric_type,
        statements.canonical_unit,
        statements.canonical_per,
        statements.period,
        statements.reporting_period,
        statements.modality,
        cast(statements.value as double) * statements.canonical_factor as amount,
        coalesce(intervals.stated_low, cast(statements.value as double)) * statements.canonical_factor as amount_low,
        coalesce(intervals.stated_high, cast(statements.value as double)) * statements.canonical_factor as amount_high,
        statements.canonical_factor
    from {{ ref('int_statements') }} as statements
    inner join {{ ref('int_intervals') }} as intervals on statements.statement_id = intervals.statement_id
    left join {{ ref('int_company_parents') }} as parents on statements.company_id = parents.company_id
    where
        statements.value_kind = 'amount'
        and statements.value <> 0
        and statements.canonical_unit is not null
        and statements.canonical_unit <> '%'
        and statements.company_id is not null
),

parts as (
    select
        totals.statement_id,
        totals.company_id as total_company_id,
        totals.canonical_factor,
        sentences.sentence_start,
        sentences.sentence,
        parts.company_id as part_company_id,
        parts.amount,
        parts.amount_low,
        parts.amount_high,
        coalesce(total_sentences.statement_id is not null, false) as total_is_in_sentence
    from amounts as totals
    inner join amounts as parts
        on
            totals.article_id = parts.article_id
            and totals.statement_id <> parts.statement_id
            and totals.metric_type = parts.metric_type
            and totals.canonical_unit = parts.canonical_unit
            and totals.canonical_per is not distinct from parts.canonical_per
            and totals.period is not distinct from parts.period
            and totals.reporting_period is not distinct from parts.reporting_period
            and totals.modality = parts.modality
            and (totals.company_id = parts.company_id or totals.company_id = parts.parent_company_id)
    inner join {{ ref('int_statement_sentences') }} as sentences on parts.statement_id = sentences.statement_id
    left join {{ ref('int_statement_sentences') }} as total_sentences
        on
            totals.statement_id = total_sentences.statement_id
            and sentences.sentence_start = total_sentences.sentence_start
),

sums as (
    select
        statement_id,
        sentence_start,
        canonical_factor,
        count(*) as part_count,
        sum(amount) as total,
        sum(amount_low) as total_low,
        sum(amount_high) as total_high,
        max(amount) as greatest_part,
        max(
            case
                when
                    total_is_in_sentence
                    and {{ matches_pattern(
                        "sentence",
                        "'(^|[^a-z])(together|in total|altogether|combined|totalling|totaling|split into|made up of|sum of)([^a-z]|$)'"
                    ) }}
                    then 1
                else 0
            end
        ) = 1 as is_whole
    from parts
    where
        total_is_in_sentence
        or part_company_id <> total_company_id
    group by statement_id, sentence_start, canonical_factor
)

select
    sums.statement_id,
    'parts_against_total' as definition,
    cast(sums.part_count as string) || ' parts' as inputs,
    sums.total / sums.canonical_factor as implied_value,
    sums.total_low / sums.canonical_factor as implied_low,
    sums.total_high / sums.canonical_factor as implied_high,
    sums.is_whole as can_fail
from sums
inner join amounts on sums.statement_id = amounts.statement_id
where
    sums.part_count >= 2
    and amounts.amount > sums.greatest_part
