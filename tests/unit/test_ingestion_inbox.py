"""What the inbox gives: whole files with their metadata, and a reason for everything else."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from orchestration.ingestion import (
    DocumentMetadata,
    FoundDocument,
    Refusal,
    Waiting,
    scan_inbox,
)

NOW = datetime(2025, 11, 3, 2, 0, tzinfo=UTC)
YESTERDAY = NOW - timedelta(days=1)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    directory = tmp_path / "inbox"
    directory.mkdir()
    return directory


def put(
    path: Path, content: bytes = b"The plant saved 5 t.", changed: datetime = YESTERDAY
) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (changed.timestamp(), changed.timestamp()))
    return path


def scan(inbox: Path) -> list[FoundDocument | Refusal | Waiting]:
    return list(scan_inbox(inbox, settled_before=NOW))


def codes(inbox: Path) -> dict[str, str]:
    return {item.source_uri: item.reason_code for item in scan(inbox) if isinstance(item, Refusal)}


def test_articles_are_found_at_any_depth_with_their_media_types(inbox: Path) -> None:
    for name in ("a.txt", "deep/er/b.HTML", "deep/c.htm", "d.md"):
        put(inbox / name)
    found = {item.source_uri: item for item in scan(inbox)}
    assert {uri: getattr(item, "media_type", None) for uri, item in found.items()} == {
        "a.txt": "text/plain",
        "d.md": "text/markdown",
        "deep/c.htm": "text/html",
        "deep/er/b.HTML": "text/html",
    }


def test_an_inbox_that_is_missing_holds_nothing(tmp_path: Path) -> None:
    assert scan(tmp_path / "nowhere") == []


def test_hidden_files_and_folders_are_left_alone(inbox: Path) -> None:
    put(inbox / ".hidden.txt")
    put(inbox / ".git" / "a.txt")
    assert scan(inbox) == []


@pytest.mark.parametrize("name", ["a.txt.tmp", "a.part", "a.txt.crdownload", "a.txt.swp", "a.txt~"])
def test_a_file_with_a_temporary_name_waits(inbox: Path, name: str) -> None:
    put(inbox / name)
    assert [type(item) for item in scan(inbox)] == [Waiting]


def test_a_file_that_was_just_written_waits(inbox: Path) -> None:
    put(inbox / "a.txt", changed=NOW)
    assert [type(item) for item in scan(inbox)] == [Waiting]


def test_a_file_that_grows_while_it_is_read_waits(inbox: Path) -> None:
    put(inbox / "a.txt")

    def read_and_grow(path: Path) -> bytes:
        content = path.read_bytes()
        path.write_bytes(content + b" More.")
        return content

    found = list(scan_inbox(inbox, NOW, read_and_grow))
    assert [type(item) for item in found] == [Waiting]


def test_other_files_are_refused_with_a_reason(inbox: Path) -> None:
    put(inbox / "table.xlsx")
    put(inbox / "README")
    assert codes(inbox) == {"README": "unsupported_type", "table.xlsx": "unsupported_type"}


def test_a_file_that_cannot_be_read_is_refused_and_the_rest_goes_on(inbox: Path) -> None:
    put(inbox / "a.txt")
    put(inbox / "b.txt")

    def read_b_only(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return path.read_bytes()

    refusal, found = list(scan_inbox(inbox, NOW, read_b_only))
    assert isinstance(refusal, Refusal)
    assert (refusal.source_uri, refusal.reason_code) == ("a.txt", "unreadable_file")
    assert "Permission denied" in refusal.reason
    assert found.source_uri == "b.txt"


def test_a_link_out_of_the_inbox_is_refused(inbox: Path, tmp_path: Path) -> None:
    secret = put(tmp_path / "secret.txt")
    (inbox / "a.txt").symlink_to(secret)
    assert codes(inbox) == {"a.txt": "outside_inbox"}


@pytest.mark.parametrize("name", ["a.txt.meta.json", "a.meta.json"])
def test_metadata_lie_beside_the_file_under_its_full_name_or_its_stem(
    inbox: Path, name: str
) -> None:
    put(inbox / "a.txt")
    put(
        inbox / name,
        b'{"address": "https://a.example/1", "publisher": "A", "date": "2025-10", "title": "T"}',
    )
    (found,) = scan(inbox)
    assert isinstance(found, FoundDocument)
    assert found.metadata == DocumentMetadata("https://a.example/1", "A", "2025-10", "T")


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"\xff\xfe\x00",
        b"[]",
        b'{"datum": "2025"}',
        b'{"date": "2025-13-01"}',
        b'{"date": "yesterday"}',
        b'{"title": 5}',
    ],
)
def test_broken_metadata_are_refused_and_the_article_goes_on_without(
    inbox: Path, content: bytes
) -> None:
    put(inbox / "sub" / "a.txt")
    put(inbox / "sub" / "a.txt.meta.json", content)
    refusal, found = scan(inbox)
    assert isinstance(refusal, Refusal)
    assert (refusal.record_type, refusal.reason_code) == ("metadata", "broken_metadata")
    assert refusal.source_uri == "sub/a.txt.meta.json"
    assert isinstance(found, FoundDocument)
    assert found.metadata == DocumentMetadata()


def test_an_article_waits_for_metadata_that_are_being_written(inbox: Path) -> None:
    put(inbox / "a.txt")
    put(inbox / "a.txt.meta.json", b'{"title": "T', changed=NOW)
    assert [type(item) for item in scan(inbox)] == [Waiting]


def test_metadata_without_a_document_are_refused(inbox: Path) -> None:
    put(inbox / "gone.txt.meta.json", b"{}")
    assert codes(inbox) == {"gone.txt.meta.json": "metadata_without_document"}


def test_metadata_that_are_a_link_out_of_the_inbox_are_not_read(
    inbox: Path, tmp_path: Path
) -> None:
    put(inbox / "a.txt")
    (inbox / "a.meta.json").symlink_to(put(tmp_path / "m.json", b'{"title": "Secret"}'))
    refusal, found = scan(inbox)
    assert isinstance(refusal, Refusal)
    assert refusal.reason_code == "broken_metadata"
    assert isinstance(found, FoundDocument)
    assert found.metadata.title is None
