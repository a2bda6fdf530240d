"""The warehouse: accepted rows are loaded, and dbt makes the marts of them."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtCliResource, DbtProject, dbt_assets
from dagster_dbt.errors import DagsterDbtCliRuntimeError

from orchestration.assets.shared import OWNERS, markdown_table, transient_faults
from orchestration.contracts.schemas import COMPARISON_TABLES, TABLES
from orchestration.dbt_manifest import dbt_environment
from orchestration.reading import stage_journals
from orchestration.resources import RefreshRun, dbt_project
from orchestration.warehouse import Refresh, load
from orchestration.warehouse.loading import held_lines
from orchestration.warehouse.state import sample_rows

LOADED_TABLES = [name for name in TABLES if name not in COMPARISON_TABLES]


@dg.multi_asset(
    name="raw_tables",
    specs=[
        dg.AssetSpec(
            ["raw", name],
            deps=["claims", "verdicts"],
            description=f"The {name.replace('_', ' ')} that kept to their contract.",
            group_name="raw",
            owners=OWNERS,
            kinds={"duckdb"},
        )
        for name in LOADED_TABLES
    ],
)
def raw_tables(refresh: dg.ResourceParam[RefreshRun]) -> Iterator[dg.MaterializeResult[None]]:
    """Load what was read, in one transaction, in place of what was read of the same documents."""
    build_file = refresh.settings.build_file
    with transient_faults():
        stage_journals(refresh.settings.raw_dir, refresh.area, held_lines(build_file))
        counts = load(
            build_file,
            refresh.area.loadable(),
            Refresh(refresh.run_id, refresh.started_at, refresh.as_of, refresh.warehouse_version),
        )
    samples = sample_rows(build_file, LOADED_TABLES)
    for name in LOADED_TABLES:
        yield dg.MaterializeResult(
            asset_key=["raw", name],
            metadata={
                "dagster/row_count": counts[name],
                "sample": markdown_table(*samples[name]),
            },
        )


class Translator(DagsterDbtTranslator):
    """Gives dbt's nodes a group and an owner, and the seeds the tables that they come from."""

    def get_asset_spec(
        self, manifest: Mapping[str, Any], unique_id: str, project: DbtProject | None
    ) -> dg.AssetSpec:
        """The spec of a dbt node."""
        spec = super().get_asset_spec(manifest, unique_id, project)
        node = manifest["nodes"].get(unique_id)
        if node is None:
            return spec
        group = node["config"].get("schema") or node["resource_type"]
        # A table is called as users find it, whatever its model is called.
        key = dg.AssetKey([group, node["alias"]])
        spec = spec.replace_attributes(key=key, group_name=group, owners=OWNERS)
        if node["resource_type"] == "seed":
            return spec.replace_attributes(deps=["reference_tables"])
        return spec


@dbt_assets(
    manifest=dbt_project().manifest_path,
    project=dbt_project(),
    dagster_dbt_translator=Translator(),
    name="dbt_models",
)
def dbt_models(
    context: dg.AssetExecutionContext, dbt: DbtCliResource, refresh: dg.ResourceParam[RefreshRun]
) -> Iterator[Any]:
    """Seeds, models and data tests, in one invocation of dbt.

    The models decide for the day of the newest load, which stands in the raw tables. Variables
    would say the same, but make dbt parse the whole project anew each time.

    Unit tests ask whether the SQL is right, not whether tonight's rows are: `make test` runs them.
    """
    settings = refresh.settings
    target = settings.build_dir / "dbt"
    with _environment(dbt_environment(settings)):
        invocation = dbt.cli(
            ["build", "--exclude-resource-type", "unit_test"],
            context=context,
            target_path=target,
        )
        try:
            yield from invocation.stream()
        except DagsterDbtCliRuntimeError as error:
            raise dg.Failure(
                description=dbt_failure(target / "run_results.json") or str(error),
                allow_retries=False,
            ) from error


def dbt_failure(run_results: Path) -> str | None:
    """One sentence on what failed in dbt, or ``None`` if it left no results."""
    if not run_results.exists():
        return None
    results = json.loads(run_results.read_text(encoding="utf-8"))["results"]
    failed = [item for item in results if item["status"] in ("error", "fail", "runtime error")]
    told = [f"{_node_name(item)} ({_node_message(item)})" for item in failed]
    if not told:
        return None
    more = f" and {len(told) - 3} more" if len(told) > 3 else ""
    return f"dbt failed: {', '.join(told[:3])}{more}."


def _node_name(result: Mapping[str, Any]) -> str:
    return str(result["unique_id"]).split(".")[2]


def _node_message(result: Mapping[str, Any]) -> str:
    return " ".join(str(result["message"] or result["status"]).split())


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables for the dbt process that is started inside."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
