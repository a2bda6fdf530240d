"""Whole refreshes that go well: what is new, what stays, and who reads meanwhile."""

import csv
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

from tests.workshop import ARTICLES, Workshop

READER = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1], read_only=True)
print(connection.execute("SELECT count(*) FROM marts.articles").fetchone()[0], flush=True)
input()
print(connection.execute("SELECT count(hash(text)) FROM marts.articles").fetchone()[0])
"""


def test_articles_become_a_published_warehouse(refreshed: Workshop) -> None:
    documents = refreshed.rows("SELECT source_uri FROM marts.articles ORDER BY 1")
    assert [uri for (uri,) in documents] == sorted(ARTICLES)
    saved = refreshed.rows(
        "SELECT company_name, value, unit, period FROM marts.savings WHERE saving_type = 'water'"
    )
    assert saved == [("Lindal Paper AS", 1200, "m3", "day")]
    spans = refreshed.rows(
        """
        SELECT mentions.quote, articles.text[mentions.char_start + 1 : mentions.char_end]
        FROM marts.claim_mentions AS mentions INNER JOIN marts.articles USING (article_id)
        """
    )
    assert spans
    assert all(quote == text for quote, text in spans)


def test_metadata_beside_an_article_are_its_own(refreshed: Workshop) -> None:
    rows = refreshed.rows(
        """
        SELECT outlets.outlet_name, articles.published_on::VARCHAR
        FROM marts.articles INNER JOIN marts.outlets ON publisher_id = outlet_id
        WHERE source_uri = 'wire/copper.txt'
        """
    )
    assert rows == [("Ore Wire", "2025-05-12")]


def test_exports_hold_every_claim_and_every_review(refreshed: Workshop) -> None:
    exports = refreshed.published_file.parent / "exports"
    with (exports / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ((claims,),) = refreshed.rows("SELECT count(*) FROM marts.claims")
    assert len(rows) == claims > 0
    water = next(row for row in rows if row["metric_type"] == "water_saving")
    assert Decimal(water["value"]) == 1200
    assert water["sentence"] in ARTICLES["mill.txt"]
    ((reviewed,),) = refreshed.rows(
        """
        SELECT count(*) FROM marts.verification_status
        WHERE verification_status IN ('verified', 'corroborated', 'contradicted', 'disputed')
        """
    )
    lines = (exports / "claim_reviews.jsonld").read_text(encoding="utf-8").splitlines()
    assert len(lines) == reviewed


def test_a_refresh_tells_what_came_of_it(refreshed: Workshop) -> None:
    said = refreshed.refresh()
    assert f"Documents: {len(ARTICLES)} seen, 0 new, 0 rejected" in said
    assert str(refreshed.published_file) in said
    assert "Lindal Paper AS" in said
    assert "read_only=True" in said


def test_a_second_refresh_reads_nothing_and_changes_no_row(refreshed: Workshop) -> None:
    before, version = refreshed.fingerprint(), refreshed.version()
    said = refreshed.refresh()
    assert "documents read 0" in said
    assert refreshed.fingerprint() == before
    assert refreshed.version() > version
    log = refreshed.rows("SELECT documents_new FROM marts.refresh_log ORDER BY finished_at")
    assert log == [(len(ARTICLES),), (0,)]


def test_a_changed_file_is_a_new_version_while_a_reader_reads_on(refreshed: Workshop) -> None:
    reader = subprocess.Popen(
        [
            sys.executable,
            "-c",
            READER,
            str(refreshed.published_file),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reader.stdout is not None
    assert reader.stdout.readline().strip() == str(len(ARTICLES))
    refreshed.put("mill.txt", ARTICLES["mill.txt"].replace("1,200 m3", "1,500 m3"))
    refreshed.put("new.md", "# Rowan Steel\n\nRowan Steel plc employs 2,300 people.\n")
    said = refreshed.refresh()
    assert "2 new" in said
    seen, _ = reader.communicate("\n")
    assert seen.strip() == str(len(ARTICLES)), "who reads goes on reading the version before"
    versions = refreshed.rows("SELECT count(*) FROM marts.articles WHERE source_uri = 'mill.txt'")
    assert versions == [(2,)]
    saved = refreshed.rows("SELECT value FROM marts.savings WHERE saving_type = 'water'")
    assert saved == [(1500,)], "the newest version of a source is the one that counts"


def test_a_missing_build_file_is_made_anew_with_its_past(refreshed: Workshop) -> None:
    history = "SELECT * FROM marts.verification_history ORDER BY history_id"
    nights = "SELECT run_id, claims_total, claims_new FROM marts.refresh_log ORDER BY started_at"
    before, told, log = refreshed.fingerprint(), refreshed.rows(history), refreshed.rows(nights)
    refreshed.build_file.unlink()
    for path in refreshed.inbox.rglob("*.*"):
        path.unlink()
    assert f"{len(ARTICLES)} new" in refreshed.refresh()
    assert refreshed.fingerprint() == before
    assert refreshed.rows(history) == told
    *earlier, (_, claims, new) = refreshed.rows(nights)
    assert (earlier, claims, new) == (log, log[-1][1], 0)


def test_an_empty_inbox_publishes_an_empty_warehouse(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "empty")
    assert "Documents: 0 seen" in workshop.refresh()
    assert workshop.rows("SELECT count(*) FROM marts.claims") == [(0,)]
