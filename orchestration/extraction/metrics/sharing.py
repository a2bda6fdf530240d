"""The metric type that one figure of a sentence lends to another.

A change takes it from the level beside it, a like figure from the one before it in a list, and
one of which its own sentence says nothing from the sentence before.
"""

import re
from collections.abc import Mapping, Sequence

from orchestration.extraction.claim_cues import MetricCue
from orchestration.extraction.context import SentenceContext
from orchestration.extraction.cues import Hit
from orchestration.extraction.drafts import Draft, Stated
from orchestration.extraction.metrics.ranking import SAVING_OF, SAVING_TYPES, USE_OF
from orchestration.extraction.records import Direction, ValueKind

_GOES_ON = re.compile(
    r"^,? $|^[^,;()]{0,50}(?:,| \() ?(?:or |and |which is |that is |representing |being )?(?:an?|up"
    r"|down|\+|plus"
    r"|minus|increas\w+|decreas\w+|ris\w+|a year[ -]on[ -]year)\b",
    re.IGNORECASE,
)
_OR = re.compile(r",? or (?:about |around |some |nearly |almost |roughly |over |just )?")
_WORTH = re.compile(
    r"[^;:]{0,90}?(?:\b(?:worth|valued at|values? (?:it |that |this )?at|equivalent to|equal to"
    r"|puts? (?:it |that |this )?at|which (?:is|means|equals|translates (?:in)?to)|amounting to"
    r"|translating (?:in)?to)|\bor|[=≈(])"
    r" ?(?:about |around |some |nearly |almost |roughly |over |just |more than |up to |a )*"
)
_IS_WORTH = re.compile(
    r"\W*(?:this|that|it|at [^.;]{0,40} (?:this|that|it))\b[^.;]{0,40}"
    r"\b(?:is|are|was|were|worth)\b",
    re.IGNORECASE,
)
_DEAL = re.compile(
    r"\b(?:contracts?|orders?|deals?|agreements?|tenders?|sales?|sold|sells?|exports?|stocks?"
    r"|inventor\w+|equipment|goods|shares?|stakes?|assets|property|compan\w+|business)\b",
    re.IGNORECASE,
)
_PHYSICAL = frozenset({"mass", "volume", "energy", "mass_rate", "concentration"})
_CARBON = frozenset({"co2", "carbon", "greenhouse"})
_ANAPHOR = re.compile(
    r"\b(?:the|this|that|these|those|its|such|whose) (?:\w+ )?(?:figures?|numbers?|sums?"
    r"|amount) (?:\w+ ){0,4}(?:at|is|was|were|to|of|as|by|reach\w*|stood"
    r"|r[io]se|fell|hit|near\w*|for)\b[^.;]{0,30}$"
    r"|\b(?:put|puts|putting) (?:it|that|them|this) (?:\w+ )?at\b[^.;]{0,20}$"
    r"|\bhad (?:hoped|aimed|wished|budgeted|reckoned|bargained|asked|looked) (?:for|with|on)"
    r"\b[^.;]{0,20}$|\b(?:intends?|want|wants|aims?|hopes?|plans?|means?) to (?:be at|get to|reach)"
    r"\b[^.;]{0,12}$|^\W*(?:we|they|you) are talking about\b[^.;]{0,20}$"
    r"|^\W*the (?:same|figure|number|comparable|corresponding|equivalent)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_ANAPHORIC = frozenset(
    {"fig", "num", "sum", "amo", "put", "had", "int", "wan", "aim", "hop", "pla"}
)
_ANAPHORIC |= {"mea", "tal", "sam", "com", "cor", "equ"}
"""How the words begin of which ``_ANAPHOR`` holds one."""
_SPECIFIC = frozenset({"kg", "g", "mg", "kW.h", "m3", "L"})
_UP_TO = re.compile(r"[^,;]{0,30}\bto\b")
_COLUMNS = re.compile(r"\||\t|\s{3}")
_ITEM = re.compile(r"\s*[-*•–·»|]")
_WEAK, _SURE = 0.6, 1.0
_NEAR, _BEHIND = 200, 6
_SURER = 0.8


def is_share_of_something(text: str, stated: Stated) -> bool:
    """Whether a percentage is a share of what the next words name ("83% of arrivals")."""
    quantity = stated.quantity
    if "percent" not in stated.measure.classes or stated.is_points or stated.is_change:
        return False
    return (
        text.startswith((" of ", " (of "), quantity.end)
        or " of" in text[quantity.start : quantity.end]
    )


