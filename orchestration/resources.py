"""What the assets are given: the refresh under way, and dbt.

Only what several assets share belongs here. Settings that people change stand in ``settings``.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from importlib import metadata
from typing import Any

import dagster as dg
from dagster_dbt import DbtCliResource, DbtProject
from packaging.version import Version

from orchestration.dbt_manifest import DBT_COMMAND, DBT_PROJECT_DIR, prepare_manifest
from orchestration.publication import make_version_name
from orchestration.reading import StagingArea
from orchestration.settings import Settings, load_settings
from orchestration.versions import Versions, stage_versions
from orchestration.warehouse.lock import hold_refresh_lock

DATA_DIR_TAG = "assay/data_dir"
"""Tag of a run: the data directory that it works on."""


@dataclass(frozen=True, slots=True)
class RefreshRun:
    """The refresh under way. While an asset has it, nobody else refreshes the same data."""

    settings: Settings
    run_id: str
    started_at: datetime
    versions: Versions

    @property
    def as_of(self) -> date:
        """The day that the refresh decides for."""
        return self.settings.as_of or self.started_at.astimezone(self.settings.time_zone).date()

    @property
    def warehouse_version(self) -> str:
        """The version that the refresh publishes if all goes well."""
        return make_version_name(self.run_id, self.started_at)

    @property
    def area(self) -> StagingArea:
        """Where rows lie between two stages."""
        return StagingArea(self.settings.build_dir / "staging")


def refresh_resource(settings: Settings) -> dg.ResourceDefinition:
    """The resource that holds the refresh lock for a whole run and gives the run to the assets."""

    @dg.resource(description="The refresh under way; holds the lock on the data directory.")
    def refresh(context: dg.InitResourceContext) -> Iterator[RefreshRun]:
        run_id = context.run.run_id if context.run else "unknown"
        started_at = datetime.now(UTC)
        holder = (
            f"process {os.getpid()}, run {run_id[:8]}, since {started_at:%Y-%m-%d %H:%M:%S} UTC"
        )
        with hold_refresh_lock(settings.lock_file, holder):
            _bury_killed_runs(context, run_id, str(settings.data_dir))
            versions = stage_versions(settings.reference_dir)
            yield RefreshRun(settings, run_id, started_at, versions)

    return refresh


def _bury_killed_runs(context: dg.InitResourceContext, run_id: str, data_dir: str) -> None:
    """Report runs as failed that were killed while they held the lock that this run holds now.

    A run that is killed can't report its end, and would keep its place in the queue.
    """
    if context.instance is None:
        return
    started = dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED], tags={DATA_DIR_TAG: data_dir})
    for run in context.instance.get_runs(started):
        if run.run_id != run_id:
            context.instance.report_run_failed(run, "The process of this run was killed.")


@lru_cache(maxsize=1)
def dbt_project() -> DbtProject:
    """The dbt project, with a manifest that is made anew when a file of the project has changed."""
    prepare_manifest(load_settings())
    return DbtProject(DBT_PROJECT_DIR, profiles_dir=DBT_PROJECT_DIR)


class QuickDbtResource(DbtCliResource):
    """dbt without two questions that cost seconds: its version, and a second adapter.

    The version is that of the installed package. The adapter would only serve to count rows while
    dbt runs, when nobody else may open the build file.
    """

    @cached_property
    def _cli_version(self) -> Version:
        return Version(metadata.version("dbt-core"))

    def _initialize_dbt_core_adapter(self, args: Sequence[str]) -> Any:
        return None


def dbt_resource() -> DbtCliResource:
    """The dbt command."""
    return QuickDbtResource(
        project_dir=os.fspath(DBT_PROJECT_DIR),
        profiles_dir=os.fspath(DBT_PROJECT_DIR),
        # Dagster keeps what dbt says; a debug log beside it would take a third of its time.
        global_config_flags=["--log-level-file", "none"],
        dbt_executable=os.fspath(DBT_COMMAND),
    )
