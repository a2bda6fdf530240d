"""The split of rows into accepted and rejected.

``schemas`` says what one row of one table must look like; here stand the rules that need the text,
another table or the reference tables, and what a rejection takes with it. A row that breaks a rule
goes whole, with every reason; the rest go on.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandera.errors
import pandera.polars as pa
import polars as pl

from orchestration.contracts.rejections import Reason, Rejection, reject
from orchestration.contracts.schemas import ARTICLE_TABLES
from orchestration.extraction.records import ValueKind
from orchestration.reference import Reference

TITLE_WORDS = 12
CHANGES = (ValueKind.CHANGE_PCT, ValueKind.CHANGE_PP, ValueKind.CHANGE_ABS)

MISSING = "missing_value"

Frames = Mapping[str, pl.DataFrame]
Record = dict[str, Any]

RECORD_TYPES = {
    "articles": "document",
    "article_repairs": "repair",
    "article_sources": "source",
    "companies": "company",
    "company_mentions": "mention",
    "initiatives": "initiative",
    "initiative_mentions": "mention",
    "claims": "claim",
    "claim_mentions": "mention",
    "claim_sources": "source",
}
"""What a row of each table is called in ``rejected_records``."""


@dataclass(frozen=True, slots=True)
class Validated:
    """Frames with the schemas' columns, and what was left out of them.

    ``claims_read`` and ``mentions_read`` count what came in.
    """

    accepted: dict[str, pl.DataFrame]
    rejected: tuple[Rejection, ...]
    claims_read: int
    mentions_read: int


@dataclass(frozen=True, slots=True)
class _Failure:
    """A row that is rejected; ``follows`` if only because another one is."""

    table: str
    row: int
    reason: Reason
    follows: bool = False


class _Findings:
    """The reasons found so far, by table and row."""

    def __init__(self, frames: Frames) -> None:
        self.records = {name: frame.to_dicts() for name, frame in frames.items()}
        self.reasons: dict[str, dict[int, list[Reason]]] = {name: {} for name in frames}
        self.own: dict[str, set[int]] = {name: set() for name in frames}

    def add(self, failures: Iterable[_Failure]) -> None:
        for failure in failures:
            self.reasons[failure.table].setdefault(failure.row, []).append(failure.reason)
            if not failure.follows:
                self.own[failure.table].add(failure.row)

    def surviving(self, table: str) -> Iterable[tuple[int, Record]]:
        lost = self.reasons[table]
        return ((row, item) for row, item in enumerate(self.records[table]) if row not in lost)

    def complete(self, table: str) -> Iterable[tuple[int, Record]]:
        """The rows that lack nothing, whatever else is wrong with them."""
        return (
            (row, item)
            for row, item in enumerate(self.records[table])
            if all(reason.code != MISSING for reason in self.reasons[table].get(row, ()))
        )

    def lost(self, table: str) -> Iterable[tuple[int, Record]]:
        return ((row, self.records[table][row]) for row in sorted(self.reasons[table]))


def validate(frames: Frames, reference: Reference) -> Validated:
    """Split ``frames``, which hold all rows of some articles, into accepted and rejected.

    Args:
        frames: one frame for each of ``ARTICLE_TABLES``.
        reference: the tables that give vocabularies and ranges.

    Returns:
        The accepted rows, among which every key leads to a row, and the rejections. A claim goes
        with its company, and when no mention of it is left; an initiative with its company. A
        claim whose initiative or source goes stays without it.
    """
    findings = _Findings(frames)
    for name, schema in ARTICLE_TABLES.items():
        findings.add(_schema_failures(name, frames[name], schema))
    usable = {name: _typed(frames[name], schema) for name, schema in ARTICLE_TABLES.items()}
    for rule in (_text_failures, _vocabulary_failures, _claim_failures):
        findings.add(rule(_Typed(findings, usable), reference))
    for cascade in (
        _lost_articles,
        _lost_companies,
        _lost_claims_without_mention,
        _lost_details,
    ):
        findings.add(list(cascade(findings)))
    accepted = {
        name: _keep(frames[name], findings.reasons[name], schema)
        for name, schema in ARTICLE_TABLES.items()
    }
    accepted["claims"] = _detach(accepted["claims"], accepted["initiatives"])
    return Validated(
        accepted=accepted,
        rejected=tuple(_rejections(findings)),
        claims_read=frames["claims"].height,
        mentions_read=frames["claim_mentions"].height,
    )


def reasons_of_rows(frame: pl.DataFrame, schema: pa.DataFrameSchema) -> dict[int, list[Reason]]:
    """Why single rows of ``frame`` break ``schema``, by their place in it."""
    reasons: dict[int, list[Reason]] = {}
    for failure in _schema_failures(schema.name, frame, schema):
        reasons.setdefault(failure.row, []).append(failure.reason)
    return reasons


# One row against its schema.


def _schema_failures(
    name: str, frame: pl.DataFrame, schema: pa.DataFrameSchema
) -> Iterable[_Failure]:
    if frame.is_empty():
        return
    try:
        schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        seen: set[tuple[Any, ...]] = set()
        for case in errors.failure_cases.iter_rows(named=True):
            if case["check"] == "multiple_fields_uniqueness":
                # All rows of a key are reported; the first of them may stay.
                key = frame.select(schema.unique).row(case["index"])
                if key not in seen:
                    seen.add(key)
                    continue
            reason = _schema_reason(name, schema, case)
            # A case without a row is about the whole frame: a column is missing or of another type.
            rows = range(frame.height) if case["index"] is None else (case["index"],)
            yield from (_Failure(name, row, reason) for row in rows)


def _schema_reason(name: str, schema: pa.DataFrameSchema, case: Record) -> Reason:
    check, column, value = str(case["check"]), case["column"], case["failure_case"]
    if check == "multiple_fields_uniqueness":
        return Reason("duplicate_key", f"{', '.join(schema.unique)} stand twice in {name}.")
    if check == "not_nullable":
        return Reason(MISSING, f"{column} is empty.")
    if check.startswith("isin"):
        return Reason("not_in_vocabulary", f"{column} is {value!r}, which is none of its words.")
    if check.startswith(("str_matches", "str_length")):
        return Reason("malformed", f"{column} is {value!r}, which breaks {check}.")
    if case["index"] is None:
        return Reason("wrong_frame", f"{column} of {name} breaks {check}: {value}.")
    return Reason("out_of_range", f"{column} is {value}, which breaks {check}.")


# Rules that need the text, other tables or the reference tables. They see every row of a frame with
# the right types that lacks nothing, so that a row has all its reasons told.


class _Typed:
    """The rows that rules can rely on, with the text of every article."""

    def __init__(self, findings: _Findings, usable: Mapping[str, bool]) -> None:
        self._findings = findings
        self._usable = usable
        self.texts: dict[str, str] = {
            item["article_id"]: item["text"] for _, item in self.rows("articles")
        }

    def rows(self, table: str) -> Iterable[tuple[int, Record]]:
        return self._findings.complete(table) if self._usable[table] else ()

    def keys(self, table: str, *columns: str) -> set[tuple[Any, ...]]:
        """The keys that stand in the table at all, whether their rows are kept or not."""
        return {tuple(item.get(c) for c in columns) for item in self._findings.records[table]}


def _text_failures(rows: _Typed, reference: Reference) -> list[_Failure]:
    found: list[_Failure] = []
    for table, column in (
        ("company_mentions", "name"),
        ("initiative_mentions", "quote"),
        ("claim_mentions", "quote"),
        ("article_repairs", "after"),
    ):
        for row, item in rows.rows(table):
            text = rows.texts.get(item["article_id"])
            if text is None:
                continue
            start, end, words = item["char_start"], item["char_end"], item[column]
            if text[start:end] != words:
                reason = Reason(
                    "span_is_not_quote",
                    f"The text at {start} to {end} is {text[start:end][:80]!r}, not {words!r}.",
                )
                found.append(_Failure(table, row, reason))
            elif table == "claim_mentions" and not _sentence_holds(text, item):
                reason = Reason("quote_outside_sentence", "The sentence doesn't hold the quote.")
                found.append(_Failure(table, row, reason))
    return found


def _sentence_holds(text: str, item: Record) -> bool:
    start, sentence = item["sentence_start"], item["sentence"]
    end = start + len(sentence)
    return bool(
        text[start:end] == sentence and start <= item["char_start"] and item["char_end"] <= end
    )


def _vocabulary_failures(rows: _Typed, reference: Reference) -> list[_Failure]:
    found: list[_Failure] = []

    def check(table: str, column: str, code: str, allowed: Callable[[Record], bool]) -> None:
        for row, item in rows.rows(table):
            if item[column] is not None and not allowed(item):
                reason = Reason(code, f"{column} is {item[column]!r}, which no table holds.")
                found.append(_Failure(table, row, reason))

    metric_types = set(reference.metric_types["metric_type"])
    initiative_types = set(reference.initiative_types["initiative_type"])
    companies = set(reference.companies["company_id"])
    outlets = set(reference.outlets["outlet_id"])
    check(
        "claims", "metric_type", "unknown_metric_type", lambda i: i["metric_type"] in metric_types
    )
    check(
        "initiatives",
        "initiative_type",
        "unknown_initiative_type",
        lambda i: i["initiative_type"] in initiative_types,
    )
    check(
        "companies",
        "reference_company_id",
        "unknown_company",
        lambda i: i["reference_company_id"] in companies,
    )
    check(
        "article_sources",
        "reference_outlet_id",
        "unknown_outlet",
        lambda i: i["reference_outlet_id"] in outlets,
    )
    named = rows.keys("companies", "article_id", "company_name")
    for table in ("claims", "initiatives", "company_mentions", "article_sources"):
        check(
            table,
            "company_name",
            "unknown_company",
            lambda i: (i["article_id"], i["company_name"]) in named,
        )
    undertaken = rows.keys("initiatives", "article_id", "initiative_key")
    for table in ("claims", "initiative_mentions"):
        check(
            table,
            "initiative_key",
            "unknown_initiative",
            lambda i: (i["article_id"], i["initiative_key"]) in undertaken,
        )
    claimed = rows.keys("claims", "article_id", "claim_key")
    for table in ("claim_mentions", "claim_sources"):
        check(
            table,
            "claim_key",
            "unknown_claim",
            lambda i: (i["article_id"], i["claim_key"]) in claimed,
        )
    speaking = rows.keys("article_sources", "article_id", "source_name")
    check(
        "claim_sources",
        "source_name",
        "unknown_source",
        lambda i: (i["article_id"], i["source_name"]) in speaking,
    )
    for row, item in rows.rows("initiatives"):
        words = len(item["initiative_title"].split())
        if words > TITLE_WORDS:
            reason = Reason("title_too_long", f"The title has {words} words, over {TITLE_WORDS}.")
            found.append(_Failure("initiatives", row, reason))
    return found


def _claim_failures(rows: _Typed, reference: Reference) -> list[_Failure]:
    ranges = {item["metric_type"]: item for item in reference.metric_types.iter_rows(named=True)}
    return [
        _Failure("claims", row, reason)
        for row, item in rows.rows("claims")
        for reason in (
            *_number_reasons(item),
            *_range_reasons(item, ranges.get(item["metric_type"])),
        )
    ]


def _number_reasons(item: Record) -> Iterable[Reason]:
    value, low, high = item["value"], item["value_low"], item["value_high"]
    if value is None:
        if low is not None or high is not None:
            yield Reason("bounds_without_value", "There are bounds, but no value.")
    elif (low is not None and low > value) or (high is not None and high < value):
        yield Reason("value_outside_bounds", f"{value} does not lie between {low} and {high}.")
    if item["direction"] is not None and item["value_kind"] not in CHANGES:
        yield Reason("direction_without_change", f"A {item['value_kind']} has no direction.")
    if value is not None and value < 0 and item["value_kind"] in CHANGES:
        yield Reason("negative_change", f"A change is stated as {value}; its sign is direction.")
    if item["per_count"] is not None and (item["per"] is None or item["per_count"] <= 0):
        yield Reason("per_count_without_per", "per_count counts what per does not name.")


def _range_reasons(item: Record, metric: Record | None) -> Iterable[Reason]:
    """The hard limits of ``metric_types.csv``.

    They hold for levels alone. They are in the canonical unit, but that nothing can be below zero
    is true in every unit.
    """
    if metric is None or item["value_kind"] != ValueKind.AMOUNT:
        return
    canonical = item["unit"] == metric["canonical_unit"]
    low, high = metric["hard_min"], metric["hard_max"]
    stated = [item[name] for name in ("value", "value_low", "value_high")]
    values: list[Decimal] = [value for value in stated if value is not None]
    if low is not None and (canonical or low == 0) and any(value < low for value in values):
        yield Reason("out_of_range", f"{item['metric_type']} is {min(values)}, below {low:g}.")
    if high is not None and canonical and any(value > high for value in values):
        yield Reason("out_of_range", f"{item['metric_type']} is {max(values)}, above {high:g}.")


# What a rejection takes with it.


def _lost_articles(findings: _Findings) -> Iterable[_Failure]:
    lost = {item["article_id"] for _, item in findings.lost("articles")}
    kept = {item["article_id"] for _, item in findings.surviving("articles")}
    reason = Reason("article_rejected", "Its article was rejected.")
    for table in ARTICLE_TABLES:
        if table != "articles":
            for row, item in list(findings.surviving(table)):
                if item["article_id"] in lost or item["article_id"] not in kept:
                    yield _Failure(table, row, reason, follows=True)


def _lost_companies(findings: _Findings) -> Iterable[_Failure]:
    lost = {(i["article_id"], i["company_name"]) for _, i in findings.lost("companies")}
    lost -= {(i["article_id"], i["company_name"]) for _, i in findings.surviving("companies")}
    for table in ("claims", "initiatives", "company_mentions", "article_sources"):
        for row, item in list(findings.surviving(table)):
            if (item["article_id"], item["company_name"]) in lost:
                reason = Reason(
                    "company_rejected", f"Its company {item['company_name']!r} was rejected."
                )
                yield _Failure(table, row, reason, follows=True)


def _lost_claims_without_mention(findings: _Findings) -> Iterable[_Failure]:
    told = {(i["article_id"], i["claim_key"]) for _, i in findings.surviving("claim_mentions")}
    reason = Reason("no_mention", "No mention of it is left.")
    for row, item in list(findings.surviving("claims")):
        if (item["article_id"], item["claim_key"]) not in told:
            yield _Failure("claims", row, reason, follows=True)


def _lost_details(findings: _Findings) -> Iterable[_Failure]:
    for table, owner, column in (
        ("claim_mentions", "claims", "claim_key"),
        ("claim_sources", "claims", "claim_key"),
        ("claim_sources", "article_sources", "source_name"),
        ("initiative_mentions", "initiatives", "initiative_key"),
    ):
        kept = {(i["article_id"], i[column]) for _, i in findings.surviving(owner)}
        reason = Reason("owner_rejected", f"Its row of {owner} was rejected.")
        for row, item in list(findings.surviving(table)):
            if (item["article_id"], item[column]) not in kept:
                yield _Failure(table, row, reason, follows=True)


def _detach(claims: pl.DataFrame, initiatives: pl.DataFrame) -> pl.DataFrame:
    """Claims without the initiatives that were rejected."""
    kept = initiatives.select("article_id", "initiative_key", pl.lit(True).alias("is_kept"))
    return claims.join(
        kept, on=["article_id", "initiative_key"], how="left", maintain_order="left"
    ).select(
        pl.when("is_kept").then("initiative_key").alias("initiative_key")
        if name == "initiative_key"
        else name
        for name in claims.columns
    )


# The results.


def _typed(frame: pl.DataFrame, schema: pa.DataFrameSchema) -> bool:
    wanted = {name: column.dtype.type for name, column in schema.columns.items()}
    return dict(frame.schema) == wanted


def _keep(
    frame: pl.DataFrame, lost: Mapping[int, list[Reason]], schema: pa.DataFrameSchema
) -> pl.DataFrame:
    if not _typed(frame, schema):
        wanted = {name: column.dtype.type for name, column in schema.columns.items()}
        return pl.DataFrame(schema=wanted)
    if not lost:
        return frame
    return frame.with_row_index("row").filter(~pl.col("row").is_in(list(lost))).drop("row")


def _rejections(findings: _Findings) -> Iterable[Rejection]:
    uris = {item["article_id"]: item.get("source_uri") for item in findings.records["articles"]}
    mentions: dict[tuple[Any, Any], list[Record]] = {}
    for row, item in findings.lost("claim_mentions"):
        if row not in findings.own["claim_mentions"]:
            mentions.setdefault((item["article_id"], item.get("claim_key")), []).append(
                {name: item[name] for name in ("quote", "char_start", "char_end")}
            )
    for table, record_type in RECORD_TYPES.items():
        for row, item in findings.lost(table):
            # What merely follows stands in its owner's record, but every claim is told.
            if row not in findings.own[table] and table not in ("claims", "initiatives"):
                continue
            article_id = item.get("article_id")
            record = {name: value for name, value in item.items() if name != "text"}
            if table == "claims":
                record["mentions"] = mentions.get((article_id, item.get("claim_key")), [])
            yield reject(
                record_type,
                uris.get(article_id) or "unknown",
                article_id,
                findings.reasons[table][row],
                record,
            )
