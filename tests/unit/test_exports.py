"""Exports: cells that no spreadsheet runs, and reviews in the terms of schema.org."""

from datetime import date
from decimal import Decimal

import pytest

from orchestration.publication.exports import claim_review, guard_cell

ROW = {
    "claim_id": "c1",
    "company_name": "Lindal Paper AS",
    "sentence": "The loop saves 1,200 m3 of water a day.",
    "verification_status": "contradicted",
    "status_reason": "An independent source gives a figure more than 25 % away and none agrees.",
    "decided_by": "rule",
    "first_published_on": date(2025, 3, 3),
    "article_title": None,
    "publisher_name": "Ore Wire",
    "source_uri": "https://wire.example/loop",
    "article_id": "a1",
    "analyst": None,
    "decided_at": None,
    "as_of": date(2026, 1, 15),
}


@pytest.mark.parametrize("text", ["=1+1", "+49 30 1", "-2 dollars", "@sum", "\tx", "\r=1"])
def test_a_text_that_looks_like_a_formula_is_quoted(text: str) -> None:
    assert guard_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["a = b", "", None, Decimal("-2"), 3])
def test_every_other_cell_stays(value: object) -> None:
    assert guard_cell(value) == value


def test_a_rule_reviews_a_claim() -> None:
    review = claim_review(ROW)
    assert review["@type"] == "ClaimReview"
    assert review["claimReviewed"] == ROW["sentence"]
    assert review["datePublished"] == "2026-01-15"
    assert review["author"] == {"@type": "Organization", "name": "Assay"}
    assert review["reviewRating"]["ratingValue"] == 1
    assert review["reviewRating"]["alternateName"] == "contradicted"
    assert review["itemReviewed"]["author"]["name"] == "Lindal Paper AS"
    appearance = review["itemReviewed"]["appearance"]
    assert appearance["url"] == "https://wire.example/loop"
    assert "headline" not in appearance


def test_an_analyst_reviews_a_claim_that_nobody_can_check() -> None:
    verdict = {"decided_by": "analyst", "analyst": "A. Reader", "decided_at": date(2026, 1, 5)}
    review = claim_review(
        {**ROW, **verdict, "verification_status": "not_checkable", "source_uri": "mill.txt"}
    )
    assert review["author"] == {"@type": "Person", "name": "A. Reader"}
    assert review["datePublished"] == "2026-01-05"
    assert "ratingValue" not in review["reviewRating"]
    assert "url" not in review["itemReviewed"]["appearance"]
