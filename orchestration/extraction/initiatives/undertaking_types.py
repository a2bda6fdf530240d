"""Of which type an undertaking is: what its verb, nouns, topics and figures speak for.

Each piece of evidence in a sentence votes for types with a weight; the votes of all sentences that
tell of one undertaking are summed in ``undertakings``.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from orchestration.extraction.cues import Hit
from orchestration.extraction.drafts import Draft
from orchestration.extraction.initiatives.lexicon import CueRole, InitiativeCue
from orchestration.extraction.initiatives.undertaking_clauses import SPECIFIC, Act, Clauses, Phrase
from orchestration.extraction.initiatives.undertakings import COMPANY_LEVEL
from orchestration.extraction.quantities.lexis import words_in
from orchestration.extraction.records import Direction, ValueKind

DEALS = frozenset({"m_and_a", "offtake_supply", "financing"})
"""Types whose undertaking is an agreement with somebody."""

CAPACITY = "capacity_expansion"
_DOMINANT = frozenset({"m_and_a", "other", "process_optimisation", "rd_patents"})
_TOPIC_REACH = 12
_OTHER_FLOWS = frozenset({"water_reuse", "energy_efficiency"})
_AHEAD = frozenset({CueRole.PLAN, CueRole.CANCEL})
_VAGUE = 1.2
BY_METRIC = {
    "water_saving": ("water_reuse", 1.4),
    "water_recycled": ("water_reuse", 1.4),
    "energy_saving": ("energy_efficiency", 1.4),
    "emissions_reduction": ("emissions_abatement", 0.7),
    "waste_reduction": ("waste_valorisation", 1.2),
    "cycle_time": ("process_optimisation", 0.8),
    "time_saving": ("process_optimisation", 0.8),
    "material_saving": ("process_optimisation", 0.9),
    "recovery_rate": ("process_optimisation", 0.7),
    "yield_rate": ("process_optimisation", 0.8),
    "defect_rate": ("process_optimisation", 0.5),
    "labour_saving": ("automation_ai", 0.5),
    "energy_use": ("energy_efficiency", 0.8),
    "water_use": ("water_reuse", 0.8),
    "emissions": ("emissions_abatement", 0.7),
    "capacity": (CAPACITY, 0.8),
    "funding": ("financing", 0.8),
    "contract_value": ("offtake_supply", 0.7),
    "ownership_stake": ("m_and_a", 0.8),
    "patents": ("rd_patents", 0.6),
    "incidents": ("safety", 0.4),
    "cost_saving": ("other", 0.4),
}
"""The type that a figure of a metric speaks for, and how strongly."""

SAVINGS = words_in(
    """
