"""Feeds: RSS, Atom and JSON Feed, from bytes to what they list.

Fetching the feed and its pages belongs to ``visits``.
"""

import json
from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from typing import Any
from urllib.parse import urljoin

import feedparser

from orchestration.ingestion.listings import Listed, ListingError


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed lists, and the address of the page that goes on with what is older, if any."""

    entries: tuple[Listed, ...]
    older: str | None = None


def read_feed(content: bytes, media_type: str, address: str) -> Feed:
    """The entries of a feed, in its order.

    A feed that is damaged is read as far as it can be; its entries may be what it was made for.

    Args:
        content: the feed as it came.
        media_type: what its server calls it.
        address: where it came from; relative links lead from there.

    Raises:
        ListingError: the bytes are no feed.
    """
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _read_json_feed(content, address)
    parsed = feedparser.parse(
        BytesIO(content),
        response_headers={"content-type": media_type, "content-location": address},
        sanitize_html=False,
    )
    if not parsed.get("version") and not parsed.entries:
        raise ListingError("not_a_feed", "The address holds no feed.")
    if parsed.bozo and not parsed.entries:
        raise ListingError("damaged_feed", f"The feed is damaged ({parsed.bozo_exception}).")
    language = _language(parsed.feed.get("language"))
    entries = [
        Listed(
            address=urljoin(address, entry.link) if entry.get("link") else None,
            title=_text(entry.get("title")),
            published=_day(_moment(entry.get("published_parsed"))),
            # feedparser itself answers with the date of publication where there is no other.
            modified=_moment(dict.get(entry, "updated_parsed")),
            language=language,
        )
        for entry in parsed.entries
    ]
    # RFC 5005: archived feeds lead back by the first relation, paged ones by the second.
    links = {link.get("rel"): link.get("href") for link in parsed.feed.get("links", ())}
    older = links.get("prev-archive") or links.get("next")
    return Feed(tuple(entries), urljoin(address, older) if older else None)


def _read_json_feed(content: bytes, address: str) -> Feed:
    """JSON Feed 1.1 (jsonfeed.org)."""
    try:
        feed = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ListingError("not_a_feed", f"The address holds broken JSON ({error}).") from error
    items = feed.get("items")
    if "jsonfeed.org" not in str(feed.get("version")) or not isinstance(items, list):
        raise ListingError("not_a_feed", "The address holds JSON, but no JSON Feed.")
    language = _language(feed.get("language"))
    entries = [
        Listed(
            address=urljoin(address, item["url"]) if isinstance(item.get("url"), str) else None,
            title=_text(item.get("title")),
            published=_day(_instant(item.get("date_published"))),
            modified=_instant(item.get("date_modified")),
            language=_language(item.get("language")) or language,
        )
        for item in items
        if isinstance(item, dict)
    ]
    older = feed.get("next_url")
    return Feed(tuple(entries), urljoin(address, older) if isinstance(older, str) else None)


def _moment(parsed: struct_time | None) -> datetime | None:
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC)
    except (ValueError, OverflowError):
        return None


def _instant(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _day(moment: datetime | None) -> str | None:
    return None if moment is None else moment.date().isoformat()


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _language(value: Any) -> str | None:
    """The ISO 639-1 code of a language tag."""
    code = value[:2].lower() if isinstance(value, str) else ""
    is_code = len(code) == 2 and code.isalpha() and not value[2:3].isalpha()
    return code if is_code else None
