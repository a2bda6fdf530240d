"""The tiers of the tests, and a guard that a test stands in its tier.

``unit`` holds values against values: it opens no database, starts no process and no connection.
``sources`` talks to servers on loopback and reads files of every kind, ``warehouse`` runs real
DuckDB and dbt, ``pipeline`` whole refreshes, ``faults`` refreshes in which something goes wrong,
``browser`` the UI in a browser.

The tests run in one process or in several at once (pytest-xdist). What is costly to make and shared
by tests is made once for all processes; tests that share a fixture of their module stay together
by ``xdist_group``.
"""

import fcntl
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import settings

from tests.workshop import ARTICLES, METADATA, Workshop

TESTS = Path(__file__).parent
TIERS = ("unit", "sources", "warehouse", "pipeline", "faults", "browser")
SLOW_TIERS = ("warehouse", "pipeline", "faults", "browser")
"""A machine that does other work as well takes minutes for a whole refresh."""

IS_ONE_OF_SEVERAL = "PYTEST_XDIST_WORKER" in os.environ

Make = Callable[[Path], None]

FORBIDDEN_IN_UNIT = {
    "subprocess.Popen": "start a process",
    "os.fork": "start a process",
    "os.posix_spawn": "start a process",
    "os.system": "start a process",
    "socket.connect": "open a connection",
}


class _Guard:
    """Raises at what a unit test must not do, while one runs."""

    def __init__(self) -> None:
        self.is_on = False

    def audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.is_on and event in FORBIDDEN_IN_UNIT:
            raise AssertionError(
                f"a unit test must not {FORBIDDEN_IN_UNIT[event]}: {arguments[:1]}"
            )


GUARD = _Guard()


def _no_database(*_: object, **__: object) -> None:
    raise AssertionError("a unit test must not open a database")


# How long an example takes depends on what else the machine does.
settings.register_profile("assay", deadline=None)
settings.load_profile("assay")


def pytest_configure(config: pytest.Config) -> None:
    for tier in TIERS:
        config.addinivalue_line("markers", f"{tier}: stands in tests/{tier}")
    sys.addaudithook(GUARD.audit)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        tier = item.path.relative_to(TESTS).parts[0]
        if tier not in TIERS:
            raise pytest.UsageError(f"{item.nodeid} stands in no tier: {', '.join(TIERS)}")
        item.add_marker(tier)
        if tier in SLOW_TIERS:
            item.add_marker(pytest.mark.timeout(1200))
    # What is quick fails first; among several processes it fills the end, so that none is idle.
    items.sort(
        key=lambda item: TIERS.index(item.path.relative_to(TESTS).parts[0]),
        reverse=IS_ONE_OF_SEVERAL,
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    GUARD.is_on = item.get_closest_marker("unit") is not None
    connect = duckdb.connect
    if GUARD.is_on:
        duckdb.connect = _no_database
    try:
        return (yield)
    finally:
        GUARD.is_on = False
        duckdb.connect = connect


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Make], Path]:
    """Makes a directory by name, once for all processes of the tests; nobody may change it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if IS_ONE_OF_SEVERAL else own

    def path_of(name: str, make: Make) -> Path:
        directory, finished = shared / f"once-{name}", shared / f"once-{name}.finished"
        with (shared / f"once-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not finished.exists():
                shutil.rmtree(directory, ignore_errors=True)
                directory.mkdir()
                make(directory)
                finished.touch()
        return directory

    return path_of


@pytest.fixture(scope="session")
def _refreshed(made_once: Callable[[str, Make], Path]) -> Path:
    def make(root: Path) -> None:
        workshop = Workshop(root)
        for path, text in {**ARTICLES, **METADATA}.items():
            workshop.put(path, text)
        workshop.refresh()

    return made_once("refreshed", make)


@pytest.fixture
def refreshed(_refreshed: Path, tmp_path: Path) -> Workshop:
    """A copy of a data directory in which the articles are published."""
    root = tmp_path / "workshop"
    shutil.copytree(_refreshed, root, symlinks=True)
    return Workshop(root)
