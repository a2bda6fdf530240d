"""JSON lines: files with one article as a JSON object on each line, plain or gzip.

Which field holds what is told by the source's mapping. A line that is broken is refused alone.
"""

import gzip
import json
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, cast

from orchestration.ingestion.documents import DocumentMetadata, Find, FoundDocument, Refusal
from orchestration.ingestion.history import Days
from orchestration.ingestion.sources import JsonLinesSource
from orchestration.ingestion.web.addresses import AddressError, canonical_address

LONGEST_LINE = 20 * 1024 * 1024
"""Bytes; no article is as long."""

_GZIP = b"\x1f\x8b"


def read_json_lines(
    path: Path, name: str, source: JsonLinesSource, days: Days | None = None
) -> Iterator[Find]:
    """The documents of a file, line by line.

    A document is named by its address, or else by the file and the number of its line. ``days``
    keeps to the articles that were published on some days.

    Raises:
        OSError: the file can't be read.
    """
    with path.open("rb") as raw:
        is_gzip = raw.read(2) == _GZIP
        raw.seek(0)
        file = cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if is_gzip else raw
        number = 0
        try:
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                place = f"{name}#{number}"
                if len(line) > LONGEST_LINE:
                    while line and not line.endswith(b"\n"):
                        line = file.readline(LONGEST_LINE)
                    yield Refusal.of_document(
                        place, "too_large", f"It has over {LONGEST_LINE:,} bytes."
                    )
                elif line.strip():
                    yield from _read_line(line, place, source, days)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield Refusal.of_document(
                name, "truncated", f"The file is damaged behind line {number} ({error})."
            )


def _read_line(
    line: bytes, place: str, source: JsonLinesSource, days: Days | None
) -> Iterator[Find]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        yield Refusal.of_document(place, "broken_json", f"The line is no JSON ({error}).")
        return
    names = source.fields
    published = _field(fields, names.published)
    day = _day(published)
    if days is not None and (day is None or date.fromisoformat(day) not in days):
        return
    text = _field(fields, names.text)
    if not text:
        yield Refusal.of_document(place, "no_text", f"The line has no text in {names.text!r}.")
        return
    address = None
    if stated := _field(fields, names.address):
        try:
            address = canonical_address(stated)
        except AddressError as error:
            yield _refuse_metadata(place, f"{error} The article was taken without it.")
    if published and day is None:
        yield _refuse_metadata(
            place, f"{published!r} is no date. The article was taken without it."
        )
    metadata = DocumentMetadata(
        address=address,
        publisher=_field(fields, names.publisher) or source.outlet,
        published=day,
        title=_field(fields, names.title) or None,
        language=_field(fields, names.language) or source.language,
    )
    # Half a surrogate pair is legal in JSON, and in no encoding.
    content = text.encode("utf-8", errors="replace")
    yield FoundDocument(address or place, content, source.media_type, metadata)


def _field(fields: Any, path: str | None) -> str:
    """The text at a dotted path, or an empty one."""
    if path is None:
        return ""
    for name in path.split("."):
        fields = fields.get(name) if isinstance(fields, dict) else None
    return fields.strip() if isinstance(fields, str) else ""


def _day(text: str) -> str | None:
    """The day of an ISO date or date and time, as ``YYYY-MM-DD``."""
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return None


def _refuse_metadata(source_uri: str, reason: str) -> Refusal:
    return Refusal("metadata", source_uri, "broken_metadata", reason, {})
