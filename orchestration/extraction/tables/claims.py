"""From the rows of tables to drafts: each figure told as the sentence that its row and head make.

"Copper production (kt) | 12.4" under "Q3 2025" is read as "Q3 2025: Copper production 12.4 kt" by
the ordinary reading, which tells the metric type, the company and the period; the place of the
figure in the table tells unit, old level, change and plan. Where tables are and what their columns
hold is told in ``grid`` and ``columns``, what a bare figure is measured in by
``measures``.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from orchestration.extraction.claim_cues import Lexicon
from orchestration.extraction.drafts import Draft, Stated, plain_number
from orchestration.extraction.figures.dimensions import Measure, read_measure
from orchestration.extraction.figures.home_currency import HomeCurrency
from orchestration.extraction.holders.choice import Holder
from orchestration.extraction.metrics.ranking import USE_OF
from orchestration.extraction.periods.timeline import last_month
from orchestration.extraction.periods.windows import Window
from orchestration.extraction.records import (
    Direction,
    Modality,
    Period,
    Quantity,
    ValueKind,
)
from orchestration.extraction.statements import Scene, read_statements
from orchestration.extraction.tables.cells import CellNumber
from orchestration.extraction.tables.columns import (
    Column,
    Columns,
    Series,
    read_columns,
    row_period,
)
from orchestration.extraction.tables.grid import Row, RowKind, Table, find_tables
from orchestration.extraction.tables.measures import Measures, MoneyOf, label_of, money_of
from orchestration.extraction.tables.units import label_units
from orchestration.text.article import Sentence

_SIGNED = frozenset({"profit", "other", "revenue"})
_ORDER = re.compile(
    r"^\W*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\)?|\d{1,2}(?:\.\d{1,2}){1,3}|[-–•*>]) *"
)
_BRACKETED = re.compile(
    r" ?[/(\[]\(?(?:loss|losses|expense|income|decrease|deficit|note \d+"
    r"|\d)[^()\[\]]{0,30}\)?[)\]]?",
    re.I,
)
_AT_END = re.compile(
    r"\bat (?:the )?(?:end|period[ -]end|year[ -]end|quarter[ -]end)|\b(?:period|year"
    r"|quarter)[ -]end\b"
    r"|\bend of (?:the )?(?:period|year|quarter)|\bclosing\b",
    re.IGNORECASE,
)
_PLANS = re.compile(r"\b(?:guidance|outlook|forecasts?|targets?|goals|budget)\b", re.IGNORECASE)
_PARTS = frozenset({Period.QUARTER, Period.HALF_YEAR})
_STRETCHES = frozenset(
    {Period.MONTH, Period.QUARTER, Period.HALF_YEAR, Period.YEAR, Period.CUMULATIVE}
)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of figures with all that stands over it: its table, columns and section."""

    row: Row
    table: Table
    columns: Columns
    sections: tuple[str, ...]
    carried: str = ""


@dataclass(frozen=True, slots=True)
class _Frame:
    """The words that a row's figures are told with; ``label`` ends right before the figure."""

    lead: str
    label: str


class TableReader:
    """Reads the rows of the tables of one text as their sentences come."""

    def __init__(
        self,
        text: str,
        lexicon: Lexicon,
        anchor: date | None,
        figures: Sequence[Sequence[Stated]],
        home: HomeCurrency,
    ) -> None:
        self.text = text
        self.lexicon = lexicon
        self.anchor = anchor
        self.rows: list[TableRow | Row] = []
        self.measures: dict[int, Measures] = {}
        for table in find_tables(text):
            self.rows += _rows(table, anchor)
        self.starts = [_row_of(one).start for one in self.rows]
        self.money = money_of(text, figures, home) if self.rows else MoneyOf()

    def rows_in(self, sentence: Sentence) -> Sequence[TableRow | Row]:
        """The rows that a sentence overlaps; those without figures as they are."""
        last = bisect_right(self.starts, sentence.end - 1)
        first = last
        while first and _row_of(self.rows[first - 1]).end > sentence.start:
            first -= 1
        return self.rows[first:last]

    def read(self, rows: Sequence[TableRow | Row], scene: Scene) -> list[Draft]:
        """What the figures of ``rows`` state.

        Args:
            scene: the sentence that the rows lie in and what stands around it.
        """
        drafts: list[Draft] = []
        for one in rows:
            if isinstance(one, Row) or one.row.start < scene.sentence.start:
                continue
            key = one.table.start
            if key not in self.measures:
                self.measures[key] = Measures(one.table, self.lexicon, self.money)
            reading = _RowReading(
                self.text, one, scene, self.lexicon, self.measures[key], self.anchor
            )
            drafts += reading.read()
        return drafts


