"""Asset checks of a whole refresh: counts that must add up, and how much was rejected.

What a single row must look like stands in ``contracts``, what marts must hold in dbt's tests.
"""

import dagster as dg

from orchestration.ingestion.overview import source_states
from orchestration.ingestion.sources import load_sources
from orchestration.ingestion.visits import read_visits
from orchestration.resources import RefreshRun
from orchestration.warehouse.state import (
    Counts,
    loaded_counts,
    published_counts,
    too_many_rejects,
)


@dg.asset_check(asset=dg.AssetKey(["documents"]), blocking=True)
def nothing_of_a_source_is_lost(
    refresh: dg.ResourceParam[RefreshRun],
) -> dg.AssetCheckResult:
    """What each source held is new, known or refused."""
    visits = [
        visit for visit in read_visits(refresh.settings.raw_dir) if visit.run_id == refresh.run_id
    ]
    return dg.AssetCheckResult(
        passed=all(visit.adds_up for visit in visits),
        description="; ".join(
            f"{visit.source}: {visit.seen} seen, {visit.new} new, {visit.known} known, "
            f"{visit.refused} refused"
            for visit in visits
        )
        or None,
    )


@dg.asset_check(asset=dg.AssetKey(["documents"]))
def sources_are_well(refresh: dg.ResourceParam[RefreshRun]) -> dg.AssetCheckResult:
    """No source is in trouble, or silent for longer than it may be; a warning, no more."""
    settings = refresh.settings
    states = source_states(
        load_sources(settings.sources_file), read_visits(settings.raw_dir), refresh.started_at
    )
    ill = [
        f"{state.name} {'is silent' if state.is_silent else f'is in trouble: {state.trouble}'}"
        for state in states
        if state.is_silent or state.trouble
    ]
    return dg.AssetCheckResult(
        passed=not ill,
        severity=dg.AssetCheckSeverity.WARN,
        description="; ".join(ill) or None,
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
    """Documents are articles, duplicates of articles, of unchanged text, or rejected."""
    return _equations(published_counts(refresh.settings.build_file))


def _equations(counts: list[Counts]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        passed=all(count.adds_up for count in counts),
        description="; ".join(map(str, counts)),
        metadata={count.name: str(count) for count in counts},
    )
