"""The CSV of verdicts as rows of text, each with its line; a row that is no row is refused.

Only the form of the file belongs here; what a verdict must be stands in ``rules``.
"""

import csv
import io
from dataclasses import dataclass

from orchestration.contracts.rejections import Reason
from orchestration.verdicts.rules import COLUMNS, Line


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A row and its line in the file, the header being line 1."""

    number: int
    fields: Line


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line that can't be read as a row, and why."""

    number: int
    text: str
    reason: Reason


def read_lines(content: bytes) -> tuple[list[NumberedLine], list[BrokenLine]]:
    """The rows of the file, and the lines that are none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        broken = Reason("not_utf8", f"The file is not UTF-8 at line {line}; no row is read.")
        return [], [BrokenLine(line, "", broken)]
    texts = text.splitlines()
    if not texts or next(csv.reader(texts[:1]), []) != list(COLUMNS):
        wrong = Reason("wrong_header", f"The header must be {','.join(COLUMNS)}; no row is read.")
        return [], [BrokenLine(1, texts[0] if texts else "", wrong)]
    rows: list[NumberedLine] = []
    refused: list[BrokenLine] = []
    for number, one in enumerate(texts[1:], start=2):
        try:
            fields = next(csv.reader(io.StringIO(one, newline=""), strict=True), [])
        except csv.Error as error:
            what = f"The quoting is broken ({error}); a field can't hold a line break."
            refused.append(BrokenLine(number, one, Reason("malformed", what)))
            continue
        if len(fields) == len(COLUMNS):
            values = (field.strip() or None for field in fields)
            rows.append(NumberedLine(number, dict(zip(COLUMNS, values, strict=True))))
        elif fields:
            what = f"There are {len(fields)} fields for {len(COLUMNS)} columns."
            refused.append(BrokenLine(number, one, Reason("malformed", what)))
    return rows, refused


def write_line(line: Line) -> str:
    """The row as a line of the file, with its line break."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerow([line[name] or "" for name in COLUMNS])
    return buffer.getvalue()
