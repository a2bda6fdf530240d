"""Opening the build file, and keeping its tables in the shape that the schemas give them.

No PRIMARY KEY, UNIQUE or index is ever made: dbt's tests hold what must be unique.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandera.polars as pa
import polars as pl

from orchestration.contracts.schemas import (
    ARTICLE_TABLES,
    JOURNAL_TABLES,
    TABLES,
    VALUE,
    polars_schema,
)

DUCKDB_TYPES = {
    pl.String(): "VARCHAR",
    pl.Int64(): "BIGINT",
    pl.Float64(): "DOUBLE",
    pl.Boolean(): "BOOLEAN",
    pl.Date(): "DATE",
    # Instants are stored as UTC without a zone: every driver can read them.
    pl.Datetime("us", "UTC"): "TIMESTAMP",
    VALUE: "DECIMAL(38,9)",
    pl.List(pl.Int64()): "BIGINT[]",
}

REREAD_TABLES = {*ARTICLE_TABLES, "documents"}
"""Tables that can be made again from the landed documents."""


class WarehouseError(RuntimeError):
    """The build file could not be used; the message says why and what helps."""


class BuildFileLockedError(WarehouseError):
    """Another process has the build file open."""


class BuildFileBrokenError(WarehouseError):
    """The build file holds no usable database."""


@contextmanager
def open_build_file(path: Path, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the build file, and close it whatever happens; all instants are UTC.

    Raises:
        BuildFileLockedError: another process has it open.
        BuildFileBrokenError: it is damaged.
        WarehouseError: it can't be read or written, for instance because the disk is full.
    """
    connection = _connect(path, read_only)
    try:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise WarehouseError(f"{path} could not be written: {_first_line(error)}") from error
    except (duckdb.FatalException, duckdb.SerializationException) as error:
        raise _broken(path, error) from error
    finally:
        connection.close()


def prepare_build_file(path: Path) -> str | None:
    """Make sure that the build file has every table of ``raw`` in its present shape.

    Tables of another shape are made anew. If they hold what was read from documents, all
    documents are read again; other rows are taken over.

    Returns:
        What had to be done, as a sentence for people, or ``None``.

    Raises:
        WarehouseError: see :func:`open_build_file`.
    """
    is_new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not is_new and path.stat().st_size == 0:
        # A refresh was killed while DuckDB began the file.
        path.unlink()
        is_new = True
    with open_build_file(path) as connection:
        connection.execute("CREATE SCHEMA IF NOT EXISTS raw")
        found = _shapes(connection)
        wanted = {name: _shape(schema) for name, schema in TABLES.items()}
        changed = {name for name in TABLES if found.get(name) not in (None, wanted[name])}
        if changed & REREAD_TABLES:
            changed |= REREAD_TABLES & found.keys()
        connection.begin()
        for name in TABLES:
            if name in changed:
                _remake(connection, name, found[name], wanted[name])
            elif name not in found:
                connection.execute(_create(name, wanted[name]))
        connection.commit()
    if is_new:
        return f"There was no build file: {path.name} is made anew from the landed documents."
    if changed:
        return f"The tables {', '.join(sorted(changed))} have a new shape and are made anew."
    return None


def _connect(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), read_only=read_only)
    except duckdb.IOException as error:
        if "lock" in str(error):
            raise BuildFileLockedError(
                f"{path} is open in another process. Only the refresh may open it; "
                f"close the other program and look at the published file instead. "
                f"({_first_line(error)})"
            ) from error
        if "not a valid DuckDB database file" in str(error):
            raise _broken(path, error) from error
        raise WarehouseError(f"{path} could not be opened: {_first_line(error)}") from error
    except duckdb.Error as error:
        raise _broken(path, error) from error


def _broken(path: Path, error: duckdb.Error) -> BuildFileBrokenError:
    return BuildFileBrokenError(
        f"{path} is damaged: {_first_line(error)} Move it (and {path.name}.wal, if there is one) "
        f"away and refresh again: everything is read anew from the landed documents, and the "
        f"history of statuses is taken from what is published, which is not touched."
    )


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


Shape = list[tuple[str, str]]


def _shape(schema: pa.DataFrameSchema) -> Shape:
    return [(name, DUCKDB_TYPES[dtype]) for name, dtype in polars_schema(schema).items()]


def _shapes(connection: duckdb.DuckDBPyConnection) -> dict[str, Shape]:
    rows = connection.execute(
        """
        SELECT table_name, column_name, data_type
        FROM duckdb_columns()
        WHERE schema_name = 'raw' AND database_name = current_database()
        ORDER BY table_name, column_index
        """
    ).fetchall()
    shapes: dict[str, Shape] = {}
    for table, column, dtype in rows:
        shapes.setdefault(table, []).append((column, dtype))
    return shapes


def _create(name: str, shape: Shape) -> str:
    columns = ", ".join(f'"{column}" {dtype}' for column, dtype in shape)
    return f'CREATE TABLE raw."{name}" ({columns})'


def _remake(connection: duckdb.DuckDBPyConnection, name: str, old: Shape, new: Shape) -> None:
    kept = [column for column, _ in old if column in dict(new)]
    takes_over = name not in {*REREAD_TABLES, *JOURNAL_TABLES} and kept
    if takes_over:
        connection.execute(f'ALTER TABLE raw."{name}" RENAME TO "{name}_before"')
    else:
        connection.execute(f'DROP TABLE raw."{name}"')
    connection.execute(_create(name, new))
    if takes_over:
        columns = ", ".join(f'"{column}"' for column in kept)
        connection.execute(
            f'INSERT INTO raw."{name}" BY NAME SELECT {columns} FROM raw."{name}_before"'
        )
        connection.execute(f'DROP TABLE raw."{name}_before"')
