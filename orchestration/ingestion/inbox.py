"""The inbox: files that people and other programs put into a directory.

Finding the files, telling which are whole, and reading the metadata beside them belongs here. What
the bytes mean is the text stage's matter, keeping them is ``landing``'s.
"""

import json
import os
import stat
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from orchestration.ingestion.documents import (
    DocumentMetadata,
    FoundDocument,
    Refusal,
    Waiting,
)

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
}
METADATA_SUFFIX = ".meta.json"
TEMPORARY_SUFFIXES = (".tmp", ".part", ".partial", ".crdownload", ".download", ".swp", "~")
"""Endings that programs give to files which they are still writing."""

METADATA_FIELDS = frozenset({"address", "publisher", "date", "title"})
LARGEST_METADATA = 64 * 1024
LARGEST_FILE = 100 * 1024 * 1024
"""Bytes; no article is as large, and reading a larger file could take the memory of a refresh."""


class _BrokenMetadataError(ValueError):
    """A metadata file that can't be used; the message is a sentence."""


def scan_inbox(
    inbox: Path,
    settled_before: datetime,
    read_bytes: Callable[[Path], bytes] = Path.read_bytes,
) -> Iterator[FoundDocument | Refusal | Waiting]:
    """Everything that lies in the inbox, at any depth, in order of path.

    ``NAME.meta.json`` belongs to the file ``NAME`` beside it, or else to ``NAME.txt``,
    ``NAME.html``, ``NAME.htm`` and ``NAME.md``. Hidden files are nobody's articles and left alone.
    A file waits if it has a temporary suffix, was changed at or after ``settled_before``, or
    changes while it is read. Links that lead out of the inbox are refused.

    Args:
        inbox: the directory; one that is missing holds nothing.
        settled_before: an instant with time zone; a file as young as that may still be growing.
        read_bytes: how to read a file.
    """
    root = inbox.resolve()
    paths, closed = _files(inbox)
    for path, reason in closed:
        yield Refusal.of_document(
            path.relative_to(inbox).as_posix().encode(errors="backslashreplace").decode(),
            "unreadable_directory",
            f"The directory can't be read: {reason}.",
        )
    for path in paths:
        relative = path.relative_to(inbox).as_posix()
        source_uri = relative.encode(errors="backslashreplace").decode()
        name = path.name
        if name.startswith(".") or any(
            part.startswith(".") for part in PurePosixPath(source_uri).parts
        ):
            continue
        if name.lower().endswith(TEMPORARY_SUFFIXES):
            yield Waiting(source_uri, "It has the name of a file that is still being written.")
        elif name.endswith(METADATA_SUFFIX):
            if not any(place.is_file() for place in _described_by(path)):
                yield _orphan(source_uri)
        elif source_uri != relative:
            yield Refusal.of_document(
                source_uri, "unreadable_name", "The name of the file is not UTF-8."
            )
        elif not path.resolve().is_relative_to(root):
            yield Refusal.of_document(
                source_uri, "outside_inbox", "It is a link to a place outside the inbox."
            )
        elif path.suffix.lower() not in MEDIA_TYPES:
            yield Refusal.of_document(
                source_uri,
                "unsupported_type",
                f"Files of type {path.suffix or 'unknown'} are not read; "
                f"the types read are {', '.join(MEDIA_TYPES)}.",
            )
        else:
            yield from _read(path, root, source_uri, settled_before, read_bytes)


def _files(inbox: Path) -> tuple[list[Path], list[tuple[Path, str]]]:
    """All entries below ``inbox`` that are no directories, and the directories that stay closed.

    Links to directories aren't followed; they are entries like files.
    """
    closed: list[tuple[Path, str]] = []

    def note(error: OSError) -> None:
        if error.filename != os.fspath(inbox):
            closed.append((Path(error.filename), error.strerror or type(error).__name__))

    paths = sorted(
        Path(directory) / name
        for directory, folders, names in os.walk(inbox, onerror=note)
        for name in (*names, *(n for n in folders if (Path(directory) / n).is_symlink()))
    )
    return paths, closed


