"""Building a warehouse from rows with real DuckDB and real dbt.

Only the machinery belongs here; what the rows say stands in ``labels`` and in the tests.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

from orchestration.contracts.rows import Rows
from orchestration.contracts.schemas import TABLES, polars_schema
from orchestration.settings import PROJECT_ROOT
from orchestration.warehouse import prepare_build_file
from tests.warehouse.labels import labelled_articles, rows_of

DBT_PROJECT = PROJECT_ROOT / "dbt_project"
AS_OF = date(2026, 1, 15)


@dataclass(frozen=True, slots=True)
class Warehouse:
    """A build file and the dbt that works on it."""

    build_file: Path
    target: Path

    def load(self, rows: Rows, run_id: str = "run-1", as_of: date = AS_OF) -> None:
        """Replace what is in ``raw`` by ``rows``, and log the refresh that did."""
        prepare_build_file(self.build_file)
        with duckdb.connect(str(self.build_file)) as connection:
            row = connection.execute("SELECT count(*) FROM raw.refreshes").fetchone()
            now = datetime(2026, 1, 2, 3, row[0] if row else 0, tzinfo=UTC)
            for name, frame in rows.frames().items():
                self._insert(connection, name, frame, replace=True)
            articles = rows.frames()["articles"]
            refresh = pl.DataFrame(
                [[run_id, now, now, as_of, len(articles), len(articles), 0, 0, 0, f"v-{run_id}"]],
                schema=polars_schema(TABLES["refreshes"]),
                orient="row",
            )
            self._insert(connection, "refreshes", refresh, replace=False)

    @staticmethod
    def _insert(
        connection: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame, *, replace: bool
    ) -> None:
        if replace:
            connection.execute(f'DELETE FROM raw."{name}"')
        connection.register("frame", frame)
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f'INSERT INTO raw."{name}" BY NAME SELECT * FROM frame')
        connection.unregister("frame")

    def dbt(self, *arguments: str) -> None:
        """Run dbt; a failing model or test fails the test, with dbt's own messages."""
        result = self.run_dbt(arguments)
        failures = [
            f"{item.node.name}: {item.message}"
            for item in getattr(result.result, "results", [])
            if str(item.status) in ("error", "fail")
        ]
        assert result.success, "\n".join(failures) or str(result.exception)

    def build(self, *marts: str) -> None:
        """Seeds and models for the refresh that was loaded last, without the tests.

        Only ``marts`` and what they come from, if any are named.
        """
        select = [part for mart in marts for part in ("--select", f"+{mart}")]
        self.dbt("build", *select, "--exclude-resource-type", "test", "unit_test")

    def run_dbt(self, arguments: Sequence[str]) -> Any:
        """Run dbt and return what dbtRunner returns.

        dbt parses the project again where the file's path is another one, so every warehouse is
        worked on at the same place.
        """
        place = self.target / "assay_build.duckdb"
        self.build_file.replace(place)
        try:
            with _environment(ASSAY_BUILD_FILE=str(place)):
                return dbtRunner(manifest=_manifest(self.target)).invoke(
                    [*arguments, "--quiet", *_places(self.target)]
                )
        finally:
            # dbt keeps the file open for the next invocation; the tests want to look into it.
            DuckDBConnectionManager.close_all_connections()
            place.replace(self.build_file)

    def rows(self, query: str, *parameters: Any) -> list[dict[str, Any]]:
        """What a query finds, one dict for each row."""
        with duckdb.connect(str(self.build_file), read_only=True) as connection:
            cursor = connection.execute(query, list(parameters))
            names = [column[0] for column in cursor.description or []]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _places(target: Path) -> list[str]:
    return [
        *("--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT)),
        *("--target-path", str(target), "--log-path", str(target / "logs")),
    ]


@lru_cache(maxsize=1)
def _manifest(target: Path) -> Any:
    """The parsed project, once for all tests."""
    result = dbtRunner().invoke(["parse", "--quiet", *_places(target)])
    assert result.success, str(result.exception)
    return result.result


@contextmanager
def _environment(**variables: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@pytest.fixture(scope="session")
def dbt_target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One target directory, so that the project is parsed once."""
    return tmp_path_factory.mktemp("dbt_target")


@pytest.fixture
def new_warehouse(tmp_path: Path, dbt_target: Path) -> Callable[[str], Warehouse]:
    """Makes empty warehouses by name."""
    return lambda name: Warehouse(tmp_path / f"{name}.duckdb", dbt_target)


@pytest.fixture(scope="session")
def labelled_warehouse(
    tmp_path_factory: pytest.TempPathFactory,
    dbt_target: Path,
    made_once: Callable[[str, Callable[[Path], None]], Path],
) -> Warehouse:
    """All labelled articles loaded together and built, with every data test."""

    def make(directory: Path) -> None:
        warehouse = Warehouse(directory / "build.duckdb", dbt_target)
        warehouse.load(rows_of(labelled_articles()))
        warehouse.dbt("build", "--exclude-resource-type", "unit_test")

    built = made_once("labelled", make) / "build.duckdb"
    own = tmp_path_factory.mktemp("labelled") / built.name
    shutil.copy(built, own)
    return Warehouse(own, dbt_target)
