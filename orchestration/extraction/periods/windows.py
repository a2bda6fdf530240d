"""Calendar windows that a text names, and the rates that it states figures at.

Only time is read here; how windows are written stands in ``window_grammar``. The anchor of what the
text leaves open ("the third quarter") is the article's date.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from orchestration.extraction.cues import Token, tokenise
from orchestration.extraction.patterns import heads_in, word_pattern
from orchestration.extraction.periods.tenses import event_before
from orchestration.extraction.periods.time_words import Core
from orchestration.extraction.periods.window_grammar import FIRST_WORDS, WindowReader
from orchestration.extraction.records import Period

_RATES = re.compile(
    r"\b(?:(?:a|an|per|each|every|/) ?(?P<unit>hour|day|week|month|quarter|year|annum)\b"
    r"|(?P<adverb>hourly|daily|weekly|monthly|quarterly|annually|yearly)\b"
    r"|(?P<adjective>annual|annualised|annualized|per annum|half[ -]yearly)\b)(?! (?:ago|earlier"
    r"|before|reports?|results|general|meeting|targets?|plan|goal|quota|budget|guidance|average"
    r"|accounts|statement|review)\b|[ -](?:on|over)[ -])",
    re.IGNORECASE,
)
_RATE_WORDS = word_pattern(r"\b(?:hour|day|dai|week|month|quarter|year|annu|half)", re.IGNORECASE)
_RATE_PERIODS = {
    "hour": Period.HOUR,
    "hourly": Period.HOUR,
    "day": Period.DAY,
    "daily": Period.DAY,
    "week": Period.WEEK,
    "weekly": Period.WEEK,
    "month": Period.MONTH,
    "monthly": Period.MONTH,
    "quarter": Period.QUARTER,
    "quarterly": Period.QUARTER,
}
_FILLERS = frozenset(
    ["in", "for", "the", "that", "of", "those", "its", "a", "levels", "level", "figure", "during"]
)
_COMPARES = frozenset(
    ["than", "versus", "vs", "against", "above", "below", "average", "averages", "compared"]
)
_BY = frozenset(["by", "before"])
_UNTIL = frozenset(["until", "till"])
_DATELINE = re.compile(r"\s*(?:\(|/[A-Z]|[–—]|-{1,2}\s)")
_DATELINE_TOKENS = 12
_ROSE = frozenset(
    [
        "up",
        "down",
        "rose",
        "fell",
        "rise",
        "fall",
        "increase",
        "decrease",
        "increased",
        "decreased",
        "grew",
        "higher",
        "lower",
    ]
)
_FILLERS_AT_MOST = 5
_NO_EVENT = frozenset(["for", "by", "before", "from", "until"])
_OLD_REACH = 11
_OLD_BREAKS = frozenset([",", ";", "to", "and", ":"])
_NO_COMPARISON = frozenset(
    ["more", "less", "fewer", "greater", "rather", "ranged", "ranging", "benefited", "apart"]
)
_OLD_LEADS = frozenset(["compared", "against", "versus", "vs", "from", "than", "with"])


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of calendar time that ``text[start:end]`` names.

    ``period`` is its length, ``POINT_IN_TIME`` for a date. ``reporting`` is its calendar form
    (``2025-Q3``), if the text and the anchor give one. ``compared`` tells that a figure is set
    against it; ``deadline`` that something shall be reached by then; ``starts`` that something
    begins with it. ``again`` marks a reference back ("in those six months") that another window
    explains. ``vague``, ``length`` and ``date`` are those of ``time_words.Core``. ``event_at`` is
    where the verb of an event stands that the window dates ("commissioned in March"), ``bare``
    marks "so far" and "to date", ``done_in`` the time that something took ("in 19 months").
    """

    start: int
    end: int
    period: Period
    reporting: str | None
    compared: bool = False
    deadline: bool = False
    again: bool = False
    starts: bool = False
    vague: bool = False
    length: bool = False
    date: bool = False
    event_at: int | None = None
    bare: bool = False
    done_in: bool = False

    @property
    def year(self) -> int | None:
        """The calendar year, if known."""
        return int(self.reporting[:4]) if self.reporting else None


def find_windows(text: str, start: int, end: int, anchor: date | None) -> list[Window]:
    """All windows that ``text[start:end]`` names, in text order.

    Args:
        anchor: the day on which the article speaks; ``None`` leaves open what needs it.
    """
    tokens = tokenise(text, start, end)
    reader = WindowReader(text, tokens, anchor)
    found: list[Window] = []
    begins = [
        at for at, (word, _, _) in enumerate(tokens) if word in FIRST_WORDS or word[0].isdecimal()
    ]
    last = 0
    for at in begins:
        core = reader.read_at(at) if at >= last else None
        if core is None:
            continue
        dateline = (
            core.date and at < _DATELINE_TOKENS and _DATELINE.match(text, tokens[core.last - 1].end)
        )
        if (not core.compared or core.reporting) and not dateline:
            found.append(_window(text, tokens, at, core, anchor))
        last = core.last
    return _so_far_this_year(found, anchor)


