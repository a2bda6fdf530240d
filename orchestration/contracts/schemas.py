"""One pandera schema for each table of the schema ``raw`` that Python writes.

A schema gives the types, the vocabularies and what must hold within one row. What spans rows or
tables stands in ``validation``. dbt's sources describe the same tables; a test holds the two
together.
"""

from collections.abc import Iterable

import pandera.polars as pa
import polars as pl

from orchestration.extraction.records import (
    Comparator,
    Direction,
    InitiativeStatus,
    Modality,
    Period,
    SourceKind,
    SourceRole,
    ValueKind,
)
from orchestration.text.article import DateOrigin, DatePrecision, SectionKind

VALUE = pl.Decimal(38, 9)
"""Every stated value: money, tonnes and shares alike, to a billionth."""

INSTANT = pl.Datetime("us", "UTC")

IDENTIFIER = r"^[0-9a-f]{64}$"
SECTIONS = [kind for kind in SectionKind if kind is not SectionKind.BOILERPLATE]


def polars_schema(schema: pa.DataFrameSchema) -> dict[str, pl.DataType]:
    """The polars types of a schema's columns, in their order."""
    return {name: column.dtype.type for name, column in schema.columns.items()}


def _columns(*columns: pa.Column) -> dict[str, pa.Column]:
    return {column.name: column for column in columns}


def _column(
    name: str, dtype: type | pl.DataType, *checks: pa.Check, nullable: bool = False, about: str
) -> pa.Column:
    return pa.Column(dtype, list(checks), nullable=nullable, name=name, description=about)


def _identifier(name: str, about: str) -> pa.Column:
    return _column(name, pl.String, pa.Check.str_matches(IDENTIFIER), about=about)


def _one_of(
    name: str, vocabulary: Iterable[str], *, nullable: bool = False, about: str
) -> pa.Column:
    words = [str(word) for word in vocabulary]
    return _column(name, pl.String, pa.Check.isin(words), nullable=nullable, about=about)


def _text(name: str, *, nullable: bool = False, about: str) -> pa.Column:
    return _column(
        name, pl.String, pa.Check.str_length(min_value=1), nullable=nullable, about=about
    )


def _span() -> list[pa.Column]:
    return [
        _column("char_start", pl.Int64, pa.Check.ge(0), about="offset of the first character"),
        _column("char_end", pl.Int64, pa.Check.ge(1), about="offset behind the last character"),
    ]


_ARTICLE_ID = _identifier("article_id", "the article version: a hash of source_uri and content")
_CLAIM_KEY = _identifier("claim_key", "the claim within its article: a hash of its fields")

DOCUMENTS = pa.DataFrameSchema(
    _columns(
        _identifier("document_id", "hash of source_uri and content_sha256"),
        _text("source_uri", about="path below the inbox, or address"),
        _identifier("content_sha256", "hash of the bytes as they came"),
        _column("byte_count", pl.Int64, pa.Check.ge(0), about="size in bytes"),
        _text("media_type", about="text/plain, text/html, text/markdown"),
        _column("landed_at", INSTANT, about="when the bytes were landed"),
        _one_of("outcome", ["article", "rejected"], about="what became of it"),
        _text("text_version", about="version of the text stage that decided so"),
        _column("claims_read", pl.Int64, pa.Check.ge(0), about="claims found in it, good or bad"),
        _column("mentions_read", pl.Int64, pa.Check.ge(0), about="mentions of these claims"),
    ),
    name="documents",
    unique=["document_id"],
    strict=True,
)

ARTICLES = pa.DataFrameSchema(
    _columns(
        _ARTICLE_ID,
        _text("source_uri", about="path below the inbox, or address"),
        _identifier("content_sha256", "hash of the bytes as they came"),
        _identifier("text_sha256", "hash of the words and numbers of the text"),
        _column("landed_at", INSTANT, about="when the bytes were landed"),
        _text("publisher_name", nullable=True, about="outlet that carries the article"),
        _text("title", nullable=True, about="headline"),
        _column("published_on", pl.Date, nullable=True, about="publication date; null if unknown"),
        _one_of("published_on_precision", DatePrecision, about="how much of the date is known"),
        _one_of("published_on_origin", DateOrigin, nullable=True, about="where the date stood"),
        _text("authors", nullable=True, about="who wrote it, parted by semicolons"),
        _text("language", about="ISO 639-1 code"),
        _text("text", about="the repaired text; every offset points into it"),
        _text("encoding", about="encoding that the bytes were decoded with"),
        _text("encoding_repair", about="repair that the text needed, or none"),
        _column("repair_count", pl.Int64, pa.Check.ge(0), about="number of repaired places"),
        _column("has_disclaimer", pl.Boolean, about="whether the article disclaims its facts"),
        _column(
            "operating_days",
            pl.Int64,
            pa.Check.in_range(1, 366),
            nullable=True,
            about="days of operation a year, if the article gives them",
        ),
        _text("text_version", about="version of the text stage that made the row"),
        _text("extraction_version", about="version of the extraction that read it"),
    ),
    name="articles",
    unique=["article_id"],
    strict=True,
)

