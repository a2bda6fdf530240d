"""How a refresh looks in a terminal: its stages as they pass, its failure, its summary.

Only words and lay-out belong here; the numbers come from events and from the published file.
"""

import time
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.status import Status
from rich.table import Table

from orchestration.publication.summary import Summary
from orchestration.settings import Settings

STAGES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "reference_tables": ("Reference tables checked", ()),
    "documents": ("Documents landed", ("landed", "refused")),
    "articles": ("Articles read", ("documents_read", "documents_new", "rejected")),
    "claims": ("Claims read", ("claims_read", "claims_rejected")),
    "verdicts": ("Verdicts taken", ("new", "refused")),
    "raw_tables": ("Warehouse loaded", ()),
    "similar_texts": ("Texts compared", ("texts_new", "pairs_found")),
    "dbt_models": ("Marts built and tested", ()),
    "published_warehouse": ("Published", ("version",)),
}
"""The steps of the job: what is said when one is done, and which of its metadata are told."""


class Progress:
    """Shows the stage that works, and a line for each that is done."""

    def __init__(self, console: Console) -> None:
        """Show on ``console``: with a moving line if it is a terminal, else lines alone."""
        self._console = console
        self._status: Status | None = console.status("Starting …") if console.is_terminal else None
        self._started: dict[str, float] = {}
        self._metadata: dict[str, dict[str, object]] = {}
        self._built = 0

    def __enter__(self) -> Self:
        """Begin to show."""
        if self._status is not None:
            self._status.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the moving line away."""
        if self._status is not None:
            self._status.stop()

    def begin(self, step: str) -> None:
        """A step of the job starts."""
        self._started[step] = time.monotonic()
        if step in STAGES:
            self._move(STAGES[step][0])

    def materialized(self, step: str, metadata: Mapping[str, object]) -> None:
        """A step has made an asset."""
        self._metadata.setdefault(step, {}).update(metadata)
        if step == "dbt_models":
            self._built += 1
            self._move(f"{STAGES[step][0]}: {self._built}")

    def say(self, line: str) -> None:
        """A step tells how far it has come."""
        self._console.print(line, markup=False, style="dim")

    def end(self, step: str) -> None:
        """A step has succeeded."""
        if step not in STAGES:
            return
        label, names = STAGES[step]
        seconds = time.monotonic() - self._started.get(step, time.monotonic())
        told = self._metadata.get(step, {})
        details = ", ".join(
            f"{name.replace('_', ' ')} {told[name]}" for name in names if name in told
        )
        self._console.print(
            f"{label:<28} {seconds:5.1f} s  {details}".rstrip(), markup=False, style="dim"
        )

    def _move(self, line: str) -> None:
        if self._status is not None:
            self._status.update(f"{line} …")


def tell(console: Console, settings: Settings, summary: Summary, seconds: float) -> None:
    """Print the summary of a refresh that went well."""
    say = console.print
    say()
    say(
        f"Documents: {summary.documents_seen} seen, {summary.documents_new} new, "
        f"{summary.documents_rejected} rejected"
    )
    say(f"Claims:    {summary.claims} of {summary.companies} companies")
    if summary.savings:
        say()
        say(_table(("savings by company", "kind", "value", "per"), summary.savings))
    if summary.statuses:
        say()
        counts = [(status, str(count)) for status, count in summary.statuses]
        say(_table(("verification status", "claims"), counts))
    file = settings.published_file
    say()
    say(f"Published in {seconds:.1f} s: {file}", markup=False)
    say("Try:", markup=False)
    say(
        f"  .venv/bin/python -c \"import duckdb; print(duckdb.connect('{file}', read_only=True)"
        ".sql('from marts.savings'))\"",
        markup=False,
    )


def one_line(message: str) -> str:
    """An error's message without its class: ``module.Class: words`` becomes ``words``."""
    head, colon, words = message.strip().partition(": ")
    return words if colon and " " not in head and "." in head else message.strip()


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, justify="right" if column in ("value", "claims") else "left")
    for row in rows:
        table.add_row(*row)
    return table
