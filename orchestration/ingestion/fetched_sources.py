"""Sources whose documents are fetched: feeds, sitemaps and lists of pages, looked through once.

What they list is read by ``feeds`` and ``sitemaps``, how an address is fetched stands in
``revisiting``; when a source is visited is decided in ``visits``.
"""

import math
from collections.abc import AsyncIterator, Sequence
from datetime import datetime

from orchestration.ingestion.documents import (
    DocumentMetadata,
    Find,
    FoundDocument,
    KnownDocument,
    Refusal,
    Waiting,
)
from orchestration.ingestion.feeds import read_feed
from orchestration.ingestion.history import Days
from orchestration.ingestion.landing import DocumentStore
from orchestration.ingestion.listings import Listed, ListingError
from orchestration.ingestion.media_types import document_type
from orchestration.ingestion.revisiting import Body, RevisitingFetcher
from orchestration.ingestion.sitemaps import read_sitemap
from orchestration.ingestion.sources import FeedSource, PageSource, SitemapSource
from orchestration.ingestion.web.addresses import AddressError, canonical_address
from orchestration.ingestion.web.fetching import Unfetched

MOST_SITEMAPS = 500
"""Sitemaps that one visit follows from an index."""

MOST_FEED_PAGES = 1_000
"""Pages of a feed that are followed into the past."""


class SourceTroubleError(Exception):
    """A source that can't be looked through now; the message is a sentence."""


async def find_fetched(
    source: FeedSource | SitemapSource | PageSource,
    store: DocumentStore,
    fetcher: RevisitingFetcher,
    days: Days | None = None,
) -> AsyncIterator[Find]:
    """What a source holds: one item for each address that it lists.

    Args:
        source: the source.
        store: what was landed before.
        fetcher: how addresses are fetched.
        days: a part of its history: all that it lists of these days, however much that is, and of
            that nothing again that was fetched before. A list of pages has no dates, and is taken
            whole.

    Raises:
        SourceTroubleError: what lists the pages can't be had, wholly or in part.
        OSError: the store or the fetch log can't be written.
    """
    async for item in _Fetching(source, store, fetcher, days).finds():
        yield item


