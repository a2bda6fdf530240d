"""Fetching with a memory: what was fetched before is asked for only if it may have changed.

Bodies lie in the raw store, what is known of them in the fetch log. Which addresses are wanted is
decided in ``visits``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from orchestration.ingestion.fetch_log import Fetch, FetchLog, FetchOutcome
from orchestration.ingestion.landing import document_path, keep_bytes
from orchestration.ingestion.web.addresses import AddressError, canonical_address
from orchestration.ingestion.web.fetching import (
    NO_VALIDATORS,
    Fetched,
    Fetcher,
    NotModified,
    Unfetched,
)

LASTING_FAULT = timedelta(days=7)
"""How long an address that can't be had, for a reason that lasts, is left in peace."""


@dataclass(frozen=True, slots=True)
class Body:
    """What an address holds now, at the canonical address to which it leads.

    It was fetched, or confirmed, last at ``fetched_at``; ``was_asked`` tells whether a server was
    asked for it now. The bytes are read from the store by
    ``RevisitingFetcher.content`` when they are wanted.
    """

    final_address: str
    content_sha256: str
    media_type: str
    charset: str | None
    fetched_at: datetime
    was_asked: bool


class RevisitingFetcher:
    """Fetches for one source what may have changed since it was fetched last.

    Args:
        fetcher: how an address is fetched.
        log: what was fetched before; every fetch is added.
        raw_dir: the raw store, where bodies are kept.
        now: the instant of a fetch, with time zone.
    """

    def __init__(
        self, fetcher: Fetcher, log: FetchLog, raw_dir: Path, now: Callable[[], datetime]
    ) -> None:
        self._fetcher = fetcher
        self._log = log
        self._raw_dir = raw_dir
        self._now = now

    async def fetch(
        self, source: str, address: str, modified: datetime | None = None
    ) -> Body | Unfetched:
        """What ``address`` holds, with as little traffic as can be.

        Args:
            source: the name of the source that wants it.
            address: the address, in any form.
            modified: since when the page is as it is, if that is known; what was fetched later than
                that is not asked for again.

        Raises:
            OSError: the store or the log can't be written.
        """
        try:
            address = canonical_address(address)
        except AddressError as error:
            return Unfetched(address, "forbidden_address", str(error), was_asked=False)
        failed = self._lasting_fault(address)
        if failed is not None:
            return failed
        held = self._log.held(address)
        if held is not None and not self._lies_in_store(held):
            held = None
        if held is not None and modified is not None and modified < held.fetched_at:
            return _body(held, was_asked=False)
        validators = held.validators if held is not None else NO_VALIDATORS
        outcome = await self._fetcher.fetch(address, validators)
        if isinstance(outcome, NotModified) and held is None:
            # Nobody asked whether it was modified; a server that says so all the same is broken.
            outcome = Unfetched(
                address, "http_status", "The server answered 304 to a plain request.", 304
            )
        fetch = self._told(source, address, outcome, held)
        self._log.add(fetch)
        if isinstance(outcome, Unfetched):
            return outcome
        return _body(fetch, was_asked=True)

    def held(self, address: str) -> Body | None:
        """What a canonical address held when it was fetched last; nobody is asked."""
        held = self._log.held(address)
        if held is None or not self._lies_in_store(held):
            return None
        return _body(held, was_asked=False)

    def content(self, body: Body) -> bytes:
        """The bytes of a body.

        Raises:
            OSError: the store can't be read.
        """
        return document_path(self._raw_dir, body.content_sha256).read_bytes()

    def _lies_in_store(self, held: Fetch) -> bool:
        sha256 = held.content_sha256
        return sha256 is not None and document_path(self._raw_dir, sha256).exists()

    def _lasting_fault(self, address: str) -> Unfetched | None:
        newest = self._log.newest(address)
        if (
            newest is None
            or newest.outcome is not FetchOutcome.FAILED
            or newest.is_transient
            or newest.reason_code == "robots"
            or self._now() - newest.fetched_at >= LASTING_FAULT
        ):
            return None
        return Unfetched(
            address,
            newest.reason_code or "",
            newest.reason or "",
            newest.status,
            was_asked=False,
        )

    def _told(
        self,
        source: str,
        address: str,
        outcome: Fetched | NotModified | Unfetched,
        held: Fetch | None,
    ) -> Fetch:
        match outcome:
            case Fetched():
                return Fetch(
                    source=source,
                    address=address,
                    fetched_at=self._now(),
                    outcome=FetchOutcome.FETCHED,
                    final_address=outcome.final_address,
                    content_sha256=keep_bytes(self._raw_dir, outcome.content),
                    received_bytes=outcome.received_bytes,
                    media_type=outcome.media_type,
                    charset=outcome.charset,
                    validators=outcome.validators,
                )
            case NotModified():
                assert held is not None, "only what is held is asked for with validators"
                return Fetch(
                    source=source,
                    address=address,
                    fetched_at=self._now(),
                    outcome=FetchOutcome.NOT_MODIFIED,
                    final_address=held.final_address,
                    content_sha256=held.content_sha256,
                    media_type=held.media_type,
                    charset=held.charset,
                    validators=held.validators,
                )
            case Unfetched():
                return Fetch(
                    source=source,
                    address=address,
                    fetched_at=self._now(),
                    outcome=FetchOutcome.FAILED,
                    status=outcome.status,
                    reason_code=outcome.reason_code,
                    reason=outcome.reason,
                    is_transient=outcome.is_transient,
                )


def _body(fetch: Fetch, *, was_asked: bool) -> Body:
    assert fetch.content_sha256 is not None, "a fetch that did not fail has a body"
    return Body(
        final_address=fetch.final_address or fetch.address,
        content_sha256=fetch.content_sha256,
        media_type=fetch.media_type or "application/octet-stream",
        charset=fetch.charset,
        fetched_at=fetch.fetched_at,
        was_asked=was_asked,
    )
