"""Sitemaps: plain ones, news sitemaps and indexes, XML or text, from bytes to what they list.

Fetching them belongs to ``visits``. The protocol is that of sitemaps.org, with the news extension.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from lxml import etree

from orchestration.ingestion.listings import Listed, ListingError
from orchestration.ingestion.web.bodies import BodyError, decompress

MOST_ENTRIES = 50_000
LARGEST_SITEMAP = 50 * 1024 * 1024
"""What the protocol allows a sitemap to hold, entries and bytes."""

_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists: pages, or further sitemaps if it is an index."""

    pages: tuple[Listed, ...] = ()
    sitemaps: tuple[Listed, ...] = ()


def read_sitemap(content: bytes) -> Sitemap:
    """The entries of a sitemap, in its order.

    Raises:
        ListingError: the bytes are no sitemap, or hold more than the protocol allows.
    """
    if content.startswith(_GZIP):
        try:
            content = decompress(content, LARGEST_SITEMAP)
        except BodyError as error:
            raise ListingError(error.reason_code, str(error)) from error
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"<":
        return _read_lines(content)
    pages: list[Listed] = []
    sitemaps: list[Listed] = []
    try:
        # Nothing outside the file is ever looked up, and entities stay what they are.
        events = etree.iterparse(
            BytesIO(content), resolve_entities=False, no_network=True, load_dtd=False, recover=True
        )
        for _, element in events:
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if name not in ("url", "sitemap"):
                continue
            (pages if name == "url" else sitemaps).append(_entry(element))
            if len(pages) + len(sitemaps) > MOST_ENTRIES:
                raise ListingError("too_large", f"The sitemap has over {MOST_ENTRIES:,} entries.")
            element.clear()
        root = events.root
    except etree.XMLSyntaxError as error:
        raise ListingError("not_a_sitemap", f"The address holds broken XML ({error}).") from error
    if root is None or etree.QName(root).localname not in ("urlset", "sitemapindex"):
        raise ListingError("not_a_sitemap", "The address holds no sitemap.")
    return Sitemap(tuple(pages), tuple(sitemaps))


def _read_lines(content: bytes) -> Sitemap:
    """A sitemap as text: an address on each line."""
    lines = content.decode("utf-8-sig", errors="replace").split()
    if not lines or not all(line.startswith(("http://", "https://")) for line in lines):
        raise ListingError("not_a_sitemap", "The address holds no sitemap.")
    if len(lines) > MOST_ENTRIES:
        raise ListingError("too_large", f"The sitemap has over {MOST_ENTRIES:,} entries.")
    return Sitemap(tuple(map(Listed, lines)))


def _entry(element: etree._Element) -> Listed:
    told = {
        etree.QName(child).localname: " ".join("".join(child.itertext()).split())
        for child in element.iter()
        if isinstance(child.tag, str)
    }
    published = _moment(told.get("publication_date"))
    return Listed(
        address=told.get("loc") or None,
        title=told.get("title") or None,
        published=None if published is None else published.date().isoformat(),
        modified=_moment(told.get("lastmod")) or published,
        publisher=told.get("name") or None,
        language=told.get("language", "")[:2].lower() or None,
    )


def _moment(text: str | None) -> datetime | None:
    """A W3C date or date and time; a day that is told without an hour lasts to its end."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) <= len("2026-01-31"):
        moment = moment.replace(hour=23, minute=59, second=59)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
