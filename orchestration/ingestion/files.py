"""Sources that lie in files: which files there are, and which of them were read before.

What a file holds is read by ``json_lines`` and ``archives``; files of single articles belong to the
``inbox``.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from orchestration.ingestion.documents import Find, FoundDocument, KnownDocument, Refusal, Waiting
from orchestration.ingestion.journal import append_to_journal, read_journal

FILE_LOG = "files.jsonl"

Read = Callable[[Path, str], Iterator[Find]]
"""Reads one file, given its path and its name below the data directory."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read to its end: a line of the log. ``documents`` were found in it."""

    source: str
    name: str
    size: int
    modified_ns: int
    documents: int


def find_in_files(
    source: str,
    pattern: str,
    data_dir: Path,
    raw_dir: Path,
    settled_before: datetime,
    read: Read,
    *,
    in_part: bool = False,
) -> Iterator[Find]:
    """What the files of a source hold, file by file in order of their names.

    A file that was read to its end, and is as it was then, is not opened again. One that is younger
    than ``settled_before`` waits; links that lead out of the data directory are refused.

    ``in_part`` tells that ``read`` passes some of a file over, so that it is not called read.

    Raises:
        OSError: the log can't be read or written.
    """
    root = data_dir.resolve()
    known = {
        (fields["source"], fields["name"]): ReadFile(**fields)
        for fields in read_journal(raw_dir / FILE_LOG)
    }
    for path in sorted(data_dir.glob(pattern)):
        name = path.relative_to(data_dir).as_posix()
        if not path.resolve().is_relative_to(root):
            yield Refusal.of_document(
                name, "outside_data", "It is a link to a place outside the data."
            )
            continue
        if not path.is_file():
            continue
        status = path.stat()
        if status.st_mtime >= settled_before.timestamp():
            yield Waiting(name, "It was changed a moment ago and may still be growing.")
            continue
        earlier = known.get((source, name))
        if earlier and (earlier.size, earlier.modified_ns) == (status.st_size, status.st_mtime_ns):
            for _ in range(earlier.documents):
                yield KnownDocument(name)
            continue
        documents = 0
        try:
            for item in read(path, name):
                documents += isinstance(item, FoundDocument)
                yield item
        except OSError as error:
            yield Refusal.of_document(name, "unreadable_file", f"The file can't be read: {error}.")
            continue
        if in_part:
            continue
        read_to_end = ReadFile(source, name, status.st_size, status.st_mtime_ns, documents)
        append_to_journal(raw_dir / FILE_LOG, asdict(read_to_end))
