"""The fetch log: every fetch of an address with its outcome, and what is remembered by it.

The journal and the questions asked of it belong here; fetching itself stands in ``web``.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from orchestration.ingestion.journal import append_to_journal, read_journal
from orchestration.ingestion.web.fetching import NO_VALIDATORS, Validators

FETCH_LOG = "fetches.jsonl"


class FetchOutcome(StrEnum):
    """How a fetch ended."""

    FETCHED = "fetched"
    NOT_MODIFIED = "not_modified"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Fetch:
    """One fetch: a line of the log.

    ``content_sha256``, ``media_type``, ``charset`` and the validators are those of the body that
    the address holds after the fetch; they are missing where it failed. ``received_bytes`` came
    over the wire; ``status``, ``reason_code`` and ``reason`` tell of a failure.
    """

    source: str
    address: str
    fetched_at: datetime
    outcome: FetchOutcome
    final_address: str | None = None
    content_sha256: str | None = None
    received_bytes: int = 0
    media_type: str | None = None
    charset: str | None = None
    validators: Validators = NO_VALIDATORS
    status: int | None = None
    reason_code: str | None = None
    reason: str | None = None
    is_transient: bool = False


class FetchLog:
    """The log of a store, with the newest success and the newest outcome of each address.

    Raises:
        JournalError: a line that was written whole can't be read.
    """

    def __init__(self, raw_dir: Path) -> None:
        self._path = raw_dir / FETCH_LOG
        self._held: dict[str, Fetch] = {}
        self._newest: dict[str, Fetch] = {}
        for fields in read_journal(self._path):
            self._remember(_from_fields(fields))

    def add(self, fetch: Fetch) -> None:
        """Write a fetch down.

        Raises:
            OSError: the log can't be written.
        """
        append_to_journal(self._path, {**asdict(fetch), "fetched_at": fetch.fetched_at.isoformat()})
        self._remember(fetch)

    def held(self, address: str) -> Fetch | None:
        """The newest fetch that brought, or confirmed, the body of ``address``."""
        return self._held.get(address)

    def newest(self, address: str) -> Fetch | None:
        """The newest fetch of ``address``, however it ended."""
        return self._newest.get(address)

    def _remember(self, fetch: Fetch) -> None:
        self._newest[fetch.address] = fetch
        if fetch.outcome is not FetchOutcome.FAILED:
            self._held[fetch.address] = fetch


def _from_fields(fields: Mapping[str, Any]) -> Fetch:
    return Fetch(
        **{
            **fields,
            "fetched_at": datetime.fromisoformat(fields["fetched_at"]),
            "outcome": FetchOutcome(fields["outcome"]),
            "validators": Validators(**fields["validators"]),
        }
    )
