"""What the stages of ingestion pass on: documents as found and as landed, and what was refused.

Only the records belong here. Every kind of source yields ``FoundDocument``s and ``Refusal``s; how
it gets them stands in a module of its own.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DocumentMetadata:
    """What a source tells about a document; every field may be missing.

    ``published`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ``language`` an ISO 639-1 code;
    ``charset`` the encoding that a server declared.
    """

    address: str | None = None
    publisher: str | None = None
    published: str | None = None
    title: str | None = None
    language: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document that a source holds now: its bytes as they came, and where they came from."""

    source_uri: str
    content: bytes
    media_type: str
    metadata: DocumentMetadata


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that lies in the store as the source holds it now; nothing was moved."""

    source_uri: str


@dataclass(frozen=True, slots=True)
class LandedDocument:
    """A document in the raw store: one line of the ledger."""

    source_uri: str
    content_sha256: str
    byte_count: int
    media_type: str
    landed_at: datetime
    metadata: DocumentMetadata

    @property
    def document_id(self) -> str:
        """The same content of the same source has the same id, whenever it is landed."""
        return document_id(self.source_uri, self.content_sha256)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a source holds and Assay can't take, with a code for filters and a sentence for people.

    ``record_type`` is ``document`` or ``metadata``; ``record`` holds what is known about it.
    """

    record_type: str
    source_uri: str
    reason_code: str
    reason: str
    record: Mapping[str, str | int]

    @classmethod
    def of_document(cls, source_uri: str, code: str, reason: str, **record: str | int) -> "Refusal":
        """A document that can't be taken, with what is known about it."""
        return cls("document", source_uri, code, reason, record)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that is not whole yet; the next refresh looks again."""

    source_uri: str
    reason: str


Find = FoundDocument | KnownDocument | Refusal | Waiting
"""What a source yields."""


def document_id(source_uri: str, content_sha256: str) -> str:
    """The id of this content of this source: a hash in hexadecimal."""
    return hashlib.sha256(f"{source_uri}\n{content_sha256}".encode()).hexdigest()
