select
    verdicts.verdict_id,
    verdicts.claim_id,
    verdicts.verification_status,
    verdicts.rationale,
    verdicts.evidence,
    verdicts.analyst,
    verdicts.decided_at,
    verdicts.expires_at,
    verdicts.revokes,
    in_force.verdict_id is not null and claims.claim_id is not null as is_in_force,
    cast(verdicts.recorded_at as timestamp) as recorded_at,
    verdicts.run_id
from {{ ref('stg_verdicts') }} as verdicts
left join {{ ref('int_verdicts') }} as in_force on verdicts.verdict_id = in_force.verdict_id
left join {{ ref('int_claims') }} as claims on verdicts.claim_id = claims.claim_id
