"""What each table of ``data/reference`` looks like: columns, key, and what it points to.

Only declarations belong here, one entry of ``TABLES`` for each CSV. Rules that need code stand in
``checks``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandera.polars as pa
import polars as pl

CLAIMANT = "(claimant)"
"""Owner of an outlet that belongs to whoever makes the claim: a press release, a filing."""

CONFIDENCES = ("high", "medium", "low")
COUNTRY = r"^[A-Z]{2}$"
DAY = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
STATE = r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$"
IDENTIFIER = r"^[a-z][a-z0-9_]*$"
CURRENCY = r"^[A-Z]{3}$"
SIDES = ("before", "after", "any")
WORDS = r"^[^|()\[\].*+?\\^$]+(\|[^|()\[\].*+?\\^$]+)*$"
"""Words separated by ``|``, in lower case and free of signs, so that they are a regex as well."""


@dataclass(frozen=True, slots=True)
class Link:
    """A column whose values must stand in a column of another table.

    ``or_one_of`` are further values that are allowed.
    """

    column: str
    table: str
    target: str
    or_one_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV: its columns, the columns that identify a row, its links and its hierarchy.

    ``parent`` names a column that holds the key of another row of the same table; walking it up
    must end.
    """

    schema: pa.DataFrameSchema
    key: tuple[str, ...]
    links: tuple[Link, ...] = ()
    parent: str | None = None


def column(
    name: str,
    dtype: type[pl.DataType] | pl.DataType = pl.String,
    *checks: pa.Check,
    nullable: bool = False,
) -> pa.Column:
    """A column that must be filled in every row, unless ``nullable``."""
    return pa.Column(dtype, list(checks), nullable=nullable, name=name)


def one_of(name: str, words: Iterable[str], *, nullable: bool = False) -> pa.Column:
    """A column of a fixed vocabulary."""
    return column(name, pl.String, pa.Check.isin(list(words)), nullable=nullable)


def matching(name: str, pattern: str, *, nullable: bool = False) -> pa.Column:
    """A column of texts that match a regular expression."""
    return column(name, pl.String, pa.Check.str_matches(pattern), nullable=nullable)


def schema(*columns: pa.Column) -> pa.DataFrameSchema:
    """A schema with exactly these columns."""
    return pa.DataFrameSchema({item.name: item for item in columns}, strict=True)


KEPT_APART = frozenset({"verdicts"})
"""CSVs that are no facts to read by: ``orchestration.verdicts`` takes them row by row."""

