"""Calendar windows that a text names, and the time that a figure covers.

Only time is read here. The anchor of what the text leaves open ("the third quarter") is the
article's date.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from orchestration.extraction.records import Period

_MONTH_NAMES = (
    "january february march april may june july august september october november december"
).split()
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3}
_ORDINALS |= {"4th": 4, "final": 4, "last": 4}
_NUMBERS = {
    name: number
    for number, name in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
}
_NUMBERS |= {str(number): number for number in range(1, 13)}

_MONTH = (
    r"(?P<{0}>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|"
    r"aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_YEAR = r"(?:19|20)\d\d"
_SPANS = r"quarter|half[ -]year|half|period|months?|year|three months|six months|nine months"


def _month(name: str) -> str:
    return _MONTH.format(name)


_WINDOWS = re.compile(
    "|".join(
        (
            # Comparisons, rates and ages: no window, but they must not be read as one.
            r"(?P<none>\byear[ -](?:on|over)[ -]year\b|\b(?:a|one) (?:year|month|quarter|week)"
            r" (?:ago|earlier|before)\b|\bfrom (?:a|one) year (?:ago|earlier)\b"
            r"|\b(?:the )?(?:corresponding|prior|previous|preceding|year[ -]ago|comparable|like)"
            rf"(?:[ -]year)? (?:{_SPANS})(?: (?:of|in) (?:the )?(?:previous|prior|last|preceding) year)?"
            rf"(?:(?: of| in|,)? {_YEAR})?|\b(?:the )?same (?:{_SPANS})"
            rf"(?: (?:of|in))?(?: the)?,? (?:{_YEAR}|last year|previous year|prior year|a year))",
            r"(?P<so_far>\b(?:so far this year|this year so far|year[ -]to[ -]date"
            r"|since the (?:beginning|start) of (?:the|this) year)\b)",
            # "three months to 30 September 2025", "half-year ended 30 June", "year to June 2026"
            rf"(?P<ended>\b(?P<length>(?P<count>three|six|nine|twelve|12|3|6|9)[ -]months?"
            r"|quarter|half[ -]year|half|(?:financial |fiscal |full )?year|month)"
            r"(?: period)?,? (?:to|ended|ending|through|that ended)(?: on)? (?:the )?"
            rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_month('ended_month')}(?: \d{{1,2}}(?:st|nd|rd|th)?(?!\d))?)"
            rf",? ?(?P<ended_year>{_YEAR})?)",
            # "Q3 2025", "3Q25", "Q3", "2025 Q3", "2025Q3"
            rf"(?P<q>\b(?:(?P<q_year_before>{_YEAR})[ -]?)?(?:q(?P<q_number>[1-4])|(?P<q_number2>[1-4])q)"
            rf"(?:(?: of| in|,|/|-)? ?(?:fy)?(?P<q_year>{_YEAR}|[’']?\d\d(?![\d.,%])))?\b)",
            rf"(?P<h>\b(?:(?P<h_year_before>{_YEAR})[ -]?)?(?:h(?P<h_number>[12])|(?P<h_number2>[12])h)"
            rf"(?:(?: of| in|,|/|-)? ?(?:fy)?(?P<h_year>{_YEAR}|[’']?\d\d(?![\d.,%])))?\b)",
            # "third quarter of 2025", "first-half", "first nine months of 2025"
            rf"(?P<named>\b(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th|final)[ -]"
            r"(?:(?P<months>two|three|four|five|six|seven|eight|nine|ten|eleven|\d{1,2}) months|(?P<three_quarters>three quarters)"
            rf"|(?P<quarter>(?:fiscal )?quarter)|(?P<half>half(?![ -](?:of (?!{_YEAR}|the year|this|last)"
            r"|a |price))))"
            r"(?:(?: of|,| in)?(?: fiscal| financial)?(?: the)?(?: year)? "
            rf"(?P<named_year>{_YEAR}|this year|last year|next year))?)",
            # "September quarter of 2025", "June half"
            rf"(?P<month_quarter>\b{_month('quarter_month')}[ -](?P<mq>quarter|half|q)"
            rf"(?:(?: of|,)? (?P<mq_year>{_YEAR}))?)",
            # "January to September 2025", "Jan-Oct 2021"
            rf"(?P<span>\b{_month('from_month')} ?(?:to|through|[-–])? ?\b{_month('to_month')}"
            rf"(?: of|,)? ?(?P<span_year>{_YEAR})?\b)",
            # "end of October", "end-June 2025", "as of 30 June 2025", "on September 30", "at 30 June"
            rf"(?P<at>\b(?:(?:the )?end[ -](?:of )?|(?:late|mid|early)[ -]|(?:as (?:of|at)|on|at|by) "
            rf"(?:the )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)(?:the )?{_month('at_month')}"
            rf"(?:,? (?P<at_year>{_YEAR}))?\b)",
            rf"(?P<on>\b(?:as (?:of|at)|on|at|by) {_month('on_month')} \d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)"
            rf"(?:,? (?P<on_year>{_YEAR}))?)",
            rf"(?P<year_end>\b(?:(?:the )?end of (?:the )?(?:year )?(?P<end_year>{_YEAR})"
            rf"|end[ -](?P<end_year2>{_YEAR})|year[ -]end(?: (?P<end_year3>{_YEAR}))?"
            r"|(?:the )?end of (?:the|this|last|next) year))",
            # "November 2025", "in November", "for August"
            rf"(?P<day>\b\d{{1,2}}(?:st|nd|rd|th)? {_month('day_month')}\b(?:,? {_YEAR})?"
            rf"|\b{_month('day_month2')}\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?![\d.,]*%)(?:,? {_YEAR})?)",
            rf"(?P<in_month>\b{_month('month')},? (?:of )?(?P<month_year>{_YEAR})\b"
            rf"|\b(?:in|for|during|since|of|last) {_month('month2')}\b(?! \d))",
            rf"(?P<fiscal>\b(?:fy ?|fiscal(?: year)? |financial year )(?P<fiscal_year>{_YEAR}|[’']?\d\d)"
            r"(?:[/–-]\d\d(?:\d\d)?)?\b)",
            rf"(?P<year_span>\b{_YEAR}[–/-](?:{_YEAR}|\d\d)\b|\bbetween {_YEAR} and {_YEAR}|\bfrom {_YEAR} to {_YEAR})",
            rf"(?P<year>(?<![\d.,$€£¥])\b(?P<plain_year>{_YEAR})\b(?![.,]\d|%))",
            r"(?P<relative>\b(?:this|last|next|the (?:past|previous|current|full|whole|coming)|past|previous)"
            r"[ -](?P<rel>year|quarter|month|week|half(?:[ -]year)?|fiscal year|financial year)\b)",
            r"(?P<again>\b(?:the|those|these|that)(?: (?:same|reported|past|reporting))? "
            r"(?P<again_what>(?:three|six|nine|twelve|3|6|9|12) months|quarter|half[ -]year|half"
            rf"|reporting period|period under review|year under review|period|month|year)\b(?! ago| earlier| before| to \w+ |,? end|,? that end|,? through| of {_YEAR}))",
            r"(?P<period_end>\b(?:quarter|period|half)[ -]end\b"
            r"|\bend of the (?:reporting )?(?:quarter|period|half[ -]year|half)\b)",
            r"(?P<same_day>\b(?:on|at|as of) (?:the same|that) (?:day|date)\b)",
            rf"(?P<full_year>\b(?:full|whole)[ -](?:financial |fiscal )?year\b(?! {_YEAR}))",
        )
    ),
    re.IGNORECASE,
)

# Every window holds one of these; the costly pattern is tried only near them.
_TRIGGERS = re.compile(
    r"\b(?:(?:19|20)\d\d|quarters?|half|months?|years?|period|week|day|date|fy|[1-4]?q[1-4]?|[12]?h[12]?"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_LEAD, _TAIL, _LONGEST = 45, 40, 70

_RATES = re.compile(
    r"\b(?:(?:a|an|per|each|every|/) ?(?P<unit>hour|day|week|month|quarter|year|annum)\b"
    r"|(?P<adverb>hourly|daily|weekly|monthly|quarterly|annually|yearly)\b"
    r"|(?P<adjective>annual|annualised|annualized|per annum|half[ -]yearly)\b)(?! (?:ago|earlier|before|report|results|general|meeting)|[ -](?:on|over)[ -])",
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
    r"|\baverages? (?:of|in|for)|\bsince|\bfounded in|\blisted in|\bbase[ -]year|\brefers? to(?: the)?|\bfirst|\bup on) ?$",
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
    """The matches of ``_WINDOWS``, looked for only around the words that every window holds."""
    done = start
    for trigger in _TRIGGERS.finditer(text, start, end):
        if trigger.start() < done:
            continue
        low = max(done, trigger.start() - _LEAD)
        while low > done and text[low - 1].isalnum():
            low -= 1
        high = min(end, trigger.end() + _TAIL)
        done = trigger.end()
        for match in _WINDOWS.finditer(text, low, min(end, high + _LONGEST)):
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
    if "|" in before and _WINDOWS.search(before):
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
