"""The values that extraction produces: quantities, claims, companies, initiatives, sources.

Only frozen records and their vocabularies belong here; every module of the package builds or links
them. What each field means is the definition of a claim in ``docs/claims.md``.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Comparator(StrEnum):
    """How a stated value bounds the true one."""

    EXACT = "exact"
    APPROX = "approx"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    BETWEEN = "between"


class QuantityForm(StrEnum):
    """How a quantity is stated.

    ``FRACTION`` is a share in words ("two-thirds of the sites"): its value is a number below 1 and
    its unit what it is a share of. ``CHANGE`` is "from A to B": ``low`` is A and ``high`` is B,
    whichever is larger, and ``parts`` holds both.
    """

    NUMBER = "number"
    FRACTION = "fraction"
    CHANGE = "change"


class ValueKind(StrEnum):
    """Whether a value is a level, or one of the ways to state a change."""

    AMOUNT = "amount"
    CHANGE_PCT = "change_pct"
    CHANGE_PP = "change_pp"
    CHANGE_ABS = "change_abs"
    RATIO = "ratio"


class Direction(StrEnum):
    """The sign of a change; a change's value is positive."""

    INCREASE = "increase"
    DECREASE = "decrease"


class Period(StrEnum):
    """The time that a value covers."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    CUMULATIVE = "cumulative"
    ONE_OFF = "one_off"
    POINT_IN_TIME = "point_in_time"


class Modality(StrEnum):
    """Whether the claim is about what happened or what shall happen."""

    ACTUAL = "actual"
    PLANNED = "planned"
    INDETERMINATE = "indeterminate"


class InitiativeStatus(StrEnum):
    """How far an initiative has come, as the article tells it."""

    ANNOUNCED = "announced"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class SourceRole(StrEnum):
    """What an outlet or organisation is to an article."""

    PUBLISHER = "publisher"
    ORIGINATOR = "originator"


class SourceKind(StrEnum):
    """What kind of source speaks; decides, with the reference tables, how independent it is."""

    OUTLET = "outlet"
    COMPANY = "company"
    FILING = "filing"
    REGISTER = "register"
    ASSURANCE = "assurance"


@dataclass(frozen=True, slots=True)
class Span:
    """``text[start:end]`` of an article."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as the text states it.

    ``unit`` is the whole unit with its denominators: UCUM (``m3/d``), ISO 4217 (``USD/t``),
    ``{noun}`` in the singular for counted things, ``1`` for none; products and quotients of these.
    ``low`` equals ``high`` unless the text gives a range. ``start`` and ``end`` enclose number and
    unit, without comparator words, with a sign that is attached.
    """

    low: Decimal
    high: Decimal
    unit: str
    comparator: Comparator
    start: int
    end: int
    form: QuantityForm = QuantityForm.NUMBER
    parts: "tuple[Quantity, ...]" = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an article makes a claim."""

    quote: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    section: str
    hedge_level: int


@dataclass(frozen=True, slots=True)
class Restatement:
    """The same amount again in another currency ("700,000 yuan ($97,000)")."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Company:
    """An organisation that an article names.

    ``name`` is its fullest form in the article and its key there. ``reference_id`` is its row in
    ``companies.csv`` if an alias led to one, with that alias's ``confidence`` (0 to 1) and whether
    the match wants a person's eye. ``parent`` is the ``name`` of another company of the article, or
    a name that the text gives for its owner.
    """

    name: str
    mentions: tuple[tuple[str, Span], ...]
    reference_id: str | None
    confidence: float
    needs_review: bool
    parent: str | None


@dataclass(frozen=True, slots=True)
class Initiative:
    """One undertaking of one company; ``key`` identifies it within its article."""

    key: str
    company: str
    type: str
    status: InitiativeStatus
    title: str
    mentions: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet or organisation from which an article's facts come, or that carries it.

    ``outlet_id`` is its row in ``outlets.csv`` if it has one; ``company`` the ``name`` of the
    article's company that it is, if it is one.
    """

    name: str
    role: SourceRole
    kind: SourceKind
    outlet_id: str | None
    company: str | None
    in_disclaimer: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """One measurable statement; the fields are those of the published ``claims``.

    ``company`` and ``initiative`` name a ``Company.name`` and an ``Initiative.key`` of the same
    article. ``value`` is ``None`` for a predicate that nobody can measure ("internationally
    leading"). ``sources`` names the ``Source.name`` of those who say it.
    """

    company: str | None
    initiative: str | None
    metric_type: str
    subject: str | None
    value_kind: ValueKind
    direction: Direction | None
    value: Decimal | None
    value_low: Decimal | None
    value_high: Decimal | None
    comparator: Comparator
    unit: str | None
    per: str | None
    per_count: Decimal | None
    period: Period | None
    reporting_period: str | None
    baseline_value: Decimal | None
    modality: Modality
    also_stated: tuple[Restatement, ...]
    sources: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article says: what ``read_article`` returns."""

    claims: tuple[Claim, ...]
    companies: tuple[Company, ...]
    initiatives: tuple[Initiative, ...]
    sources: tuple[Source, ...]
    has_disclaimer: bool
    operating_days: int | None
