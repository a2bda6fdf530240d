"""Asset checks of a whole refresh: counts that must add up, and how much was rejected.

What a single row must look like stands in ``contracts``, what marts must hold in dbt's tests.
"""

import dagster as dg

from orchestration.resources import RefreshRun
from orchestration.warehouse.state import (
    Counts,
    loaded_counts,
    published_counts,
    too_many_rejects,
)


@dg.asset_check(asset=dg.AssetKey(["raw", "documents"]), blocking=True)
def counts_add_up(refresh: dg.ResourceParam[RefreshRun]) -> dg.AssetCheckResult:
    """Documents are articles or rejected; claims and mentions read are accepted or rejected."""
    return _equations(loaded_counts(refresh.settings.build_file))


@dg.asset_check(asset=dg.AssetKey(["raw", "rejected_records"]), blocking=True)
def rejects_are_few(refresh: dg.ResourceParam[RefreshRun]) -> dg.AssetCheckResult:
    """The share of rejected documents, claims and mentions stays below the threshold."""
    settings = refresh.settings
    counts = loaded_counts(settings.build_file)
    over = too_many_rejects(counts, settings.max_rejected_share, settings.tolerated_rejects)
    return dg.AssetCheckResult(
        passed=not over,
        description="; ".join(
            f"{count.parts['rejected']} of {count.whole} {count.name} were rejected, over the "
            f"allowed share of {settings.max_rejected_share:.0%}"
            for count in over
        )
        or None,
        metadata={count.name: str(count) for count in counts},
    )


@dg.asset_check(asset=dg.AssetKey(["marts", "articles"]), blocking=True)
def every_document_is_accounted_for(
    refresh: dg.ResourceParam[RefreshRun],
) -> dg.AssetCheckResult:
    """Documents are articles, duplicates of articles, or rejected."""
    return _equations(published_counts(refresh.settings.build_file))


def _equations(counts: list[Counts]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        passed=all(count.adds_up for count in counts),
        description="; ".join(map(str, counts)),
        metadata={count.name: str(count) for count in counts},
    )
