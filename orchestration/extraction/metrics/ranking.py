"""What a figure measures: the metric type that the words around it speak for.

Each cue of ``metric_cues.csv`` that fits the figure's unit votes with its weight, loosened by what
stands between. Only the type is decided here; how close a word and a figure are is told in
``closeness``.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from orchestration.extraction.claim_cues import Lexicon, MetricCue
from orchestration.extraction.context import REACH, Figure, SentenceContext
from orchestration.extraction.cues import Hit
from orchestration.extraction.metrics.closeness import closeness
from orchestration.extraction.metrics.grammar import Frame, inside_another, read_frame

_THRESHOLD, _THRESHOLD_OF_RATE = 0.12, 0.25
_COMPOUND = 3
_NO_WEIGHT = 0.05
_COUNTED = frozenset({"count", "people"})
_SECOND = 0.25
_CO2 = frozenset({"co2", "carbon", "ghg", "nox", "sox", "so2", "greenhouse"})
_LEAD_SHARE, _LEAD_AT_MOST = 0.3, 0.35
_PAIRED, _PAIR_REACH = 2.0, 6.0
_AGAINST_NOUN = 0.3
_NOTHING: frozenset[str] = frozenset()
# What a verb cannot make of a noun whatever is done to it: customers are never equipment.
_NOT_OF_NOUN = {
    "other": frozenset({"equipment_count"}),
    "headcount": frozenset({"equipment_count", "production", "sales_volume"}),
}

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
LEVEL_OF = USE_OF | {"time_saving": "cycle_time"}
"""The level type of a saving type whose figure has an old level, and so is the new one."""

NO_SHARES = frozenset(
    {"production", "sales_volume", "inventory", "capacity", "revenue", "profit", "cost", "price"}
    | {"investment", "funding", "contract_value", "valuation", "headcount", "jobs_created"}
    | {"patents", "incidents", "equipment_count", "water_recycled"}
)
"""Types that a share of something never has: "60% of the sum" is no sum."""


class Vote(NamedTuple):
    """One metric type with the support that a figure's sentence gives it.

    ``first`` and ``last`` are the tokens of its strongest cue (``tokens[first:last]``); both are 0
    if that stands in another sentence or in the figure's own noun.
    """

    metric_type: str
    score: float
    first: int = 0
    last: int = 0


def find_metric_cues(
    context: SentenceContext, lexicon: Lexicon, names: Sequence[tuple[int, int]] = ()
) -> list[Hit[MetricCue]]:
    """The metric cues of a sentence, in text order.

    Args:
        names: the spans of companies' names, whose words mean nothing ("Acme Resources").
    """
    hits = lexicon.metrics.find_all(context.tokens)
    if not names or not hits:
        return hits
    spans = [(context.token_at(start), context.token_at(end)) for start, end in names]
    # A single word that opens a sentence has its capital from there: "Deposits grew by 6%".
    inside = {at for first, last in spans if (first, last) != (0, 1) for at in range(first, last)}
    return [hit for hit in hits if hit.first not in inside or hit.last - 1 not in inside]


def fitting_hits(hits: Sequence[Hit[MetricCue]], classes: frozenset[str]) -> list[Hit[MetricCue]]:
    """Those of ``hits`` that may speak of a figure of the unit ``classes``.

    A cue at an end of a longer one is left out ("cost" in "cost saving"), one between the ends of
    a long one is not: the long one may only bridge it. A cue without weight takes the meaning of
    its first word ("carbon black", "fuel price"), not that of the others.
    """
    kept: list[Hit[MetricCue]] = []
    longer: Hit[MetricCue] | None = None
    for hit in hits:
        if "any" not in hit.cue.units and not hit.cue.units & classes:
            continue
        if longer is not None and hit.last <= longer.last:
            length = longer.last - longer.first
            at_end = hit.first == longer.first or (
                hit.last == longer.last and longer.cue.weight > _NO_WEIGHT
            )
            if hit.last - hit.first < length and (
                at_end or (length <= _COMPOUND and longer.cue.weight > _NO_WEIGHT)
            ):
                continue
        if longer is None or hit.last > longer.last:
            longer = hit
        kept.append(hit)
    return kept


def rank_metrics(
    context: SentenceContext,
    index: int,
    classes_of: Sequence[frozenset[str]],
    hits: Sequence[Hit[MetricCue]],
    noun: str | None = None,
) -> list[Vote]:
    """The metric types that the sentence speaks for, best first; empty if it says nothing.

    Args:
        index: which figure of the sentence.
        noun: what counting the figure's own noun measures, if that is known.
        classes_of: the classes of the unit of each figure, and ``change`` if it states a change.
        hits: the metric cues of the sentence.
    """
    figure, classes = context.figures[index], classes_of[index]
    if "mass" in classes and _CO2 & set(context.words(figure.first, figure.last + 4)):
        classes = classes | {"mass_co2"}
    fitting = fitting_hits(hits, classes)
    if not fitting:
        return []
    # Each figure is one token at least, so that none further off can stand nearer to a cue.
    near = slice(max(0, index - 2 * REACH), index + 2 * REACH)
    neighbours = list(zip(context.figures[near], classes_of[near], strict=True))
    counted = tuple(one for one, kinds in neighbours if kinds & _COUNTED)
    frame = read_frame(context, index)
    rivals_of: dict[frozenset[str], list[Figure]] = {}
    best: dict[str, tuple[float, int, int]] = {}
    rest: dict[str, float] = defaultdict(float)
    for hit in fitting:
        cue = hit.cue
        if hit.first >= figure.first and hit.last <= figure.last and classes & _COUNTED:
            continue
        if hit.first - figure.last > REACH or figure.first - hit.last > REACH:
            continue
        if cue.metric_type == "sales_volume" and inside_another(
            figure, hit.first, hit.last, counted
        ):
            continue
        rivals = rivals_of.get(cue.units)
        if rivals is None:
            rivals = rivals_of[cue.units] = [
                other
                for other, kinds in neighbours
                if other is not figure and ("any" in cue.units or cue.units & kinds)
            ]
        score = cue.weight * closeness(context, figure, hit.first, hit.last, cue.side, rivals)
        if noun is not None and cue.metric_type in _NOT_OF_NOUN.get(noun, _NOTHING):
            score *= _AGAINST_NOUN
        score *= frame.share(
            hit.first,
            hit.last,
            opaque=cue.metric_type != "investment" and "money" in classes,
        )
        if score <= 0.0:
            continue
        top = best.get(cue.metric_type)
        if top is None or score > top[0]:
            rest[cue.metric_type] += top[0] if top else 0.0
            best[cue.metric_type] = (score, hit.first, hit.last)
        else:
            rest[cue.metric_type] += score
    least = _THRESHOLD_OF_RATE if "money_rate" in classes else _THRESHOLD
    votes = [
        Vote(name, top + _SECOND * min(rest[name], top), first, last)
        for name, (top, first, last) in best.items()
    ]
    votes = [
        vote
        for vote in votes
        if vote.score >= least and not (vote.metric_type == "valuation" and "rate_money" in classes)
    ]
    votes.sort(key=lambda vote: (-vote.score, vote.metric_type))
    return _saved(votes, frame, figure)


def _saved(votes: list[Vote], frame: Frame, figure: Figure) -> list[Vote]:
    """The votes, with a use that the figure's own verb saves as a saving ("saves 3 t of fuel")."""
    if not votes or votes[0].metric_type not in SAVING_OF:
        return votes
    top = votes[0]
    saves = any(
        vote.metric_type in SAVING_TYPES
        and (vote.last in frame.governors or figure.first <= vote.first < figure.last)
        for vote in votes[1:]
    )
    return [top._replace(metric_type=SAVING_OF[top.metric_type]), *votes[1:]] if saves else votes


