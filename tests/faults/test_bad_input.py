"""Bad input: each file that can't be read is a rejected record, and the refresh goes on."""

import os
from pathlib import Path

import pytest

from orchestration.settings import PROJECT_ROOT
from tests.workshop import ARTICLES, Workshop

pytestmark = pytest.mark.xdist_group("bad_input")

BIG = 40 * 1024 * 1024

BAD_FILES: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "binary.txt": bytes(range(256)) * 40,
    "huge.txt": b"Rowan Steel produced 5 tonnes of steel in 2024. " * (BIG // 48),
    "no-article.html": b"<html><head><title></title></head><body><nav><a href='/'>Home</a></nav>"
    b"<script>var a = 1;</script></body></html>",
    "undecodable.txt": b"\xff\xfe\x00\xd8" * 200 + b"\x00",
}


@pytest.fixture(scope="module")
def with_bad_input(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workshop, str]:
    workshop = Workshop(tmp_path_factory.mktemp("bad"))
    for name, text in ARTICLES.items():
        workshop.put(name, text)
    for name, content in BAD_FILES.items():
        workshop.put(f"bad/{name}", content)
    workshop.put("mill.txt.meta.json", '{"title": "not closed')
    workshop.put("bad/unreadable.txt", "Rowan Steel employs 5 people.").chmod(0)
    workshop.put("half.txt.part", "Rowan Steel emp")
    return workshop, workshop.refresh()


def test_the_refresh_goes_on_with_what_is_good(with_bad_input: tuple[Workshop, str]) -> None:
    workshop, _ = with_bad_input
    kept = {uri for (uri,) in workshop.rows("SELECT source_uri FROM marts.articles")}
    assert kept >= set(ARTICLES)
    assert not {f"bad/{name}" for name in BAD_FILES} & kept


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_a_rejected_record(with_bad_input: tuple[Workshop, str], name: str) -> None:
    workshop, _ = with_bad_input
    rows = workshop.rows(
        """
        SELECT record_type, reason_code, reason FROM marts.rejected_records
        WHERE source_uri = ?
        """,
        f"bad/{name}",
    )
    assert len(rows) == 1
    record_type, code, reason = rows[0]
    assert record_type == "document"
    assert code
    assert len(reason.split()) > 3, "the reason is a sentence"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_a_rejected_record(
    with_bad_input: tuple[Workshop, str],
) -> None:
    workshop, _ = with_bad_input
    rows = workshop.rows(
        "SELECT count(*) FROM marts.rejected_records WHERE source_uri = 'bad/unreadable.txt'"
    )
    assert rows == [(1,)]


def test_broken_metadata_is_told_and_its_article_kept(
    with_bad_input: tuple[Workshop, str],
) -> None:
    workshop, _ = with_bad_input
    rows = workshop.rows(
        "SELECT source_uri, reason FROM marts.rejected_records WHERE record_type = 'metadata'"
    )
    assert len(rows) == 1
    assert rows[0][0].startswith("mill.txt")


def test_a_half_written_file_waits(with_bad_input: tuple[Workshop, str]) -> None:
    workshop, _ = with_bad_input
    for table in ("articles", "rejected_records"):
        rows = workshop.rows(f"SELECT * FROM marts.{table} WHERE source_uri LIKE 'half%'")
        assert rows == []


def test_documents_are_articles_or_rejected(with_bad_input: tuple[Workshop, str]) -> None:
    workshop, said = with_bad_input
    (seen,) = workshop.rows("SELECT documents_seen FROM marts.refresh_log")[0]
    (articles,) = workshop.rows("SELECT count(*) FROM marts.articles")[0]
    (rejected,) = workshop.rows(
        """
        SELECT count(*) FROM marts.rejected_records
        WHERE record_type = 'document' AND article_id IS NOT NULL
        """
    )[0]
    assert seen == articles + rejected
    assert "rejected" in said


REFERENCE_MISTAKES = {
    "an unknown column": (
        "companies.csv",
        lambda text: text.replace("company_id,", "company_id,colour,", 1),
        "companies.csv:1: colour: unknown column",
    ),
    "a duplicate key": (
        "metric_types.csv",
        lambda text: text + text.splitlines()[1] + "\n",
        "stands in line 2 already",
    ),
    "an unknown parent": (
        "companies.csv",
        lambda text: text.replace(",cn_baogang_group,", ",cn_nobody,", 1),
        "companies.csv:3: parent_company_id",
    ),
    "a cycle in parents": (
        "companies.csv",
        lambda text: text.replace(",state_provincial,,", ",state_provincial,cn_baogang_group,", 1),
        "companies.csv:2: parent_company_id",
    ),
}


@pytest.mark.parametrize("mistake", REFERENCE_MISTAKES)
def test_a_broken_reference_table_stops_before_anything_is_touched(
    tmp_path: Path, mistake: str
) -> None:
    name, change, place = REFERENCE_MISTAKES[mistake]
    reference = tmp_path / "reference"
    reference.mkdir()
    for path in (PROJECT_ROOT / "data" / "reference").glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        changed = change(text) if path.name == name else text
        (reference / path.name).write_text(changed, encoding="utf-8")
    workshop = Workshop(tmp_path / "workshop")
    workshop.put("mill.txt", ARTICLES["mill.txt"])
    result = workshop.try_refresh(ASSAY_REFERENCE_DIR=str(reference))
    assert result.returncode == 1
    assert place in result.stdout
    assert "Traceback" not in result.stdout
    assert sorted(path.name for path in workshop.data.iterdir()) == ["inbox"]
