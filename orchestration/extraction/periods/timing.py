"""What the time of a figure depends on: the case that ``spans`` decides.

Windows, rates, tense and the words around a figure are brought together here; what period and
reporting period follow from them is no business of this module.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from orchestration.extraction.changes.movements import CAUSED
from orchestration.extraction.context import Figure, SentenceContext
from orchestration.extraction.patterns import heads_in, word_pattern
from orchestration.extraction.periods.governing import distance_to, governing_window, is_apart
from orchestration.extraction.periods.spans import RELATIVE, Case, Span, Words, decide
from orchestration.extraction.periods.tenses import Tense, read_tense, verb_of
from orchestration.extraction.periods.timeline import Carried
from orchestration.extraction.periods.windows import Window
from orchestration.extraction.records import Modality, Period, ValueKind

_CUMULATIVE = word_pattern(
    r"\b(?:so far|to date|cumulativ\w+|accumulat\w+|in total since|had been (?:invested|spent)"
    r"|in recent years)\b",
    re.IGNORECASE,
)
_AVERAGE = word_pattern(
    r"\b(?:average|averaged|averaging|reali[sz]ed|received|was paid|fetched|got)\b", re.IGNORECASE
)
_ONE_TIME = word_pattern(
    r"\b(?:charges?|one[ -](?:off|time)|write[ -]?(?:down|off)s?|impairments?|damages?"
    r"|penalt\w+|bonus|fined?|settlement|severance|closure costs?|compensation)\b",
    re.IGNORECASE,
)
_FINED = word_pattern(r"\b(?:fine[ds]?|penalt\w+|settlement|compensation|ransom)\b", re.IGNORECASE)
_CONSENSUS = word_pattern(
    r"\b(?:analysts?['’]?|consensus|estimates|market expectations|wall street|polled)\b", re.I
)
_NOW = word_pattern(r"\b(?:now|today|currently|at present|these days|nowadays)\b", re.IGNORECASE)
_DIVIDEND = word_pattern(r"\b(?:interim |special )?dividends?\b", re.IGNORECASE)
_BUDGET = word_pattern(
    r"\b(?:capital (?:spending|expenditures?|investments?)|capex|budget|r&d|research"
    r"|exploration|(?:fixed[ -]asset )?investments? of|expenditure|guid\w+|spend(?:ing)?|spent"
    r"|invest(?:s|ed|ing)?|(?:sustaining|growth|maintenance|development) capital)\b",
    re.IGNORECASE,
)
_ON_PROJECT = re.compile(
    r" (?:\([^()]{1,30}\) )?(?:on|in|into|for|to build) (?:an?|one|two|three|another"
    r"|its (?:new|first|second))\b(?! (?:year|month|quarter|total|bid|row|decade|week|day|number"
    r"|range|variety))",
    re.IGNORECASE,
)
_COSTS = re.compile(r"\b(?:costs?|costing|cost of|worth|price tag|built for)\b[^.;]{0,25}$", re.I)
_REGULAR = word_pattern(
    r"\b(?:r&d|research(?: and development)?|capital (?:spending|expenditures?|investments?"
    r"|projects)|capex|exploration)\b",
    re.IGNORECASE,
)
_SINGLE = word_pattern(
    r"\b(?:tender|auction|orders? (?:for|of)|one cargo|a cargo|single (?:batch|cargo|order)"
    r"|trial (?:batch|run))\b",
    re.IGNORECASE,
)
_STOCKS = word_pattern(
    r"\b(?:(?<!of )cash(?! flows?| costs?| generat\w+)|backlog|order ?book|debt|borrowings|assets"
    r"|equity"
    r"|liabilities|liquidity|receivables|payables|provisions)\b",
    re.IGNORECASE,
)
_DEPOSIT = word_pattern(
    r"\b(?:(?:mineral|ore|measured|indicated|inferred|probable|proven)\b[\w ]{0,30}"
    r"\b(?:resources?|reserves?)|(?:drill)?holes?|intercepts?|intersect\w*|drill\w*)\b",
    re.IGNORECASE,
)
_GUIDANCE = word_pattern(
    r"\b(?:guidance|guid(?:es|ed|ing)|full[ -]year|fiscal|financial year|outlook"
    r"|budget(?:ed|s)?)\b",
    re.IGNORECASE,
)
_YEAR_ON_YEAR = word_pattern(
    r"\b(?:year[ -](?:on|over)[ -]year|y[ /-]?o[ -]?y|y/y|than (?:a|the|one) year (?:earlier|before"
    r"|ago)|from (?:a|one) year (?:earlier|before|ago)|(?:than|from|against|on|over|versus)"
    r" (?:in )?(?:the )?(?:same|prior|previous|corresponding|preceding|last|year[ -]earlier"
    r"|19\d\d|20\d\d)"
    r"|than in)\b",
    re.IGNORECASE,
)
_FLOWS_IN = word_pattern(
    r"\b(?:fil(?:ed|es|ing)|appl(?:ied|y|ies)|obtain\w*|received|won|granted|added|registered"
    r"|secured|train\w*|recruit\w*|joined|hir(?:ed|es|ing)|took part|attended|laid off"
    r"|transferred|graduated|install\w*|replaced|retrofitted|delivered|put into|shut|scrapped"
    r"|took|bought|purchased|built|opened|closed|added|ordered|retired|repaired|converted|bolted"
    r"|swapped|fitted|erected|relocated|donated|distributed|dismantled|supplied|upgraded|rebuilt"
    r"|refurbished|planted|drilled|handed)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:valid|now has|holds?|held|has|have|reached|total\w*|owns?|employ\w*|runs|operates)\b",
    re.IGNORECASE,
)
_PASSIVE = word_pattern(r"\b(?:was|were|been)\b", re.IGNORECASE)
_FLOW_REACH, _FLOW_REACH_AFTER = 45, 50
_WIDE_GAP = re.compile(r"\S {2,}\S")
_SHARES = word_pattern(r"\b(?:shares?|stock)\b", re.IGNORECASE)
_DAYS = word_pattern(
    r"\bon the day\b|\btrading\b|\bat \d{1,2}[:.]\d\d\b|\bclosed?\b|\bpremarket\b"
    r"|\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|yesterday)\b",
    re.IGNORECASE,
)
_WEEK = word_pattern(
    r"\b(?:the )?(?:week (?:before|earlier|ago)|previous week|last week|week[ -]on[ -]week"
    r"|on the week|a week)\b",
    re.IGNORECASE,
)
_MONTH_AGO = word_pattern(
    r"\b(?:a month (?:ago|earlier)|on the month|month[ -]on[ -]month)\b", re.I
)

_RATE_BEFORE, _RATE_AFTER, _SAVING_RATE_AFTER = 9.0, 5.0, 10.0
_EVERY, _EVERY_AFTER = frozenset(["every", "each"]), 10.0
"""How far "every month" reaches back: it stands behind the verb ("are recovered every month")."""

_OF_ANOTHER = 4
_CLAUSE_END = re.compile(r"[,;:(]| and ")
_THAN_BEFORE = word_pattern(r"\bthan (?:before|previously|conventional|usual)\b", re.IGNORECASE)
_NOW_REACH, _DIVIDEND_REACH = 60, 45
_STOCK_REACH, _STOCK_REACH_AFTER = 70, 30
_TIED = 12.0


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
    hint: str | None = None,
    with_last: bool = False,
) -> Span:
    """The period and the reporting period of ``figure``.

    Args:
        nature: that of the metric type; ``hint`` the one that words give what fits no type.
        with_last: whether the figure before, in the same paragraph, is planned.
    """
    rate = unit_period
    if rate is None and kind is not ValueKind.RATIO:
        rate = _nearest_rate(context, figure, rates, nature, relative=kind in RELATIVE)
    planned = modality is not Modality.ACTUAL
    window = governing_window(context, figure, windows, planned=planned)
    due = None
    if window is not None and window.deadline:
        due, window = window, None
        if modality is Modality.ACTUAL:
            due = None
        if not (due and due.starts):
            others = [one for one in windows if not one.deadline]
            window = governing_window(context, figure, others, reach=_TIED)
    elif window is not None and planned and window.vague:
        due, window = window, None
    inherited, planned_for = _inherited(carried, modality)
    if with_last and planned and planned_for is None:
        planned_for = carried.paragraph
    begin, end = figure.quantity.end, min(context.sentence.end, figure.quantity.end + 70)
    case = Case(
        nature=nature,
        metric_type=metric_type,
        classes=classes,
        kind=kind,
        modality=modality,
        tense=_tense(text, context, figure),
        words=_words_around(text, context, figure),
        rate=rate,
        has_per=has_per,
        window=window,
        due=due,
        inherited=inherited,
        planned_for=planned_for,
        reported=carried.reported or carried.heading is not None,
        comes_in=_comes_in(text, context, figure),
        year_on_year=_YEAR_ON_YEAR.is_in(text, context.heads, begin, end),
        in_table=_is_row(text, context.sentence.start, context.sentence.end),
        is_tied=window is not None and distance_to(context, figure, window) <= _TIED,
        apart=window is not None and is_apart(context, figure, window),
        hint=hint,
        is_effect=_is_effect(text, context, figure),
        near=carried.paragraph is not None or carried.heading is not None,
        on_project=_ON_PROJECT.match(text, figure.quantity.end) is not None,
    )
    if nature == "price" and kind is not ValueKind.AMOUNT:
        return _price_change(text, context, figure, case)
    return decide(case)


def _is_row(text: str, start: int, end: int) -> bool:
    """Whether a sentence is a row of a table: with bars or wide gaps between its cells."""
    if text.find("|", start, end) >= 0:
        return True
    return text.find("  ", start, end) >= 0 and _WIDE_GAP.search(text, start, end) is not None


def _inherited(carried: Carried, modality: Modality) -> tuple[Window | None, Window | None]:
    """The window that goes on for what has happened, and the one that plans are made for."""
    if modality is Modality.ACTUAL:
        return carried.paragraph or carried.heading or carried.article, None
    return carried.paragraph or carried.article, carried.ahead or carried.heading


def _is_effect(text: str, context: SentenceContext, figure: Figure) -> bool:
    """Whether a change was brought about by a measure, and is none between two times."""
    verb = verb_of(context, figure)[1]
    if verb is not None and context.tokens[verb].lower in CAUSED:
        return True
    high = min(context.sentence.end, figure.quantity.end + _FLOW_REACH)
    return _THAN_BEFORE.is_in(text, context.heads, figure.quantity.end, high)


def _tense(text: str, context: SentenceContext, figure: Figure) -> Tense:
    """The tense of a figure's clause; what is told of now is a state, whatever its verb."""
    low = max(context.sentence.start, figure.quantity.start - _NOW_REACH)
    tense = read_tense(context, figure)
    if tense in (Tense.NONE, Tense.PERFECT):
        return tense
    end = min(context.sentence.end, figure.quantity.end + 45)
    clause = _CLAUSE_END.search(text, figure.quantity.end, end)
    end = end if clause is None else clause.start()
    if not any(
        _NOW.is_in(text, context.heads, *stretch)
        for stretch in ((low, figure.quantity.start), (figure.quantity.end, end))
    ):
        return tense
    return Tense.PRESENT if tense is not Tense.FUTURE else tense


