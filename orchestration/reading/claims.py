"""The extraction and the contracts over a batch: staged articles to accepted and rejected rows."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path

from orchestration.contracts.rejections import Rejection
from orchestration.contracts.rows import Rows, add_rows
from orchestration.contracts.validation import validate
from orchestration.extraction import read_article
from orchestration.extraction.records import Reading
from orchestration.reading.area import CLAIMS, StagingArea
from orchestration.reading.articles import StagedArticle, staged_articles
from orchestration.reading.documents import Outcome, document_rows
from orchestration.reading.pool import read_all
from orchestration.reference import Reference, load_reference
from orchestration.versions import Versions


@dataclass(frozen=True, slots=True)
class ClaimTotals:
    """What was read from a batch, and how much of it was rejected."""

    articles: int
    companies: int
    initiatives: int
    claims_read: int
    claims_rejected: int
    mentions_read: int
    rejected: int


def stage_claims(
    area: StagingArea,
    reference_dir: Path,
    versions: Versions,
    run_id: str,
    now: datetime,
    processes: int,
) -> ClaimTotals:
    """Read the staged articles, split what they say, and stage both halves.

    Raises:
        ReferenceError: a reference table is broken.
        OSError: the disk is full.
    """
    area.clear(CLAIMS)
    totals: Counter[str] = Counter()
    for part, batch in enumerate(staged_articles(area)):
        rows = Rows()
        readings = read_all(
            partial(_read, reference_dir, versions.extraction), batch, _name, processes
        )
        for staged, reading in zip(batch, readings, strict=True):
            made_by = Versions(staged.text_version, versions.extraction)
            add_rows(rows, staged.origin, staged.article, reading, made_by)
        split = validate(rows.frames(), _reference(reference_dir, versions.extraction))
        rejected = (*rows.refused, *split.rejected)
        for table, frame in split.accepted.items():
            area.write(CLAIMS, table, part, frame)
        area.write_rejections(CLAIMS, part, rejected, run_id, now)
        _write_documents(area, part, batch, rows, split.rejected)
        totals["articles"] += split.accepted["articles"].height
        totals["companies"] += split.accepted["companies"].height
        totals["initiatives"] += split.accepted["initiatives"].height
        totals["claims_read"] += split.claims_read + len(rows.refused)
        totals["claims_rejected"] += sum(item.record_type == "claim" for item in rejected)
        totals["mentions_read"] += split.mentions_read + sum(map(_mention_count, rows.refused))
        totals["rejected"] += len(rejected)
    return ClaimTotals(**{name: totals[name] for name in ClaimTotals.__dataclass_fields__})


def _write_documents(
    area: StagingArea,
    part: int,
    batch: list[StagedArticle],
    rows: Rows,
    rejected: tuple[Rejection, ...],
) -> None:
    claims = Counter(row[0] for row in rows.tables["claims"])
    mentions = Counter(row[0] for row in rows.tables["claim_mentions"])
    for refusal in rows.refused:
        if refusal.article_id is not None:
            claims[refusal.article_id] += 1
            mentions[refusal.article_id] += _mention_count(refusal)
    lost = {item.article_id for item in rejected if item.record_type == "document"}
    for number, outcome in enumerate(("article", "rejected")):
        outcomes = [
            Outcome(staged.origin, staged.text_version, claims[key], mentions[key])
            for staged in batch
            if ((key := staged.origin.document_id) in lost) == (outcome == "rejected")
        ]
        area.write(CLAIMS, "documents", 2 * part + number, document_rows(outcomes, outcome))


def _mention_count(refusal: Rejection) -> int:
    return len(json.loads(refusal.record)["mentions"])


@lru_cache(maxsize=1)
def _reference(directory: Path, version: str) -> Reference:
    # The version tells a process that lives on when the tables have changed.
    return load_reference(directory)


def _read(reference_dir: Path, version: str, staged: StagedArticle) -> Reading:
    return read_article(staged.article, _reference(reference_dir, version))


def _name(staged: StagedArticle) -> str:
    return staged.origin.source_uri