def _row_of(one: TableRow | Row) -> Row:
    return one.row if isinstance(one, TableRow) else one


def _rows(table: Table, anchor: date | None) -> Iterator[TableRow | Row]:
    """The rows of a table that its columns explain; none if they don't."""
    heads: list[Row] = []
    at = 0
    rows = table.rows
    while at < len(rows):
        if rows[at].kind is RowKind.HEAD:
            if at and rows[at - 1].kind is not RowKind.HEAD:
                heads = []
            heads.append(rows[at])
            at += 1
            continue
        last = at
        while last < len(rows) and rows[last].kind is not RowKind.HEAD:
            last += 1
        part = rows[at:last]
        columns = read_columns(
            table, heads, [row for row in part if row.kind is RowKind.DATA], anchor
        )
        if columns is not None:
            yield from heads
            yield from _explained(table, part, columns)
        at = last


def _explained(table: Table, rows: Sequence[Row], columns: Columns) -> Iterator[TableRow | Row]:
    section, carried = "", ""
    for row in rows:
        if row.kind is RowKind.WORDS:
            continue
        if row.kind is RowKind.SECTION:
            section = row.words(0)
            yield row
            continue
        first = columns.labels[0] if columns.labels else -1
        if len(columns.labels) > 1 and first >= 0:
            if row.words(first):
                carried = row.words(first)
            yield TableRow(row, table, columns, (section,), "" if row.words(first) else carried)
        else:
            yield TableRow(row, table, columns, (section,))


