"""From an article and its reading to rows of the tables in ``schemas``.

Only the change of form belongs here. Whether a row is any good is for ``validation`` to say.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

import polars as pl

from orchestration.contracts.rejections import Reason, Rejection, reject
from orchestration.contracts.schemas import ARTICLE_TABLES, polars_schema
from orchestration.extraction.records import Claim, Mention, Reading
from orchestration.text.article import Article
from orchestration.text.words import text_fingerprint
from orchestration.versions import Versions

BILLIONTH = Decimal("1e-9")
LARGEST = Decimal("1e28")
"""From here on a value no longer fits into DECIMAL(38, 9)."""

_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """The document that an article was read from; ``document_id`` is its ``article_id``."""

    document_id: str
    source_uri: str
    content_sha256: str
    byte_count: int
    media_type: str
    landed_at: datetime


@dataclass(slots=True)
class Rows:
    """Rows under way, by table, and the records that no column can hold."""

    tables: dict[str, list[Row]] = field(
        default_factory=lambda: {name: [] for name in ARTICLE_TABLES}
    )
    refused: list[Rejection] = field(default_factory=list)

    def frames(self) -> dict[str, pl.DataFrame]:
        """One frame for each table, with the columns and types of its schema."""
        return {
            name: pl.DataFrame(rows, schema=polars_schema(ARTICLE_TABLES[name]), orient="row")
            for name, rows in self.tables.items()
        }


class ValueTooLargeError(ValueError):
    """A number that DECIMAL(38, 9) can't hold."""


def add_rows(
    rows: Rows, origin: Origin, article: Article, reading: Reading, versions: Versions
) -> None:
    """Append what one article says to ``rows``."""
    key = origin.document_id
    tables = rows.tables
    tables["articles"].append(_article_row(origin, article, reading, versions))
    tables["article_repairs"].extend(
        (key, repair.start, repair.start + len(repair.after), repair.rule, repair.before,
         repair.after, repair.may_also_be or None)
        for repair in article.repairs
    )  # fmt: skip
    tables["article_sources"].extend(
        (key, source.name, source.role, source.kind, source.outlet_id, source.company,
         source.in_disclaimer)
        for source in reading.sources
    )  # fmt: skip
    for company in reading.companies:
        tables["companies"].append(
            (key, company.name, company.reference_id, company.confidence, company.needs_review,
             company.parent)
        )  # fmt: skip
        tables["company_mentions"].extend(
            (key, company.name, name, span.start, span.end) for name, span in company.mentions
        )
    for initiative in reading.initiatives:
        tables["initiatives"].append(
            (key, initiative.key, initiative.company, initiative.type, initiative.status,
             initiative.title)
        )  # fmt: skip
        tables["initiative_mentions"].extend(
            (key, initiative.key, quote, span.start, span.end)
            for quote, span in initiative.mentions
        )
    _add_claims(rows, origin, article, reading.claims)


def claim_key(claim: Claim) -> str:
    """The hash of what makes a claim this one within its article, in hexadecimal.

    Who says it, where and how often doesn't belong to it.
    """
    identity = (
        claim.company,
        claim.initiative,
        claim.metric_type,
        claim.subject,
        claim.value_kind,
        claim.direction,
        _canonical(claim.value),
        _canonical(claim.value_low),
        _canonical(claim.value_high),
        claim.comparator,
        claim.unit,
        claim.per,
        _canonical(claim.per_count),
        claim.period,
        claim.reporting_period,
        _canonical(claim.baseline_value),
        claim.modality,
    )
    return hashlib.sha256(json.dumps(identity, ensure_ascii=False).encode()).hexdigest()


def _article_row(origin: Origin, article: Article, reading: Reading, versions: Versions) -> Row:
    return (
        origin.document_id,
        origin.source_uri,
        origin.content_sha256,
        text_fingerprint(article.text),
        origin.landed_at,
        article.publisher,
        article.title,
        article.published_on,
        article.published_on_precision,
        article.published_on_origin,
        "; ".join(article.authors) or None,
        article.language,
        article.text,
        article.encoding,
        article.encoding_repair,
        len(article.repairs),
        reading.has_disclaimer,
        reading.operating_days,
        versions.text,
        versions.extraction,
    )


def _add_claims(rows: Rows, origin: Origin, article: Article, claims: Iterable[Claim]) -> None:
    # Claims with the same key are one claim, told by all their mentions.
    mentions: dict[str, dict[int, Mention]] = {}
    sources: dict[str, dict[str, None]] = {}
    for claim in claims:
        key = claim_key(claim)
        if key not in mentions:
            try:
                row = _claim_row(origin.document_id, key, claim)
            except ValueTooLargeError as error:
                rows.refused.append(_too_large(origin, claim, error))
                continue
            rows.tables["claims"].append(row)
        for mention in claim.mentions:
            mentions.setdefault(key, {}).setdefault(mention.start, mention)
        sources.setdefault(key, {}).update(dict.fromkeys(claim.sources))
    rows.tables["claim_mentions"].extend(_mention_rows(origin.document_id, article.text, mentions))
    rows.tables["claim_sources"].extend(
        (origin.document_id, key, name) for key, names in sources.items() for name in names
    )


def _claim_row(article_id: str, key: str, claim: Claim) -> Row:
    return (
        article_id,
        key,
        claim.company,
        claim.initiative,
        claim.metric_type,
        claim.subject,
        claim.value_kind,
        claim.direction,
        _fitting(claim.value),
        _fitting(claim.value_low),
        _fitting(claim.value_high),
        claim.comparator,
        claim.unit,
        claim.per,
        _fitting(claim.per_count),
        claim.period,
        claim.reporting_period,
        _fitting(claim.baseline_value),
        claim.modality,
        json.dumps(
            [{"value": _canonical(item.value), "unit": item.unit} for item in claim.also_stated]
        )
        if claim.also_stated
        else None,
    )


def _mention_rows(
    article_id: str, text: str, mentions: dict[str, dict[int, Mention]]
) -> Iterator[Row]:
    for key, places in mentions.items():
        for mention in places.values():
            yield (
                article_id,
                key,
                mention.quote,
                mention.start,
                mention.end,
                text[mention.sentence_start : mention.sentence_end],
                mention.sentence_start,
                mention.section,
                mention.hedge_level,
            )


def _too_large(origin: Origin, claim: Claim, error: ValueTooLargeError) -> Rejection:
    return reject(
        "claim",
        origin.source_uri,
        origin.document_id,
        [Reason("value_too_large", f"The claim states {error}, more than any column holds.")],
        {
            "claim_key": claim_key(claim),
            "company_name": claim.company,
            "metric_type": claim.metric_type,
            "unit": claim.unit,
            "mentions": [{"quote": mention.quote} for mention in claim.mentions],
        },
    )


def _fitting(value: Decimal | None) -> Decimal | None:
    if value is None:
        return None
    if not value.is_finite() or abs(value) >= LARGEST:
        raise ValueTooLargeError(f"{value:.3e}" if value.is_finite() else str(value))
    return value.quantize(BILLIONTH, context=_WIDE)


def _canonical(value: Decimal | None) -> str | None:
    if value is None:
        return None
    plain = value.normalize(_WIDE)
    # A number of a thousand digits needs no thousand characters to be told from another.
    return format(plain, "f") if plain.is_finite() and abs(plain.adjusted()) < 40 else str(plain)
