"""Reads a DuckDB file whole: ``python -m orchestration.publication.proof FILE``.

It runs in a process of its own, so that nothing that the writer still holds in memory can hide what
is wrong with the file. DuckDB verifies the checksum of every block that it reads.
"""

import sys
from pathlib import Path

import duckdb


def read_whole(file: Path) -> int:
    """Read every value of every table.

    Returns:
        The number of values that are not null.

    Raises:
        duckdb.Error: something can't be read.
    """
    connection = duckdb.connect(str(file), read_only=True)
    try:
        columns: dict[tuple[str, str], list[str]] = {}
        for schema, table, column in connection.execute(
            """
            SELECT schema_name, table_name, column_name FROM duckdb_columns()
            WHERE NOT internal AND database_name = current_database()
            """
        ).fetchall():
            columns.setdefault((schema, table), []).append(column)
        total = 0
        for (schema, table), names in columns.items():
            # hash() needs the value itself; a bare count could be answered from statistics.
            counted = " + ".join(f'count(hash("{n}")) FILTER ("{n}" IS NOT NULL)' for n in names)
            row = connection.execute(f'SELECT {counted} FROM "{schema}"."{table}"').fetchone()
            total += int(row[0]) if row else 0
        return total
    finally:
        connection.close()


def main() -> None:
    """Read the file that the command line names; a traceback ends the process otherwise."""
    sys.stdout.write(f"{read_whole(Path(sys.argv[1]))} values\n")


if __name__ == "__main__":
    main()
