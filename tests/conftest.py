"""The tiers of the tests, and a guard that a test stands in its tier.

``unit`` holds values against values: it opens no database, starts no process and no connection.
``sources`` talks to servers on loopback and reads files of every kind, ``warehouse`` runs real
DuckDB and dbt, ``pipeline`` whole refreshes, ``faults`` refreshes in which something goes wrong,
``browser`` the UI in a browser.
"""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.workshop import ARTICLES, METADATA, Workshop

TESTS = Path(__file__).parent
TIERS = ("unit", "sources", "warehouse", "pipeline", "faults", "browser")
SLOW_TIERS = ("warehouse", "pipeline", "faults", "browser")
"""A machine that does other work as well takes minutes for a whole refresh."""

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
    # What is quick fails first.
    items.sort(key=lambda item: TIERS.index(item.path.relative_to(TESTS).parts[0]))


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
def new_workshop(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Workshop]:
    """Makes data directories with some articles in the inbox."""

    def make(name: str) -> Workshop:
        workshop = Workshop(tmp_path_factory.mktemp(name))
        for path, text in {**ARTICLES, **METADATA}.items():
            workshop.put(path, text)
        return workshop

    return make


@pytest.fixture(scope="session")
def _refreshed(new_workshop: Callable[[str], Workshop]) -> Workshop:
    workshop = new_workshop("refreshed")
    workshop.refresh()
    return workshop


@pytest.fixture
def refreshed(_refreshed: Workshop, tmp_path: Path) -> Workshop:
    """A copy of a data directory in which the articles are published."""
    root = tmp_path / "workshop"
    shutil.copytree(_refreshed.root, root, symlinks=True)
    return Workshop(root)
