"""What the columns of a table hold: levels of which time, old levels, changes, targets, units.

The words of a head are read here, and columns are put together: a level with its old one and the
changes between them. Figures are read in ``claims``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from orchestration.extraction.periods.windows import Window, ahead, find_windows
from orchestration.extraction.records import Period
from orchestration.extraction.tables.grid import Row, Table
from orchestration.extraction.tables.lines import Cell
from orchestration.extraction.tables.units import CellUnit, read_unit

_Key = tuple[bool, Period | None, str]
"""What columns of one series share: plan or not, the length of their time, other words."""


class Role(Enum):
    """What a column holds."""

    LABEL = "label"
    UNIT = "unit"
    LEVEL = "level"
    CHANGE = "change"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its role, the time of its figures, its unit, and what else its head says.

    ``window`` is the time that the head names, in the words ``window_words``. ``planned`` tells
    targets and guidance, ``prior`` words such as "previous", ``rest`` what the head says beside
    all this ("Net sales", "Group"), ``points`` and ``percent`` the form of a change;
    ``only_percent`` that it says no more than "%", so that the figures have to show whether they
    are changes.
    """

    index: int
    role: Role
    head: str = ""
    above: str = ""
    window: Window | None = None
    window_words: str = ""
    planned: bool = False
    prior: bool = False
    rest: str = ""
    unit: CellUnit | None = None
    percent: bool = False
    points: bool = False
    only_percent: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """Columns of one thing over time: the newest level, its old one, the changes between them."""

    current: Column
    prior: Column | None = None
    others: tuple[Column, ...] = ()
    changes: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table from one head on."""

    labels: tuple[int, ...]
    unit: int | None
    series: tuple[Series, ...]
    corner: str = ""


_CHANGE = re.compile(
    r"\bchange[sd]?\b|\bchg\b|\bgrowth\b|\byo?y\b|\by[ /-]?o[ /-]?y\b|\by/y\b"
    r"|\bq[ /-]?o[ /-]?q\b|\bm[ /-]?o[ /-]?m\b"
    r"|\bqoq\b|\bmom\b|\bhoh\b|\bvar(?:iance|iation)?\b|\bmovement\b|\bincrease\b|\bdecrease\b"
    r"|\bdifference\b|\bdiff\b"
    r"|[Δ∆]|\+ ?/ ?[-–−]|±|\bdelta\b|^(?:vs\.?|versus|against|compared)\b|\byear[ -](?:on"
    r"|over)[ -]year\b"
    r"|\bquarter[ -](?:on|over)[ -]quarter\b|\bmonth[ -](?:on|over)[ -]month\b|\bbetter\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|\bper ?cent\b|\bpct\b|\byoy\b|\bgrowth\b", re.IGNORECASE)
_POINTS = re.compile(r"\b(?:pp|ppts?|p\.p\.|pts|points?|bps?)\b", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:targets?|goals?|guidance|forecasts?|outlook|plan(?:ned|s)?|budget(?:ed)?|expected"
    r"|estimate[sd]?"
    r"|est|projected|projections?|ambition|objective|proj)\b|\b(?:19|20)\d\d ?[EFP]\b",
    re.IGNORECASE,
)
_PRIOR = re.compile(
    r"\b(?:previous(?:ly)?|prior|last|preceding|comparative|corresponding|same period"
    r"|year[ -]earlier"
    r"|year ago|pcp|old|before|base ?line|base(?: year)?|initial|original)\b",
    re.IGNORECASE,
)
_BASE = re.compile(r"\bbase(?: ?line|(?: |-)year)?\b", re.IGNORECASE)
_NOTHING = re.compile(
    r"(?:notes?|refs?\.?|references?|no\.?|#|nos\.?|rank(?:ing)?|code|page|item no\.?|s/n"
    r"|sr\.? no\.?"
    r"|(?:gri|sasb|esrs|tcfd)\b.*|status|comments?|remarks?|source|trend|progress|achieved|met\??"
    r"|completion|rating|index|scope|standard|disclosure|date|stock code|ticker|year founded"
    r"|(?:%|percent(?:age)?) of (?:target|plan|guidance|budget)|.*\b(?:achievement"
    r"|completion) rate)",
    re.IGNORECASE,
)
_UNIT_HEAD = re.compile(
    r"units?(?: of measure(?:ment)?)?|uom|measure(?:ment)?(?: unit)?|metric unit|currency",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:un)?audited\b|\brestated\b|\bactuals?\b|\breported\b|\bcurrent(?: (?:period|year"
    r"|quarter|month))?\b"
    r"|\bthis (?:year|quarter|month|period)\b|\breporting period\b|\bresults?\b|\bvalue\b"
    r"|\bfigures?\b"
    r"|\bamount\b|\bperiod\b|\byear\b|\bended\b|\bas (?:at|of)\b|\bfor the\b|\bunits?\b|\bin\b"
    r"|\bto\b|\bdate\b"
    r"|\bnew\b|\bupdated\b|\brevised\b|\bcurrent\b|\bby\b|\bof\b|\bthe\b|\bfull\b|\byears?\b"
    r"|\be\b|\bf\b",
    re.IGNORECASE,
)
_MONTHS_SPAN = re.compile(r"\b(?P<first>\d{1,2}) ?[-–—] ?(?P<last>\d{1,2})/(?P<year>20\d\d)\b")
_N_MONTHS = re.compile(
    r"\b(?P<count>3|6|9|12) ?M(?: (?:FY)?|-)?[ ’']?(?P<year>20\d\d|\d\d)\b", re.IGNORECASE
)
_WEEKS = re.compile(r"\b(?P<count>1[234]|2[567]|39|40|5[23])[- ]weeks?\b", re.IGNORECASE)
_MONTH_QUARTER = re.compile(
    r"\b(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)[a-z]*\.?[-  ’']*(?:(?P<year>(?:20)?\d\d)"
    r"[-  ]*)?(?:qtr|quarter|q)\b(?:[-  ’']*(?P<year2>(?:20)?\d\d)\b)?",
    re.IGNORECASE,
)
_YEAR_TO_DATE = re.compile(r"\b(?:ytd|year[ -]to[ -]date|cumulative|accumulated)\b", re.IGNORECASE)
_FISCAL_END = re.compile(r"\bFYE\b\.? ?", re.IGNORECASE)
_SLASHED = re.compile(r"\b(?P<year>20\d\d)[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SHORT_YEAR = re.compile(r"(?:fy|cy|[qh]\d|\d[qh]|[’'])[ ’']?(?P<year>\d\d)\b(?!\d)", re.IGNORECASE)
_MONTH_NAMES = ("", "January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December")  # fmt: skip
_MONTHS_BY_NAME = {name[:3].lower(): name for name in _MONTH_NAMES if name}
_WEEK_MONTHS = {12: 3, 13: 3, 14: 3, 25: 6, 26: 6, 27: 6, 39: 9, 40: 9, 52: 12, 53: 12}
_COUNT_WORDS = {3: "three", 6: "six", 9: "nine", 12: "twelve"}
_PUNCTUATION = re.compile(r"[\s(),.;:/|*†‡%+\-–—'’\[\]]+")
_LENGTHS = frozenset({Period.MONTH, Period.QUARTER, Period.HALF_YEAR, Period.CUMULATIVE})


def read_columns(
    table: Table, heads: Sequence[Row], data: Sequence[Row], anchor: date | None
) -> Columns | None:
    """The columns of the rows ``data`` of a table under the rows ``heads``.

    ``None`` if no column holds figures.
    """
    labels, figures = _kinds_of_columns(table.width, heads, data)
    if not figures:
        return None
    above = _spread_heads(heads, table.width, figures)
    columns: list[Column] = []
    unit: int | None = None
    for index in range(table.width):
        words = [row[index] for row in above if row[index]]
        head = " ".join(dict.fromkeys(words))
        if index in labels:
            if unit is None and _is_unit_column(head, index, labels, data):
                unit = index
            continue
        if index in figures:
            outer = " ".join(dict.fromkeys(words[:-1]))
            columns.append(_read_column(index, head, outer, table.captions, anchor))
    labels = [index for index in labels if index != unit]
    columns = [c for c in columns if not _is_numbering(c, labels, data)]
    columns = _with_bare_changes(columns, data)
    levels = _with_calendar_years([c for c in columns if c.role is Role.LEVEL])
    changes = [c for c in columns if c.role is Role.CHANGE]
    series = _group(levels, changes, anchor)
    if not series:
        return None
    corner = " ".join(row.words(labels[0]) for row in heads if labels and row.words(labels[0]))
    return Columns(tuple(labels), unit, tuple(series), corner)


def _kinds_of_columns(
    width: int, heads: Sequence[Row], data: Sequence[Row]
) -> tuple[list[int], list[int]]:
    """The columns of words, and those of figures."""
    labels, figures = [], []
    for index in range(width):
        if any(_UNIT_HEAD.fullmatch(row.words(index).strip(" .:")) for row in heads):
            labels.append(index)
            continue
        cells = [row.cells[index] for row in data]
        numbers = sum(cell is not None and cell.number is not None for cell in cells)
        words = sum(
            cell is not None and cell.number is None and not cell.is_empty for cell in cells
        )
        if numbers and numbers >= words and not (not index and _are_years(cells)):
            figures.append(index)
        elif words or numbers:
            labels.append(index)
    return labels, figures


def _are_years(cells: Sequence[Cell | None]) -> bool:
    """Whether the cells of a column are years, as the labels of rows are."""
    numbers = [cell.number for cell in cells if cell is not None and cell.number is not None]
    return len(numbers) > 1 and all(number.is_year for number in numbers)


def row_period(label: str, anchor: date | None) -> tuple[Window, str] | None:
    """The time that the label of a row names and its words, if it names nothing else."""
    plain = normalise_head(label)
    window, told = _window(plain, (), anchor)
    if window is None:
        return None
    rest = plain.replace(told, " ")
    for noise in (_PLANNED, _SAID, _YEAR):
        rest = noise.sub(" ", rest)
    return None if _PUNCTUATION.sub(" ", rest).strip() else (window, told)


def _spread_heads(heads: Sequence[Row], width: int, figures: Sequence[int]) -> list[list[str]]:
    """The words over each column, row by row; a head over several columns stands over each."""
    spread = []
    last = len(heads) - 1
    for level, row in enumerate(heads):
        words = [row.words(index) for index in range(width)]
        filled = [index for index in figures if words[index]]
        if level < last and filled and len(filled) < len(figures):
            words = _shared_out(words, filled, figures)
        spread.append(words)
    return spread


def _shared_out(words: list[str], filled: Sequence[int], figures: Sequence[int]) -> list[str]:
    # Heads whose span was lost stand side by side at the left; spread ones leave gaps.
    packed = list(filled) == list(figures[: len(filled)]) and len(filled) > 1
    if packed and len(figures) % len(filled) == 0:
        size = len(figures) // len(filled)
        heads = [words[index] for index in filled]
        for position, index in enumerate(figures):
            words[index] = heads[position // size]
        return words
    over = ""
    for index in figures:
        over = words[index] or over
        words[index] = over
    return words


def _is_unit_column(head: str, index: int, labels: Sequence[int], data: Sequence[Row]) -> bool:
    if _UNIT_HEAD.fullmatch(head.strip(" .:")):
        return True
    if index == labels[0]:
        return False
    cells = [row.words(index) for row in data if row.words(index)]
    known = sum(read_unit(words) is not None for words in cells)
    return len(cells) > 0 and known >= 0.8 * len(cells)


def _is_numbering(column: Column, labels: Sequence[int], data: Sequence[Row]) -> bool:
    """Whether a column before the labels only numbers its rows."""
    if not labels or column.index > labels[0]:
        return False
    numbers = [row.cells[column.index] for row in data]
    values = [cell.number.value for cell in numbers if cell is not None and cell.number]
    return column.window is None and values == sorted(values) and values[:1] in ([0], [1])


def normalise_head(words: str) -> str:
    """The words of a head with short forms of time written out ("9M 2025", "10-12/2025")."""
    words = _FISCAL_END.sub("fiscal year ended ", words)

    def months(match: re.Match[str]) -> str:
        first, last = int(match["first"]), int(match["last"])
        if not 1 <= first <= last <= 12:
            return match[0]
        return f"{_MONTH_NAMES[first]}-{_MONTH_NAMES[last]} {match['year']}"

    words = _MONTHS_SPAN.sub(months, words)

    def quarter(match: re.Match[str]) -> str:
        year = match["year"] or match["year2"] or ""
        year = f"20{year}" if len(year) == 2 else year
        return f"quarter ended {_MONTHS_BY_NAME[match['month'].lower()]} {year}".rstrip()

    words = _MONTH_QUARTER.sub(quarter, words)

    def count(match: re.Match[str]) -> str:
        number = int(match["count"])
        year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
        return f"{_COUNT_WORDS[number]} months to {_MONTH_NAMES[number]} {year}"

    words = _N_MONTHS.sub(count, words)
    words = _WEEKS.sub(lambda m: f"{_WEEK_MONTHS[int(m['count'])]} months", words)

    def day(match: re.Match[str]) -> str:
        month = int(match["month"])
        if not 1 <= month <= 12:
            return match[0]
        return f"{match['day']} {_MONTH_NAMES[month]} {match['year']}"

    return _SLASHED.sub(day, words)


def _read_column(
    index: int, head: str, above: str, captions: Sequence[str], anchor: date | None
) -> Column:
    words = " ".join(head.split())
    if _NOTHING.fullmatch(words.strip(" .:*")):
        return Column(index, Role.NOTHING, words, above)
    last = words[len(above) :].strip(" ()") if words.startswith(above) else words
    only_percent = last.lower() in ("%", "in %", "percent", "per cent", "%*")
    unit = None if only_percent else _head_unit(words)
    plain = normalise_head(words)
    window, told = _window(plain, captions, anchor)
    change = _CHANGE.search(words) is not None or only_percent
    rest = plain.replace(told, " ") if told else plain
    for noise in (_CHANGE, _PLANNED, _PRIOR, _YEAR_TO_DATE, _SAID, _YEAR):
        rest = noise.sub(" ", rest)
    if unit is not None:
        rest = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", rest)
        rest = "" if read_unit(words) is not None or read_unit(rest) is not None else rest
    rest = " ".join(_PUNCTUATION.sub(" ", rest).split())
    planned = _PLANNED.search(words) is not None
    if window is not None and window.reporting is not None and anchor is not None:
        planned = planned or ahead(window.reporting, anchor)
    return Column(
        index,
        Role.CHANGE if change else Role.LEVEL,
        words,
        above,
        window,
        told,
        planned=planned,
        prior=_PRIOR.search(words) is not None,
        rest=rest,
        unit=unit,
        percent=change and _PERCENT.search(words) is not None,
        points=change and _POINTS.search(words) is not None,
        only_percent=only_percent,
    )


def _head_unit(words: str) -> CellUnit | None:
    for match in re.finditer(r"[(\[]([^()\[\]]{1,40})[)\]]", words):
        found = read_unit(match[1])
        if found is not None:
            return found
    found = read_unit(words)
    if found is not None and not _YEAR.search(words):
        return found
    for part in reversed(re.split(r", | in |  ", words)[1:]):
        found = read_unit(part)
        if found is not None:
            return found
    last = words.rsplit(None, 1)[-1:] if _YEAR.search(words) else []
    for form in (last[0] if last else "", " ".join(words.split()[-2:]) if last else ""):
        found = read_unit(form) if form and not form.isdigit() else None
        if found is not None and (found.is_money or found.code == "%"):
            return found
    return None


def _window(words: str, captions: Sequence[str], anchor: date | None) -> tuple[Window | None, str]:
    """The time that a head names, with its words; a bare year may belong to a caption's quarter."""
    windows = [w for w in find_windows(words, 0, len(words), anchor) if not w.again]
    to_date = _YEAR_TO_DATE.search(words)
    dated = [w for w in windows if _YEAR.search(words, w.start, w.end)]
    if to_date and (dated or anchor):
        year = dated[0].reporting[:4] if dated and dated[0].reporting else None
        base = dated[0] if dated else windows[0] if windows else None
        if base is not None:
            made = Window(base.start, base.end, Period.CUMULATIVE, year or base.reporting)
            return made, words[base.start : base.end]
    if not windows:
        return None, ""
    window = max(windows, key=lambda w: (w.period in _LENGTHS, w.end - w.start))
    told = words[window.start : window.end]
    if _YEAR.fullmatch(told):
        for caption in captions:
            longer = _of_caption(caption, told, anchor)
            if longer is not None:
                return longer, told
    return window, told


