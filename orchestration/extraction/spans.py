"""Which time a figure covers: its period and its reporting period.

A table of decisions. The nature of a metric type (a flow, a level, a stock, an event) stands in
``metric_periods.csv``; for each nature one function here asks, in order, for a rate ("a year"), for
the window of the figure's own clause (``governing``), for one that earlier sentences set
(``timeline``), and falls back on what the nature alone says. Windows, rates and tenses are read
elsewhere; nothing here looks for a calendar word.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from orchestration.extraction.context import Figure, SentenceContext
from orchestration.extraction.governing import distance_to, governing_window
from orchestration.extraction.periods import Window
from orchestration.extraction.records import Modality, Period, ValueKind
from orchestration.extraction.tenses import Tense, read_tense
from orchestration.extraction.timeline import Carried

Span = tuple[Period | None, str | None]
"""A period and a reporting period."""

_NONE: Span = (None, None)
_POINT: Span = (Period.POINT_IN_TIME, None)
_ONCE: Span = (Period.ONE_OFF, None)

_CUMULATIVE = re.compile(
    r"\b(?:so far|to date|cumulativ\w+|accumulat\w+|in total since|had been (?:invested|spent)"
    r"|in recent years)\b",
    re.IGNORECASE,
)
_AVERAGE = re.compile(
    r"\b(?:average|averaged|averaging|reali[sz]ed|received|was paid|fetched|got)\b", re.IGNORECASE
)
_BUDGET = re.compile(
    r"\b(?:capital (?:spending|expenditures?|investments?)|capex|budget|r&d|research"
    r"|exploration|(?:fixed[ -]asset )?investments? of|expenditure|guid\w+|spend(?:ing)?|spent"
    r"|invest(?:s|ed)?|put)\b",
    re.IGNORECASE,
)
_COSTS = re.compile(r"\b(?:costs?|costing|cost of|worth|price tag|built for)\b[^.;]{0,25}$", re.I)
_REGULAR = re.compile(
    r"\b(?:r&d|research(?: and development)?|capital (?:spending|expenditures?|investments?)"
    r"|capex|exploration)\b",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    r"\b(?:tender|auction|one cargo|a cargo|single (?:batch|cargo|order)|trial (?:batch|run))\b",
    re.IGNORECASE,
)
_STOCKS = re.compile(
    r"\b(?:cash(?! flows?| costs?| generat\w+)|backlog|order ?book|debt|borrowings|assets|equity"
    r"|liabilities|liquidity|receivables|payables|provisions)\b",
    re.IGNORECASE,
)
_DEPOSIT = re.compile(
    r"\b(?:(?:mineral|ore|measured|indicated|inferred|probable|proven)\b[\w ]{0,30}"
    r"\b(?:resources?|reserves?)|(?:drill)?holes?|intercepts?|intersect\w*|drill\w*)\b",
    re.IGNORECASE,
)
_GUIDANCE = re.compile(
    r"\b(?:guidance|guid(?:es|ed|ing)|full[ -]year|fiscal|financial year|outlook"
    r"|budget(?:ed|s)?)\b",
    re.IGNORECASE,
)
_YEAR_ON_YEAR = re.compile(
    r"\b(?:year[ -](?:on|over)[ -]year|y[ /-]?o[ -]?y|y/y|than (?:a|the|one) year (?:earlier|before"
    r"|ago)|from (?:a|one) year (?:earlier|before|ago)|(?:than|from|against|on|over|versus)"
    r" (?:in )?(?:the )?(?:same|prior|previous|corresponding|preceding|last|year[ -]earlier"
    r"|19\d\d|20\d\d)"
    r"|than in)\b",
    re.IGNORECASE,
)
_FLOWS_IN = re.compile(
    r"\b(?:fil(?:ed|es|ing)|appl(?:ied|y|ies)|obtain\w*|received|won|granted|added|registered"
    r"|secured|train\w*|recruit\w*|joined|hir(?:ed|es|ing)|took part|attended|laid off"
    r"|transferred|graduated|install\w*|replaced|retrofitted|delivered|put into|shut|scrapped"
    r"|took|bought|purchased|built|opened|closed|added|ordered|retired|repaired|converted)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:valid|now has|holds?|held|has|have|reached|total\w*|owns?|employ\w*|runs|operates)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:was|were|been)\b", re.IGNORECASE)
_FLOW_REACH, _FLOW_REACH_AFTER = 45, 50
_TABLE_CELL = re.compile(r"\||\S {2,}\S")
_SHARES = re.compile(r"\b(?:shares?|stock)\b", re.IGNORECASE)
_DAYS = re.compile(
    r"\bon the day\b|\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|yesterday)\b",
    re.IGNORECASE,
)
_WEEK = re.compile(
    r"\b(?:the )?(?:week (?:before|earlier|ago)|previous week|last week|week[ -]on[ -]week"
    r"|on the week|a week)\b",
    re.IGNORECASE,
)
_MONTH_AGO = re.compile(r"\b(?:a month (?:ago|earlier)|on the month|month[ -]on[ -]month)\b", re.I)

_RESULTS = frozenset(
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
        "yield_rate",
        "ore_grade",
        "market_share",
        "defect_rate",
    }
)
"""What a report of results tells for its window, level or sum."""

_INTENSITIES = frozenset({"energy_use", "emissions", "water_use", "cost"})
_POSTS = frozenset({"jobs_created", "labour_saving"})
_RATE_BEFORE, _RATE_AFTER, _SAVING_RATE_AFTER = 9.0, 5.0, 10.0
_OF_ANOTHER = 4
_TIED = 12.0
_RELATIVE = frozenset({ValueKind.CHANGE_PCT, ValueKind.CHANGE_PP})
_STRETCHES = frozenset(
    {Period.MONTH, Period.QUARTER, Period.HALF_YEAR, Period.YEAR, Period.CUMULATIVE}
)


@dataclass(frozen=True, slots=True)
class Words:
    """What the words around a figure say about its time, beside windows and tense."""

    cumulative: bool
    average: bool
    budget: bool
    regular: bool
    single: bool
    stocks: bool
    deposit: bool
    guidance: bool


@dataclass(frozen=True, slots=True)
class Case:
    """All that the time of one figure depends on.

    ``rate`` is the time that the figure is stated for ("a year"), ``window`` the window of its
    clause, ``due`` a time by or from which it shall hold. ``inherited`` is the window of earlier
    sentences that may go on for it, ``reported`` that they report on that window as a whole,
    ``near`` that the paragraph or its heading set it.
    """

    nature: str
    metric_type: str
    classes: frozenset[str]
    kind: ValueKind
    modality: Modality
    tense: Tense
    words: Words
    rate: Period | None = None
    has_per: bool = False
    window: Window | None = None
    due: Window | None = None
    inherited: Window | None = None
    planned_for: Window | None = None
    reported: bool = False
    comes_in: bool = False
    year_on_year: bool = False
    in_table: bool = False
    is_tied: bool = False
    near: bool = False

    @property
    def relative(self) -> bool:
        """Whether it is a change in per cent or points."""
        return self.kind in _RELATIVE

    @property
    def planned(self) -> bool:
        return self.modality is Modality.PLANNED

    @property
    def own(self) -> Span | None:
        """The window of the figure's clause, where it is a stretch of time."""
        if self.window is None or self.window.period not in _STRETCHES:
            return None
        if self.window.vague and (self.relative or self.window.period is not Period.CUMULATIVE):
            return None
        return self.window.period, self.window.reporting

    @property
    def lasts_since(self) -> bool:
        """Whether the window only tells since when something holds."""
        return self.window is not None and self.window.period is Period.CUMULATIVE

    @property
    def due_year(self) -> str | None:
        """The year by which it shall hold."""
        if self.due is None or self.due.reporting is None:
            return None
        return self.due.reporting[:4]

    @property
    def goes_on(self) -> Span | None:
        """The inherited window, for what the tense doesn't tell as a state of things."""
        if self.inherited is None or self.tense is Tense.PRESENT:
            return None
        return self.inherited.period, self.inherited.reporting


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
) -> Span:
    """The period and the reporting period of ``figure``."""
    rate = unit_period
    if rate is None and kind is not ValueKind.RATIO:
        rate = _nearest_rate(context, figure, rates, nature, relative=kind in _RELATIVE)
    window = governing_window(context, figure, windows)
    due = None
    if window is not None and window.deadline:
        due, window = window, None
        if modality is Modality.ACTUAL:
            due = None
        if not (due and due.starts):
            others = [one for one in windows if not one.deadline]
            window = governing_window(context, figure, others, reach=_TIED)
    inherited, planned_for = _inherited(carried, modality)
    around = text[figure.quantity.end : min(context.sentence.end, figure.quantity.end + 70)]
    case = Case(
        nature=nature,
        metric_type=metric_type,
        classes=classes,
        kind=kind,
        modality=modality,
        tense=read_tense(context, figure),
        words=_read_words(text[context.sentence.start : context.sentence.end]),
        rate=rate,
        has_per=has_per,
        window=window,
        due=due,
        inherited=inherited,
        planned_for=planned_for,
        reported=carried.reported or carried.heading is not None,
        comes_in=_comes_in(text, context, figure),
        year_on_year=_YEAR_ON_YEAR.search(around) is not None,
        in_table=_TABLE_CELL.search(text, context.sentence.start, context.sentence.end) is not None,
        is_tied=window is not None and distance_to(context, figure, window) <= _TIED,
        near=carried.paragraph is not None or carried.heading is not None,
    )
    if nature == "price" and kind is not ValueKind.AMOUNT:
        return _price_change(text, context, figure, case)
    return decide(case)


