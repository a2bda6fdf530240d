"""The verdicts of analysts: recorded when they are first seen, and never changed after."""

import dagster as dg

from orchestration.assets.shared import OWNERS, markdown_table
from orchestration.resources import RefreshRun
from orchestration.verdicts import stage_verdicts, take_verdicts


@dg.asset(deps=["reference_tables"], group_name="reading", owners=OWNERS, kinds={"csv", "pandera"})
def verdicts(
    context: dg.AssetExecutionContext, refresh: dg.ResourceParam[RefreshRun]
) -> dg.MaterializeResult[None]:
    """What analysts decided about single claims, from data/reference/verdicts.csv.

    A row that breaks a rule, or a past row that was edited or removed, becomes a rejected record;
    what was recorded of it holds.
    """
    settings = refresh.settings
    taken = take_verdicts(
        settings.verdicts_file, settings.raw_dir, refresh.run_id, refresh.started_at
    )
    stage_verdicts(taken, refresh.area, refresh.run_id, refresh.started_at)
    for refusal in taken.refused:
        context.log.warning(f"{refusal.source_uri}: {refusal.reason}")
    newest = [
        (item.verdict.verdict_id, item.verdict.claim_id, item.verdict.analyst)
        for item in taken.recorded[-5:]
    ]
    return dg.MaterializeResult(
        metadata={
            "recorded": len(taken.recorded),
            "new": taken.new,
            "refused": len(taken.refused),
            "newest": markdown_table(("verdict", "claim", "analyst"), newest),
        }
    )
