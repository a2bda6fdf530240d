"""The lines of a text that may be rows of a table, and their cells.

Cells are divided by bars, by tabs or by two and more spaces. A sign of a currency or a bracket that
got a cell of its own ("$ | 412.6", "(3.1 | )") is put back to its number here. Which lines make a
table, and its columns, are told in ``grid``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from orchestration.extraction.tables.cells import CellNumber, is_empty, read_cell
from orchestration.text.sentences import strip_span

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_RULE = re.compile(r"[\s|+:=_*·.—–-]+")
_GAP = re.compile(r"(?<=\S)(?: {2,}|\u3000+|(?: ?\u00a0){2,} ?)(?=\S)")
_SENTENCE_GAP = re.compile(r"[a-z]{2}[.!?:;][\"”')]*$")
_LONGEST_LINE = 2000
LONGEST_CELL = 90
"""Characters; longer cells make a line running text."""
_SIGN = re.compile(r"(?:US|A|C|HK|S|NZ|NT|R)?\$|[€£¥￥₹₩]")
_TAILS = frozenset({")", "%", ")%", "%)", "pp", "pts", "x"})


@dataclass(frozen=True, slots=True)
class Cell:
    """``text[start:end]``, one cell without white space; ``number`` if it is a figure."""

    start: int
    end: int
    words: str
    number: CellNumber | None

    @property
    def is_empty(self) -> bool:
        """Whether the cell says nothing."""
        return is_empty(self.words)


@dataclass(frozen=True, slots=True)
class Line:
    left: int
    start: int
    end: int
    kind: str
    after_blank: bool


def find_lines(text: str) -> Iterator[Line]:
    """The lines of ``text`` that hold more than white space, each with how it is divided."""
    behind = 0
    for match in _LINE.finditer(text):
        start, end = strip_span(text, match.start(), match.end())
        if start >= end:
            continue
        gap = text[behind:start]
        blank = gap.count("\n") > 1 or gap.count("\r") > 1
        yield Line(match.start(), start, end, _kind(text, start, end), blank or not behind)
        behind = end


def _kind(text: str, start: int, end: int) -> str:
    words = text[start:end]
    if end - start > _LONGEST_LINE:
        return ""
    if _RULE.fullmatch(words):
        return "rule"
    if words.count("|") > 1 or " | " in words or words[0] == "|" or words[-1] == "|":
        return "bar"
    if "\t" in words:
        return "tab"
    gaps = [m for m in _GAP.finditer(words) if not _SENTENCE_GAP.search(words, 0, m.start())]
    if not gaps:
        return ""
    longest = max(len(cell.strip()) for cell in _GAP.split(words))
    return "gap" if longest <= LONGEST_CELL else ""


def split_lines(text: str, lines: Sequence[Line], kind: str) -> list[list[Cell]]:
    """The cells of each line of a table whose lines are all divided in one way."""
    split = [_split(text, line, kind) for line in lines]
    if kind == "bar":
        split = _without_frame(text, lines, split)
    return [_with_signs(cells, keeps_places=kind != "gap") for cells in split]


def _with_signs(cells: list[Cell], *, keeps_places: bool) -> list[Cell]:
    """``cells`` with signs and brackets in cells of their own put to the number beside them."""
    signs = [cell.words for cell in cells]
    if not any(_SIGN.fullmatch(words) or words in _TAILS for words in signs):
        return cells
    joined = list(cells)
    dropped: set[int] = set()
    for index, cell in enumerate(cells):
        before = index - 1
        while before >= 0 and not cells[before].words and keeps_places:
            before -= 1
        sign = before >= 0 and _SIGN.fullmatch(cells[before].words) is not None
        tail = cells[index + 1].words if index + 1 < len(cells) else ""
        tail = tail if tail in _TAILS else ""
        if not (sign or tail) or not any(character.isdigit() for character in cell.words):
            continue
        words = f"{cells[before].words if sign else ''}{cell.words}{tail}"
        number = read_cell(words, 0, len(words))
        if number is None:
            continue
        number = replace(number, start=cell.start, end=cell.end)
        joined[index] = replace(cell, number=number)
        dropped |= {before} if sign else set()
        dropped |= {index + 1} if tail else set()
    if keeps_places:
        return [
            replace(cell, end=cell.start, words="", number=None) if index in dropped else cell
            for index, cell in enumerate(joined)
        ]
    return [cell for index, cell in enumerate(joined) if index not in dropped]


def _split(text: str, line: Line, kind: str) -> list[Cell]:
    mark = re.compile(r"\||\t") if kind == "bar" else re.compile("\t") if kind == "tab" else _GAP
    cells: list[Cell] = []
    at = line.start
    for match in mark.finditer(text, line.start, line.end):
        if kind == "gap" and _SENTENCE_GAP.search(text, line.start, match.start()):
            continue
        cells.append(_cell(text, at, match.start()))
        at = match.end()
    cells.append(_cell(text, at, line.end))
    return cells


def _cell(text: str, start: int, end: int) -> Cell:
    start, end = strip_span(text, start, end)
    while end - start > 1 and text[start] in "*_" and text[end - 1] == text[start]:
        start, end = strip_span(text, start + 1, end - 1)
    return Cell(start, end, text[start:end], read_cell(text, start, end))


def _without_frame(text: str, lines: Sequence[Line], split: list[list[Cell]]) -> list[list[Cell]]:
    """The cells without those before the first and behind the last bar of framed rows."""
    framed = [text[line.start] == "|" for line in lines if "|" in text[line.start : line.end]]
    if not all(framed):
        return split
    trimmed = []
    for line, cells in zip(lines, split, strict=True):
        if text[line.start] == "|":
            cells = cells[1:]
            if text[line.end - 1] == "|":
                cells = cells[:-1]
        trimmed.append(cells)
    return trimmed
