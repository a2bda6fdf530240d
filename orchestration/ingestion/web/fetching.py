"""Fetching one address: polite, bounded, guarded, and with an answer for whatever happens.

Robots rules are asked, hosts get their pause, redirects are followed by hand so that each hop is
checked, and a connection goes to the very IP address that was checked. What is fetched next, and
what becomes of it, is decided by the sources.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType
from typing import Self

import httpx
import stamina

from orchestration.ingestion.web.addresses import (
    AddressError,
    Resolve,
    canonical_address,
    is_public,
    resolve_host,
)
from orchestration.ingestion.web.bodies import (
    ACCEPTED,
    BodyError,
    IncompleteBodyError,
    declared_size,
    read_body,
)
from orchestration.ingestion.web.pace import Pace
from orchestration.ingestion.web.robots import (
    LARGEST_ROBOTS,
    ROBOTS_PATH,
    RobotRules,
    read_robots,
)

PROJECT = "Assay"

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_TRANSIENT = frozenset((408, 425, 429, 500, 502, 503, 504))
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 30.0
"""Seconds before the first and before a later retry, where the server names none."""


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much one fetch may take.

    ``seconds`` is the time of a whole exchange, redirects included, waiting for a turn not.
    ``pause`` seconds lie between two requests to a host. A ``Retry-After`` beyond
    ``longest_retry_after`` seconds is honoured by not trying again.
    """

    seconds: float = 60.0
    received_bytes: int = 10 * 1024 * 1024
    decoded_bytes: int = 20 * 1024 * 1024
    redirects: int = 5
    pause: float = 2.0
    attempts: int = 3
    longest_retry_after: float = 120.0


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask later whether a body has changed."""

    etag: str | None = None
    last_modified: str | None = None


NO_VALIDATORS = Validators()


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body. ``address`` is the canonical one that was asked for, ``final_address`` where
    redirects led; ``charset`` is what the server declared; ``received_bytes`` came over the wire.
    """

    address: str
    final_address: str
    content: bytes
    media_type: str
    charset: str | None
    validators: Validators
    received_bytes: int


@dataclass(frozen=True, slots=True)
class NotModified:
    """The body is the one that was fetched before."""

    address: str


@dataclass(frozen=True, slots=True)
class Unfetched:
    """Why there is no body: a code for filters, a sentence for people.

    ``status`` is the server's, where it answered; ``is_transient`` tells that a later refresh may
    have more luck. ``was_asked`` is false where a fault was known before, and nobody was asked.
    """

    address: str
    reason_code: str
    reason: str
    status: int | None = None
    is_transient: bool = False
    was_asked: bool = True


