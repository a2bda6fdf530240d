-- Who says a statement: the sources that its sentence names, else the article's originators, else its publisher. Where
-- the article gives none of them, the originator is unknown.
with own as (
    select
        claim_sources.article_id,
        claim_sources.claim_key,
        claim_sources.source_name
    from {{ ref('stg_claim_sources') }} as claim_sources
    inner join {{ ref('int_article_sources') }} as sources
        on
            claim_sources.article_id = sources.article_id
            and claim_sources.source_name = sources.source_name
    group by claim_sources.article_id, claim_sources.claim_key, claim_sources.source_name
),

with_own as (
    select distinct
        article_id,
        claim_key
    from own
),

article_roles as (
    select
        article_id,
        case when max(case role when 'originator' then 1 else 0 end) = 1 then 'originator' else 'publisher' end as role
    from {{ ref('int_article_sources') }}
    group by article_id
),

said as (
    select
        own.article_id,
        own.claim_key,
        own.source_name
    from own

    union all

    select
        statements.article_id,
        statements.claim_key,
        sources.source_name
    from {{ ref('int_statements') }} as statements
    inner join article_roles on statements.article_id = article_roles.article_id
    inner join {{ ref('int_article_sources') }} as sources
        on
            article_roles.article_id = sources.article_id
            and article_roles.role = sources.role
    left join with_own
        on
            statements.article_id = with_own.article_id
            and statements.claim_key = with_own.claim_key
    where with_own.article_id is null
),

-- Which article of a story makes a claim first.
told as (
    select
        said.article_id,
        said.claim_key,
        said.source_name,
        statements.claim_id,
        publishers.article_id is not null as is_publisher,
        first_value(said.article_id) over (
            partition by coalesce(copies.story_id, said.article_id), statements.claim_id
            order by coalesce(statements.published_on, cast('9999-12-31' as date)), said.article_id
        ) as first_article_id
    from said
    inner join {{ ref('int_statements') }} as statements
        on
            said.article_id = statements.article_id
            and said.claim_key = statements.claim_key
    left join {{ ref('int_article_copies') }} as copies on said.article_id = copies.article_id
    left join {{ ref('int_article_sources') }} as publishers
        on
            said.article_id = publishers.article_id
            and said.source_name = publishers.source_name
            and publishers.role = 'publisher'
),

-- A publisher that takes over a story is no source beside those of the first: who told it to him speaks.
said_by as (
    select
        article_id,
        claim_key,
        article_id as speaking_article_id,
        source_name
    from told
    where
        not is_publisher
        or article_id = first_article_id

    union distinct

    select
        told.article_id,
        told.claim_key,
        earlier.article_id as speaking_article_id,
        earlier.source_name
    from told
    inner join told as earlier
        on
            told.first_article_id = earlier.article_id
            and told.claim_id = earlier.claim_id
    where
        told.is_publisher
        and told.article_id <> told.first_article_id
),

-- A source that is both publisher and originator speaks once.
source_outlets as (
    select
        article_id,
        source_name,
        min(outlet_id) as outlet_id,
        min(source_kind) as source_kind,
        max(source_company_id) as source_company_id
    from {{ ref('int_article_sources') }}
    group by article_id, source_name
),

originators as (
    select
        statements.statement_id,
        statements.claim_id,
        statements.article_id,
        statements.company_id,
        claimants.ultimate_parent_company_id as claimant_group_id,
        claimants.country_code as claimant_country,
        sources.outlet_id,
        sources.source_kind,
        outlets.independence_class,
        outlets.reliability,
        outlets.country_code as outlet_country,
        outlets.belongs_to_claimant,
        outlets.reference_owner_name,
        owners.ultimate_parent_company_id as owner_group_id
    from {{ ref('int_statements') }} as statements
    inner join said_by
        on
            statements.article_id = said_by.article_id
            and statements.claim_key = said_by.claim_key
    inner join source_outlets as sources
        on
            said_by.speaking_article_id = sources.article_id
            and said_by.source_name = sources.source_name
    inner join {{ ref('int_outlets') }} as outlets on sources.outlet_id = outlets.outlet_id
    left join {{ ref('int_companies') }} as claimants on statements.company_id = claimants.company_id
    left join {{ ref('int_companies') }} as owners
        on coalesce(outlets.owner_company_id, sources.source_company_id) = owners.company_id
),

related as (
    select
        *,
        case
            when source_kind = 'register' or independence_class = 'official_register' then 'official_register'
            when source_kind = 'assurance' or independence_class = 'assurance' then 'assurance'
            when belongs_to_claimant and company_id is not null
                then case when independence_class = 'statutory_filing' then 'statutory_filing' else 'self' end
            when company_id is not null and owner_group_id = claimant_group_id
                then case when source_kind = 'filing' then 'statutory_filing' else 'self' end
            when independence_class = 'statutory_filing' then 'statutory_filing'
            when independence_class = 'paid_distribution' then 'self'
            -- Another company is a party to what it speaks about; on a whole market nobody knows its interest.
            when owner_group_id is not null or independence_class = 'corporate_owned'
                then case when company_id is null then 'unknown' else 'affiliated' end
            when independence_class = 'industry_association'
                then case when coalesce(claimant_country, outlet_country) = outlet_country then 'affiliated' else 'independent' end
            -- A state's media on a company whose country nobody gives may well speak of one of its own.
            when independence_class = 'party_state_media'
                then case when coalesce(claimant_country, outlet_country) = outlet_country then 'state_aligned' else 'independent' end
            when independence_class = 'official_statistics'
                then case when company_id is null then 'official_register' else 'independent' end
            when independence_class in ('independent', 'independent_constrained') then 'independent'
            else 'unknown'
        end as relation
    from originators
),

-- An outlet that a sentence names twice, as a company and by its filing perhaps, speaks once.
ranked as (
    select
        *,
        row_number() over (partition by statement_id, outlet_id order by relation, source_kind) as originator_rank
    from related
)

select
    {{ key_of(["statement_id", "outlet_id"]) }} as statement_originator_id,
    statement_id,
    claim_id,
    article_id,
    outlet_id as originator_id,
    relation,
    reliability,
    -- Ownership is walked up to the top company and never to a state, so that the firms of a state stay apart.
    case
        when relation in ('self', 'statutory_filing') then coalesce(claimant_group_id, owner_group_id, outlet_id)
        when owner_group_id is not null then owner_group_id
        when relation = 'state_aligned' then 'state media of ' || coalesce(outlet_country, '?')
        -- "private" tells that the owner is unknown, not who it is.
        when lower(reference_owner_name) like 'private%' or lower(reference_owner_name) like 'independent%' then outlet_id
        when reference_owner_name is null or lower(reference_owner_name) in ('issuer', 'state', 'unknown') then outlet_id
        else {{ normalised_name('reference_owner_name') }}
    end as owner_group
from ranked
where originator_rank = 1
