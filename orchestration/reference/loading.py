"""Reading the CSVs: bytes to typed frames, every mistake with its file, line and column.

The rules themselves are declared in ``tables`` and ``checks``.
"""

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandera.errors
import polars as pl

from orchestration.reference.checks import Mistake, check_across, check_keys
from orchestration.reference.tables import KEPT_APART, TABLES, Table
from orchestration.settings import PROJECT_ROOT


class ReferenceError(ValueError):
    """Reference tables that can't be used; the message has one line for each mistake."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        """Keep ``mistakes`` and tell them all."""
        self.mistakes = tuple(mistakes)
        count = f"{len(mistakes)} mistake{'s' if len(mistakes) != 1 else ''}"
        super().__init__(f"reference tables: {count}\n" + "\n".join(map(str, mistakes)))


@dataclass(frozen=True, eq=False)
class Reference:
    """All reference tables; each is also an attribute: ``reference.companies``.

    ``tables`` maps the name of each CSV to its frame, rows in the order of the file, empty fields
    null. ``fingerprint`` is the SHA-256 of all files, in hexadecimal: same fingerprint, same facts.
    """

    tables: Mapping[str, pl.DataFrame]
    fingerprint: str

    def __getattr__(self, name: str) -> pl.DataFrame:
        """Return the table ``name``."""
        # An unpickled instance has no ``tables`` yet when pickle asks it for its own hooks.
        tables: Mapping[str, pl.DataFrame] = self.__dict__.get("tables", {})
        if name not in tables:
            raise AttributeError(f"no reference table {name!r}")
        return tables[name]


@lru_cache(maxsize=1)
def default_reference() -> Reference:
    """Return the project's own tables, ``data/reference``, loaded once in a process.

    Raises:
        ReferenceError: a table is broken.
    """
    return load_reference(PROJECT_ROOT / "data" / "reference")


def load_reference(directory: Path, tables: Mapping[str, Table] = TABLES) -> Reference:
    """Load and validate every table of ``directory``.

    Raises:
        ReferenceError: with every mistake that was found, never only the first.
        OSError: a file can't be read.
    """
    mistakes: list[Mistake] = []
    frames: dict[str, pl.DataFrame] = {}
    digest = hashlib.sha256()
    files = {path.stem: path for path in directory.glob("*.csv") if path.stem not in KEPT_APART}
    for name in sorted(tables.keys() | files.keys()):
        if name not in files:
            mistakes.append(Mistake(f"{name}.csv", None, None, "is missing"))
        elif name not in tables:
            mistakes.append(
                Mistake(f"{name}.csv", None, None, "is no table that Assay knows; see TABLES")
            )
        else:
            content = files[name].read_bytes()
            digest.update(f"{name}\n{len(content)}\n".encode())
            digest.update(content)
            frame, found = _read_table(f"{name}.csv", content, tables[name])
            mistakes += found
            if frame is not None:
                frames[name] = frame
    for name, frame in frames.items():
        mistakes += check_keys(name, frame, tables[name])
    mistakes += check_across(frames, tables)
    if mistakes:
        raise ReferenceError(sorted(mistakes, key=Mistake.place))
    return Reference(frames, digest.hexdigest())


def _read_table(
    file: str, content: bytes, table: Table
) -> tuple[pl.DataFrame | None, list[Mistake]]:
    """Turn the bytes of one CSV into its frame; ``None`` if it has no usable rows."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, [Mistake(file, line, None, "is not UTF-8 here")]
    header, rows, mistakes = _read_rows(file, text)
    wanted = list(table.schema.columns)
    for name in header:
        if name not in wanted:
            mistakes.append(Mistake(file, 1, name, "unknown column"))
        elif header.count(name) > 1:
            mistakes.append(Mistake(file, 1, name, "column named twice"))
    mistakes += [Mistake(file, 1, name, "missing column") for name in wanted if name not in header]
    if mistakes:
        return None, mistakes
    raw = pl.DataFrame(rows, schema=dict.fromkeys(header, pl.String), orient="row").select(wanted)
    frame, mistakes = _cast(file, raw, table)
    if mistakes:
        return None, mistakes
    return frame, _validate(file, frame, table)


def _read_rows(file: str, text: str) -> tuple[list[str], list[list[str | None]], list[Mistake]]:
    mistakes: list[Mistake] = []
    rows: list[list[str | None]] = []
    header: list[str] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 0
    try:
        for line, row in enumerate(reader, start=1):
            if reader.line_num != line:
                mistakes.append(Mistake(file, line, None, "a field holds a line break"))
                break
            if line == 1:
                header = row
            elif len(row) != len(header):
                mistakes.append(
                    Mistake(file, line, None, f"{len(row)} fields for {len(header)} columns")
                )
            else:
                mistakes += [
                    Mistake(file, line, name, f"white space around {value!r}")
                    for name, value in zip(header, row, strict=True)
                    if value != value.strip()
                ]
                rows.append([value or None for value in row])
    except csv.Error as error:
        mistakes.append(Mistake(file, line + 1, None, f"broken quoting: {error}"))
    if not header and not mistakes:
        mistakes.append(Mistake(file, 1, None, "is empty"))
    return header, rows, mistakes


def _cast(file: str, raw: pl.DataFrame, table: Table) -> tuple[pl.DataFrame, list[Mistake]]:
    mistakes: list[Mistake] = []
    columns: list[pl.Series] = []
    for name, column in table.schema.columns.items():
        dtype = column.dtype.type
        text = raw[name]
        if dtype == pl.Boolean:
            typed = text.replace_strict(
                {"true": True, "false": False}, default=None, return_dtype=pl.Boolean
            )
        elif dtype == pl.Date:
            typed = text.str.to_date("%Y-%m-%d", strict=False)
        else:
            typed = text.cast(dtype, strict=False)
        broken = (typed.is_null() & text.is_not_null()).arg_true().to_list()
        mistakes += [
            Mistake(file, row + 2, name, f"{text[row]!r} is no {_kind(dtype)}") for row in broken
        ]
        columns.append(typed.alias(name))
    return pl.DataFrame(columns), mistakes


def _kind(dtype: pl.DataType) -> str:
    if dtype == pl.Boolean:
        return "true or false"
    if dtype == pl.Date:
        return "date (YYYY-MM-DD)"
    return "whole number" if dtype.is_integer() else "number"


def _validate(file: str, frame: pl.DataFrame, table: Table) -> list[Mistake]:
    try:
        table.schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        return [
            Mistake(
                file,
                None if case["index"] is None else case["index"] + 2,
                case["column"],
                "must not be empty"
                if case["check"] == "not_nullable"
                else f"{case['failure_case']!r} breaks {case['check']}",
            )
            for case in errors.failure_cases.iter_rows(named=True)
        ]
    return []
