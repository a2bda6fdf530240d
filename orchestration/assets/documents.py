"""The ingestion: what the sources hold is landed, once and for ever."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import dagster as dg

from orchestration.assets.shared import OWNERS, markdown_table
from orchestration.contracts.rejections import Reason, Rejection, reject
from orchestration.contracts.rows import Origin
from orchestration.ingestion import (
    DocumentMetadata,
    LandedDocument,
    Refusal,
    document_path,
    land,
    read_ledger,
    scan_inbox,
)
from orchestration.reading import Document
from orchestration.reading.area import INBOX
from orchestration.resources import RefreshRun
from orchestration.settings import Settings
from orchestration.text import DatePrecision, Metadata

SETTLING = timedelta(seconds=1)
"""A file that was changed this short a time ago may still be growing."""

PRECISIONS = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH, 10: DatePrecision.DAY}
"""The precision of a date by its length: YYYY, YYYY-MM, YYYY-MM-DD."""

inbox = dg.AssetSpec(
    "inbox",
    group_name="sources",
    owners=OWNERS,
    kinds={"file"},
    description="Articles that people and other programs put into data/inbox, with an optional "
    "NAME.meta.json beside each.",
)


@dg.asset(deps=[inbox], group_name="sources", owners=OWNERS, kinds={"file"})
def documents(refresh: dg.ResourceParam[RefreshRun]) -> dg.MaterializeResult[None]:
    """Every document as it came: immutable bytes under their hash, each kept once.

    A file that has changed is a new version of the same source. A file that is not whole yet waits
    for the next refresh; one that can't be taken becomes a rejected record.
    """
    settings = refresh.settings
    settled_before = datetime.now(UTC) - SETTLING
    landings = land(
        scan_inbox(settings.inbox_dir, settled_before), settings.raw_dir, refresh.started_at
    )
    refresh.area.clear(INBOX)
    refresh.area.write_rejections(
        INBOX, 0, map(_rejection, landings.refused), refresh.run_id, refresh.started_at
    )
    newest = [
        (document.source_uri, document.media_type, document.byte_count)
        for document in landings.new[:5]
    ]
    waiting = [(item.source_uri, item.reason) for item in landings.waiting[:5]]
    return dg.MaterializeResult(
        metadata={
            "documents_seen": landings.seen,
            "documents_new": len(landings.new),
            "documents_known": landings.known,
            "refused": len(landings.refused),
            "waiting": len(landings.waiting),
            "raw_store": dg.MetadataValue.path(settings.raw_dir),
            "sample": markdown_table(("source", "type", "bytes"), newest),
            "waiting_sample": markdown_table(("source", "why"), waiting),
        }
    )


def landed_documents(settings: Settings) -> Iterator[Document]:
    """Every document in the raw store, with the place of its bytes and its newest metadata."""
    for document in read_ledger(settings.raw_dir):
        yield Document(
            _origin(document),
            document_path(settings.raw_dir, document.content_sha256),
            _metadata(document.metadata),
        )


def _origin(document: LandedDocument) -> Origin:
    return Origin(
        document_id=document.document_id,
        source_uri=document.source_uri,
        content_sha256=document.content_sha256,
        byte_count=document.byte_count,
        media_type=document.media_type,
        landed_at=document.landed_at,
    )


def _metadata(metadata: DocumentMetadata) -> Metadata:
    published = metadata.published
    return Metadata(
        address=metadata.address,
        publisher=metadata.publisher,
        title=metadata.title,
        published_on=(
            date.fromisoformat(published + "-01-01"[len(published) - 4 :]) if published else None
        ),
        published_on_precision=(PRECISIONS[len(published)] if published else DatePrecision.UNKNOWN),
    )


def _rejection(refusal: Refusal) -> Rejection:
    return reject(
        refusal.record_type,
        refusal.source_uri,
        None,
        [Reason(refusal.reason_code, refusal.reason)],
        refusal.record,
    )


assets = [inbox, documents]
"""What the code location takes from this module."""
