"""Publishing: whole or not at all, and never in a reader's way."""

import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from orchestration.publication import (
    PublicationError,
    make_version_name,
    proof,
    publish,
    snapshot,
)
from orchestration.publication.fingerprint import fingerprint

ROWS = 3000


def make_build(path: Path, rows: int = ROWS, without: str = "") -> Path:
    """A build file with every table of the contract, private ones, comments and types."""
    connection = duckdb.connect(str(path))
    try:
        connection.execute("CREATE SCHEMA IF NOT EXISTS raw; CREATE SCHEMA IF NOT EXISTS marts")
        connection.execute("CREATE OR REPLACE TABLE raw.secrets AS SELECT 1 AS secret")
        for table in snapshot.CONTRACT - {without}:
            connection.execute(
                f"""
                CREATE OR REPLACE TABLE marts.{table} AS
                SELECT
                    md5(range::VARCHAR) AS id,
                    range::DECIMAL(38, 9) AS value,
                    DATE '2025-01-01' AS day,
                    TIMESTAMP '2025-01-01 12:00:00' AS ingested_at
                FROM range({rows})
                """
            )
            connection.execute(
                f"COMMENT ON TABLE marts.{table} IS 'It''s one row for each {table}'"
            )
            connection.execute(f"COMMENT ON COLUMN marts.{table}.day IS 'the day'")
    finally:
        connection.close()
    return path


@pytest.fixture
def build(tmp_path: Path) -> Path:
    return make_build(tmp_path / "build.duckdb")


def count(file: Path) -> int:
    connection = duckdb.connect(str(file), read_only=True)
    try:
        row = connection.execute("SELECT count(*) FROM marts.claims").fetchone()
    finally:
        connection.close()
    assert row is not None
    return int(row[0])


def test_what_is_published_is_the_marts_and_nothing_else(build: Path, tmp_path: Path) -> None:
    published = publish(build, tmp_path / "published", "v1", kept_versions=3)
    assert published.file == tmp_path / "published" / "current" / "assay.duckdb"
    assert published.row_counts == dict.fromkeys(sorted(snapshot.CONTRACT), ROWS)
    connection = duckdb.connect(str(published.file), read_only=True)
    try:
        schemas = connection.execute(
            "SELECT DISTINCT schema_name FROM duckdb_tables() WHERE NOT internal"
        ).fetchall()
        about = connection.execute(
            "SELECT comment FROM duckdb_tables() WHERE table_name = 'claims'"
        ).fetchall()
        columns = connection.execute(
            """
            SELECT column_name, data_type, comment FROM duckdb_columns()
            WHERE table_name = 'claims' ORDER BY column_index
            """
        ).fetchall()
    finally:
        connection.close()
    assert schemas == [("marts",)]
    assert about == [("It's one row for each claims",)]
    assert columns == [
        ("id", "VARCHAR", None),
        ("value", "DECIMAL(38,9)", None),
        ("day", "DATE", "the day"),
        ("ingested_at", "TIMESTAMP", None),
    ]


def test_every_file_is_read_only_and_parquet_stands_beside(build: Path, tmp_path: Path) -> None:
    publish(build, tmp_path / "published", "v1", kept_versions=3)
    files = [path for path in (tmp_path / "published" / "current/").rglob("*") if path.is_file()]
    assert {path.name for path in files} == {
        "assay.duckdb",
        *(f"{table}.parquet" for table in snapshot.CONTRACT),
    }
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o444}
    parquet = tmp_path / "published" / "current" / "parquet" / "claims.parquet"
    rows = duckdb.sql(f"SELECT count(*) FROM '{parquet}'").fetchone()
    assert rows == (ROWS,)


def test_a_reader_keeps_its_version_and_a_new_one_sees_the_next(
    build: Path, tmp_path: Path
) -> None:
    published = publish(build, tmp_path / "published", "v1", kept_versions=1)
    reader = duckdb.connect(str(published.file), read_only=True)
    try:
        make_build(build, rows=5)
        publish(build, tmp_path / "published", "v2", kept_versions=1)
        assert reader.execute("SELECT count(*) FROM marts.claims").fetchone() == (ROWS,)
        assert reader.execute("SELECT count(hash(value)) FROM marts.claims").fetchone() == (ROWS,)
    finally:
        reader.close()
    assert count(published.file) == 5


