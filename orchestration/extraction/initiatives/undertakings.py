"""What several sentences tell of one undertaking, brought together, with its claims.

A trace is one place where a sentence tells of an undertaking; ``initiatives`` finds the traces.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from orchestration.extraction.drafts import Draft
from orchestration.extraction.quantities.lexis import words_in
from orchestration.extraction.records import InitiativeStatus
from orchestration.text.article import Article

ENOUGH = 1.7
"""What a sentence has to say for an undertaking before it counts as one."""

_ALONE = 2.4
_HINT = 1.1
_NEAR = 3
_RECENT = 24
"""An article takes up again one of its last so many undertakings, by one of its last traces."""
_ELSEWHERE = 0.35
_OF_EFFECT = 0.6
_MOST_ELSEWHERE = 1.4
_NO_TYPE = "other"
_SHORT_TITLE = 3
COMPANY_LEVEL = frozenset(
    {
        "revenue",
        "profit",
        "market_share",
        "valuation",
        "price",
        "utilization_rate",
        "sales_volume",
        "headcount",
    }
)
"""What is measured of a company as a whole, not of an undertaking."""

_COMMON = words_in(
    """
said says with from that this over than year years half quarter month million billion tonnes
tons percent water energy electricity group company plant process production capacity first
second third fourth more another new about cost saves saved saving savings been will would into
under during against metres cubic project system line unit site annual
"""
)
_ANAPHORS = words_in(
    """
