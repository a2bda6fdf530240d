"""Tables in articles: what their figures state, in the layouts that filings and reports have."""

from decimal import Decimal

import pytest

from orchestration.extraction import read_article
from orchestration.extraction.records import Direction, Modality, Reading, ValueKind
from orchestration.extraction.tables.cells import read_cell
from orchestration.extraction.tables.grid import find_tables
from orchestration.extraction.tables.units import caption_unit, read_unit
from orchestration.text import Unreadable, read_document


def read(text: str, media_type: str = "text/plain") -> Reading:
    article = read_document(text.encode(), media_type)
    assert not isinstance(article, Unreadable)
    return read_article(article)


def told(reading: Reading) -> dict[str, tuple[object, ...]]:
    """By quote: metric type, value, unit, denominator, period, its calendar form, old level."""
    return {
        claim.mentions[-1].quote: (
            claim.metric_type,
            float(claim.value or 0),
            claim.unit,
            claim.per,
            claim.period and claim.period.value,
            claim.reporting_period,
            None if claim.baseline_value is None else float(claim.baseline_value),
        )
        for claim in reading.claims
    }


US_FILING = """Brantley Pumps, Inc. Reports Third Quarter Results

MILWAUKEE, November 5, 2025 - Brantley Pumps, Inc. today reported its results.

CONDENSED CONSOLIDATED STATEMENTS OF OPERATIONS
(In millions, except per share amounts)
(Unaudited)

                                          Three Months Ended        Nine Months Ended
                                            September 30,             September 30,
                                           2025       2024           2025       2024
Net sales                               $  412.6   $  398.1       $1,214.9   $1,180.3
Cost of sales                             (281.4)    (275.0)        (829.3)    (811.7)
Net loss                                    (3.1)      12.4          (14.9)      30.2
Diluted earnings (loss) per share       $  (0.08)  $   0.31       $  (0.37)  $   0.75
"""


def test_aligned_columns_under_two_levels_of_heads() -> None:
    found = told(read(US_FILING))
    third, nine = ("quarter", "2025-Q3"), ("cumulative", "2025")
    assert found == {
        "412.6": ("revenue", 412.6e6, "USD", None, *third, 398.1e6),
        "$1,214.9": ("revenue", 1214.9e6, "USD", None, *nine, 1180.3e6),
        "(281.4)": ("cost", 281.4e6, "USD", None, *third, 275e6),
        "(829.3)": ("cost", 829.3e6, "USD", None, *nine, 811.7e6),
        "(3.1)": ("profit", -3.1e6, "USD", None, *third, 12.4e6),
        "(14.9)": ("profit", -14.9e6, "USD", None, *nine, 30.2e6),
        "(0.08)": ("profit", -0.08, "USD", "{share}", *third, 0.31),
        "(0.37)": ("profit", -0.37, "USD", "{share}", *nine, 0.75),
    }


HTML_FILING = """<html><head><title>Northlea Valves, Inc. annual results</title>
<meta property="article:published_time" content="2026-02-20"></head><body><article>
<h1>Northlea Valves, Inc. annual results</h1>
<p>Northlea Valves, Inc. today announced its results for the year that ended in December 2025,
with higher sales in all of its markets and a lower profit because of the cost of raw materials.</p>
<p>(in thousands, except per share data)</p>
<table>
<tr><td></td><td colspan="3">Year Ended December 31,</td></tr>
<tr><td></td><td colspan="2">2025</td><td colspan="2">2024</td></tr>
<tr><td>Net sales</td><td>$</td><td>88,120</td><td>$</td><td>80,440</td></tr>
<tr><td>Net income</td><td></td><td>4,015</td><td></td><td>5,230</td></tr>
</table></article></body></html>"""


def test_currency_signs_in_cells_of_their_own() -> None:
    found = told(read(HTML_FILING, "text/html"))
    assert found["88,120"] == ("revenue", 88.12e6, "USD", None, "year", "2025", 80.44e6)
    assert found["4,015"] == ("profit", 4.015e6, "USD", None, "year", "2025", 5.23e6)


