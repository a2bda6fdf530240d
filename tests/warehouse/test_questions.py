"""The questions of an analyst: the named queries of the dbt project, asked of a warehouse."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from orchestration.contracts.rows import Rows, add_rows
from orchestration.extraction import read_article
from orchestration.text import Article, read_document
from tests.warehouse.conftest import DBT_PROJECT, Warehouse
from tests.warehouse.labels import VERSIONS, origin_of

pytestmark = pytest.mark.xdist_group("questions")

QUESTIONS = sorted(path.stem for path in (DBT_PROJECT / "analyses").glob("*.sql"))

STORY = """Ostbruck Salt saves EUR 610,000 a year with less water

3 March 2025

Disclaimer: The facts in this article come from Ostbruck Salt AG and were not checked.

Ostbruck Salt AG has installed a closed water loop at its evaporation plant. The loop saves 900 m3 \
of water a day and, the company claimed, about EUR 610,000 a year. A batch now takes 24 minutes \
instead of 30 minutes, which makes the line 27% more efficient, it said.

Ostbruck Salt holds 14 patents, it said. Its technology has reached the international leading \
level, according to the company.
"""


@pytest.fixture(scope="module")
def answers(
    tmp_path_factory: pytest.TempPathFactory, dbt_target: Path
) -> Callable[[str], list[dict[str, Any]]]:
    """Answers a question, by the start of its name, about a warehouse of one article."""
    content = STORY.encode()
    article = read_document(content, "text/plain")
    assert isinstance(article, Article)
    rows = Rows()
    add_rows(rows, origin_of("salt.txt", content), article, read_article(article), VERSIONS)
    warehouse = Warehouse(tmp_path_factory.mktemp("questions") / "build.duckdb", dbt_target)
    warehouse.load(rows)
    warehouse.build()
    warehouse.dbt("compile", "--select", "path:analyses")
    compiled = dbt_target / "compiled" / "assay" / "analyses"

    def answer(question: str) -> list[dict[str, Any]]:
        (path,) = compiled.glob(f"{question}*.sql")
        # dbt works on the file at another place, which gives the database its name.
        return warehouse.rows(path.read_text(encoding="utf-8").replace('"assay_build".', ""))

    return answer


def test_there_are_fifteen_questions() -> None:
    assert [name.split("_")[0] for name in QUESTIONS] == [f"q{n:02}" for n in range(1, 16)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_has_an_answer(
    question: str, answers: Callable[[str], list[dict[str, Any]]]
) -> None:
    assert answers(question)


def test_what_an_analyst_reads(answers: Callable[[str], list[dict[str, Any]]]) -> None:
    (saving,) = answers("q03")
    assert saving["group_name"] == "Ostbruck Salt AG"
    assert saving["savings"] == 1
    assert saving["verified_share"] == 0
    (water,) = answers("q04")
    assert (water["annual_value"], water["annual_unit"]) == (Decimal(900 * 365), "m3")
    assert {row["metric_type"] for row in answers("q08")} >= {"cost_saving", "patents"}
    assert all(row["independent_originator_count"] == 0 for row in answers("q08"))
    (share,) = answers("q07")
    assert share["group_owned_only"] == share["claims"]
    assert {row["metric_type"] for row in answers("q10")} == {"patents", "water_saving"}
    assert len(answers("q14")) == len(answers("q15")) == share["claims"]
