"""A quantity's whole unit taken apart into what a claim holds: unit, denominator, period.

Which metric a unit may measure is told in classes ("money", "mass", "percent"), the words of the
cue tables. Reading units out of text belongs in ``units``.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from orchestration.extraction.quantities.units import MONEY, UnitTable, load_units
from orchestration.extraction.records import Period

_TIME_DENOMINATORS = {
    "h": Period.HOUR,
    "d": Period.DAY,
    "wk": Period.WEEK,
    "mo": Period.MONTH,
    "{quarter}": Period.QUARTER,
    "a": Period.YEAR,
}
# Which currency a minor unit belongs to unless a sign of another one stands by.
_MINOR_UNITS = {"{cent}": ("USD", "0.01"), "{penny}": ("GBP", "0.01"), "{sen}": ("MYR", "0.01")}
_COUNTED = re.compile(r"\((?P<count>\d+)\.(?P<unit>.+)\)")
_PEOPLE = "{person}"


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit as a claim states it; ``factor`` turns the stated number into the claim's value."""

    unit: str
    factor: Decimal
    per: str | None
    period: Period | None
    classes: frozenset[str]
    per_count: Decimal | None = None


@lru_cache(maxsize=4096)
def read_measure(code: str) -> Measure:
    """Take the unit ``code`` (``m3/d``, ``USD/t``, ``{patent}``) apart."""
    table = load_units()
    whole = table.by_code.get(code)
    factor = Decimal(1)
    if whole is not None:
        code, factor = whole.claim_code, whole.claim_factor
    numerator, *denominators = code.split("/") if "/" in code else [code]
    unit, dimension, more = _numerator(numerator, table)
    factor *= more
    per: str | None = None
    per_count: Decimal | None = None
    period: Period | None = None
    for denominator in denominators:
        counted = _COUNTED.fullmatch(denominator)
        if counted:
            per, per_count = counted["unit"], Decimal(counted["count"])
        elif denominator in _TIME_DENOMINATORS:
            period = _TIME_DENOMINATORS[denominator]
        else:
            per = denominator
    classes = _classes(unit, dimension, per, period)
    return Measure(unit, factor, per, period, classes, per_count)


def _numerator(code: str, table: UnitTable) -> tuple[str, str, Decimal]:
    if code in _MINOR_UNITS:
        currency, factor = _MINOR_UNITS[code]
        return currency, MONEY, Decimal(factor)
    known = table.by_code.get(code)
    if known is not None:
        return known.claim_code, known.dimension, known.claim_factor
    if code.startswith("{") or code == "1":
        return code, "count", Decimal(1)
    return code, "other", Decimal(1)


def _classes(unit: str, dimension: str, per: str | None, period: Period | None) -> frozenset[str]:
    classes = set()
    if dimension == MONEY:
        classes.add("money_rate" if per else "money")
    elif unit == "%":
        classes |= {"percent", "change"}
    elif unit == "[ppm]" or unit == "[ppb]":
        classes.add("ppm")
    elif unit == _PEOPLE:
        classes |= {"people", "count"}
    elif unit == "1":
        classes |= {"ratio", "count"}
    elif unit == "{person}.h" or unit.startswith("{person}."):
        classes.add("person_time")
    elif dimension == "mass" and per is not None:
        classes |= {"concentration", "mass_rate"}
    elif dimension == "volume" and per is not None:
        classes |= {"volume", "volume_rate"}
    else:
        classes.add(dimension)
    if period is not None:
        classes |= {f"rate_{name}" for name in tuple(classes)}
    return frozenset(classes)
