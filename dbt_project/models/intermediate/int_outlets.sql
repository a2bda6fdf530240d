with seen as (
    select
        outlet_id,
        max(reference_outlet_id) as reference_outlet_id,
        min(case when reference_outlet_id is null then source_company_id end) as owner_company_id,
        -- The most frequent spelling would depend on what else is loaded; the longest one, then the first, does not.
        max(length(source_name)) as longest_name,
        min(
            case source_kind
                when 'register' then 'official_register'
                when 'assurance' then 'assurance'
                when 'filing' then 'corporate_owned'
                when 'company' then 'corporate_owned'
                else 'unknown'
            end
        ) as kind_class
    from {{ ref('int_article_sources') }}
    group by outlet_id
),

spellings as (
    select
        seen.outlet_id,
        min(sources.source_name) as source_name
    from seen
    inner join {{ ref('int_article_sources') }} as sources
        on
            seen.outlet_id = sources.outlet_id
            and seen.longest_name = length(sources.source_name)
    group by seen.outlet_id
)

select
    seen.outlet_id,
    seen.reference_outlet_id,
    coalesce(reference.name, spellings.source_name) as outlet_name,
    reference.owner as reference_owner_name,
    coalesce(nullif(reference.owner_company_id, '(claimant)'), seen.owner_company_id) as owner_company_id,
    coalesce(reference.owner_company_id = '(claimant)', false) as belongs_to_claimant,
    case
        when reference.outlet_id is not null then reference.independence_class
        when seen.kind_class in ('official_register', 'assurance') then seen.kind_class
        when seen.owner_company_id is not null then 'corporate_owned'
        else seen.kind_class
    end as independence_class,
    case
        when reference.outlet_id is not null then reference.reliability
        when seen.kind_class = 'official_register' then 'B'
        when seen.kind_class = 'assurance' then 'A'
        when seen.owner_company_id is not null or seen.kind_class = 'corporate_owned' then 'C'
        else 'F'
    end as reliability,
    coalesce(
        -- A province's paper and its state are one government for whoever asks whose word it is.
        split_part(reference.controlling_state, '-', 1),
        reference.country
    ) as country_code
from seen
left join spellings on seen.outlet_id = spellings.outlet_id
left join {{ ref('outlets') }} as reference on seen.reference_outlet_id = reference.outlet_id
