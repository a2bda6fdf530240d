"""From figures to claims: sentence by sentence, with what one leaves to the next.

What a single sentence states is read in ``statements``; here the windows of time, the company and
the old levels that earlier sentences set are carried along. Mentions of one claim are merged in
``merging``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from orchestration.extraction.claim_cues import Lexicon, compile_lexicon
from orchestration.extraction.drafts import Draft, Stated, plain_number
from orchestration.extraction.figures import find_figures
from orchestration.extraction.holders import Holder, leading_holder
from orchestration.extraction.periods import Window, find_windows
from orchestration.extraction.records import Modality, Period
from orchestration.extraction.selection import is_no_claim
from orchestration.extraction.spans import Carried, carry, resolve
from orchestration.extraction.statements import Scene, read_statements
from orchestration.extraction.worded import NO_CURRENCY
from orchestration.reference import Reference
from orchestration.text.article import Article, SectionKind, Sentence

_SILENT = frozenset({SectionKind.BOILERPLATE, SectionKind.DISCLAIMER})
_THEN = re.compile(
    r"\b(?:until|used to|previously|formerly|before|in the past|originally|once)\b", re.IGNORECASE
)
_NOW = re.compile(r"\b(?:now|today|currently|these days)\b", re.IGNORECASE)
_REPORT = re.compile(
    r"\b(?:(?P<half>(?:semi|half)[ -](?:annual|year(?:ly)?)|interim)|annual|full[ -]year"
    r"|sustainability"
    r"|integrated|esg|environmental|responsibility)(?: \w+){0,2}? (?:report|results|accounts"
    r"|statements?)"
    r"(?: for)?(?: the)?(?: year)?,? (?P<year>20\d\d)\b|\b(?P<year2>20\d\d) (?:annual|full[ -]year"
    r"|sustainability|integrated|esg) (?:report|results|accounts)",
    re.IGNORECASE,
)
_REPORT_ENDED = re.compile(
    r"\b(?P<kind>quarter(?:ly)?|half[ -]year(?:ly)?|interim|annual)\b[^.;\n]{0,60}?"
    r"\b(?P<end>(?:ended|to|ending) (?:\d{1,2} )?[A-Za-z]{3,9}\.?(?: \d{1,2},?)? 20\d\d)",
    re.IGNORECASE,
)
_PLANS = re.compile(
    r"^\W*(?:\d{1,2}\. )?(?:(?:fy ?)?20\d\d |full[ -]year |financial |business |company )*"
    r"(?:outlook|forecast|guidance|targets?|prospects?|next steps|plans?"
    r"|looking ahead)\b[\w ,]{0,30}$",
    re.IGNORECASE,
)
_HEADING_LENGTH = 60
_PRIOR = re.compile(
    r"^\W*(?:(?:the )?(?:same|corresponding|prior|previous|last)(?: (?:year|period|quarter|half))?"
    r"(?: (?:of|in) (?:the )?(?:last|previous|prior) year)?(?: period)?|year[ -]earlier"
    r"|a year (?:ago|earlier))"
    r" ?[:=] ?(?:RMB |[A-Z]{3} |[$€£¥])?$",
    re.IGNORECASE,
)
_HAD_GUIDED = re.compile(
    r"\bhad (?:guided|forecast|expected|planned|targeted|projected)\b|\b(?:earlier|previous|old"
    r"|prior)"
    r" (?:guidance|forecast|target|plan|goal)\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*[-*•–·»]")


@dataclass(slots=True)
class _State:
    """What one sentence leaves to the next."""

    carried: Carried = field(default_factory=Carried)
    paragraph: int = -1
    in_plans: bool = False
    paragraph_holder: str | None = None
    last: Draft | None = None
    replaced: Draft | None = None


def read_drafts(
    article: Article,
    holders: Sequence[Holder],
    main_company: str | None,
    reference: Reference,
) -> list[Draft]:
    """All figures of the article that state something, in text order, mentions not yet merged.

    Args:
        holders: every span that means a company, in text order.
        main_company: the company that the article is about, if it has one.
    """
    lexicon = compile_lexicon(reference)
    return _Reader(article, holders, main_company, lexicon).read()


class _Reader:
    """One pass over the sentences of one article."""

    def __init__(
        self,
        article: Article,
        holders: Sequence[Holder],
        main_company: str | None,
        lexicon: Lexicon,
    ) -> None:
        self.text = article.text
        self.sentences = [s for s in article.sentences if s.section not in _SILENT]
        self.main_company = main_company
        self.lexicon = lexicon
        self.state = _State()
        self.holders_of = _by_sentence(self.sentences, holders)
        self.figures = find_figures(self.text, self.sentences, lexicon.nouns)
        self.anchor: date | None = article.published_on
        window, reported = self._article_window()
        if self.anchor is None and window is not None and window.year is not None:
            self.anchor = date(window.year, 12, 31)
        self.state.carried = Carried(
            article=window, recent=() if window is None else (window,), reported=reported
        )

    def read(self) -> list[Draft]:
        drafts: list[Draft] = []
        for number, sentence in enumerate(self.sentences):
            made = self._read_sentence(sentence, self.figures[number], self.holders_of[number])
            if self.state.replaced is not None:
                drafts.remove(self.state.replaced)
                self.state.replaced = None
            drafts += made
        _settle_currency(drafts)
        return drafts

    def _article_window(self) -> tuple[Window | None, bool]:
        """The window that the article reports on, and whether it is a report for that window."""
        year: Window | None = None
        for sentence in self.sentences[:10]:
            if sentence.paragraph > 8:
                break
            words = self.text[sentence.start : sentence.end]
            ended = _REPORT_ENDED.search(words)
            if ended and len(words) < 160:
                kind = "quarter" if ended["kind"][0].lower() == "q" else "half-year"
                kind = "year" if ended["kind"][0].lower() == "a" else kind
                made = find_windows(f"{kind} {ended['end']}", 0, 80, self.anchor)
                if made and made[0].reporting:
                    start = sentence.start + ended.start()
                    return replace(made[0], start=start, end=sentence.start + ended.end()), True
            report = _REPORT.search(words)
            if report and len(words) < 160:
                number, half = report["year"] or report["year2"], bool(report["half"])
                start = sentence.start + report.start()
                reporting = f"{number}-H1" if half else number
                period = Period.HALF_YEAR if half else Period.YEAR
                return Window(start, sentence.start + report.end(), period, reporting), True
            for window in find_windows(self.text, sentence.start, sentence.end, self.anchor):
                if (
                    window.period in (Period.QUARTER, Period.HALF_YEAR)
                    and window.reporting
                    and not (window.compared or window.deadline or window.again)
                ):
                    return window, sentence.section is SectionKind.TITLE
                if year is None and self._is_past_year(window):
                    year = window
        return year, False

    def _is_past_year(self, window: Window) -> bool:
        """Whether a window is the year before the article's own, of which it may be the result."""
        return (
            window.period is Period.YEAR
            and not (window.compared or window.deadline or window.again)
            and self.anchor is not None
            and window.year == self.anchor.year - 1
        )

    def _read_sentence(
        self, sentence: Sentence, stated: list[Stated], mentions: list[Holder]
    ) -> list[Draft]:
        text, state = self.text, self.state
        fresh = sentence.paragraph != state.paragraph
        if fresh and not _BULLET.match(text, sentence.start):
            state.paragraph_holder = None
        words = text[sentence.start : sentence.end]
        if fresh and not stated and len(words) < _HEADING_LENGTH and words[-1:] not in ".:;,":
            state.in_plans = bool(_PLANS.match(words))
        windows = find_windows(text, sentence.start, sentence.end, self.anchor)
        keeps = fresh and bool(_BULLET.match(text, sentence.start))
        windows = resolve(windows, state.carried)
        inherited = state.carried if not fresh or keeps else replace(state.carried, paragraph=None)
        drafts: list[Draft] = []
        kept = [one for one in stated if not is_no_claim(one, windows)]
        if kept:
            scene = Scene(
                text=text,
                sentence=sentence,
                mentions=mentions,
                windows=windows,
                carried=inherited,
                anchor=self.anchor,
                holder=state.paragraph_holder or self.main_company,
                last=state.last,
                in_plans=state.in_plans,
            )
            drafts = (
                [] if self._is_prior(sentence, kept) else read_statements(scene, kept, self.lexicon)
            )
        state.carried = carry(inherited, windows, fresh=False)
        state.paragraph = sentence.paragraph
        if mentions:
            state.paragraph_holder = (
                leading_holder(text, sentence.start, mentions) or state.paragraph_holder
            )
        if drafts and not fresh and self._came_from_before(drafts[0]):
            state.replaced = state.last
        if drafts:
            state.last = drafts[-1]
        return drafts

    def _is_prior(self, sentence: Sentence, stated: list[Stated]) -> bool:
        """Whether a sentence only gives the old level of the last figure, which then takes it."""
        last, first = self.state.last, stated[0]
        if last is None or last.unit != first.measure.unit or last.baseline_value is not None:
            return False
        before = self.text[sentence.start : first.quantity.start]
        guided = last.modality is Modality.PLANNED and _HAD_GUIDED.search(before)
        if not (guided or _PRIOR.match(before)):
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