def decide(case: Case) -> Span:
    """The time of a figure by its case."""
    return _BY_NATURE.get(case.nature, _decide_other)(case)


def _decide_flow(case: Case) -> Span:
    """Production, sales, results: what sums up over a time."""
    if case.has_per and case.metric_type in _INTENSITIES:
        return _decide_intensity(case)
    if case.rate is not None:
        return _at_rate(case)
    if case.own is not None:
        return case.own
    if case.relative:
        return _flow_change(case)
    if case.due is not None:
        return Period.YEAR, case.due_year
    if case.planned:
        return _planned_flow(case)
    if case.words.single:
        return _ONCE
    if case.words.cumulative:
        return Period.CUMULATIVE, None
    if case.goes_on is not None and (
        case.metric_type in _RESULTS or case.reported or case.tense in (Tense.PAST, Tense.NONE)
    ):
        return case.goes_on
    if (
        case.kind is ValueKind.AMOUNT
        and case.metric_type == "cost"
        and case.modality is not Modality.INDETERMINATE
    ):
        return _ONCE
    if case.metric_type == "incidents" and case.tense is Tense.PRESENT:
        return _POINT
    return _NONE


def _flow_change(case: Case) -> Span:
    """A relative change of a flow: for the window of a report, none for the effect of a measure."""
    if case.due is not None:
        return Period.YEAR, case.due_year
    if case.planned:
        return _NONE
    if case.metric_type in ("energy_use", "water_use", "emissions"):
        return case.goes_on if case.year_on_year and case.goes_on else _NONE
    if case.inherited is not None:
        return case.inherited.period, case.inherited.reporting
    return (Period.YEAR, None) if case.year_on_year and case.metric_type in _RESULTS else _NONE


