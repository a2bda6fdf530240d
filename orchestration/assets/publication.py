"""The publication: the marts that passed become the version that users see."""

from collections.abc import Sequence

import dagster as dg

from orchestration.assets.shared import OWNERS, markdown_table, transient_faults
from orchestration.assets.warehouse import dbt_models
from orchestration.publication import publish
from orchestration.publication.exports import write_exports
from orchestration.publication.fingerprint import fingerprint
from orchestration.resources import RefreshRun
from orchestration.warehouse.state import last_refresh


def marts() -> Sequence[dg.AssetKey]:
    """The keys of all marts that dbt makes."""
    return sorted(key for key in dbt_models.keys if key.path[0] == "marts")


@dg.asset(
    deps=marts(),
    group_name="publication",
    owners=OWNERS,
    kinds={"duckdb", "parquet"},
)
def published_warehouse(refresh: dg.ResourceParam[RefreshRun]) -> dg.MaterializeResult[None]:
    """The read-only DuckDB file that BI tools open; Parquet of each mart and exports beside it.

    Built anew, read back whole in a process of its own, and switched to by an atomic symlink.
    Whoever has the version before open goes on reading it.
    """
    settings = refresh.settings
    with transient_faults():
        last = last_refresh(settings.build_file)
        version = last[2] if last else refresh.warehouse_version
        published = publish(
            settings.build_file,
            settings.published_dir,
            version,
            settings.kept_versions,
            write_exports,
        )
    rows = [
        (table, count, digest) for table, (count, digest) in fingerprint(published.file).items()
    ]
    return dg.MaterializeResult(
        metadata={
            "version": published.version,
            "file": dg.MetadataValue.path(published.file),
            "dagster/row_count": sum(published.row_counts.values()),
            "tables": markdown_table(("table", "rows", "fingerprint"), rows),
        }
    )