def _words_around(text: str, context: SentenceContext, figure: Figure) -> Words:
    """The words of a figure's sentence, those of stocks only beside the figure."""
    words = _read_words(text, context.sentence.start, context.sentence.end)
    if words.dividend:
        start = max(context.sentence.start, figure.quantity.start - _DIVIDEND_REACH)
        near = _DIVIDEND.search(text, context.heads, start, figure.quantity.start)
        words = words._replace(dividend=near[0].lower() if near else "")
    if not words.stocks:
        return words
    index = figure.index
    low = context.figures[index - 1].quantity.end if index else context.sentence.start
    low = max(low, figure.quantity.start - _STOCK_REACH)
    high = min(context.sentence.end, figure.quantity.end + _STOCK_REACH_AFTER)
    return words._replace(stocks=_STOCKS.is_in(text, context.heads, low, high))


def _comes_in(text: str, context: SentenceContext, figure: Figure) -> bool:
    """Whether a count is of what came in, not of what is held."""
    low = max(context.sentence.start, figure.quantity.start - _FLOW_REACH)
    high = min(context.sentence.end, figure.quantity.end + _FLOW_REACH_AFTER)
    before = _FLOWS_IN.search(text, context.heads, low, figure.quantity.start)
    if before is not None:
        between = text[before.end() : figure.quantity.start]
        return "," not in between and _HELD.search(between) is None
    behind = _FLOWS_IN.search(text, context.heads, figure.quantity.end, high)
    if behind is None or not _PASSIVE.is_in(
        text, context.heads, figure.quantity.end, behind.start()
    ):
        return False
    return _HELD.search(text, low, figure.quantity.end) is None