def _planned_flow(case: Case) -> Span:
    if case.planned_for is not None:
        return case.planned_for.period, case.planned_for.reporting
    if case.words.guidance:
        return Period.YEAR, None
    if case.metric_type == "sales_volume" and case.kind is ValueKind.AMOUNT:
        return _ONCE
    return Period.YEAR, None


def _decide_intensity(case: Case) -> Span:
    """Energy, water, emissions and cost per unit: a level of a process, or the mean of a window."""
    if case.own is not None and (case.planned or case.is_tied) and not case.lasts_since:
        return case.own
    if case.due is not None:
        return Period.POINT_IN_TIME, case.due_year
    if case.relative:
        return case.goes_on if case.year_on_year and case.goes_on else _NONE
    if case.planned:
        return (
            (case.planned_for.period, case.planned_for.reporting)
            if case.planned_for
            else ((Period.YEAR, None) if case.words.guidance else _POINT)
        )
    fits = case.reported or (case.metric_type == "cost" and case.near)
    if case.goes_on is not None and fits and case.tense in (Tense.PAST, Tense.NONE):
        return case.goes_on
    return _POINT


def _decide_level(case: Case) -> Span:
    """Rates, grades, durations of a step: a state, or the mean of a window that is reported on."""
    if case.metric_type == "ore_grade" and case.words.deposit and not case.relative:
        return _POINT
    settled = case.is_tied or case.tense is not Tense.PRESENT
    if case.own is not None and settled and not (case.lasts_since and not case.relative):
        return case.own
    if case.due is not None:
        return Period.POINT_IN_TIME, case.due_year
    if case.relative or case.kind is ValueKind.CHANGE_ABS:
        fits = case.metric_type in _RESULTS and (case.reported or case.year_on_year)
        return case.goes_on if case.goes_on and fits else _NONE
    if case.window is not None and case.window.period is Period.POINT_IN_TIME:
        return Period.POINT_IN_TIME, case.window.reporting
    fits = case.reported or case.near or case.tense is Tense.PAST
    if case.goes_on is not None and fits and case.metric_type in _RESULTS:
        return case.goes_on if case.tense in (Tense.PAST, Tense.NONE) else _POINT
    return _POINT


