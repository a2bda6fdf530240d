"""A claim in the making: what one figure of one sentence states, before mentions are merged.

Only the record and small helpers on it belong here.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from orchestration.extraction.figures.dimensions import Measure
from orchestration.extraction.records import (
    Comparator,
    Direction,
    Modality,
    Period,
    Quantity,
    Restatement,
    ValueKind,
)
from orchestration.text.article import SectionKind, Sentence

_PLACES, _EXACT = 9, 18
_RANKS = {SectionKind.HIGHLIGHTS: 1, SectionKind.TITLE: 2}


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as the text states it, with its unit taken apart.

    ``is_worded`` marks a value in words ("halved"), ``falls`` that it is a decrease,
    ``old`` the level that it comes from ("from A to B").
    """

    quantity: Quantity
    measure: Measure
    is_points: bool = False
    is_worded: bool = False
    is_change: bool = False
    falls: bool = False
    is_outlay: bool = False
    old: "Stated | None" = None

    @property
    def value(self) -> Decimal:
        """The value in the unit of a claim: the middle of a range."""
        return (self.quantity.low + self.quantity.high) / 2 * self.measure.factor


@dataclass(slots=True)
class Draft:
    """What one figure states; the fields are those of a claim.

    ``metric_cue`` are the words that tell the metric type, ``cue_span`` their tokens in the
    sentence; both are empty where no word of the sentence does.
    """

    sentence: Sentence
    start: int
    end: int
    quote: str
    value: Decimal | None
    value_low: Decimal | None
    value_high: Decimal | None
    comparator: Comparator
    unit: str | None
    per: str | None
    classes: frozenset[str]
    metric_type: str = "other"
    metric_score: float = 0.0
    metric_cue: str = ""
    cue_span: tuple[int, int] = (0, 0)
    kind: ValueKind = ValueKind.AMOUNT
    direction: Direction | None = None
    company: str | None = None
    company_score: float = 0.0
    subject: str | None = None
    per_count: Decimal | None = None
    period: Period | None = None
    reporting_period: str | None = None
    baseline_value: Decimal | None = None
    modality: Modality = Modality.ACTUAL
    also_stated: tuple[Restatement, ...] = ()
    hedge_level: int = 0
    sources: tuple[str, ...] = ()
    companies: tuple[str, ...] = field(default=())
    in_table: bool = False

    @property
    def rank(self) -> int:
        """How far from the full statement: 0 in the body, 1 in the highlights, 2 in the title."""
        return _RANKS.get(self.sentence.section, 0)


def plain_number(value: Decimal) -> Decimal:
    """``value`` to a billionth, without trailing zeros and without an exponent."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_PLACES and value.adjusted() < _EXACT:
        value = round(value, _PLACES)
    return Decimal(format(value.normalize(), "f"))


def bounds(
    low: Decimal, high: Decimal, comparator: Comparator
) -> tuple[Decimal | None, Decimal | None]:
    """Both ends of a value as a claim states them: the open end of a bound is ``None``."""
    if comparator is Comparator.AT_LEAST and low == high:
        return low, None
    if comparator is Comparator.UP_TO and low == high:
        return None, high
    return low, high
