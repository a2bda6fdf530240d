"""Fetching from real servers on loopback: polite, bounded, guarded, and never an exception."""

import asyncio
import gzip
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
import stamina

from orchestration.ingestion.web.addresses import AddressError, canonical_address, is_public
from orchestration.ingestion.web.fetching import (
    NO_VALIDATORS,
    Fetched,
    Fetcher,
    FetchLimits,
    NotModified,
    Unfetched,
    Validators,
)
from orchestration.ingestion.web.pace import Pace
from orchestration.ingestion.web.robots import read_robots
from tests.sources.server import NO_ROBOTS, Answer, Loopback, Request, Respond, loopback_server

LIMITS = FetchLimits(received_bytes=100_000, decoded_bytes=200_000)
PAGE = Answer(b"<p>The plant saved 5 MWh.</p>", headers={"Content-Type": "text/html; charset=x"})


@pytest.fixture(autouse=True)
def _no_waiting_before_retries() -> Iterator[None]:
    stamina.set_testing(True, attempts=3)
    yield
    stamina.set_testing(False)


def fetch(
    server: Loopback,
    path: str = "/page",
    limits: FetchLimits = LIMITS,
    validators: Validators = NO_VALIDATORS,
) -> Fetched | NotModified | Unfetched:
    async def run() -> Fetched | NotModified | Unfetched:
        allowed = frozenset((server.host,))
        async with Fetcher("ops@example.org", limits, allowed) as fetcher:
            return await fetcher.fetch(server.url(path), validators)

    return asyncio.run(run())


def respond_with(*answers: Answer) -> Respond:
    """Each answer once, the last one for ever; no rules for robots."""
    waiting = list(answers)

    def respond(request: Request) -> Answer:
        if request.path == "/robots.txt":
            return NO_ROBOTS
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    return respond


def unfetched(respond: Respond, limits: FetchLimits = LIMITS) -> Unfetched:
    with loopback_server(respond) as server:
        outcome = fetch(server, limits=limits)
    assert isinstance(outcome, Unfetched)
    return outcome


def test_a_page_comes_with_what_its_server_says_of_it() -> None:
    answer = replace(PAGE, headers={**PAGE.headers, "ETag": '"a"', "Last-Modified": "yesterday"})
    with loopback_server(respond_with(answer)) as server:
        outcome = fetch(server, "/page?utm_source=mail&id=7#top")
    assert isinstance(outcome, Fetched)
    assert outcome.content == PAGE.content
    assert outcome.address == server.url("/page?id=7")
    assert (outcome.media_type, outcome.charset) == ("text/html", "x")
    assert outcome.validators == Validators('"a"', "yesterday")
    agent = server.requests[-1].headers["user-agent"]
    assert "Assay" in agent
    assert "ops@example.org" in agent


def test_what_has_not_changed_is_not_sent_again() -> None:
    def respond(request: Request) -> Answer:
        if request.headers.get("if-none-match") == '"a"':
            return Answer(status=304)
        return NO_ROBOTS

    with loopback_server(respond) as server:
        outcome = fetch(server, validators=Validators('"a"', None))
        assert server.body_bytes == 0
    assert isinstance(outcome, NotModified)


@pytest.mark.parametrize(
    ("robots", "reason_code"),
    [
        (Answer(b"User-agent: *\nDisallow: /"), "robots"),
        (Answer(b"User-agent: assay\nDisallow: /page"), "robots"),
        (Answer(b"User-agent: other\nDisallow: /"), None),
        (Answer(status=403), None),
        (Answer(status=500), "robots"),
        (Answer(b"\xff\xfe\x00 no rules at all"), None),
    ],
)
def test_robots_rules_are_kept(robots: Answer, reason_code: str | None) -> None:
    with loopback_server(lambda r: robots if r.path == "/robots.txt" else PAGE) as server:
        outcome = fetch(server)
    assert getattr(outcome, "reason_code", None) == reason_code
    assert server.paths() == ([] if reason_code else ["/page"])


def test_rules_that_nobody_answers_for_close_a_server() -> None:
    assert not read_robots("Assay", None, b"").allow("https://example.org/")


@pytest.mark.parametrize("status", [429, 503])
def test_a_transient_fault_is_tried_again(status: int) -> None:
    fault = Answer(status=status, headers={"Retry-After": "1"})
    with loopback_server(respond_with(fault, PAGE)) as server:
        outcome = fetch(server)
    assert isinstance(outcome, Fetched)
    assert server.paths() == ["/page", "/page"]


def test_a_server_that_is_never_well_is_left_after_three_tries() -> None:
    with loopback_server(respond_with(Answer(status=503))) as server:
        outcome = fetch(server)
        assert len(server.paths()) == 3
    assert isinstance(outcome, Unfetched)
    assert (outcome.status, outcome.is_transient) == (503, True)


def test_a_server_that_wants_hours_gets_them() -> None:
    later = Answer(status=429, headers={"Retry-After": "7200"})
    with loopback_server(respond_with(later)) as server:
        outcome = fetch(server)
        assert server.paths() == ["/page"]
    assert isinstance(outcome, Unfetched)


def test_what_is_not_there_is_not_tried_again() -> None:
    with loopback_server(respond_with(Answer(status=404))) as server:
        outcome = fetch(server)
        assert server.paths() == ["/page"]
    assert isinstance(outcome, Unfetched)
    assert outcome.reason == "The server answered 404 (Not Found)."


def bomb(compress: Callable[[bytes], bytes], coding: str) -> Answer:
    return Answer(compress(bytes(50_000_000)), headers={"Content-Encoding": coding})


