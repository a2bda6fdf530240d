"""The windows of time that earlier sentences set, and what of them goes on to hold.

An article reports on a time that its title or its lead names; a heading or the header of a table
sets one for the lines under it; a sentence sets one for the rest of its paragraph. Which of them a
figure takes is decided in ``spans``.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from orchestration.extraction.periods.windows import Window, ahead, find_windows
from orchestration.extraction.records import Period
from orchestration.text.article import SectionKind, Sentence

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
_NAMED_YEAR = re.compile(r"\d|\b(?:fiscal|financial|business|fy|to|ended|ending)\b", re.IGNORECASE)
_BULLET = re.compile(r"\s*[-*•–·»]")
_HEADING_LENGTH = 70
_LEAD_SENTENCES, _LEAD_PARAGRAPHS, _LONGEST_LEAD = 10, 8, 160
_FIRST_SENTENCES = 4
_RECENT = 6
_SUMMED = frozenset({Period.QUARTER, Period.HALF_YEAR, Period.YEAR})


class Carried(NamedTuple):
    """Windows that earlier sentences set: of the paragraph, the heading and the whole article.

    ``ahead`` is the one of the paragraph that plans are made for.
    ``reported`` tells that the whole article is a report for its window; ``recent`` are those that
    were named last.
    """

    paragraph: Window | None = None
    ahead: Window | None = None
    heading: Window | None = None
    article: Window | None = None
    recent: tuple[Window, ...] = ()
    reported: bool = False


class Timeline:
    """Goes through the sentences of one article and tells what each inherits."""

    def __init__(self, text: str, sentences: Sequence[Sentence], published_on: date | None) -> None:
        self.text = text
        self.anchor = published_on
        window, reported = self._article_window(sentences)
        if self.anchor is None and window is not None and window.year is not None:
            self.anchor = date(window.year, 12, 31)
        recent = () if window is None else (window,)
        self.carried = Carried(article=window, recent=recent, reported=reported)

    def enter(self, sentence: Sentence, *, fresh: bool, has_figures: bool) -> list[Window]:
        """The windows of ``sentence``; ``carried`` is then what it inherits.

        Args:
            fresh: whether a new paragraph begins with it.
            has_figures: whether it states figures; a heading does not.
        """
        windows = find_windows(self.text, sentence.start, sentence.end, self.anchor)
        windows = resolve(windows, self.carried)
        if fresh:
            is_set = self.carried.paragraph is not None or self.carried.ahead is not None
            if is_set and not _BULLET.match(self.text, sentence.start):
                self.carried = self.carried._replace(paragraph=None, ahead=None)
            if not has_figures and self._is_heading(sentence):
                self.carried = self.carried._replace(
                    heading=self._of_heading(windows), paragraph=None
                )
        return windows

    def leave(self, windows: Sequence[Window]) -> None:
        """Carry on what a sentence with these ``windows`` sets."""
        paragraph, recent = self.carried.paragraph, self.carried.recent
        coming = self.carried.ahead
        for window in windows:
            if window.again or window.compared or window.deadline:
                continue
            if window.reporting is not None:
                recent = (*recent, window)[-_RECENT:]
            if self._is_frame(window):
                paragraph = window
            elif self._is_plan(window):
                coming = window
        if windows:
            self.carried = self.carried._replace(paragraph=paragraph, ahead=coming, recent=recent)

    def _is_heading(self, sentence: Sentence) -> bool:
        if sentence.section is SectionKind.TITLE:
            return False
        words = self.text[sentence.start : sentence.end]
        return len(words) < _HEADING_LENGTH and words[-1:] not in ".;,"

    def _of_heading(self, windows: Sequence[Window]) -> Window | None:
        """The window that a heading sets for what stands under it, one that lies ahead included."""
        for window in windows:
            fits = window.period in _SUMMED or (window.period is Period.CUMULATIVE)
            if fits and not (window.compared or window.vague or window.length):
                return window
        return None

    def _is_frame(self, window: Window) -> bool:
        """Whether a window is a stretch that later figures may be summed over."""
        if window.vague or window.length or window.event_at is not None:
            return False
        if window.period in (Period.POINT_IN_TIME, Period.ONE_OFF, Period.WEEK):
            return False
        if window.reporting is None:
            return window.period in _SUMMED
        return self.anchor is None or not ahead(window.reporting, self.anchor)

    def _is_plan(self, window: Window) -> bool:
        """Whether a window is a year or a part of one that lies ahead."""
        lies_ahead = window.reporting and self.anchor and ahead(window.reporting, self.anchor)
        return bool(lies_ahead) and window.period in _SUMMED and not window.vague

    def _article_window(self, sentences: Sequence[Sentence]) -> tuple[Window | None, bool]:
        """The window that the article reports on, and whether it is a report for that window."""
        year: Window | None = None
        for number, sentence in enumerate(sentences[:_LEAD_SENTENCES]):
            if sentence.paragraph > _LEAD_PARAGRAPHS:
                break
            words = self.text[sentence.start : sentence.end]
            if len(words) < _LONGEST_LEAD:
                named = self._named_report(sentence, words)
                if named is not None:
                    return named, True
            for window in find_windows(self.text, sentence.start, sentence.end, self.anchor):
                if window.compared or window.deadline or window.again or not self._is_frame(window):
                    continue
                if window.period in _SUMMED - {Period.YEAR} and window.reporting:
                    return window, sentence.section is SectionKind.TITLE
                gathered = window.period is Period.CUMULATIVE and window.reporting
                if gathered and year is None and number < _FIRST_SENTENCES:
                    return window, sentence.section is SectionKind.TITLE
                if year is None and self._is_past_year(window):
                    year = window
        return year, False

    def _named_report(self, sentence: Sentence, words: str) -> Window | None:
        """The window of a report that a title or a first line names."""
        ended = _REPORT_ENDED.search(words)
        if ended:
            kind = "quarter" if ended["kind"][0].lower() == "q" else "half-year"
            kind = "year" if ended["kind"][0].lower() == "a" else kind
            made = find_windows(f"{kind} {ended['end']}", 0, 80, self.anchor)
            if made and made[0].reporting:
                start = sentence.start + ended.start()
                return replace(made[0], start=start, end=sentence.start + ended.end())
        report = _REPORT.search(words)
        if report is None:
            return None
        number, half = report["year"] or report["year2"], bool(report["half"])
        reporting = f"{number}-H1" if half else number
        period = Period.HALF_YEAR if half else Period.YEAR
        start, end = sentence.start + report.start(), sentence.start + report.end()
        return Window(start, end, period, reporting)

    def _is_past_year(self, window: Window) -> bool:
        """Whether a window is the year before the article's own, of which it may be the result."""
        if window.period is not Period.YEAR:
            return False
        if window.reporting is None:
            return _NAMED_YEAR.search(self.text, window.start, window.end) is not None
        return self.anchor is None or window.year == self.anchor.year - 1


