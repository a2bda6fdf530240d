"""The extraction and the contracts: articles become claims, accepted or rejected."""

from dataclasses import asdict

import dagster as dg

from orchestration.assets.shared import OWNERS
from orchestration.reading import stage_claims
from orchestration.resources import RefreshRun


@dg.asset(
    deps=["articles", "reference_tables"],
    group_name="reading",
    owners=OWNERS,
    kinds={"python", "pandera", "parquet"},
)
def claims(refresh: dg.ResourceParam[RefreshRun]) -> dg.MaterializeResult[None]:
    """What the articles say: claims, companies, initiatives and sources, each with its span.

    Every row is held against its contract: types, vocabularies, ranges, and that the words at its
    span are its quote. Rows that break one become rejected records with every reason; the others
    go on.
    """
    totals = stage_claims(
        refresh.area,
        refresh.settings.reference_dir,
        refresh.versions,
        refresh.run_id,
        refresh.started_at,
        refresh.settings.reader_processes,
    )
    return dg.MaterializeResult(
        metadata={**asdict(totals), "extraction_version": refresh.versions.extraction}
    )