class _Fetching:
    """One look through a source."""

    def __init__(
        self,
        source: FeedSource | SitemapSource | PageSource,
        store: DocumentStore,
        fetcher: RevisitingFetcher,
        days: Days | None,
    ) -> None:
        self._source = source
        self._store = store
        self._fetcher = fetcher
        self._days = days
        self._left = source.documents if days is None else math.inf

    async def finds(self) -> AsyncIterator[Find]:
        """What is new first, so that it never waits for what is known; then that, oldest first."""
        seen: set[str] = set()
        known: list[tuple[str, Body, Listed]] = []
        async for listed in self._wanted():
            if listed.address is None:
                yield Refusal.of_document(
                    self._source.name, "no_address", "An entry of the source has no address.",
                    title=listed.title or "",
                )  # fmt: skip
                continue
            try:
                address = canonical_address(listed.address)
            except AddressError as error:
                yield Refusal.of_document(listed.address, "forbidden_address", str(error))
                continue
            if address in seen:
                continue
            seen.add(address)
            held = self._fetcher.held(address)
            if held is None:
                yield await self._find(address, listed)
            else:
                known.append((address, held, listed))
        for address, held, listed in sorted(known, key=lambda item: item[1].fetched_at):
            if self._days is None and self._left > 0:
                yield await self._find(address, listed)
            else:
                # A refresh that was killed may have fetched it without landing it.
                yield self._document(held, listed)

    async def _wanted(self) -> AsyncIterator[Listed]:
        """What is listed, or of that what belongs to the days that are asked for."""
        undated = listed_at_all = 0
        async for listed in self._listed():
            listed_at_all += 1
            if self._days is None or isinstance(self._source, PageSource):
                yield listed
            elif listed.day is None:
                undated += 1
            elif listed.day in self._days:
                yield listed
        if undated and undated == listed_at_all:
            raise SourceTroubleError(
                f"The source tells no date of any of its {undated:,} pages, so none of them can be "
                "taken for a day."
            )

    async def _listed(self) -> AsyncIterator[Listed]:
        match self._source:
            case PageSource(addresses=addresses):
                for address in addresses:
                    yield Listed(address)
            case FeedSource(address=address):
                async for entry in self._entries_of(address):
                    yield entry
            case SitemapSource(address=address):
                async for page in self._pages_of(address):
                    yield page

    async def _entries_of(self, address: str) -> AsyncIterator[Listed]:
        """The entries of a feed; for its history, page by page into the past."""
        read: set[str] = set()
        older: str | None = address
        while older is not None and older not in read and len(read) < MOST_FEED_PAGES:
            read.add(older)
            body = await self._listing(older, None)
            try:
                feed = read_feed(self._fetcher.content(body), body.media_type, older)
            except ListingError as error:
                raise SourceTroubleError(str(error)) from error
            for entry in feed.entries:
                yield entry
            older = feed.older if self._goes_on(feed.entries) else None

    def _goes_on(self, entries: Sequence[Listed]) -> bool:
        """Whether older entries than these may belong to the days that are asked for."""
        if self._days is None:
            return False
        first = self._days.first
        told = [entry.day for entry in entries if entry.day is not None]
        return first is None or not told or max(told) >= first

    async def _pages_of(self, address: str) -> AsyncIterator[Listed]:
        """The pages of a sitemap and of all that it leads to, those that changed last first."""
        waiting = [Listed(address)]
        known = {address}
        pages: list[Listed] = []
        troubles: list[str] = []
        while waiting:
            listed = waiting.pop(0)
            try:
                body = await self._listing(listed.address or "", listed.modified)
                found = read_sitemap(self._fetcher.content(body))
            except (SourceTroubleError, ListingError) as error:
                troubles.append(f"{listed.address}: {error}")
                continue
            pages += found.pages
            for further in found.sitemaps:
                if not further.address or further.address in known:
                    continue
                if self._is_too_old(further):
                    continue
                if len(known) == MOST_SITEMAPS:
                    troubles.append(f"Only {MOST_SITEMAPS} sitemaps of the index are followed.")
                    break
                known.add(further.address)
                waiting.append(further)
        wanted = self._source.containing if isinstance(self._source, SitemapSource) else ()
        pages.sort(key=lambda page: page.modified.timestamp() if page.modified else 0, reverse=True)
        for page in pages:
            if not wanted or any(part in (page.address or "") for part in wanted):
                yield page
        if troubles:
            raise SourceTroubleError("; ".join(troubles))

    def _is_too_old(self, sitemap: Listed) -> bool:
        """Whether a sitemap changed last before the days that are asked for."""
        if self._days is None or self._days.first is None or sitemap.day is None:
            return False
        return sitemap.day < self._days.first

    async def _listing(self, address: str, modified: datetime | None) -> Body:
        body = await self._fetcher.fetch(self._source.name, address, modified)
        if isinstance(body, Unfetched):
            raise SourceTroubleError(body.reason)
        return body

    async def _find(self, address: str, listed: Listed) -> Find:
        if self._left <= 0:
            return Waiting(
                address, f"A visit fetches {self._source.documents} documents; the next goes on."
            )
        fetched = await self._fetcher.fetch(self._source.name, address, listed.modified)
        self._left -= fetched.was_asked
        if isinstance(fetched, Unfetched):
            if fetched.is_transient:
                return Waiting(address, fetched.reason)
            record = {} if fetched.status is None else {"status": fetched.status}
            return Refusal.of_document(address, fetched.reason_code, fetched.reason, **record)
        return self._document(fetched, listed)

    def _document(self, body: Body, listed: Listed) -> Find:
        source_uri = body.final_address
        if self._store.knows(source_uri, body.content_sha256):
            return KnownDocument(source_uri)
        content = self._fetcher.content(body)
        media_type = document_type(body.media_type, content)
        if media_type is None:
            return Refusal.of_document(
                source_uri, "unsupported_type", f"{body.media_type} is not read."
            )
        metadata = DocumentMetadata(
            address=source_uri,
            publisher=listed.publisher or self._source.outlet,
            published=listed.published,
            title=listed.title,
            language=listed.language or self._source.language,
            charset=body.charset,
        )
        return FoundDocument(source_uri, content, media_type, metadata)