def _window(
    text: str, tokens: Sequence[Token], first: int, core: Core, anchor: date | None
) -> Window:
    """The window of the tokens from ``first``, with what the words before it make of it."""
    start, end = tokens[first].start, tokens[core.last - 1].end
    before = first - 1
    skipped = 0
    while before >= 0 and skipped < _FILLERS_AT_MOST and tokens[before].lower in _FILLERS:
        before -= 1
        skipped += 1
    lead = tokens[before].lower if before >= 0 else ""
    earlier = tokens[before - 1].lower if before >= 1 else ""
    direct = tokens[first - 1].lower if first else ""
    compared = core.compared or lead in _COMPARES
    compared |= lead in ("with", "to") and earlier in ("compared", "relative", "comparison")
    compared |= lead == "on" and not core.date and not core.again and direct != "in"
    compared |= lead in ("founded", "listed", "established") or (
        lead == "year" and earlier == "base"
    )
    compared |= lead == "to" and earlier in ("refer", "refers")
    bracketed = direct == "(" and text[end : end + 1] in (":", "：")
    since_best = tokens[first].lower == "since" and (
        direct.endswith("est") or direct in ("best", "worst", "first")
    )
    compared |= since_best or _is_of_old_level(tokens, before)
    following = tokens[core.last].lower if core.last < len(tokens) else ""
    compared |= following in ("baseline", "base", "levels", "level")
    starts = False
    if lead == "from" and not core.span:
        future = core.reporting is not None and anchor is not None and ahead(core.reporting, anchor)
        starts = future or (earlier not in _ROSE and not compared)
        compared |= not starts
    deadline = lead in _BY or (lead in ("to", "towards") and direct == lead and not compared)
    deadline |= lead == "as" and earlier in ("early", "soon", "late")
    dates_event = lead not in _NO_EVENT and direct not in _NO_EVENT
    event = event_before(tokens, first) if dates_event else None
    return Window(
        start,
        end,
        core.period,
        core.reporting,
        compared=compared or bracketed,
        deadline=deadline or (starts and not compared),
        again=core.again,
        starts=starts,
        vague=core.vague or lead in _UNTIL,
        length=core.length,
        date=core.date,
        done_in=core.length and direct == "in",
        bare=tokens[first].lower in ("so", "to") and core.reporting is None,
        event_at=None if event is None else tokens[event].start,
    )


def _is_of_old_level(tokens: Sequence[Token], before: int) -> bool:
    """Whether a window belongs to the figure that something is compared with.

    "compared with 8.1 GW in 2024", "from 538 kg a tonne in 2019".
    """
    has_figure = False
    for at in range(before, max(before - _OLD_REACH, -1), -1):
        word = tokens[at].lower
        if word in _OLD_BREAKS:
            return False
        if word[0].isdecimal():
            has_figure = True
        if has_figure and word in _OLD_LEADS:
            earlier = tokens[at - 1].lower if at else ""
            if word == "with":
                return earlier in ("compared", "comparison")
            return earlier not in _NO_COMPARISON
    return False


def _so_far_this_year(windows: list[Window], anchor: date | None) -> list[Window]:
    """``windows`` with "so far" and "this year" of one sentence made one stretch."""
    if anchor is None:
        return windows
    year = str(anchor.year)
    far = any(w.period is Period.CUMULATIVE and w.bare for w in windows)
    this = any(w.period is Period.YEAR and w.reporting == year and not w.compared for w in windows)
    if not (far and this):
        return windows
    return [
        replace(w, period=Period.CUMULATIVE, reporting=year)
        if w.bare or (w.period is Period.YEAR and w.reporting == year)
        else w
        for w in windows
    ]


def ahead(reporting: str, anchor: date) -> bool:
    """Whether a calendar period begins after the month of ``anchor``."""
    year, _, part = reporting.partition("-")
    month = 1
    if part.startswith("Q"):
        month = int(part[1]) * 3 - 2
    elif part.startswith("H"):
        month = int(part[1]) * 6 - 5
    elif part:
        month = int(part)
    return (int(year), month) > (anchor.year, anchor.month)


def find_rates(text: str, start: int, end: int) -> Iterator[tuple[int, int, Period]]:
    """The rates that ``text[start:end]`` names ("a year", "monthly"): start, end, period."""
    if _RATE_WORDS.heads.isdisjoint(heads_in(text, start, end)):
        return
    for match in _RATES.finditer(text, start, end):
        if match["adverb"] and text[match.start()].isupper() and match.start() != start:
            continue
        word = (match["unit"] or match["adverb"] or match["adjective"]).lower()
        period = _RATE_PERIODS.get(word)
        if word.startswith("half"):
            period = Period.HALF_YEAR
        yield match.start(), match.end(), period or Period.YEAR