def resolve(windows: Sequence[Window], carried: Carried) -> list[Window]:
    """``windows`` with references back ("in those six months") explained by earlier ones."""
    resolved: list[Window] = []
    for window in windows:
        if window.again:
            set_before = (carried.paragraph, carried.heading, carried.article)
            known = [w for w in (*resolved, *set_before, *reversed(carried.recent)) if w]
            known = [w for w in known if not w.again]
            same = [
                w
                for w in known
                if w.period is window.period
                or (window.period is Period.CUMULATIVE and w.period is not Period.POINT_IN_TIME)
            ]
            end = last_month(carried.paragraph or carried.heading or carried.article)
            if window.period is Period.POINT_IN_TIME and not window.date:
                same = [one for one in same if not one.date]
                same = [] if end is not None else same
            if same:
                window = replace(window, period=same[0].period, reporting=same[0].reporting)
            elif window.period is Period.POINT_IN_TIME and end is not None:
                window = replace(window, reporting=end)
            elif window.period is Period.CUMULATIVE:
                continue
        resolved.append(window)
    return resolved


def last_month(window: Window | None) -> str | None:
    """The last month of a quarter, half or year."""
    if window is None or window.reporting is None:
        return None
    year, _, part = window.reporting.partition("-")
    if part.startswith("Q"):
        return f"{year}-{int(part[1]) * 3:02d}"
    if part.startswith("H"):
        return f"{year}-{int(part[1]) * 6:02d}"
    return f"{year}-12" if not part else None
