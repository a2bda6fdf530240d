"""The record of verdicts: each as a refresh first saw it, in a journal of the raw store.

What was recorded holds, whatever becomes of the file: an edited or removed row is told and changes
nothing.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl

from orchestration.contracts.schemas import VERDICTS, polars_schema
from orchestration.ingestion.journal import append_to_journal, read_journal
from orchestration.verdicts.rules import COLUMNS, Verdict

JOURNAL = "verdicts.jsonl"


@dataclass(frozen=True, slots=True)
class RecordedVerdict:
    """A verdict, the refresh that recorded it, and when."""

    verdict: Verdict
    recorded_at: datetime
    run_id: str


def read_record(raw_dir: Path) -> list[RecordedVerdict]:
    """Every recorded verdict, oldest first.

    Raises:
        JournalError: the journal can't be read.
    """
    return [
        RecordedVerdict(
            Verdict(**{name: fields[name] for name in COLUMNS}),
            datetime.fromisoformat(fields["recorded_at"]),
            fields["run_id"],
        )
        for fields in read_journal(raw_dir / JOURNAL)
    ]


def record(raw_dir: Path, item: RecordedVerdict) -> None:
    """Write a verdict down for good.

    Raises:
        OSError: the journal can't be written.
    """
    append_to_journal(
        raw_dir / JOURNAL,
        {
            **asdict(item.verdict),
            "recorded_at": item.recorded_at.isoformat(),
            "run_id": item.run_id,
        },
    )


def verdict_rows(items: Sequence[RecordedVerdict]) -> pl.DataFrame:
    """The record as rows of ``raw.verdicts``, numbered in the order of recording."""
    rows = [
        (
            number,
            item.verdict.verdict_id,
            item.verdict.claim_id,
            item.verdict.verification_status,
            item.verdict.rationale,
            item.verdict.evidence,
            item.verdict.analyst,
            date.fromisoformat(item.verdict.decided_at),
            date.fromisoformat(item.verdict.expires_at) if item.verdict.expires_at else None,
            item.verdict.revokes,
            item.recorded_at,
            item.run_id,
        )
        for number, item in enumerate(items, start=1)
    ]
    return pl.DataFrame(rows, schema=polars_schema(VERDICTS), orient="row")
