"""The journals of sources as rows: fetches and visits that the build file does not hold yet.

What a line means is known to ``ingestion``; here it becomes a row of its contract.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pandera.errors
import pandera.polars as pa
import polars as pl

from orchestration.contracts.schemas import FETCHES, VISITS, polars_schema
from orchestration.ingestion.fetch_log import FETCH_LOG
from orchestration.ingestion.journal import JournalError, count_lines, read_journal
from orchestration.ingestion.visits import VISITS as VISITS_JOURNAL
from orchestration.reading.area import JOURNALS, StagingArea

ROWS_AT_ONCE = 50_000

Row = dict[str, Any]


def stage_journals(raw_dir: Path, area: StagingArea, held: Mapping[str, int]) -> None:
    """Stage the lines that came after those that are held.

    A journal that is shorter than what is held is another one than before: all of it is staged.

    Args:
        raw_dir: the raw store, with the journals.
        area: where the rows are staged.
        held: the number of the last line of each table that the build file holds.

    Raises:
        JournalError: a line can't be read, or breaks the contract.
        OSError: a journal can't be read, or a row can't be staged.
    """
    area.clear(JOURNALS)
    _stage(raw_dir / FETCH_LOG, area, FETCHES, held.get("fetches", 0), _fetch_row)
    _stage(raw_dir / VISITS_JOURNAL, area, VISITS, held.get("visits", 0), _visit_row)


def _stage(
    path: Path,
    area: StagingArea,
    schema: pa.DataFrameSchema,
    held: int,
    row_of: Callable[[int, Row], Row],
) -> None:
    after = held if count_lines(path) >= held else 0
    rows = _rows(path, after, row_of)
    part = 0
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        frame = pl.DataFrame(batch, schema=polars_schema(schema), orient="row")
        try:
            schema.validate(frame)
        except pandera.errors.SchemaError as error:
            raise JournalError(None, f"a line breaks its contract ({error})", str(path)) from error
        area.write(JOURNALS, str(schema.name), part, frame)
        part += 1


def _rows(path: Path, after: int, row_of: Callable[[int, Row], Row]) -> Iterator[Row]:
    for number, fields in enumerate(read_journal(path, after), start=after + 1):
        try:
            yield row_of(number, fields)
        except (KeyError, TypeError, ValueError) as error:
            raise JournalError(
                None, f"line {number} lacks what it should tell ({error!r})", str(path)
            ) from error


def _fetch_row(number: int, fields: Row) -> Row:
    return {
        **{name: fields.get(name) for name in FETCHES.columns},
        "fetch_id": _id(fields["source"], fields["address"], fields["fetched_at"]),
        "fetch_number": number,
        "fetched_at": datetime.fromisoformat(fields["fetched_at"]),
    }


def _visit_row(number: int, fields: Row) -> Row:
    return {
        **{name: fields.get(name) for name in VISITS.columns},
        "visit_id": _id(fields["source"], fields["run_id"], fields["started_at"]),
        "visit_number": number,
        "started_at": datetime.fromisoformat(fields["started_at"]),
        "finished_at": datetime.fromisoformat(fields["finished_at"]),
    }


def _id(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
