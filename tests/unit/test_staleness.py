"""Which documents a refresh reads: new ones, stale ones, and those of a backfill."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from orchestration.contracts.rows import Origin
from orchestration.ingestion import DocumentMetadata
from orchestration.reading import Document
from orchestration.reading.documents import text_metadata
from orchestration.text import NO_METADATA, DatePrecision
from orchestration.warehouse.state import (
    Backfill,
    Counts,
    RangeOf,
    ReadState,
    stale_documents,
    too_many_rejects,
)


def document(name: str) -> Document:
    origin = Origin(name, name, name, 1, "text/plain", datetime(2025, 1, 1, tzinfo=UTC))
    return Document(origin, Path(name), NO_METADATA, charset=None, text_version="t2")


def state(
    text: str, extraction: str | None, landed: int = 1, published: int | None = None
) -> ReadState:
    published_on = date(2024, 6, published) if published else None
    return ReadState(text, extraction, date(2025, 1, landed), published_on)


STATES = {
    "fresh": state("t2", "e2", landed=1, published=10),
    "text changed": state("t1", "e2", landed=2, published=20),
    "extraction changed": state("t2", "e1", landed=3),
    "refused": state("t2", None, landed=4),
    "refused before": state("t1", None, landed=5),
}
LANDED = [*map(document, STATES), document("new")]


def read(backfill: Backfill | None = None) -> list[str]:
    stale = stale_documents(LANDED, STATES, "e2", backfill)
    return [item.origin.document_id for item in stale]


def test_new_and_stale_documents_are_read_and_no_others() -> None:
    assert read() == ["text changed", "extraction changed", "refused before", "new"]


@pytest.mark.parametrize(
    ("backfill", "added"),
    [
        (Backfill(date(2025, 1, 1), date(2025, 1, 1), RangeOf.LANDING), {"fresh"}),
        (Backfill(None, date(2025, 1, 4), RangeOf.LANDING), {"fresh", "refused"}),
        (Backfill(date(2025, 1, 4), None, RangeOf.LANDING), {"refused"}),
        (Backfill(date(2024, 6, 1), date(2024, 6, 30), RangeOf.PUBLICATION), {"fresh"}),
        (Backfill(date(2024, 6, 11), None, RangeOf.PUBLICATION), set()),
    ],
)
def test_a_backfill_adds_the_documents_of_its_range(backfill: Backfill, added: set[str]) -> None:
    assert set(read(backfill)) - set(read()) == added


@pytest.mark.parametrize(
    ("whole", "rejected", "share", "tolerated", "is_over"),
    [
        (100, 51, 0.5, 10, True),
        (100, 50, 0.5, 10, False),
        (8, 7, 0.5, 10, False),
        (8, 7, 0.5, 0, True),
        (8, 1, 0.0, 0, True),
        (0, 0, 0.0, 0, False),
    ],
)
def test_too_many_rejects(
    whole: int, rejected: int, share: float, tolerated: int, is_over: bool
) -> None:
    counts = [Counts("documents", whole, {"articles": whole - rejected, "rejected": rejected})]
    assert too_many_rejects(counts, share, tolerated) == (counts if is_over else [])


def test_counts_say_whether_they_add_up() -> None:
    assert str(Counts("documents", 3, {"articles": 2, "rejected": 1})) == (
        "3 documents = 2 articles + 1 rejected"
    )
    lost = Counts("documents", 3, {"articles": 1, "rejected": 1})
    assert not lost.adds_up
    assert str(lost) == "3 documents ≠ 1 articles + 1 rejected"


@pytest.mark.parametrize(
    ("published", "day", "precision"),
    [
        ("2025", date(2025, 1, 1), DatePrecision.YEAR),
        ("2025-06", date(2025, 6, 1), DatePrecision.MONTH),
        ("2025-06-30", date(2025, 6, 30), DatePrecision.DAY),
        (None, None, DatePrecision.UNKNOWN),
    ],
)
def test_a_date_keeps_how_much_of_it_was_told(
    published: str | None, day: date | None, precision: DatePrecision
) -> None:
    metadata = text_metadata(DocumentMetadata(publisher="The Post", published=published))
    assert (metadata.published_on, metadata.published_on_precision) == (day, precision)
    assert metadata.publisher == "The Post"
