"""What a refresh does with the verdicts: new rows are recorded, what can't be taken is refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from orchestration.contracts.rejections import Reason, Rejection, reject
from orchestration.reading.area import VERDICTS, StagingArea
from orchestration.verdicts.file import BrokenLine, NumberedLine, read_lines
from orchestration.verdicts.record import RecordedVerdict, read_record, record, verdict_rows
from orchestration.verdicts.rules import COLUMNS, reasons_to_refuse, verdict_of

RECORD_TYPE = "verdict"


@dataclass(frozen=True, slots=True)
class TakenVerdicts:
    """Every recorded verdict, how many of them are new, and what of the file was refused."""

    recorded: tuple[RecordedVerdict, ...]
    new: int
    refused: tuple[Rejection, ...]


def take_verdicts(file: Path, raw_dir: Path, run_id: str, now: datetime) -> TakenVerdicts:
    """Record the new rows of the file, and hold the others against what was recorded.

    Args:
        file: the CSV; one that is missing has no rows.
        raw_dir: the raw store, with the record.
        run_id: the refresh that takes them.
        now: when it began, with time zone.

    Raises:
        JournalError: the record can't be read.
        OSError: the file can't be read, or the record can't be written.
    """
    recorded = read_record(raw_dir)
    known = {item.verdict.verdict_id: item.verdict for item in recorded}
    content = file.read_bytes() if file.exists() else ",".join(COLUMNS).encode()
    lines, broken = read_lines(content)
    reasons = reasons_to_refuse([line.fields for line in lines], known)
    refused = [_broken(file, item) for item in broken]
    new = []
    for row, line in enumerate(lines):
        if row in reasons:
            refused.append(_refusal(file, line, reasons[row]))
        elif line.fields["verdict_id"] not in known:
            item = RecordedVerdict(verdict_of(line.fields), now, run_id)
            record(raw_dir, item)
            new.append(item)
    if not any(item.reason.code in ("wrong_header", "not_utf8") for item in broken):
        refused += _removed(file, recorded, lines)
    return TakenVerdicts((*recorded, *new), len(new), tuple(refused))


def stage_verdicts(
    taken: TakenVerdicts, area: StagingArea, run_id: str, refused_at: datetime
) -> None:
    """Stage the record and what was refused, to be loaded."""
    area.clear(VERDICTS)
    area.write(VERDICTS, "verdicts", 0, verdict_rows(taken.recorded))
    area.write_rejections(VERDICTS, 0, taken.refused, run_id, refused_at)


def _refusal(file: Path, line: NumberedLine, reasons: Sequence[Reason]) -> Rejection:
    told = [Reason(item.code, f"Line {line.number}: {item.sentence}") for item in reasons]
    return reject(RECORD_TYPE, file.name, None, told, {"line": line.number, **line.fields})


def _broken(file: Path, item: BrokenLine) -> Rejection:
    told = Reason(item.reason.code, f"Line {item.number}: {item.reason.sentence}")
    return reject(RECORD_TYPE, file.name, None, [told], {"line": item.number, "text": item.text})


def _removed(
    file: Path, recorded: Sequence[RecordedVerdict], lines: Sequence[NumberedLine]
) -> list[Rejection]:
    there = {line.fields["verdict_id"] for line in lines}
    return [
        reject(
            RECORD_TYPE,
            file.name,
            None,
            [
                Reason(
                    "removed",
                    f"The row of {item.verdict.verdict_id!r} was removed. What was recorded holds; "
                    "revoke it in a new row.",
                )
            ],
            {name: getattr(item.verdict, name) for name in COLUMNS},
        )
        for item in recorded
        if item.verdict.verdict_id not in there
    ]
