"""The one writer: what a load replaces, what it keeps, and what it does with a bad build file."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from orchestration.contracts.rejections import Reason, reject, rejections_frame
from orchestration.contracts.rows import Origin
from orchestration.contracts.schemas import ARTICLE_TABLES, TABLES, polars_schema
from orchestration.reading.documents import Outcome, document_rows
from orchestration.warehouse import (
    BuildFileBrokenError,
    BuildFileLockedError,
    Refresh,
    WarehouseError,
    load,
    open_build_file,
    prepare_build_file,
)
from orchestration.warehouse.lock import RefreshRunningError, hold_refresh_lock
from orchestration.warehouse.state import loaded_counts, read_states

NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)


def key(number: int) -> str:
    return f"{number:064x}"


def refresh(run_id: str) -> Refresh:
    return Refresh(run_id, NOON, date(2025, 1, 1), f"v-{run_id}")


class Stage:
    """Parquet files as the readers stage them."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        directory.mkdir()
        self.files: dict[str, list[Path]] = {}

    def add(self, table: str, frame: pl.DataFrame) -> "Stage":
        path = self.directory / f"{table}.parquet"
        frame.write_parquet(path)
        self.files[table] = [path]
        return self

    def articles(self, *numbers: int, text: str = "text") -> "Stage":
        """Articles with one company mention each."""
        schema = polars_schema(ARTICLE_TABLES["articles"])
        rows = [
            {
                **dict.fromkeys(schema),
                "article_id": key(number),
                "text": text,
                "landed_at": NOON,
                "extraction_version": "e",
            }
            for number in numbers
        ]
        self.add("articles", pl.DataFrame(rows, schema=schema))
        mentions = [(key(number), "Acme", "Acme", 0, 4) for number in numbers]
        schema = polars_schema(ARTICLE_TABLES["company_mentions"])
        self.add("company_mentions", pl.DataFrame(mentions, schema=schema, orient="row"))
        return self.documents(*numbers)

    def documents(self, *numbers: int, outcome: str = "article", claims: int = 0) -> "Stage":
        outcomes = [
            Outcome(Origin(key(n), f"{n}.txt", key(n), 1, "text/plain", NOON), "t", claims, claims)
            for n in numbers
        ]
        return self.add("documents", document_rows(outcomes, outcome))

    def rejected(
        self,
        uri: str,
        article: int | None,
        run_id: str,
        at: datetime = NOON,
        kind: str = "document",
    ) -> "Stage":
        item = reject(
            kind,
            uri,
            None if article is None else key(article),
            [Reason("bad", "Bad.")],
            {"u": uri},
        )
        return self.add("rejected_records", rejections_frame([item], run_id, at))


