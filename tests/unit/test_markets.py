"""Figures that belong to a market, a country or a trade, and those that only look so."""

import pytest

from orchestration.extraction import read_article

LEAD = (
    "Brackwater Copper Ltd raises output\n\n"
    "Brackwater Copper Ltd shipped 12,000 t of copper in May. The company plans to add 40 jobs.\n\n"
)


def companies_of(sentence: str) -> set[str | None]:
    """The companies of the figures of a sentence that stands alone in its paragraph."""
    claims = read_article(LEAD + sentence).claims
    found = {
        claim.company
        for claim in claims
        for mention in claim.mentions
        if mention.start >= len(LEAD)
    }
    assert found, "no figure was read"
    return found


@pytest.mark.parametrize(
    "sentence",
    [
        "Global demand for copper grew 4% last year.",
        "Copper traded at $9,300 a tonne in London on Friday.",
        "The price of copper has risen by a fifth since January.",
        "Stocks in exchange warehouses dropped by 12,000 tonnes.",
        "Inventories in Shanghai rose to 140,000 tonnes.",
        "Chilean exports slipped 5% in May.",
        "Chile's copper output fell 7% to 400,000 tonnes.",
        "Kazakhstan exported 1.1 million tonnes of copper last year.",
        "Imports into Europe fell by 11%.",
        "The European market shrank by 3% last year.",
        "The industry employs 40,000 people in the region.",
        "Analysts expect the market to grow by 8% a year.",
        "The country's smelters ran at 70% of capacity.",
        "European producers cut output by 15% last year.",
        "The ministry wants to raise the share of recycled copper to 30% by 2030.",
        "The state spent $3 billion on grids last year.",
        "In Japan, consumption fell by 4%.",
        "Only 17% of electronic waste is recycled worldwide.",
        "Spot treatment charges have collapsed to $10 a tonne.",
        "A tonne of cathode now costs $9,400.",
        "The average yield in the industry is 85%.",
    ],
)
def test_a_market_is_no_company(sentence: str) -> None:
    assert companies_of(sentence) == {None}


@pytest.mark.parametrize(
    "sentence",
    [
        "Prices realised in the quarter rose 3% to $9,300 a tonne.",
        "Sales in Europe rose 24% in the first half.",
        "Exports to China fell 11%.",
        "The plant in Chile ran at 70% of capacity.",
        "Demand from carmakers lifted sales by 8%.",
        "Inventories rose to 14,000 tonnes at the end of the quarter.",
        "In Japan, sales fell by 4%.",
        "The mill treats 20,000 tonnes of ore a day.",
        "Imports of coke were cut by 5%.",
        "Revenue from the European market shrank by 3%.",
        "The price for its cathode was $9,250 a tonne.",
        "The workforce in Germany will shrink by 300 people.",
        "It holds 22% of the world market.",
        "The government granted it $3 million.",
    ],
)
def test_what_only_looks_like_a_market(sentence: str) -> None:
    assert companies_of(sentence) == {"Brackwater Copper Ltd"}
