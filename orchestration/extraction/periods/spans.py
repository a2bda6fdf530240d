"""Which time a figure covers: its period and its reporting period.

A table of decisions. The nature of a metric type (a flow, a level, a stock, an event) stands in
``metric_periods.csv``; for each nature one function here asks, in order, for a rate ("a year"), for
the window of the figure's own clause (``governing``), for one that earlier sentences set
(``timeline``), and falls back on what the nature alone says. Windows, rates and tenses are read
elsewhere; nothing here looks for a calendar word.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from orchestration.extraction.periods.tenses import Tense
from orchestration.extraction.periods.windows import Window
from orchestration.extraction.records import Modality, Period, ValueKind

Span = tuple[Period | None, str | None]
"""A period and a reporting period."""

_NONE: Span = (None, None)
_POINT: Span = (Period.POINT_IN_TIME, None)
_ONCE: Span = (Period.ONE_OFF, None)

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
RELATIVE = frozenset({ValueKind.CHANGE_PCT, ValueKind.CHANGE_PP})
_STRETCHES = frozenset(
    {Period.MONTH, Period.QUARTER, Period.HALF_YEAR, Period.YEAR, Period.CUMULATIVE}
)


class Words(NamedTuple):
    """What the words around a figure say about its time, beside windows and tense."""

    cumulative: bool
    average: bool
    budget: bool
    regular: bool
    single: bool
    stocks: bool
    deposit: bool
    guidance: bool
    consensus: bool
    once: bool
    fined: bool
    dividend: str


class Case(NamedTuple):
    """All that the time of one figure depends on.

    ``rate`` is the time that the figure is stated for ("a year"), ``window`` the window of its
    clause, ``due`` a time by or from which it shall hold. ``inherited`` is the window of earlier
    sentences that may go on for it, ``planned_for`` the one that plans are made for; ``reported``
    tells that the article reports on the inherited window as a whole, ``near`` that the paragraph
    or its heading set it. ``hint`` is the nature that the words around what fits no type give it.
    ``is_effect`` marks a change that something brought about ("cut by", "30 % lower than before"),
    ``comes_in`` marks a count of what came in, not of what is held,
    ``is_tied`` a window close to the figure, ``apart`` one of another clause, ``on_project`` an
    outlay on one thing ("on a new boiler").
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
    apart: bool = False
    near: bool = False
    hint: str | None = None
    is_effect: bool = False
    on_project: bool = False

    @property
    def relative(self) -> bool:
        """Whether it is a change in per cent or points."""
        return self.kind in RELATIVE

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
    def is_state(self) -> bool:
        """Whether another clause than that of the window tells how things stand."""
        return self.apart and self.tense in (Tense.PRESENT, Tense.PERFECT)

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


def decide(case: Case) -> Span:
    """The time of a figure by its case."""
    return _BY_NATURE.get(case.nature, _decide_other)(case)


def _decide_flow(case: Case) -> Span:
    """Production, sales, results: what sums up over a time."""
    if case.has_per and case.metric_type in _INTENSITIES:
        return _decide_intensity(case)
    if case.rate is not None:
        return _at_rate(case)
    if case.metric_type == "cost" and case.words.once and not case.relative:
        return _ONCE
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


def _decide_dividend(case: Case) -> Span:
    """A dividend per share is that of a year; an interim one, or its sum, is paid once."""
    if case.has_per and not case.words.dividend.startswith(("interim", "special")):
        return case.own or case.goes_on or (Period.YEAR, None)
    return _ONCE


def _other_flow(case: Case) -> Span:
    if case.own is not None:
        return case.own
    if case.due is not None:
        return Period.YEAR, case.due_year
    if case.planned:
        return _planned_flow(case)
    if case.words.cumulative or case.tense is Tense.PERFECT:
        return Period.CUMULATIVE, None
    return case.goes_on or _POINT


def _other_stock(case: Case) -> Span:
    if case.comes_in and case.own is not None:
        return case.own
    if case.due is not None:
        return Period.POINT_IN_TIME, case.due_year
    if case.window is not None and case.is_tied and not case.lasts_since and not case.apart:
        return Period.POINT_IN_TIME, case.window.reporting
    if case.in_table and case.inherited is not None:
        return Period.POINT_IN_TIME, case.inherited.reporting
    return _POINT


def _other_level(case: Case) -> Span:
    settled = (case.is_tied or case.tense is not Tense.PRESENT) and not case.is_state
    if case.own is not None and settled and not case.lasts_since:
        return case.own
    if case.due is not None:
        at_date = case.due.period is Period.POINT_IN_TIME
        return Period.POINT_IN_TIME if at_date else Period.YEAR, case.due_year
    if case.planned and (case.planned_for is not None or case.words.guidance):
        return _planned_flow(case)
    if case.goes_on is not None and not case.planned and case.tense in (Tense.PAST, Tense.NONE):
        return case.goes_on
    return _POINT


def _other_event(case: Case) -> Span:
    dated = case.window is not None and not case.window.length
    return Period.ONE_OFF, case.window.reporting if dated and case.window else None