def rank_from_lead(
    hits: Sequence[Hit[MetricCue]], classes: frozenset[str], words: int
) -> list[Vote]:
    """The metric types that a sentence before or a heading speaks for ("What did it cost?").

    Its last words count most. The support is never enough to make a claim of a bare count.

    Args:
        hits: the metric cues of that sentence.
        classes: the classes of the figure's unit.
        words: how many tokens the sentence has.
    """
    best: dict[str, float] = {}
    for hit in fitting_hits(hits, classes):
        score = hit.cue.weight * _LEAD_SHARE / (1.0 + 0.05 * (words - hit.last))
        best[hit.cue.metric_type] = max(best.get(hit.cue.metric_type, 0.0), score)
    votes = [Vote(name, score) for name, score in best.items() if score >= _THRESHOLD]
    votes.sort(key=lambda vote: (-vote.score, vote.metric_type))
    return [vote._replace(score=min(vote.score, _LEAD_AT_MOST)) for vote in votes]


def pair_votes(
    context: SentenceContext,
    index: int,
    classes_of: Sequence[frozenset[str]],
    hits: Sequence[Hit[MetricCue]],
) -> tuple[Vote, Vote] | None:
    """The types of two figures that two words tell in turn ("water and power use fell 9% and 4%").

    Args:
        index: the first of the two figures.
    """
    one, other = context.figures[index], context.figures[index + 1]
    if classes_of[index] != classes_of[index + 1]:
        return None
    if context.words(one.last, other.first) not in (["and"], [",", "and"], ["and", "by"]):
        return None
    classes = classes_of[index]
    before = [hit for hit in hits if hit.cue.units & classes and hit.last <= one.first]
    ends = {hit.last: hit for hit in before}
    for hit in reversed(before):
        partner = ends.get(hit.first - 1)
        if (
            partner is not None
            and context.tokens[hit.first - 1].lower == "and"
            and context.distance(hit.last, one.first) <= _PAIR_REACH
        ):
            return (
                Vote(partner.cue.metric_type, _PAIRED, partner.first, partner.last),
                Vote(hit.cue.metric_type, _PAIRED, hit.first, hit.last),
            )
    return None
