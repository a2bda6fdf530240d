"""What Dagster is told: the assets, checks, jobs, schedule and sensor, by name."""

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import pytest

from orchestration.assets.articles import ReadingConfig
from orchestration.contracts.schemas import TABLES
from orchestration.definitions import build_defs
from orchestration.publication.snapshot import CONTRACT
from orchestration.settings import load_settings
from orchestration.warehouse.state import Backfill, RangeOf

HAND_WRITTEN = {
    "sources",
    "reference_tables",
    "documents",
    "articles",
    "claims",
    "verdicts",
    "published_warehouse",
}


@pytest.fixture(scope="module")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> dg.Definitions:
    settings = load_settings(
        {
            "ASSAY_DATA_DIR": str(tmp_path_factory.mktemp("data")),
            "ASSAY_TIME_ZONE": "Europe/Berlin",
        }
    )
    settings.inbox_dir.mkdir()
    return build_defs(settings)


def specs(definitions: dg.Definitions) -> dict[str, dg.AssetSpec]:
    return {spec.key.to_user_string(): spec for spec in definitions.resolve_all_asset_specs()}


def test_assets_by_stage(definitions: dg.Definitions) -> None:
    keys = set(specs(definitions))
    assert keys >= HAND_WRITTEN
    assert {f"raw/{name}" for name in TABLES} <= keys
    assert {f"marts/{name}" for name in CONTRACT} <= keys
    others = {key.split("/")[0] for key in keys - HAND_WRITTEN}
    assert others == {"raw", "reference", "staging", "intermediate", "marts"}


def test_the_graph_leads_from_the_sources_to_what_is_published(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    published = dg.AssetKey("published_warehouse")
    upstream = graph.get_ancestor_asset_keys(published)
    told = {key.to_user_string() for key in upstream}
    assert HAND_WRITTEN - {"published_warehouse"} <= told
    assert {"raw/claims", "reference/companies", "staging/stg_articles", "marts/claims"} <= told
    assert graph.get(dg.AssetKey(["marts", "claims"])).parent_keys


def test_every_asset_explains_itself(definitions: dg.Definitions) -> None:
    for key, spec in specs(definitions).items():
        assert spec.description, key
        assert spec.group_name not in (None, "default"), key
        assert spec.owners, key
        assert spec.kinds, key


def test_jobs_schedule_and_sensor(definitions: dg.Definitions) -> None:
    repository = definitions.get_repository_def()
    assert {job.name for job in repository.get_all_jobs()} == {
        "__ASSET_JOB",
        "backfill",
        "source_history",
        "refresh",
    }
    (schedule,) = repository.schedule_defs
    assert (schedule.name, schedule.job_name) == ("nightly_refresh", "refresh")
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("0 2 * * *", "Europe/Berlin")
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
    (sensor,) = repository.sensor_defs
    assert (sensor.name, sensor.job_name) == ("inbox_changes", "refresh")


def test_checks_that_block_the_publication(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    blocking = {key.name for key in graph.asset_check_keys if graph.get_check_spec(key).blocking}
    assert {
        "counts_add_up",
        "rejects_are_few",
        "every_document_is_accounted_for",
    } <= blocking
    assert len(blocking) > 50, "dbt's data tests block as well"


def test_the_published_warehouse_has_a_freshness_policy(definitions: dg.Definitions) -> None:
    fresh = {key for key, spec in specs(definitions).items() if spec.freshness_policy}
    assert fresh == {"published_warehouse"}


def test_the_schedule_asks_for_a_refresh_every_night(definitions: dg.Definitions) -> None:
    (schedule,) = definitions.get_repository_def().schedule_defs
    with dg.instance_for_test() as instance:
        context = dg.build_schedule_context(
            instance=instance,
            scheduled_execution_time=datetime(2026, 1, 15, 2, tzinfo=ZoneInfo("Europe/Berlin")),
        )
        data = schedule.evaluate_tick(context)
    assert len(data.run_requests or []) == 1


def test_the_sensor_waits_until_the_inbox_is_still(tmp_path: Path) -> None:
    settings = load_settings({"ASSAY_DATA_DIR": str(tmp_path)})
    settings.inbox_dir.mkdir()
    (sensor,) = build_defs(settings).get_repository_def().sensor_defs
    cursor: str | None = None

    def look() -> int:
        nonlocal cursor
        context = dg.build_sensor_context(cursor=cursor)
        data = sensor.evaluate_tick(context)
        cursor = data.cursor
        return len(data.run_requests or [])

    assert [look(), look(), look()] == [0, 1, 0], "an inbox is refreshed once, when first seen"
    article = settings.inbox_dir / "a.txt"
    article.write_text("Rowan Steel")
    assert look() == 0, "it may be growing still"
    article.write_text("Rowan Steel employs 5 people.")
    assert [look(), look(), look()] == [0, 1, 0]
    os.utime(article, (1, 1))
    assert [look(), look()] == [0, 1]


def test_a_backfill_is_a_range_of_days() -> None:
    assert ReadingConfig().backfill() is None
    config = ReadingConfig(reprocess_to="2025-06-30", range_of=RangeOf.PUBLICATION)
    backfill = config.backfill()
    assert isinstance(backfill, Backfill)
    assert (backfill.first, backfill.range_of) == (None, RangeOf.PUBLICATION)
    assert str(backfill.last) == "2025-06-30"
    with pytest.raises(ValueError, match="30 June"):
        ReadingConfig(reprocess_from="30 June").backfill()
