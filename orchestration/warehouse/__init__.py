"""The one writer: the only code that opens the build file.

``build_file`` opens it and keeps its tables in the shape of the schemas, ``restoring`` gives a new
one its past, ``loading`` puts staged rows into it, ``state`` says what it holds. What the rows mean
is for dbt's models to say, and what users may see for ``publication``.
"""

from orchestration.warehouse.build_file import (
    BuildFileBrokenError,
    BuildFileLockedError,
    WarehouseError,
    open_build_file,
    prepare_build_file,
)
from orchestration.warehouse.loading import Refresh, load
from orchestration.warehouse.restoring import restore_history

__all__ = [
    "BuildFileBrokenError",
    "BuildFileLockedError",
    "Refresh",
    "WarehouseError",
    "load",
    "open_build_file",
    "prepare_build_file",
    "restore_history",
]
