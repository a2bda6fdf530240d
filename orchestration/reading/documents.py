"""Documents on their way from the store to the build file: read, refused, and accounted for."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl

from orchestration.contracts.rejections import Reason, reject
from orchestration.contracts.rows import Origin
from orchestration.contracts.schemas import DOCUMENTS, polars_schema
from orchestration.ingestion import (
    DocumentMetadata,
    LandedDocument,
    Refusal,
    document_path,
    read_ledger,
)
from orchestration.reading.area import INBOX, StagingArea
from orchestration.text import DatePrecision, Metadata

PRECISIONS = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH, 10: DatePrecision.DAY}


@dataclass(frozen=True, slots=True)
class Document:
    """A landed document, where its bytes lie, and what came with it.

    ``text_version`` is the version of the text stage, and of the metadata if there are some: where
    they change, the document is read again. ``charset`` is the encoding that a server declared.
    """

    origin: Origin
    path: Path
    metadata: Metadata
    charset: str | None
    text_version: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was read from a document: the numbers of claims and of their mentions."""

    origin: Origin
    text_version: str
    claims_read: int
    mentions_read: int


def landed_documents(raw_dir: Path, text_version: str) -> list[Document]:
    """Every document of the store, ready to be read by this version of the text stage.

    Raises:
        LandingError: the ledger can't be read.
    """
    return [
        Document(
            origin=Origin(
                document_id=landed.document_id,
                source_uri=landed.source_uri,
                content_sha256=landed.content_sha256,
                byte_count=landed.byte_count,
                media_type=landed.media_type,
                landed_at=landed.landed_at,
            ),
            path=document_path(raw_dir, landed.content_sha256),
            metadata=text_metadata(landed.metadata),
            charset=landed.metadata.charset,
            text_version=_with_metadata(text_version, landed),
        )
        for landed in read_ledger(raw_dir)
    ]


def text_metadata(metadata: DocumentMetadata) -> Metadata:
    """What a source told about a document, in the terms of the text stage."""
    published = metadata.published
    if published is None:
        day, precision = None, DatePrecision.UNKNOWN
    else:
        day = date.fromisoformat(published + "-01-01"[len(published) - 4 :])
        precision = PRECISIONS[len(published)]
    return Metadata(
        address=metadata.address,
        publisher=metadata.publisher,
        title=metadata.title,
        published_on=day,
        published_on_precision=precision,
        language=metadata.language,
    )


def stage_refusals(
    refusals: Iterable[Refusal], area: StagingArea, run_id: str, refused_at: datetime
) -> None:
    """Stage what a source couldn't give as rejected records."""
    area.clear(INBOX)
    rejections = [
        reject(
            item.record_type,
            item.source_uri,
            None,
            [Reason(item.reason_code, item.reason)],
            item.record,
        )
        for item in refusals
    ]
    area.write_rejections(INBOX, 0, rejections, run_id, refused_at)


def document_rows(outcomes: Iterable[Outcome], outcome: str) -> pl.DataFrame:
    """The rows of ``raw.documents``: what became of each document that was read."""
    rows = [
        (
            item.origin.document_id,
            item.origin.source_uri,
            item.origin.content_sha256,
            item.origin.byte_count,
            item.origin.media_type,
            item.origin.landed_at,
            outcome,
            item.text_version,
            item.claims_read,
            item.mentions_read,
        )
        for item in outcomes
    ]
    return pl.DataFrame(rows, schema=polars_schema(DOCUMENTS), orient="row")


def _with_metadata(text_version: str, document: LandedDocument) -> str:
    if document.metadata == DocumentMetadata():
        return text_version
    told = json.dumps(asdict(document.metadata), sort_keys=True)
    return hashlib.sha256(f"{text_version}\n{told}".encode()).hexdigest()[:16]
