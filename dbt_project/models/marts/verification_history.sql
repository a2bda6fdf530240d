{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='history_id',
    on_schema_change='append_new_columns',
    full_refresh=false
) }}

with today as (
    select
        status.claim_id,
        claims.figure_id,
        verification_status,
        rule_status,
        decided_by,
        verdict_id,
        lifecycle_status,
        originator_relation,
        independent_originator_count,
        consistency,
        plausibility,
        status.hedge_level,
        status.attribution_loss,
        admiralty_code,
        needs_review,
        rule_set_version,
        status.as_of,
        this_refresh.run_id,
        {{ key_of([
            "verification_status", "rule_status", "decided_by", "verdict_id", "lifecycle_status", "originator_relation",
            "independent_originator_count", "consistency", "plausibility", "status.hedge_level", "status.attribution_loss",
            "admiralty_code", "needs_review", "rule_set_version"
        ]) }} as state_hash
    from {{ ref('verification_status') }} as status
    inner join {{ ref('int_claims') }} as claims on status.claim_id = claims.claim_id
    cross join {{ ref('int_this_refresh') }} as this_refresh
)

{% if is_incremental() %}

, still_open as (
    select *
    from {{ this }}
    where valid_to is null
),

-- The same figure under another id is the claim of a company that was told apart, or found to be another one.
renamed as (
    select distinct still_open.figure_id
    from still_open
    left join today on still_open.claim_id = today.claim_id
    where today.claim_id is null
),

-- A day before the newest one can be built again; it leaves the history alone.
changed as (
    select
        today.*,
        still_open.history_id as earlier_history_id,
        case
            when still_open.claim_id is null and renamed.figure_id is not null then 'identity_change'
            when still_open.claim_id is null then 'new_evidence'
            when today.rule_set_version <> still_open.rule_set_version then 'rule_change'
            when coalesce(today.verdict_id, '') <> coalesce(still_open.verdict_id, '') then 'analyst'
            when
                today.verification_status = still_open.verification_status
                and today.lifecycle_status = 'stale'
                and still_open.lifecycle_status <> 'stale'
                then 'staleness'
            else 'new_evidence'
        end as changed_because
    from today
    left join still_open on today.claim_id = still_open.claim_id
    left join renamed on today.figure_id = renamed.figure_id
    where
        still_open.claim_id is null
        or (
            today.state_hash <> still_open.state_hash
            and today.as_of >= still_open.valid_from
        )
),

-- What no longer is a claim of its own became part of another one, or its article changed.
closed as (
    select
        still_open.*,
        this_refresh.as_of,
        this_refresh.run_id
    from still_open
    left join today on still_open.claim_id = today.claim_id
    left join changed on still_open.claim_id = changed.claim_id
    cross join {{ ref('int_this_refresh') }} as this_refresh
    where
        changed.claim_id is not null
        or (
            today.claim_id is null
            and still_open.valid_from <= this_refresh.as_of
        )
)

{% endif %}

select
    {{ key_of(["claim_id", "as_of", "run_id", "state_hash"]) }} as history_id,
    claim_id,
    figure_id,
    verification_status,
    rule_status,
    decided_by,
    verdict_id,
    lifecycle_status,
    originator_relation,
    independent_originator_count,
    consistency,
    plausibility,
    hedge_level,
    attribution_loss,
    admiralty_code,
    needs_review,
    rule_set_version,
    state_hash,
    as_of as valid_from,
    cast(null as date) as valid_to,
    {% if is_incremental() %}changed_because{% else %}'new_evidence'{% endif %} as changed_because,
    run_id as opened_by_run_id,
    cast(null as string) as closed_by_run_id
from {% if is_incremental() %}changed{% else %}today{% endif %}

{% if is_incremental() %}

union all

select
    history_id,
    claim_id,
    figure_id,
    verification_status,
    rule_status,
    decided_by,
    verdict_id,
    lifecycle_status,
    originator_relation,
    independent_originator_count,
    consistency,
    plausibility,
    hedge_level,
    attribution_loss,
    admiralty_code,
    needs_review,
    rule_set_version,
    state_hash,
    valid_from,
    as_of as valid_to,
    changed_because,
    opened_by_run_id,
    run_id as closed_by_run_id
from closed

{% endif %}
