-- Where articles differ over the same claim, the least exact comparator stands, and the earliest article gives the rest.
with ranked as (
    select
        *,
        row_number() over (
            partition by claim_id
            order by
                coalesce(published_on, cast('9999-12-31' as date)),
                case when baseline_value is null then 1 else 0 end,
                article_id,
                claim_key
        ) as statement_rank
    from {{ ref('int_statements') }}
),

merged as (
    select
        claim_id,
        max(
            case comparator
                when 'up_to' then 5
                when 'at_least' then 4
                when 'approx' then 3
                when 'between' then 2
                else 1
            end
        ) as comparator_rank,
        min(baseline_value) as lowest_baseline,
        min(initiative_id) as least_initiative_id,
        min(hedge_level) as hedge_level,
        max(highest_hedge_level) as highest_hedge_level,
        min(published_on) as first_published_on,
        max(published_on) as last_published_on,
        count(distinct article_id) as article_count
    from {{ ref('int_statements') }}
    group by claim_id
),

mentioned as (
    select
        statements.claim_id,
        count(distinct {{ key_of(["mentions.article_id", "mentions.char_start", "mentions.char_end"]) }}) as mention_count
    from {{ ref('stg_claim_mentions') }} as mentions
    inner join {{ ref('int_statements') }} as statements
        on
            mentions.article_id = statements.article_id
            and mentions.claim_key = statements.claim_key
    group by statements.claim_id
)

select
    first_statement.claim_id,
    first_statement.figure_id,
    first_statement.company_id,
    coalesce(first_statement.initiative_id, merged.least_initiative_id) as initiative_id,
    first_statement.metric_type,
    first_statement.subject,
    first_statement.value_kind,
    first_statement.direction,
    first_statement.value,
    first_statement.value_low,
    first_statement.value_high,
    case merged.comparator_rank
        when 5 then 'up_to'
        when 4 then 'at_least'
        when 3 then 'approx'
        when 2 then 'between'
        else 'exact'
    end as comparator,
    first_statement.unit,
    first_statement.per,
    first_statement.per_count,
    first_statement.period,
    first_statement.reporting_period,
    coalesce(first_statement.baseline_value, merged.lowest_baseline) as baseline_value,
    first_statement.modality,
    merged.hedge_level,
    merged.highest_hedge_level - merged.hedge_level as attribution_loss,
    merged.first_published_on,
    merged.last_published_on,
    merged.article_count,
    mentioned.mention_count
from ranked as first_statement
inner join merged on first_statement.claim_id = merged.claim_id
inner join mentioned on first_statement.claim_id = mentioned.claim_id
where first_statement.statement_rank = 1
