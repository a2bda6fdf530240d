"""Sentences of industry news and the quantities that they state."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration.extraction import find_quantities
from orchestration.extraction.quantities.claim_units import as_claimed
from orchestration.extraction.records import QuantityForm

SENTENCES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "quantity_sentences.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(row["text"], row["quantities"], id=row["name"]) for row in SENTENCES],
)
def test_sentences_of_industry_news_are_read(text: str, expected: list[list[Any]]) -> None:
    found = [
        [text[q.start : q.end], float(q.low), float(q.high), q.unit, q.comparator.value]
        for q in find_quantities(text)
    ]
    assert found == [
        [quote, pytest.approx(low), pytest.approx(high), unit, comparator]
        for quote, low, high, unit, comparator in expected
    ]


def test_a_change_keeps_both_levels_with_their_places() -> None:
    text = "Cycle time fell from about 30 minutes to 8 minutes."
    (change,) = find_quantities(text)
    assert change.form is QuantityForm.CHANGE
    assert [text[part.start : part.end] for part in change.parts] == ["30 minutes", "8 minutes"]
    assert [part.low for part in change.parts] == [30, 8]
    assert [part.comparator.value for part in change.parts] == ["approx", "exact"]


@pytest.mark.parametrize(
    "text", ["Prices range from 20 to 30 yuan.", "Prices of 20 to 30 yuan.", "20-30 yuan"]
)
def test_a_spread_of_values_is_no_change(text: str) -> None:
    (spread,) = find_quantities(text)
    assert (spread.form, spread.parts) == (QuantityForm.NUMBER, ())
    assert (spread.low, spread.high, spread.unit) == (20, 30, "CNY")


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("saved 46 GWh", [(46_000_000, "kW.h")]),
        ("1.5 Mtpa", [(1_500_000, "t/a")]),
        ("12 kt", [(12_000, "t")]),
        ("35 cents", [(Decimal("0.35"), "USD")]),
        ("rose 25 basis points", [(Decimal("0.25"), "%")]),
        ("rose five percentage points", [(5, "%")]),
        ("two-fifths of the sites", [(40, "%")]),
        ("from 30 minutes to 8 minutes", [(30, "min"), (8, "min")]),
        ("14.2 MWh/t", [(14_200, "kW.h/t")]),
        ("480 kg", [(480, "kg")]),
    ],
)
def test_claims_fold_prefixes_points_cents_and_shares(
    text: str, claimed: list[tuple[Decimal | int, str]]
) -> None:
    folded = [one for quantity in find_quantities(text) for one in as_claimed(quantity)]
    assert [(one.low, one.unit) for one in folded] == claimed


def test_nothing_is_found_in_nothing() -> None:
    assert find_quantities("") == []
    assert find_quantities("No figures were given.") == []
