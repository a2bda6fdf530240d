"""Which figures are claims, and in whose money; sentences of our own, one reader's whole way."""

import pytest

from orchestration.extraction import read_article


def _units(text: str) -> list[str]:
    return [claim.unit for claim in read_article(text).claims if claim.unit is not None]


@pytest.mark.parametrize(
    ("text", "currencies"),
    [
        (
            "PERTH, Nov 6 - Lynx Rare Earths (ASX: LYX) said quarterly revenue rose to $120.5"
            " million. The realised price was US$48 a kilogram.",
            ["AUD", "USD"],
        ),
        ("Acme Steel said it invested $40 million in its plant in Ohio.", ["USD"]),
        (
            "SYDNEY (Reuters) - Orrin Metals will pay A$50 million ($33 million) for a mine in"
            " Western Australia. It had $10 million in cash.",
            ["AUD", "USD"],
        ),
        (
            "Kauri Dairy invested $8 million in its Waikato works, the New Zealand firm said.",
            ["NZD"],
        ),
        (
            "All amounts are in United States dollars. TORONTO - Northgate Metals (TSX: NGM) of"
            " Ontario posted revenue of $14 million.",
            ["USD"],
        ),
        (
            "TORONTO - Northgate Metals (TSX: NGM) of Ontario posted revenue of $14 million.",
            ["CAD"],
        ),
        (
            "Revenue was Rs 40 crore, the Karachi-based mill told the Pakistan Stock Exchange.",
            ["PKR"],
        ),
        (
            "The dairy paid farmers 51.5 cents per kilo. It had asked its banks for €60 million.",
            ["EUR", "EUR"],
        ),
    ],
)
def test_a_shared_sign_means_the_money_of_the_country(text: str, currencies: list[str]) -> None:
    assert _units(text) == currencies