def _of_caption(caption: str, year: str, anchor: date | None) -> Window | None:
    """The quarter, half or month of a caption in the ``year`` of a column."""
    caption = normalise_head(caption)
    for window in find_windows(caption, 0, len(caption), anchor):
        if window.period not in _LENGTHS:
            continue
        told = caption[window.start : window.end]
        told = re.sub(r",? ?(?:of )?(?:19|20)\d\d\b", "", told)
        words = f"{told} {year}"
        for made in find_windows(words, 0, len(words), anchor):
            if made.period in _LENGTHS and made.reporting and made.reporting.startswith(year):
                return made
    return None


def _with_bare_changes(columns: Sequence[Column], data: Sequence[Row]) -> list[Column]:
    """``columns``, where one without words behind two levels that only has percents is a change."""
    made: list[Column] = []
    for column in columns:
        cells = [row.cells[column.index] for row in data]
        numbers = [cell.number for cell in cells if cell is not None and cell.number]
        only_percents = bool(numbers) and all(number.unit in ("%", "[pp]") for number in numbers)
        signed = any(number.signed for number in numbers)
        levels = [c for c in made if c.role is Role.LEVEL]
        if (
            column.role is Role.LEVEL
            and column.window is None
            and not column.rest
            and not column.planned
            and only_percents
            and (signed or len(levels) > 1)
            and levels
            and any(_has_others(row, levels[-1].index) for row in data)
        ):
            column = Column(column.index, Role.CHANGE, column.head, column.above, percent=True)
        made.append(column)
    return made


