-- The newest verdict on each claim that is neither revoked nor expired on the day that is decided for.
with given as (
    select
        verdicts.verdict_number,
        verdicts.verdict_id,
        verdicts.claim_id,
        verdicts.verification_status,
        verdicts.rationale,
        verdicts.analyst,
        verdicts.decided_at,
        verdicts.expires_at,
        verdicts.revokes,
        this_refresh.as_of
    from {{ ref('stg_verdicts') }} as verdicts
    cross join {{ ref('int_this_refresh') }} as this_refresh
    where verdicts.decided_at <= this_refresh.as_of
),

ranked as (
    select
        given.*,
        row_number() over (
            partition by given.claim_id
            order by given.decided_at desc, given.verdict_number desc
        ) as verdict_rank
    from given
    left join given as revocations on given.verdict_id = revocations.revokes
    where
        given.verification_status is not null
        and revocations.verdict_id is null
        and (given.expires_at is null or given.expires_at > given.as_of)
)

select
    verdict_id,
    claim_id,
    verification_status,
    rationale,
    analyst,
    decided_at
from ranked
where verdict_rank = 1