class _RowReading:
    """All that one row of figures states."""

    def __init__(
        self,
        text: str,
        one: TableRow,
        scene: Scene,
        lexicon: Lexicon,
        measures: Measures,
        anchor: date | None,
    ) -> None:
        self.text = text
        self.one = one
        self.row = one.row
        self.columns = one.columns
        self.scene = scene
        self.lexicon = lexicon
        self.measures = measures
        self.label = label_of(one.row, one.columns, one.carried)
        self.period = row_period(self.label, anchor)
        self.told_label = "" if self.period is not None else self._told_label()
        self.section = _ORDER.sub("", one.sections[0])

    def read(self) -> Iterator[Draft]:
        held: set[Decimal | None] = set()
        for series in map(self._dated, self.columns.series):
            cell = self._number(series.current.index)
            if cell is None or (cell.is_year and not self._takes_years(series)):
                continue
            level = self._level(series, cell)
            if level is None:
                continue
            draft, measure = level
            if draft.period is Period.POINT_IN_TIME and draft.value in held:
                # A stock is the same at the end of the quarter and of the year.
                continue
            held.add(draft.value)
            yield draft
            yield from self._changes(series, cell, draft, measure)

    def _dated(self, series: Series) -> Series:
        """The series at the time that the row's own label names."""
        if self.period is None or series.current.window is not None:
            return series
        window, words = self.period
        planned = series.current.planned or bool(_PLANS.search(self.label))
        current = replace(series.current, window=window, window_words=words, planned=planned)
        return replace(series, current=current)

    def _told_label(self) -> str:
        """The label without its number, its unit and what brackets leave open ("(loss)")."""
        _, label = label_units(_ORDER.sub("", self.label), self.lexicon.nouns)
        return _BRACKETED.sub("", label).strip() or self.label

    def _number(self, index: int) -> CellNumber | None:
        cell = self.row.cells[index]
        return None if cell is None else cell.number

    def _takes_years(self, series: Series) -> bool:
        """Whether a figure that looks like a year is none: its column holds others too."""
        known = [self._number(c.index) for c in (series.prior, *series.others) if c is not None]
        return any(number is not None and not number.is_year for number in known) or bool(
            self.columns.unit is not None or series.current.window
        )

    def _level(self, series: Series, cell: CellNumber) -> tuple[Draft, Measure] | None:
        found = self.measures.measure(
            self.row,
            self.columns,
            series,
            cell,
            self.label if self.period is None else series.current.rest,
            self.section,
        )
        if found is None:
            return None
        measure, words = found
        draft = self._told(series, cell, measure, words)
        if draft is None:
            return None
        keeps_sign = draft.metric_type in _SIGNED
        if not keeps_sign:
            _make_positive(draft)
        old = self._old(series, cell, measure)
        if old is not None:
            loses = (draft.value or 0) < 0 and not cell.negative
            old = abs(old) if not keeps_sign else -old if loses and old > 0 else old
            draft.baseline_value = plain_number(old)
        if series.current.planned:
            draft.modality = Modality.PLANNED
        elif series.current.window is not None:
            draft.modality = Modality.ACTUAL
        window = series.current.window
        if draft.period is Period.POINT_IN_TIME and window is not None:
            ends = _AT_END.search(self.label) or window.period in _PARTS
            draft.reporting_period = (
                last_month(window) if ends else None
            ) or draft.reporting_period
        if measure.unit == "1" and draft.kind is ValueKind.AMOUNT:
            draft.kind = ValueKind.RATIO
        return draft, measure

    def _old(self, series: Series, cell: CellNumber, measure: Measure) -> Decimal | None:
        if series.prior is not None:
            old = self._number(series.prior.index)
            if old is not None:
                return old.value * self._factor(old, measure)
        aside = cell.aside
        if aside is not None and aside.unit in ("", cell.unit) and not aside.signed:
            return aside.value * measure.factor
        return None

    def _factor(self, number: CellNumber, measure: Measure) -> Decimal:
        if number.scaled:
            return read_measure(number.unit).factor if number.unit else Decimal(1)
        return measure.factor

    def _told(
        self, series: Series, cell: CellNumber, measure: Measure, unit_words: str
    ) -> Draft | None:
        """The draft of the first wording that names a metric, else of the label alone."""
        plain: Draft | None = None
        for frame in self._frames(series, measure.unit):
            draft = self._read(frame, series, cell, measure, unit_words)
            if draft is None:
                continue
            if draft.metric_score > 0.0:
                return draft
            plain = plain or draft
        return plain

    def _frames(self, series: Series, unit: str) -> Iterator[_Frame]:
        label = self.told_label
        rest = series.current.rest
        if rest:
            yield _Frame("", f"{label}, {rest}" if label else rest)
            if self.section:
                yield _Frame(f"{self.section}: ", f"{label}, {rest}" if label else rest)
        else:
            yield _Frame("", label)
        if unit == "{share}":
            return
        for lead in (self.section, self.columns.corner, *self.one.table.captions):
            if lead:
                yield _Frame(f"{lead}: ", ", ".join(filter(None, (label, rest))))

    def _read(
        self,
        frame: _Frame,
        series: Series,
        cell: CellNumber,
        measure: Measure,
        unit_words: str,
    ) -> Draft | None:
        current = series.current
        windows: list[Window] = []
        time = ""
        if current.window is not None:
            time = f"{current.window_words}: "
            windows = [
                replace(current.window, start=0, end=len(current.window_words), compared=False,
                        deadline=False, starts=False, again=False)
            ]  # fmt: skip
        digits = format(cell.low, "f")
        start = len(time) + len(frame.lead) + len(frame.label) + 1
        told = f"{time}{frame.lead}{frame.label} {digits} {unit_words}".rstrip()
        sign = -1 if cell.negative else 1
        low, high = sorted((cell.low * sign, cell.high * sign))
        quantity = Quantity(low, high, measure.unit, cell.comparator, start, start + len(digits))
        scene = self.scene._replace(
            text=told,
            sentence=Sentence(
                0, len(told), self.scene.sentence.section, self.scene.sentence.paragraph
            ),
            mentions=self._mentions(told),
            windows=windows,
            last=None,
            lead=None,
            heading=None,
            in_plans=self.scene.in_plans
            or current.planned
            or (current.window is None and self._is_plan()),
            in_table=True,
        )
        drafts = read_statements(scene, [Stated(quantity, measure)], self.lexicon)
        if not drafts:
            return None
        draft = drafts[0]
        draft.sentence = self.scene.sentence
        draft.start, draft.end = cell.start, cell.end
        draft.quote = self.text[cell.start : cell.end]
        draft.in_table = True
        if draft.kind is not ValueKind.AMOUNT:
            draft.kind, draft.direction = ValueKind.AMOUNT, None
        return draft

    def _is_plan(self) -> bool:
        return any(_PLANS.search(words) for words in (self.section, *self.one.table.captions[:1]))

    def _mentions(self, told: str) -> list[Holder]:
        found: list[Holder] = []
        for mention in self.scene.mentions:
            at = told.find(self.text[mention.start : mention.end])
            if at >= 0:
                found.append(replace(mention, start=at, end=at + mention.end - mention.start))
        return found

    def _changes(
        self, series: Series, cell: CellNumber, level: Draft, measure: Measure
    ) -> Iterator[Draft]:
        seen: set[tuple[ValueKind, Decimal]] = set()
        numbers = [(c, self._number(c.index)) for c in series.changes]
        for column, number in numbers:
            if number is None:
                continue
            draft = self._change(series, cell, level, measure, number, column)
            if draft is not None and (draft.kind, draft.value or Decimal(0)) not in seen:
                seen.add((draft.kind, draft.value or Decimal(0)))
                yield draft
        aside = cell.aside
        if aside is not None and (aside.signed or aside.unit not in ("", cell.unit)):
            draft = self._change(series, cell, level, measure, aside, None)
            if draft is not None:
                yield draft

    def _change(
        self,
        series: Series,
        cell: CellNumber,
        level: Draft,
        measure: Measure,
        number: CellNumber,
        column: Column | None,
    ) -> Draft | None:
        """The change that ``number`` states, checked against the levels where both are given."""
        if number.low == 0:
            return None
        olds = [
            old
            for column in (series.prior, *series.others)
            if column is not None and (old := self._number(column.index)) is not None
        ]
        kind, rises = _kind_of_change(cell, olds, number, measure, column)
        if kind is None:
            return None
        value = number.low if number.low == number.high else (number.low + number.high) / 2
        low, high = number.low, number.high
        unit, per, per_count, factor = "%", None, None, Decimal(1)
        if number.unit == "[bp]":
            factor = Decimal("0.01")
        if kind is ValueKind.CHANGE_ABS:
            unit, per, per_count = measure.unit, level.per, level.per_count
            factor = self._factor(number, measure)
        metric = USE_OF.get(level.metric_type, level.metric_type)
        period, reporting = level.period, level.reporting_period
        window = series.current.window
        if period is Period.POINT_IN_TIME:
            stretch = window is not None and window.period in _STRETCHES
            period = window.period if stretch and window else None
            reporting = window.reporting if stretch and window else None
        return replace(
            level,
            start=number.start,
            end=number.end,
            quote=self.text[number.start : number.end],
            value=plain_number(value * factor),
            value_low=plain_number(low * factor),
            value_high=plain_number(high * factor),
            comparator=number.comparator,
            unit=unit,
            per=per,
            per_count=per_count,
            classes=frozenset({"change"}),
            metric_type=metric,
            kind=kind,
            direction=Direction.INCREASE if rises else Direction.DECREASE,
            baseline_value=None,
            also_stated=(),
            period=period,
            reporting_period=reporting,
        )


