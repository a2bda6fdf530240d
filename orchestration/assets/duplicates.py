"""The comparison: which loaded texts tell one story."""

from collections.abc import Iterator
from dataclasses import asdict

import dagster as dg

from orchestration.assets.shared import OWNERS, transient_faults
from orchestration.resources import RefreshRun
from orchestration.versions import duplicates_version
from orchestration.warehouse.comparing import compare_texts


@dg.multi_asset(
    name="similar_texts",
    specs=[
        dg.AssetSpec(
            ["raw", name],
            deps=[["raw", "articles"]],
            description=description,
            group_name="raw",
            owners=OWNERS,
            kinds={"python", "duckdb"},
        )
        for name, description in (
            ("text_signatures", "What new texts are compared with the known ones by."),
            ("similar_texts", "Pairs of texts that tell one story: reprints of each other."),
        )
    ],
)
def similar_texts(refresh: dg.ResourceParam[RefreshRun]) -> Iterator[dg.MaterializeResult[None]]:
    """Hold the new texts against all others, and forget those that are gone."""
    with transient_faults():
        comparison = compare_texts(refresh.settings.build_file, duplicates_version())
    yield dg.MaterializeResult(asset_key=["raw", "text_signatures"])
    yield dg.MaterializeResult(asset_key=["raw", "similar_texts"], metadata=asdict(comparison))
