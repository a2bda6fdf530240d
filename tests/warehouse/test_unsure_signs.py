"""A figure whose sign was lost with its bytes is published with a flag, and a person is asked."""

from decimal import Decimal
from typing import Any

import pytest

from orchestration.contracts.rows import Rows, add_rows
from orchestration.extraction import read_article
from orchestration.text import Article, read_document
from tests.warehouse.conftest import Warehouse
from tests.warehouse.labels import VERSIONS, origin_of

ARTICLE = (
    "Norvik Metals ASA’s sales rose to $120 million in 2025.\n\n"
    "Norvik Metals ASA said that its net profit was −$35 million in 2025. "
    "The company’s smelter cut its use of water by 12% in 2025.\n"
)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory, dbt_target: Any) -> Warehouse:
    """The article as UTF-8 that was read as Thai and lost its control bytes, read and built."""
    content = ARTICLE.replace("’", "โ").replace("−", "โ").encode()
    article = read_document(content, "text/plain")
    assert isinstance(article, Article)
    assert article.text == ARTICLE
    rows = Rows()
    add_rows(rows, origin_of("damaged.txt", content), article, read_article(article), VERSIONS)
    warehouse = Warehouse(tmp_path_factory.mktemp("damaged") / "build.duckdb", dbt_target)
    warehouse.load(rows)
    warehouse.dbt("build", "--exclude-resource-type", "unit_test")
    return warehouse


def test_only_the_figure_beside_the_mark_is_unsure(warehouse: Warehouse) -> None:
    found = warehouse.rows(
        """
        select claims.metric_type, claims.value, status.has_unsure_sign, status.needs_review
        from marts.claims as claims
        inner join marts.verification_status as status using (claim_id)
        order by claims.metric_type
        """
    )
    assert found == [
        {
            "metric_type": "profit",
            "value": Decimal(-35_000_000),
            "has_unsure_sign": True,
            "needs_review": True,
        },
        {
            "metric_type": "revenue",
            "value": Decimal(120_000_000),
            "has_unsure_sign": False,
            "needs_review": False,
        },
        {
            "metric_type": "water_use",
            "value": Decimal(12),
            "has_unsure_sign": False,
            "needs_review": False,
        },
    ]


def test_a_person_is_asked_and_told_why(warehouse: Warehouse) -> None:
    found = warehouse.rows(
        """
        select queue.priority, queue.reason
        from marts.review_queue as queue
        inner join marts.claims as claims on queue.item_id = claims.claim_id
        where queue.item_type = 'claim'
        """
    )
    assert [row["priority"] for row in found] == [2]
    assert "minus sign" in found[0]["reason"]


def test_the_repair_tells_what_else_the_mark_may_have_been(warehouse: Warehouse) -> None:
    found = warehouse.rows(
        "select before, after, may_also_be from marts.article_repairs order by char_start"
    )
    assert [(row["before"], row["after"], bool(row["may_also_be"])) for row in found] == [
        ("โ", "’", False),
        ("โ", "−", True),
        ("โ", "’", False),
    ]
