"""What a user must find in the warehouse when the seed article is all that was loaded."""

import re
from decimal import Decimal
from typing import Any

import pytest

from orchestration.contracts.rows import Rows, add_rows
from orchestration.extraction import read_article
from orchestration.text import Article, read_document
from tests.warehouse.conftest import Warehouse
from tests.warehouse.labels import SEED, VERSIONS, origin_of

pytestmark = [
    pytest.mark.xdist_group("seed"),
    pytest.mark.skipif(
        not SEED.exists(), reason="the seed article is no part of the project and isn't beside it"
    ),
]


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory, dbt_target: Any) -> Warehouse:
    """The seed article, read as a refresh reads it, and built with every data test."""
    content = SEED.read_bytes()
    article = read_document(content, "text/plain")
    assert isinstance(article, Article)
    rows = Rows()
    add_rows(rows, origin_of(SEED.name, content), article, read_article(article), VERSIONS)
    warehouse = Warehouse(tmp_path_factory.mktemp("seed") / "build.duckdb", dbt_target)
    warehouse.load(rows)
    warehouse.dbt("build", "--exclude-resource-type", "unit_test")
    return warehouse


def test_one_cost_saving(seed: Warehouse) -> None:
    found = seed.rows(
        """
        select
            claims.company_name, claims.value, claims.unit, claims.period, claims.comparator,
            claims.mention_count, status.verification_status,
            status.attribution_loss > 0 as hedge_lost,
            status.plausibility, round(status.implied_unit_cost, 2) as implied_unit_cost
        from marts.claims as claims
        inner join marts.verification_status as status using (claim_id)
        where claims.metric_type = 'cost_saving'
        """
    )
    assert found == [
        {
            "company_name": "Hefeng Rare Earth",
            "value": Decimal(1710000),
            "unit": "CNY",
            "period": "year",
            "comparator": "approx",
            "mention_count": 2,
            "verification_status": "self_reported",
            "hedge_lost": True,
            "plausibility": "plausible_with_basis",
            "implied_unit_cost": Decimal("58.56"),
        }
    ]


def test_what_the_saving_is_worth_at_other_days_of_operation(seed: Warehouse) -> None:
    found = seed.rows(
        """
        select
            round(implied_low, 2) as at_365, round(implied_high, 2) as at_330,
            stated_low as band_low, stated_high as band_high
        from marts.checks
        where check_name = 'unit_value'
        """
    )
    assert found == [
        {
            "at_365": Decimal("58.56"),
            "at_330": Decimal("64.77"),
            "band_low": Decimal(35),
            "band_high": Decimal(130),
        }
    ]


def test_savings_of_a_year(seed: Warehouse) -> None:
    found = seed.rows(
        """
        select company_name, saving_type, value, period, annual_value, annual_unit, operating_days,
            ultimate_parent_company_name
        from marts.savings
        order by saving_type
        """
    )
    common = {
        "company_name": "Hefeng Rare Earth",
        "operating_days": 365,
        "ultimate_parent_company_name": "Baogang Group",
    }
    assert found == [
        {
            "saving_type": "cost",
            "value": Decimal(1710000),
            "period": "year",
            "annual_value": Decimal(1710000),
            "annual_unit": "CNY",
            **common,
        },
        {
            "saving_type": "water",
            "value": Decimal(80),
            "period": "day",
            "annual_value": Decimal(29200),
            "annual_unit": "m3",
            **common,
        },
    ]


def test_one_investment_of_nothing(seed: Warehouse) -> None:
    found = seed.rows(
        "select company_name, value from marts.claims where metric_type = 'investment'"
    )
    assert found == [{"company_name": "Hefeng Rare Earth", "value": Decimal(0)}]


def test_one_efficiency_gain_and_what_it_comes_from(seed: Warehouse) -> None:
    found = seed.rows(
        """
        select
            claims.company_name, claims.value, status.implied_value, status.implied_delta,
            status.consistency, status.consistency_definition,
            round(checks.implied_low, 1) as implied_low,
            round(checks.implied_high, 1) as implied_high,
            checks.stated_low, checks.stated_high
        from marts.claims as claims
        inner join marts.verification_status as status using (claim_id)
        inner join marts.checks as checks using (claim_id)
        where claims.metric_type = 'efficiency_gain'
        """
    )
    assert len(found) == 1
    assert "Metrology Center" in found[0].pop("company_name")
    assert found == [
        {
            "value": Decimal(260),
            "implied_value": Decimal("275.0"),
            "implied_delta": Decimal("-15.0"),
            "consistency": "consistent_within_rounding",
            "consistency_definition": "throughput_gain",
            "implied_low": Decimal("261.2"),
            "implied_high": Decimal("289.4"),
            "stated_low": Decimal(255),
            "stated_high": Decimal(265),
        }
    ]


