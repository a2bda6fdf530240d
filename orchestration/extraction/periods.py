"""Calendar windows that a text names, and the time that a figure covers.

Only time is read here. The anchor of what the text leaves open ("the third quarter") is the
article's date.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from orchestration.extraction.records import Period
from orchestration.extraction.window_patterns import TRIGGERS, WINDOWS

_MONTH_NAMES = [
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
]
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3}
_ORDINALS |= {"4th": 4, "final": 4, "last": 4}
_NUMBERS = {
    name: number
    for number, name in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        1,
    )
}
_NUMBERS |= {str(number): number for number in range(1, 13)}

_LEAD, _TAIL, _LONGEST = 45, 40, 70

_RATES = re.compile(
    r"\b(?:(?:a|an|per|each|every|/) ?(?P<unit>hour|day|week|month|quarter|year|annum)\b"
    r"|(?P<adverb>hourly|daily|weekly|monthly|quarterly|annually|yearly)\b"
    r"|(?P<adjective>annual|annualised|annualized|per annum|half[ -]yearly)\b)(?! (?:ago|earlier"
    r"|before|report|results|general|meeting)|[ -](?:on|over)[ -])",
    re.IGNORECASE,
)
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
_COMPARED = re.compile(
    r"(?:\b(?:than|versus|vs\.?|against|from|compared (?:with|to)|on|below|above)"
    r"(?: (?:in|for|the|that of|those of|levels? of|its|a|average of|the average of))*"
    r"|\baverages? (?:of|in|for)|\bsince|\bfounded in|\blisted in|\bbase[ -]year"
    r"|\brefers? to(?: the)?|\bfirst|\bup on) ?$",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"\b(?:by|before|from|until|after)(?: (?:the )?(?:end of|early|mid|late))? ?$", re.I
)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of calendar time that ``text[start:end]`` names.

    ``period`` is its length, ``POINT_IN_TIME`` for a date. ``reporting`` is its calendar form
    (``2025-Q3``), if the text and the anchor give one. ``compared`` tells that a figure is set
    against it; ``deadline`` that something shall be reached by then. ``again`` marks a reference
    back ("in those six months") that another window explains.
    """

    start: int
    end: int
    period: Period
    reporting: str | None
    compared: bool = False
    deadline: bool = False
    again: bool = False

    @property
    def year(self) -> int | None:
        """The calendar year, if known."""
        return int(self.reporting[:4]) if self.reporting else None


def find_windows(text: str, start: int, end: int, anchor: date | None) -> list[Window]:
    """All windows that ``text[start:end]`` names, in text order.

    Args:
        anchor: the day on which the article speaks; ``None`` leaves open what needs it.
    """
    found = []
    for match in _matches(text, start, end):
        if match["none"]:
            continue
        made = _window(match, anchor)
        if made is None:
            continue
        period, reporting = made
        before = text[max(start, match.start() - 40) : match.start()]
        found.append(
            Window(
                match.start(),
                match.end(),
                period,
                reporting,
                compared=_is_compared(text, start, match),
                deadline=bool(_DEADLINE.search(before)) or match.group().lower().startswith("by "),
                again=bool(
                    match["again"] or match["full_year"] or match["same_day"] or match["period_end"]
                ),
            )
        )
    return found


def _matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of ``WINDOWS``, looked for only around the words that every window holds."""
    done = start
    for trigger in TRIGGERS.finditer(text, start, end):
        if trigger.start() < done:
            continue
        low = max(done, trigger.start() - _LEAD)
        while low > done and text[low - 1].isalnum():
            low -= 1
        high = min(end, trigger.end() + _TAIL)
        done = trigger.end()
        for match in WINDOWS.finditer(text, low, min(end, high + _LONGEST)):
            if match.start() > high:
                break
            yield match
            done = max(done, match.end())
        done = max(done, high)


def _is_compared(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a window is only what a figure is set against ("than in …", "(2023: 61%)")."""
    if match["at"] or match["on"]:
        return False
    before = text[max(start, match.start() - 40) : match.start()]
    if "|" in before and WINDOWS.search(before):
        return True
    if before.endswith("(") and text[match.end() : match.end() + 1] == ":":
        return True
    if before.strip().lower() == "from":
        return False
    return bool(_COMPARED.search(before))


def _window(match: re.Match[str], anchor: date | None) -> tuple[Period, str | None] | None:
    for name, read in _READERS.items():
        if match[name]:
            return read(match, anchor)
    return None


