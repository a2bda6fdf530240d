-- Verdicts of analysts are not collected yet, so the rule decides every claim.
select
    claim_id,
    rule_status as verification_status,
    rule_status,
    'rule' as decided_by,
    status_reason,
    lifecycle_status,
    independent_originator_count,
    originator_relation,
    consistency,
    consistency_definition,
    {{ to_decimal('implied_value') }} as implied_value,
    {{ to_decimal('implied_delta') }} as implied_delta,
    plausibility,
    plausibility_basis,
    {{ to_decimal('implied_unit_cost') }} as implied_unit_cost,
    cast(hedge_level as integer) as hedge_level,
    cast(attribution_loss as integer) as attribution_loss,
    admiralty_code,
    rule_status in ('disputed', 'contradicted', 'doubtful')
    or (attribution_loss >= 2 and rule_status not in ('verified', 'corroborated'))
    or coalesce(resolution = 'review', false) as needs_review,
    verifiable_by,
    '{{ var("rule_set_version") }}' as rule_set_version,
    this_refresh.as_of
from {{ ref('int_claim_status') }}
cross join {{ ref('int_this_refresh') }} as this_refresh