@lru_cache(maxsize=64)
def _read_words(text: str, start: int, end: int) -> Words:
    here = (text, heads_in(text, start, end), start, end)
    dividend = _DIVIDEND.search(*here)
    return Words(
        cumulative=_CUMULATIVE.is_in(*here),
        average=_AVERAGE.is_in(*here),
        budget=_BUDGET.is_in(*here),
        regular=_REGULAR.is_in(*here),
        single=_SINGLE.is_in(*here),
        stocks=_STOCKS.is_in(*here),
        deposit=_DEPOSIT.is_in(*here),
        guidance=_GUIDANCE.is_in(*here),
        consensus=_CONSENSUS.is_in(*here),
        once=_ONE_TIME.is_in(*here),
        fined=_FINED.is_in(*here),
        dividend=dividend[0].lower() if dividend else "",
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
    index = figure.index
    previous = context.figures[index - 1].last if index else 0
    following = (
        context.figures[index + 1].first
        if index + 1 < len(context.figures)
        else len(context.tokens)
    )
    best, found = 1.0, None
    for start, end, period in rates:
        first, last = context.token_at(start), context.token_at(end)
        if any(
            one.first < last and first < one.last
            for one in context.figures
            if relative or one is not figure
        ):
            continue
        if end <= figure.quantity.start:
            adverb = last - first > 1 or context.tokens[first].lower == "annually"
            of_another = previous and first - previous == 1 and _is_of(context, previous)
            if not reach_before or (adverb and previous and 0 <= first - previous < _OF_ANOTHER):
                continue
            if of_another:
                continue
            apart = context.distance(last, figure.first) / reach_before
        elif start >= figure.quantity.end:
            if first >= following and nature in ("event", "price", "stock"):
                continue
            every = not relative and context.tokens[first].lower in _EVERY
            reach = max(reach_after, _EVERY_AFTER) if every else reach_after
            apart = context.distance(figure.last, first) / reach
        else:
            return period
        if apart < best:
            best, found = apart, period
    return found


def _is_of(context: SentenceContext, at: int) -> bool:
    """Whether "of" ties what follows to the figure before ("15,000 tonnes of annual capacity")."""
    return context.tokens[at].lower == "of"


def _price_change(text: str, context: SentenceContext, figure: Figure, case: Case) -> Span:
    """The time over which a price moved."""
    begin, end = context.sentence.start, context.sentence.end
    around = (text, context.heads, figure.quantity.end, min(end, figure.quantity.end + 60))
    if _WEEK.is_in(*around):
        return Period.WEEK, None
    if _MONTH_AGO.is_in(*around):
        return Period.MONTH, None
    if case.own is not None:
        return case.own
    if case.window is not None and case.window.period is Period.WEEK:
        return Period.WEEK, None
    if _DAYS.is_in(text, context.heads, begin, end):
        return Period.DAY, None
    if case.year_on_year:
        return case.goes_on or (Period.YEAR, None)
    if case.words.average and (case.reported or case.near) and case.goes_on is not None:
        return case.goes_on
    if case.relative and _SHARES.is_in(text, context.heads, begin, figure.quantity.start):
        return Period.DAY, None
    return None, None
