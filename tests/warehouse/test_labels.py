"""The rules of verification against the labelled articles, read perfectly and loaded together."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from orchestration.contracts.rows import claim_key
from tests.warehouse.conftest import Warehouse
from tests.warehouse.labels import (
    GOLD,
    LabelledArticle,
    labelled_articles,
    rows_of,
)

PAIRS = yaml.safe_load((GOLD / "pairs.yaml").read_text(encoding="utf-8"))


def decided(warehouse: Warehouse) -> dict[tuple[str, str], dict[str, Any]]:
    """What was decided for each statement, by article and claim_key."""
    found = warehouse.rows(
        """
        select statements.article_id, statements.claim_key, status.*
        from intermediate.int_statements as statements
        inner join marts.verification_status as status using (claim_id)
        """
    )
    return {(row["article_id"], row["claim_key"]): row for row in found}


def differences(
    warehouse: Warehouse, articles: list[LabelledArticle], field: str
) -> tuple[int, list[str]]:
    """How many labels of ``field`` there are, and those that the warehouse decides otherwise."""
    rows = decided(warehouse)
    count, wrong = 0, []
    for item in articles:
        for claim, label in zip(item.reading.claims, item.claims, strict=True):
            wanted = getattr(label, field)
            if wanted is None:
                continue
            count += 1
            row = rows[item.origin.document_id, claim_key(claim)]
            if row[field] != wanted:
                wrong.append(f"{label.file} {label.quote}: {row[field]}, labelled {wanted}")
    return count, wrong


@pytest.mark.parametrize("field", ["verification_status", "consistency", "plausibility"])
def test_labelled_claims_are_decided_as_labelled(labelled_warehouse: Warehouse, field: str) -> None:
    count, wrong = differences(labelled_warehouse, labelled_articles(), field)
    assert count > 250
    assert wrong == []


@pytest.mark.parametrize("pair", PAIRS["pairs"], ids=lambda pair: pair["claim"]["quote"])
def test_statements_that_meet_are_evidence(
    labelled_warehouse: Warehouse, pair: dict[str, Any]
) -> None:
    found = labelled_warehouse.rows(
        """
        select distinct evidence.stance, evidence.relation
        from marts.evidence
        inner join marts.claim_mentions as mentions using (claim_id)
        inner join marts.articles as claimed on mentions.article_id = claimed.article_id
        inner join marts.articles as observed on evidence.article_id = observed.article_id
        inner join marts.outlets as outlets on evidence.originator_id = outlets.outlet_id
        where
            claimed.source_uri = ?
            and mentions.quote = ?
            and observed.source_uri = ?
            and outlets.outlet_name = ?
        """,
        pair["claim"]["file"],
        pair["claim"]["quote"],
        pair["evidence"]["file"],
        pair["evidence"]["originator"],
    )
    assert found == [{"stance": pair["stance"], "relation": pair["evidence"]["relation"]}]


def test_a_statement_alone_keeps_the_status_of_its_own_article(
    new_warehouse: Callable[[str], Warehouse],
) -> None:
    halves = {
        "claims": {pair["claim"]["file"] for pair in PAIRS["pairs"]},
        "evidence": {pair["evidence"]["file"] for pair in PAIRS["pairs"]},
    }
    for name, files in halves.items():
        articles = [item for item in labelled_articles() if item.origin.source_uri in files]
        warehouse = new_warehouse(name)
        warehouse.load(rows_of(articles))
        warehouse.build("verification_status", "claim_mentions", "articles", "claims")
        for pair in PAIRS["pairs"]:
            side = "claim" if name == "claims" else "evidence"
            file, quote = pair[side]["file"], pair[side]["quote"]
            found = warehouse.rows(
                """
                select distinct status.verification_status
                from marts.verification_status as status
                inner join marts.claim_mentions as mentions using (claim_id)
                inner join marts.articles as articles using (article_id)
                inner join marts.claims as claims using (claim_id)
                where
                    articles.source_uri = ?
                    and mentions.quote = ?
                    and claims.metric_type = ?
                    and claims.modality = 'actual'
                """,
                file,
                quote,
                pair["metric_type"],
            )
            assert found == [{"verification_status": pair["alone"][file]}], (file, quote)


def test_what_looks_like_a_pair_and_is_none_is_no_evidence(labelled_warehouse: Warehouse) -> None:
    for pair in PAIRS["not_pairs"]:
        found = labelled_warehouse.rows(
            """
            select evidence.stance, evidence.relation
            from marts.evidence
            inner join marts.claim_mentions as mentions using (claim_id)
            inner join marts.articles as claimed on mentions.article_id = claimed.article_id
            inner join marts.articles as observed on evidence.article_id = observed.article_id
            inner join marts.claims as claims using (claim_id)
            where
                claimed.source_uri = ?
                and mentions.quote = ?
                and observed.source_uri = ?
                and claims.metric_type = ?
                and evidence.stance <> 'asserts'
                and evidence.relation in ('independent', 'official_register', 'assurance')
            """,
            pair["claim"]["file"],
            pair["claim"]["quote"],
            pair["evidence"]["file"],
            pair["metric_type"],
        )
        assert found == [], pair["why"]
