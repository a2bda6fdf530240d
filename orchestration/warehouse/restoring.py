"""What a new build file takes over from the published one: which nights there were, and what each
status was on each of them.

Everything else is made again from the landed documents. The past can't be: it stands nowhere but
in the history.
"""

from pathlib import Path

import duckdb

from orchestration.contracts.schemas import REFRESHES, polars_schema
from orchestration.warehouse.build_file import open_build_file

HISTORY = "verification_history"


def restore_history(build_file: Path, published_file: Path) -> bool:
    """Take the history over into a build file that has none, if something is published.

    The published file is read alone. In a build file that has a history nothing is changed.

    Returns:
        Whether there was something to take over.

    Raises:
        WarehouseError: see :func:`open_build_file`; also if the published file can't be read.
    """
    if not published_file.exists():
        return False
    with open_build_file(build_file) as connection:
        if _has_history(connection):
            return False
        place = str(published_file.resolve()).replace("'", "''")
        connection.execute(f"ATTACH '{place}' AS published (READ_ONLY)")
        connection.begin()
        connection.execute("CREATE SCHEMA IF NOT EXISTS marts")
        connection.execute(f"CREATE TABLE marts.{HISTORY} AS FROM published.marts.{HISTORY}")
        columns = ", ".join(polars_schema(REFRESHES))
        connection.execute(
            f"INSERT INTO raw.refreshes BY NAME SELECT {columns} FROM published.marts.refresh_log"
        )
        connection.commit()
        connection.execute("DETACH published")
    return True


def _has_history(connection: duckdb.DuckDBPyConnection) -> bool:
    row = connection.execute(
        """
        SELECT count(*) FROM duckdb_tables()
        WHERE schema_name = 'marts' AND table_name = ?
        """,
        [HISTORY],
    ).fetchone()
    return bool(row and row[0])
