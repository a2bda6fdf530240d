"""What a figure measures: the metric type that the words around it speak for.

Each cue of ``metric_cues.csv`` that fits the figure's unit votes with its weight, loosened by what
stands between. Only the type is decided here.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from orchestration.extraction.claim_cues import Lexicon, MetricCue
from orchestration.extraction.context import REACH, Figure, SentenceContext
from orchestration.extraction.cues import Hit, longest

_BEFORE_DECAY = 0.11
_AFTER_DECAY = 0.22
_AFTER_WEIGHT = 0.95
_RIVAL = 0.45
_THRESHOLD = 0.12
_CO2 = frozenset({"co", "co2", "co2e", "carbon", "ghg", "nox", "sox", "so", "greenhouse"})

SAVING_TYPES = frozenset(
    {
        "cost_saving",
        "water_saving",
        "energy_saving",
        "emissions_reduction",
        "waste_reduction",
        "material_saving",
        "labour_saving",
        "time_saving",
    }
)
"""Types whose value is what is no longer used."""
SAVING_OF = {
    "cost": "cost_saving",
    "water_use": "water_saving",
    "energy_use": "energy_saving",
    "emissions": "emissions_reduction",
    "cycle_time": "time_saving",
}
"""The saving type of an absolute amount less of a level."""
USE_OF = {
    "cost_saving": "cost",
    "water_saving": "water_use",
    "energy_saving": "energy_use",
    "emissions_reduction": "emissions",
}
"""The level type of which a relative saving is a change."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One metric type with the support that a figure's sentence gives it."""

    metric_type: str
    score: float


def find_metric_cues(context: SentenceContext, lexicon: Lexicon) -> list[Hit[MetricCue]]:
    """The metric cues of a sentence, in text order."""
    return lexicon.metrics.find_all(context.tokens)


def rank_metrics(
    context: SentenceContext,
    figure: Figure,
    classes: frozenset[str],
    hits: Sequence[Hit[MetricCue]],
) -> list[Vote]:
    """The metric types that the sentence speaks for, best first; empty if it says nothing.

    Args:
        classes: the classes of the figure's unit, and ``change`` if it states a change.
        hits: the metric cues of the sentence.
    """
    if "mass" in classes and _CO2 & set(context.words(figure.first, figure.last + 4)):
        classes = classes | {"mass_co2"}
    best: dict[str, float] = defaultdict(float)
    rest: dict[str, float] = defaultdict(float)
    fitting = (hit for hit in hits if "any" in hit.cue.units or hit.cue.units & classes)
    for hit in longest(fitting):
        cue = hit.cue
        if hit.first >= figure.first and hit.last <= figure.last and "count" in classes:
            continue
        score = _score(context, figure, hit)
        if score <= 0.0:
            continue
        if score > best[cue.metric_type]:
            rest[cue.metric_type] += best[cue.metric_type]
            best[cue.metric_type] = score
        else:
            rest[cue.metric_type] += score
    votes = [Vote(name, top + 0.25 * min(rest[name], top)) for name, top in best.items()]
    votes = [vote for vote in votes if vote.score >= _THRESHOLD]
    return sorted(votes, key=lambda vote: (-vote.score, vote.metric_type))


def _score(context: SentenceContext, figure: Figure, hit: Hit[MetricCue]) -> float:
    """The weight of a cue for a figure after what stands between them."""
    cue = hit.cue
    if hit.first >= figure.first and hit.last <= figure.last:
        return cue.weight * 1.3
    if hit.last <= figure.first:
        if cue.side == "after" or figure.first - hit.last > REACH:
            return 0.0
        apart = context.distance(hit.last, figure.first)
        return cue.weight / (1.0 + _BEFORE_DECAY * apart)
    if hit.first >= figure.last:
        if cue.side == "before" or hit.first - figure.last > REACH:
            return 0.0
        apart = context.distance(figure.last, hit.first)
        share = _RIVAL if _leads_to_next(context, figure, hit, apart) else _AFTER_WEIGHT
        return share * cue.weight / (1.0 + _AFTER_DECAY * apart)
    return cue.weight


def _leads_to_next(
    context: SentenceContext, figure: Figure, hit: Hit[MetricCue], apart: float
) -> bool:
    """Whether a cue behind a figure stands nearer before the next one ("…, will save 2 t")."""
    following = next((other for other in context.figures if other.first >= figure.last), None)
    if following is None or hit.last > following.first:
        return False
    return context.distance(hit.last, following.first) < apart