OPERATING_DATA = """Linhai Cement Holdings Limited

OPERATIONAL DATA FOR THE THIRD QUARTER OF 2025

| Item | Unit | Q3 2025 | Q3 2024 | YoY change (%) |
| Cement sales | 10,000 tonnes | 512 | 548 | -6.6 |
| Average selling price | RMB/tonne | 241 | 263 | -8.4 |
| Revenue | RMB million | 1,402 | 1,600 | -12.4 |
| Clinker output | 10,000 tonnes | 430 | - | n/a |
"""


def test_a_column_of_units_and_one_of_changes() -> None:
    reading = read(OPERATING_DATA)
    found, quarter = told(reading), ("quarter", "2025-Q3")
    assert found["512"] == ("sales_volume", 5.12e6, "t", None, *quarter, 5.48e6)
    assert found["241"] == ("price", 241, "CNY", "t", *quarter, 263)
    assert found["1,402"] == ("revenue", 1402e6, "CNY", None, *quarter, 1600e6)
    assert found["430"] == ("production", 4.3e6, "t", None, *quarter, None)
    changes = {c.mentions[-1].quote: c for c in reading.claims if c.value_kind != ValueKind.AMOUNT}
    assert set(changes) == {"-6.6", "-8.4", "-12.4"}
    assert {c.direction for c in changes.values()} == {Direction.DECREASE}
    assert {c.unit for c in changes.values()} == {"%"}
    assert changes["-6.6"].metric_type == "sales_volume"
    assert changes["-6.6"].value == Decimal("6.6")


ANNUAL_RESULTS = """Dawan Textiles Group Limited

Hong Kong, 27 March 2026

| | 2025 | 2024 | Change |
| | RMB'000 | RMB'000 | % |
| Revenue | 2,418,330 | 2,201,118 | +9.9 |
| Gross profit margin | 21.1% | 21.4% | -0.3 pp |
| Basic earnings per share (RMB cents) | 12.1 | 13.2 | -8.3 |
| Number of employees | 6,120 | 6,480 | -5.6 |
"""


def test_units_under_the_head_leave_shares_people_and_cents_alone() -> None:
    reading = read(ANNUAL_RESULTS)
    found = told(reading)
    assert found["2,418,330"][:3] == ("revenue", 2418330e3, "CNY")
    assert found["21.1%"] == ("other", 21.1, "%", None, "year", "2025", 21.4)
    assert found["12.1"] == ("profit", 0.121, "CNY", "{share}", "year", "2025", 0.132)
    assert found["6,120"] == ("headcount", 6120, "{person}", None, "point_in_time", "2025", 6480)
    points = next(c for c in reading.claims if c.mentions[-1].quote == "-0.3 pp")
    assert (points.value_kind, points.direction) == (ValueKind.CHANGE_PP, Direction.DECREASE)


TARGETS = """# Ardmore Parcels: sustainability 2025

Published 31 March 2026

| Indicator | 2025 | 2024 | Target 2030 |
|---|---|---|---|
| GHG emissions, scope 1 and 2 (kt CO2e) | 318 | 352 | 200 |
| Water withdrawn (m³) | 1,940 | 2,610 | 1,500 |
"""


def test_a_target_is_planned_for_its_year() -> None:
    reading = read(TARGETS, "text/markdown")
    planned = {c.mentions[-1].quote: c for c in reading.claims if c.modality is Modality.PLANNED}
    assert set(planned) == {"200", "1,500"}
    assert planned["200"].reporting_period == "2030"
    assert planned["200"].baseline_value is None
    found = told(reading)
    assert found["318"] == ("emissions", 318e3, "t", None, "year", "2025", 352e3)
    assert found["1,940"] == ("water_use", 1940, "m3", None, "year", "2025", 2610)


MINE = """# Boab Gold Limited: quarterly activities report

23 October 2025

| Mulga mine | Unit | Sep-25 Qtr | Jun-25 Qtr | Sep-24 Qtr |
|---|---|---|---|---|
| Mill throughput | kt | 655 | 640 | 610 |
| Head grade | g/t Au | 1.92 | 1.88 | 2.05 |
| Gold produced | oz | 36,950 | 35,200 | 37,080 |
| AISC | A$/oz | 2,104 | 2,240 | 1,998 |
"""


