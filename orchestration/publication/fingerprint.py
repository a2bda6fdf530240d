"""Tells whether two warehouses say the same: ``python -m orchestration.publication.fingerprint``.

The fingerprint of a table hashes all its rows, in no particular order, without the columns that
tell of the refresh itself and not of the articles.
"""

import sys
from pathlib import Path

import duckdb

from orchestration.settings import load_settings

OF_THE_REFRESH = (
    "ingested_at",
    "landed_at",
    "recorded_at",
    "rejected_at",
    "run_id",
    "history_id",
    "opened_by_run_id",
    "closed_by_run_id",
)
"""Columns that two refreshes of the same documents may differ in."""

LOGS = ("refresh_log", "fetch_log", "source_visits")
"""Tables that tell of refreshes alone."""


def fingerprint_query(table: str, columns: list[str]) -> str:
    """The query that hashes a table of ``marts``: its number of rows, and their hash."""
    row = ", ".join(f'"{name}"' for name in sorted(columns) if name not in OF_THE_REFRESH)
    return f"""
        SELECT count(*), coalesce(md5(string_agg(md5(line), '' ORDER BY md5(line))), '')
        FROM (SELECT CAST(row({row}) AS VARCHAR) AS line FROM marts."{table}")
    """


def fingerprint(file: Path) -> dict[str, tuple[int, str]]:
    """The number of rows and the hash of every table of ``marts`` in ``file``."""
    connection = duckdb.connect(str(file), read_only=True)
    try:
        columns: dict[str, list[str]] = {}
        for table, column in connection.execute(
            """
            SELECT table_name, column_name FROM duckdb_columns()
            WHERE schema_name = 'marts' AND database_name = current_database()
            ORDER BY table_name, column_name
            """
        ).fetchall():
            columns.setdefault(table, []).append(column)
        results: dict[str, tuple[int, str]] = {}
        for table, names in columns.items():
            if table in LOGS:
                continue
            row = connection.execute(fingerprint_query(table, names)).fetchone()
            results[table] = (int(row[0]), str(row[1])) if row else (0, "")
        return results
    finally:
        connection.close()


def main() -> None:
    """Print the fingerprints of the published file, or of the one that the command line names."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else load_settings().published_file
    for table, (rows, digest) in fingerprint(file).items():
        sys.stdout.write(f"{table:24} {rows:9,} rows  {digest}\n")


if __name__ == "__main__":
    main()
