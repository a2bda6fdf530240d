"""From a number with its unit to a quantity: the other end of a range, what is counted, bounds."""

import re
from decimal import Decimal

from orchestration.extraction.quantities.bounds import bound_after, bound_before
from orchestration.extraction.quantities.fractions import (
    read_ratio_after,
    share_of_size,
    shared_noun,
    shared_unit,
)
from orchestration.extraction.quantities.lexis import (
    ARTICLES,
    LEVEL_ADJECTIVES,
    QUANTIFIERS,
    UNIT_NAMESAKES,
)
from orchestration.extraction.quantities.masks import is_age
from orchestration.extraction.quantities.measures import (
    Measure,
    measure_at,
    read_denominators,
    read_measure,
)
from orchestration.extraction.quantities.nouns import read_noun, singular
from orchestration.extraction.quantities.numbers import Number
from orchestration.extraction.quantities.preceding import lower, words_before
from orchestration.extraction.quantities.ranges import inherit, read_other_end
from orchestration.extraction.quantities.units import UnitTable
from orchestration.extraction.records import Comparator, Quantity, QuantityForm

_ONE_OF = re.compile(
    r" of (?:the|his|her|its|their|my|our|your|these|those|only)"
    r"(?: (?:world|country|nation|company|state|city|industry)['’]?s)? "
)
_COUNT_OF = re.compile(r" of (?:the|his|her|its|their|my|our|your|these|those) (?=[^\W\d_])")
# "Over three years" tells when; "over 20 years" tells how long.
_WINDOWS = frozenset(("a", "mo", "wk", "d"))
_LONGEST_WINDOW = 10
_OUT_OF_EVERY = (" out of every ", " of every ")
# "2 x 60 MW turbines", "two 500-kW electrolysers": a size stands before what is counted.
_SIZE_BETWEEN = re.compile(r"[ \u00a0](?:[x×][ \u00a0]?)?(?=\d)")


# "Two 500-kW and three 1-MW electrolysers": the noun is shared.
_ANOTHER_SIZE = re.compile(
    r"(?:,| and| or) (?:\d{1,4}|two|three|four|five|six|seven|eight|nine|ten)(?= \d)", re.IGNORECASE
)


def complete(text: str, first: Measure, words: list[str], table: UnitTable) -> Quantity:
    """The quantity that begins with ``first``; ``words`` are those before it."""
    before = lower(words)
    comparator, used = bound_before(before)
    rest = before[: len(before) - used]
    if rest and rest[-1] in LEVEL_ADJECTIVES:
        rest.pop()
        while rest and rest[-1] in ARTICLES:
            rest.pop()
    lead = rest[-1] if rest else ""
    other = read_other_end(text, first, lead, rest[:-1], table)
    if other is not None and other.change:
        return _change(text, first, other.measure, other.upper, comparator, table)
    if other is not None:
        return _range(text, first, other.measure, comparator, table)
    unit, end = first.unit, first.end
    if not unit:
        unit, end = _counted(text, first, words, table)
        share = read_ratio_after(text, first.value, end, table) if unit[0] == "{" else None
        if share is not None:
            bound = comparator or Comparator.EXACT
            value = share.value
            fraction = QuantityForm.FRACTION
            return Quantity(value, value, unit, bound, first.start, share.end, fraction)
    elif text.startswith(_OUT_OF_EVERY, end):
        share = read_ratio_after(text, first.value, end, table)
        if share is not None:
            bound = comparator or Comparator.EXACT
            return Quantity(
                share.value, share.value, "1", bound, first.start, share.end, QuantityForm.FRACTION
            )
    if unit in _WINDOWS and before and before[-1] == "over" and first.value < _LONGEST_WINDOW:
        comparator = None
    comparator = bound_after(text, end) or comparator or first.comparator or Comparator.EXACT
    return Quantity(first.value, first.value, unit, comparator, first.start, end)


def complete_share(
    text: str, number: Number, start: int, words: list[str], table: UnitTable
) -> Quantity:
    """The share ``number`` with what it is a share of; a share of a unit is an amount of it."""
    sized = share_of_size(text, number)
    if sized is not number:
        return complete(text, read_measure(text, sized, "", start, table), words, table)
    comparator = bound_before(lower(words))[0] or bound_after(text, number.end) or Comparator.EXACT
    value = number.value
    if amount := shared_unit(text, number.end, table):
        return Quantity(value, value, amount[0], comparator, start, amount[1])
    noun = shared_noun(text, number.end)
    unit = f"{{{noun.head}}}" if noun else "1"
    return Quantity(value, value, unit, comparator, start, number.end, QuantityForm.FRACTION)


