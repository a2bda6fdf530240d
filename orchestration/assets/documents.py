"""The landing: what lies in the inbox becomes immutable documents."""

from datetime import timedelta

import dagster as dg

from orchestration.assets.shared import OWNERS, markdown_table
from orchestration.ingestion import land, scan_inbox
from orchestration.reading import stage_refusals
from orchestration.resources import RefreshRun

SETTLED_AFTER = timedelta(seconds=2)
"""A file that was changed later than so long before the refresh began may still be growing."""

inbox = dg.AssetSpec(
    "inbox",
    group_name="sources",
    owners=OWNERS,
    kinds={"file"},
    description="Files that people and other programs put into the inbox: .txt, .html and .md at "
    "any depth, each with an optional NAME.meta.json beside it.",
)


@dg.asset(
    deps=[inbox, "reference_tables"],
    group_name="reading",
    owners=OWNERS,
    kinds={"python", "file"},
)
def documents(
    context: dg.AssetExecutionContext, refresh: dg.ResourceParam[RefreshRun]
) -> dg.MaterializeResult[None]:
    """Every document as it came, kept once under the hash of its bytes.

    A file that changes is a new version of the same source. What can't be taken becomes a rejected
    record, and what is still being written waits for the next refresh.
    """
    settings = refresh.settings
    found = scan_inbox(settings.inbox_dir, refresh.started_at - SETTLED_AFTER)
    landings = land(found, settings.raw_dir, refresh.started_at)
    stage_refusals(landings.refused, refresh.area, refresh.run_id, refresh.started_at)
    for waiting in landings.waiting:
        context.log.warning(f"{waiting.source_uri} waits for the next refresh: {waiting.reason}")
    rows = [(item.source_uri, item.media_type, item.byte_count) for item in landings.new[:5]]
    return dg.MaterializeResult(
        metadata={
            "seen": landings.seen,
            "landed": len(landings.new),
            "refused": len(landings.refused),
            "waiting": len(landings.waiting),
            "store": dg.MetadataValue.path(settings.raw_dir),
            "sample": markdown_table(("source", "media type", "bytes"), rows),
        }
    )
