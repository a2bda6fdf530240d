"""One refresh at a time: a lock on a file beside the build file.

The kernel gives the lock back when the process that holds it ends, however it ends, so nothing has
to be cleared after a crash.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from orchestration.warehouse.build_file import WarehouseError


class RefreshRunningError(WarehouseError):
    """Another refresh of the same data directory is under way."""


@contextmanager
def hold_refresh_lock(path: Path, holder: str) -> Iterator[None]:
    """Hold the lock ``path``; ``holder`` says in it who does.

    Raises:
        RefreshRunningError: somebody else holds it.
        OSError: the file can't be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            other = file.read().strip() or "by an unknown process"
            raise RefreshRunningError(
                f"Another refresh is under way ({other}). Wait for it to end and try again."
            ) from error
        file.truncate(0)
        file.write(holder)
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)
