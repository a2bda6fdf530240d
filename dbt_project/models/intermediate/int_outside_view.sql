-- What others say about a claim, counted by owner group: ten reprints are one source.
with marked as (
    select
        *,
        relation in ('independent', 'official_register', 'assurance') as is_outside,
        relation in ('official_register', 'assurance') as is_authoritative,
        stance in ('asserts', 'corroborates') as agrees
    from {{ ref('int_evidence') }}
),

-- Agreement needs two statements: an outlet that passes on a company's word in the same sentence adds nothing to it.
agreements as (
    select distinct outside.claim_id
    from marked as outside
    inner join marked as second
        on
            outside.claim_id = second.claim_id
            and outside.owner_group <> second.owner_group
            and outside.statement_id <> second.statement_id
    where
        outside.agrees
        and outside.is_outside
        and second.agrees
        and second.relation <> 'unknown'
)

select
    marked.claim_id,
    max(case when marked.stance = 'contradicts' and marked.is_outside then 1 else 0 end) = 1 as is_contradicted_outside,
    max(case when marked.agrees and marked.is_authoritative then 1 else 0 end) = 1 as is_confirmed_by_authority,
    max(case when agreements.claim_id is not null then 1 else 0 end) = 1 as is_corroborated,
    max(case when marked.agrees and marked.is_outside then 1 else 0 end) = 1 as is_said_outside,
    max(case when marked.stance = 'asserts' and marked.is_outside then 1 else 0 end) = 1 as is_asserted_outside,
    min(
        case
            when marked.stance <> 'asserts' then null
            when marked.relation in ('self', 'affiliated', 'state_aligned', 'statutory_filing') then 1
            else 0
        end
    ) = 1 as is_only_self_reported,
    count(distinct case when marked.agrees and marked.is_outside then marked.owner_group end) as independent_originator_count,
    min(
        case
            when not marked.agrees then null
            when marked.relation = 'official_register' then 1
            when marked.relation = 'assurance' then 2
            when marked.relation = 'independent' then 3
            when marked.relation = 'statutory_filing' then 4
            when marked.relation = 'affiliated' then 5
            when marked.relation = 'state_aligned' then 6
            when marked.relation = 'self' then 7
            else 8
        end
    ) as relation_rank,
    min(case when marked.agrees then marked.reliability end) as best_reliability
from marked
left join agreements on marked.claim_id = agreements.claim_id
group by marked.claim_id
