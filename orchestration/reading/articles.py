"""The text stage over a batch: documents to staged articles, or to what was refused.

The staged form of an article is a row with its sentences and repairs as lists, so that the
extraction can be run again without decoding anything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import polars as pl

from orchestration.contracts.rejections import Reason, Rejection, reject
from orchestration.contracts.rows import Origin
from orchestration.contracts.schemas import INSTANT
from orchestration.reading.area import TEXT, StagingArea
from orchestration.reading.documents import Document, Outcome, document_rows
from orchestration.reading.pool import read_all
from orchestration.text import (
    Article,
    DateOrigin,
    DatePrecision,
    Repair,
    SectionKind,
    Sentence,
    Unreadable,
    read_document,
)

BATCH = 1000
"""Documents in one part; what a batch holds has to fit into memory."""

STAGED_ARTICLE: dict[str, type[pl.DataType] | pl.DataType] = {
    "document_id": pl.String,
    "source_uri": pl.String,
    "content_sha256": pl.String,
    "byte_count": pl.Int64,
    "media_type": pl.String,
    "landed_at": INSTANT,
    "text": pl.String,
    "title": pl.String,
    "publisher": pl.String,
    "published_on": pl.Date,
    "published_on_precision": pl.String,
    "published_on_origin": pl.String,
    "authors": pl.List(pl.String),
    "language": pl.String,
    "encoding": pl.String,
    "encoding_repair": pl.String,
    "sentences": pl.List(
        pl.Struct({"start": pl.Int64, "end": pl.Int64, "section": pl.String, "paragraph": pl.Int64})
    ),
    "repairs": pl.List(
        pl.Struct(
            {
                "rule": pl.String,
                "start": pl.Int64,
                "before": pl.String,
                "after": pl.String,
                "may_also_be": pl.String,
            }
        )
    ),
    "text_version": pl.String,
}


@dataclass(frozen=True, slots=True)
class StagedArticle:
    """A readable article, the document that it was read from, and the version that read it."""

    origin: Origin
    article: Article
    text_version: str


@dataclass(frozen=True, slots=True)
class TextTotals:
    """What the text stage made of a batch."""

    articles: int
    rejected: int
    repairs: int


def stage_articles(
    documents: Sequence[Document],
    area: StagingArea,
    run_id: str,
    now: datetime,
    processes: int,
) -> TextTotals:
    """Read every document's text and stage the articles and the refusals.

    Raises:
        OSError: a landed document can't be read, or the disk is full.
    """
    area.clear(TEXT)
    articles = rejected = repairs = 0
    for part, first in enumerate(range(0, len(documents), BATCH)):
        batch = documents[first : first + BATCH]
        rows: list[tuple[Any, ...]] = []
        refused: list[Rejection] = []
        outcomes: list[Outcome] = []
        results = read_all(_read_document, batch, _name, processes)
        for document, result in zip(batch, results, strict=True):
            if isinstance(result, Article):
                rows.append(_row(document, result))
                repairs += len(result.repairs)
            else:
                refused.append(_rejection(document.origin, result))
                outcomes.append(Outcome(document.origin, document.text_version, 0, 0))
        area.write(TEXT, "articles", part, pl.DataFrame(rows, STAGED_ARTICLE, orient="row"))
        area.write_rejections(TEXT, part, refused, run_id, now)
        area.write(TEXT, "documents", part, document_rows(outcomes, "rejected"))
        articles += len(rows)
        rejected += len(refused)
    return TextTotals(articles, rejected, repairs)


def staged_articles(area: StagingArea) -> Iterator[list[StagedArticle]]:
    """The staged articles, one list for each part."""
    for part in area.parts(TEXT, "articles"):
        yield [_article(row) for row in pl.read_parquet(part).iter_rows(named=True)]


def _read_document(document: Document) -> Article | Unreadable:
    return read_document(
        document.path.read_bytes(),
        document.origin.media_type,
        document.metadata,
        document.charset,
    )


def _name(document: Document) -> str:
    return document.origin.source_uri


def _rejection(origin: Origin, unreadable: Unreadable) -> Rejection:
    return reject(
        "document",
        origin.source_uri,
        origin.document_id,
        [Reason(unreadable.reason_code, unreadable.reason)],
        {
            "content_sha256": origin.content_sha256,
            "byte_count": origin.byte_count,
            "media_type": origin.media_type,
        },
    )


def _row(document: Document, article: Article) -> tuple[Any, ...]:
    origin = document.origin
    return (
        origin.document_id,
        origin.source_uri,
        origin.content_sha256,
        origin.byte_count,
        origin.media_type,
        origin.landed_at,
        article.text,
        article.title,
        article.publisher,
        article.published_on,
        article.published_on_precision,
        article.published_on_origin,
        list(article.authors),
        article.language,
        article.encoding,
        article.encoding_repair,
        [
            {"start": s.start, "end": s.end, "section": s.section, "paragraph": s.paragraph}
            for s in article.sentences
        ],
        [asdict(repair) for repair in article.repairs],
        document.text_version,
    )


def _article(row: dict[str, Any]) -> StagedArticle:
    origin = Origin(
        document_id=row["document_id"],
        source_uri=row["source_uri"],
        content_sha256=row["content_sha256"],
        byte_count=row["byte_count"],
        media_type=row["media_type"],
        landed_at=row["landed_at"],
    )
    article = Article(
        text=row["text"],
        title=row["title"],
        sentences=tuple(
            Sentence(s["start"], s["end"], SectionKind(s["section"]), s["paragraph"])
            for s in row["sentences"]
        ),
        publisher=row["publisher"],
        published_on=row["published_on"],
        published_on_precision=DatePrecision(row["published_on_precision"]),
        published_on_origin=DateOrigin(told) if (told := row["published_on_origin"]) else None,
        authors=tuple(row["authors"]),
        language=row["language"],
        encoding=row["encoding"],
        encoding_repair=row["encoding_repair"],
        repairs=tuple(Repair(**repair) for repair in row["repairs"]),
    )
    return StagedArticle(origin, article, row["text_version"])
