"""Web archives: the documents in WARC and WARC.gz files, streamed record by record.

``fastwarc`` reads the records; what it passes over in silence is checked here: a record that is
shorter than it says, and a compressed file without an end.
"""

import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from orchestration.ingestion.documents import DocumentMetadata, Find, FoundDocument, Refusal
from orchestration.ingestion.history import Days
from orchestration.ingestion.media_types import document_type
from orchestration.ingestion.sources import WarcSource
from orchestration.ingestion.web.addresses import AddressError, canonical_address
from orchestration.ingestion.web.bodies import BodyError, decompress

LARGEST_RECORD = 10 * 1024 * 1024
LARGEST_BODY = 20 * 1024 * 1024
"""Bytes of a record as it lies there, and of its body when it is decoded."""

_HOLDS_DOCUMENT = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_GZIP = b"\x1f\x8b"
_CHUNK = 1024 * 1024


def read_archive(
    path: Path, name: str, source: WarcSource, days: Days | None = None
) -> Iterator[Find]:
    """The documents of an archive; what is damaged is refused, what came before it kept.

    ``days`` keeps to the records of some days; a record without a date is of none.

    Raises:
        OSError: the file can't be opened.
    """
    last = -1
    records = documents = 0
    with path.open("rb") as file:
        is_gzip = file.read(2) == _GZIP
        file.seek(0)
        try:
            for record in ArchiveIterator(file, WarcRecordType.any_type, parse_http=False):
                last = record.stream_pos
                records += 1
                if record.record_type & _HOLDS_DOCUMENT:
                    documents += 1
                    if days is None or _day(record) in days:
                        yield _read_record(record, name, source)
        except OSError as error:
            yield Refusal.of_document(name, *_damage(last, error))
            return
    if last >= 0 and is_gzip and not _has_end(path, last):
        yield Refusal.of_document(name, "truncated", "The archive ends within a compressed record.")
    elif not documents:
        yield Refusal.of_document(
            name, "no_documents", f"None of its {records:,} records holds a document."
        )


def _damage(last: int, error: OSError) -> tuple[str, str]:
    if last < 0:
        return "not_an_archive", f"The file is no WARC archive ({error})."
    return "truncated", f"The archive is damaged behind its byte {last:,} ({error})."


def _day(record: WarcRecord) -> date | None:
    try:
        return date.fromisoformat((record.headers.get("WARC-Date") or "")[:10])
    except ValueError:
        return None


def _read_record(record: WarcRecord, name: str, source: WarcSource) -> Find:
    target = record.headers.get("WARC-Target-URI") or ""
    try:
        # Some writers put brackets around the address, as WARC 1.0 did by mistake.
        source_uri = canonical_address(target.strip("<>"))
    except AddressError as error:
        return Refusal.of_document(f"{name}#{record.stream_pos}", "forbidden_address", str(error))
    declared = record.content_length
    if declared > LARGEST_RECORD:
        return Refusal.of_document(source_uri, "too_large", f"The record has {declared:,} bytes.")
    record.freeze()
    if record.content_length < declared:
        return Refusal.of_document(
            source_uri,
            "truncated",
            f"The record has {record.content_length:,} of the {declared:,} bytes that it declares.",
        )
    charset = None
    media_type = record.headers.get("Content-Type") or ""
    coding = ""
    if record.record_type & WarcRecordType.response:
        if not record.is_http:
            return Refusal.of_document(source_uri, "unsupported_type", f"{media_type} is not read.")
        try:
            record.parse_http(auto_decode="transfer", quirks_mode=True)
        except (OSError, ValueError) as error:
            return Refusal.of_document(
                source_uri, "damaged_record", f"The response is damaged ({error})."
            )
        status = record.http_headers.status_code
        if status != 200:
            return Refusal.of_document(
                source_uri, "http_status", f"The server had answered {status}."
            )
        charset = record.http_charset
        media_type = record.http_content_type or "application/octet-stream"
        coding = (record.http_headers.get("Content-Encoding") or "").strip().lower()
    content = record.reader.read()
    try:
        content = _decode(content, coding)
    except BodyError as error:
        return Refusal.of_document(source_uri, error.reason_code, str(error))
    kind = document_type(media_type.partition(";")[0].strip().lower(), content)
    if kind is None:
        return Refusal.of_document(source_uri, "unsupported_type", f"{media_type} is not read.")
    metadata = DocumentMetadata(
        address=source_uri, publisher=source.outlet, language=source.language, charset=charset
    )
    return FoundDocument(source_uri, content, kind, metadata)


def _decode(content: bytes, coding: str) -> bytes:
    """The body without its coding; some archives keep the name of a coding that they removed."""
    if coding in ("gzip", "x-gzip", "deflate") and (
        coding == "deflate" or content.startswith(_GZIP)
    ):
        return decompress(content, LARGEST_BODY)
    if coding in ("br", "zstd", "compress"):
        raise BodyError("unsupported_coding", f"The body is coded as {coding!r}.")
    return content


def _has_end(path: Path, position: int) -> bool:
    """Whether the compressed member at ``position``, and all behind it, are whole."""
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    with path.open("rb") as file:
        file.seek(position)
        while chunk := file.read(_CHUNK):
            while chunk:
                if stream.eof:
                    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
                try:
                    stream.decompress(chunk, _CHUNK)
                except zlib.error:
                    return False
                chunk = stream.unconsumed_tail or stream.unused_data.lstrip(b"\0")
    return stream.eof
