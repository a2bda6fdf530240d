"""Words of time, and what a window of time says: the vocabulary of ``window_grammar``.

Closed classes of words, the record of a window without its context, and arithmetic on the calendar
belong here; no rule of how words follow each other.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from orchestration.extraction.quantities.numbers import ONES
from orchestration.extraction.records import Period


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTHS: Mapping[str, int] = (
    {name: number for number, name in enumerate(MONTH_NAMES, 1)}
    | {name[:3]: number for number, name in enumerate(MONTH_NAMES, 1)}
    | {"sept": 9}
)
AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar", "jan", "sep", "dec", "apr"})
CARDINALS = {word: number for word, number in ONES.items() if number} | {"twenty": 20}
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": -1,
    "last": -1,
    "closing": -1,
    "opening": 1,
}
UNITS = {
    "week": Period.WEEK,
    "weeks": Period.WEEK,
    "month": Period.MONTH,
    "months": Period.MONTH,
    "quarter": Period.QUARTER,
    "quarters": Period.QUARTER,
    "half": Period.HALF_YEAR,
    "semester": Period.HALF_YEAR,
    "year": Period.YEAR,
    "years": Period.YEAR,
    "season": Period.YEAR,
    "decade": Period.CUMULATIVE,
    "decades": Period.CUMULATIVE,
}
IN_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF_YEAR: 6, Period.YEAR: 12}
SHIFTS = {
    "this": 0,
    "current": 0,
    "ongoing": 0,
    "last": -1,
    "past": -1,
    "previous": -1,
    "next": 1,
    "coming": 1,
    "following": 1,
}
SAME = _words("same said")
PRIOR = _words("corresponding prior previous preceding comparable like equivalent")
REPORTS = _words("reporting reported fiscal financial business review")
RESULTS = _words(
    "profit profits loss losses earnings revenue revenues sales turnover output production ebitda"
    " ebit result results income dividend deliveries shipments operating net core underlying pre"
    " pretax adjusted figures report"
)
FISCAL = _words("fiscal financial business")
SEASONS = _words("spring summer autumn fall winter")
PARTS = _words("early mid late")
PART_NOUNS = _words("start beginning middle turn")
UNTIL = _words("to ended ending through until till")
PLAN_ORDINALS = {
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
}
FIRST_PLAN_END = 1955
"""The year in which a plan of number 0 would have ended; each runs for five years."""
SINCE_REACH = 7
NUMERIC_DATE = re.compile(r"\d{1,2}\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)")
MONTH_LEADS = _words(
    "in for during since of last this next until by from through throughout early mid"
    " late to between and before after"
)
MONTH_NOUNS = _words(
    "output production sales shipments deliveries exports imports revenue figures figure"
)


class Core(NamedTuple):
    """What a window says, without the words before it; its tokens end at ``last``.

    ``again`` marks a reference back ("in that quarter"), ``compared`` a time that is named only to
    compare with ("the same period of last year"), ``vague`` a time that is no stretch that figures
    are summed over ("early 2026", "the spring of 2028"), ``length`` that only a length is given
    ("over three years"), ``date`` a day, ``span`` a stretch with a first and a last part.
    """

    last: int
    period: Period
    reporting: str | None = None
    again: bool = False
    compared: bool = False
    vague: bool = False
    length: bool = False
    date: bool = False
    span: bool = False


def replace_date(core: Core) -> Core:
    """The end of a month, which is a date of accounts and no day on which something happened."""
    return Core(core.last, core.period, core.reporting)


def named_part(year: int | None, months: int, number: int) -> tuple[Period, str | None]:
    """The ``number``-th part of ``months`` months of a year, and its name."""
    period = length_period(months)
    if year is None:
        return period, None
    if months == 12:
        return period, str(year)
    if months == 1:
        return period, f"{year}-{number:02d}"
    return period, f"{year}-{'Q' if months == 3 else 'H'}{number}"


def part_that_ends(year: int | None, month: int, months: int) -> str | None:
    """The quarter or half of a calendar year that ends with ``month``."""
    if not year or month % months:
        return None
    return named_part(year, months, month // months)[1]


def length_period(months: int) -> Period:
    return {1: Period.MONTH, 3: Period.QUARTER, 6: Period.HALF_YEAR, 12: Period.YEAR}.get(
        months, Period.CUMULATIVE
    )


def end_month(reporting: str | None) -> str | None:
    """The last month of a quarter, half or year."""
    if reporting is None:
        return None
    year, _, part = reporting.partition("-")
    if part.startswith("Q"):
        return f"{year}-{int(part[1]) * 3:02d}"
    if part.startswith("H"):
        return f"{year}-{int(part[1]) * 6:02d}"
    return f"{year}-12" if not part else reporting