def _decide_stock(case: Case) -> Span:
    """What is held at a date: people, patents, stocks, machines, stakes."""
    if case.relative or case.kind is ValueKind.CHANGE_ABS:
        return case.own or _NONE
    if case.comes_in and case.metric_type in ("patents", "headcount", "equipment_count"):
        return _decide_coming_in(case)
    if case.due is not None:
        once = case.metric_type == "equipment_count"
        return Period.ONE_OFF if once else Period.POINT_IN_TIME, case.due_year
    if case.metric_type == "equipment_count" and case.planned:
        return Period.ONE_OFF, case.window.reporting if case.window else None
    counted = case.metric_type in ("patents", "headcount", "equipment_count")
    if case.window is not None and case.lasts_since and counted and not case.window.vague:
        return Period.CUMULATIVE, case.window.reporting
    if case.window is not None and case.is_tied and not case.lasts_since:
        return Period.POINT_IN_TIME, case.window.reporting
    if case.in_table and case.inherited is not None:
        return Period.POINT_IN_TIME, case.inherited.reporting
    return _POINT


def _decide_coming_in(case: Case) -> Span:
    """Patents filed, people trained, machines installed: what came in, once or over a window."""
    if case.window is not None:
        period = case.window.period
        if case.metric_type == "equipment_count" and period is not Period.CUMULATIVE:
            period = Period.ONE_OFF
        if period is Period.POINT_IN_TIME:
            period = Period.ONE_OFF
        return period, case.window.reporting
    if case.due is not None or case.planned:
        return Period.ONE_OFF, case.due_year
    if case.words.cumulative:
        return Period.CUMULATIVE, None
    if case.metric_type == "patents":
        return case.goes_on or (Period.CUMULATIVE, None)
    return _ONCE


def _decide_event(case: Case) -> Span:
    """Outlays, orders, deals, jobs: what happens once, unless it is what a year's budget holds."""
    spends = case.metric_type == "investment"
    if case.kind is not ValueKind.AMOUNT:
        if case.own is not None and not (spends and case.kind is ValueKind.CHANGE_ABS):
            return case.own
        if case.relative:
            regular = case.words.regular and case.goes_on
            return case.goes_on if regular and case.goes_on else _NONE
        return _ONCE if case.planned or spends else _NONE
    if case.modality is Modality.ACTUAL and spends:
        gathered = case.window is not None and case.window.period is Period.CUMULATIVE
        if gathered and case.window is not None:
            return Period.CUMULATIVE, case.window.reporting
        if case.words.cumulative:
            return Period.CUMULATIVE, None
    if case.rate is not None and case.metric_type not in _POSTS:
        return _at_rate(case)
    if spends and case.words.budget and case.is_tied and case.own is not None:
        return case.own
    if spends and case.words.regular:
        if case.planned and (case.planned_for or case.words.guidance):
            for_ = case.planned_for
            return (for_.period, for_.reporting) if for_ else (Period.YEAR, None)
        if case.goes_on is not None and not case.planned:
            return case.goes_on
    dated = case.window if case.window and not case.window.length and case.is_tied else None
    if spends or dated is None or case.planned:
        return _ONCE
    return Period.ONE_OFF, dated.reporting


