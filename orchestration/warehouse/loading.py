"""Putting staged rows into the build file: one transaction, in bulk, replacing what was reread.

The rows come from the Parquet files that ``staging`` wrote; nothing is looked at here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from orchestration.contracts.schemas import ARTICLE_TABLES, JOURNAL_TABLES
from orchestration.warehouse.build_file import open_build_file

JOURNAL_NUMBERS = {"fetches": "fetch_number", "visits": "visit_number"}
"""The column of each of the ``JOURNAL_TABLES`` that says which line of its journal a row was."""


@dataclass(frozen=True, slots=True)
class Refresh:
    """Which refresh loads, and for which day; ``warehouse_version`` is what it would publish."""

    run_id: str
    started_at: datetime
    as_of: date
    warehouse_version: str


def load(
    build_file: Path, staged: Mapping[str, Sequence[Path]], refresh: Refresh
) -> dict[str, int]:
    """Load staged rows in one transaction: all of them, or none.

    Args:
        build_file: a prepared build file.
        staged: Parquet files by table: every table of ``ARTICLE_TABLES``,
            ``documents`` (those read now), ``verdicts`` (all that were ever recorded),
            ``rejected_records`` (all that this refresh refused), and every table of
            ``JOURNAL_TABLES`` (the lines from some number on). A table without an entry got no
            rows.
        refresh: the row to log.

    Returns:
        The number of rows in each table of ``raw`` afterwards.

    Raises:
        WarehouseError: see :func:`open_build_file`.
    """
    with open_build_file(build_file) as connection:
        connection.begin()
        try:
            _stage(connection, staged)
            counts = _read_counts(connection)
            _replace(connection, staged)
            _log(connection, refresh, counts)
        except duckdb.Error:
            connection.rollback()
            raise
        connection.commit()
        connection.execute("CHECKPOINT")
        names = [*ARTICLE_TABLES, *JOURNAL_TABLES, "documents", "verdicts"]
        names += ["rejected_records", "refreshes"]
        return {name: _count(connection, name) for name in names}


def held_lines(build_file: Path) -> dict[str, int]:
    """The number of the last line of each journal that a prepared build file holds, 0 for none.

    Raises:
        WarehouseError: see :func:`open_build_file`.
    """
    held: dict[str, int] = {}
    with open_build_file(build_file, read_only=True) as connection:
        for name, number in JOURNAL_NUMBERS.items():
            query = f'SELECT coalesce(max("{number}"), 0) FROM raw."{name}"'
            row = connection.execute(query).fetchone()
            held[name] = int(row[0]) if row else 0
    return held


def _stage(connection: duckdb.DuckDBPyConnection, staged: Mapping[str, Sequence[Path]]) -> None:
    """Make the temporary tables ``reread`` and ``refused``."""
    connection.execute("CREATE TEMP TABLE reread (document_id VARCHAR, claims_read BIGINT)")
    if "documents" in staged:
        connection.execute(
            "INSERT INTO reread BY NAME SELECT document_id, claims_read FROM read_parquet($files)",
            {"files": _files(staged["documents"])},
        )
    connection.execute("CREATE TEMP TABLE refused AS FROM raw.rejected_records LIMIT 0")
    if "rejected_records" in staged:
        connection.execute(
            "INSERT INTO refused BY NAME FROM read_parquet($files)",
            {"files": _files(staged["rejected_records"])},
        )


def _replace(connection: duckdb.DuckDBPyConnection, staged: Mapping[str, Sequence[Path]]) -> None:
    for name in (*ARTICLE_TABLES, "documents"):
        key = "document_id" if name == "documents" else "article_id"
        connection.execute(
            f'DELETE FROM raw."{name}" WHERE {key} IN (SELECT document_id FROM reread)'
        )
        _insert(connection, name, staged)
    connection.execute("DELETE FROM raw.verdicts")
    _insert(connection, "verdicts", staged)
    for name, number in JOURNAL_NUMBERS.items():
        if name in staged:
            # Whatever stood behind the first line that is staged is told anew by those lines.
            connection.execute(
                f"""
                DELETE FROM raw."{name}" WHERE "{number}" >= (
                    SELECT min("{number}") FROM read_parquet($files)
                )
                """,
                {"files": _files(staged[name])},
            )
            _insert(connection, name, staged)
    # What the inbox refused is refused anew by every refresh, as long as it lies there. The first
    # time that it was refused is kept.
    connection.execute(
        """
        UPDATE refused
        SET rejected_at = earlier.rejected_at, run_id = earlier.run_id
        FROM raw.rejected_records AS earlier
        WHERE earlier.rejection_id = refused.rejection_id
        """
    )
    connection.execute(
        """
        DELETE FROM raw.rejected_records
        WHERE article_id IS NULL
            OR article_id IN (SELECT document_id FROM reread)
            OR rejection_id IN (SELECT rejection_id FROM refused)
        """
    )
    connection.execute("INSERT INTO raw.rejected_records BY NAME FROM refused")


def _insert(
    connection: duckdb.DuckDBPyConnection, name: str, staged: Mapping[str, Sequence[Path]]
) -> None:
    if name in staged:
        connection.execute(
            f'INSERT INTO raw."{name}" BY NAME FROM read_parquet($files)',
            {"files": _files(staged[name])},
        )


def _read_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """What this refresh read; to be asked while ``reread`` and ``refused`` stand as they came."""
    row = connection.execute(
        """
        SELECT
            (
                SELECT count(*) FROM reread
                WHERE document_id NOT IN (SELECT document_id FROM raw.documents)
            ) AS documents_new,
            (SELECT count(*) FROM refused WHERE record_type = 'document') AS documents_rejected,
            (SELECT coalesce(sum(claims_read), 0) FROM reread) AS claims_read,
            (SELECT count(*) FROM refused WHERE record_type = 'claim') AS claims_rejected
        """
    ).fetchone()
    names = ("documents_new", "documents_rejected", "claims_read", "claims_rejected")
    return dict(zip(names, map(int, row), strict=True)) if row else dict.fromkeys(names, 0)


def _log(
    connection: duckdb.DuckDBPyConnection, refresh: Refresh, counts: Mapping[str, int]
) -> None:
    row = {
        "run_id": refresh.run_id,
        "started_at": refresh.started_at.astimezone(UTC).replace(tzinfo=None),
        "finished_at": datetime.now(UTC).replace(tzinfo=None),
        "as_of": refresh.as_of,
        "documents_seen": _count(connection, "documents"),
        **counts,
        "warehouse_version": refresh.warehouse_version,
    }
    connection.execute("DELETE FROM raw.refreshes WHERE run_id = ?", [refresh.run_id])
    columns = ", ".join(row)
    values = ", ".join(f"${name}" for name in row)
    connection.execute(f"INSERT INTO raw.refreshes ({columns}) VALUES ({values})", row)


def _files(parts: Sequence[Path]) -> list[str]:
    return [str(part) for part in parts]


def _count(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    row = connection.execute(f'SELECT count(*) FROM raw."{name}"').fetchone()
    return int(row[0]) if row else 0