@pytest.fixture
def build_file(tmp_path: Path) -> Path:
    path = tmp_path / "build" / "build.duckdb"
    prepare_build_file(path)
    return path


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    with open_build_file(path, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_a_load_replaces_exactly_the_documents_that_were_read_again(
    build_file: Path, tmp_path: Path
) -> None:
    load(build_file, Stage(tmp_path / "1").articles(1, 2).files, refresh("one"))
    load(build_file, Stage(tmp_path / "2").articles(2, 3, text="new").files, refresh("two"))
    articles = query(build_file, "SELECT article_id, text FROM raw.articles ORDER BY 1")
    assert articles == [(key(1), "text"), (key(2), "new"), (key(3), "new")]
    assert query(build_file, "SELECT count(*) FROM raw.company_mentions") == [(3,)]
    log = query(
        build_file,
        "SELECT run_id, documents_seen, documents_new FROM raw.refreshes ORDER BY finished_at",
    )
    assert log == [("one", 2, 2), ("two", 3, 1)]


def test_loading_the_same_twice_changes_nothing(build_file: Path, tmp_path: Path) -> None:
    staged = Stage(tmp_path / "1").articles(1, 2).rejected("x.bin", None, "one").files
    first = load(build_file, staged, refresh("one"))
    assert load(build_file, staged, refresh("one")) == first


def test_a_load_that_fails_changes_nothing(build_file: Path, tmp_path: Path) -> None:
    load(build_file, Stage(tmp_path / "1").articles(1).files, refresh("one"))
    broken = Stage(tmp_path / "2").articles(1, 2)
    broken.files["claim_sources"] = [tmp_path / "not there.parquet"]
    with pytest.raises(WarehouseError):
        load(build_file, broken.files, refresh("two"))
    assert query(build_file, "SELECT count(*) FROM raw.articles") == [(1,)]
    assert query(build_file, "SELECT run_id FROM raw.refreshes") == [("one",)]


def test_a_document_that_becomes_readable_is_no_longer_rejected(
    build_file: Path, tmp_path: Path
) -> None:
    refused = Stage(tmp_path / "1").documents(1, outcome="rejected").rejected("1.txt", 1, "one")
    load(build_file, refused.files, refresh("one"))
    assert query(build_file, "SELECT source_uri FROM raw.rejected_records") == [("1.txt",)]
    assert read_states(build_file)[key(1)].extraction_version is None
    load(build_file, Stage(tmp_path / "2").articles(1).files, refresh("two"))
    assert query(build_file, "SELECT * FROM raw.rejected_records") == []
    assert query(build_file, "SELECT outcome FROM raw.documents") == [("article",)]


def test_what_the_inbox_refuses_again_keeps_its_first_date(
    build_file: Path, tmp_path: Path
) -> None:
    later = datetime(2025, 1, 2, 12, tzinfo=UTC)
    load(build_file, Stage(tmp_path / "1").rejected("x", None, "one").files, refresh("one"))
    again = Stage(tmp_path / "2").rejected("x", None, "two", later)
    load(build_file, again.files, refresh("two"))
    kept = query(build_file, "SELECT run_id, rejected_at FROM raw.rejected_records")
    assert kept == [("one", NOON.replace(tzinfo=None))]
    load(build_file, {}, refresh("three"))
    assert query(build_file, "SELECT * FROM raw.rejected_records") == []


def test_counts_tell_when_a_claim_was_lost(build_file: Path, tmp_path: Path) -> None:
    load(build_file, Stage(tmp_path / "1").articles(1).files, refresh("one"))
    assert all(count.adds_up for count in loaded_counts(build_file))
    lost = Stage(tmp_path / "2").articles(1).documents(1, claims=1)
    load(build_file, lost.files, refresh("two"))
    wrong = [str(count) for count in loaded_counts(build_file) if not count.adds_up]
    assert wrong[0] == "1 claims read ≠ 0 accepted + 0 rejected"


def test_a_missing_build_file_is_made_anew_with_a_message(tmp_path: Path) -> None:
    path = tmp_path / "build" / "build.duckdb"
    assert "made anew" in str(prepare_build_file(path))
    assert prepare_build_file(path) is None
    assert read_states(path) == {}
    tables = query(path, "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'raw'")
    assert {name for (name,) in tables} == set(TABLES)


def test_tables_of_another_shape_are_made_anew_and_the_log_is_kept(
    build_file: Path, tmp_path: Path
) -> None:
    load(build_file, Stage(tmp_path / "1").articles(1).files, refresh("one"))
    with open_build_file(build_file) as connection:
        connection.execute("ALTER TABLE raw.claims DROP COLUMN unit")
        connection.execute("ALTER TABLE raw.refreshes DROP COLUMN claims_read")
    message = prepare_build_file(build_file)
    assert message is not None
    assert "claims" in message
    assert read_states(build_file) == {}, "every document is stale"
    assert query(build_file, "SELECT run_id, claims_read FROM raw.refreshes") == [("one", None)]
    assert prepare_build_file(build_file) is None


@contextmanager
def another_process_holding(path: Path) -> Iterator[None]:
    code = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield
        process.communicate("\n")


def test_a_locked_build_file_is_named(build_file: Path) -> None:
    with another_process_holding(build_file), pytest.raises(BuildFileLockedError) as error:
        prepare_build_file(build_file)
    assert str(build_file) in str(error.value)
    assert "another process" in str(error.value)


def test_a_damaged_build_file_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "build.duckdb"
    path.write_bytes(b"no database at all " * 500)
    with pytest.raises(BuildFileBrokenError, match="away and refresh again"):
        prepare_build_file(path)


def test_a_build_file_that_was_only_begun_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "build.duckdb"
    path.touch()
    assert "made anew" in str(prepare_build_file(path))
    assert read_states(path) == {}


def test_a_build_file_with_damaged_blocks_says_what_to_do(build_file: Path, tmp_path: Path) -> None:
    load(build_file, Stage(tmp_path / "1").articles(*range(1, 2000)).files, refresh("one"))
    content = bytearray(build_file.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    build_file.write_bytes(content)
    with pytest.raises(WarehouseError, match=r"damaged|could not"):
        read_states(build_file)


def test_only_one_refresh_holds_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "build" / "refresh.lock"
    with (
        hold_refresh_lock(path, "process 1"),
        pytest.raises(RefreshRunningError, match="process 1"),
        hold_refresh_lock(path, "process 2"),
    ):
        pass
    with hold_refresh_lock(path, "process 3"):
        pass


def test_instants_are_stored_as_utc(build_file: Path, tmp_path: Path) -> None:
    load(build_file, Stage(tmp_path / "1").articles(1).files, refresh("one"))
    connection = duckdb.connect(str(build_file), read_only=True)
    try:
        row = connection.execute("SELECT landed_at FROM raw.documents").fetchone()
    finally:
        connection.close()
    assert row == (NOON.replace(tzinfo=None),)
