select
    rejection_id,
    record_type,
    source_uri,
    article_id,
    reason_code,
    reason,
    record,
    cast(rejected_at as timestamp) as rejected_at,
    run_id
from {{ ref('stg_rejected_records') }}

union all

-- Which claims there are is known only here. A claim may come back, so the verdict itself is kept.
select
    {{ key_of(["'unknown_claim'", "verdicts.verdict_id"]) }} as rejection_id,
    'verdict' as record_type,
    'verdicts.csv' as source_uri,
    cast(null as string) as article_id,
    'unknown_claim' as reason_code,
    'The verdict "' || verdicts.verdict_id || '" is about claim ' || verdicts.claim_id || ', which is not there.' as reason,
    '{"claim_id": "' || verdicts.claim_id || '", "verdict_id": "' || verdicts.verdict_id || '"}' as record,
    cast(verdicts.recorded_at as timestamp) as rejected_at,
    verdicts.run_id
from {{ ref('stg_verdicts') }} as verdicts
left join {{ ref('int_claims') }} as claims on verdicts.claim_id = claims.claim_id
where claims.claim_id is null