phase project scheme investment facility work works system equipment plant site deal transaction
programme program initiative move step measure measures change line unit agreement contract
machine expansion upgrade installation building conversion retrofit overhaul refit closure
acquisition purchase switch trial pilot fleet loop contract order loan grant shutdown merger
takeover replacement
"""
)
_ONE_FOR_ALL = frozenset({"party_political_alignment"})
_LEVELS = frozenset({"capacity", "output", "production", "project"})
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "next", "another"})


@dataclass(slots=True)
class Trace:
    """One place where a sentence tells of an undertaking.

    ``score`` tells how surely it does, ``votes`` for which types it speaks. ``head`` is the noun
    that names the undertaking, ``is_definite`` that the sentence takes it for known.
    """

    sentence: int
    paragraph: int
    company: str
    score: float
    votes: Mapping[str, float]
    status: InitiativeStatus
    head: str
    is_definite: bool
    is_effect: bool
    is_noun: bool
    in_head: bool
    is_told: bool
    start: int
    end: int
    words: frozenset[str]
    ordinal: str | None
    title: str
    quote: str

    @property
    def refers(self) -> bool:
        """Whether it only takes up again what was told before: "the project"."""
        return self.is_definite and self.head in _ANAPHORS

    @property
    def is_only_result(self) -> bool:
        """Whether only a figure tells that something was undertaken, no verb and no noun."""
        return self.is_effect and not (self.is_told or self.is_noun)

    @property
    def type(self) -> str:
        """The type that it speaks for most."""
        return best_type(self.votes)


@dataclass(slots=True)
class Undertaking:
    """All traces of one undertaking."""

    traces: list[Trace] = field(default_factory=list)

    @property
    def lead(self) -> Trace:
        """The trace that says most; one that takes the undertaking for known comes behind."""

        def rank(trace: Trace) -> tuple[bool, bool, bool, float]:
            sure = trace.score >= ENOUGH and not trace.in_head
            return sure, not trace.is_effect, not trace.refers, trace.score

        return max(self.traces[:_RECENT], key=rank)

    @property
    def type(self) -> str:
        """The type for which its traces speak most, its lead before the others."""
        lead = self.lead
        more: dict[str, float] = {}
        for trace in self.traces[:_RECENT]:
            if trace is not lead:
                share = _OF_EFFECT if trace.is_effect or trace.refers else _ELSEWHERE
                for name, weight in trace.votes.items():
                    more[name] = more.get(name, 0.0) + share * weight
        votes = dict(lead.votes)
        for name, weight in more.items():
            votes[name] = votes.get(name, 0.0) + min(weight, _MOST_ELSEWHERE)
        return best_type(votes)

    @property
    def title(self) -> str:
        """The title of its lead, unless that is too short and another trace tells more."""
        lead = self.lead.title
        if len(lead.split()) >= _SHORT_TITLE:
            return lead
        longer = (one.title for one in self.traces if one.head == self.lead.head)
        return max((lead, *longer), key=lambda title: len(title.split()))

    @property
    def status(self) -> InitiativeStatus:
        """How far it has come: cancelled if one trace says so, else as its lead tells it."""
        if any(trace.status is InitiativeStatus.CANCELLED for trace in self.traces):
            return InitiativeStatus.CANCELLED
        return self.lead.status


def best_type(votes: Mapping[str, float]) -> str:
    """The type with most votes, the first by name among equals."""
    if not votes:
        return _NO_TYPE
    return min(votes, key=lambda name: (-votes[name], name))


def gather(traces: Sequence[Trace]) -> list[Undertaking]:
    """Bring the traces of one undertaking together; traces too weak for one of their own go."""
    undertakings: list[Undertaking] = []
    hints: list[Trace] = []
    for trace in traces:
        home = _home_of(undertakings, trace)
        if home is not None:
            home.traces.append(trace)
        elif trace.score >= ENOUGH and not (trace.is_effect and trace.is_definite):
            undertakings.append(Undertaking([trace]))
        elif trace.score >= _HINT:
            hint = next((one for one in reversed(hints) if _bears_out(one, trace)), None)
            if hint is not None:
                # What is only named first and told of later needs both to count.
                hint.score = trace.score = max(ENOUGH, hint.score, trace.score)
                undertakings.append(Undertaking([hint, trace]))
            hints.append(trace)
    return undertakings


def _bears_out(hint: Trace, trace: Trace) -> bool:
    """Whether a sentence says more of what an earlier one only names."""
    return (
        trace.is_definite
        and not hint.is_definite
        and hint.company == trace.company
        and hint.head == trace.head
        and hint.paragraph + _NEAR >= trace.paragraph
    )


def _home_of(undertakings: Sequence[Undertaking], trace: Trace) -> Undertaking | None:
    recent = undertakings[: -_RECENT - 1 : -1]
    for one in recent:
        if _is_same(one, trace):
            return one
    if trace.is_effect or trace.is_definite:
        return next((one for one in recent if _goes_on(one, trace)), None)
    return None


def _is_same(undertaking: Undertaking, trace: Trace) -> bool:
    kind = trace.type
    recent = undertaking.traces[-_RECENT:]
    for other in recent:
        if (
            trace.ordinal is not None
            and trace.ordinal == other.ordinal
            and trace.head == other.head
        ):
            return True
        if trace.ordinal and trace.ordinal != other.ordinal and other.score >= ENOUGH:
            return False
        shared = other.words & trace.words
        if trace.is_definite and other.head == trace.head and not trace.ordinal:
            return True
        if other.company != trace.company:
            if len(shared) > 1 and other.paragraph + 2 >= trace.paragraph:
                return True
            continue
        both_found = (
            min(other.score, trace.score) >= ENOUGH
            and other.is_noun
            and trace.is_noun
            and not {other.head, trace.head} & _LEVELS
        )
        if other.sentence == trace.sentence and other.type == kind and not both_found:
            return True
        if len(shared) > 1 or (shared and other.head == trace.head):
            return True
        if shared and other.type == kind:
            return True
    akin = any(other.company == trace.company and not _is_its_own(trace, other) for other in recent)
    return akin and undertaking.type == kind


def _is_its_own(trace: Trace, other: Trace) -> bool:
    """Whether a trace of the same type and company tells of more than the other one."""
    if trace.type in _ONE_FOR_ALL:
        return False
    if not trace.is_noun and trace.is_effect:
        return trace.paragraph > other.paragraph + _NEAR
    return trace.is_told or trace.ordinal is not None or trace.paragraph > other.paragraph + 2


def _goes_on(undertaking: Undertaking, trace: Trace) -> bool:
    """Whether a sentence only tells more of what was told of before."""
    for other in undertaking.traces[-_RECENT:]:
        if other.company != trace.company or other.sentence > trace.sentence:
            continue
        apart = trace.paragraph - other.paragraph
        if trace.is_effect and apart == 0 and other.sentence < trace.sentence:
            return True
        if trace.is_only_result and other.type == trace.type and apart <= _NEAR:
            return True
        if trace.is_definite and apart <= _NEAR and trace.head in _ANAPHORS:
            return True
    return False


def content_words(title: str) -> frozenset[str]:
    """The words of a title that tell one undertaking from another."""
    return frozenset(
        word for word in re.findall(r"[^\W\d_]{4,}", title.lower()) if word not in _COMMON
    )


def add_head(undertakings: list[Undertaking], trace: Trace) -> None:
    """Join what the title or the highlights tell to the undertaking that the body tells of."""
    kind = trace.type
    ranked = [
        (len(words & trace.words) + (one.type == kind) + 0.5 * (company == trace.company), one)
        for one in undertakings
        for company, words in [(one.lead.company, one.lead.words)]
    ]
    ranked = [(score, one) for score, one in ranked if score > 1.0]
    if ranked:
        home = max(ranked, key=lambda pair: pair[0])[1]
        trace.score = min(trace.score, home.lead.score - 0.1)
        home.traces.append(trace)
    elif trace.score >= _ALONE and all(one.lead.company != trace.company for one in undertakings):
        undertakings.append(Undertaking([trace]))


def claims_of(
    article: Article,
    groups: Sequence[Sequence[Draft]],
    undertakings: Sequence[Undertaking],
    keys: Sequence[str],
) -> dict[int, str]:
    """For each claim the key of the initiative in whose statement it stands, if any."""
    order = {sentence: number for number, sentence in enumerate(article.sentences)}
    told_in: dict[int, list[tuple[Trace, str]]] = {}
    for undertaking, key in zip(undertakings, keys, strict=True):
        for trace in undertaking.traces:
            told_in.setdefault(trace.paragraph, []).append((trace, key))
    belongs: dict[int, str] = {}
    for index, group in enumerate(groups):
        draft = group[0]
        best: tuple[float, str] | None = None
        number = order[draft.sentence]
        for trace, key in told_in.get(draft.sentence.paragraph, ()):
            apart = _distance(draft, number, trace)
            if apart is not None and (best is None or apart < best[0]):
                best = (apart, key)
        if best is not None:
            belongs[index] = best[1]
    return belongs


def _distance(draft: Draft, number: int, trace: Trace) -> float | None:
    """How far a claim stands from a trace in its paragraph; ``None`` if it can't belong to it."""
    if draft.company != trace.company:
        return None
    apart = number - trace.sentence
    if apart == 0:
        return min(abs(draft.start - trace.end), abs(trace.start - draft.end)) / 1000.0
    if draft.metric_type in COMPANY_LEVEL:
        return None
    if 0 < apart <= 4:
        return float(apart)
    return 1.5 if apart == -1 else None
