"""The journals of sources in the build file: each line once, whatever happens to either of them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from orchestration.ingestion.fetch_log import FETCH_LOG, Fetch, FetchLog, FetchOutcome
from orchestration.ingestion.journal import JournalError, append_to_journal
from orchestration.ingestion.visits import VISITS
from orchestration.reading import StagingArea, stage_journals
from orchestration.warehouse import Refresh, load, open_build_file, prepare_build_file
from orchestration.warehouse.loading import held_lines

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Store:
    """A raw store with its journals, and a build file."""

    def __init__(self, root: Path) -> None:
        self.raw = root / "raw"
        self.area = StagingArea(root / "staging")
        self.build_file = root / "build.duckdb"

    def fetch(self, *numbers: int) -> None:
        log = FetchLog(self.raw)
        for number in numbers:
            log.add(
                Fetch(
                    source="news",
                    address=f"https://a.example/{number}",
                    fetched_at=NOON + timedelta(seconds=number),
                    outcome=FetchOutcome.FAILED,
                    status=404,
                    reason_code="http_status",
                    reason="It is gone.",
                )
            )

    def load(self) -> int:
        """Load what is new, and return how many rows were staged for it."""
        prepare_build_file(self.build_file)
        stage_journals(self.raw, self.area, held_lines(self.build_file))
        staged = self.area.loadable()
        load(self.build_file, staged, Refresh("run", NOON, date(2026, 11, 24), "v"))
        with open_build_file(self.build_file, read_only=True) as connection:
            files = [str(path) for path in staged.get("fetches", ())]
            query = "SELECT count(*) FROM read_parquet($files)"
            row = connection.execute(query, {"files": files}).fetchone() if files else (0,)
        assert row is not None
        return int(row[0])

    def addresses(self) -> list[str]:
        with open_build_file(self.build_file, read_only=True) as connection:
            query = "SELECT address FROM raw.fetches ORDER BY fetch_number"
            return [row[0] for row in connection.execute(query).fetchall()]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_only_lines_that_are_not_held_are_loaded(store: Store) -> None:
    assert store.load() == 0
    store.fetch(1, 2)
    assert store.load() == 2
    assert store.load() == 0
    store.fetch(3)
    with (store.raw / FETCH_LOG).open("a") as journal:
        journal.write('{"torn')
    assert store.load() == 1
    assert store.addresses() == [f"https://a.example/{n}" for n in (1, 2, 3)]


def test_a_lost_build_file_gets_every_line_again(store: Store) -> None:
    store.fetch(1, 2)
    store.load()
    store.build_file.unlink()
    assert store.load() == 2
    assert len(store.addresses()) == 2


def test_a_journal_that_became_shorter_is_loaded_anew(store: Store) -> None:
    store.fetch(1, 2, 3)
    store.load()
    (store.raw / FETCH_LOG).unlink()
    store.fetch(4)
    assert store.load() == 1
    assert store.addresses() == ["https://a.example/4"]


def test_what_is_staged_twice_is_held_once(store: Store) -> None:
    store.fetch(1, 2)
    store.load()
    stage_journals(store.raw, store.area, {})
    load(store.build_file, store.area.loadable(), Refresh("again", NOON, date(2026, 11, 24), "v"))
    assert len(store.addresses()) == 2


@pytest.mark.parametrize("seen", [-1, None])
def test_a_line_that_tells_nothing_is_named(store: Store, seen: int | None) -> None:
    moments = dict.fromkeys(("started_at", "finished_at"), NOON.isoformat())
    counts = dict.fromkeys(("new", "known", "refused", "waiting"), 0)
    visit = {"source": "news", "kind": "feed", "run_id": "run", **moments, **counts}
    append_to_journal(store.raw / VISITS, {**visit, "seen": seen})
    with pytest.raises(JournalError, match=VISITS):
        store.load()
