select
    verdict_number,
    verdict_id,
    claim_id,
    verification_status,
    rationale,
    evidence,
    analyst,
    decided_at,
    expires_at,
    revokes,
    recorded_at,
    run_id
from {{ source('raw', 'verdicts') }}
