"""What several sentences tell of one undertaking, brought together, with its claims.

A trace is one place where a sentence tells of an undertaking; ``initiatives`` finds the traces.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from orchestration.extraction.drafts import Draft
from orchestration.extraction.records import InitiativeStatus
from orchestration.text.article import Article

_COMMON = frozenset(
    [
        "said",
        "says",
        "with",
        "from",
        "that",
        "this",
        "over",
        "than",
        "year",
        "years",
        "half",
        "quarter",
        "month",
        "million",
        "billion",
        "tonnes",
        "tons",
        "percent",
        "water",
        "energy",
        "electricity",
        "group",
        "company",
        "plant",
        "process",
        "production",
        "capacity",
        "first",
        "second",
        "third",
        "fourth",
        "more",
        "another",
        "new",
        "about",
        "cost",
        "saves",
        "saved",
        "saving",
        "savings",
        "been",
        "will",
        "would",
        "into",
        "under",
        "during",
        "against",
        "metres",
        "cubic",
    ]
)
_GENERIC = frozenset({"process_optimisation", "other"})
_COMPANY_LEVEL = frozenset(
    {"revenue", "profit", "market_share", "valuation", "price", "utilization_rate", "sales_volume"}
)


_SHORT_TITLE = 4


@dataclass(slots=True)
class Trace:
    """One place where a sentence tells of an undertaking."""

    sentence: int
    paragraph: int
    company: str
    type: str
    score: float
    status: InitiativeStatus
    first: int
    last: int
    start: int
    end: int
    words: frozenset[str]
    by_claim: bool
    title: str
    quote: str


@dataclass(slots=True)
class Undertaking:
    """All traces of one undertaking; the first one names it."""

    traces: list[Trace] = field(default_factory=list)

    @property
    def lead(self) -> Trace:
        """The trace that says most."""
        return max(self.traces, key=lambda trace: trace.score)

    @property
    def title(self) -> str:
        """The title of the first trace, unless it is too short and another one tells more."""
        lead = self.lead.title
        if len(lead.split()) >= _SHORT_TITLE:
            return lead
        return max(
            (lead, *(trace.title for trace in self.traces)), key=lambda one: len(one.split())
        )


def gather(traces: Sequence[Trace]) -> list[Undertaking]:
    """Bring the traces of one undertaking together."""
    undertakings: list[Undertaking] = []
    for trace in traces:
        home = next((one for one in reversed(undertakings) if _is_same(one, trace)), None)
        if home is None and (trace.by_claim or trace.type in _GENERIC):
            home = next((one for one in reversed(undertakings) if _goes_on(one, trace)), None)
        if home is None:
            undertakings.append(Undertaking([trace]))
        else:
            home.traces.append(trace)
    return undertakings


def _is_same(undertaking: Undertaking, trace: Trace) -> bool:
    for other in undertaking.traces:
        if other.type != trace.type:
            continue
        shared = other.words & trace.words
        if shared and other.company == trace.company:
            return True
        if len(shared) > 1 and other.paragraph + 2 >= trace.paragraph:
            return True
    return False


def _goes_on(undertaking: Undertaking, trace: Trace) -> bool:
    """Whether a sentence only tells more of what the paragraph has told of."""
    reach = 1 if trace.by_claim and trace.type == "energy_efficiency" else 0
    return any(
        0 <= trace.paragraph - other.paragraph <= reach
        and other.sentence < trace.sentence
        and other.company == trace.company
        for other in undertaking.traces
    )


def content_words(title: str) -> frozenset[str]:
    """The words of a title that tell one undertaking from another."""
    return frozenset(
        word for word in re.findall(r"[a-z]{4,}", title.lower()) if word not in _COMMON
    )


def add_head(undertakings: list[Undertaking], trace: Trace) -> None:
    """Join what the title or the highlights tell to the undertaking that the body tells of."""
    same = [one for one in undertakings if one.lead.type == trace.type]
    akin = [one for one in same if one.lead.company == trace.company] or same
    if akin:
        akin.sort(key=lambda one: -len(one.lead.words & trace.words))
        akin[0].traces.append(trace)
        lead = akin[0].lead
        if lead is trace:
            trace.score = 0.0


def claims_of(
    article: Article,
    groups: Sequence[Sequence[Draft]],
    undertakings: Sequence[Undertaking],
    keys: Sequence[str],
) -> dict[int, str]:
    """For each claim the key of the initiative in whose statement it stands, if any."""
    order = {sentence: number for number, sentence in enumerate(article.sentences)}
    belongs: dict[int, str] = {}
    for index, group in enumerate(groups):
        draft = group[0]
        best: tuple[float, str] | None = None
        number = order[draft.sentence]
        for undertaking, key in zip(undertakings, keys, strict=True):
            for trace in undertaking.traces:
                apart = _distance(draft, number, trace)
                if apart is not None and (best is None or apart < best[0]):
                    best = (apart, key)
        if best is not None:
            belongs[index] = best[1]
    return belongs


def _distance(draft: Draft, number: int, trace: Trace) -> float | None:
    """How far a claim stands from a trace of an undertaking; ``None`` if it can't belong to it."""
    if draft.sentence.paragraph != trace.paragraph or draft.company != trace.company:
        return None
    apart = number - trace.sentence
    if apart == 0:
        return min(abs(draft.start - trace.end), abs(trace.start - draft.end)) / 1000.0
    if draft.metric_type in _COMPANY_LEVEL:
        return None
    if draft.metric_type == "headcount":
        return None
    if 0 < apart <= 4:
        return float(apart)
    return 1.5 if apart == -1 else None