def _kind_of_change(
    cell: CellNumber,
    olds: Sequence[CellNumber],
    number: CellNumber,
    measure: Measure,
    column: Column | None,
) -> tuple[ValueKind | None, bool]:
    """Whether a change is relative, in points or absolute, and whether it is a rise."""
    is_share = measure.unit == "%"
    percent = column is not None and column.percent
    points = column is not None and column.points
    stated = number.value
    in_points = number.unit in ("[pp]", "[bp]") or points
    for old in olds:
        difference = cell.value - old.value
        scale = Decimal("0.01") if number.unit == "[bp]" else Decimal(1)
        slack = _slack(number) * scale + _slack(cell) + _slack(old)
        if abs(abs(difference) - abs(stated) * scale) <= slack and (
            in_points or is_share or (number.unit != "%" and not percent)
        ):
            if is_share or in_points:
                return ValueKind.CHANGE_PP, difference > 0
            return ValueKind.CHANGE_ABS, difference > 0
        if not old.value:
            continue
        relative = difference / abs(old.value) * 100
        slack = _slack(number) + 100 * (_slack(cell) + _slack(old)) / abs(old.value)
        if abs(abs(relative) - abs(stated)) <= slack and not in_points:
            return ValueKind.CHANGE_PCT, difference > 0
    if column is not None and column.only_percent and not number.signed:
        return None, False
    if in_points:
        return ValueKind.CHANGE_PP, stated > 0
    if number.unit == "%" or percent:
        return ValueKind.CHANGE_PCT, stated > 0
    if number.unit or not number.signed:
        return None, False
    return (ValueKind.CHANGE_PP if is_share else ValueKind.CHANGE_ABS), stated > 0


def _slack(number: CellNumber) -> Decimal:
    """What rounding may have taken from a number: a bit over half of its last place."""
    exponent = number.low.as_tuple().exponent
    return Decimal("0.6").scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


def _make_positive(draft: Draft) -> None:
    if draft.value is not None and draft.value < 0:
        low, high = draft.value_low, draft.value_high
        draft.value = -draft.value
        draft.value_low = None if high is None else -high
        draft.value_high = None if low is None else -low