def test_quarters_named_by_month_and_the_next_column_as_old_level() -> None:
    found, quarter = told(read(MINE, "text/markdown")), ("quarter", "2025-Q3")
    assert found == {
        "655": ("production", 655e3, "t", None, *quarter, 640e3),
        "1.92": ("ore_grade", 1.92, "g", "t", *quarter, 1.88),
        "36,950": ("production", 36950, "[oz_tr]", None, *quarter, 35200),
        "2,104": ("cost", 2104, "AUD", "[oz_tr]", *quarter, 2240),
    }


NORDIC = """Fjellvik ASA: Interim report

Oslo, 12 February 2026

NOK million                 Q4 2025   Q4 2024    FY 2025   FY 2024
Operating revenues            1,902     2,011      7,604     7,880
EBITDA margin                 16.3%     20.0%      17.0%     18.5%
Net interest-bearing debt     3,120     2,980      3,120     2,980
Employees (FTE)               2,204     2,310      2,204     2,310
"""


def test_a_stock_is_told_once_for_quarter_and_year() -> None:
    reading = read(NORDIC)
    assert len(reading.claims) == 6
    found = told(reading)
    assert found["1,902"] == ("revenue", 1902e6, "NOK", None, "quarter", "2025-Q4", 2011e6)
    assert found["2,204"][4:6] == ("point_in_time", "2025-12")
    assert found["3,120"][4:6] == ("point_in_time", "2025-12")


SECTIONS = """Shunyi Energy Company Limited

15 January 2026

                                         December                 January - December
Operational data    Unit            2025   2024   Change      2025     2024    Change
1. Coal
(1) Production      million tonnes   6.8    6.5     4.6%      78.9     76.2      3.5%
2. Power
(1) Output          billion kWh     4.12   4.35    (5.3%)     47.6     45.2      5.3%
"""


def test_heads_centred_over_several_columns() -> None:
    reading = read(SECTIONS)
    found = told(reading)
    assert found["6.8"] == ("production", 6.8e6, "t", None, "month", "2025-12", 6.5e6)
    assert found["78.9"] == ("production", 78.9e6, "t", None, "year", "2025", 76.2e6)
    assert found["4.12"][1:6] == (4.12e9, "kW.h", None, "month", "2025-12")
    falls = next(c for c in reading.claims if c.mentions[-1].quote == "(5.3%)")
    assert (falls.direction, falls.reporting_period) == (Direction.DECREASE, "2025-12")


JAPANESE = """Consolidated Financial Results

Minato Seiki Co., Ltd.
January 30, 2026

(Millions of yen, rounded down)
| | Nine months ended December 31, 2025 | | Nine months ended December 31, 2024 | |
| | Amount | % | Amount | % |
| Net sales | 61,204 | 4.1 | 58,790 | (2.0) |
| Operating profit | 3,120 | (12.4) | 3,562 | 8.8 |
"""


def test_percents_beside_amounts_are_changes_of_the_newer_period_only() -> None:
    reading = read(JAPANESE)
    found = told(reading)
    assert set(found) == {"61,204", "4.1", "3,120", "(12.4)"}
    assert found["61,204"][:3] == ("revenue", 61204e6, "JPY")
    assert found["61,204"][-1] == 58790e6
    falls = next(c for c in reading.claims if c.mentions[-1].quote == "(12.4)")
    assert (falls.metric_type, falls.direction) == ("profit", Direction.DECREASE)


def test_what_the_caption_measures_holds_for_rows_of_names() -> None:
    text = (
        "Halden Group results 2025\n\n5 March 2026\n\nRevenue by segment (EUR million)\n"
        "| Segment | 2025 | 2024 | Change |\n| Coatings | 1,240 | 1,190 | 4.2% |\n"
        "| Group | 1,850 | 1,845 | 0.3% |\n"
    )
    found = told(read(text))
    assert found["1,240"] == ("revenue", 1240e6, "EUR", None, "year", "2025", 1190e6)
    assert found["1,850"][:3] == ("revenue", 1850e6, "EUR")