def _flow_change(case: Case) -> Span:
    """A relative change of a flow: for the window of a report, none for the effect of a measure."""
    if case.due is not None:
        return Period.YEAR, case.due_year
    if case.planned:
        return _NONE
    if case.metric_type in ("energy_use", "water_use", "emissions"):
        told = case.year_on_year or case.reported or (case.near and not case.is_effect)
        return case.goes_on if told and case.goes_on else _NONE
    if case.is_effect and case.tense is Tense.PRESENT and not case.year_on_year:
        return _NONE
    if case.inherited is not None:
        return case.inherited.period, case.inherited.reporting
    return (Period.YEAR, None) if case.year_on_year and case.metric_type in _RESULTS else _NONE


def _planned_flow(case: Case) -> Span:
    if case.words.consensus and case.planned_for is None and case.inherited is not None:
        return case.inherited.period, case.inherited.reporting
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
    settled = (case.is_tied or case.tense is not Tense.PRESENT) and not case.is_state
    if case.own is not None and settled and not (case.lasts_since and not case.relative):
        return case.own
    if case.due is not None:
        return Period.POINT_IN_TIME, case.due_year
    if case.relative or case.kind is ValueKind.CHANGE_ABS:
        told = case.reported or case.year_on_year or (case.near and not case.is_effect)
        return case.goes_on if case.goes_on and told and case.metric_type in _RESULTS else _NONE
    if case.window is not None and case.window.period is Period.POINT_IN_TIME:
        return Period.POINT_IN_TIME, case.window.reporting
    if case.planned and case.planned_for is not None and case.metric_type in _RESULTS:
        return case.planned_for.period, case.planned_for.reporting
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
    if case.metric_type in ("ownership_stake", "valuation"):
        dated = case.window is not None and case.window.event_at is None and not case.window.length
        holds = dated and case.window and case.window.period is Period.POINT_IN_TIME
        return Period.POINT_IN_TIME, case.window.reporting if holds and case.window else None
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
        if case.tense is Tense.PERFECT:
            return Period.CUMULATIVE, None
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
    summed = case.window is not None and case.lasts_since and case.is_tied
    if summed and case.window and not (case.planned or case.window.length):
        return Period.CUMULATIVE, case.window.reporting
    lasting = case.window is not None and case.window.length and case.is_tied
    if lasting and case.metric_type in ("funding", "contract_value"):
        return Period.CUMULATIVE, None
    yearly = case.own is not None and case.own[0] is not Period.CUMULATIVE and not case.on_project
    if spends and case.words.budget and case.is_tied and (yearly or not case.planned) and case.own:
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
    means = case.words.average and case.tense is not Tense.PRESENT and not case.planned
    if case.has_per and means and case.goes_on is not None:
        return case.goes_on
    dated = case.window is not None and case.window.period is Period.POINT_IN_TIME
    return Period.POINT_IN_TIME, case.window.reporting if dated and case.window else None


def _decide_capacity(case: Case) -> Span:
    """What a plant can make in a time; a year is named only where it is to begin."""
    if case.relative:
        return case.own or _NONE
    year = case.due_year
    if year is None and case.planned and case.window is not None and case.is_tied:
        year = case.window.reporting[:4] if case.window.reporting else None
    if case.rate is not None:
        return case.rate, year
    made = "mass" in case.classes or ("count" in case.classes and "people" not in case.classes)
    return Period.YEAR if made else Period.POINT_IN_TIME, year


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
    """Whatever fits no type: by the nature that the words around it give, else by its unit."""
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
        told = case.year_on_year or case.reported or case.near
        return case.goes_on if case.goes_on and told and not case.is_effect else _NONE
    if case.classes & {"money", "money_rate"} and case.words.dividend:
        return _decide_dividend(case)
    if case.hint is not None and not case.has_per:
        return _BY_HINT[case.hint](case)
    if "money" in case.classes and case.words.fined:
        return Period.ONE_OFF, case.window.reporting if case.window else None
    if "money" in case.classes and case.words.stocks and not case.has_per:
        if case.window is not None and case.window.reporting:
            return Period.POINT_IN_TIME, case.window.reporting
        return _POINT
    if case.window is not None and case.window.period is Period.POINT_IN_TIME:
        return Period.POINT_IN_TIME, case.window.reporting
    settled = (case.is_tied or case.tense is not Tense.PRESENT) and not case.is_state
    if case.own is not None and settled:
        return case.own
    if case.due is not None:
        at_date = case.due.period is Period.POINT_IN_TIME or "percent" not in case.classes
        return Period.POINT_IN_TIME if at_date else Period.YEAR, case.due_year
    if case.planned and case.planned_for is not None:
        return case.planned_for.period, case.planned_for.reporting
    if case.planned and case.words.guidance:
        return Period.YEAR, None
    if case.has_per:
        goes_on = case.in_table or (case.near and case.tense in (Tense.PAST, Tense.NONE))
        return (case.goes_on or _POINT) if goes_on and not case.planned else _POINT
    if case.goes_on is not None and not case.planned and case.tense in (Tense.PAST, Tense.NONE):
        return case.goes_on
    if case.classes & {"money", "money_rate"} and case.tense is not Tense.PRESENT:
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


_BY_HINT: Mapping[str, Callable[[Case], Span]] = {
    "flow": _other_flow,
    "stock": _other_stock,
    "level": _other_level,
    "event": _other_event,
}


def _at_rate(case: Case) -> Span:
    """A figure that is stated for a time; the calendar is named by when it shall hold."""
    if case.due is not None:
        return case.rate, case.due_year
    window = case.window
    if window is not None and window.period is case.rate:
        return case.rate, window.reporting
    return case.rate, None
