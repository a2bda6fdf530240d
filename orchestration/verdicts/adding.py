"""Adding one verdict to the CSV safely, and looking up the claim that it is about.

The file is held while it is read, checked and written to, so that two people who decide at the same
time both find their row in it.
"""

import fcntl
import os
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import duckdb

from orchestration.verdicts.file import read_lines, write_line
from orchestration.verdicts.record import read_record
from orchestration.verdicts.rules import COLUMNS, Verdict, reasons_to_refuse

NUMBERED = re.compile(r"^v(\d+)$")


class VerdictError(ValueError):
    """A verdict that can't be added; the message says why, for people."""


@dataclass(frozen=True, slots=True)
class ClaimInQuestion:
    """What the published warehouse says of a claim now."""

    claim_id: str
    company_name: str | None
    metric_type: str
    sentence: str
    verification_status: str
    status_reason: str


def claim_in_question(published_file: Path, claim_id: str) -> ClaimInQuestion:
    """Look the claim up in the published warehouse.

    Raises:
        VerdictError: nothing is published, or no claim has this id.
    """
    if not published_file.exists():
        raise VerdictError("Nothing is published yet: refresh first, then decide.")
    with duckdb.connect(str(published_file), read_only=True) as connection:
        row = connection.execute(
            """
            SELECT
                claims.claim_id,
                claims.company_name,
                claims.metric_type,
                min(mentions.sentence),
                status.verification_status,
                status.status_reason
            FROM marts.claims AS claims
            INNER JOIN marts.claim_mentions AS mentions ON claims.claim_id = mentions.claim_id
            INNER JOIN marts.verification_status AS status ON claims.claim_id = status.claim_id
            WHERE claims.claim_id = ?
            GROUP BY ALL
            """,
            [claim_id],
        ).fetchone()
    if row is None:
        raise VerdictError(f"No published claim has the id {claim_id!r}.")
    return ClaimInQuestion(*row)


def add_verdict(file: Path, raw_dir: Path, verdict: Verdict) -> Verdict:
    """Add a row to the CSV, and return it; an empty ``verdict_id`` gets the next number.

    Raises:
        VerdictError: the row breaks a rule, or the file itself is broken.
        OSError: the file can't be written; it is as it was then.
    """
    recorded = {item.verdict.verdict_id: item.verdict for item in read_record(raw_dir)}
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab+") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        handle.seek(0)
        content = handle.read()
        start = "" if content else ",".join(COLUMNS) + "\n"
        lines, broken = read_lines(content or start.encode())
        if broken:
            first = broken[0]
            raise VerdictError(f"{file.name}, line {first.number}: {first.reason.sentence}")
        rows = [line.fields for line in lines]
        used = [*recorded, *(row["verdict_id"] or "" for row in rows)]
        named = replace(verdict, verdict_id=verdict.verdict_id or _next_id(used))
        fields = {name: value or None for name, value in asdict(named).items()}
        for name, value in fields.items():
            if value is not None and (value != value.strip() or len(value.splitlines()) > 1):
                raise VerdictError(f"{name} must be one line without space around it.")
        reasons = reasons_to_refuse([*rows, fields], recorded).get(len(rows), [])
        if named.verdict_id in recorded:
            raise VerdictError(f"{named.verdict_id!r} was given to an earlier verdict.")
        if reasons:
            raise VerdictError(" ".join(reason.sentence for reason in reasons))
        if content and not content.endswith(b"\n"):
            start = "\n"
        _append(handle.fileno(), len(content), (start + write_line(fields)).encode())
    return named


def _append(descriptor: int, size: int, line: bytes) -> None:
    try:
        written = os.write(descriptor, line)
        if written < len(line):
            raise OSError(None, "the row could not be written whole")
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)
        raise


def _next_id(used: Iterable[str]) -> str:
    numbers = [int(match[1]) for name in used if (match := NUMBERED.match(name))]
    return f"v{max(numbers, default=0) + 1}"
