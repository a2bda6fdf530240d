"""The Dagster code location: collects what the modules beside it define."""

from collections.abc import Mapping

import dagster as dg

from orchestration import checks, resources, schedules, sensors
from orchestration.assets import (
    articles,
    claims,
    documents,
    duplicates,
    publication,
    reference,
    verdicts,
    warehouse,
)
from orchestration.settings import Settings, load_settings


def build_defs(
    settings: Settings | None = None, loggers: Mapping[str, dg.LoggerDefinition] | None = None
) -> dg.Definitions:
    """Fresh definitions for ``settings`` (default: those of the environment).

    ``loggers`` get the events of a run in place of Dagster's own logger on the console.
    """
    settings = settings or load_settings()
    tags = {resources.DATA_DIR_TAG: str(settings.data_dir)}
    refresh = dg.define_asset_job(
        "refresh",
        selection=dg.AssetSelection.all(),
        executor_def=dg.in_process_executor,
        tags=tags,
        description="Reads what is new or stale, rebuilds the marts, and publishes them.",
    )
    backfill = dg.define_asset_job(
        "backfill",
        selection=dg.AssetSelection.all(),
        executor_def=dg.in_process_executor,
        tags=tags,
        config={"ops": {"articles": {"config": {"reprocess_from": "2025-01-01"}}}},
        description="Reads the documents of a range of days again, and publishes. Set the range in "
        "the Launchpad: reprocess_from, reprocess_to, and range_of (landing or publication).",
    )
    source_history = dg.define_asset_job(
        "source_history",
        selection=dg.AssetSelection.all(),
        executor_def=dg.in_process_executor,
        tags=tags,
        config={
            "ops": {
                "documents": {
                    "config": {
                        "history_of": "NAME",
                        "history_from": "2025-01-01",
                        "history_to": "2025-12-31",
                    }
                }
            }
        },
        description="Fetches what one source lists of a range of days and was never fetched, reads "
        "it, and publishes. Set source and range in the Launchpad: history_of, history_from, "
        "history_to. (The job backfill fetches nothing: it reads documents again.)",
    )
    everything: list[dg.AssetsDefinition | dg.AssetSpec] = [
        reference.reference_tables,
        documents.sources,
        documents.documents,
        articles.articles,
        claims.claims,
        verdicts.verdicts,
        warehouse.raw_tables,
        duplicates.similar_texts,
        warehouse.dbt_models,
        publication.published_warehouse,
    ]
    return dg.Definitions(
        assets=dg.map_asset_specs(_with_freshness, everything),
        asset_checks=dg.load_asset_checks_from_modules([checks]),
        jobs=[refresh, backfill, source_history],
        schedules=[schedules.nightly_refresh(settings, "refresh")],
        sensors=[sensors.inbox_sensor(settings, "refresh")],
        resources={
            "refresh": resources.refresh_resource(settings),
            "dbt": resources.dbt_resource(),
        },
        executor=dg.in_process_executor,
        loggers=loggers,
    )


def _with_freshness(spec: dg.AssetSpec) -> dg.AssetSpec:
    if spec.key not in publication.published_warehouse.keys:
        return spec
    fresh: dg.AssetSpec = dg.apply_freshness_policy(spec, schedules.FRESHNESS)
    return fresh


@dg.definitions
def defs() -> dg.Definitions:
    """The code location that Dagster loads."""
    return build_defs()
