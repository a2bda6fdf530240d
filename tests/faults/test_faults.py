"""Faults of the machine and of people: a message, and what was published stays whole."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from orchestration.publication.proof import read_whole
from tests.sources.server import Answer, Request, loopback_server
from tests.workshop import ARTICLES, Workshop

NEW = {"rowan.md": "# Rowan Steel\n\nRowan Steel plc employs 2,300 people in its works.\n"}


@pytest.fixture(scope="session")
def undisturbed(
    _refreshed: Path, made_once: Callable[[str, Callable[[Path], None]], Path]
) -> dict[str, tuple[int, str]]:
    """The marts that a second refresh with one more article makes when nothing goes wrong."""

    def make(directory: Path) -> None:
        root = directory / "workshop"
        shutil.copytree(_refreshed, root, symlinks=True)
        workshop = Workshop(root)
        for name, text in NEW.items():
            workshop.put(name, text)
        workshop.refresh()

    return Workshop(made_once("undisturbed", make) / "workshop").fingerprint()


@pytest.mark.parametrize("stage", ["Documents landed", "Warehouse loaded"])
def test_a_killed_refresh_leaves_what_was_published_and_heals(
    refreshed: Workshop, undisturbed: dict[str, tuple[int, str]], stage: str
) -> None:
    before, version = refreshed.fingerprint(), refreshed.version()
    for name, text in NEW.items():
        refreshed.put(name, text)
    with refreshed.start() as process:
        assert process.stdout is not None
        assert any(line.startswith(stage) for line in process.stdout), "the stage was reached"
        os.kill(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert refreshed.version() == version
    assert read_whole(refreshed.published_file) > 0
    assert refreshed.fingerprint() == before
    refreshed.refresh()
    assert refreshed.fingerprint() == undisturbed


def test_too_many_rejects_stop_before_anything_is_published(refreshed: Workshop) -> None:
    before, version = refreshed.fingerprint(), refreshed.version()
    refreshed.put("empty.txt", "")
    result = refreshed.try_refresh(ASSAY_MAX_REJECTED_SHARE="0.1")
    assert result.returncode == 1
    assert "1 of 4 documents were rejected" in result.stdout
    assert "Traceback" not in result.stdout
    assert (refreshed.version(), refreshed.fingerprint()) == (version, before)


def test_a_locked_build_file_is_told_and_nothing_is_published(refreshed: Workshop) -> None:
    version = refreshed.version()
    connection = duckdb.connect(str(refreshed.build_file))
    try:
        result = refreshed.try_refresh()
    finally:
        connection.close()
    assert result.returncode == 1
    assert "assay_build.duckdb is open in another process" in result.stdout
    assert refreshed.version() == version


def test_a_damaged_build_file_is_told_and_nothing_is_published(refreshed: Workshop) -> None:
    version = refreshed.version()
    refreshed.build_file.write_bytes(b"no database" * 1000)
    result = refreshed.try_refresh()
    assert result.returncode == 1
    assert "Move it" in result.stdout
    assert refreshed.version() == version


def test_a_second_refresh_at_the_same_time_leaves(refreshed: Workshop) -> None:
    with refreshed.start() as first:
        assert first.stdout is not None
        assert any(line.startswith("Documents landed") for line in first.stdout)
        second = refreshed.try_refresh()
        rest, _ = first.communicate()
    assert second.returncode == 75
    assert "Another refresh is under way" in second.stdout
    assert first.returncode == 0, rest


def test_two_refreshes_of_a_source_fetch_and_land_once(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    asked, second_has_left = threading.Event(), threading.Event()

    def respond(request: Request) -> Answer:
        if request.path != "/mill":
            return Answer(status=404)
        asked.set()
        second_has_left.wait()
        return Answer(ARTICLES["mill.txt"].encode(), headers={"Content-Type": "text/plain"})

    with loopback_server(respond) as server:
        (workshop.data / "sources.yaml").write_text(
            f"sources:\n- {{name: mill, kind: page, addresses: ['{server.url('/mill')}']}}\n"
        )
        contact = {"ASSAY_CONTACT": "ops@example.org", "ASSAY_ALLOWED_HOSTS": server.host}
        with workshop.start(**contact) as first:
            try:
                assert asked.wait(timeout=300), "the first refresh fetches"
                second = workshop.try_refresh(**contact)
            finally:
                second_has_left.set()
            said, _ = first.communicate()
        assert server.paths() == ["/mill"]
    assert second.returncode == 75
    assert "Another refresh is under way" in second.stdout
    assert first.returncode == 0, said
    assert len((workshop.data / "raw" / "landings.jsonl").read_text().splitlines()) == 1
    assert workshop.rows("SELECT source, new FROM marts.source_visits") == [("mill", 1)]


def test_a_full_disk_is_told_and_what_was_published_stays(refreshed: Workshop) -> None:
    before, version = refreshed.fingerprint(), refreshed.version()
    refreshed.put("rowan.md", NEW["rowan.md"])
    largest = refreshed.build_file.stat().st_size // 2

    def small_files_only() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    result = subprocess.run(
        [sys.executable, "-m", "orchestration.refresh"],
        env=refreshed.environment(),
        preexec_fn=small_files_only,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "Refresh failed:" in result.stdout
    assert (refreshed.version(), refreshed.fingerprint()) == (version, before)
    assert len(ARTICLES) == 3
