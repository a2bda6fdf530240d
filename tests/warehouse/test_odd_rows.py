"""Rows that are valid and strange: every refresh must get through them, with all data tests."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from orchestration.contracts.rows import Origin, Rows, add_rows
from orchestration.extraction.records import (
    Claim,
    Company,
    Comparator,
    Direction,
    Initiative,
    InitiativeStatus,
    Mention,
    Modality,
    Period,
    Reading,
    Restatement,
    Source,
    SourceKind,
    SourceRole,
    Span,
    ValueKind,
)
from orchestration.text import read_text
from tests.warehouse.conftest import Warehouse
from tests.warehouse.labels import LANDED_AT, VERSIONS

TEXT = (
    "North Pit Limited and South Pit Inc own each other.\n\n"
    "North Pit cut its use of water by 500%, from 0 to 7 m³, and saved 1 yuan."
)


def origin(name: str, version: int = 1) -> Origin:
    """The document ``name`` in its ``version``."""
    digest = f"{version:x}".rjust(64, "0")
    return Origin(
        document_id=f"{sum(name.encode()):x}{version:x}".rjust(64, "0"),
        source_uri=name,
        content_sha256=digest,
        byte_count=len(TEXT),
        media_type="text/plain",
        landed_at=LANDED_AT + timedelta(days=version),
    )


def claim(value: str | None, **changes: object) -> Claim:
    """A claim of North Pit with ``value``, and ``changes`` of its other fields."""
    number = None if value is None else Decimal(value)
    start = TEXT.index("500%")
    plain = Claim(
        company="North Pit Limited",
        initiative=None,
        metric_type="water_use",
        subject=None,
        value_kind=ValueKind.AMOUNT,
        direction=None,
        value=number,
        value_low=number,
        value_high=number,
        comparator=Comparator.EXACT,
        unit="m3",
        per=None,
        per_count=None,
        period=None,
        reporting_period=None,
        baseline_value=None,
        modality=Modality.ACTUAL,
        also_stated=(),
        sources=(),
        mentions=(Mention("500%", start, start + 4, start - 10, start + 10, "body", 0),),
    )
    return replace(plain, **changes)


CLAIMS = (
    claim("1e27"),
    claim("-1e27", metric_type="profit", unit="CNY", baseline_value=Decimal("1e27")),
    claim("0.000000001", baseline_value=Decimal(0)),
    claim("0", per="t", per_count=Decimal("0.000000001")),
    claim("7", per="t", per_count=Decimal(0)),
    claim("500", value_kind=ValueKind.CHANGE_PCT, direction=Direction.DECREASE, unit="%"),
    claim("0", value_kind=ValueKind.CHANGE_PCT, direction=Direction.INCREASE, unit="%"),
    claim("3", value_kind=ValueKind.RATIO, unit="1"),
    claim(None, metric_type="other", unit=None),
    claim("5", unit=None, company=None),
    claim("5", unit='{it\'s "a" 100% thing}', subject="the 'thing' — 稀土"),
    claim("1", metric_type="cost_saving", unit="CNY", period=Period.YEAR),
    claim("1e27", metric_type="cost_saving", unit="CNY", period=Period.HOUR),
    claim("0.000000001", metric_type="water_saving", period=Period.HOUR),
    claim("0", metric_type="water_saving", period=Period.DAY),
    claim(
        "12",
        metric_type="cost",
        unit="CNY",
        also_stated=(
            Restatement(Decimal("1e50"), "USD"),
            Restatement(Decimal("0"), "EUR"),
            Restatement(Decimal("3"), "XXX"),
        ),
    ),
    claim("150", metric_type="recovery_rate", unit="%"),
    # One outlet under three names speaks once.
    claim("9", sources=("Nobody Knows", "nobody knows!", "The Nobody Knows Ltd")),
    # One claim told twice, with and without its old level, at the same place.
    claim("8", baseline_value=Decimal(6)),
    claim("8", comparator=Comparator.APPROX),
)


@pytest.fixture(scope="module")
def odd_rows() -> Rows:
    """One strange article twice under two names, and an older version of it."""
    reading = Reading(
        claims=CLAIMS,
        companies=(
            Company(
                "North Pit Limited",
                (("North Pit Limited", Span(0, 17)), ("North Pit", Span(53, 62))),
                None,
                1.0,
                False,
                "South Pit",
            ),
            Company(
                "South Pit Inc", (("South Pit Inc", Span(22, 35)),), None, 1, False, "North Pit"
            ),
            Company("The Limited", (), None, 1.0, False, "The Limited"),
        ),
        initiatives=(
            Initiative("k", "North Pit Limited", "other", InitiativeStatus.COMPLETED, "…", ()),
        ),
        sources=(
            Source("Nobody Knows", SourceRole.PUBLISHER, SourceKind.OUTLET, None, None, True),
            Source("Nobody Knows", SourceRole.ORIGINATOR, SourceKind.FILING, None, None, False),
            Source("nobody knows!", SourceRole.ORIGINATOR, SourceKind.OUTLET, None, None, False),
            Source(
                "The Nobody Knows Ltd", SourceRole.ORIGINATOR, SourceKind.COMPANY, None, None, False
            ),
        ),
        has_disclaimer=False,
        operating_days=1,
    )
    empty = Reading((), (), (), (), has_disclaimer=False, operating_days=None)
    rows = Rows()
    article = read_text(TEXT)
    add_rows(rows, origin("odd.txt"), read_text("North Pit digs."), empty, VERSIONS)
    add_rows(rows, origin("odd.txt", version=2), article, reading, VERSIONS)
    add_rows(rows, origin("repeated.txt"), article, reading, VERSIONS)
    add_rows(rows, origin("void.txt"), read_text("Nothing."), empty, VERSIONS)
    assert rows.refused == []
    return rows


@pytest.fixture
def odd_warehouse(new_warehouse: Callable[[str], Warehouse], odd_rows: Rows) -> Warehouse:
    """The strange rows, built with every data test."""
    warehouse = new_warehouse("odd")
    warehouse.load(odd_rows)
    warehouse.dbt("build", "--exclude-resource-type", "unit_test")
    return warehouse


def test_strange_rows_are_built_and_judged(odd_warehouse: Warehouse) -> None:
    counts = odd_warehouse.rows(
        """
        select
            (select count(*) from marts.claims) as claims,
            (select count(*) from marts.verification_status) as statuses,
            (select count(*) from marts.articles where duplicate_of is not null) as copies,
            (select count(*) from marts.articles where superseded_by is not null) as older
        """
    )
    # The copy's claims are read once.
    assert counts == [
        {"claims": len(CLAIMS) - 1, "statuses": len(CLAIMS) - 1, "copies": 1, "older": 1},
    ]
    judged = {
        (row["metric_type"], row["value_kind"], row["value"]): row
        for row in odd_warehouse.rows(
            "select * from marts.claims inner join marts.verification_status using (claim_id)"
        )
    }
    assert judged["water_use", "change_pct", 500]["consistency"] == "impossible"
    assert judged["recovery_rate", "amount", 150]["verification_status"] == "doubtful"
    assert judged["other", "amount", None]["verification_status"] == "not_checkable"
    owners = odd_warehouse.rows(
        """
        select company_name, count(distinct ultimate_parent_company_id) over () as tops
        from marts.companies
        where company_name like '%Pit%'
        order by company_name
        """
    )
    # Who own each other are one group.
    assert owners == [
        {"company_name": "North Pit Limited", "tops": 1},
        {"company_name": "South Pit Inc", "tops": 1},
    ]


def test_nothing_at_all_is_a_warehouse_too(new_warehouse: Callable[[str], Warehouse]) -> None:
    warehouse = new_warehouse("empty")
    warehouse.load(Rows())
    warehouse.dbt("build", "--exclude-resource-type", "unit_test")
    assert warehouse.rows("select count(*) as claims from marts.claims") == [{"claims": 0}]