def _decide_price(case: Case) -> Span:
    """A price at a time, or the mean price that a window of a report brought."""
    own = case.own
    if own is not None and (own[1] or case.words.average):
        return own
    means = case.words.average and case.tense is not Tense.PRESENT
    if case.has_per and means and case.goes_on is not None:
        return case.goes_on
    dated = case.window is not None and case.window.period is Period.POINT_IN_TIME
    return Period.POINT_IN_TIME, case.window.reporting if dated and case.window else None


def _decide_capacity(case: Case) -> Span:
    """What a plant can make in a time; a year is named only where it is to begin."""
    if case.relative:
        return _NONE
    year = case.due_year
    if year is None and case.planned and case.window is not None and case.is_tied:
        year = case.window.reporting[:4] if case.window.reporting else None
    if case.rate is not None:
        return case.rate, year
    return Period.POINT_IN_TIME, year


def _decide_saving(case: Case) -> Span:
    """What is saved, a year or in all."""
    if case.relative:
        return case.own or ((Period.YEAR, case.due_year) if case.due else _NONE)
    if case.rate is not None:
        return _at_rate(case)
    if case.window is not None and case.window.period is Period.CUMULATIVE:
        return Period.CUMULATIVE, case.window.reporting
    if case.own is not None:
        return case.own
    if case.words.cumulative:
        return Period.CUMULATIVE, None
    if case.due is not None:
        return Period.CUMULATIVE, case.due_year
    if case.has_per:
        return (Period.POINT_IN_TIME, None) if case.metric_type == "energy_saving" else _NONE
    if case.goes_on is not None and not case.planned and case.tense is not Tense.PERFECT:
        return case.goes_on
    return _NONE


def _decide_process(case: Case) -> Span:
    """Gains of efficiency: the effect of a measure, unless a window is compared with another."""
    if case.own is not None and not case.relative:
        return case.own
    if case.relative and case.own is not None and case.is_tied and case.year_on_year:
        return case.own
    return _NONE


def _decide_other(case: Case) -> Span:
    """Whatever fits no type: by its unit."""
    if "time" in case.classes and not case.relative and case.rate is None:
        dated = case.window is not None and not case.window.length
        return Period.ONE_OFF, case.window.reporting if dated and case.window else None
    if case.rate is not None:
        return _at_rate(case)
    if case.relative or case.kind is ValueKind.CHANGE_ABS:
        if case.own is not None:
            return case.own
        if case.due is not None:
            return Period.YEAR, case.due_year
        return case.goes_on if case.goes_on and (case.year_on_year or case.reported) else _NONE
    if "money" in case.classes and case.words.stocks and not case.has_per:
        if case.window is not None and case.window.reporting:
            return Period.POINT_IN_TIME, case.window.reporting
        return _POINT
    if case.window is not None and case.window.period is Period.POINT_IN_TIME:
        return Period.POINT_IN_TIME, case.window.reporting
    if case.own is not None and (case.is_tied or case.tense is not Tense.PRESENT):
        return case.own
    if case.due is not None:
        return Period.POINT_IN_TIME, case.due_year
    if case.planned and case.planned_for is not None:
        return case.planned_for.period, case.planned_for.reporting
    if case.planned and case.words.guidance:
        return Period.YEAR, None
    if case.has_per:
        return (case.goes_on or _POINT) if case.in_table else _POINT
    if case.goes_on is not None and not case.planned and case.tense in (Tense.PAST, Tense.NONE):
        return case.goes_on
    if case.classes & {"money", "money_rate"}:
        return _ONCE
    if case.tense is Tense.PERFECT and "percent" not in case.classes:
        return Period.CUMULATIVE, None
    return _POINT