@pytest.mark.parametrize(
    ("answer", "reason_code"),
    [
        (bomb(gzip.compress, "gzip"), "too_large"),
        (bomb(zlib.compress, "deflate"), "too_large"),
        (bomb(lambda b: gzip.compress(b[:100]) + gzip.compress(b), "gzip"), "too_large"),
        (Answer(b"\x00" * 100, headers={"Content-Encoding": "br"}), "unsupported_coding"),
        (Answer(b"not gzip at all", headers={"Content-Encoding": "gzip"}), "damaged_coding"),
        (Answer(gzip.compress(b"a" * 999)[:-9], headers={"Content-Encoding": "gzip"}), "truncated"),
        (Answer(bytes(150_000)), "too_large"),
        (Answer(b"", headers={"Content-Length": "50000000"}), "too_large"),
        (Answer(bytes(10_000), is_endless=True), "too_large"),
        (Answer(bytes(1000), is_cut=True), "unreachable"),
    ],
)
def test_a_body_that_does_harm_is_refused(answer: Answer, reason_code: str) -> None:
    assert unfetched(respond_with(answer)).reason_code == reason_code


def test_a_body_of_several_gzip_members_is_read_whole() -> None:
    content = gzip.compress(b"first, ") + gzip.compress(b"second") + bytes(16)
    coded = Answer(content, headers={"Content-Encoding": "gzip"})
    with loopback_server(respond_with(coded)) as server:
        outcome = fetch(server)
    assert isinstance(outcome, Fetched)
    assert outcome.content == b"first, second"


def test_a_server_that_never_ends_is_given_up() -> None:
    def respond(request: Request) -> Answer:
        if request.path == "/robots.txt":
            return NO_ROBOTS
        raise ConnectionAbortedError

    outcome = unfetched(respond, replace(LIMITS, seconds=0.2, attempts=1))
    assert outcome.reason_code == "timeout"


def test_a_server_that_dribbles_is_given_up() -> None:
    slow = respond_with(Answer(bytes(1000), is_slow=True))
    outcome = unfetched(slow, replace(LIMITS, seconds=0.2, attempts=1))
    assert outcome.reason_code == "timeout"


def test_a_redirect_that_leads_to_itself_is_left() -> None:
    circle = respond_with(Answer(status=301, headers={"Location": "/page"}))
    with loopback_server(circle) as server:
        outcome = fetch(server)
        assert len(server.paths()) <= 6
    assert isinstance(outcome, Unfetched)
    assert outcome.reason_code == "redirects"


def test_redirects_are_followed_and_counted() -> None:
    def respond(request: Request) -> Answer:
        number = int(request.path[1:]) if request.path[1:].isdigit() else 0
        if request.path == "/robots.txt":
            return NO_ROBOTS
        return PAGE if number == 9 else Answer(status=302, headers={"Location": f"/{number + 1}"})

    with loopback_server(respond) as server:
        near, far = fetch(server, "/4"), fetch(server, "/3")
    assert isinstance(near, Fetched)
    assert near.final_address == server.url("/9")
    assert isinstance(far, Unfetched)
    assert far.reason_code == "redirects"


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:1/private",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://localhost:1/",
        "file:///etc/passwd",
        "http://user:secret@example.org/",
    ],
)
def test_a_redirect_leads_nowhere_private(location: str) -> None:
    outcome = unfetched(respond_with(Answer(status=302, headers={"Location": location})))
    assert outcome.reason_code == "forbidden_address"


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    """A name that is public when it is checked and private when it is used reaches nobody."""
    answers = [["8.8.8.8"], ["127.0.0.1"]]
    asked: list[str] = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return answers[min(len(asked), len(answers)) - 1]

    async def run(server: Loopback) -> Fetched | NotModified | Unfetched:
        port = server.host.partition(":")[2]
        limits = replace(LIMITS, seconds=0.2, attempts=1)
        async with Fetcher("ops@example.org", limits, resolve=resolve) as fetcher:
            return await fetcher.fetch(f"http://rebinding.example:{port}/page")

    with loopback_server(respond_with(PAGE)) as server:
        outcome = asyncio.run(run(server))
        assert server.requests == []
    assert isinstance(outcome, Unfetched)


def test_requests_to_a_host_keep_their_distance() -> None:
    now = 100.0
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        nonlocal now
        waits.append(seconds)
        now += seconds

    async def run() -> None:
        pace = Pace(lambda: now, sleep)
        for host in ("a.example", "a.example", "b.example", "a.example"):
            async with pace.turn(host, 2.0):
                pass

    asyncio.run(run())
    assert waits == [2.0, 2.0]


@pytest.mark.parametrize(
    "address",
    ["10.1.2.3", "127.0.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1",
     "fe80::1%eth0", "fd00::1", "::ffff:192.168.0.1", "2002:7f00:1::", "64:ff9b::a00:1"],
)  # fmt: skip
def test_private_ranges_are_told(address: str) -> None:
    assert not is_public(address)
    assert is_public("8.8.8.8")


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("HTTP://Example.org:80/a/../b?utm_source=x&id=1#top", "http://example.org/b?id=1"),
        (" https://example.org ", "https://example.org/"),
    ],
)
def test_an_address_has_one_form(address: str, canonical: str) -> None:
    assert canonical_address(address) == canonical
    assert canonical_address(canonical) == canonical


@pytest.mark.parametrize(
    "address", ["", "ftp://example.org/", "/only/a/path", "http://", "http://["]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(AddressError):
        canonical_address(address)