def _read(
    path: Path,
    root: Path,
    source_uri: str,
    settled_before: datetime,
    read_bytes: Callable[[Path], bytes],
) -> Iterator[FoundDocument | Refusal | Waiting]:
    try:
        before = path.stat()
        if not stat.S_ISREG(before.st_mode):
            yield Refusal.of_document(source_uri, "unreadable_file", "It is no regular file.")
            return
        if before.st_mtime >= settled_before.timestamp():
            yield Waiting(source_uri, "It was changed a moment ago and may still be growing.")
            return
        if before.st_size > LARGEST_FILE:
            yield Refusal.of_document(
                source_uri, "too_large", f"It has {before.st_size:,} bytes; no article is as large."
            )
            return
        content = read_bytes(path)
        after = path.stat()
    except OSError as error:
        yield Refusal.of_document(
            source_uri,
            "unreadable_file",
            f"The file can't be read: {error.strerror or type(error).__name__}.",
        )
        return
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        yield Waiting(source_uri, "It changed while it was read.")
        return
    metadata = DocumentMetadata()
    described = _metadata_of(path)
    if described is not None:
        try:
            if described.stat().st_mtime >= settled_before.timestamp():
                yield Waiting(source_uri, "Its metadata were changed a moment ago.")
                return
            if not described.resolve().is_relative_to(root):
                raise _BrokenMetadataError("The metadata file is a link out of the inbox.")
            metadata = _parse_metadata(read_bytes(described))
        except (_BrokenMetadataError, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            name = f"{source_uri.removesuffix(path.name)}{described.name}"
            yield Refusal(
                "metadata",
                name,
                "broken_metadata",
                f"{reason} The article was taken without it.",
                {"source_uri": source_uri},
            )
    yield FoundDocument(source_uri, content, MEDIA_TYPES[path.suffix.lower()], metadata)


def _metadata_of(path: Path) -> Path | None:
    for name in (path.name, path.stem):
        candidate = path.with_name(name + METADATA_SUFFIX)
        if candidate.is_file():
            return candidate
    return None


def _described_by(metadata: Path) -> list[Path]:
    name = metadata.name.removesuffix(METADATA_SUFFIX)
    return [metadata.with_name(name), *(metadata.with_name(name + end) for end in MEDIA_TYPES)]


def _parse_metadata(content: bytes) -> DocumentMetadata:
    if len(content) > LARGEST_METADATA:
        raise _BrokenMetadataError("The metadata file is far too large to be one.")
    try:
        fields = json.loads(content)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise _BrokenMetadataError(f"The metadata file is no JSON: {error}.") from error
    if not isinstance(fields, dict):
        raise _BrokenMetadataError("The metadata file holds no JSON object.")
    unknown = sorted(set(fields) - METADATA_FIELDS)
    if unknown:
        raise _BrokenMetadataError(
            f"The metadata file has unknown fields: {', '.join(unknown)}; "
            f"known are {', '.join(sorted(METADATA_FIELDS))}."
        )
    for name, value in fields.items():
        if value is not None and not isinstance(value, str):
            raise _BrokenMetadataError(f"The metadata field {name} is no text.")
    published = (fields.get("date") or "").strip() or None
    if published is not None and not _is_date(published):
        raise _BrokenMetadataError(
            f"The metadata field date is {published!r}; "
            "it must be YYYY, YYYY-MM or YYYY-MM-DD and exist in the calendar."
        )
    address, publisher, title = (
        (fields.get(name) or "").strip() or None for name in ("address", "publisher", "title")
    )
    return DocumentMetadata(address, publisher, published, title)


def _is_date(text: str) -> bool:
    completed = text + "-01-01"[(len(text) - 4) :]
    if len(text) not in (4, 7, 10) or not text.isascii():
        return False
    try:
        date.fromisoformat(completed)
    except ValueError:
        return False
    return True


def _orphan(source_uri: str) -> Refusal:
    return Refusal(
        "metadata",
        source_uri,
        "metadata_without_document",
        "No file lies beside it that it could describe.",
        {},
    )
