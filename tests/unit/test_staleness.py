"""Which documents a refresh reads: new ones, stale ones, and those of a backfill."""

from datetime import UTC, date, datetime

import pytest

from orchestration.contracts.rows import Origin
from orchestration.versions import Versions
from orchestration.warehouse.state import (
    Backfill,
    Counts,
    RangeOf,
    ReadState,
    stale_documents,
    too_many_rejects,
)

NOW = Versions(text="t2", extraction="e2")


def origin(name: str) -> Origin:
    return Origin(name, name, name, 1, "text/plain", datetime(2025, 1, 1, tzinfo=UTC))


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
LANDED = [*map(origin, STATES), origin("new")]


def read(backfill: Backfill | None = None) -> list[str]:
    stale = stale_documents(LANDED, STATES, NOW, backfill)
    return [item.document_id for item in stale]


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
