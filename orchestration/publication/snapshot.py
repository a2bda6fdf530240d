"""Making a version of the published warehouse, and switching to it.

A version is a directory of its own. It is built under a name that nobody looks at, read whole in a
fresh process, renamed, and only then does the symlink ``current`` point to it. Whoever has the
version before open goes on reading it; whatever fails on the way leaves it published.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

FILE_NAME = "assay.duckdb"
SCHEMA = "marts"
UNFINISHED = ".unfinished-"

Export = Callable[[Path, Path], None]

CONTRACT = frozenset(
    {
        "articles",
        "article_sources",
        "outlets",
        "companies",
        "company_names",
        "company_mentions",
        "initiatives",
        "initiative_mentions",
        "claims",
        "claim_mentions",
        "savings",
        "verification_status",
        "evidence",
        "verification_history",
        "review_queue",
        "rejected_records",
        "refresh_log",
    }
)
"""The tables that users build on; a version without one of them is not published."""


class PublicationError(RuntimeError):
    """A version could not be published; what was published before still is."""


@dataclass(frozen=True, slots=True)
class Published:
    """The version that users see now, and the number of rows of each of its tables."""

    version: str
    file: Path
    row_counts: dict[str, int]


def make_version_name(run_id: str, now: datetime) -> str:
    """The name of the version that a run publishes: versions sort by it in time."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{run_id[:8]}"


def publish(
    build_file: Path,
    published_dir: Path,
    version: str,
    kept_versions: int,
    export: Export | None = None,
) -> Published:
    """Publish the schema ``marts`` of ``build_file`` as ``version``.

    Args:
        build_file: a closed DuckDB file.
        published_dir: where the versions and ``current`` stand.
        version: name of the new version; a number is added if there is one of that name.
        kept_versions: how many versions stay, the new one among them.
        export: writes further files of the new version, given its DuckDB file and a directory.

    Raises:
        PublicationError: it could not be made, read back, or switched to.
    """
    versions_dir = published_dir / "versions"
    with _failures(version):
        versions_dir.mkdir(parents=True, exist_ok=True)
        _remove_unfinished(versions_dir)
        work_dir = versions_dir / f"{UNFINISHED}{version}"
        work_dir.mkdir()
        try:
            counts = _snapshot(build_file, work_dir / FILE_NAME)
            _write_parquet(work_dir / FILE_NAME, work_dir / "parquet", counts)
            if export is not None:
                export(work_dir / FILE_NAME, work_dir / "exports")
            _prove(work_dir / FILE_NAME)
            _settle(work_dir)
        except BaseException:
            shutil.rmtree(work_dir, ignore_errors=True)
            raise
        name = _free_name(versions_dir, version)
        work_dir.rename(versions_dir / name)
        _sync(versions_dir)
        _switch(published_dir, name)
        _remove_old(published_dir, kept_versions)
    return Published(name, published_dir / "current" / FILE_NAME, counts)


@contextmanager
def _failures(version: str) -> Iterator[None]:
    try:
        yield
    except (duckdb.Error, OSError) as error:
        line = str(error).splitlines()[0]
        raise PublicationError(f"Version {version} could not be published: {line}") from error


def _snapshot(build_file: Path, file: Path) -> dict[str, int]:
    connection = duckdb.connect(str(file))
    try:
        connection.execute(f"ATTACH '{_quoted(build_file)}' AS build (READ_ONLY)")
        tables = [
            row[0]
            for row in connection.execute(
                """
                SELECT table_name FROM information_schema.tables
                WHERE table_catalog = 'build' AND table_schema = $schema
                ORDER BY table_name
                """,
                {"schema": SCHEMA},
            ).fetchall()
        ]
        if missing := CONTRACT.difference(tables):
            raise PublicationError(f"The build has no table {', '.join(sorted(missing))}.")
        connection.execute(f"CREATE SCHEMA {SCHEMA}")
        counts: dict[str, int] = {}
        for table in tables:
            connection.execute(f'CREATE TABLE {SCHEMA}."{table}" AS FROM build.{SCHEMA}."{table}"')
            row = connection.execute(f'SELECT count(*) FROM {SCHEMA}."{table}"').fetchone()
            counts[table] = int(row[0]) if row else 0
        _copy_comments(connection)
        connection.execute("CHECKPOINT")
        connection.execute("DETACH build")
    finally:
        connection.close()
    if (wal := file.with_name(f"{file.name}.wal")).exists():
        raise PublicationError(f"{wal.name} is left over: not all rows are in {file.name}.")
    return counts


def _copy_comments(connection: duckdb.DuckDBPyConnection) -> None:
    about_tables = connection.execute(
        """
        SELECT table_name, comment FROM duckdb_tables()
        WHERE database_name = 'build' AND schema_name = $schema AND comment IS NOT NULL
        UNION ALL
        SELECT view_name, comment FROM duckdb_views()
        WHERE database_name = 'build' AND schema_name = $schema AND comment IS NOT NULL
        """,
        {"schema": SCHEMA},
    ).fetchall()
    for table, comment in about_tables:
        connection.execute(f"COMMENT ON TABLE {SCHEMA}.\"{table}\" IS '{_quoted(comment)}'")
    about_columns = connection.execute(
        """
        SELECT table_name, column_name, comment FROM duckdb_columns()
        WHERE database_name = 'build' AND schema_name = $schema AND comment IS NOT NULL
        """,
        {"schema": SCHEMA},
    ).fetchall()
    for table, column, comment in about_columns:
        connection.execute(
            f'COMMENT ON COLUMN {SCHEMA}."{table}"."{column}" IS \'{_quoted(comment)}\''
        )


def _write_parquet(file: Path, directory: Path, tables: dict[str, int]) -> None:
    directory.mkdir()
    connection = duckdb.connect(str(file), read_only=True)
    try:
        for table in tables:
            target = _quoted(directory / f"{table}.parquet")
            connection.execute(
                f"COPY {SCHEMA}.\"{table}\" TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
            )
    finally:
        connection.close()


def _prove(file: Path) -> None:
    proof = subprocess.run(
        [sys.executable, "-m", "orchestration.publication.proof", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    if proof.returncode != 0:
        lines = proof.stderr.strip().splitlines() or [f"exit code {proof.returncode}"]
        raise PublicationError(f"The new version can't be read back: {lines[-1]}")


def _settle(work_dir: Path) -> None:
    """Make the files read-only and see them on the disk."""
    for path in work_dir.rglob("*"):
        if path.is_file():
            path.chmod(0o444)
        _sync(path)
    _sync(work_dir)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _free_name(versions_dir: Path, version: str) -> str:
    """The name under which the version can stand; the one before may be open, so it stays."""
    names = (version, *(f"{version}.{number:03}" for number in range(2, 1000)))
    return next(name for name in names if not (versions_dir / name).exists())


def _switch(published_dir: Path, version: str) -> None:
    link = published_dir / ".current-next"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("versions") / version)
    link.replace(published_dir / "current")
    _sync(published_dir)


def _remove_unfinished(versions_dir: Path) -> None:
    """Clear away what a run left that was killed while it published."""
    for path in versions_dir.glob(f"{UNFINISHED}*"):
        shutil.rmtree(path)


def _remove_old(published_dir: Path, kept_versions: int) -> None:
    current = (published_dir / "current").resolve()
    versions = sorted(
        (path for path in (published_dir / "versions").iterdir() if path.is_dir()),
        key=lambda path: (path.resolve() == current, path.name),
    )
    for path in versions[:-kept_versions]:
        shutil.rmtree(path)


def _quoted(value: object) -> str:
    return str(value).replace("'", "''")
