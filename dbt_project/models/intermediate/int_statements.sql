-- A statement is a claim as one article makes it. Statements of the same claim share their claim_id.
with mentions as (
    select
        article_id,
        claim_key,
        min(char_start) as first_char_start,
        max(sentence_start) as last_sentence_start,
        min(lower(quote)) as first_quote,
        min(hedge_level) as hedge_level,
        max(hedge_level) as highest_hedge_level
    from {{ ref('stg_claim_mentions') }}
    group by article_id, claim_key
),

statements as (
    select
        claims.article_id,
        claims.claim_key,
        companies.company_id,
        initiatives.initiative_id,
        claims.metric_type,
        claims.subject,
        coalesce(
            {{ normalised_phrase('claims.subject') }},
            -- What can't be measured is told apart by its words.
            case when claims.value is null then {{ normalised_phrase('mentions.first_quote') }} end
        ) as scope,
        claims.value_kind,
        claims.direction,
        claims.value,
        claims.value_low,
        claims.value_high,
        claims.comparator,
        claims.unit,
        claims.per,
        coalesce(claims.per_count, cast(1 as decimal(38, 9))) as per_count,
        claims.period,
        claims.reporting_period,
        claims.baseline_value,
        claims.modality,
        mentions.hedge_level,
        mentions.highest_hedge_level,
        mentions.first_char_start,
        mentions.last_sentence_start,
        articles.published_on,
        articles.operating_days as stated_operating_days
    from {{ ref('stg_article_claims') }} as claims
    inner join {{ ref('int_articles') }} as articles on claims.article_id = articles.article_id
    inner join mentions
        on
            claims.article_id = mentions.article_id
            and claims.claim_key = mentions.claim_key
    left join {{ ref('int_article_companies') }} as companies
        on
            claims.article_id = companies.article_id
            and claims.name_in_article = companies.name_in_article
    left join {{ ref('int_article_initiatives') }} as initiatives
        on
            claims.article_id = initiatives.article_id
            and claims.initiative_key = initiatives.initiative_key
    where articles.is_read
)

select
    {{ key_of(["article_id", "claim_key"]) }} as statement_id,
    {{ key_of([
        "'claim'", "company_id", "metric_type", "scope", "value_kind", "direction",
        "cast(value as decimal(38, 9))", "cast(value_low as decimal(38, 9))", "cast(value_high as decimal(38, 9))",
        "unit", "per", "cast(per_count as decimal(38, 9))", "period", "reporting_period", "modality"
    ]) }} as claim_id,
    -- What is claimed, apart from whose it is.
    {{ key_of([
        "metric_type", "scope", "value_kind", "direction",
        "cast(value as decimal(38, 9))", "cast(value_low as decimal(38, 9))", "cast(value_high as decimal(38, 9))",
        "unit", "per", "cast(per_count as decimal(38, 9))", "period", "reporting_period", "modality"
    ]) }} as figure_id,
    statements.*,
    -- Only statements of one kind, about one thing and time, say something about each other.
    {{ key_of([
        "company_id", "metric_type", "value_kind", "direction", canonical_unit('unit'), canonical_unit('per'),
        "period", "reporting_period", "modality"
    ]) }} as comparable_id,
    {{ canonical_unit('unit') }} as canonical_unit,
    {{ canonical_unit('per') }} as canonical_per,
    cast({{ canonical_factor('unit') }} as double)
    / (cast({{ canonical_factor('per') }} as double) * cast(nullif(per_count, 0) as double)) as canonical_factor
from statements
