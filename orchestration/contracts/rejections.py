"""What was refused, by whichever stage, and the table that keeps it.

Only the record of a refusal belongs here; the rules that refuse stand with their stage.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import polars as pl

from orchestration.contracts.schemas import REJECTED_RECORDS, polars_schema


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a record was refused: a code for filters and one sentence for people."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """One refused record, with every reason; ``record`` is its JSON."""

    record_type: str
    source_uri: str
    article_id: str | None
    reason_code: str
    reason: str
    record: str

    @property
    def rejection_id(self) -> str:
        """The same refusal of the same record has the same id in every refresh."""
        identity = (self.record_type, self.source_uri, self.reason_code, self.record)
        return hashlib.sha256("\n".join(identity).encode()).hexdigest()


def reject(
    record_type: str,
    source_uri: str,
    article_id: str | None,
    reasons: Iterable[Reason],
    record: Mapping[str, Any],
) -> Rejection:
    """Make the rejection of ``record``; several reasons are joined, each told once."""
    told = list(dict.fromkeys(reasons))
    return Rejection(
        record_type=record_type,
        source_uri=source_uri,
        article_id=article_id,
        reason_code=", ".join(dict.fromkeys(reason.code for reason in told)),
        reason=" ".join(reason.sentence for reason in told),
        record=json.dumps(record, ensure_ascii=False, sort_keys=True, default=_plain),
    )


def rejections_frame(
    rejections: Iterable[Rejection], run_id: str, rejected_at: datetime
) -> pl.DataFrame:
    """The rejections as rows of ``raw.rejected_records``, each once."""
    rows = {
        item.rejection_id: (
            item.rejection_id,
            item.record_type,
            item.source_uri,
            item.article_id,
            item.reason_code,
            item.reason,
            item.record,
            rejected_at,
            run_id,
        )
        for item in rejections
    }
    return pl.DataFrame(list(rows.values()), schema=polars_schema(REJECTED_RECORDS), orient="row")


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")