_BY_NATURE: Mapping[str, Callable[[Case], Span]] = {
    "flow": _decide_flow,
    "level": _decide_level,
    "stock": _decide_stock,
    "event": _decide_event,
    "price": _decide_price,
    "capacity": _decide_capacity,
    "saving": _decide_saving,
    "process": _decide_process,
    "other": _decide_other,
}


def _at_rate(case: Case) -> Span:
    """A figure that is stated for a time; the calendar is named by when it shall hold."""
    if case.due is not None:
        return case.rate, case.due_year
    window = case.window
    if window is not None and window.period is case.rate:
        return case.rate, window.reporting
    return case.rate, None


def _inherited(carried: Carried, modality: Modality) -> tuple[Window | None, Window | None]:
    """The window that goes on for what has happened, and the one that plans are made for."""
    if modality is Modality.ACTUAL:
        return carried.paragraph or carried.heading or carried.article, None
    return None, carried.heading


def _comes_in(text: str, context: SentenceContext, figure: Figure) -> bool:
    """Whether a count is of what came in, not of what is held."""
    low = max(context.sentence.start, figure.quantity.start - _FLOW_REACH)
    high = min(context.sentence.end, figure.quantity.end + _FLOW_REACH_AFTER)
    before = _FLOWS_IN.search(text, low, figure.quantity.start)
    if before is not None:
        between = text[before.end() : figure.quantity.start]
        return "," not in between and _HELD.search(between) is None
    behind = _FLOWS_IN.search(text, figure.quantity.end, high)
    if behind is None or _PASSIVE.search(text, figure.quantity.end, behind.start()) is None:
        return False
    return _HELD.search(text, low, figure.quantity.end) is None


@lru_cache(maxsize=64)
def _read_words(words: str) -> Words:
    return Words(
        cumulative=bool(_CUMULATIVE.search(words)),
        average=bool(_AVERAGE.search(words)),
        budget=bool(_BUDGET.search(words)),
        regular=bool(_REGULAR.search(words)),
        single=bool(_SINGLE.search(words)),
        stocks=bool(_STOCKS.search(words)),
        deposit=bool(_DEPOSIT.search(words)),
        guidance=bool(_GUIDANCE.search(words)),
    )


def _nearest_rate(
    context: SentenceContext,
    figure: Figure,
    rates: Sequence[tuple[int, int, Period]],
    nature: str,
    *,
    relative: bool,
) -> Period | None:
    """The rate that a figure is stated at; a relative change only where it follows at once."""
    reach_after = _SAVING_RATE_AFTER if nature == "saving" else _RATE_AFTER
    reach_before = 0.0 if relative else _RATE_BEFORE
    if relative:
        reach_after = 1.0
    index = context.figures.index(figure)
    previous = context.figures[index - 1].last if index else 0
    following = (
        context.figures[index + 1].first
        if index + 1 < len(context.figures)
        else len(context.tokens)
    )
    best, found = 1.0, None
    for start, end, period in rates:
        first, last = context.token_at(start), context.token_at(end)
        if end <= figure.quantity.start:
            if not reach_before or (previous and 0 <= first - previous < _OF_ANOTHER):
                continue
            apart = context.distance(last, figure.first) / reach_before
        elif start >= figure.quantity.end:
            if first >= following and nature in ("event", "price", "stock"):
                continue
            apart = context.distance(figure.last, first) / reach_after
        else:
            return period
        if apart < best:
            best, found = apart, period
    return found


def _price_change(text: str, context: SentenceContext, figure: Figure, case: Case) -> Span:
    """The time over which a price moved."""
    around = text[figure.quantity.end : min(context.sentence.end, figure.quantity.end + 60)]
    if _WEEK.search(around):
        return Period.WEEK, None
    if _MONTH_AGO.search(around):
        return Period.MONTH, None
    if case.own is not None:
        return case.own
    if case.window is not None and case.window.period is Period.WEEK:
        return Period.WEEK, None
    if _DAYS.search(text, context.sentence.start, context.sentence.end):
        return Period.DAY, None
    if case.year_on_year:
        return case.goes_on or (Period.YEAR, None)
    if case.relative and _SHARES.search(text, context.sentence.start, figure.quantity.start):
        return Period.DAY, None
    return _NONE
