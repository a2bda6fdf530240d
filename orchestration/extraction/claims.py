"""From figures to claims: sentence by sentence, with what one leaves to the next.

What a single sentence states is read in ``statements``; here the windows of time, the company and
the old levels that earlier sentences set are carried along. Mentions of one claim are merged in
``merging``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from orchestration.extraction.claim_cues import Lexicon, compile_lexicon
from orchestration.extraction.drafts import Draft, Stated, plain_number
from orchestration.extraction.figures.exclusions import says_nothing
from orchestration.extraction.figures.finder import find_figures
from orchestration.extraction.figures.home_currency import find_home
from orchestration.extraction.figures.selection import is_no_claim
from orchestration.extraction.figures.worded import NO_CURRENCY
from orchestration.extraction.holders.choice import Holder
from orchestration.extraction.periods.modality import begins_scope
from orchestration.extraction.periods.timeline import Timeline
from orchestration.extraction.records import Modality
from orchestration.extraction.statements import Scene, read_statements
from orchestration.extraction.tables.claims import TableReader, TableRow
from orchestration.extraction.tables.grid import Row
from orchestration.reference import Reference
from orchestration.text.article import Article, SectionKind, Sentence

_SILENT = frozenset({SectionKind.BOILERPLATE, SectionKind.DISCLAIMER})
_THEN = re.compile(
    r"\b(?:until|used to|previously|formerly|before|in the past|originally|once|years ago"
    r"|when (?:i|we|he|she) came(?: in (?:19|20)\d\d)?)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:now|today|currently|these days|last year (?:it|that) was)\b", re.IGNORECASE
)
_PLANS = re.compile(
    r"^\W*(?:\d{1,2}\. )?(?:(?:fy ?)?20\d\d |full[ -]year |financial |business |company )*"
    r"(?:outlook|forecasts?|guidance|targets?|prospects?|next steps|what(?:'|’)?s next|plans?"
    r"|outline of the (?:investment|project|plan)|(?:project|investment) (?:outline|overview)"
    r"|the road ahead|what comes next|looking ahead)\b[\w ,&()’']{0,40}:?$",
    re.IGNORECASE,
)
_HEADING_LENGTH = 60
_RECENT = 8
"""So many figures back a word such as "the figure" may mean."""

_PRIOR = re.compile(
    r"^\W*(?:(?:the )?(?:same|corresponding|prior|previous|last)(?: (?:year|period|quarter|half))?"
    r"(?: (?:of|in) (?:the )?(?:last|previous|prior) year)?(?: period)?|year[ -]earlier"
    r"|a year (?:ago|earlier))"
    r" ?[:=] ?(?:RMB |[A-Z]{3} |[$€£¥])?$",
    re.IGNORECASE,
)
_WAS_THEN = re.compile(
    r"^\W*(?:in (?:19|20)\d\d|(?:a|one|two|three|four|five|ten) years? (?:ago|earlier|before)"
    r"|last year|the year before|previously|before that),? (?:it|they|there|(?:the|this|that|its)"
    r" (?:figure|number|share|rate|total|level|sum|company|group|firm))(?: had)?"
    r" (?:been|was|were|stood at|made|earned|had|posted|taken|took|needed)"
    r"(?: (?:only|just|about|still|an?|net|operating|profit|loss|of|at)){0,4} ?"
    r"(?:RMB |[A-Z]{3} |[$€£¥])?$",
    re.IGNORECASE,
)
"""How a sentence begins that only tells the old level of the figure before it."""

_HAD_GUIDED = re.compile(
    r"\bhad (?:guided|forecast|expected|planned|targeted|projected)\b|\b(?:earlier|previous|old"
    r"|prior)"
    r" (?:guidance|forecast|target|plan|goal)\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*[-*•–·»]")


@dataclass(slots=True)
class _State:
    """What one sentence leaves to the next.

    ``in_plans`` tells that a heading of plans stands above, ``in_scope`` that the paragraph tells
    what a notice asks for.
    """

    paragraph: int = -1
    in_plans: bool = False
    in_scope: bool = False
    last: Draft | None = None
    recent: tuple[Draft, ...] = ()
    lead: Sentence | None = None
    heading: Sentence | None = None
    replaced: Draft | None = None


def read_drafts(
    article: Article,
    holders: Sequence[Holder],
    topics: Sequence[str | None],
    reference: Reference,
) -> list[Draft]:
    """All figures of the article that state something, in text order, mentions not yet merged.

    Args:
        holders: every span that means a company, in text order.
        topics: for each sentence of the article, the company that it goes on about.
    """
    lexicon = compile_lexicon(reference)
    return _Reader(article, holders, topics, lexicon, reference).read()


class _Reader:
    """One pass over the sentences of one article."""

    def __init__(
        self,
        article: Article,
        holders: Sequence[Holder],
        topics: Sequence[str | None],
        lexicon: Lexicon,
        reference: Reference,
    ) -> None:
        self.text = article.text
        spoken = [
            (sentence, topic)
            for sentence, topic in zip(article.sentences, topics, strict=True)
            if sentence.section not in _SILENT
        ]
        self.sentences = [sentence for sentence, _ in spoken]
        self.topics = [topic for _, topic in spoken]
        self.lexicon = lexicon
        self.state = _State()
        self.holders_of = _by_sentence(self.sentences, holders)
        home = find_home(self.text, article.publisher, reference)
        self.figures = find_figures(self.text, self.sentences, lexicon.nouns, home)
        self.timeline = Timeline(self.text, self.sentences, article.published_on)
        self.anchor = self.timeline.anchor
        self.tables = TableReader(self.text, lexicon, self.anchor, self.figures, home)

    def read(self) -> list[Draft]:
        drafts: list[Draft] = []
        for number, sentence in enumerate(self.sentences):
            made = self._read_sentence(number, sentence)
            if self.state.replaced is not None:
                drafts.remove(self.state.replaced)
                self.state.replaced = None
            drafts += made
        _settle_currency(drafts)
        return drafts

    def _read_sentence(self, number: int, sentence: Sentence) -> list[Draft]:
        rows = self.tables.rows_in(sentence)
        if rows:
            return self._read_rows(number, sentence, rows)
        text, state = self.text, self.state
        stated, mentions = self.figures[number], self.holders_of[number]
        fresh = sentence.paragraph != state.paragraph
        words = text[sentence.start : sentence.end]
        if fresh and not stated and len(words) < _HEADING_LENGTH and words[-1:] not in ".;,":
            state.in_plans = bool(_PLANS.match(words))
            state.heading = sentence
        if fresh:
            state.in_scope = begins_scope(words)
        windows = self.timeline.enter(sentence, fresh=fresh, has_figures=bool(stated))
        drafts: list[Draft] = []
        kept = [
            one
            for one in stated
            if not (is_no_claim(text, one, windows) or says_nothing(text, sentence, one))
        ]
        if kept:
            scene = Scene(
                text=text,
                sentence=sentence,
                mentions=mentions,
                windows=windows,
                carried=self.timeline.carried,
                anchor=self.anchor,
                holder=self.topics[number],
                last=state.last,
                recent=state.recent,
                in_plans=state.in_plans or state.in_scope,
                lead=state.lead,
                heading=state.heading,
            )
            drafts = (
                [] if self._is_prior(sentence, kept) else read_statements(scene, kept, self.lexicon)
            )
        self.timeline.leave(windows)
        state.paragraph = sentence.paragraph
        state.lead = None if kept else sentence
        if drafts and not fresh and self._came_from_before(drafts[0]):
            state.replaced = state.last
        if drafts:
            state.last = drafts[-1]
            state.recent = (*state.recent, *drafts)[-_RECENT:]
        return drafts

    def _read_rows(
        self, number: int, sentence: Sentence, rows: Sequence[TableRow | Row]
    ) -> list[Draft]:
        """What the rows of a table state; they leave nothing to the text behind them."""
        scene = Scene(
            text=self.text,
            sentence=sentence,
            mentions=self.holders_of[number],
            windows=(),
            carried=self.timeline.carried,
            anchor=self.anchor,
            holder=self.topics[number],
            last=None,
            in_plans=self.state.in_plans,
        )
        self.state.paragraph, self.state.lead = sentence.paragraph, None
        return self.tables.read(rows, scene)

    def _is_prior(self, sentence: Sentence, stated: list[Stated]) -> bool:
        """Whether a sentence only gives the old level of the last figure, which then takes it."""
        last, first = self.state.last, stated[0]
        if last is None or last.unit != first.measure.unit or last.baseline_value is not None:
            return False
        before = self.text[sentence.start : first.quantity.start]
        guided = last.modality is Modality.PLANNED and _HAD_GUIDED.search(before)
        if not (guided or _PRIOR.match(before) or _WAS_THEN.match(before)):
            return False
        last.baseline_value = plain_number(first.value)
        return True

    def _came_from_before(self, draft: Draft) -> bool:
        """Whether the last figure of the sentence before is the old level of this one."""
        last = self.state.last
        if (
            last is None
            or draft.baseline_value is not None
            or last.unit != draft.unit
            or last.kind is not draft.kind
            or last.sentence.end + 3 < draft.sentence.start
        ):
            return False
        then = self.text[last.sentence.start : last.start]
        now = self.text[draft.sentence.start : draft.end + 30]
        if not (_THEN.search(then) and _NOW.search(now)):
            return False
        draft.baseline_value = last.value
        draft.per = draft.per or last.per
        draft.metric_type = max((last, draft), key=lambda one: one.metric_score).metric_type
        return True


def _by_sentence(sentences: Sequence[Sentence], holders: Sequence[Holder]) -> list[list[Holder]]:
    found: list[list[Holder]] = []
    at = 0
    for sentence in sentences:
        while at < len(holders) and holders[at].start < sentence.start:
            at += 1
        inside = []
        while at < len(holders) and holders[at].start < sentence.end:
            inside.append(holders[at])
            at += 1
        found.append(inside)
    return found


def _settle_currency(drafts: Sequence[Draft]) -> None:
    """Give an outlay of nothing the currency that the article speaks of most."""
    counts: dict[str, int] = {}
    for draft in drafts:
        if draft.classes & {"money", "money_rate"} and draft.unit:
            counts[draft.unit] = counts.get(draft.unit, 0) + 1
    currency = max(counts, key=lambda unit: counts[unit], default="USD")
    for draft in drafts:
        if draft.unit == NO_CURRENCY:
            draft.unit = currency