ARTICLE_REPAIRS = pa.DataFrameSchema(
    _columns(
        _ARTICLE_ID,
        *_span(),
        _text("rule", about="name of the repair"),
        _column("before", pl.String, about="characters as they came"),
        _column("after", pl.String, about="characters as they were meant"),
        _text(
            "may_also_be",
            nullable=True,
            about="what else they may have been, where a number reads otherwise with it",
        ),
    ),
    name="article_repairs",
    unique=["article_id", "char_start"],
    strict=True,
)

ARTICLE_SOURCES = pa.DataFrameSchema(
    _columns(
        _ARTICLE_ID,
        _text("source_name", about="outlet or organisation as the article names it"),
        _one_of("role", SourceRole, about="publisher or originator"),
        _one_of("source_kind", SourceKind, about="outlet, company, filing, register, assurance"),
        _text("reference_outlet_id", nullable=True, about="row of outlets.csv, if it has one"),
        _text("company_name", nullable=True, about="company of the article that it is, if any"),
        _column("in_disclaimer", pl.Boolean, about="whether the disclaimer names it"),
    ),
    name="article_sources",
    unique=["article_id", "source_name", "role"],
    strict=True,
)

COMPANIES = pa.DataFrameSchema(
    _columns(
        _ARTICLE_ID,
        _text("company_name", about="fullest form of the name in the article"),
        _text("reference_company_id", nullable=True, about="row of companies.csv, if it has one"),
        _column(
            "confidence", pl.Float64, pa.Check.in_range(0, 1), about="of the match with that row"
        ),
        _column("needs_review", pl.Boolean, about="whether a person should check the match"),
        _text("parent_name", nullable=True, about="owner that the text states"),
    ),
    name="companies",
    unique=["article_id", "company_name"],
    strict=True,
)

COMPANY_MENTIONS = pa.DataFrameSchema(
    _columns(
        _ARTICLE_ID,
        _text("company_name", about="company of the article"),
        _text("name", about="the words of this mention"),
        *_span(),
    ),
    name="company_mentions",
    unique=["article_id", "char_start", "char_end"],
    strict=True,
)

INITIATIVES = pa.DataFrameSchema(
    _columns(
        _ARTICLE_ID,
        _text("initiative_key", about="initiative within its article"),
        _text("company_name", about="company of the article"),
        _text("initiative_type", about="code of initiative_types.csv"),
        _one_of("initiative_status", InitiativeStatus, about="how far it has come"),
        _text("initiative_title", about="at most 12 words"),
    ),
    name="initiatives",
    unique=["article_id", "initiative_key"],
    strict=True,
)

INITIATIVE_MENTIONS = pa.DataFrameSchema(
    _columns(
        _ARTICLE_ID,
        _text("initiative_key", about="initiative within its article"),
        _text("quote", about="the words of this mention"),
        *_span(),
    ),
    name="initiative_mentions",
    unique=["article_id", "initiative_key", "char_start"],
    strict=True,
)

CLAIMS = pa.DataFrameSchema(
    _columns(
        _ARTICLE_ID,
        _CLAIM_KEY,
        _text("company_name", nullable=True, about="company of the article; null for a market"),
        _text("initiative_key", nullable=True, about="initiative of the article, if any"),
        _text("metric_type", about="code of metric_types.csv"),
        _text("subject", nullable=True, about="good, substance, step or site measured"),
        _one_of("value_kind", ValueKind, about="level, or kind of change"),
        _one_of("direction", Direction, nullable=True, about="sign of a change"),
        _column("value", VALUE, nullable=True, about="stated value; null if none can be measured"),
        _column("value_low", VALUE, nullable=True, about="lower end"),
        _column("value_high", VALUE, nullable=True, about="upper end"),
        _one_of("comparator", Comparator, about="how the value bounds the true one"),
        _text("unit", nullable=True, about="UCUM, ISO 4217, or {noun}"),
        _text("per", nullable=True, about="denominator that is no time"),
        _column("per_count", VALUE, nullable=True, about="its count where not 1"),
        _one_of("period", Period, nullable=True, about="time that the value covers"),
        _column(
            "reporting_period",
            pl.String,
            pa.Check.str_matches(r"^\d{4}(-(H[12]|Q[1-4]|(0[1-9]|1[0-2])))?$"),
            nullable=True,
            about="calendar period, if the text gives it",
        ),
        _column("baseline_value", VALUE, nullable=True, about="old level, if the text gives it"),
        _one_of("modality", Modality, about="actual, planned or indeterminate"),
        _text("also_stated", nullable=True, about="JSON list of value and unit, restated"),
    ),
    name="claims",
    unique=["article_id", "claim_key"],
    strict=True,
)