def _read_so_far(match: re.Match[str], anchor: date | None) -> tuple[Period, str | None]:
    return Period.CUMULATIVE, str(anchor.year) if anchor else None


def _read_ended(match: re.Match[str], anchor: date | None) -> tuple[Period, str | None]:
    month = _month_number(match["ended_month"])
    year = _year(match["ended_year"]) or _past_year(month, anchor)
    length = match["length"].lower().replace("-", " ")
    count = _NUMBERS.get((match["count"] or "").lower())
    if length == "quarter" or count == 3:
        return Period.QUARTER, _quarter(year, month)
    if length.startswith("half") or count == 6:
        return Period.HALF_YEAR, f"{year}-H{(month + 5) // 6}" if year and month % 6 == 0 else None
    if count == 9:
        return Period.CUMULATIVE, _text(year)
    if length == "month":
        return Period.MONTH, f"{year}-{month:02d}" if year else None
    return Period.YEAR, _text(year) if month == 12 else None


def _read_quarter(match: re.Match[str], anchor: date | None) -> tuple[Period, str | None]:
    number = int(match["q_number"] or match["q_number2"])
    year = _year(match["q_year_before"]) or _year(match["q_year"]) or _past_year(number * 3, anchor)
    return Period.QUARTER, f"{year}-Q{number}" if year else None


def _read_half(match: re.Match[str], anchor: date | None) -> tuple[Period, str | None]:
    number = int(match["h_number"] or match["h_number2"])
    year = _year(match["h_year_before"]) or _year(match["h_year"]) or _past_year(number * 6, anchor)
    return Period.HALF_YEAR, f"{year}-H{number}" if year else None


def _read_named(match: re.Match[str], anchor: date | None) -> tuple[Period, str | None] | None:
    number = _ORDINALS[match["ordinal"].lower()]
    count = _NUMBERS.get((match["months"] or "").lower())
    last_month = number * (3 if match["quarter"] or count == 3 else 6)
    if match["three_quarters"]:
        count = 9
    if count is not None and number == 1:
        last_month = count
    if last_month > 12:
        return None
    year = _named_year(match["named_year"], anchor) or _past_year(last_month, anchor)
    if count not in (None, 3, 6):
        return Period.CUMULATIVE, _text(year)
    if match["quarter"] or count == 3:
        return Period.QUARTER, f"{year}-Q{number}" if year else None
    return Period.HALF_YEAR, f"{year}-H{number}" if year else None


def _read_month_quarter(match: re.Match[str], anchor: date | None) -> tuple[Period, str | None]:
    month = _month_number(match["quarter_month"])
    year = _year(match["mq_year"]) or _past_year(month, anchor)
    if match["mq"].lower() == "half":
        return Period.HALF_YEAR, f"{year}-H{(month + 5) // 6}" if year else None
    return Period.QUARTER, _quarter(year, month)


def _read_span(match: re.Match[str], anchor: date | None) -> tuple[Period, str | None]:
    first, last = _month_number(match["from_month"]), _month_number(match["to_month"])
    year = _year(match["span_year"]) or _past_year(last, anchor)
    length = last - first + 1
    if length == 3 and last % 3 == 0:
        return Period.QUARTER, _quarter(year, last)
    if length == 6 and last % 6 == 0:
        return Period.HALF_YEAR, f"{year}-H{last // 6}" if year else None
    if length == 12:
        return Period.YEAR, _text(year)
    return Period.CUMULATIVE, _text(year)


def _read_point(match: re.Match[str], anchor: date | None) -> tuple[Period, str | None]:
    month = _month_number(match["at_month"] or match["on_month"])
    year = _year(match["at_year"] or match["on_year"]) or _past_year(month, anchor)
    return Period.POINT_IN_TIME, f"{year}-{month:02d}" if year else None


def _read_year_end(match: re.Match[str], anchor: date | None) -> tuple[Period, str | None]:
    year = _year(match["end_year"] or match["end_year2"] or match["end_year3"])
    if year is None and anchor and "last" in match.group().lower():
        year = anchor.year - 1
    return Period.POINT_IN_TIME, f"{year}-12" if year else None


def _read_month(match: re.Match[str], anchor: date | None) -> tuple[Period, str | None]:
    month = _month_number(match["month"] or match["month2"])
    year = _year(match["month_year"]) or _past_year(month, anchor)
    return Period.MONTH, f"{year}-{month:02d}" if year else None


def _read_fiscal(match: re.Match[str], anchor: date | None) -> tuple[Period, str | None]:
    return Period.YEAR, _text(_year(match["fiscal_year"]))


