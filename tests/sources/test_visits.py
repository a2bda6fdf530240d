"""Visits: what a source lists is landed once, and nothing is moved twice."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from orchestration.ingestion import read_ledger
from orchestration.ingestion.fetch_log import FETCH_LOG, FetchLog
from orchestration.ingestion.history import Days
from orchestration.ingestion.landing import DOCUMENTS, DocumentStore, Landings
from orchestration.ingestion.revisiting import RevisitingFetcher
from orchestration.ingestion.sources import (
    FeedSource,
    PageSource,
    SitemapSource,
    Source,
    SourcesError,
    load_sources,
)
from orchestration.ingestion.visits import (
    Surroundings,
    Visit,
    is_due,
    last_visits,
    read_visits,
    visit_sources,
)
from orchestration.ingestion.web.fetching import Fetcher, FetchLimits
from tests.sources.server import Answer, Loopback, Request, loopback_server

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
MOVED = timedelta(days=1)


@dataclass
class Site:
    """A site whose pages a test can change; it answers conditional requests as servers do."""

    pages: dict[str, str] = field(default_factory=dict)
    media_types: dict[str, str] = field(default_factory=dict)

    def respond(self, request: Request) -> Answer:
        page = self.pages.get(request.path)
        if page is None:
            return Answer(status=404)
        tag = f'"{hash(page)}"'
        if request.headers.get("if-none-match") == tag:
            return Answer(status=304)
        media_type = self.media_types.get(request.path, "text/html; charset=utf-8")
        return Answer(page.encode(), headers={"ETag": tag, "Content-Type": media_type})

    def put_feed(self, host: str, paths: list[str]) -> None:
        items = "".join(f"<item><link>http://{host}{path}</link></item>" for path in paths)
        self.pages["/feed"] = f'<rss version="2.0"><channel>{items}</channel></rss>'


def visit(
    tmp_path: Path,
    *sources: Source,
    hosts: frozenset[str] = frozenset(),
    now: datetime = NOW,
    days: Days | None = None,
    tell: Callable[[str], None] | None = None,
) -> Mapping[str, tuple[Visit, Landings]]:
    raw_dir = tmp_path / "raw"

    async def run() -> list[tuple[Visit, Landings]]:
        limits = FetchLimits(attempts=1)
        async with Fetcher("ops@example.org", limits, hosts) as fetcher:
            around = Surroundings(
                data_dir=tmp_path,
                inbox_dir=tmp_path / "inbox",
                raw_dir=raw_dir,
                store=DocumentStore(raw_dir, now),
                fetcher=RevisitingFetcher(fetcher, FetchLog(raw_dir), raw_dir, lambda: now),
                started_at=now,
                settled_before=now,
                now=lambda: now,
                days=days,
                tell=tell,
            )
            return await visit_sources(sources, around, "run")

    return {visit.source: (visit, landings) for visit, landings in asyncio.run(run())}


def counts(visit: Visit) -> tuple[int, int, int, int]:
    assert visit.adds_up
    return visit.new, visit.known, visit.refused, visit.waiting


def feed(server: Loopback, **fields: object) -> FeedSource:
    address = server.url("/feed")
    return FeedSource.model_validate({"name": "news", "kind": "feed", "address": address, **fields})


def test_a_feed_is_landed_once_and_its_changes_as_versions(tmp_path: Path) -> None:
    site = Site({f"/{n}": f"<p>Plant {n} saved water.</p>" for n in range(5)})
    with loopback_server(site.respond) as server:
        site.put_feed(server.host, list(site.pages))
        hosts = frozenset((server.host,))
        first, landings = visit(tmp_path, feed(server, outlet="The Example"), hosts=hosts)["news"]
        sent = server.body_bytes
        second, _ = visit(tmp_path, feed(server), hosts=hosts, now=NOW + MOVED)["news"]
        assert server.body_bytes == sent
        site.pages["/3"] += "<p>And gas.</p>"
        third, changed = visit(tmp_path, feed(server), hosts=hosts, now=NOW + 2 * MOVED)["news"]
    assert counts(first) == (5, 0, 0, 0)
    assert counts(second) == (0, 5, 0, 0)
    assert counts(third) == (1, 4, 0, 0)
    assert landings.new[0].metadata.publisher == "The Example"
    assert [item.source_uri for item in changed.new] == [server.url("/3")]
    assert [item.source_uri for item in read_ledger(tmp_path / "raw")].count(server.url("/3")) == 2


def test_an_address_that_two_sources_list_is_one_document(tmp_path: Path) -> None:
    site = Site({"/a": "<p>A plant saved water.</p>"})
    with loopback_server(site.respond) as server:
        site.put_feed(server.host, ["/a?utm_source=feed"])
        pages = PageSource(name="pages", kind="page", addresses=(server.url("/a"),))
        hosts = frozenset((server.host,))
        visited = visit(tmp_path, feed(server), pages, hosts=hosts)
        again = visit(tmp_path, feed(server), pages, hosts=hosts, now=NOW + MOVED)
    assert sum(visit.new for visit, _ in visited.values()) == 1
    assert [counts(visit) for visit, _ in again.values()] == [(0, 1, 0, 0), (0, 1, 0, 0)]
    assert len(read_ledger(tmp_path / "raw")) == 1


def test_a_sitemap_is_followed_through_its_index(tmp_path: Path) -> None:
    site = Site({"/new/1": "<p>One.</p>", "/new/2": "<p>Two.</p>", "/old/3": "<p>Three.</p>"})
    with loopback_server(site.respond) as server:
        entries = "".join(
            f"<url><loc>{server.url(path)}</loc><lastmod>2026-11-0{n}</lastmod></url>"
            for n, path in enumerate(site.pages, 1)
        )
        site.pages["/part.xml"] = f"<urlset>{entries}</urlset>"
        site.pages["/sitemap.xml"] = (
            f"<sitemapindex><sitemap><loc>{server.url('/part.xml')}</loc></sitemap>"
            f"<sitemap><loc>{server.url('/sitemap.xml')}</loc></sitemap></sitemapindex>"
        )
        source = SitemapSource(
            name="map", kind="sitemap", address=server.url("/sitemap.xml"), containing=("/new/",)
        )
        hosts = frozenset((server.host,))
        first, landings = visit(tmp_path, source, hosts=hosts)["map"]
        asked = len(server.paths())
        second, _ = visit(tmp_path, source, hosts=hosts, now=NOW + MOVED)["map"]
        # What was changed before it was fetched is not asked for again; only the sitemaps are.
        assert len(server.paths()) == asked + 2
    assert [item.source_uri for item in landings.new] == [
        server.url("/new/2"),
        server.url("/new/1"),
    ]
    assert counts(second) == (0, 2, 0, 0)
    assert first.trouble is None


def test_a_visit_takes_what_it_may_and_the_next_goes_on(tmp_path: Path) -> None:
    site = Site({f"/{n}": f"<p>Plant {n}.</p>" for n in range(5)})
    with loopback_server(site.respond) as server:
        site.put_feed(server.host, list(site.pages))
        hosts = frozenset((server.host,))
        source = feed(server, documents=3)
        first, _ = visit(tmp_path, source, hosts=hosts)["news"]
        assert is_due(source, first, NOW)
        taken = [counts(first)]
        for day in (1, 2):
            later, _ = visit(tmp_path, source, hosts=hosts, now=NOW + day * MOVED)["news"]
            taken.append(counts(later))
    assert taken == [(3, 0, 0, 2), (2, 3, 0, 0), (0, 5, 0, 0)]
    assert len(read_ledger(tmp_path / "raw")) == 5


def test_what_a_killed_refresh_fetched_does_not_wait_for_a_turn(tmp_path: Path) -> None:
    site = Site({f"/{n}": f"<p>Plant {n}.</p>" for n in range(3)})
    with loopback_server(site.respond) as server:
        hosts = frozenset((server.host,))
        site.put_feed(server.host, ["/0"])
        visit(tmp_path, feed(server), hosts=hosts)
        (tmp_path / "raw" / "landings.jsonl").unlink()
        site.put_feed(server.host, ["/1", "/2", "/0"])
        later, _ = visit(tmp_path, feed(server, documents=2), hosts=hosts)["news"]
    assert counts(later) == (3, 0, 0, 0)


def test_faults_that_are_known_take_no_turn_of_what_is_new(tmp_path: Path) -> None:
    site = Site({"/new": "<p>Plant.</p>"})
    with loopback_server(site.respond) as server:
        hosts = frozenset((server.host,))
        site.put_feed(server.host, ["/gone", "/lost", "/new"])
        first, _ = visit(tmp_path, feed(server, documents=2), hosts=hosts)["news"]
        second, _ = visit(tmp_path, feed(server, documents=2), hosts=hosts, now=NOW + MOVED)["news"]
    assert counts(first) == (0, 0, 2, 1)
    assert counts(second) == (1, 0, 2, 0)


def test_pages_that_can_not_be_had_are_refused_with_their_reason(tmp_path: Path) -> None:
    site = Site(
        {"/film": "bits", "/zip": "PK\x03\x04 of many times its size"},
        {"/film": "video/mp4", "/zip": "application/zip"},
    )
    with loopback_server(site.respond) as server:
        site.put_feed(server.host, ["/gone", "/film", "/zip", "/../../etc/passwd"])
        site.pages["/feed"] = site.pages["/feed"].replace("</channel>", "<item/></channel>")
        hosts = frozenset((server.host,))
        seen, landings = visit(tmp_path, feed(server), hosts=hosts)["news"]
        asked = server.paths().count("/gone")
        visit(tmp_path, feed(server), hosts=hosts, now=NOW + MOVED)
        assert server.paths().count("/gone") == asked
    assert counts(seen) == (0, 0, 5, 0)
    assert [refusal.reason_code for refusal in landings.refused] == [
        "http_status",
        "unsupported_type",
        "unsupported_type",
        "http_status",
        "no_address",
    ]


def test_a_source_in_trouble_says_so_and_leaves_the_others_alone(tmp_path: Path) -> None:
    site = Site({"/feed": "<html><p>Please sign in.</p></html>", "/a": "<p>Saved water.</p>"})
    with loopback_server(site.respond) as server:
        pages = PageSource(name="pages", kind="page", addresses=(server.url("/a"),))
        visited = visit(tmp_path, feed(server), pages, hosts=frozenset((server.host,)))
    assert visited["news"][0].trouble == "The address holds no feed."
    assert counts(visited["pages"][0]) == (1, 0, 0, 0)
    last = last_visits(read_visits(tmp_path / "raw"))
    assert last == {name: visit for name, (visit, _) in visited.items()}


def test_an_answer_that_nothing_changed_needs_something_to_be_held(tmp_path: Path) -> None:
    def respond(request: Request) -> Answer:
        return Answer(status=404 if request.path == "/robots.txt" else 304)

    with loopback_server(respond) as server:
        pages = PageSource(name="pages", kind="page", addresses=(server.url("/a"),))
        visited, landings = visit(tmp_path, pages, hosts=frozenset((server.host,)))["pages"]
    assert counts(visited) == (0, 0, 1, 0)
    assert landings.refused[0].reason_code == "http_status"
    assert "304" in landings.refused[0].reason


def test_a_body_that_was_lost_is_fetched_again(tmp_path: Path) -> None:
    site = Site({"/a": "<p>Saved water.</p>"})
    with loopback_server(site.respond) as server:
        pages = PageSource(name="pages", kind="page", addresses=(server.url("/a"),))
        hosts = frozenset((server.host,))
        _, landings = visit(tmp_path, pages, hosts=hosts)["pages"]
        sha256 = landings.new[0].content_sha256
        stored = tmp_path / "raw" / DOCUMENTS / sha256[:2] / sha256
        stored.unlink()
        visit(tmp_path, pages, hosts=hosts, now=NOW + MOVED)
    assert stored.read_bytes() == b"<p>Saved water.</p>"


def test_what_was_fetched_but_not_landed_is_landed_by_the_next_visit(tmp_path: Path) -> None:
    site = Site({"/a": "<p>Saved water.</p>"})
    with loopback_server(site.respond) as server:
        pages = PageSource(name="pages", kind="page", addresses=(server.url("/a"),))
        hosts = frozenset((server.host,))
        visit(tmp_path, pages, hosts=hosts)
        (tmp_path / "raw" / "landings.jsonl").unlink()
        again, _ = visit(tmp_path, pages, hosts=hosts, now=NOW + MOVED)["pages"]
    assert counts(again) == (1, 0, 0, 0)
    assert len((tmp_path / "raw" / FETCH_LOG).read_text().splitlines()) == 2


def test_a_source_is_visited_again_after_its_hours() -> None:
    source = FeedSource(name="news", kind="feed", address="https://a.example/", every_hours=20)
    visited = Visit("news", "feed", "run", NOW, NOW, 1, 1, 0, 0, 0)
    assert is_due(source, None, NOW)
    assert not is_due(source, visited, NOW + timedelta(hours=19))
    assert is_due(source, visited, NOW + timedelta(hours=20))


GOOD = {"name": "a", "kind": "feed", "address": "https://news.example/feed"}


@pytest.mark.parametrize(
    ("sources", "fault"),
    [
        ([{**GOOD, "kind": "fax"}], "source a: Input tag 'fax'"),
        ([{**GOOD, "adress": "x"}], "source a, adress: Extra inputs"),
        ([{"kind": "feed"}], "source 1, name: Field required"),
        ([{**GOOD, "address": "ftp://news.example/"}], "no http or https address"),
        ([{**GOOD, "every_hours": "often"}], "source a, every_hours"),
        ([GOOD, GOOD], "names a more than once"),
        ([{"name": "a", "kind": "warc", "files": "../*.warc"}], "source a, files"),
        (["a"], "source 1"),
        ("none", "sources"),
    ],
)
def test_a_file_of_sources_that_is_wrong_says_where(
    tmp_path: Path, sources: object, fault: str
) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(json.dumps({"sources": sources}))
    with pytest.raises(SourcesError, match=fault):
        load_sources(path)
    assert [source.name for source in load_sources(tmp_path / "none.yaml")] == ["inbox"]
