"""The raw store: every document's bytes, kept for ever under their hash, and the ledger of them.

Writing and reading the store belongs here, and nothing that knows a source or a meaning. The build
file can always be made again from what lies here.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from orchestration.ingestion.documents import (
    DocumentMetadata,
    Find,
    FoundDocument,
    KnownDocument,
    LandedDocument,
    Refusal,
    Waiting,
    document_id,
)
from orchestration.ingestion.journal import (
    JournalError,
    append_to_journal,
    read_journal,
    sync_directory,
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
    def refused_documents(self) -> int:
        """The documents among what was refused; metadata can be refused as well."""
        return sum(refusal.record_type == "document" for refusal in self.refused)


class DocumentStore:
    """The store of one refresh: takes what sources find, and counts what became of it.

    The same content of the same source is landed once. New metadata of a known document is written
    as a further line, which then holds.

    Raises:
        LandingError: the ledger can't be read.
    """

    def __init__(self, raw_dir: Path, landed_at: datetime) -> None:
        self._raw_dir = raw_dir
        self._landed_at = landed_at
        self._ledger = {document.document_id: document for document in read_ledger(raw_dir)}

    def land(self, found: Iterable[Find]) -> Landings:
        """Land what is new of one source: first the bytes, then a line in the ledger.

        Raises:
            LandingError: the store can't be written.
        """
        landing = Landing(self)
        for item in found:
            landing.take(item)
        return landing.result()

    def knows(self, source_uri: str, content_sha256: str) -> bool:
        """Whether this content of this source has been landed."""
        return document_id(source_uri, content_sha256) in self._ledger

    def keep(self, found: FoundDocument) -> LandedDocument | None:
        """Keep a document, and return it if it is new to the store.

        Raises:
            LandingError: the store can't be written.
        """
        document = _landed(found, self._landed_at)
        earlier = self._ledger.get(document.document_id)
        if earlier is not None and earlier.metadata == document.metadata:
            return None
        if earlier is not None:
            document = replace(earlier, metadata=document.metadata)
        try:
            keep_bytes(self._raw_dir, found.content)
            append_to_journal(self._raw_dir / LEDGER, _to_line(document))
        except OSError as error:
            raise LandingError(
                error.errno,
                f"{found.source_uri} can't be kept: {error.strerror or error}",
                str(self._raw_dir),
            ) from error
        self._ledger[document.document_id] = document
        return document if earlier is None else None


class Landing:
    """The landing of one source, item by item."""

    def __init__(self, store: DocumentStore) -> None:
        self._store = store
        self._new: list[LandedDocument] = []
        self._refused: list[Refusal] = []
        self._waiting: list[Waiting] = []
        self._known = 0

    def take(self, item: Find) -> None:
        """Keep what is new, and count everything.

        Raises:
            LandingError: the store can't be written.
        """
        match item:
            case Refusal():
                self._refused.append(item)
            case Waiting():
                self._waiting.append(item)
            case KnownDocument():
                self._known += 1
            case FoundDocument():
                document = self._store.keep(item)
                if document is None:
                    self._known += 1
                else:
                    self._new.append(document)

    def result(self) -> Landings:
        """What has become of the items so far."""
        return Landings(tuple(self._new), self._known, tuple(self._refused), tuple(self._waiting))


def land(found: Iterable[Find], raw_dir: Path, landed_at: datetime) -> Landings:
    """Land what one source holds, with a store opened for it alone.

    Raises:
        LandingError: the store can't be written, or the ledger can't be read.
    """
    return DocumentStore(raw_dir, landed_at).land(found)


def read_ledger(raw_dir: Path) -> list[LandedDocument]:
    """Every landed document, in the order of landing, with its newest metadata.

    A last line that a killed process left torn is passed over: its document is landed again.

    Raises:
        LandingError: a line that was written whole can't be read.
    """
    documents: dict[str, LandedDocument] = {}
    try:
        for fields in read_journal(raw_dir / LEDGER):
            document = _from_fields(fields)
            documents[document.document_id] = document
    except (JournalError, ValueError, KeyError, TypeError) as error:
        raise LandingError(None, f"the ledger can't be read ({error})", str(raw_dir)) from error
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


def keep_bytes(raw_dir: Path, content: bytes) -> str:
    """Keep bytes whole or not at all, and return their hash; what lies there already is left alone.

    Raises:
        OSError: the disk is full, or the store can't be written.
    """
    content_sha256 = hashlib.sha256(content).hexdigest()
    path = document_path(raw_dir, content_sha256)
    if path.exists():
        return content_sha256
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
    sync_directory(path.parent)
    return content_sha256


def _to_line(document: LandedDocument) -> dict[str, object]:
    return {**asdict(document), "landed_at": document.landed_at.isoformat()}


def _from_fields(fields: Mapping[str, Any]) -> LandedDocument:
    return LandedDocument(
        source_uri=fields["source_uri"],
        content_sha256=fields["content_sha256"],
        byte_count=fields["byte_count"],
        media_type=fields["media_type"],
        landed_at=datetime.fromisoformat(fields["landed_at"]),
        metadata=DocumentMetadata(**fields["metadata"]),
    )