def one_counts(text: str, end: int) -> bool:
    """Whether something that "one" before ``end`` counts follows it."""
    return read_noun(text, end, one=True) is not None or _ONE_OF.match(text, end) is not None


def _counted(text: str, measure: Measure, words: list[str], table: UnitTable) -> tuple[str, int]:
    """What a number without a unit counts, and the end of that; ``1`` if the text says nothing."""
    position = measure.end
    one = measure.value == 1 and measure.number.scale == 1
    of = (_ONE_OF if one else _COUNT_OF).match(text, position)
    if of is not None:
        noun = read_noun(text, of.end() - 1, one=False)
        if noun is not None and (one or noun.plural):
            return f"{{{noun.head}}}", noun.end
        return "1", position
    if not one and (behind := _noun_behind_size(text, position, table)):
        return f"{{{behind}}}", position
    noun = read_noun(text, position, one=one)
    if noun is None:
        return ("a" if is_age(text, measure.start, position, words) else "1"), position
    if not noun.plural and measure.value != measure.value.to_integral_value():
        return "1", position
    if noun.head == "pt":
        return ("[pp]" if text[measure.start] in "+-−–" else "{point}"), noun.end
    unit = table.by_name.get(noun.head)
    compound = text[position : noun.end].split()[-1].lower()
    if unit is not None and "-" in compound:
        # "Seat-kilometres" and "passenger-miles" are no lengths.
        return f"{{{singular(compound)}}}", noun.end
    if unit is not None and noun.plural and not unit.denominator_only:
        modifiers = text[position : noun.end].lower().split()[:-1]
        # "50 previous years" are years; "50 smart meters" are no metres.
        if noun.head not in UNIT_NAMESAKES or QUANTIFIERS.issuperset(modifiers):
            return unit.code, noun.end
    return read_denominators(text, f"{{{noun.head}}}", noun.end, table)


def _noun_behind_size(text: str, position: int, table: UnitTable) -> str | None:
    """The head of a plural that stands after one size or two: "four 1,700 TEU vessels"."""
    for _ in range(2):
        gap = _SIZE_BETWEEN.match(text, position)
        size = measure_at(text, gap.end(), table) if gap else None
        if size is None or not size.unit or size.money:
            return None
        noun = read_noun(text, size.end, one=False)
        if noun is not None:
            return noun.head if noun.plural else None
        joined = _ANOTHER_SIZE.match(text, size.end)
        if joined is None:
            return None
        position = joined.end()
    return None


def _shared_unit(text: str, first: Measure, second: Measure, table: UnitTable) -> tuple[str, int]:
    """The unit of both numbers, and the end of the second with it."""
    if second.unit:
        # "$75 a barrel to $46" names what the price is per only once.
        return max(first.unit, second.unit, key=len), second.end
    if first.unit:
        # "$23.80-24.40/lb": what the price is per stands after the second number alone.
        return read_denominators(text, first.unit, second.end, table)
    unit, end = _counted(text, second, [], table)
    if unit == "1":
        noun = read_noun(text, first.end, one=False)
        if noun is not None and noun.end < second.start:
            unit = f"{{{noun.head}}}"
    return unit, end


def _range(
    text: str,
    first: Measure,
    second: Measure,
    comparator: Comparator | None,
    table: UnitTable,
) -> Quantity:
    inherit(first, second)
    unit, end = _shared_unit(text, first, second, table)
    if first.value != second.value:
        comparator = Comparator.BETWEEN
    comparator = comparator or bound_after(text, end) or Comparator.EXACT
    return Quantity(first.value, second.value, unit, comparator, first.start, end)


def _change(
    text: str,
    first: Measure,
    second: Measure,
    upper: Measure | None,
    comparator: Comparator | None,
    table: UnitTable,
) -> Quantity:
    if upper is not None:
        inherit(second, upper)
        inherit(first, upper)
        second.unit, second.end = _shared_unit(text, second, upper, table)
    else:
        inherit(first, second)
    unit, end = _shared_unit(text, first, second, table)
    before = comparator or first.comparator or Comparator.EXACT
    after = (
        bound_after(text, end)
        or bound_before(lower(words_before(text, second.start)))[0]
        or second.comparator
        or Comparator.EXACT
    )
    low = first.value
    new_low, new_high = second.value, upper.value if upper else second.value
    high = (new_low + new_high) / 2
    if upper is not None:
        after = Comparator.BETWEEN
    parts = (
        Quantity(low, low, unit, before, first.start, first.end),
        Quantity(new_low, new_high, unit, after, second.start, end),
    )
    return Quantity(low, high, unit, after, first.start, end, QuantityForm.CHANGE, parts)


def exact(value: Decimal, start: int, end: int) -> Quantity:
    """A number of which the text says no more than its value."""
    return Quantity(value, value, "1", Comparator.EXACT, start, end)