def test_two_cycle_times(seed: Warehouse) -> None:
    found = seed.rows(
        """
        select value, unit, per, per_count
        from marts.claims
        where metric_type = 'cycle_time'
        order by value
        """
    )
    assert found == [
        {"value": Decimal(24), "unit": "min", "per": "{alarm}", "per_count": Decimal(3)},
        {"value": Decimal(30), "unit": "min", "per": "{alarm}", "per_count": None},
    ]


def test_patents_that_a_register_could_confirm(seed: Warehouse) -> None:
    found = seed.rows(
        """
        select claims.company_name, claims.value, status.verifiable_by, status.verification_status
        from marts.claims as claims
        inner join marts.verification_status as status using (claim_id)
        where claims.metric_type = 'patents'
        """
    )
    assert found == [
        {
            "company_name": "Gansu Rare Earth",
            "value": Decimal(46),
            "verifiable_by": "CNIPA",
            "verification_status": "self_reported",
        }
    ]


def test_a_boast_is_not_checkable(seed: Warehouse) -> None:
    found = seed.rows(
        """
        select distinct status.verification_status
        from marts.claim_mentions as mentions
        inner join marts.verification_status as status using (claim_id)
        where mentions.quote like '%international leading%'
        """
    )
    assert found == [{"verification_status": "not_checkable"}]


def test_no_claim_from_numbers_that_claim_nothing(seed: Warehouse) -> None:
    found = seed.rows(
        "select distinct value from marts.claims where value is not null order by value"
    )
    assert [row["value"] for row in found] == [0, 24, 30, 46, 80, 260, 1710000]


def test_companies_and_their_group(seed: Warehouse) -> None:
    found = seed.rows(
        """
        select names.name, tops.company_name as top
        from marts.company_names as names
        inner join marts.companies as companies using (company_id)
        inner join marts.companies as tops
            on companies.ultimate_parent_company_id = tops.company_id
        where companies.article_count > 0
        """
    )
    tops = {row["name"].replace("’", "'"): row["top"] for row in found}
    expected = (
        "Baogang Group",
        "Hefeng Rare Earth",
        "China Northern Rare Earth",
        "Gansu Rare Earth",
        "Baogang's Metrology Center",
    )
    assert {name: tops.get(name) for name in expected} == dict.fromkeys(expected, "Baogang Group")


def test_initiatives(seed: Warehouse) -> None:
    found = seed.rows("select company_name, initiative_type from marts.initiatives")
    made = {(row["company_name"], row["initiative_type"]) for row in found}
    assert {
        ("Hefeng Rare Earth", "water_reuse"),
        ("Gansu Rare Earth", "award_recognition"),
        ("Baogang Group", "governance_compliance"),
        ("Baogang Group", "party_political_alignment"),
    } <= made
    assert "automation_ai" in {kind for _, kind in made}


def test_sources(seed: Warehouse) -> None:
    found = seed.rows(
        """
        select sources.role, outlets.outlet_name
        from marts.article_sources as sources
        inner join marts.outlets as outlets using (outlet_id)
        order by outlets.outlet_name
        """
    )
    assert [row["role"] for row in found] == ["originator", "originator", "publisher"]
    daily, channels, publisher = (row["outlet_name"] for row in found)
    assert daily == "Baogang Daily"
    assert channels.startswith("Baogang Group channels")
    assert publisher == "Rare Earth Exchanges"


def test_the_article(seed: Warehouse) -> None:
    found = seed.rows(
        """
        select published_on, published_on_precision <> 'day' as day_is_unknown, encoding_repair,
            has_disclaimer
        from marts.articles
        """
    )
    assert found[0]["day_is_unknown"]
    assert found[0]["encoding_repair"] == "iso_8859_11"
    assert found[0]["has_disclaimer"]


def test_every_damaged_character_is_repaired(seed: Warehouse) -> None:
    # Each lost a byte or two on its way: what is left of it begins with the Thai letter for 0xE2,
    # 0xC2 or 0xC3.
    damaged = [mark for mark in SEED.read_text(encoding="utf-8") if "\u0e00" <= mark <= "\u0e7f"]
    text = seed.rows("select text from marts.articles")[0]["text"]
    repairs = seed.rows("select char_start, before, after from marts.article_repairs")
    assert not [mark for mark in text if "\u0e00" <= mark <= "\u0e7f"]
    assert sum(len(re.findall("[\u0e00-\u0e7f]", row["before"])) for row in repairs) == len(damaged)
    for row in repairs:
        assert text[row["char_start"] :].startswith(row["after"])
