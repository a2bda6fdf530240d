"""Journals: files to which lines of JSON are added, and from which none is ever taken.

How a line is kept whole belongs here; what the lines mean is known to ``landing``, ``fetch_log``
and ``visits``.
"""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any


class JournalError(OSError):
    """A journal that can't be read, with the line that is damaged."""


def read_journal(path: Path, after: int = 0) -> Iterator[dict[str, Any]]:
    """The lines of a journal from the first to the newest; a missing one has none.

    A last line that a killed process left torn is passed over, and the first ``after`` lines are,
    whatever they say.

    Raises:
        JournalError: a line that was written whole is no JSON object.
    """
    if not path.exists():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.endswith(b"\n"):
                return
            if number <= after:
                continue
            try:
                fields = json.loads(line)
            except ValueError as error:
                raise JournalError(
                    None, f"line {number} can't be read ({error})", str(path)
                ) from error
            if not isinstance(fields, dict):
                raise JournalError(None, f"line {number} is no JSON object", str(path))
            yield fields


def count_lines(path: Path) -> int:
    """The number of whole lines of a journal; a missing one has none.

    Raises:
        OSError: the journal can't be read.
    """
    if not path.exists():
        return 0
    with path.open("rb") as file:
        return sum(line.endswith(b"\n") for line in file)


def append_to_journal(path: Path, fields: Mapping[str, object]) -> None:
    """Add a line, after cutting off what a killed process left torn; it is on the disk then.

    Raises:
        OSError: the disk is full, or the file can't be written; the journal is as it was.
    """
    line = json.dumps(fields, ensure_ascii=False, sort_keys=True) + "\n"
    is_new = not path.exists()
    if is_new:
        path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        end = _end_of_last_line(file.seek(0, os.SEEK_END), path)
        file.truncate(end)
        try:
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            os.truncate(path, end)
            raise
    if is_new:
        sync_directory(path.parent)


def sync_directory(directory: Path) -> None:
    """Have the names in a directory on the disk.

    Raises:
        OSError: the directory can't be opened.
    """
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _end_of_last_line(size: int, path: Path) -> int:
    if size == 0:
        return 0
    with path.open("rb") as file:
        file.seek(size - 1)
        if file.read(1) == b"\n":
            return size
        file.seek(0)
        return file.read().rfind(b"\n") + 1