TABLES: Mapping[str, Table] = {
    "companies": Table(
        schema(
            matching("company_id", IDENTIFIER),
            column("canonical_name"),
            column("name_zh", nullable=True),
            matching("country", COUNTRY),
            one_of(
                "ownership_type",
                [
                    "state_central",
                    "state_provincial",
                    "state_subsidiary",
                    "listed_state_controlled",
                    "listed_state_influenced",
                    "listed_private",
                    "private",
                    "joint_venture",
                    "business_unit",
                ],
            ),
            column("parent_company_id", nullable=True),
            column("ticker", nullable=True),
            matching("lei", r"^[A-Z0-9]{18}[0-9]{2}$", nullable=True),
            one_of("confidence", CONFIDENCES),
            column("note", nullable=True),
        ),
        key=("company_id",),
        links=(Link("parent_company_id", "companies", "company_id"),),
        parent="parent_company_id",
    ),
    "company_aliases": Table(
        schema(
            column("alias"),
            matching("lang", r"^[a-z]{2}$"),
            column("company_id"),
            one_of(
                "alias_type",
                [
                    "common",
                    "short",
                    "variant",
                    "former",
                    "acronym",
                    "site",
                    "translation_variant",
                    "ambiguous",
                ],
            ),
            column("confidence", pl.Float64, pa.Check.in_range(0, 1)),
            column("needs_review", pl.Boolean),
        ),
        key=("alias", "company_id"),
        links=(Link("company_id", "companies", "company_id"),),
    ),
    "outlets": Table(
        schema(
            matching("outlet_id", IDENTIFIER),
            column("name"),
            column("name_zh", nullable=True),
            column("domain", nullable=True),
            matching("country", COUNTRY, nullable=True),
            column("owner", nullable=True),
            column("owner_company_id", nullable=True),
            matching("controlling_state", STATE, nullable=True),
            one_of(
                "independence_class",
                [
                    "independent",
                    "independent_constrained",
                    "corporate_owned",
                    "party_state_media",
                    "industry_association",
                    "paid_distribution",
                    "statutory_filing",
                    "official_register",
                    "official_statistics",
                    "assurance",
                    "unknown",
                ],
            ),
            column("smm_code", nullable=True),
            one_of("reliability", "ABCDEF"),
            one_of("confidence", CONFIDENCES),
            column("note", nullable=True),
        ),
        key=("outlet_id",),
        links=(Link("owner_company_id", "companies", "company_id", or_one_of=(CLAIMANT,)),),
    ),
    "outlet_aliases": Table(
        schema(column("alias"), matching("lang", r"^[a-z]{2}$"), column("outlet_id")),
        key=("alias",),
        links=(Link("outlet_id", "outlets", "outlet_id"),),
    ),
    "metric_types": Table(
        schema(
            matching("metric_type", IDENTIFIER),
            one_of(
                "dimension",
                ["currency", "volume", "mass", "energy", "time", "labour", "ratio", "count", "any"],
            ),
            column("canonical_unit", nullable=True),
            one_of(
                "saving_type",
                ["cost", "water", "energy", "emissions", "waste", "material", "labour_time"],
                nullable=True,
            ),
            column("hard_min", pl.Float64, nullable=True),
            column("hard_max", pl.Float64, nullable=True),
            column("standard", nullable=True),
            column("definition"),
        ),
        key=("metric_type",),
    ),
    "metric_cues": Table(
        schema(
            column("metric_type"),
            column("cue"),
            column("units"),
            one_of("side", SIDES),
            column("weight", pl.Float64, pa.Check.in_range(0, 5)),
        ),
        key=("metric_type", "cue", "units", "side"),
        links=(Link("metric_type", "metric_types", "metric_type"),),
    ),
    "metric_periods": Table(
        schema(
            column("metric_type"),
            one_of(
                "nature",
                [
                    "flow",
                    "saving",
                    "stock",
                    "level",
                    "event",
                    "process",
                    "capacity",
                    "price",
                    "other",
                ],
            ),
        ),
        key=("metric_type",),
        links=(Link("metric_type", "metric_types", "metric_type"),),
    ),
    "other_natures": Table(
        schema(column("cue"), one_of("nature", ["flow", "stock", "level", "event"])),
        key=("cue",),
    ),
    "counted_nouns": Table(
        schema(column("noun"), matching("unit", r"^\{[^{}]+\}$"), column("metric_type")),
        key=("noun",),
        links=(Link("metric_type", "metric_types", "metric_type"),),
    ),
    "modality_cues": Table(
        schema(
            column("cue"),
            one_of("modality", ["actual", "planned", "indeterminate"]),
            one_of("side", SIDES),
        ),
        key=("cue",),
    ),
    "change_cues": Table(
        schema(
            column("cue"),
            one_of("direction", ["increase", "decrease"]),
            one_of("side", SIDES),
        ),
        key=("cue", "side"),
    ),
    "initiative_cues": Table(
        schema(
            column("cue"),
            one_of("role", ["thing", "deed", "topic", "measure"]),
            column("initiative_type", nullable=True),
            column("weight", pl.Float64, pa.Check.in_range(0, 5)),
        ),
        key=("cue", "role", "initiative_type"),
        links=(Link("initiative_type", "initiative_types", "initiative_type"),),
    ),
    "initiative_actions": Table(
        schema(
            column("cue"),
            one_of("role", ["do", "better", "plan", "begin", "cancel", "state"]),
            column("initiative_type", nullable=True),
            one_of(
                "status",
                ["announced", "in_progress", "completed", "cancelled"],
                nullable=True,
            ),
            column("weight", pl.Float64, pa.Check.in_range(0, 5)),
        ),
        key=("cue", "role", "initiative_type"),
        links=(Link("initiative_type", "initiative_types", "initiative_type"),),
    ),
    "qualitative_predicates": Table(
        schema(column("cue"), column("meaning")),
        key=("cue",),
    ),
    "initiative_types": Table(
        schema(
            matching("initiative_type", IDENTIFIER),
            column("standard", nullable=True),
            column("definition"),
        ),
        key=("initiative_type",),
    ),
    "hedges": Table(
        schema(
            column("phrase"),
            column("level", pl.Int64, pa.Check.in_range(1, 3)),
            column("note"),
        ),
        key=("phrase",),
    ),
    "unit_costs": Table(
        schema(
            matching("unit_cost_id", IDENTIFIER),
            column("metric_type"),
            column("unit"),
            matching("subject_words", WORDS, nullable=True),
            matching("country", COUNTRY),
            matching("currency", CURRENCY),
            column("basis"),
            column("low", pl.Float64, pa.Check.gt(0)),
            column("high", pl.Float64, pa.Check.gt(0)),
            matching("required_words", WORDS, nullable=True),
            column("valid_from", pl.Int64, pa.Check.in_range(1900, 2100)),
            column("source"),
        ),
        key=("unit_cost_id",),
        links=(Link("metric_type", "metric_types", "metric_type"),),
    ),
    "tolerances": Table(
        schema(
            matching("name", IDENTIFIER),
            column("value", pl.Float64, pa.Check.ge(0)),
            column("unit"),
            column("definition"),
            column("source"),
        ),
        key=("name",),
    ),
    "units": Table(
        schema(
            column("code"),
            column("dimension"),
            column("names", nullable=True),
            column("symbols", nullable=True),
            column("claim_code"),
            column("claim_factor", pl.Float64, pa.Check.gt(0)),
            one_of("denominator_only", ["per"], nullable=True),
        ),
        key=("code",),
    ),
    "unit_readings": Table(
        schema(
            column("form"),
            matching("cues", WORDS),
            column("reach", pl.Int64, pa.Check.in_range(1, 1000)),
            column("code"),
        ),
        key=("form", "code"),
    ),
    "currencies": Table(
        schema(
            matching("code", CURRENCY),
            column("words", nullable=True),
            column("signs", nullable=True),
            column("attached_signs", nullable=True),
            column("codes", nullable=True),
        ),
        key=("code",),
    ),
    "currency_places": Table(
        schema(
            matching("currency", CURRENCY),
            matching("shared_with", CURRENCY),
            column("forms"),
            column("country"),
            column("places"),
            column("marks", nullable=True),
            column("domains", nullable=True),
        ),
        key=("currency",),
        links=(Link("currency", "currencies", "code"), Link("shared_with", "currencies", "code")),
    ),
    "fx_rates": Table(
        schema(
            matching("currency", CURRENCY),
            column("year", pl.Int64, pa.Check.in_range(1999, 2100)),
            column("units_per_eur", pl.Float64, pa.Check.gt(0)),
            column("units_per_usd", pl.Float64, pa.Check.gt(0)),
            column("fixings", pl.Int64, pa.Check.ge(1)),
        ),
        key=("currency", "year"),
    ),
    "organisation_words": Table(
        schema(
            column("word"),
            one_of(
                "role",
                [
                    "legal_form",
                    "head",
                    "trade",
                    "prefix_head",
                    "institution",
                    "unit_head",
                    "government",
                    "exchange",
                    "outlet",
                    "event",
                    "thing",
                    "place_head",
                    "place_prefix",
                    "direction",
                    "person_title",
                    "person_role",
                    "company_noun",
                    "reference_noun",
                    "site_noun",
                    "reporting_verb",
                    "business_verb",
                    "weak_verb",
                    "place",
                    "demonym",
                    "common",
                    "first_name",
                    "function_word",
                    "vocabulary",
                    "known_company",
                    "belonging",
                    "undertaking",
                    "agent_verb",
                    "supplied_thing",
                    "adviser",
                    "counterparty",
                    "stake_cue",
                    "adjective",
                    "head_ending",
                ],
            ),
        ),
        key=("word", "role"),
    ),
}
"""Every table that ``data/reference`` must hold, by the name of its CSV."""