class MetricSharing:
    """The figures of one sentence, and the last one before it."""

    def __init__(
        self,
        text: str,
        context: SentenceContext,
        metric_hits: Sequence[Hit[MetricCue]],
        last: Draft | None,
        recent: Sequence[Draft] = (),
    ) -> None:
        self.text = text
        self.context = context
        self.metric_hits = metric_hits
        self.last = last
        self.recent = recent

    def share(self, drafts: Mapping[int, Draft]) -> None:
        """Give a change and the level beside it the metric type that one of them is surer of."""
        order = list(drafts)
        for position, index in enumerate(order):
            draft = drafts[index]
            before = drafts[order[position - 1]] if position else None
            if (
                self._take_from_named(draft, before)
                or self._take_from_list(index, draft, before)
                or self._take_worth(draft, before)
                or self._take_other_words(draft, before)
                or self._take_from_row(draft, before)
            ):
                continue
            if draft.kind is ValueKind.AMOUNT and draft.metric_score > 0.0:
                continue
            partner = self._partner(drafts, order, position)
            sure = partner is not None and (
                partner.metric_score > 0.0 or draft.kind is not ValueKind.AMOUNT
            )
            if partner is None or not sure:
                self._take_from_before(draft)
                continue
            if (
                draft.metric_score < _WEAK
                or (
                    _meet(draft.cue_span, partner.cue_span)
                    and partner.metric_score > draft.metric_score * _SURER
                )
                or (draft.metric_score < _SURE and not self._has_cue_between(partner, draft))
            ):
                draft.metric_type = partner.metric_type
                draft.metric_score = partner.metric_score * 0.9
                if partner.metric_type in SAVING_TYPES and draft.kind is not ValueKind.RATIO:
                    draft.metric_type = USE_OF.get(partner.metric_type, partner.metric_type)

    def _take_from_row(self, draft: Draft, before: Draft | None) -> bool:
        """Take the metric type of the levels before it in a row of a table, where it has none."""
        if before is None or draft.metric_score > 0.0 or "percent" not in draft.classes:
            return False
        if _COLUMNS.search(self.text, before.end, draft.start) is None:
            return False
        draft.metric_type, draft.metric_score = before.metric_type, before.metric_score * 0.9
        return True

    def _take_other_words(self, draft: Draft, before: Draft | None) -> bool:
        """Take the metric type of a figure that this one says otherwise ("9%, or 640 t")."""
        if before is None or not _OR.fullmatch(self.text, before.end, draft.start):
            return False
        is_share = draft.kind is ValueKind.AMOUNT and "percent" in draft.classes
        if is_share and before.kind is ValueKind.AMOUNT:
            return False
        behind = self.context.token_at(draft.end)
        if any(hit.first == behind for hit in self.metric_hits):
            return False
        draft.metric_type, draft.metric_score = before.metric_type, before.metric_score * 0.9
        falls = before.kind is ValueKind.CHANGE_PCT and before.direction is Direction.DECREASE
        if falls and draft.kind is ValueKind.AMOUNT:
            draft.metric_type = SAVING_OF.get(before.metric_type, before.metric_type)
        return True

    def _take_worth(self, draft: Draft, before: Draft | None) -> bool:
        """Make the money that something saved is worth a saving ("4,000 t less, worth $9m")."""
        found = "cost_saving" if "money" in draft.classes else "emissions_reduction"
        if draft.kind is not ValueKind.AMOUNT or not (
            "money" in draft.classes or self._is_of_carbon(draft)
        ):
            return False
        if before is None:
            before = self.last if self._goes_on_with_value(draft) else None
            gap_at = self.context.sentence.start
        else:
            gap_at = before.end
        if before is None or "money" in before.classes:
            return False
        saves = before.metric_type in SAVING_TYPES or (
            before.direction is Direction.DECREASE
            and (before.metric_type in SAVING_OF or not _PHYSICAL.isdisjoint(before.classes))
        )
        gap = self.text[gap_at : draft.start]
        if not saves or not _WORTH.fullmatch(gap) or _DEAL.search(gap):
            return False
        draft.metric_type, draft.metric_score = found, _SURE
        return True

    def _is_of_carbon(self, draft: Draft) -> bool:
        """Whether a mass is one of carbon dioxide."""
        at = self.context.token_at(draft.end)
        behind = self.context.words(at, at + 3)
        return "mass" in draft.classes and not _CARBON.isdisjoint(behind)

    def _goes_on_with_value(self, draft: Draft) -> bool:
        """Whether a sentence that begins with a pronoun tells what the last figure is worth."""
        opening = self.text[self.context.sentence.start : draft.start]
        return self.last is not None and _IS_WORTH.match(opening) is not None

    def _has_cue_between(self, one: Draft, other: Draft) -> bool:
        """Whether a word that names a metric stands between two figures."""
        low, high = min(one.end, other.end), max(one.start, other.start)
        return any(low <= self.context.tokens[hit.first].start < high for hit in self.metric_hits)

    def _take_from_list(self, index: int, draft: Draft, before: Draft | None) -> bool:
        """Take the metric type of the like figure before it in a list ("… of 3 t and … 2 t")."""
        if (
            before is None
            or before.unit != draft.unit
            or before.kind is not draft.kind
            or before.per != draft.per
        ):
            return False
        figure = self.context.figures[index]
        previous = self.context.figure_at(before.start)
        classes = draft.classes
        behind = self.context.words(figure.last, figure.last + _BEHIND)
        until = figure.last + next((at for at, word in enumerate(behind) if word in ",;("), _BEHIND)
        for hit in self.metric_hits:
            fits = "any" in hit.cue.units or bool(hit.cue.units & classes)
            if fits and previous.last <= hit.first < until:
                return False
        if ";" in self.text[before.end : draft.start]:
            return False
        draft.metric_type, draft.metric_score = before.metric_type, before.metric_score * 0.8
        return True

    def _partner(
        self, drafts: Mapping[int, Draft], order: Sequence[int], position: int
    ) -> Draft | None:
        """The figure of the same statement: next to a change, or the like one before an amount."""
        index, draft = order[position], drafts[order[position]]
        neighbours = []
        if position + 1 < len(order):
            neighbours.append(order[position + 1])
        if position:
            neighbours.append(order[position - 1])
        best: tuple[float, int] | None = None
        for other in neighbours:
            one = drafts[other]
            absolute = draft.kind in (ValueKind.AMOUNT, ValueKind.CHANGE_ABS)
            if absolute and one.unit != draft.unit:
                continue
            first, second = min(index, other), max(index, other)
            left, right = self.context.figures[first], self.context.figures[second]
            apart = self.context.distance(left.last, right.first)
            if other < index:
                apart += 0.5
            gap = self.text[left.quantity.end : right.quantity.start]
            if _COLUMNS.search(gap):
                apart = 1.0
            if other < index and _GOES_ON.match(gap):
                apart -= 8.0
            if ";" in gap or apart > 14:
                continue
            if draft.kind is not ValueKind.AMOUNT and other > index and not _UP_TO.match(gap):
                apart += 4.0
            if best is None or apart < best[0]:
                best = (apart, other)
        return drafts[best[1]] if best else None

    def _goes_on(self, last: Draft) -> bool:
        """Whether the sentence goes on from that of the ``last`` figure: close by, no new item."""
        sentence = self.context.sentence
        if last.sentence.paragraph == sentence.paragraph:
            return True
        near = sentence.start - last.sentence.end <= _NEAR
        return near and not _ITEM.match(self.text, sentence.start)

    def _take_from_named(self, draft: Draft, before: Draft | None) -> bool:
        """Take the metric type of the figure that "the figure", "the number" means."""
        follows = before is not None and before.unit == draft.unit
        if follows or _ANAPHORIC.isdisjoint(self.context.heads):
            return False
        opening = self.text[self.context.sentence.start : draft.start]
        if not _ANAPHOR.search(opening):
            return False
        found = next((one for one in reversed(self.recent) if _is_like(one, draft)), None)
        if found is None:
            return False
        draft.metric_type, draft.metric_score = found.metric_type, found.metric_score * 0.8
        return True

    def _take_from_before(self, draft: Draft) -> None:
        last = self.last
        if last is not None and draft.metric_score == 0.0 and draft.kind is ValueKind.AMOUNT:
            if "percent" in draft.classes and self.text.startswith(" of ", draft.end):
                return
            if last.unit != draft.unit and draft.unit in _SPECIFIC:
                last = next((one for one in reversed(self.recent) if _is_like(one, draft)), last)
        if last is None or draft.metric_score > 0.0 or not self._goes_on(last):
            return
        if draft.kind is not ValueKind.AMOUNT:
            draft.metric_type = USE_OF.get(last.metric_type, last.metric_type)
        elif draft.unit == last.unit and last.kind is ValueKind.AMOUNT:
            draft.metric_type = last.metric_type


def _is_like(one: Draft, other: Draft) -> bool:
    """Whether two figures may be of one series: same unit and kind, or a share and a change."""
    if one.unit != other.unit:
        return False
    return one.kind is other.kind or other.unit == "%"


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans of tokens share one."""
    return one[0] < other[1] and other[0] < one[1]
