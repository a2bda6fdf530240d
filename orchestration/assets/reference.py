"""The reference tables: what people know and edit, checked before anything is touched."""

import dagster as dg

from orchestration.assets.shared import OWNERS, markdown_table
from orchestration.reference import ReferenceError, load_reference
from orchestration.resources import RefreshRun


@dg.asset(group_name="sources", owners=OWNERS, kinds={"csv", "pandera"})
def reference_tables(refresh: dg.ResourceParam[RefreshRun]) -> dg.MaterializeResult[None]:
    """The CSVs of data/reference: companies, aliases, outlets, metric types, units, rates, cues.

    They are validated whole. A mistake stops the refresh here, with file, line and column.
    """
    try:
        reference = load_reference(refresh.settings.reference_dir)
    except ReferenceError as error:
        raise dg.Failure(description=str(error), allow_retries=False) from error
    rows = [
        (name, frame.height, ", ".join(frame.columns))
        for name, frame in sorted(reference.tables.items())
    ]
    return dg.MaterializeResult(
        metadata={
            "fingerprint": reference.fingerprint,
            "tables": markdown_table(("table", "rows", "columns"), rows),
        }
    )