def test_tabs_divide_cells() -> None:
    text = (
        "Veldt Steel Ltd operating figures\n\n5 March 2026\n\nItem\tH2 2025\tH2 2024\n"
        "Steel output, kt\t812\t790\nSteel sales, kt\t805\t799\n"
    )
    found = told(read(text))
    assert found["812"] == ("production", 812e3, "t", None, "half_year", "2025-H2", 790e3)
    assert found["805"][:2] == ("sales_volume", 805e3)


@pytest.mark.parametrize(
    "text",
    [
        "Metals Daily | Copper | 5 March 2026\n\nOutput rose by 5%.",
        "Stock code: 609912    Short name: Chenxi    Announcement No.: 2025-041",
        "- Revenue: EUR 5 million\n- Profit: EUR 1 million",
        "It rose by 5%.  It fell by 3%.  Then it rested.\nAnd it rose by 6%.  It fell by 2%.",
        "Home | News | Jobs\nLogin | Search",
    ],
)
def test_lines_that_are_no_tables(text: str) -> None:
    assert find_tables(text) == []


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("(15.6%)", "-15.6", "%"),
        ("$(0.21)", "-0.21", "USD"),
        ("1 234", "1234", ""),
        ("48-50", "49", ""),
        ("12,345*", "12345", ""),
        ("-90 bps", "-90", "[bp]"),
        ("Nil", "0", ""),
        ("1.8x", "1.8", "1"),
    ],
)
def test_cells(words: str, value: str, unit: str) -> None:
    number = read_cell(words, 0, len(words))
    assert number is not None
    assert (number.value, number.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("words", ["n/a", "–", "31.12.2025", "Q3 2025", "10:30", "see note 4", ""])
def test_cells_without_a_number(words: str) -> None:
    assert read_cell(words, 0, len(words)) is None


@pytest.mark.parametrize(
    ("words", "code", "factor"),
    [
        ("RMB'000", "CNY", 1000),
        ("MSEK", "SEK", 10**6),
        ("k€", "EUR", 1000),
        ("₹ crore", "INR", 10**7),
        ("10,000 yuan", "CNY", 10**4),
        ("million tonnes", "t", 10**6),
        ("kt CO2e", "kt", 1),
        ("US$/oz", "USD/[oz_tr]", 1),
        ("in thousands, except per share data", "", 1000),
        ("per million hours worked", "1/(1000000.h)", 1),
    ],
)
def test_units(words: str, code: str, factor: int) -> None:
    unit = read_unit(words)
    assert unit is not None
    assert (unit.code, unit.factor) == (code, Decimal(factor))


@pytest.mark.parametrize("words", ["loss", "net", "scope 1+2", "unaudited", "Adjusted"])
def test_words_that_are_no_units(words: str) -> None:
    assert read_unit(words) is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Third quarter (SEK million unless stated)", "SEK"),
        ("Key figures, EUR million", "EUR"),
        ("Unit: vehicles", "{vehicle}"),
        ("Expressed in thousands of Canadian dollars", "CAD"),
    ],
)
def test_captions_state_units_in_and_out_of_brackets(words: str, code: str) -> None:
    unit = caption_unit(words)
    assert unit is not None
    assert unit.code == code


@pytest.mark.parametrize(
    "text",
    [
        "a\t1-2\t3\n5\u30006 7\t8\u30009  10\nQ3 2025\u00a0\u00a01/2\t4\n\t2025\t$\n- 5---  12  ²",
        "| 1 | ) |\n| $ | (1 |\n|---|\n| % | 2025 | x |",
        "|1\n" * 500,
    ],
)
def test_odd_lines_are_read_without_an_error(text: str) -> None:
    for claim in read_article(text).claims:
        assert text[claim.mentions[0].start : claim.mentions[0].end] == claim.mentions[0].quote
