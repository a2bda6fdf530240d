"""What the assets of all stages have in common: owners, metadata, and which faults are retried."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import dagster as dg

from orchestration.warehouse import BuildFileLockedError

OWNERS = ["team:data-engineering"]
ASSET_CELL_WIDTH = 60

Result = TypeVar("Result")


@contextmanager
def transient_faults() -> Iterator[None]:
    """Ask for another try when the fault can pass by itself; let every other one fail at once.

    The build file is locked for a moment when somebody looks into it, which they shouldn't.
    """
    try:
        yield
    except BuildFileLockedError as error:
        raise dg.RetryRequested(max_retries=2, seconds_to_wait=2) from error


def markdown_table(
    columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> dg.MarkdownMetadataValue:
    """Rows as a table that the UI shows; long values are cut."""

    def line(cells: Sequence[Any]) -> str:
        texts = ("" if cell is None else " ".join(str(cell).split()) for cell in cells)
        return "| " + " | ".join(_cut(text).replace("|", "\\|") for text in texts) + " |"

    ruler = "| " + " | ".join("---" for _ in columns) + " |"
    return dg.MetadataValue.md("\n".join([line(columns), ruler, *map(line, rows)]))


def _cut(text: str) -> str:
    return text if len(text) <= ASSET_CELL_WIDTH else text[: ASSET_CELL_WIDTH - 1] + "…"