def _with_calendar_years(levels: Sequence[Column]) -> list[Column]:
    """``levels`` where "FY 2025" is the calendar year beside months and quarters of that year."""
    known = {
        c.window.reporting[:4]
        for c in levels
        if c.window is not None and c.window.reporting and c.window.period in _LENGTHS
    }
    made = []
    for column in levels:
        window = column.window
        if window is not None and window.reporting is None and window.period is Period.YEAR:
            year = _YEAR.search(column.window_words)
            if year and year[0] in known:
                column = replace(column, window=replace(window, reporting=year[0]))
        made.append(column)
    return made


def _has_others(row: Row, index: int) -> bool:
    cell = row.cells[index]
    return cell is not None and cell.number is not None and cell.number.unit != "%"


def _group(
    levels: Sequence[Column], changes: Sequence[Column], anchor: date | None
) -> list[Series]:
    """The series that the columns make, in the order of their newest columns."""
    groups: dict[_Key, list[Column]] = {}
    bare = all(c.window is None and not c.rest and not c.prior for c in levels)
    for column in levels:
        kind = None if column.window is None else column.window.period
        key: _Key = (column.planned, kind, column.rest.lower())
        if column.prior and column.window is None:
            key = next((k for k in reversed(groups) if k[0] == column.planned), key)
        elif bare:
            key = (column.planned, None, "")
        elif _BASE.search(column.head) and groups:
            same = [k for k in groups if not k[0] and k[2] == ""]
            key = same[-1] if same else key
        groups.setdefault(key, []).append(column)
    if not any(_BASE.search(c.head) for group in groups.values() for c in group[1:]):
        groups = _with_base_years(groups)
    made = [_series(group) for group in groups.values()]
    made = _without_old(made)
    return [_with_changes(one, made, changes) for one in made]