CLAIM_MENTIONS = pa.DataFrameSchema(
    _columns(
        _ARTICLE_ID,
        _CLAIM_KEY,
        _text("quote", about="the words from number to unit"),
        *_span(),
        _text("sentence", about="the sentence around the quote"),
        _column("sentence_start", pl.Int64, pa.Check.ge(0), about="offset of the sentence"),
        _one_of("section", SECTIONS, about="part of the article"),
        _column("hedge_level", pl.Int64, pa.Check.in_range(0, 3), about="hedge of the sentence"),
    ),
    name="claim_mentions",
    unique=["article_id", "claim_key", "char_start"],
    strict=True,
)

CLAIM_SOURCES = pa.DataFrameSchema(
    _columns(
        _ARTICLE_ID,
        _CLAIM_KEY,
        _text("source_name", about="source of the article that says it"),
    ),
    name="claim_sources",
    unique=["article_id", "claim_key", "source_name"],
    strict=True,
)

REJECTED_RECORDS = pa.DataFrameSchema(
    _columns(
        _identifier("rejection_id", "hash of record_type, source_uri, reason_code and record"),
        _one_of(
            "record_type",
            [
                "document",
                "metadata",
                "repair",
                "company",
                "initiative",
                "claim",
                "mention",
                "source",
                "verdict",
            ],
            about="what was rejected",
        ),
        _text("source_uri", about="document it came from"),
        _text("article_id", nullable=True, about="article it came from, if there is one"),
        _text("reason_code", about="for filters"),
        _text("reason", about="one sentence for people"),
        _text("record", about="JSON of the record"),
        _column("rejected_at", INSTANT, about="when"),
        _text("run_id", about="refresh that rejected it"),
    ),
    name="rejected_records",
    unique=["rejection_id"],
    strict=True,
)

REFRESHES = pa.DataFrameSchema(
    _columns(
        _text("run_id", about="the refresh"),
        _column("started_at", INSTANT, about="when it began"),
        _column("finished_at", INSTANT, about="when its rows were loaded"),
        _column("as_of", pl.Date, about="the day that it decided for"),
        _column("documents_seen", pl.Int64, pa.Check.ge(0), about="documents known by then"),
        _column("documents_new", pl.Int64, pa.Check.ge(0), about="documents landed by it"),
        _column("documents_rejected", pl.Int64, pa.Check.ge(0), about="documents it rejected"),
        _column("claims_read", pl.Int64, pa.Check.ge(0), about="claims read by it"),
        _column("claims_rejected", pl.Int64, pa.Check.ge(0), about="claims it rejected"),
        _text("warehouse_version", about="version that it publishes if all checks pass"),
    ),
    name="refreshes",
    unique=["run_id"],
    strict=True,
)

VERIFICATION_STATUSES = (
    "not_checkable",
    "disputed",
    "contradicted",
    "verified",
    "corroborated",
    "doubtful",
    "single_source",
    "self_reported",
    "unverified",
)
"""What a rule or an analyst may decide of a claim, in the order in which rules are tried."""

VERDICTS = pa.DataFrameSchema(
    _columns(
        _column("verdict_number", pl.Int64, pa.Check.ge(1), about="place in the order of taking"),
        _text("verdict_id", about="code that the analyst gave"),
        _text("claim_id", about="claim that it is about"),
        _one_of(
            "verification_status",
            VERIFICATION_STATUSES,
            nullable=True,
            about="what holds instead of the rule's status; null in a revocation",
        ),
        _text("rationale", about="why"),
        _text("evidence", nullable=True, about="addresses that support it, parted by spaces"),
        _text("analyst", about="who decided"),
        _column("decided_at", pl.Date, about="day of the decision"),
        _column("expires_at", pl.Date, nullable=True, about="first day on which it holds no more"),
        _text("revokes", nullable=True, about="verdict that it takes back"),
        _column("recorded_at", INSTANT, about="when a refresh first saw it"),
        _text("run_id", about="the refresh that did"),
    ),
    name="verdicts",
    unique=["verdict_id"],
    strict=True,
)

