"""Feeds and sitemaps: what they list, whatever they are made of, and nothing that does harm."""

import gzip
import json
from datetime import UTC, datetime

import pytest

from orchestration.ingestion.feeds import read_feed
from orchestration.ingestion.listings import Listed, ListingError
from orchestration.ingestion.sitemaps import read_sitemap

ADDRESS = "https://news.example/feed"
RSS = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>News</title><language>en-GB</language>
<item><title>A plant saves  water</title><link>/water</link>
<pubDate>Tue, 03 Nov 2026 08:00:00 +0100</pubDate></item>
<item><title>No address</title></item></channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-16"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><title>Second</title>
<link href="https://news.example/second"/><published>2026-11-02T23:30:00Z</published>
<updated>2026-11-04T10:00:00Z</updated></entry></feed>"""
ENTITIES = "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">'
    for before, after in zip("abcdefghijklm", "bcdefghijklmz", strict=True)
)
LAUGHS = f"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">{ENTITIES}]>
<urlset><url><loc>&z;</loc></url></urlset>"""
FILE = """<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
<urlset><url><loc>https://news.example/&secret;</loc></url></urlset>"""


def test_rss_lists_its_items_in_order() -> None:
    assert read_feed(RSS.encode(), "application/rss+xml", ADDRESS).entries == (
        Listed(
            "https://news.example/water", "A plant saves water", "2026-11-03", language="en"
        ),
        Listed(None, "No address", language="en"),
    )  # fmt: skip


def test_atom_tells_since_when_a_page_is_as_it_is() -> None:
    (entry,) = read_feed(ATOM.encode("utf-16"), "application/atom+xml", ADDRESS).entries
    assert entry.published == "2026-11-02"
    assert entry.modified == datetime(2026, 11, 4, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "declaration",
    ['<!ENTITY secret SYSTEM "file:///etc/hostname">', f'<!ENTITY a "lol">{ENTITIES}'],
    ids=["file", "laughs"],
)
def test_entities_of_a_feed_are_not_resolved(declaration: str) -> None:
    name = "secret" if "secret" in declaration else "z"
    feed = RSS.replace("<rss", f"<!DOCTYPE rss [{declaration}]><rss").replace(
        "water</t", f"&{name};</t"
    )
    first, _ = read_feed(feed.encode(), "application/rss+xml", ADDRESS).entries
    assert first.address == "https://news.example/water"
    assert first.title is not None
    assert first.title.removesuffix(f" &{name};") == "A plant saves"


def test_a_json_feed_is_a_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "language": "de",
        "items": [{"url": "/a", "title": "A", "date_published": "2026-11-02T00:00:00Z"}, 7],
    }
    (entry,) = read_feed(json.dumps(feed).encode(), "application/json", ADDRESS).entries
    assert entry == Listed("https://news.example/a", "A", "2026-11-02", language="de")


@pytest.mark.parametrize(
    "content",
    [b"", b"<html><body><p>Sign in</p></body></html>", b"{}", b"{broken", b"\x00\xff" * 50,
     b"<rss version=2.0><rss:channel><rss:item></rss:channel>"],
)  # fmt: skip
def test_what_is_no_feed_is_called_so(content: bytes) -> None:
    with pytest.raises(ListingError, match=r"no feed|broken JSON|no JSON Feed|damaged"):
        read_feed(content, "application/xml", ADDRESS)


def test_a_sitemap_of_news_tells_titles_and_dates() -> None:
    content = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
     xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>
     <loc> https://news.example/a </loc><lastmod>2026-11-04</lastmod><news:news><news:publication>
     <news:name>The Example</news:name><news:language>en</news:language></news:publication>
     <news:publication_date>2026-11-03T09:00:00+08:00</news:publication_date>
     <news:title>Furnace saves gas</news:title></news:news></url></urlset>"""
    (page,) = read_sitemap(gzip.compress(content)).pages
    assert page == Listed(
        "https://news.example/a",
        "Furnace saves gas",
        "2026-11-03",
        datetime(2026, 11, 4, 23, 59, 59, tzinfo=UTC),
        "The Example",
        "en",
    )


def test_an_index_leads_to_sitemaps() -> None:
    content = (
        b"<sitemapindex><sitemap><loc>https://news.example/1.xml.gz</loc></sitemap></sitemapindex>"
    )
    sitemap = read_sitemap(content)
    assert [entry.address for entry in sitemap.sitemaps] == ["https://news.example/1.xml.gz"]
    assert sitemap.pages == ()


def test_lines_of_addresses_are_a_sitemap() -> None:
    pages = read_sitemap(b"https://news.example/a\r\nhttps://news.example/b\n").pages
    assert [page.address for page in pages] == ["https://news.example/a", "https://news.example/b"]


@pytest.mark.parametrize("content", [LAUGHS, FILE])
def test_entities_stay_what_they_are(content: str) -> None:
    """None of them grows, and none reads a file."""
    addresses = {page.address for page in read_sitemap(content.encode()).pages}
    assert addresses <= {"&z;", "https://news.example/&secret;"}


@pytest.mark.parametrize(
    ("content", "reason_code"),
    [
        (b"", "not_a_sitemap"),
        (b"<html><body>moved</body></html>", "not_a_sitemap"),
        (gzip.compress(bytes(60_000_000)), "too_large"),
        (b"<urlset>" + b"<url/>" * 50_001 + b"</urlset>", "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "sitemap",
)  # fmt: skip
def test_what_is_no_sitemap_is_called_so(content: bytes, reason_code: str) -> None:
    with pytest.raises(ListingError) as raised:
        read_sitemap(content)
    assert raised.value.reason_code == reason_code
