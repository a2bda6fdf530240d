"""What the build file holds: which documents were read by which version, and the counts.

Only questions belong here; whatever changes the file stands in ``build_file`` and ``loading``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import duckdb

from orchestration.reading import Document
from orchestration.warehouse.build_file import open_build_file


class RangeOf(StrEnum):
    """The day that a backfill's range is about."""

    LANDING = "landing"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Backfill:
    """Documents to read again though nothing changed: those of a range of days, ends included.

    An end that is ``None`` is open.
    """

    first: date | None
    last: date | None
    range_of: RangeOf


@dataclass(frozen=True, slots=True)
class ReadState:
    """What the build file knows of one document."""

    text_version: str
    extraction_version: str | None
    landed_on: date
    published_on: date | None


def read_states(build_file: Path) -> dict[str, ReadState]:
    """The state of every document that was read, by ``document_id``.

    ``extraction_version`` is ``None`` for a document that became no article.
    """
    with open_build_file(build_file, read_only=True) as connection:
        rows = connection.execute(
            """
            SELECT
                documents.document_id,
                documents.text_version,
                articles.extraction_version,
                CAST(documents.landed_at AS DATE),
                articles.published_on
            FROM raw.documents AS documents
            LEFT JOIN raw.articles AS articles ON articles.article_id = documents.document_id
            """
        ).fetchall()
    return {row[0]: ReadState(*row[1:]) for row in rows}


def stale_documents(
    documents: Iterable[Document],
    states: Mapping[str, ReadState],
    extraction_version: str,
    backfill: Backfill | None = None,
) -> list[Document]:
    """The documents to read now: new ones, and those that another version read or refused.

    A document that the text stage refused is tried again only when that stage has changed.
    """
    return [
        document
        for document in documents
        if (state := states.get(document.origin.document_id)) is None
        or state.text_version != document.text_version
        or state.extraction_version not in (None, extraction_version)
        or (backfill is not None and _asked_for(state, backfill))
    ]


def _asked_for(state: ReadState, backfill: Backfill) -> bool:
    day = state.landed_on if backfill.range_of is RangeOf.LANDING else state.published_on
    if day is None:
        return False
    return (backfill.first is None or backfill.first <= day) and (
        backfill.last is None or day <= backfill.last
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """One equation of the warehouse that must hold: ``whole`` is the sum of ``parts``."""

    name: str
    whole: int
    parts: Mapping[str, int]

    @property
    def adds_up(self) -> bool:
        """Whether the equation holds."""
        return self.whole == sum(self.parts.values())

    def __str__(self) -> str:
        """The equation with its numbers."""
        parts = " + ".join(f"{number} {name}" for name, number in self.parts.items())
        return f"{self.whole} {self.name} {'=' if self.adds_up else '≠'} {parts}"


def loaded_counts(build_file: Path) -> list[Counts]:
    """The equations that hold in ``raw`` after every load, over all documents.

    What was read is counted by the reader, before anything could be lost; everything else is
    counted from rows.
    """
    with open_build_file(build_file, read_only=True) as connection:
        documents, refused, claims_read, mentions_read = _one(
            connection,
            """
            SELECT
                count(*),
                count(*) FILTER (outcome = 'rejected'),
                coalesce(sum(claims_read), 0),
                coalesce(sum(mentions_read), 0)
            FROM raw.documents
            """,
        )
        articles, claims, mentions = _one(
            connection,
            """
            SELECT
                (SELECT count(*) FROM raw.articles),
                (SELECT count(*) FROM raw.claims),
                (SELECT count(*) FROM raw.claim_mentions)
            """,
        )
        claims_rejected, mentions_rejected = _one(
            connection,
            """
            SELECT
                count(*) FILTER (record_type = 'claim'),
                count(*) FILTER (record_type = 'mention' AND json_exists(record, '$.claim_key'))
                + coalesce(
                    sum(json_array_length(record, '$.mentions')) FILTER (record_type = 'claim'), 0
                )
            FROM raw.rejected_records
            WHERE article_id IS NOT NULL
            """,
        )
    return [
        Counts("documents", documents, {"articles": articles, "rejected": refused}),
        Counts("claims read", claims_read, {"accepted": claims, "rejected": claims_rejected}),
        Counts(
            "mentions read", mentions_read, {"accepted": mentions, "rejected": mentions_rejected}
        ),
    ]


def published_counts(build_file: Path) -> list[Counts]:
    """The equations between ``raw`` and the marts that dbt made of it."""
    with open_build_file(build_file, read_only=True) as connection:
        documents, refused = _one(
            connection,
            "SELECT count(*), count(*) FILTER (outcome = 'rejected') FROM raw.documents",
        )
        kept, duplicates, same_text = _one(
            connection,
            """
            SELECT
                (SELECT count(*) FROM marts.articles WHERE duplicate_of IS NULL),
                (SELECT count(*) FROM marts.articles WHERE duplicate_of IS NOT NULL),
                (SELECT count(*) FROM marts.documents WHERE outcome = 'same_text')
            """,
        )
    parts = {
        "articles": kept,
        "duplicates": duplicates,
        "of unchanged text": same_text,
        "rejected": refused,
    }
    return [Counts("documents", documents, parts)]


def too_many_rejects(counts: list[Counts], max_share: float, tolerated: int) -> list[Counts]:
    """The equations in which more than ``tolerated`` were rejected, and over ``max_share`` of all.

    Args:
        counts: what :func:`loaded_counts` gives.
        max_share: the largest share that is allowed, from 0 to 1.
        tolerated: the number of rejects that is allowed however large their share is.
    """
    return [
        count
        for count in counts
        if count.parts["rejected"] > tolerated and count.parts["rejected"] > max_share * count.whole
    ]


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    row = connection.execute(query).fetchone()
    return tuple(map(int, row)) if row else ()


Sample = tuple[list[str], list[tuple[object, ...]]]
"""The columns of a table and a few of its rows."""


def sample_rows(build_file: Path, tables: Iterable[str], limit: int = 5) -> dict[str, Sample]:
    """A few rows of each of some tables of ``raw``, for people to look at."""
    samples: dict[str, Sample] = {}
    with open_build_file(build_file, read_only=True) as connection:
        for table in tables:
            result = connection.execute(f'FROM raw."{table}" LIMIT {limit:d}')
            columns = [column[0] for column in result.description or []]
            samples[table] = (columns, result.fetchall())
    return samples


def last_refresh(build_file: Path) -> tuple[str, date, str] | None:
    """``run_id``, ``as_of`` and ``warehouse_version`` of the last load, if there was one."""
    with open_build_file(build_file, read_only=True) as connection:
        row = connection.execute(
            """
            SELECT run_id, as_of, warehouse_version FROM raw.refreshes
            ORDER BY started_at DESC, run_id DESC LIMIT 1
            """
        ).fetchone()
    return (row[0], row[1], row[2]) if row else None
