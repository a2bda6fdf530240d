"""What a verdict must be: each row against its schema, against the others, and against the record.

The rules that need the claims themselves are no part of this: which claims there are is known only
when the marts are made, and a verdict on a claim that isn't there is told in
``marts.rejected_records``.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict, dataclass, fields
from datetime import date

import pandera.polars as pa
import polars as pl

from orchestration.contracts.rejections import Reason
from orchestration.contracts.schemas import VERIFICATION_STATUSES
from orchestration.contracts.validation import reasons_of_rows

LEAST_RATIONALE = 20
"""Characters that say why, at least (``verification.md``)."""

DAY = r"^\d{4}-\d{2}-\d{2}$"
ADDRESSES = r"^https?://\S+( https?://\S+)*$"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict as it is written down; a revocation names in ``revokes`` what it takes back.

    ``evidence`` holds addresses parted by spaces. The verdict holds from ``decided_at`` to the day
    before ``expires_at``, or until it is revoked.
    """

    verdict_id: str
    claim_id: str
    verification_status: str | None
    rationale: str
    evidence: str | None
    analyst: str
    decided_at: str
    expires_at: str | None
    revokes: str | None


COLUMNS = tuple(field.name for field in fields(Verdict))

Line = Mapping[str, str | None]
"""A row of the CSV by column; an empty field is ``None``."""


def _column(name: str, *checks: pa.Check, nullable: bool = False) -> pa.Column:
    return pa.Column(pl.String, list(checks), nullable=nullable, name=name)


LINES = pa.DataFrameSchema(
    {
        column.name: column
        for column in (
            _column("verdict_id", pa.Check.str_matches(r"^[a-z][a-z0-9_]*$")),
            _column("claim_id", pa.Check.str_matches(r"^[0-9a-f]{32}$")),
            _column("verification_status", pa.Check.isin(VERIFICATION_STATUSES), nullable=True),
            _column("rationale", pa.Check.str_length(min_value=LEAST_RATIONALE)),
            _column("evidence", pa.Check.str_matches(ADDRESSES), nullable=True),
            _column("analyst"),
            _column("decided_at", pa.Check.str_matches(DAY)),
            _column("expires_at", pa.Check.str_matches(DAY), nullable=True),
            _column("revokes", nullable=True),
        )
    },
    name="verdicts",
    strict=True,
)


def reasons_to_refuse(
    lines: Sequence[Line], recorded: Mapping[str, Verdict]
) -> dict[int, list[Reason]]:
    """Why rows of the file can't be taken, by their place in ``lines``; the others can.

    Args:
        lines: every row of the file, in its order.
        recorded: the verdicts that were taken earlier, by id.
    """
    frame = pl.DataFrame(
        [[line[name] for name in COLUMNS] for line in lines],
        schema=dict.fromkeys(COLUMNS, pl.String),
        orient="row",
    )
    reasons = reasons_of_rows(frame, LINES)
    # A past row that was edited or removed counts as it was recorded.
    earlier: dict[str, Line] = {name: asdict(verdict) for name, verdict in recorded.items()}
    seen: set[str | None] = set()
    for row, line in enumerate(lines):
        found = [
            *_own_reasons(line),
            *_reasons_beside_others(line, seen, earlier),
            *_reasons_against_record(line, recorded),
        ]
        if found:
            reasons.setdefault(row, []).extend(found)
        if line["verdict_id"] is not None and row not in reasons:
            seen.add(line["verdict_id"])
            earlier[line["verdict_id"]] = line
    return reasons


def verdict_of(line: Line) -> Verdict:
    """The verdict that a row says, once nothing speaks against it."""
    filled = {name: value for name, value in line.items() if value is not None}
    return Verdict(
        verdict_id=filled["verdict_id"],
        claim_id=filled["claim_id"],
        verification_status=line["verification_status"],
        rationale=filled["rationale"],
        evidence=line["evidence"],
        analyst=filled["analyst"],
        decided_at=filled["decided_at"],
        expires_at=line["expires_at"],
        revokes=line["revokes"],
    )


def _own_reasons(line: Line) -> list[Reason]:
    found = []
    if (line["verification_status"] is None) == (line["revokes"] is None):
        found.append(
            Reason(
                "status_or_revokes",
                "A verdict has a verification_status, a revocation has revokes: one of the two.",
            )
        )
    decided, expires = _day(line["decided_at"]), _day(line["expires_at"])
    for name, day in (("decided_at", decided), ("expires_at", expires)):
        if line[name] is not None and day is None:
            found.append(Reason("malformed", f"{name} is {line[name]!r}, which is no day."))
    if decided is not None and expires is not None and expires <= decided:
        found.append(
            Reason("expired_from_the_start", f"It expires on {expires}, decided on {decided}.")
        )
    return found


def _reasons_beside_others(
    line: Line, seen: Set[str | None], earlier: Mapping[str, Line]
) -> list[Reason]:
    found = []
    if line["verdict_id"] in seen:
        found.append(Reason("repeated_id", f"{line['verdict_id']!r} stands in an earlier row."))
    target = line["revokes"]
    if target is None:
        return found
    revoked = earlier.get(target)
    if revoked is None:
        found.append(
            Reason("unknown_verdict", f"It revokes {target!r}, which no earlier row gives.")
        )
    elif revoked["revokes"] is not None:
        found.append(Reason("not_revocable", f"{target!r} is a revocation: decide anew instead."))
    elif revoked["claim_id"] != line["claim_id"]:
        found.append(
            Reason("other_claim", f"{target!r} is about claim {revoked['claim_id']}, not this one.")
        )
    return found


def _reasons_against_record(line: Line, recorded: Mapping[str, Verdict]) -> list[Reason]:
    known = recorded.get(line["verdict_id"] or "")
    if known is None:
        return []
    changed = [name for name in COLUMNS if line[name] != getattr(known, name)]
    if not changed:
        return []
    was = ", ".join(f"{name} was {getattr(known, name)!r}" for name in changed)
    return [
        Reason(
            "edited",
            f"A past row was edited: {was}. What was recorded holds; revoke it in a new row.",
        )
    ]


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
