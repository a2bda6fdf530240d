"""Periods, modality, changes, denominators and hedges: the sentences of ``time_and_plan.yaml``."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration.extraction import read_article
from orchestration.extraction.periods.spans import Case, Words, decide
from orchestration.extraction.periods.tenses import Tense
from orchestration.extraction.records import Claim, Direction, Modality, Period, ValueKind
from orchestration.text import Metadata

CASES = yaml.safe_load(Path(__file__).with_name("time_and_plan.yaml").read_text("utf-8"))
DAY = Metadata(published_on=date(2026, 5, 20))


def field(found: Claim, name: str) -> object:
    """One field of a claim, its hedge level being the lowest of its mentions."""
    if name == "hedge_level":
        return min(mention.hedge_level for mention in found.mentions)
    return getattr(found, name)


def differs(found: object, wanted: object) -> bool:
    """Whether a field has another value than the wanted one; numbers to a tenth of a per cent."""
    if isinstance(found, Decimal) and isinstance(wanted, int | float):
        return abs(found - Decimal(str(wanted))) > abs(found) / 1000
    return found != wanted


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_what_a_sentence_says(case: dict[str, Any]) -> None:
    claims = read_article(case["text"], metadata=DAY).claims
    for wanted in case["claims"]:
        values = [one for one in claims if not differs(one.value, wanted["value"])]
        assert values, f"{wanted['value']} was not read"
        wrong = [
            {name: field(one, name) for name in wanted if differs(field(one, name), wanted[name])}
            for one in values
        ]
        assert min(wrong, key=len) == {}


PLAIN = Words(
    cumulative=False,
    average=False,
    budget=False,
    regular=False,
    single=False,
    stocks=False,
    deposit=False,
    guidance=False,
    consensus=False,
    once=False,
    fined=False,
    dividend="",
)


@pytest.mark.parametrize(
    ("nature", "metric_type", "wanted"),
    [
        ("flow", "production", (None, None)),
        ("level", "recovery_rate", (Period.POINT_IN_TIME, None)),
        ("stock", "headcount", (Period.POINT_IN_TIME, None)),
        ("event", "investment", (Period.ONE_OFF, None)),
        ("price", "price", (Period.POINT_IN_TIME, None)),
        ("capacity", "capacity", (Period.POINT_IN_TIME, None)),
        ("saving", "cost_saving", (None, None)),
        ("process", "efficiency_gain", (None, None)),
        ("other", "other", (Period.POINT_IN_TIME, None)),
    ],
)
def test_what_the_nature_alone_says(
    nature: str, metric_type: str, wanted: tuple[Period | None, str | None]
) -> None:
    case = Case(
        nature=nature,
        metric_type=metric_type,
        classes=frozenset({"percent"}),
        kind=ValueKind.AMOUNT,
        modality=Modality.ACTUAL,
        tense=Tense.PAST,
        words=PLAIN,
    )
    assert decide(case) == wanted


def test_a_rate_names_the_period_of_any_sum() -> None:
    case = Case(
        nature="saving",
        metric_type="cost_saving",
        classes=frozenset({"money"}),
        kind=ValueKind.AMOUNT,
        modality=Modality.PLANNED,
        tense=Tense.FUTURE,
        words=PLAIN,
        rate=Period.YEAR,
    )
    assert decide(case) == (Period.YEAR, None)


def test_what_a_measure_brought_about_has_no_period() -> None:
    claims = read_article("The new dryer cut gas use at Ravel Foods by 22%.", metadata=DAY).claims
    (claim,) = claims
    assert (claim.period, claim.direction) == (None, Direction.DECREASE)


def test_a_date_line_sets_no_window() -> None:
    text = "Ravel Foods\nMilling Weekly, 12 May 2026\n\nRavel Foods sold 900 tonnes of semolina."
    (claim,) = read_article(text, metadata=DAY).claims
    assert (claim.period, claim.reporting_period) == (None, None)


def test_a_heading_holds_for_what_stands_under_it() -> None:
    text = (
        "Ravel Foods reports\n\nRavel Foods published figures today.\n\nOutlook for 2027\n\n"
        "- Sales of €340 million\n- Operating profit of €21 million\n"
    )
    claims = read_article(text, metadata=DAY).claims
    assert {(one.period, one.reporting_period, one.modality) for one in claims} == {
        (Period.YEAR, "2027", Modality.PLANNED)
    }
