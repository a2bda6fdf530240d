"""What must hold from night to night: the same rows in any order, and a history of changes only."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.conftest import AS_OF, Warehouse
from tests.warehouse.labels import labelled_articles, rows_of

CHANGING_MARTS = ("refresh_log", "fetch_log", "source_visits", "verification_history")
"""Marts that tell of refreshes, and so differ from one to the next."""


def fingerprints(warehouse: Warehouse) -> dict[str, str]:
    """A hash of all rows of each mart that must not depend on how often or in which order."""
    tables = warehouse.rows(
        "select table_name from information_schema.tables where table_schema = 'marts'"
    )
    names = {row["table_name"] for row in tables} - set(CHANGING_MARTS)
    return {
        name: warehouse.rows(
            f"select md5(string_agg(md5(cast(t as varchar)), '' order by md5(cast(t as varchar))))"
            f" as hash from marts.{name} as t"
        )[0]["hash"]
        for name in names
    }


@pytest.fixture
def copy_of_labelled(labelled_warehouse: Warehouse, tmp_path: Path) -> Warehouse:
    """The built labelled warehouse, to be changed."""
    target = tmp_path / "build.duckdb"
    shutil.copy(labelled_warehouse.build_file, target)
    return Warehouse(target, labelled_warehouse.target)


def test_the_order_of_loading_changes_nothing(
    labelled_warehouse: Warehouse, new_warehouse: Callable[[str], Warehouse]
) -> None:
    articles = labelled_articles()
    reversed_order = new_warehouse("reversed")
    reversed_order.load(rows_of(articles[::-2]), run_id="first-half")
    reversed_order.build("verification_history")
    reversed_order.load(rows_of(articles[::-1]), run_id="whole")
    reversed_order.build()
    assert fingerprints(reversed_order) == fingerprints(labelled_warehouse)


def test_a_night_without_news_adds_nothing(copy_of_labelled: Warehouse) -> None:
    before = fingerprints(copy_of_labelled)
    history = "select * from marts.verification_history order by history_id"
    history_before = copy_of_labelled.rows(history)
    copy_of_labelled.load(rows_of(labelled_articles()), run_id="run-2")
    copy_of_labelled.build()
    assert fingerprints(copy_of_labelled) == before
    assert copy_of_labelled.rows(history) == history_before
    log = copy_of_labelled.rows(
        "select run_id, claims_total, claims_new, status_changes from marts.refresh_log"
        " order by run_id"
    )
    total = len(history_before)
    assert log == [
        {"run_id": "run-1", "claims_total": total, "claims_new": total, "status_changes": 0},
        {"run_id": "run-2", "claims_total": total, "claims_new": 0, "status_changes": 0},
    ]


def test_a_verdict_stands_above_the_rule(copy_of_labelled: Warehouse) -> None:
    claim = copy_of_labelled.rows(
        """
        select claim_id
        from marts.verification_status
        where verification_status = 'contradicted'
        order by claim_id
        """
    )[0]["claim_id"]
    with duckdb.connect(str(copy_of_labelled.build_file)) as connection:
        connection.execute(
            """
            insert into raw.verdicts by name
            select
                1 as verdict_number, 'v1' as verdict_id, ? as claim_id,
                'verified' as verification_status,
                'The plant''s meters were read on site.' as rationale, 'A. Reader' as analyst,
                cast(? as date) as decided_at
            """,
            [claim, AS_OF],
        )
    copy_of_labelled.load(rows_of(labelled_articles()), run_id="run-2")
    copy_of_labelled.dbt("run", "--select", "int_this_refresh+")
    status = copy_of_labelled.rows(
        """
        select verification_status, rule_status, decided_by, needs_review
        from marts.verification_status
        where claim_id = ?
        """,
        claim,
    )
    assert status == [
        {
            "verification_status": "verified",
            "rule_status": "contradicted",
            "decided_by": "analyst",
            "needs_review": False,
        }
    ]
    opened = copy_of_labelled.rows(
        """
        select claim_id, changed_because
        from marts.verification_history
        where opened_by_run_id = 'run-2'
        """
    )
    assert opened == [{"claim_id": claim, "changed_because": "analyst"}]


def test_the_history_tells_what_changed_and_why(
    new_warehouse: Callable[[str], Warehouse],
) -> None:
    by_file = {item.origin.source_uri: item for item in labelled_articles()}
    own, outside = by_file["d03.txt"], by_file["d07.txt"]
    warehouse = new_warehouse("history")

    def night(run_id: str, files: list[str], as_of: date) -> None:
        warehouse.load(rows_of([by_file[file] for file in files]), run_id=run_id, as_of=as_of)
        warehouse.build("verification_history", "claim_mentions")

    def history_of(quote: str) -> list[tuple[str, str, date, date | None, str]]:
        return [
            tuple(row.values())
            for row in warehouse.rows(
                """
                select distinct
                    history.verification_status, history.lifecycle_status, history.valid_from,
                    history.valid_to, history.changed_because
                from marts.verification_history as history
                inner join marts.claim_mentions as mentions using (claim_id)
                where mentions.quote = ?
                order by history.valid_from
                """,
                quote,
            )
        ]

    first, second, late = AS_OF, AS_OF + timedelta(days=1), AS_OF + timedelta(days=800)
    assert own.claims
    assert outside.claims
    night("n1", ["d03.txt"], first)
    night("n2", ["d03.txt", "d07.txt"], second)
    assert history_of("45,000 t") == [
        ("self_reported", "active", first, second, "new_evidence"),
        ("corroborated", "active", second, None, "new_evidence"),
    ]
    night("n3", ["d03.txt", "d07.txt"], late)
    assert history_of("A$38 million") == [
        ("self_reported", "active", first, None, "new_evidence"),
    ]
    assert history_of("A$92.0 million") == [
        ("self_reported", "active", first, None, "new_evidence"),
    ]
    assert history_of("180,000 to 195,000 tonnes") == [
        ("self_reported", "active", first, late, "new_evidence"),
        ("self_reported", "stale", late, None, "staleness"),
    ]
    # A claim that is no longer made keeps its history, closed.
    night("n4", ["d07.txt"], late + timedelta(days=1))
    gone = warehouse.rows(
        """
        select count(*) as still_open
        from marts.verification_history
        where valid_to is null and claim_id not in (select claim_id from marts.verification_status)
        """
    )
    assert gone == [{"still_open": 0}]
    # An earlier day can be decided again, and leaves the history alone.
    before = warehouse.rows("select * from marts.verification_history order by history_id")
    night("n5", ["d07.txt"], first)
    after = warehouse.rows("select * from marts.verification_history order by history_id")
    assert after == before
