"""The raw store: bytes kept once, and a ledger from which everything can be made again."""

import errno
import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from orchestration.ingestion import (
    DocumentMetadata,
    FoundDocument,
    LandingError,
    Refusal,
    document_path,
    land,
    read_ledger,
)

FIRST = datetime(2025, 11, 3, 2, 0, tzinfo=UTC)
SECOND = FIRST + timedelta(days=1)


def found(
    content: bytes = b"The plant saved 5 t.",
    source_uri: str = "a.txt",
    metadata: DocumentMetadata | None = None,
) -> FoundDocument:
    return FoundDocument(source_uri, content, "text/plain", metadata or DocumentMetadata())


def test_bytes_are_kept_under_their_hash_and_told_in_the_ledger(tmp_path: Path) -> None:
    content = b"\xff any bytes \x00"
    landings = land([found(content)], tmp_path, FIRST)
    digest = hashlib.sha256(content).hexdigest()
    assert document_path(tmp_path, digest) == tmp_path / "documents" / digest[:2] / digest
    assert document_path(tmp_path, digest).read_bytes() == content
    (landed,) = read_ledger(tmp_path)
    assert landings.new == (landed,)
    assert (landed.content_sha256, landed.byte_count, landed.landed_at) == (digest, 13, FIRST)
    assert landed.document_id == hashlib.sha256(f"a.txt\n{digest}".encode()).hexdigest()


def test_what_was_landed_is_known_and_not_landed_again(tmp_path: Path) -> None:
    land([found()], tmp_path, FIRST)
    before = (tmp_path / "landings.jsonl").read_bytes()
    again = land([found()], tmp_path, SECOND)
    assert (again.new, again.known) == ((), 1)
    assert (tmp_path / "landings.jsonl").read_bytes() == before


def test_new_content_is_a_new_version_of_the_same_source(tmp_path: Path) -> None:
    land([found(b"one")], tmp_path, FIRST)
    land([found(b"two")], tmp_path, SECOND)
    ledger = read_ledger(tmp_path)
    assert [(item.source_uri, item.landed_at) for item in ledger] == [
        ("a.txt", FIRST),
        ("a.txt", SECOND),
    ]
    assert len({item.document_id for item in ledger}) == 2


def test_the_same_content_of_two_sources_is_stored_once(tmp_path: Path) -> None:
    landings = land([found(source_uri="a.txt"), found(source_uri="b.txt")], tmp_path, FIRST)
    assert len(landings.new) == 2
    assert len([path for path in (tmp_path / "documents").rglob("*") if path.is_file()]) == 1


def test_new_metadata_replace_the_old_ones_of_the_same_document(tmp_path: Path) -> None:
    land([found()], tmp_path, FIRST)
    again = land([found(metadata=DocumentMetadata(title="T"))], tmp_path, SECOND)
    assert (again.new, again.known) == ((), 1)
    (landed,) = read_ledger(tmp_path)
    assert (landed.metadata.title, landed.landed_at) == ("T", FIRST)


def test_a_torn_last_line_is_cut_off_and_its_document_landed_again(tmp_path: Path) -> None:
    land([found(b"one", "a.txt"), found(b"two", "b.txt")], tmp_path, FIRST)
    ledger = tmp_path / "landings.jsonl"
    ledger.write_bytes(ledger.read_bytes()[:-20])
    assert [item.source_uri for item in read_ledger(tmp_path)] == ["a.txt"]
    again = land([found(b"one", "a.txt"), found(b"two", "b.txt")], tmp_path, SECOND)
    assert [item.source_uri for item in again.new] == ["b.txt"]
    assert [item.source_uri for item in read_ledger(tmp_path)] == ["a.txt", "b.txt"]


def test_a_damaged_line_in_the_middle_is_told(tmp_path: Path) -> None:
    land([found(b"one", "a.txt"), found(b"two", "b.txt")], tmp_path, FIRST)
    ledger = tmp_path / "landings.jsonl"
    ledger.write_bytes(b"{broken\n" + ledger.read_bytes())
    with pytest.raises(LandingError, match="line 1"):
        read_ledger(tmp_path)


def test_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(LandingError, match="No space left on device") as raised:
        land([found()], tmp_path, FIRST)
    assert raised.value.errno == errno.ENOSPC
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_refusals_pass_through_and_documents_among_them_are_counted(tmp_path: Path) -> None:
    refusal = Refusal("document", "b.xlsx", "unsupported_type", "No article.", {})
    metadata = Refusal("metadata", "a.meta.json", "broken_metadata", "No JSON.", {})
    landings = land([found(), refusal, metadata], tmp_path, FIRST)
    assert landings.refused == (refusal, metadata)
    assert landings.refused_documents == 1