def test_the_newest_versions_are_kept(build: Path, tmp_path: Path) -> None:
    versions = tmp_path / "published" / "versions"
    for version in ("v1", "v2", "v3", "v4"):
        publish(build, tmp_path / "published", version, kept_versions=2)
    assert sorted(path.name for path in versions.iterdir()) == ["v3", "v4"]
    assert (tmp_path / "published" / "current").readlink() == Path("versions/v4")


def test_a_version_that_is_current_is_never_removed(build: Path, tmp_path: Path) -> None:
    publish(build, tmp_path / "published", "v9", kept_versions=1)
    published = publish(build, tmp_path / "published", "v1", kept_versions=1)
    assert count(published.file) == ROWS


def test_publishing_a_version_again_leaves_readers_whole(build: Path, tmp_path: Path) -> None:
    publish(build, tmp_path / "published", "v1", kept_versions=2)
    make_build(build, rows=7)
    published = publish(build, tmp_path / "published", "v1", kept_versions=2)
    assert count(published.file) == 7


def damage(file: Path) -> None:
    """Overwrite the middle of a finished file, as a failing disk would."""
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4096] = os.urandom(4096)
    file.write_bytes(content)


def fill_the_disk(file: Path) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("stage", "fault", "words"),
    [
        ("_write_parquet", damage, "can't be read back"),
        ("_write_parquet", fill_the_disk, "No space left on device"),
        ("_settle", fill_the_disk, "No space left on device"),
        ("_switch", fill_the_disk, "No space left on device"),
    ],
)
def test_what_fails_leaves_the_version_before(
    build: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stage: str,
    fault: Callable[[Path], None],
    words: str,
) -> None:
    published = publish(build, tmp_path / "published", "v1", kept_versions=3)
    make_build(build, rows=5)
    monkeypatch.setattr(snapshot, stage, lambda file, *_: fault(file))
    with pytest.raises(PublicationError, match=words):
        publish(build, tmp_path / "published", "v2", kept_versions=3)
    assert count(published.file) == ROWS
    monkeypatch.undo()
    publish(build, tmp_path / "published", "v3", kept_versions=3)
    assert count(published.file) == 5
    assert not list((tmp_path / "published" / "versions").glob(".unfinished*"))


def test_what_a_killed_run_left_is_cleared_away(build: Path, tmp_path: Path) -> None:
    left = tmp_path / "published" / "versions" / ".unfinished-v0"
    left.mkdir(parents=True)
    (left / "assay.duckdb").write_bytes(b"half a file")
    publish(build, tmp_path / "published", "v1", kept_versions=3)
    assert not left.exists()


def test_a_build_without_a_table_of_the_contract_is_not_published(tmp_path: Path) -> None:
    build = make_build(tmp_path / "build.duckdb", without="savings")
    with pytest.raises(PublicationError, match="savings"):
        publish(build, tmp_path / "published", "v1", kept_versions=3)
    assert not (tmp_path / "published" / "current").exists()


def test_a_proof_reads_every_value(build: Path, tmp_path: Path) -> None:
    published = publish(build, tmp_path / "published", "v1", kept_versions=3)
    assert proof.read_whole(published.file) == len(snapshot.CONTRACT) * ROWS * 4


def test_a_fingerprint_tells_rows_and_not_their_order_or_the_run(tmp_path: Path) -> None:
    def write(name: str, query: str) -> Path:
        path = tmp_path / name
        connection = duckdb.connect(str(path))
        try:
            connection.execute("CREATE SCHEMA marts")
            connection.execute(f"CREATE TABLE marts.claims AS {query}")
        finally:
            connection.close()
        return path

    one = write("1", "SELECT 'a' AS id, 1 AS run_id UNION ALL SELECT 'b', 1 ORDER BY 1")
    two = write("2", "SELECT 'a' AS id, 2 AS run_id UNION ALL SELECT 'b', 2 ORDER BY 1 DESC")
    three = write("3", "SELECT 'a' AS id, 1 AS run_id UNION ALL SELECT NULL, 1")
    assert fingerprint(one) == fingerprint(two)
    assert fingerprint(one) != fingerprint(three)


def test_versions_sort_by_time() -> None:
    early = make_version_name("ffffffff-1", datetime(2025, 1, 1, tzinfo=UTC))
    late = make_version_name("00000000-1", datetime(2025, 1, 1, 0, 0, 1, tzinfo=UTC))
    assert early == "20250101T000000Z-ffffffff"
    assert early < late
