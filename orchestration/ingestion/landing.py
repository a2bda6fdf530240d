"""The raw store: every document's bytes, kept for ever under their hash, and the ledger of them.

Writing and reading the store belongs here, and nothing that knows a source or a meaning. The build
file can always be made again from what lies here.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from orchestration.ingestion.documents import (
    DocumentMetadata,
    FoundDocument,
    LandedDocument,
    Refusal,
    Waiting,
)

LEDGER = "landings.jsonl"
DOCUMENTS = "documents"


class LandingError(OSError):
    """A document can't be landed: the disk is full, or the ledger is damaged; nothing is lost."""


@dataclass(frozen=True, slots=True)
class Landings:
    """What a source held, and what became of it.

    ``new`` are the documents landed now, ``known`` the number that lay there before, ``refused``
    what can't be taken, ``waiting`` what is not whole yet.
    """

    new: tuple[LandedDocument, ...]
    known: int
    refused: tuple[Refusal, ...]
    waiting: tuple[Waiting, ...]

    @property
    def seen(self) -> int:
        """Every document that the source held: new, known and refused ones."""
        refused = sum(refusal.record_type == "document" for refusal in self.refused)
        return len(self.new) + self.known + refused


def land(
    found: Iterable[FoundDocument | Refusal | Waiting], raw_dir: Path, landed_at: datetime
) -> Landings:
    """Land what is new: first the bytes, then a line in the ledger.

    The same content of the same source is landed once. New metadata of a known document is written
    as a further line, which then holds.

    Raises:
        LandingError: the store can't be written, or the ledger can't be read.
    """
    ledger = {document.document_id: document for document in read_ledger(raw_dir)}
    new: list[LandedDocument] = []
    refused: list[Refusal] = []
    waiting: list[Waiting] = []
    known = 0
    for item in found:
        if isinstance(item, Refusal):
            refused.append(item)
            continue
        if isinstance(item, Waiting):
            waiting.append(item)
            continue
        document = _landed(item, landed_at)
        earlier = ledger.get(document.document_id)
        if earlier is not None and earlier.metadata == document.metadata:
            known += 1
            continue
        try:
            _keep_bytes(document_path(raw_dir, document.content_sha256), item.content)
            if earlier is None:
                new.append(document)
            else:
                known += 1
                document = _with_metadata(earlier, document.metadata)
            _append(raw_dir / LEDGER, document)
        except OSError as error:
            raise LandingError(
                error.errno,
                f"{item.source_uri} can't be kept: {error.strerror or error}",
                str(raw_dir),
            ) from error
        ledger[document.document_id] = document
    return Landings(tuple(new), known, tuple(refused), tuple(waiting))


def read_ledger(raw_dir: Path) -> list[LandedDocument]:
    """Every landed document, in the order of landing, with its newest metadata.

    A last line that a killed process left torn is passed over: its document is landed again.

    Raises:
        LandingError: a line that was written whole can't be read.
    """
    path = raw_dir / LEDGER
    if not path.exists():
        return []
    documents: dict[str, LandedDocument] = {}
    whole, _, _ = path.read_bytes().rpartition(b"\n")
    for number, line in enumerate(whole.splitlines(), start=1):
        try:
            document = _from_line(line)
        except (ValueError, KeyError, TypeError) as error:
            raise LandingError(
                None, f"line {number} of the ledger can't be read ({error})", str(path)
            ) from error
        documents[document.document_id] = document
    return list(documents.values())


def document_path(raw_dir: Path, content_sha256: str) -> Path:
    """Where the bytes with this hash lie, or would lie."""
    return raw_dir / DOCUMENTS / content_sha256[:2] / content_sha256


def _landed(found: FoundDocument, landed_at: datetime) -> LandedDocument:
    return LandedDocument(
        source_uri=found.source_uri,
        content_sha256=hashlib.sha256(found.content).hexdigest(),
        byte_count=len(found.content),
        media_type=found.media_type,
        landed_at=landed_at,
        metadata=found.metadata,
    )


def _with_metadata(document: LandedDocument, metadata: DocumentMetadata) -> LandedDocument:
    return LandedDocument(
        document.source_uri,
        document.content_sha256,
        document.byte_count,
        document.media_type,
        document.landed_at,
        metadata,
    )


def _keep_bytes(path: Path, content: bytes) -> None:
    """Write the bytes whole or not at all; bytes that lie there already are left alone."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o444)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_directory(path.parent)


def _append(path: Path, document: LandedDocument) -> None:
    """Add a line to the ledger, after cutting off what a killed process left torn."""
    line = json.dumps(_to_line(document), ensure_ascii=False, sort_keys=True) + "\n"
    is_new = not path.exists()
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
        _sync_directory(path.parent)


def _end_of_last_line(size: int, path: Path) -> int:
    if size == 0:
        return 0
    with path.open("rb") as file:
        file.seek(size - 1)
        if file.read(1) == b"\n":
            return size
        file.seek(0)
        return file.read().rfind(b"\n") + 1


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _to_line(document: LandedDocument) -> dict[str, object]:
    return {**asdict(document), "landed_at": document.landed_at.isoformat()}


def _from_line(line: bytes) -> LandedDocument:
    fields = json.loads(line)
    return LandedDocument(
        source_uri=fields["source_uri"],
        content_sha256=fields["content_sha256"],
        byte_count=fields["byte_count"],
        media_type=fields["media_type"],
        landed_at=datetime.fromisoformat(fields["landed_at"]),
        metadata=DocumentMetadata(**fields["metadata"]),
    )
