"""Putting staged rows into the build file: one transaction, in bulk, replacing what was reread.

The rows come from the Parquet files that ``staging`` wrote; nothing is looked at here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from orchestration.contracts.schemas import ARTICLE_TABLES, REFRESHES
from orchestration.warehouse.build_file import open_build_file


@dataclass(frozen=True, slots=True)
class Load:
    """One refresh's row of ``raw.refreshes``, save what only the build file knows."""

    run_id: str
    started_at: datetime
    finished_at: datetime
    as_of: date
    documents_new: int
    documents_rejected: int
    claims_read: int
    claims_rejected: int
    warehouse_version: str


def load(build_file: Path, staged: Mapping[str, Path], refresh: Load) -> dict[str, int]:
    """Load staged rows in one transaction: all of them, or none.

    Args:
        build_file: a prepared build file.
        staged: Parquet files (or globs of them) by table: every table of ``ARTICLE_TABLES``,
            ``documents`` (those read now) and ``rejected_records`` (all that this refresh
            refused). A table without an entry got no rows.
        refresh: the row to log.

    Returns:
        The number of rows in each table of ``raw`` afterwards.

    Raises:
        WarehouseError: see :func:`open_build_file`.
    """
    with open_build_file(build_file) as connection:
        connection.begin()
        try:
            _replace(connection, staged)
            _log(connection, refresh)
        except duckdb.Error:
            connection.rollback()
            raise
        connection.commit()
        connection.execute("CHECKPOINT")
        names = [*ARTICLE_TABLES, "documents", "rejected_records", "refreshes"]
        return {name: _count(connection, name) for name in names}


def _replace(connection: duckdb.DuckDBPyConnection, staged: Mapping[str, Path]) -> None:
    connection.execute("CREATE TEMP TABLE reread (document_id VARCHAR)")
    if "documents" in staged:
        connection.execute(
            "INSERT INTO reread SELECT document_id FROM read_parquet($file)",
            {"file": str(staged["documents"])},
        )
    for name in (*ARTICLE_TABLES, "documents"):
        key = "document_id" if name == "documents" else "article_id"
        connection.execute(f'DELETE FROM raw."{name}" WHERE {key} IN (FROM reread)')
        _insert(connection, name, staged)
    # What the inbox refused is refused anew by every refresh, as long as it lies there. The first
    # time that it was refused is kept.
    connection.execute("CREATE TEMP TABLE refused AS FROM raw.rejected_records LIMIT 0")
    if "rejected_records" in staged:
        connection.execute(
            "INSERT INTO refused BY NAME FROM read_parquet($file)",
            {"file": str(staged["rejected_records"])},
        )
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
            OR article_id IN (FROM reread)
            OR rejection_id IN (SELECT rejection_id FROM refused)
        """
    )
    connection.execute("INSERT INTO raw.rejected_records BY NAME FROM refused")
    connection.execute("DROP TABLE reread")
    connection.execute("DROP TABLE refused")


def _insert(connection: duckdb.DuckDBPyConnection, name: str, staged: Mapping[str, Path]) -> None:
    if name in staged:
        connection.execute(
            f'INSERT INTO raw."{name}" BY NAME FROM read_parquet($file)',
            {"file": str(staged[name])},
        )


def _log(connection: duckdb.DuckDBPyConnection, refresh: Load) -> None:
    row = {name: getattr(refresh, name) for name in REFRESHES.columns if name != "documents_seen"}
    row["documents_seen"] = _count(connection, "documents")
    for name in ("started_at", "finished_at"):
        row[name] = row[name].astimezone(UTC).replace(tzinfo=None)
    connection.execute("DELETE FROM raw.refreshes WHERE run_id = ?", [refresh.run_id])
    columns = ", ".join(row)
    values = ", ".join(f"${name}" for name in row)
    connection.execute(f"INSERT INTO raw.refreshes ({columns}) VALUES ({values})", row)


def _count(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    row = connection.execute(f'SELECT count(*) FROM raw."{name}"').fetchone()
    return int(row[0]) if row else 0
