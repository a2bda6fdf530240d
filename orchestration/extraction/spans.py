"""Which time a figure covers: its period and its reporting period.

Windows and rates are found by ``periods``; the nature of each metric type (a flow, a stock, an
event) stands in ``metric_periods.csv``. Here the one that belongs to a figure is chosen.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from orchestration.extraction.context import Figure, SentenceContext
from orchestration.extraction.periods import Window
from orchestration.extraction.records import Modality, Period, ValueKind

_CUMULATIVE = re.compile(
    r"\b(?:so far|to date|since|cumulativ\w+|accumulated|had been (?:invested|spent)"
    r"|in recent years|over the (?:past|last) \w+ years"
    r"|in the (?:past|last) \w+ years|over (?:two|three|four|five|ten) years|(?:two|three|four"
    r"|five)[ -]year)\b",
    re.IGNORECASE,
)
_GUIDANCE = re.compile(r"\b(?:guidance|full[ -]year|fiscal|financial year)\b", re.IGNORECASE)
_AVERAGE = re.compile(r"\b(?:average|averaged|averaging|reali[sz]ed)\b", re.IGNORECASE)
_OVER_YEARS = re.compile(
    r"\bover (?:the )?(?:\w+ )?(?:two|three|four|five|ten|\d+) years\b", re.IGNORECASE
)
_BUDGET = re.compile(
    r"\b(?:capital (?:spending|expenditure|investment)|capex|budget|investments?|guid\w+)\b",
    re.IGNORECASE,
)
_SPENDING = re.compile(
    r"\b(?:r&d|research|capital (?:spending|expenditures?|investments?)|capex|exploration)\b",
    re.IGNORECASE,
)
_SPOKE = re.compile(
    r"\b(?:claim|announc|said|told|promis|forecast|guid|predict|report)\w*\b[^.;]*$", re.IGNORECASE
)
_SHARES = re.compile(r"\b(?:shares?|stock)\b", re.IGNORECASE)
_REALISED = re.compile(r"\breali[sz]ed\b")
_SINGLE = re.compile(
    r"\b(?:tender|auction|one cargo|a cargo|single (?:batch|cargo|order)|trial (?:batch|run))\b",
    re.IGNORECASE,
)
_STOCKS = re.compile(
    r"\b(?:cash(?! flows?| costs?)|backlog|order book|debt|assets|liabilities|equity ratio"
    r"|liquidity)\b",
    re.IGNORECASE,
)
_DEPOSIT = re.compile(
    r"\b(?:(?:mineral|ore|measured|indicated|inferred|probable|proven)\b[\w ]{0,30}"
    r"\b(?:resources?|reserves?)|(?:drill)?holes?|intercepts?|intersect\w*|drill\w*)\b",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\b(?:target|aim|goal|expects?|a year|annual\w*|guid\w+)\b", re.IGNORECASE)
_RESULT_TYPES = frozenset(
    {
        "revenue",
        "profit",
        "production",
        "sales_volume",
        "cost",
        "incidents",
        "utilization_rate",
        "price",
        "recovery_rate",
    }
)
_POSTS = frozenset({"jobs_created", "labour_saving"})
_RATE_BEFORE, _RATE_AFTER, _SAVING_RATE_AFTER = 9.0, 5.0, 10.0
_FAR = 40.0
_TIED, _FRONTED = 9.0, 6.0
_FILED = re.compile(
    r"\b(?:fil(?:ed?|es|ing)|appl(?:ied|y|ies)|obtain\w*|received|won|granted|added|registered"
    r"|secured)\b",
    re.IGNORECASE,
)
_TRAINED = re.compile(
    r"\b(?:train\w*|recruit\w*|joined|left|hired|took part|attended)\b", re.IGNORECASE
)
_HELD = re.compile(
    r"\b(?:valid|now has|holds?|held|has|have|reached|total\w*|owns?)\b", re.IGNORECASE
)
_DAYS = re.compile(
    r"\bon the day\b|\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|yesterday)\b",
    re.IGNORECASE,
)
_WEEK = re.compile(
    r"\b(?:the )?(?:week (?:before|earlier|ago)|previous week|last week|week[ -]on[ -]week"
    r"|a week)\b",
    re.I,
)
_YEAR_ON_YEAR = re.compile(r"\byear[ -]on[ -]year|yoy\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Carried:
    """Windows that earlier sentences set: of the paragraph, and of the article as a whole.

    ``reported`` tells that the whole article is a report for its window.
    """

    paragraph: Window | None = None
    article: Window | None = None
    recent: tuple[Window, ...] = ()
    reported: bool = False


def carry(carried: Carried, windows: Sequence[Window], *, fresh: bool) -> Carried:
    """What the next sentence inherits; ``fresh`` if a new paragraph began."""
    paragraph = None if fresh else carried.paragraph
    recent = carried.recent
    for window in windows:
        if window.again or window.compared or window.deadline:
            continue
        if window.reporting is None:
            if window.period in (Period.QUARTER, Period.HALF_YEAR, Period.YEAR):
                paragraph = window
            continue
        recent = (*recent, window)[-6:]
        if window.period is not Period.POINT_IN_TIME:
            paragraph = window
    return replace(carried, paragraph=paragraph, recent=recent)


def resolve(windows: Sequence[Window], carried: Carried) -> list[Window]:
    """``windows`` with references back ("in those six months") explained by earlier ones."""
    resolved: list[Window] = []
    for window in windows:
        if window.again:
            known = [w for w in (*resolved, *reversed(carried.recent)) if not w.again]
            same = [
                w
                for w in known
                if w.period is window.period
                or (window.period is Period.CUMULATIVE and w.period is not Period.POINT_IN_TIME)
            ]
            end = _last_month(carried.article)
            if same:
                window = replace(window, period=same[0].period, reporting=same[0].reporting)
            elif window.period is Period.POINT_IN_TIME and end is not None:
                window = replace(window, reporting=end)
            elif window.period is Period.CUMULATIVE:
                continue
        resolved.append(window)
    return resolved


def _last_month(window: Window | None) -> str | None:
    """The last month of a quarter, half or year."""
    if window is None or window.reporting is None:
        return None
    year, _, part = window.reporting.partition("-")
    if part.startswith("Q"):
        return f"{year}-{int(part[1]) * 3:02d}"
    if part.startswith("H"):
        return f"{year}-{int(part[1]) * 6:02d}"
    return f"{year}-12" if not part else None


@dataclass(frozen=True, slots=True)
class _Traits:
    """What the words of a sentence say about time, whichever figure is asked for."""

    cumulative: bool
    guidance: bool
    average: bool
    realised: bool
    single: bool
    stocks: bool
    target: bool
    budget: bool
    spending: bool
    over_years: bool
    deposit: bool


@lru_cache(maxsize=64)
def _read_traits(words: str) -> _Traits:
    return _Traits(
        cumulative=bool(_CUMULATIVE.search(words)),
        guidance=bool(_GUIDANCE.search(words)),
        average=bool(_AVERAGE.search(words)),
        realised=bool(_REALISED.search(words)),
        single=bool(_SINGLE.search(words)),
        stocks=bool(_STOCKS.search(words)),
        target=bool(_TARGET.search(words)),
        budget=bool(_BUDGET.search(words)),
        spending=bool(_SPENDING.search(words)),
        over_years=bool(_OVER_YEARS.search(words)),
        deposit=bool(_DEPOSIT.search(words)),
    )


def choose_span(
    text: str,
    context: SentenceContext,
    figure: Figure,
    *,
    nature: str,
    metric_type: str,
    classes: frozenset[str],
    kind: ValueKind,
    modality: Modality,
    unit_period: Period | None,
    has_per: bool,
    windows: Sequence[Window],
    rates: Sequence[tuple[int, int, Period]],
    carried: Carried,
    anchor: date | None,
) -> tuple[Period | None, str | None]:
    """The period and the reporting period of ``figure``."""
    window = nearest_window(context, figure, windows)
    traits = _read_traits(text[context.sentence.start : context.sentence.end])
    if window and _is_of_speech(text, context, window, nature):
        window = None
    relative = kind in (ValueKind.CHANGE_PCT, ValueKind.CHANGE_PP)
    if kind is not ValueKind.AMOUNT and window and window.period is Period.POINT_IN_TIME:
        window = None
    if unit_period is None and not relative and kind is not ValueKind.RATIO:
        reach = _SAVING_RATE_AFTER if nature == "saving" else _RATE_AFTER
        unit_period = _nearest_rate(context, figure, rates, reach)
    reporting = window.reporting if window else None
    if window and window.deadline and window.period is Period.POINT_IN_TIME:
        if nature == "capacity" and unit_period is not None and reporting:
            return unit_period, reporting[:4]
        window, reporting = None, None
    if nature == "other" and "time" in classes and not relative:
        return Period.ONE_OFF, None
    if nature == "other" and traits.stocks and window and not relative and not has_per:
        return Period.POINT_IN_TIME, reporting
    if metric_type == "ore_grade" and traits.deposit and not relative:
        return Period.POINT_IN_TIME, None
    if nature == "stock":
        if window and window.period in (Period.POINT_IN_TIME, Period.CUMULATIVE):
            return window.period, reporting
        if kind is ValueKind.CHANGE_ABS and not window:
            return None, None
        if metric_type == "equipment_count" and modality is Modality.PLANNED:
            return Period.ONE_OFF, None
        if window and not window.deadline and _is_flow(text, context, figure, metric_type):
            return window.period, reporting
        if (
            metric_type == "headcount"
            and not relative
            and _is_flow(text, context, figure, metric_type)
        ):
            return Period.ONE_OFF, None
        if relative and window:
            return window.period, reporting
        return (None if relative else Period.POINT_IN_TIME), None
    if nature == "event":
        if traits.cumulative and modality is Modality.ACTUAL:
            return Period.CUMULATIVE, None
        if unit_period is not None and metric_type not in _POSTS:
            return unit_period, reporting
        if (
            window
            and window.period not in (Period.POINT_IN_TIME, Period.WEEK, Period.MONTH)
            and not window.deadline
            and (modality is Modality.ACTUAL or traits.budget)
            and metric_type in ("investment", "jobs_created", "labour_saving")
            and _apart(context, figure, window) <= _TIED
        ):
            return window.period, reporting
        spent = metric_type == "investment" and traits.spending
        if spent and carried.reported and carried.article and modality is Modality.ACTUAL:
            return carried.article.period, carried.article.reporting
        return Period.ONE_OFF, None
    if nature == "price":
        if relative:
            return _price_change(text, context, figure, window)
        if (
            window
            and window.period in (Period.QUARTER, Period.HALF_YEAR, Period.YEAR, Period.MONTH)
            and (reporting or traits.average)
        ):
            return window.period, reporting
        if has_per and traits.realised and carried.paragraph:
            return carried.paragraph.period, carried.paragraph.reporting
        return Period.POINT_IN_TIME, reporting if window else None
    if nature == "other" and has_per and not window and unit_period is None and not relative:
        return Period.POINT_IN_TIME, None
    if nature == "process":
        return (window.period, reporting) if window and not relative else (None, None)
    if unit_period is not None:
        keeps = window and (window.period is unit_period or window.deadline)
        return unit_period, reporting if keeps else None
    if nature == "saving" and traits.cumulative:
        return (
            Period.CUMULATIVE,
            reporting if window and window.period is Period.CUMULATIVE else None,
        )
    if window is not None and (window.period is not Period.POINT_IN_TIME or nature == "other"):
        return window.period, reporting
    if modality is Modality.PLANNED and traits.guidance and nature == "flow":
        return Period.YEAR, None
    inherited = _inherited(modality, carried)
    planned = modality is Modality.PLANNED
    if planned and nature == "flow" and not relative and traits.over_years:
        return Period.CUMULATIVE, None
    if nature == "flow" and traits.single and not relative:
        return Period.ONE_OFF, None
    if nature == "other" and not has_per and traits.stocks and not relative:
        return Period.POINT_IN_TIME, None
    if nature == "saving" and carried.paragraph is None and not relative:
        inherited = carried.article if carried.reported else None
        return (inherited.period, inherited.reporting) if inherited else (None, None)
    if inherited is not None and carried.reported and nature in ("flow", "other", "level"):
        return inherited.period, inherited.reporting
    if nature == "level" or (
        has_per and nature == "flow" and metric_type in ("energy_use", "emissions", "water_use")
    ):
        if relative:
            return (
                (inherited.period, inherited.reporting)
                if inherited and metric_type in _RESULT_TYPES
                else (None, None)
            )
        if inherited and metric_type in _RESULT_TYPES:
            return inherited.period, inherited.reporting
        return Period.POINT_IN_TIME, None
    if inherited is not None and (metric_type in _RESULT_TYPES):
        return inherited.period, inherited.reporting
    if nature == "flow" and traits.cumulative and not relative:
        return Period.CUMULATIVE, None
    if nature == "other" and "percent" in classes and kind is ValueKind.AMOUNT:
        return Period.POINT_IN_TIME, None
    if nature == "capacity":
        return (None if relative else Period.POINT_IN_TIME), None
    if modality is Modality.PLANNED and nature == "flow" and not relative:
        if metric_type == "sales_volume" and not traits.target:
            return Period.ONE_OFF, None
        return Period.YEAR, None
    return None, None


def nearest_window(
    context: SentenceContext, figure: Figure, windows: Sequence[Window], reach: float = _FAR
) -> Window | None:
    """The window of a sentence that a figure is tied to most closely, if any within ``reach``."""
    best, found = reach, None
    for window in windows:
        if window.compared:
            continue
        apart = _apart(context, figure, window)
        if window.period is Period.POINT_IN_TIME:
            apart += 2.0
        if ";" in context.words(figure.last, context.token_at(window.start)):
            continue
        if apart < best:
            best, found = apart, window
    return found


def _is_of_speech(text: str, context: SentenceContext, window: Window, nature: str) -> bool:
    """Whether a month is that in which something was said, not that which a level is of."""
    if window.period is not Period.MONTH or nature not in ("level", "stock", "price", "other"):
        return False
    return bool(_SPOKE.search(text, context.sentence.start, window.start))


def _apart(context: SentenceContext, figure: Figure, window: Window) -> float:
    """How far a window is from a figure; one that opens the sentence is near all of it."""
    if window.end <= figure.quantity.start:
        first = context.token_at(window.start)
        apart = context.distance(context.token_at(window.end), figure.first)
        return min(apart, _FRONTED) if first <= 3 else apart
    return context.distance(figure.last, context.token_at(window.start))


def _is_flow(text: str, context: SentenceContext, figure: Figure, metric_type: str) -> bool:
    """Whether a count of patents or people is of what came in a window, not of what is held."""
    pattern = {"patents": _FILED, "headcount": _TRAINED}.get(metric_type)
    if pattern is None:
        return False
    low = max(context.sentence.start, figure.quantity.start - 60)
    high = min(context.sentence.end, figure.quantity.end + 30)
    found = pattern.search(text, low, high)
    return found is not None and _HELD.search(text, found.end(), figure.quantity.end) is None


def _nearest_rate(
    context: SentenceContext,
    figure: Figure,
    rates: Sequence[tuple[int, int, Period]],
    reach: float,
) -> Period | None:
    best, found = 1.0, None
    for start, end, period in rates:
        if end <= figure.quantity.start:
            apart = context.distance(context.token_at(end), figure.first) / _RATE_BEFORE
        elif start >= figure.quantity.end:
            apart = context.distance(figure.last, context.token_at(start)) / reach
        else:
            return period
        if apart < best:
            best, found = apart, period
    return found


def _price_change(
    text: str, context: SentenceContext, figure: Figure, window: Window | None
) -> tuple[Period | None, str | None]:
    around = text[figure.quantity.end : min(context.sentence.end, figure.quantity.end + 60)]
    if _WEEK.search(around):
        return Period.WEEK, None
    if window and window.period is not Period.POINT_IN_TIME:
        return window.period, window.reporting
    if _DAYS.search(text, context.sentence.start, context.sentence.end):
        return Period.DAY, None
    if _YEAR_ON_YEAR.search(around):
        return Period.YEAR, None
    if _SHARES.search(text, context.sentence.start, figure.quantity.start):
        return Period.DAY, None
    return None, None


def _inherited(modality: Modality, carried: Carried) -> Window | None:
    if modality is not Modality.ACTUAL:
        return None
    return carried.paragraph or carried.article