def _with_base_years(
    groups: dict[_Key, list[Column]],
) -> dict[_Key, list[Column]]:
    """``groups`` where a base year that stands first joins the levels of the same length."""
    for key, columns in list(groups.items()):
        if len(columns) == 1 and _BASE.search(columns[0].head) and not key[0]:
            other = next((k for k in groups if k != key and k[:2] == key[:2]), None)
            if other is not None:
                groups[other] += groups.pop(key)
    return groups


def _when(column: Column) -> tuple[int, int]:
    """Year and month in which the time of a column ends, to tell newer from older."""
    window = column.window
    if window is None:
        return (0, 0) if column.prior else (1, 0)
    if window.reporting is not None:
        year, _, part = window.reporting.partition("-")
        if part.startswith("Q"):
            return int(year), int(part[1]) * 3
        if part.startswith("H"):
            return int(year), int(part[1]) * 6
        return int(year), int(part) if part else 12
    years = _YEAR.findall(column.window_words) or _YEAR.findall(column.head)
    if years:
        return int(max(years)), 12
    short = _SHORT_YEAR.search(column.head)
    return (2000 + int(short["year"]), 12) if short else (1, 0)


def _series(columns: Sequence[Column]) -> Series:
    newest = max(
        columns, key=lambda c: (not c.prior, _when(c), -c.index if _when(c) == (1, 0) else 0)
    )
    older = [c for c in columns if c is not newest]
    plain = [c for c in older if not _BASE.search(c.head)] or older
    prior = min(
        plain,
        key=lambda c: (abs(c.index - newest.index), c.index < newest.index),
        default=None,
    )
    return Series(newest, prior, tuple(c for c in older if c is not prior))


