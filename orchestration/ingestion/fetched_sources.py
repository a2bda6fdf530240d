"""Sources whose documents are fetched: feeds, sitemaps and lists of pages, looked through once.

What they list is read by ``feeds`` and ``sitemaps``, how an address is fetched stands in
``revisiting``; when a source is visited is decided in ``visits``.
"""

from collections.abc import AsyncIterator
from datetime import datetime
from operator import itemgetter

from orchestration.ingestion.documents import (
    DocumentMetadata,
    Find,
    FoundDocument,
    KnownDocument,
    Refusal,
    Waiting,
)
from orchestration.ingestion.feeds import read_feed
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


class SourceTroubleError(Exception):
    """A source that can't be looked through now; the message is a sentence."""


async def find_fetched(
    source: FeedSource | SitemapSource | PageSource,
    store: DocumentStore,
    fetcher: RevisitingFetcher,
) -> AsyncIterator[Find]:
    """What a source holds: one item for each address that it lists.

    Raises:
        SourceTroubleError: what lists the pages can't be had, wholly or in part.
        OSError: the store or the fetch log can't be written.
    """
    async for item in _Fetching(source, store, fetcher).finds():
        yield item


class _Fetching:
    """One look through a source."""

    def __init__(
        self,
        source: FeedSource | SitemapSource | PageSource,
        store: DocumentStore,
        fetcher: RevisitingFetcher,
    ) -> None:
        self._source = source
        self._store = store
        self._fetcher = fetcher
        self._left = source.documents

    async def finds(self) -> AsyncIterator[Find]:
        """What is new first, so that it never waits for what is known; then that, oldest first."""
        seen: set[str] = set()
        known: list[tuple[datetime, str, Listed]] = []
        async for listed in self._listed():
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
            fetched_at = self._fetcher.last_fetched(address)
            if fetched_at is None:
                yield await self._find(address, listed)
            else:
                known.append((fetched_at, address, listed))
        for _, address, listed in sorted(known, key=itemgetter(0)):
            yield await self._find(address, listed) if self._left > 0 else KnownDocument(address)

    async def _listed(self) -> AsyncIterator[Listed]:
        match self._source:
            case PageSource(addresses=addresses):
                for address in addresses:
                    yield Listed(address)
            case FeedSource(address=address):
                body = await self._listing(address, None)
                try:
                    entries = read_feed(self._fetcher.content(body), body.media_type, address)
                except ListingError as error:
                    raise SourceTroubleError(str(error)) from error
                for entry in entries:
                    yield entry
            case SitemapSource(address=address):
                async for page in self._pages_of(address):
                    yield page

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
        if isinstance(fetched, Unfetched):
            self._left -= 1
            if fetched.is_transient:
                return Waiting(address, fetched.reason)
            record = {} if fetched.status is None else {"status": fetched.status}
            return Refusal.of_document(address, fetched.reason_code, fetched.reason, **record)
        self._left -= fetched.was_asked
        source_uri = fetched.final_address
        if self._store.knows(source_uri, fetched.content_sha256):
            return KnownDocument(source_uri)
        content = self._fetcher.content(fetched)
        media_type = document_type(fetched.media_type, content)
        if media_type is None:
            return Refusal.of_document(
                source_uri, "unsupported_type", f"{fetched.media_type} is not read."
            )
        metadata = DocumentMetadata(
            address=source_uri,
            publisher=listed.publisher or self._source.outlet,
            published=listed.published,
            title=listed.title,
            language=listed.language or self._source.language,
            charset=fetched.charset,
        )
        return FoundDocument(source_uri, content, media_type, metadata)
