"""Tables in a text: where they are, and their cells in rows and columns.

A row is a line whose cells are divided by bars (as web pages and Markdown are laid out), by tabs
or by two and more spaces. Only layout is told here: columns by place, rows by whether they hold
figures. What a header or a figure means is no business of this module; lists of labels with values
are no tables.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from orchestration.extraction.tables.lines import (
    LONGEST_CELL,
    Cell,
    Line,
    find_lines,
    split_lines,
)


class RowKind(Enum):
    """What a row is: the head of columns, a heading over rows, figures, or running words."""

    HEAD = "head"
    SECTION = "section"
    DATA = "data"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; ``cells`` holds one entry a column, ``None`` where nothing stands."""

    start: int
    end: int
    kind: RowKind
    cells: tuple[Cell | None, ...]

    def words(self, column: int) -> str:
        """The text of a cell, empty where there is none."""
        cell = self.cells[column] if column < len(self.cells) else None
        return "" if cell is None else cell.words


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows in text order, and the lines that stand above it."""

    start: int
    end: int
    rows: tuple[Row, ...]
    width: int
    captions: tuple[str, ...]
    notes: tuple[str, ...]


_MOST_CELLS = 40
_LONGEST_SECTION = 110
_CAPTION_LINES, _LONGEST_CAPTION = 4, 220
_SENTENCE_END = re.compile(r"(?:[a-z]{2}|\d)[.!?][\"”')\]]*$")
_FIRST_LETTERS = re.compile(r"[^\W\d_]")
_PERIOD_CELL = re.compile(
    r"(?:fy|cy|q[1-4]|h[12]|[1-4]q|[12]h|\d{1,2}m)? ?[’']?(?:(?:19|20)\d\d"
    r"|\d\d)(?:[/-]\d\d(?:\d\d)?)?"
    r" ?[aefp]?|[1-4]q|q[1-4]|h[12]|[12]h|\d{1,2}m",
    re.IGNORECASE,
)


def find_tables(text: str) -> list[Table]:
    """The tables of ``text`` in order; a table has at least one row with a figure in a column."""
    if "|" not in text and "\t" not in text and "  " not in text and "\u3000" not in text:
        return []
    lines = list(find_lines(text))
    tables: list[Table] = []
    at = 0
    while at < len(lines):
        if lines[at].kind not in ("bar", "tab", "gap"):
            at += 1
            continue
        last = _last_line(text, lines, at)
        table = _build(text, lines, at, last)
        if table is not None:
            tables.append(table)
        at = last + 1
    return tables


def _last_line(text: str, lines: Sequence[Line], first: int) -> int:
    """The last line of the table that begins with the line ``first``."""
    kind = lines[first].kind
    last = at = first
    while at + 1 < len(lines):
        line = lines[at + 1]
        if line.after_blank and kind != "gap":
            break
        if line.kind == kind:
            last = at + 1
        elif line.kind != "rule" and not (
            _is_section(text, line)
            and at == last
            and at + 2 < len(lines)
            and lines[at + 2].kind == kind
            and not (line.after_blank and lines[at + 2].after_blank)
        ):
            break
        at += 1
    return last


def _is_section(text: str, line: Line) -> bool:
    words = text[line.start : line.end]
    return line.kind == "" and len(words) <= _LONGEST_SECTION and not _SENTENCE_END.search(words)


def _build(text: str, lines: Sequence[Line], first: int, last: int) -> Table | None:
    kind = lines[first].kind
    chosen = [line for line in lines[first : last + 1] if line.kind != "rule"]
    if len(chosen) < 2:
        return None
    split = split_lines(text, chosen, kind)
    if kind == "gap" or (kind == "tab" and not _is_regular(split)):
        placed, width = _place(chosen, split)
    else:
        width = min(max(map(len, split)), _MOST_CELLS)
        placed = [
            tuple(cell if cell and cell.words else None for cell in _padded(cells, width))
            for cells in split
        ]
    kinds = _kinds(placed)
    if kind == "bar":
        placed, width = _without_empty(placed, kinds, width)
    data = [cells for cells, row in zip(placed, kinds, strict=True) if row is RowKind.DATA]
    if not data:
        return None
    numbers = sum(_numbers(cells) for cells in data)
    if kind != "bar" and ((len(data) < 2 and RowKind.HEAD not in kinds) or numbers < 2):
        return None
    rows = tuple(
        Row(line.start, line.end, row, cells)
        for line, row, cells in zip(chosen, kinds, placed, strict=True)
    )
    return Table(
        chosen[0].start,
        chosen[-1].end,
        rows,
        width,
        captions=tuple(_captions(text, lines, first)),
        notes=tuple(_notes(text, lines, last)),
    )


def _captions(text: str, lines: Sequence[Line], first: int) -> Iterator[str]:
    """The lines above a table that may tell what it holds, the nearest first."""
    for line in reversed(lines[max(0, first - _CAPTION_LINES) : first]):
        words = text[line.start : line.end]
        if line.kind == "rule":
            continue
        if line.kind or len(words) > _LONGEST_CAPTION or _SENTENCE_END.search(words):
            return
        yield words


def _notes(text: str, lines: Sequence[Line], last: int) -> Iterator[str]:
    for line in lines[last + 1 : last + 2]:
        if not line.kind and line.end - line.start <= _LONGEST_CAPTION:
            yield text[line.start : line.end]


def _without_empty(
    rows: list[tuple[Cell | None, ...]], kinds: Sequence[RowKind], width: int
) -> tuple[list[tuple[Cell | None, ...]], int]:
    """``rows`` without columns that hold no figure or word but in heads, which move to the next."""
    data = [cells for cells, kind in zip(rows, kinds, strict=True) if kind is RowKind.DATA]
    kept = [
        j for j in range(width) if not j or not data or any(cells[j] is not None for cells in data)
    ]
    if len(kept) == width:
        return rows, width
    made = []
    for cells in rows:
        columns: list[Cell | None] = [cells[j] for j in kept]
        for j, cell in enumerate(cells):
            if cell is None or j in kept:
                continue
            behind = [position for position, other in enumerate(kept) if other > j]
            if behind and columns[behind[0]] is None:
                columns[behind[0]] = cell
        made.append(tuple(columns))
    return made, len(kept)


def _padded(cells: Sequence[Cell], width: int) -> list[Cell | None]:
    return [*cells[:width], *[None] * (width - len(cells))]


def _is_regular(split: Sequence[Sequence[Cell]]) -> bool:
    """Whether all rows that have more than one cell have the same number of them."""
    return len({len(cells) for cells in split if len(cells) > 1}) == 1


def _numbers(cells: Sequence[Cell | None]) -> int:
    return sum(cell is not None and cell.number is not None for cell in cells)


def _kinds(rows: Sequence[Sequence[Cell | None]]) -> list[RowKind]:
    kinds: list[RowKind] = []
    begun = False
    for cells in rows:
        filled = [cell for cell in cells if cell is not None and cell.words]
        figures = [cell for cell in filled if cell.number is not None]
        labels = [
            cell for cell in filled if cell.number is None and _FIRST_LETTERS.search(cell.words)
        ]
        told = [cell for cell in figures if not _PERIOD_CELL.fullmatch(cell.words)]
        if len(filled) == 1 and filled[0] is cells[0] and not told:
            kinds.append(RowKind.SECTION)
        elif (told and (labels or len(figures) > 1)) or (
            figures and labels and begun and not _names_periods(filled)
        ):
            kinds.append(RowKind.DATA)
        elif begun and not _names_periods(filled) and not figures:
            kinds.append(RowKind.WORDS)
        elif filled and max(len(cell.words) for cell in filled) <= LONGEST_CELL:
            kinds.append(RowKind.HEAD)
        else:
            kinds.append(RowKind.WORDS)
        begun = begun or kinds[-1] is RowKind.DATA
    return _with_late_heads(rows, kinds)


_PERIOD_WORDS = re.compile(
    r"\b(?:19|20)\d\d\b|\bmonths?\b|\bquarter|\bq[1-4]\b|\b[1-4]q|\bh[12]\b|\b[12]h|\bfy|\bended\b"
    r"|\bchange\b|\bunit\b|\bjan|\bfeb|\bmar|\bapr|\bmay\b|\bjun|\bjul|\baug|\bsep|\boct|\bnov"
    r"|\bdec",
    re.IGNORECASE,
)


def _names_periods(cells: Sequence[Cell]) -> bool:
    """Whether the cells of a row behind its first are those of a head in the middle of a table."""
    rest = cells[1:] if len(cells) > 1 else cells
    named = sum(bool(_PERIOD_WORDS.search(cell.words)) for cell in rest)
    return named * 2 > len(rest)


def _with_late_heads(rows: Sequence[Sequence[Cell | None]], kinds: list[RowKind]) -> list[RowKind]:
    """``kinds`` where rows of units under the head ("RMB'000 | RMB'000") stay a part of it."""
    first = next((i for i, kind in enumerate(kinds) if kind is RowKind.DATA), len(kinds))
    last = max((i for i in range(first) if kinds[i] is RowKind.HEAD), default=-1)
    for index in range(last):
        if kinds[index] is RowKind.SECTION and index and kinds[index - 1] is RowKind.HEAD:
            kinds[index] = RowKind.HEAD
    return kinds


def _place(
    lines: Sequence[Line], split: Sequence[Sequence[Cell]]
) -> tuple[list[tuple[Cell | None, ...]], int]:
    """Cells put into columns by where they stand in their lines, and the number of columns."""
    spans = [
        [(cell.start - line.left, cell.end - line.left) for cell in cells]
        for line, cells in zip(lines, split, strict=True)
    ]
    widest = max(len(cells) for cells in split)
    if widest > _MOST_CELLS:
        return [(None,) for _ in split], 1
    models = [(row, cells) for row, cells in zip(spans, split, strict=True) if len(cells) == widest]
    extents = [
        (min(row[j][0] for row, _ in models), max(row[j][1] for row, _ in models))
        for j in range(widest)
    ]
    figures = [
        j
        for j in range(widest)
        if any(len(cells) == widest and cells[j].number is not None for cells in split)
    ]
    repeats = _repeats(split, figures)
    placed = []
    for cells, row in zip(split, spans, strict=True):
        columns: list[Cell | None] = [None] * widest
        if len(row) == widest:
            columns = list(cells)
        elif len(row) > 1 and not _numbers(cells):
            columns = _spread(cells, row, extents, figures, repeats)
        else:
            floor = 0
            for position, (cell, span) in enumerate(zip(cells, row, strict=True)):
                left = len(row) - position - 1
                choice = range(floor, widest - left)
                column = min(choice, key=lambda j: _apart(span, extents[j]))
                columns[column] = cell
                floor = column + 1
        placed.append(tuple(columns))
    return placed, widest


def _apart(one: tuple[int, int], other: tuple[int, int]) -> float:
    """How far apart two spans are; negative is their overlap."""
    gap = max(one[0], other[0]) - min(one[1], other[1])
    if gap < 0:
        return float(gap)
    return gap + abs(one[0] + one[1] - other[0] - other[1]) / 2


def _spread(
    cells: Sequence[Cell],
    row: Sequence[tuple[int, int]],
    extents: Sequence[tuple[int, int]],
    figures: Sequence[int],
    repeats: int,
) -> list[Cell | None]:
    """Heads that stand centred over several columns, each put over the first of its columns.

    The columns of figures are shared out so that each head is centred best.
    """
    columns: list[Cell | None] = [None] * len(extents)
    left = extents[figures[0]][0] if figures else extents[-1][1]
    over = [index for index, span in enumerate(row) if (span[0] + span[1]) / 2 >= left]
    floor = 0
    for index, span in enumerate(row[: len(row) - len(over)]):
        choice = range(floor, min(figures, default=len(extents)))
        if not choice:
            break
        column = min(choice, key=lambda j: _apart(span, extents[j]))
        columns[column], floor = cells[index], column + 1
    if over and repeats and len(over) * repeats == len(figures):
        for position, index in enumerate(over):
            columns[figures[position * repeats]] = cells[index]
    elif over and len(over) <= len(figures):
        starts = _partition([row[index] for index in over], [extents[j] for j in figures])
        for index, start in zip(over, starts, strict=True):
            columns[figures[start]] = cells[index]
    return columns


def _repeats(split: Sequence[Sequence[Cell]], figures: Sequence[int]) -> int:
    """After how many columns the words of a head come again ("2025 2024 2025 2024"), else 0."""
    for cells in split:
        if not figures or len(cells) <= figures[-1]:
            continue
        words = [cells[index].words for index in figures]
        for size in range(2, len(words) // 2 + 1):
            if len(words) % size == 0 and words == words[:size] * (len(words) // size):
                return size
    return 0


def _partition(heads: Sequence[tuple[int, int]], extents: Sequence[tuple[int, int]]) -> list[int]:
    """For each head the first of its columns, when the columns are shared out in order."""
    width = len(extents)
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for position, head in enumerate(heads):
        left = len(heads) - position - 1
        following: dict[int, tuple[float, list[int]]] = {}
        for begin, (cost, starts) in best.items():
            ends = (width,) if not left else range(begin + 1, width - left + 1)
            for end in ends:
                middle = (extents[begin][0] + extents[end - 1][1]) / 2
                total = cost + abs(middle - (head[0] + head[1]) / 2)
                if end not in following or total < following[end][0]:
                    following[end] = (total, [*starts, begin])
        best = following
    return best[width][1] if width in best else list(range(len(heads)))