water_saving water_recycled energy_saving emissions_reduction waste_reduction time_saving
material_saving
"""
)
_IF_CHANGED = frozenset(
    {"cycle_time", "energy_use", "emissions", "recovery_rate", "water_use", "yield_rate"}
)


def votes_of(
    clauses: Clauses,
    act: Act | None,
    phrase: Phrase | None,
    drafts: Sequence[Draft],
    recent: Mapping[str, float],
) -> dict[str, float]:
    """How strongly a sentence speaks for each type of what ``act`` does to ``phrase``.

    Args:
        drafts: what the figures of the sentence state.
        recent: what the paragraph has been about so far; it counts where the sentence is vague.
    """
    votes: dict[str, float] = defaultdict(float)
    dominant = False
    specific = (
        phrase is not None
        and phrase.head.cue.weight >= SPECIFIC
        and phrase.head.cue.type != CAPACITY
    )
    closes_deal = (
        act is not None
        and act.hit.cue.type == "other"
        and phrase is not None
        and phrase.head.cue.type in DEALS
    )
    if act is not None and act.hit.cue.type is not None and not closes_deal:
        votes[act.hit.cue.type] += act.hit.cue.weight * _share_of(clauses, act, phrase)
        dominant = act.hit.cue.type in ("m_and_a", "other")
    center = act.hit.first if act is not None else 0
    if phrase is not None:
        center = phrase.first
        head = phrase.head
        share = 0.3 if dominant else 1.0
        for hit in phrase.hits:
            if hit.cue.type is not None:
                weight = hit.cue.weight * (share if hit.last == head.last else share * 0.6)
                betters = act is not None and act.hit.cue.role is CueRole.BETTER
                if hit.cue.type == CAPACITY and (betters or not _adds(clauses, act, phrase)):
                    weight *= 0.2 if clauses.is_definite(phrase) else 0.5
                elif hit.cue.type == CAPACITY and act is None and gain_of(drafts) is not None:
                    # What a new plant saves tells what it is for.
                    weight *= 0.5
                elif hit.cue.type == CAPACITY and hit.cue.role is CueRole.DEED and weight <= 1.0:
                    # "Project": most are works, but any other word tells better.
                    weight *= 0.6
                if weight >= SPECIFIC:
                    weight *= 1.25
                if hit.cue.type == "process_optimisation" and hit.cue.role is CueRole.DEED:
                    weight *= 0.5
                votes[hit.cue.type] = max(votes[hit.cue.type], weight)
        if head.cue.role is CueRole.DEED and head.cue.type in _DOMINANT:
            share = 0.3
        for one in clauses.phrases:
            if one.first > phrase.first and clauses.tells_more(phrase, one):
                for hit in one.hits:
                    if hit.cue.type is not None:
                        votes[hit.cue.type] += hit.cue.weight * share * 0.7
                break
        for other in clauses.acts:
            if other.hit.cue.type is not None and clauses.is_described_by(phrase, other):
                votes[other.hit.cue.type] += other.hit.cue.weight * 0.8
    seen: set[tuple[str, int]] = set()
    for hit in clauses.topics:
        if hit.cue.type is not None and (hit.cue.type, hit.first) not in seen:
            seen.add((hit.cue.type, hit.first))
            near = abs(hit.first - center) <= _TOPIC_REACH
            share = 0.7 if near else 0.3
            if act is not None and 0 <= hit.first - act.hit.last <= 4:
                share = 1.2 if act.hit.cue.role is CueRole.BETTER else 0.9
            votes[hit.cue.type] += hit.cue.weight * share
    for draft in drafts:
        if draft.metric_type in BY_METRIC:
            kind, weight = BY_METRIC[draft.metric_type]
            if draft.metric_type in _IF_CHANGED and draft.kind is ValueKind.AMOUNT:
                weight *= 0.5
            if specific and kind == CAPACITY:
                weight *= 0.4
            votes[kind] += weight
        elif draft.metric_type == "jobs_created":
            votes["other" if draft.direction is Direction.DECREASE else CAPACITY] += 0.4
        elif draft.baseline_value is not None and draft.metric_type not in COMPANY_LEVEL:
            votes["process_optimisation"] += 0.9
    if not votes or max(votes.values()) <= _VAGUE:
        for kind, weight in recent.items():
            votes[kind] += weight * 0.8
    return dict(votes)


def _share_of(clauses: Clauses, act: Act, phrase: Phrase | None) -> float:
    """How much of its weight a verb gives to its type, beside the noun or flow that it acts on."""
    head = None if phrase is None else phrase.head.cue
    if head is not None and head.type != CAPACITY and head.weight >= SPECIFIC:
        if act.hit.cue.type == CAPACITY or act.hit.cue.weight <= 1.0:
            return 0.5
    elif head is not None and head.type is not None and act.hit.cue.weight <= 1.0:
        return 0.8
    if act.hit.cue.type == "waste_valorisation":
        flow = clauses.topic_behind(act)
        if flow is not None and flow.cue.type in _OTHER_FLOWS:
            return 0.5
    return 1.5


def gain_of(drafts: Sequence[Draft]) -> Draft | None:
    """A figure that tells what was gained: saved, cut, made faster."""
    for draft in drafts:
        changed = draft.baseline_value is not None or draft.kind is not ValueKind.AMOUNT
        if draft.metric_type in SAVINGS or (changed and draft.metric_type in _IF_CHANGED):
            return draft
    return None


def _adds(clauses: Clauses, act: Act | None, phrase: Phrase) -> bool:
    """Whether something is added, not only changed: built, second, planned."""
    if clauses.is_new(phrase) or phrase.head.cue.role is CueRole.DEED:
        return True
    return act is not None and (act.hit.cue.type == CAPACITY or act.hit.cue.role in _AHEAD)


def fading(recent: Mapping[str, float], hits: Sequence[Hit[InitiativeCue]]) -> dict[str, float]:
    """What a paragraph has been about so far, its last sentence most."""
    about: dict[str, float] = defaultdict(float)
    for kind, weight in recent.items():
        about[kind] += weight * 0.5
    for hit in hits:
        if hit.cue.type is not None and (
            hit.cue.role is CueRole.TOPIC or hit.cue.weight >= SPECIFIC
        ):
            about[hit.cue.type] += min(hit.cue.weight, 1.6)
    return dict(about)
