"""The day of publication, and what is none."""

from datetime import date

import pytest

from orchestration.text import DatePrecision, Metadata, read_text
from orchestration.text.dates import parse_date

STORY = (
    "The plant at Moss has cut its use of fresh water by a third since spring, the company said "
    "on Monday, and will go on until 31 December 2026.\n"
)
DAY = DatePrecision.DAY


@pytest.mark.parametrize(
    "line",
    [
        "October 14, 2025",
        "14 October 2025",
        "Oct. 14, 2025",
        "Tuesday, 14th of October 2025, 09:40 CET",
        "2025-10-14 08:30",
        "2025/10/14",
        "14.10.2025",
        "14/10/2025",
        "2025年10月14日",
        "Metal Review – 14 October 2025",
        "METAL.COM | Feature | 14 October 2025",
        "Xinhua, Xining, October 14, 2025 (translated from Chinese)",
        "Posted 14 Oct 2025, 06:15 IST · 5 min read",
        "Date of notice: 14 October 2025",
    ],
)
def test_a_line_above_the_story_dates_it(line: str) -> None:
    article = read_text(f"Moss saves water\n{line}\n\n{STORY}")
    assert (article.published_on, article.published_on_precision) == (date(2025, 10, 14), DAY)


@pytest.mark.parametrize(
    "dateline",
    [
        "PERTH, Western Australia, Oct. 14, 2025 (GLOBE NEWSWIRE) -- ",
        "HOUSTON, Oct. 14, 2025 /PRNewswire/ -- ",
        "London, 14 October 2025 (Argus) — ",
        "SYDNEY, Oct 14, 2025 (Reuters) - ",
        "NARVIK, Norway--(BUSINESS WIRE)--October 14, 2025--",
        "Toronto, Ontario--(Newsfile Corp. - October 14, 2025) - ",
    ],
)
def test_a_dateline_dates_the_story(dateline: str) -> None:
    article = read_text(f"Moss saves water\n\n{dateline}{STORY}")
    assert (article.published_on, article.published_on_precision) == (date(2025, 10, 14), DAY)


def test_a_date_that_tells_of_something_else_further_down_does_not_date_the_story() -> None:
    story = f"MOSS, Norway, Oct. 14, 2025 (GLOBE NEWSWIRE) -- {STORY}"
    later = "The annual report of Moss will be published on 26 February 2026."
    assert read_text(f"Moss saves water\n\n{story}\n\n{later}").published_on == date(2025, 10, 14)


def test_an_outlet_that_only_says_updated_dates_its_story_so() -> None:
    line = "By Mo Li in Oslo | The Northern Daily | Updated: 2025-10-14 09:18"
    assert read_text(f"Moss saves water\n{line}\n\n{STORY}").published_on == date(2025, 10, 14)


@pytest.mark.parametrize(
    "text",
    [
        f"Moss saves water\n\n{STORY}",
        f"Moss saves water\n\n{STORY}\n© 2025 Metal News\n",
        f"Sustainability Report 2024 | Chapter 6 | Page 38\n\n{STORY}",
        f"Results for the quarter ended 30 September 2025\n\n{STORY}",
        f"Moss saves water\n\nOn 3 October 2025 Moss, the plant of Foo, was sold. {STORY}",
        f"Moss saves water\nLast updated: 14 October 2025\n\n{STORY}",
        f"Moss saves water\n31/31/2025\n\n{STORY}",
        f"Moss saves water\n03/04/2025\n\n{STORY}",
    ],
)
def test_what_is_no_date_of_publication_stays_unknown(text: str) -> None:
    article = read_text(text)
    assert article.published_on is None
    assert article.published_on_precision is DatePrecision.UNKNOWN


def test_a_month_that_stands_apart_is_known_to_the_month() -> None:
    article = read_text(f"Moss saves water\nMetal Monitor – October 2025\n\n{STORY}")
    assert article.published_on == date(2025, 10, 1)
    assert article.published_on_precision is DatePrecision.MONTH


def test_the_line_below_a_signature_dates_a_notice() -> None:
    text = f"Moss saves water\n\n{STORY}\nBy order of the Board\nA. Moss\n\nOslo, 14 October 2025\n"
    assert read_text(text).published_on == date(2025, 10, 14)


def test_metadata_win_over_the_text() -> None:
    metadata = Metadata(published_on=date(2024, 1, 1), published_on_precision=DatePrecision.YEAR)
    article = read_text(f"Moss saves water\n14 October 2025\n\n{STORY}", metadata)
    assert article.published_on == date(2024, 1, 1)
    assert article.published_on_precision is DatePrecision.YEAR


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025", (date(2025, 1, 1), DatePrecision.YEAR)),
        ("2025-10", (date(2025, 10, 1), DatePrecision.MONTH)),
        ("2025-10-14", (date(2025, 10, 14), DAY)),
        ("2025-10-14T23:30:00-05:00", (date(2025, 10, 14), DAY)),
        ("20251014", (date(2025, 10, 14), DAY)),
        ("Oct 14, 2025", (date(2025, 10, 14), DAY)),
        ("2025-02-30", None),
        ("soon", None),
    ],
)
def test_fields_of_metadata(text: str, expected: tuple[date, DatePrecision] | None) -> None:
    assert parse_date(text) == expected
