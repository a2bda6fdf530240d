"""Sources that are files: archives and JSON lines, whole, damaged and hostile."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from orchestration.ingestion import FoundDocument, Refusal, Waiting
from orchestration.ingestion.archives import read_archive
from orchestration.ingestion.documents import Find, KnownDocument
from orchestration.ingestion.files import find_in_files
from orchestration.ingestion.json_lines import read_json_lines
from orchestration.ingestion.sources import FieldMapping, JsonLinesSource, WarcSource

WARC = WarcSource(name="web", kind="warc", files="archives/*.warc*", outlet="The Example")
LINES = JsonLinesSource(
    name="dump",
    kind="jsonl",
    files="dumps/*.jsonl",
    fields=FieldMapping(text="article.body", address="url", published="date"),
)
LATER = datetime.now(UTC) + timedelta(days=1)


def record(address: str, body: bytes, kind: str = "response", **headers: str) -> bytes:
    """One WARC record of an HTTP response of ours."""
    told = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    block = body
    if kind == "response":
        block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{told}\r\n".encode() + body
    media_type = "application/http; msgtype=response" if kind == "response" else "text/plain"
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n"
        "WARC-Date: 2026-11-03T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"Content-Type: {media_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


def read(tmp_path: Path, content: bytes) -> list[Find]:
    path = tmp_path / "a.warc"
    path.write_bytes(content)
    return list(read_archive(path, "a.warc", WARC))


def told(finds: list[Find]) -> list[tuple[str, str]]:
    """Where each item is from, and its media type or why it was refused."""
    return [
        (item.source_uri, item.media_type if isinstance(item, FoundDocument) else item.reason_code)
        for item in finds
        if isinstance(item, FoundDocument | Refusal)
    ]


PAGE = record("<https://a.example/1?utm_source=x>", b"<p>The plant saved water.</p>")
TEXT = record("https://a.example/2", b"The plant saved gas.", "conversion")


@pytest.mark.parametrize("compress", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_an_archive_holds_its_documents(tmp_path: Path, compress: object) -> None:
    assert callable(compress)
    request = record("https://a.example/1", b"GET /", "request")
    finds = read(tmp_path, b"".join(compress(one) for one in (request, PAGE, TEXT)))
    page, text = finds
    assert isinstance(page, FoundDocument)
    assert (page.source_uri, page.content) == (
        "https://a.example/1",
        b"<p>The plant saved water.</p>",
    )
    assert page.metadata.publisher == "The Example"
    assert isinstance(text, FoundDocument)
    assert text.media_type == "text/plain"


def test_what_comes_before_damage_is_kept(tmp_path: Path) -> None:
    members = gzip.compress(PAGE) + gzip.compress(TEXT)
    for content in (PAGE + TEXT[:-20], members[:-30], members[:-4], PAGE + b"garbage" * 9):
        first, *others = told(read(tmp_path, content))
        assert first == ("https://a.example/1", "text/html")
        assert others[-1][1] == "truncated"


@pytest.mark.parametrize(
    ("content", "reason_code"),
    [
        (record("https://a.example/", gzip.compress(bytes(50_000_000)), Content_Encoding="gzip"),
         "too_large"),
        (record("https://a.example/", bytes(11_000_000)), "too_large"),
        (record("https://a.example/", b"x", Content_Encoding="br"), "unsupported_coding"),
        (PAGE.replace(b"200 OK", b"404 No"), "http_status"),
        (PAGE.replace(b"text/html", b"video/mp4"), "unsupported_type"),
        (record("file:///etc/passwd", b"root", "resource"), "forbidden_address"),
        (b"no archive at all", "not_an_archive"),
        (gzip.compress(b"no archive at all"), "not_an_archive"),
    ],
    ids=lambda value: value if isinstance(value, str) else "archive",
)  # fmt: skip
def test_what_does_harm_is_refused(tmp_path: Path, content: bytes, reason_code: str) -> None:
    assert reason_code in [code for _, code in told(read(tmp_path, content))]
    assert not any(isinstance(item, FoundDocument) for item in read(tmp_path, content))


def test_a_broken_line_is_refused_alone(tmp_path: Path) -> None:
    rows = [
        {"article": {"body": "The plant saved water."}, "url": "https://a.example/1?utm_id=2"},
        {"article": {"body": "The mill saved gas."}, "date": "2026-11-03T09:00:00Z"},
        {"article": {"body": ""}},
        {"article": "no object"},
        {"article": {"body": "The dam saved sand. \ud800"}, "date": "soon", "url": "ftp://a"},
    ]
    lines = [json.dumps(row) for row in rows]
    lines[2:2] = ["{broken", "", "[" * 100_000]
    path = tmp_path / "a.jsonl"
    for content in ("\n".join(lines).encode(), gzip.compress("\n".join(lines).encode())):
        path.write_bytes(content)
        assert told(list(read_json_lines(path, "a.jsonl", LINES))) == [
            ("https://a.example/1", "text/plain"),
            ("a.jsonl#2", "text/plain"),
            ("a.jsonl#3", "broken_json"),
            ("a.jsonl#5", "broken_json"),
            ("a.jsonl#6", "no_text"),
            ("a.jsonl#7", "no_text"),
            ("a.jsonl#8", "broken_metadata"),
            ("a.jsonl#8", "broken_metadata"),
            ("a.jsonl#8", "text/plain"),
        ]


def test_a_file_that_was_read_is_not_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "dumps" / "a.jsonl"
    path.parent.mkdir()
    path.write_text('{"article": {"body": "The plant saved water."}}\n')
    opened: list[str] = []

    def look(settled_before: datetime = LATER) -> list[Find]:
        def counted(path: Path, name: str) -> list[Find]:
            opened.append(name)
            return list(read_json_lines(path, name, LINES))

        return list(
            find_in_files(
                "dump", LINES.files, tmp_path, tmp_path / "raw", settled_before,
                lambda path, name: iter(counted(path, name)),
            )
        )  # fmt: skip

    (young,) = look(datetime.now(UTC) - timedelta(days=1))
    (first,), (second,) = look(), look()
    path.write_text(path.read_text() * 2)
    assert isinstance(young, Waiting)
    assert isinstance(first, FoundDocument)
    assert second == KnownDocument("dumps/a.jsonl")
    assert len(look()) == 2
    assert len(opened) == 2


def test_links_out_of_the_data_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.warc"
    outside.write_bytes(PAGE)
    data = tmp_path / "data" / "archives"
    data.mkdir(parents=True)
    (data / "a.warc").symlink_to(outside)
    read_one = partial(read_archive, source=WARC)
    finds = list(find_in_files("web", WARC.files, data.parent, tmp_path / "raw", LATER, read_one))
    assert told(finds) == [("archives/a.warc", "outside_data")]
