"""From sources to immutable bytes: what a source holds is found, kept once, and never changed.

A source is a module that yields ``FoundDocument``, ``Refusal`` and ``Waiting`` records: ``inbox``
for files in a directory; feeds, pages, PDF files and web archives get modules of their own beside
it. ``landing`` keeps what they find. Nothing here knows what the bytes say.
"""

from orchestration.ingestion.documents import (
    DocumentMetadata,
    FoundDocument,
    LandedDocument,
    Refusal,
    Waiting,
)
from orchestration.ingestion.inbox import scan_inbox
from orchestration.ingestion.landing import (
    LandingError,
    Landings,
    document_path,
    land,
    read_ledger,
)

__all__ = [
    "DocumentMetadata",
    "FoundDocument",
    "LandedDocument",
    "LandingError",
    "Landings",
    "Refusal",
    "Waiting",
    "document_path",
    "land",
    "read_ledger",
    "scan_inbox",
]
