"""The history of a source: what it lists of a range of days, fetched once and no more."""

import gzip
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from orchestration.ingestion import read_ledger
from orchestration.ingestion.documents import FoundDocument, LandedDocument
from orchestration.ingestion.history import Days, HistoryError, history_of
from orchestration.ingestion.landing import DocumentStore
from orchestration.ingestion.sources import (
    FeedSource,
    FieldMapping,
    InboxSource,
    JsonLinesSource,
    PageSource,
    SitemapSource,
    WarcSource,
)
from orchestration.ingestion.visits import is_due, last_visits, read_visits
from tests.sources.server import Loopback, loopback_server
from tests.sources.test_files import record
from tests.sources.test_visits import NOW, Site, counts, feed, visit

SPRING = Days(date(2025, 3, 1), date(2025, 5, 31))
PAGES = {
    "/winter": "2025-02-28",
    "/march": "2025-03-01",
    "/april": "2025-04-15T22:00:00+02:00",
    "/may": "2025-05-31",
    "/summer": "2025-06-01",
    "/timeless": "",
}


def map_of(site: Site, server: Loopback) -> SitemapSource:
    """A sitemap of the pages; it may fetch one in a visit."""
    site.pages |= {path: f"<p>The plant saved water {path}.</p>" for path in PAGES}
    entries = "".join(
        f"<url><loc>{server.url(path)}</loc><lastmod>{day}</lastmod></url>"
        for path, day in PAGES.items()
    )
    site.pages["/map.xml"] = f"<urlset>{entries}</urlset>"
    site.pages["/old.xml"] = "<urlset/>"
    site.pages["/index.xml"] = (
        f"<sitemapindex><sitemap><loc>{server.url('/map.xml')}</loc></sitemap><sitemap>"
        f"<loc>{server.url('/old.xml')}</loc><lastmod>2025-02-27</lastmod></sitemap></sitemapindex>"
    )
    return SitemapSource(name="map", kind="sitemap", address=server.url("/index.xml"), documents=1)


def landed(tmp_path: Path) -> list[str]:
    """The last parts of the addresses of what was landed, in order."""
    return sorted(item.source_uri.rpartition("/")[2] for item in read_ledger(tmp_path / "raw"))


def test_a_sitemap_gives_the_pages_of_its_days(tmp_path: Path) -> None:
    site = Site()
    with loopback_server(site.respond) as server:
        source = map_of(site, server)
        hosts = frozenset((server.host,))
        first, _ = visit(tmp_path, source, hosts=hosts, days=SPRING)["map"]
        second, _ = visit(tmp_path, source, hosts=hosts, days=SPRING)["map"]
        paths = Counter(server.paths())
    assert landed(tmp_path) == ["april", "march", "may"]
    assert (counts(first), counts(second)) == ((3, 0, 0, 0), (0, 3, 0, 0))
    assert paths == {"/index.xml": 2, "/map.xml": 2, "/march": 1, "/april": 1, "/may": 1}
    assert first.days == "2025-03-01/2025-05-31"


