"""Texts compared night by night, and what the verification makes of reprints."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from orchestration.contracts.rows import Rows, add_rows
from orchestration.extraction import read_article
from orchestration.reference import default_reference
from orchestration.text import Metadata, read_document
from orchestration.text.article import Article
from orchestration.warehouse import open_build_file, prepare_build_file
from orchestration.warehouse.comparing import Comparison, compare_texts
from tests.warehouse.conftest import Warehouse
from tests.warehouse.labels import VERSIONS
from tests.warehouse.test_odd_rows import origin

STORY = """Alder Cement rebuilds its kiln at Morrow

Alder Cement plc has rebuilt the kiln of its Morrow works. The kiln saves 21,000 tonnes of coal a \
year and cost EUR 31 million in all, and no order was lost while the masons were at work.

The works lies on the estuary, where barges bring chalk and clay from two quarries upstream. Its \
crews were trained for a whole winter before the old kiln was cooled down for the last time.
"""
TEXTS = {
    "a": STORY,
    "b": "From our correspondent.\n\n" + STORY,
    "c": STORY + "\nMore about cement on our pages.\n",
    "d": STORY.replace("21,000", "4,000"),
    "e": "Bolt Foundry pours its last iron, and nobody knows what comes next.",
}


def put(build_file: Path, names: Iterable[str]) -> None:
    """Put the texts of these names in the place of all that is loaded."""
    rows = Rows()
    for name in names:
        article = read_document(TEXTS[name].encode(), "text/plain", Metadata(), None)
        assert isinstance(article, Article)
        reading = read_article(article, default_reference())
        add_rows(rows, origin(f"{name}.txt"), article, reading, VERSIONS)
    frame = rows.frames()["articles"]
    with open_build_file(build_file) as connection:
        connection.execute("DELETE FROM raw.articles")
        connection.register("frame", frame)
        connection.execute("INSERT INTO raw.articles BY NAME FROM frame")


def kept(build_file: Path) -> tuple[list[Any], list[Any]]:
    with open_build_file(build_file, read_only=True) as connection:
        return (
            connection.execute("FROM raw.similar_texts ORDER BY ALL").fetchall(),
            connection.execute("FROM raw.text_signatures ORDER BY ALL").fetchall(),
        )


@pytest.fixture
def build_file(tmp_path: Path) -> Path:
    path = tmp_path / "build.duckdb"
    prepare_build_file(path)
    return path


def test_the_order_of_arrival_changes_no_pair(build_file: Path) -> None:
    put(build_file, "abcde")
    assert compare_texts(build_file, "1") == Comparison(5, 6, 3)
    at_once = kept(build_file)
    assert compare_texts(build_file, "1") == Comparison(0, 0, 0)
    assert kept(build_file) == at_once
    put(build_file, "e")
    compare_texts(build_file, "1")
    assert kept(build_file)[0] == [], "texts that are gone take their pairs with them"
    put(build_file, "ce")
    compare_texts(build_file, "1")
    put(build_file, "edcba")
    assert compare_texts(build_file, "1").texts_new == 3
    assert kept(build_file) == at_once


def test_another_comparison_begins_anew(build_file: Path) -> None:
    put(build_file, "abc")
    compare_texts(build_file, "1")
    assert compare_texts(build_file, "2").texts_new == 3
    pairs, signatures = kept(build_file)
    assert (len(pairs), len(signatures)) == (3, 3)


def test_reprints_are_one_source(new_warehouse: Callable[[str], Warehouse]) -> None:
    """Ten reprints by other houses, and one that adds a figure of its own and is read as well."""
    texts = [STORY, *(f"Seen at house {'abcdefghij'[n]}.\n\n{STORY}" for n in range(10))]
    texts.append(STORY + "\nAlder Cement employs 410 people at Morrow.\n")
    rows = Rows()
    for number, text in enumerate(texts):
        metadata = Metadata(
            publisher=f"House {number}", published_on=date(2025, 5, 1) + timedelta(number)
        )
        article = read_document(text.encode(), "text/plain", metadata, None)
        assert isinstance(article, Article)
        reading = read_article(article, default_reference())
        add_rows(rows, origin(chr(97 + number)), article, reading, VERSIONS)
    warehouse = new_warehouse("reprints")
    warehouse.load(rows)
    compare_texts(warehouse.build_file, "1")
    warehouse.build("evidence", "claims", "articles")
    (counts,) = warehouse.rows(
        """
        select
            count(*) filter (duplicate_of is not null) as copies,
            count(distinct duplicate_of) as originals
        from marts.articles
        """
    )
    assert counts == {"copies": 10, "originals": 1}
    claims = warehouse.rows(
        """
        select claims.unit, claims.article_count, count(distinct evidence.originator_id) as houses
        from marts.claims inner join marts.evidence using (claim_id)
        group by all
        order by claims.unit
        """
    )
    assert claims == [
        {"unit": "EUR", "article_count": 2, "houses": 1},
        {"unit": "t", "article_count": 2, "houses": 1},
        {"unit": "{person}", "article_count": 1, "houses": 1},
    ]
