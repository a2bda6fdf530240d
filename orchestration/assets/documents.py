"""The landing: what the sources hold becomes immutable documents."""

import dagster as dg

from orchestration.assets.shared import OWNERS, markdown_table
from orchestration.ingestion.gathering import HistoryWanted, gather_documents, gather_history
from orchestration.reading import stage_refusals
from orchestration.resources import RefreshRun

sources = dg.AssetSpec(
    "sources",
    group_name="sources",
    owners=OWNERS,
    kinds={"file"},
    description="Where documents come from, as data/sources.yaml names it: the inbox (files that "
    "people and other programs put there, each with an optional NAME.meta.json), feeds, sitemaps "
    "and pages.",
)


class HistoryConfig(dg.Config):
    """Whether to fetch the history of one source, in place of what is new in all that are due.

    ``history_from`` and ``history_to`` (YYYY-MM-DD, both included) may be left out: that end is
    open.
    """

    history_of: str | None = None
    history_from: str | None = None
    history_to: str | None = None


@dg.asset(
    deps=[sources, "reference_tables"],
    group_name="reading",
    owners=OWNERS,
    kinds={"python", "file"},
)
def documents(
    context: dg.AssetExecutionContext,
    config: HistoryConfig,
    refresh: dg.ResourceParam[RefreshRun],
) -> dg.MaterializeResult[None]:
    """Every document as it came, kept once under the hash of its bytes.

    Each source that is due is looked through; what has not changed is not moved again. A document
    that changes is a new version of the same source. What can't be taken becomes a rejected record,
    and what is still being written waits for the next refresh.
    """
    if config.history_of is None:
        gathered = gather_documents(refresh.settings, refresh.run_id, refresh.started_at)
    else:
        gathered = gather_history(
            refresh.settings,
            refresh.run_id,
            refresh.started_at,
            HistoryWanted(config.history_of, config.history_from, config.history_to),
            context.log.info,
        )
    stage_refusals(gathered.refused, refresh.area, refresh.run_id, refresh.started_at)
    for waiting in gathered.waiting:
        context.log.warning(f"{waiting.source_uri} waits for the next refresh: {waiting.reason}")
    for visit in gathered.visits:
        if visit.trouble:
            context.log.warning(f"The source {visit.source} is in trouble: {visit.trouble}")
    new = [(item.source_uri, item.media_type, item.byte_count) for item in gathered.new[:5]]
    visits = [
        (visit.source, visit.seen, visit.new, visit.known, visit.refused, visit.waiting)
        for visit in gathered.visits
    ]
    return dg.MaterializeResult(
        metadata={
            "seen": sum(visit.seen for visit in gathered.visits),
            "landed": len(gathered.new),
            "refused": len(gathered.refused),
            "waiting": len(gathered.waiting),
            "resting": ", ".join(gathered.resting),
            "store": dg.MetadataValue.path(refresh.settings.raw_dir),
            "visits": markdown_table(
                ("source", "seen", "new", "known", "refused", "waiting"), visits
            ),
            "sample": markdown_table(("source", "media type", "bytes"), new),
        }
    )