def _without_old(series: Sequence[Series]) -> list[Series]:
    """``series`` without those whose newest level is of a year before that of all others."""
    dated = [s for s in series if s.current.window is not None and not s.current.planned]
    if not dated:
        return [s for s in series if not s.current.prior] or list(series)
    newest = max(_when(s.current)[0] for s in dated)
    return [
        s
        for s in series
        if s.current.planned
        or s.current.window is None
        or _when(s.current)[0] == newest
        or s.current.rest
    ]


def _with_changes(one: Series, series: Sequence[Series], changes: Sequence[Column]) -> Series:
    """``one`` with the changes that stand behind its levels, or under the same head."""
    mine = []
    for change in changes:
        if change.above and any(
            old is not None and old.above == change.above != s.current.above
            for s in series
            for old in (s.prior, *s.others)
        ):
            continue
        under = [s for s in series if change.above and change.above == s.current.above]
        choice = under or [s for s in series if not s.current.planned] or list(series)
        # The series whose levels stand last before the change, else the first one.
        nearest = [max((i for i in _indices(s) if i < change.index), default=-1) for s in choice]
        if choice[nearest.index(max(nearest))] is one:
            mine.append(change)
    return Series(one.current, one.prior, one.others, tuple(mine))


def _indices(series: Series) -> list[int]:
    columns = [series.current, *series.others, *([series.prior] if series.prior else [])]
    return [column.index for column in columns]
