"""A backfill from the Launchpad: the documents of a range of days are read again."""

import dagster as dg
import pytest

from orchestration.definitions import build_defs
from orchestration.settings import load_settings
from tests.workshop import ARTICLES, Workshop


@pytest.mark.parametrize(
    ("config", "count"),
    [
        ({}, 0),
        ({"reprocess_from": "2020-01-01"}, len(ARTICLES)),
        ({"reprocess_to": "2020-01-01"}, 0),
        (
            {
                "reprocess_from": "2025-05-01",
                "reprocess_to": "2025-05-31",
                "range_of": "PUBLICATION",
            },
            1,
        ),
    ],
)
def test_a_backfill_reads_its_range_and_nothing_else(
    refreshed: Workshop, config: dict[str, str], count: int
) -> None:
    job = build_defs(load_settings(refreshed.environment())).resolve_job_def("backfill")
    result = job.execute_in_process(
        instance=dg.DagsterInstance.ephemeral(),
        run_config={"ops": {"articles": {"config": config}}},
        asset_selection=[dg.AssetKey("articles")],
    )
    (materialization,) = result.asset_materializations_for_node("articles")
    assert materialization.metadata["documents_read"].value == count
