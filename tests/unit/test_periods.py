"""Calendar windows and rates that a text names, with the article's date as anchor."""

from datetime import date

import pytest

from orchestration.extraction.periods.windows import find_rates, find_windows
from orchestration.extraction.records import Period

ANCHOR = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("text", "period", "reporting"),
    [
        ("in the third quarter of 2024", Period.QUARTER, "2024-Q3"),
        ("first-quarter sales", Period.QUARTER, "2026-Q1"),
        ("in the fourth quarter", Period.QUARTER, "2025-Q4"),
        ("Q2 2025 output", Period.QUARTER, "2025-Q2"),
        ("3Q25 output", Period.QUARTER, "2025-Q3"),
        ("in H1 2025", Period.HALF_YEAR, "2025-H1"),
        ("in the second half of 2025", Period.HALF_YEAR, "2025-H2"),
        ("the six months to 30 June 2025", Period.HALF_YEAR, "2025-H1"),
        ("the three months ended March 31, 2026", Period.QUARTER, "2026-Q1"),
        ("the quarter that ended on 31 December 2025", Period.QUARTER, "2025-Q4"),
        ("the year to December 2025", Period.YEAR, "2025"),
        ("the year to June 2026", Period.YEAR, None),
        ("the June quarter of 2025", Period.QUARTER, "2025-Q2"),
        ("from January to September 2025", Period.CUMULATIVE, "2025"),
        ("in the first nine months of 2025", Period.CUMULATIVE, "2025"),
        ("in the first four months", Period.CUMULATIVE, "2026"),
        ("so far this year", Period.CUMULATIVE, "2026"),
        ("at the end of March", Period.POINT_IN_TIME, "2026-03"),
        ("as of 30 September 2025", Period.POINT_IN_TIME, "2025-09"),
        ("on December 31, 2025", Period.POINT_IN_TIME, "2025-12"),
        ("in November 2025", Period.MONTH, "2025-11"),
        ("in April", Period.MONTH, "2026-04"),
        ("in 2024", Period.YEAR, "2024"),
        ("last year", Period.YEAR, "2025"),
        ("this month", Period.MONTH, "2026-05"),
        ("last quarter", Period.QUARTER, "2026-Q1"),
        ("for fiscal 2027", Period.YEAR, None),
    ],
)
def test_windows(text: str, period: Period, reporting: str | None) -> None:
    (window,) = find_windows(text, 0, len(text), ANCHOR)
    assert (window.period, window.reporting) == (period, reporting)
    assert not window.compared
    assert not window.again


@pytest.mark.parametrize(
    "text",
    [
        "up from a year earlier",
        "a rise year on year",
        "in the same quarter of 2024",
        "in the corresponding period",
        "12,024 tonnes",
        "a price of $2,024",
    ],
)
def test_what_only_looks_like_a_window(text: str) -> None:
    assert find_windows(text, 0, len(text), ANCHOR) == []


@pytest.mark.parametrize(
    "text",
    ["lower than in the second quarter", "against 2024", "(2024: 61%)", "the base year 2019"],
)
def test_windows_of_comparison(text: str) -> None:
    (window,) = find_windows(text, 0, len(text), ANCHOR)
    assert window.compared


def test_a_deadline_is_told() -> None:
    (window,) = find_windows("by 2030", 0, 7, ANCHOR)
    assert window.deadline
    assert window.reporting == "2030"


@pytest.mark.parametrize("text", ["in those six months", "over the same quarter", "in the period"])
def test_references_back_wait_for_another_window(text: str) -> None:
    (window,) = find_windows(text, 0, len(text), ANCHOR)
    assert window.again
    assert window.reporting is None


def test_without_an_anchor_the_year_stays_open() -> None:
    (window,) = find_windows("in the third quarter", 0, 20, None)
    assert (window.period, window.reporting) == (Period.QUARTER, None)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("40 tonnes a day", Period.DAY),
        ("each month", Period.MONTH),
        ("annual savings", Period.YEAR),
        ("monthly output", Period.MONTH),
        ("per annum", Period.YEAR),
    ],
)
def test_rates(text: str, period: Period) -> None:
    assert [found for _, _, found in find_rates(text, 0, len(text))] == [period]


@pytest.mark.parametrize(
    "text", ["a year earlier", "a year-on-year rise", "the Harbour Daily wrote"]
)
def test_what_is_no_rate(text: str) -> None:
    assert list(find_rates(text, 0, len(text))) == []
