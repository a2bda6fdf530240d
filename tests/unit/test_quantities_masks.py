"""Numbers that are no quantities, and the look-alikes that are."""

import pytest

from orchestration.extraction import find_quantities


@pytest.mark.parametrize(
    "text",
    [
        "on 12 May 2025",
        "on March 3, 2024",
        "since 2019",
        "in 2014-2017",
        "2024/25",
        "30.10.2025",
        "10/30/2025",
        "2025-10-30",
        "2025年10月30日",
        "in the 1990s",
        "at 9:30",
        "at 9.30 a.m.",
        "at 10 am",
        "the 3rd quarter",
        "its first half",
        "ISO 9001",
        "Regulation (EU) 2021/821",
        "Article 4",
        "Order No. 61",
        "page 38",
        "GRI 305-1",
        "a Boeing 787",
        "5G masts",
        "the A4093",
        "COVID-19",
        "grade 4N",
        "Phase 2",
        "on line 2",
        "call +61 8 5550 0142",
        "won 3-1 at home",
        "the S&P 500 rose",
        "Big Three",
        "5 min read",
        "0 Comments",
        "mail desk7@example.org",
        "https://example.org/a/12-tonnes",
        "the previous one",
        "each other one's",
        "a five-year plan",
        "1.2.3",
        "24/7",
        "as Jones showed, (2018)",
        "as was shown (9)",
        "in the report [2]",
        "the Dreamliner 787-9 jets",
        "a 4K video",
        "20-of-24 passing",
        "one doesn’t exist",
        "9 High Street",
        "Jane Doe, 54, said",
        "Grade 316L",
        "at COP28",
    ],
)
def test_no_quantity_is_found_in(text: str) -> None:
    assert [text[q.start : q.end] for q in find_quantities(text)] == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("in May 300 t were sold", "300 t"),
        ("more than 2000 people", "2000 people"),
        ("2,024 pumps", "2,024 pumps"),
        ("rated at 2024 kW", "2024 kW"),
        ("24 comments on the draft", "24 comments"),
        ("5 hours a day", "5 hours a day"),
        ("a 3-1 mix of 30-40 t", "30-40 t"),
        ("The 12 sites", "12 sites"),
        ("Nearly 700 jets", "700 jets"),
        ("Company to Cut 120 Jobs", "120 Jobs"),
        ("lost one worker", "one worker"),
        ("a 45-year-old man", "45-year-old"),
        ("60K jobs", "60K jobs"),
        ("a net loss of (46)", "(46)"),
        ("Result after tax   (46)", "(46)"),
    ],
)
def test_what_looks_like_a_mask_is_read_where_it_counts(text: str, quote: str) -> None:
    assert [text[q.start : q.end] for q in find_quantities(text)] == [quote]