class _ExchangeError(Exception):
    """An exchange that brought nothing."""

    def __init__(
        self,
        reason_code: str,
        reason: str,
        *,
        status: int | None = None,
        is_transient: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason_code = reason_code
        self.reason = reason
        self.status = status
        self.is_transient = is_transient
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: httpx.Headers
    content: bytes
    received_bytes: int


class Fetcher:
    """Fetches addresses for one refresh; an async context manager.

    Args:
        contact: an address or an e-mail at which operators of servers reach who runs this.
        limits: how much one fetch may take.
        allowed_hosts: hosts (``name`` or ``name:port``) that may lie in private ranges, and need no
            pause; for tests and for servers of one's own.
        pace: turns at hosts.
        resolve: how names become IP addresses.
    """

    def __init__(
        self,
        contact: str,
        limits: FetchLimits | None = None,
        allowed_hosts: frozenset[str] = frozenset(),
        pace: Pace | None = None,
        resolve: Resolve = resolve_host,
    ) -> None:
        self.limits = limits or FetchLimits()
        self._user_agent = f"{PROJECT}/1.0 (+{contact})"
        self._allowed_hosts = allowed_hosts
        self._pace = pace or Pace()
        self._resolve = resolve
        self._robots: dict[str, RobotRules] = {}
        self._robots_locks: dict[str, asyncio.Lock] = {}
        # Nothing is kept alive: with pinned addresses one connection could serve two names.
        self._transport = httpx.AsyncHTTPTransport(
            trust_env=False, limits=httpx.Limits(max_keepalive_connections=0)
        )

    async def __aenter__(self) -> Self:
        await self._transport.__aenter__()
        return self

    async def __aexit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._transport.__aexit__(exception_type, exception, traceback)

    async def fetch(
        self, address: str, validators: Validators = NO_VALIDATORS
    ) -> Fetched | NotModified | Unfetched:
        """Fetch ``address``, unless it is what ``validators`` came with.

        Transient faults are tried again, with jitter or when the server says.
        """
        try:
            address = canonical_address(address)
            async for attempt in stamina.retry_context(
                on=self._wait_before_retry,
                attempts=self.limits.attempts,
                timeout=None,
                wait_initial=_FIRST_WAIT,
                wait_max=_LONGEST_WAIT,
            ):
                with attempt:
                    return await self._follow(address, validators)
        except AddressError as error:
            return Unfetched(address, "forbidden_address", str(error))
        except _ExchangeError as error:
            return Unfetched(
                address, error.reason_code, error.reason, error.status, error.is_transient
            )
        raise AssertionError("a last attempt returns or raises")

    def _wait_before_retry(self, error: Exception) -> bool | float:
        if not isinstance(error, _ExchangeError) or not error.is_transient:
            return False
        if error.retry_after is None:
            return True
        return error.retry_after if error.retry_after <= self.limits.longest_retry_after else False

    async def _follow(self, address: str, validators: Validators) -> Fetched | NotModified:
        """One attempt: the exchange at ``address`` and at wherever redirects lead."""
        here = address
        left = self.limits.seconds
        for _ in range(self.limits.redirects + 1):
            rules = await self._rules(here)
            if not rules.allow(here):
                raise _ExchangeError(
                    "robots",
                    f"The robots.txt of {httpx.URL(here).host} "
                    + ("can't be had now." if rules.is_closed else "forbids this address."),
                    is_transient=False,
                )
            began = asyncio.get_running_loop().time()
            answer, waited = await self._exchange(here, validators, rules.pause, left)
            left -= asyncio.get_running_loop().time() - began - waited
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return self._judge(address, here, answer)
            here = canonical_address(str(httpx.URL(here).join(answer.headers["location"])))
        raise _ExchangeError(
            "redirects", f"The address leads on more than {self.limits.redirects} times."
        )

    def _judge(self, address: str, final: str, answer: _Answer) -> Fetched | NotModified:
        status, headers = answer.status, answer.headers
        if status == HTTPStatus.NOT_MODIFIED:
            return NotModified(address)
        if status != HTTPStatus.OK:
            raise _ExchangeError(
                "http_status",
                f"The server answered {status}{_phrase(status)}.",
                status=status,
                is_transient=status in _TRANSIENT,
                retry_after=_retry_after(headers.get("retry-after")),
            )
        content_type = httpx.Response(status, headers=headers)
        media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
        return Fetched(
            address=address,
            final_address=final,
            content=answer.content,
            media_type=media_type or "application/octet-stream",
            charset=content_type.charset_encoding,
            validators=Validators(headers.get("etag"), headers.get("last-modified")),
            received_bytes=answer.received_bytes,
        )

    async def _rules(self, address: str) -> RobotRules:
        """What the server of ``address`` allows, asked once."""
        url = httpx.URL(address)
        origin = f"{url.scheme}://{url.netloc.decode()}"
        async with self._robots_locks.setdefault(origin, asyncio.Lock()):
            if origin not in self._robots:
                self._robots[origin] = await self._ask_rules(origin)
        return self._robots[origin]

    async def _ask_rules(self, origin: str) -> RobotRules:
        here = origin + ROBOTS_PATH
        try:
            for _ in range(self.limits.redirects + 1):
                answer, _ = await self._exchange(
                    here, NO_VALIDATORS, 0.0, self.limits.seconds, LARGEST_ROBOTS
                )
                if answer.status not in _REDIRECTS or "location" not in answer.headers:
                    return read_robots(PROJECT, answer.status, answer.content)
                here = canonical_address(str(httpx.URL(here).join(answer.headers["location"])))
        except (_ExchangeError, AddressError) as error:
            if isinstance(error, _ExchangeError) and error.reason_code != "forbidden_address":
                return read_robots(PROJECT, None, b"")
            raise
        # Rules that can't be reached for redirects are rules that don't exist (RFC 9309, 2.3.1.2).
        return RobotRules(PROJECT)

    async def _exchange(
        self,
        address: str,
        validators: Validators,
        asked_pause: float,
        seconds: float,
        received_limit: int | None = None,
    ) -> tuple[_Answer, float]:
        """One request and its response, with the seconds that were spent waiting for the turn."""
        url = httpx.URL(address)
        is_allowed = self._is_allowed(url)
        pause = asked_pause if is_allowed else max(self.limits.pause, asked_pause)
        loop = asyncio.get_running_loop()
        asked = loop.time()
        async with self._pace.turn(url.host, pause):
            waited = loop.time() - asked
            try:
                async with asyncio.timeout(max(0.0, seconds)):
                    answer = await self._send(url, validators, is_allowed, received_limit)
            except TimeoutError as error:
                raise _ExchangeError(
                    "timeout",
                    f"The exchange took over {self.limits.seconds:g} s.",
                    is_transient=True,
                ) from error
            except IncompleteBodyError as error:
                raise _ExchangeError(error.reason_code, str(error), is_transient=True) from error
            except BodyError as error:
                raise _ExchangeError(error.reason_code, str(error)) from error
            except (httpx.TransportError, OSError) as error:
                raise _ExchangeError(
                    "unreachable",
                    f"{url.host} can't be reached ({error or type(error).__name__}).",
                    is_transient=True,
                ) from error
        return answer, waited

    def _is_allowed(self, url: httpx.URL) -> bool:
        return not self._allowed_hosts.isdisjoint((url.host, url.netloc.decode()))

    async def _send(
        self, url: httpx.URL, validators: Validators, is_allowed: bool, received_limit: int | None
    ) -> _Answer:
        port = url.port or (443 if url.scheme == "https" else 80)
        found = await self._resolve(url.host, port)
        private = [one for one in found if not is_public(one)]
        if private and not is_allowed:
            raise _ExchangeError(
                "forbidden_address",
                f"{url.host} leads to {private[0]}, which is no address of the public internet.",
            )
        if not found:
            raise OSError(f"{url.host} has no address")
        failure: httpx.ConnectError | None = None
        for ip in found:
            try:
                async with self._open(url, ip, validators) as response:
                    return await self._read(response, received_limit or self.limits.received_bytes)
            except httpx.ConnectError as error:
                failure = error
        assert failure is not None, "every address failed to connect"
        raise failure

    @contextlib.asynccontextmanager
    async def _open(
        self, url: httpx.URL, ip: str, validators: Validators
    ) -> AsyncIterator[httpx.Response]:
        headers = {
            "Host": url.netloc.decode(),
            "User-Agent": self._user_agent,
            "Accept": "*/*",
            "Accept-Encoding": ACCEPTED,
        }
        if validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        request = httpx.Request(
            "GET",
            url.copy_with(host=ip),
            headers=headers,
            extensions={"sni_hostname": url.host, "timeout": {}},
        )
        response = await self._transport.handle_async_request(request)
        response.request = request
        try:
            yield response
        finally:
            await response.aclose()

    async def _read(self, response: httpx.Response, received_limit: int) -> _Answer:
        status, headers = response.status_code, response.headers
        if status != HTTPStatus.OK:
            return _Answer(status, headers, b"", 0)
        size = declared_size(headers)
        if size is not None and size > received_limit:
            raise BodyError("too_large", f"The body has {size:,} bytes.")
        content, received = await read_body(
            response.aiter_raw(),
            headers.get("content-encoding", ""),
            received_limit,
            self.limits.decoded_bytes,
        )
        return _Answer(status, headers, content, received)


def _phrase(status: int) -> str:
    try:
        return f" ({HTTPStatus(status).phrase})"
    except ValueError:
        return ""


def _retry_after(value: str | None) -> float | None:
    """The seconds that a Retry-After asks for, as a number or as a date (RFC 9110, 10.2.3)."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