@pytest.mark.parametrize("killed_at", [1, 2, 3])
def test_what_was_killed_goes_on_and_fetches_nothing_twice(
    tmp_path: Path, killed_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    keep = DocumentStore.keep

    def keep_until_killed(self: DocumentStore, found: FoundDocument) -> LandedDocument | None:
        kept.append(found.source_uri)
        if len(kept) == killed_at:
            raise KeyboardInterrupt
        return keep(self, found)

    site = Site()
    with loopback_server(site.respond) as server:
        source = map_of(site, server)
        hosts = frozenset((server.host,))
        monkeypatch.setattr(DocumentStore, "keep", keep_until_killed)
        with pytest.raises(KeyboardInterrupt):
            visit(tmp_path, source, hosts=hosts, days=SPRING)
        assert len(landed(tmp_path)) == killed_at - 1
        visit(tmp_path, source, hosts=hosts, days=SPRING)
        paths = Counter(server.paths())
    assert landed(tmp_path) == ["april", "march", "may"]
    assert [paths[path] for path in ("/march", "/april", "/may")] == [1, 1, 1]


def test_a_feed_is_followed_into_the_past_and_no_further_than_asked(tmp_path: Path) -> None:
    site = Site({f"/{day}": f"<p>Plant {day}.</p>" for day in range(1, 9)})
    with loopback_server(site.respond) as server:

        def put(path: str, items: dict[int, str], older: str | None) -> None:
            entries = "".join(
                f'<entry><link href="{server.url(f"/{number}")}"/><published>{day}T09:00:00Z'
                "</published></entry>"
                for number, day in items.items()
            )
            link = f'<link rel="prev-archive" href="{older}"/>' if older else ""
            site.pages[path] = f'<feed xmlns="http://www.w3.org/2005/Atom">{link}{entries}</feed>'

        put("/feed", {8: "2025-07-01", 7: "2025-06-01"}, "/feed/2")
        put("/feed/2", {6: "2025-05-01", 5: "2025-04-01"}, "/feed/3")
        put("/feed/3", {4: "2025-03-02", 3: "2025-02-01"}, "/feed/4")
        put("/feed/4", {2: "2025-01-01"}, "/feed/5")
        hosts = frozenset((server.host,))
        visited, _ = visit(tmp_path, feed(server), hosts=hosts, days=SPRING)["news"]
        assert "/feed/5" not in server.paths()
        # A visit for what is new stays with the newest page.
        visit(tmp_path, feed(server), hosts=hosts)
    assert visited.trouble is None
    assert landed(tmp_path) == ["4", "5", "6", "7", "8"]


def test_a_feed_without_dates_has_no_history(tmp_path: Path) -> None:
    site = Site({"/a": "<p>Plant.</p>"})
    with loopback_server(site.respond) as server:
        site.put_feed(server.host, ["/a"])
        visited, _ = visit(tmp_path, feed(server), hosts=frozenset((server.host,)), days=SPRING)[
            "news"
        ]
    assert "no date" in (visited.trouble or "")
    assert landed(tmp_path) == []


def test_a_list_of_pages_is_taken_whole(tmp_path: Path) -> None:
    site = Site({"/a": "<p>Plant.</p>", "/b": "<p>Mill.</p>"})
    with loopback_server(site.respond) as server:
        pages = PageSource(
            name="pages", kind="page", addresses=(server.url("/a"), server.url("/b")), documents=1
        )
        visit(tmp_path, pages, hosts=frozenset((server.host,)), days=SPRING)
    assert landed(tmp_path) == ["a", "b"]


def test_files_are_read_in_part_and_later_whole(tmp_path: Path) -> None:
    dumps = JsonLinesSource(
        name="dump", kind="jsonl", files="*.jsonl",
        fields=FieldMapping(text="text", published="day", address="url"),
    )  # fmt: skip
    crawl = WarcSource(name="crawl", kind="warc", files="*.warc.gz")
    days = {"https://a.example/early": "2025-01-01", "https://a.example/inside": "2025-04-01"}
    lines = [json.dumps({"text": "Plant.", "url": url, "day": day}) for url, day in days.items()]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    records = [
        gzip.compress(
            record(f"https://b.example/{path}", b"<p>Plant.</p>").replace(b"2026-11-03", day)
        )
        for path, day in (("warc-early", b"2025-01-01"), ("warc-inside", b"2025-04-01"))
    ]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(records))
    later = NOW.replace(year=2100)
    visit(tmp_path, dumps, crawl, now=later, days=SPRING)
    assert landed(tmp_path) == ["inside", "warc-inside"]
    visited = visit(tmp_path, dumps, crawl, now=later)
    assert [counts(one) for one, _ in visited.values()] == [(1, 1, 0, 0), (1, 1, 0, 0)]
    assert len(landed(tmp_path)) == 4


def test_a_history_puts_off_no_visit_and_tells_how_far_it_is(tmp_path: Path) -> None:
    site = Site()
    told: list[str] = []
    with loopback_server(site.respond) as server:
        source = map_of(site, server)
        hosts = frozenset((server.host,))
        visit(tmp_path, source, hosts=hosts, days=SPRING, tell=told.append)
    last = last_visits(read_visits(tmp_path / "raw"))
    assert is_due(source, last.get("map"), NOW)
    assert told[-1] == "map: 3 new, 0 known, 0 refused, 0 waiting"


SOURCES = (
    FeedSource(name="news", kind="feed", address="https://a.example/feed"),
    InboxSource(name="inbox", kind="inbox"),
    JsonLinesSource(name="dump", kind="jsonl", files="*", fields=FieldMapping(text="text")),
)


@pytest.mark.parametrize(
    ("name", "first", "last", "fault"),
    [
        ("mews", None, None, "no source 'mews'; there are news, inbox, dump"),
        ("inbox", None, None, "is an inbox"),
        ("dump", None, None, "no dates"),
        ("news", "2025-12-31", "2025-01-01", "before it begins"),
        ("news", "last week", None, "'last week' is no date"),
        ("news", None, "2025-02-30", "is no date"),
    ],
)
def test_a_history_that_can_not_be_had_says_why(
    name: str, first: str | None, last: str | None, fault: str
) -> None:
    with pytest.raises(HistoryError, match=fault):
        history_of(SOURCES, name, first, last)


def test_an_end_may_be_open() -> None:
    days = history_of(SOURCES, "news", "2025-01-01", "").days
    assert date(2100, 1, 1) in days
    assert date(2024, 12, 31) not in days
    assert None not in days
    assert str(days) == "2025-01-01/.."
