"""What must hold beyond one field: keys, links, hierarchies, and rules of single tables.

Each check returns its mistakes and raises nothing, so that all of them are told at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from orchestration.reference.tables import Table


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake; ``line`` counts the lines of ``file`` from 1, its header being the first."""

    file: str
    line: int | None
    column: str | None
    what: str

    def __str__(self) -> str:
        """Tell it as ``file:line: column: what``."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return (
            f"{place}: {self.what}"
            if self.column is None
            else f"{place}: {self.column}: {self.what}"
        )

    def place(self) -> tuple[str, int, str]:
        """Sort key: file, line, column."""
        return (self.file, self.line or 0, self.column or "")


def check_keys(name: str, frame: pl.DataFrame, table: Table) -> list[Mistake]:
    """Find the rows whose key stands in an earlier row."""
    first: dict[tuple[object, ...], int] = {}
    mistakes = []
    for line, key in enumerate(frame.select(table.key).iter_rows(), start=2):
        if key in first:
            told = ", ".join(str(part) for part in key)
            what = f"{told!r} stands in line {first[key]} already"
            mistakes.append(Mistake(f"{name}.csv", line, ", ".join(table.key), what))
        else:
            first[key] = line
    return mistakes


def check_across(frames: Mapping[str, pl.DataFrame], tables: Mapping[str, Table]) -> list[Mistake]:
    """Check what spans rows and tables; a table that could not be read is passed over."""
    mistakes = []
    for name, frame in frames.items():
        mistakes += _check_links(name, frame, tables[name], frames)
        if tables[name].parent is not None:
            mistakes += _check_hierarchy(name, frame, tables[name])
    if "companies" in frames:
        mistakes += _check_leis(frames["companies"])
    if "company_aliases" in frames:
        mistakes += _check_aliases(frames["company_aliases"])
    for name, low, high in (
        ("metric_types", "hard_min", "hard_max"),
        ("unit_costs", "low", "high"),
    ):
        if name in frames:
            mistakes += _check_bounds(name, frames[name], low, high)
    return mistakes


def _check_links(
    name: str, frame: pl.DataFrame, table: Table, frames: Mapping[str, pl.DataFrame]
) -> list[Mistake]:
    mistakes = []
    for link in table.links:
        if link.table not in frames:
            continue
        known = set(frames[link.table][link.target]) | set(link.or_one_of)
        mistakes += [
            Mistake(f"{name}.csv", line, link.column, f"{value!r} is not in {link.table}.csv")
            for line, value in enumerate(frame[link.column], start=2)
            if value is not None and value not in known
        ]
    return mistakes


def _check_hierarchy(name: str, frame: pl.DataFrame, table: Table) -> list[Mistake]:
    """Find each row from which the walk up its parents comes back to it."""
    (key,), column = table.key, table.parent
    parents = dict(frame.select(key, column).iter_rows())
    mistakes = []
    for line, start in enumerate(frame[key], start=2):
        path = [start]
        while (above := parents.get(path[-1])) is not None and above not in path:
            path.append(above)
        if above == start:
            circle = " → ".join([*path, start])
            mistakes.append(Mistake(f"{name}.csv", line, column, f"a circle of parents: {circle}"))
    return mistakes


def _check_leis(companies: pl.DataFrame) -> list[Mistake]:
    """Check the two last digits of each LEI (ISO 17442: the number it spells is 1 modulo 97)."""
    return [
        Mistake("companies.csv", line, "lei", f"{lei!r} has a wrong check digit")
        for line, lei in enumerate(companies["lei"], start=2)
        if lei is not None
        and lei.isalnum()
        and int("".join(str(int(c, 36)) for c in lei)) % 97 != 1
    ]


def _check_aliases(aliases: pl.DataFrame) -> list[Mistake]:
    """Hold that a name leads to one company, unless each of its rows says ``ambiguous``."""
    shared = aliases.with_row_index("line", offset=2).filter(
        (pl.col("company_id").n_unique().over(pl.col("alias").str.to_lowercase()) > 1)
        & (pl.col("alias_type") != "ambiguous")
    )
    return [
        Mistake(
            "company_aliases.csv",
            line,
            "alias",
            f"{alias!r} leads to several companies: alias_type must be 'ambiguous'",
        )
        for line, alias in shared.select("line", "alias").iter_rows()
    ]


def _check_bounds(name: str, frame: pl.DataFrame, low: str, high: str) -> list[Mistake]:
    return [
        Mistake(f"{name}.csv", line, low, f"{bottom} is above {high} {top}")
        for line, (bottom, top) in enumerate(frame.select(low, high).iter_rows(), start=2)
        if bottom is not None and top is not None and bottom > top
    ]