def _read_years(match: re.Match[str], anchor: date | None) -> tuple[Period, str | None]:
    return Period.CUMULATIVE, None


def _read_year(match: re.Match[str], anchor: date | None) -> tuple[Period, str | None]:
    return Period.YEAR, match["plain_year"]


def _read_relative(match: re.Match[str], anchor: date | None) -> tuple[Period, str | None] | None:
    words = match.group().lower().replace("-", " ")
    what = match["rel"].lower()
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}
    shift = next((n for word, n in step.items() if word in words.split()), 0)
    if what == "year":
        return Period.YEAR, str(anchor.year + shift) if anchor and "the " not in words else None
    if what.endswith("year") and not what.startswith("half"):
        return Period.YEAR, None
    if what == "quarter":
        return Period.QUARTER, _shifted(anchor, shift, 3) if "the " not in words else None
    if what == "month":
        return Period.MONTH, _shifted(anchor, shift, 1) if "the " not in words else None
    if what == "week":
        return Period.WEEK, None
    return Period.HALF_YEAR, _shifted(anchor, shift, 6) if "the " not in words else None


def _read_again(match: re.Match[str], anchor: date | None) -> tuple[Period, str | None] | None:
    what = match["again_what"].lower().replace("-", " ")
    if what in ("quarter", "three months", "3 months"):
        return Period.QUARTER, None
    if what in ("half", "half year", "six months", "6 months"):
        return Period.HALF_YEAR, None
    if what in ("year", "year under review", "twelve months", "12 months"):
        return Period.YEAR, None
    return (Period.MONTH, None) if what == "month" else (Period.CUMULATIVE, None)


def _read_same_day(match: re.Match[str], anchor: date | None) -> tuple[Period, str | None]:
    return Period.POINT_IN_TIME, None


def _read_full_year(match: re.Match[str], anchor: date | None) -> tuple[Period, str | None]:
    return Period.YEAR, None


_READERS = {
    "so_far": _read_so_far,
    "ended": _read_ended,
    "q": _read_quarter,
    "h": _read_half,
    "named": _read_named,
    "month_quarter": _read_month_quarter,
    "span": _read_span,
    "at": _read_point,
    "on": _read_point,
    "year_end": _read_year_end,
    "in_month": _read_month,
    "fiscal": _read_fiscal,
    "year_span": _read_years,
    "year": _read_year,
    "relative": _read_relative,
    "again": _read_again,
    "period_end": _read_same_day,
    "same_day": _read_same_day,
    "full_year": _read_full_year,
}


def find_rates(text: str, start: int, end: int) -> Iterator[tuple[int, int, Period]]:
    """The rates that ``text[start:end]`` names ("a year", "monthly"): start, end, period."""
    for match in _RATES.finditer(text, start, end):
        if match["adverb"] and text[match.start()].isupper() and match.start() != start:
            continue
        word = (match["unit"] or match["adverb"] or match["adjective"]).lower()
        period = _RATE_PERIODS.get(word)
        if word.startswith("half"):
            period = Period.HALF_YEAR
        yield match.start(), match.end(), period or Period.YEAR


def _month_number(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")[:3]]


def _year(digits: str | None) -> int | None:
    if not digits:
        return None
    number = int(digits.strip("’'"))
    return number if number > 99 else 2000 + number


def _named_year(words: str | None, anchor: date | None) -> int | None:
    if not words:
        return None
    if words.isdigit():
        return int(words)
    shift = {"this": 0, "last": -1, "next": 1}[words.split()[0].lower()]
    return anchor.year + shift if anchor else None


def _past_year(last_month: int, anchor: date | None) -> int | None:
    """The year of the latest period that ends with ``last_month`` and has ended or is running."""
    if anchor is None:
        return None
    return anchor.year if last_month <= anchor.month + 1 else anchor.year - 1


def _quarter(year: int | None, last_month: int) -> str | None:
    return f"{year}-Q{last_month // 3}" if year and last_month % 3 == 0 else None


def _text(year: int | None) -> str | None:
    return str(year) if year else None


def _shifted(anchor: date | None, shift: int, months: int) -> str | None:
    """The month, quarter or half (of ``months`` months) ``shift`` steps from the anchor's own."""
    if anchor is None:
        return None
    step = (anchor.year * 12 + anchor.month - 1) // months + shift
    year, number = divmod(step, 12 // months)
    return f"{year}-{number + 1:02d}" if months == 1 else f"{year}-{'QH'[months == 6]}{number + 1}"