TEXT_SIGNATURES = pa.DataFrameSchema(
    _columns(
        _identifier("text_sha256", "hash of the words and numbers of the text"),
        _column("shingle_count", pl.Int64, pa.Check.ge(0), about="its different runs of words"),
        _column("buckets", pl.List(pl.Int64), about="numbers of which similar texts share some"),
        _text("duplicates_version", about="version of the comparison that made the row"),
    ),
    name="text_signatures",
    unique=["text_sha256"],
    strict=True,
)

SIMILAR_TEXTS = pa.DataFrameSchema(
    _columns(
        _identifier("text_sha256", "the text whose hash comes first"),
        _identifier("other_text_sha256", "the other text"),
        _column("jaccard", pl.Float64, pa.Check.in_range(0, 1), about="share of runs in common"),
        _column(
            "containment",
            pl.Float64,
            pa.Check.in_range(0, 1),
            about="share of the shorter text's runs that the longer one has",
        ),
    ),
    name="similar_texts",
    unique=["text_sha256", "other_text_sha256"],
    strict=True,
)

FETCHES = pa.DataFrameSchema(
    _columns(
        _identifier("fetch_id", "hash of source, address and fetched_at"),
        _column("fetch_number", pl.Int64, pa.Check.ge(1), about="its line in the journal"),
        _text("source", about="name of the source that wanted it"),
        _text("address", about="address that was asked, in its one form"),
        _text("final_address", nullable=True, about="where redirects led; null if it failed"),
        _column("fetched_at", INSTANT, about="when the fetch ended"),
        _one_of("outcome", ["fetched", "not_modified", "failed"], about="how it ended"),
        _column("status", pl.Int64, nullable=True, about="status of a server that refused"),
        _column("received_bytes", pl.Int64, pa.Check.ge(0), about="body as it came over the wire"),
        _text("content_sha256", nullable=True, about="hash of the body that the address holds"),
        _text("media_type", nullable=True, about="as the server calls the body"),
        _text("charset", nullable=True, about="as the server declares it"),
        _text("reason_code", nullable=True, about="why it failed, for filters"),
        _text("reason", nullable=True, about="why it failed, one sentence for people"),
        _column("is_transient", pl.Boolean, about="whether a later fetch may have more luck"),
    ),
    name="fetches",
    unique=["fetch_id"],
    strict=True,
)

VISITS = pa.DataFrameSchema(
    _columns(
        _identifier("visit_id", "hash of source, run_id and started_at"),
        _column("visit_number", pl.Int64, pa.Check.ge(1), about="its line in the journal"),
        _text("source", about="name of the source"),
        _text("kind", about="kind of the source"),
        _text("run_id", about="the refresh that visited it"),
        _column("started_at", INSTANT, about="when the visit began"),
        _column("finished_at", INSTANT, about="when it ended"),
        _column("seen", pl.Int64, pa.Check.ge(0), about="documents that the source held"),
        _column("new", pl.Int64, pa.Check.ge(0), about="of them landed by this visit"),
        _column("known", pl.Int64, pa.Check.ge(0), about="of them landed before"),
        _column("refused", pl.Int64, pa.Check.ge(0), about="of them that can't be taken"),
        _column("waiting", pl.Int64, pa.Check.ge(0), about="documents left to a later visit"),
        _text("trouble", nullable=True, about="why it was not looked through to its end"),
        _text(
            "days",
            nullable=True,
            about="days of its history that were asked for; null for what is new",
        ),
    ),
    name="visits",
    unique=["visit_id"],
    strict=True,
)

ARTICLE_TABLES = {
    schema.name: schema
    for schema in (
        ARTICLES,
        ARTICLE_REPAIRS,
        ARTICLE_SOURCES,
        COMPANIES,
        COMPANY_MENTIONS,
        INITIATIVES,
        INITIATIVE_MENTIONS,
        CLAIMS,
        CLAIM_MENTIONS,
        CLAIM_SOURCES,
    )
}
"""The tables that hold rows of one article each, replaced whole when it is read again."""

COMPARISON_TABLES = {schema.name: schema for schema in (TEXT_SIGNATURES, SIMILAR_TEXTS)}
"""The tables that hold what came of comparing the texts that are loaded."""

JOURNAL_TABLES = {schema.name: schema for schema in (FETCHES, VISITS)}
"""The tables that hold the lines of a journal of the raw store, numbered as they stand there."""

TABLES = {
    **ARTICLE_TABLES,
    **COMPARISON_TABLES,
    **JOURNAL_TABLES,
    **{schema.name: schema for schema in (DOCUMENTS, REJECTED_RECORDS, REFRESHES, VERDICTS)},
}
"""Every table of the schema ``raw``, by name."""
