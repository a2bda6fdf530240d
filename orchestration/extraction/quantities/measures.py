"""A number together with the unit written beside it.

Scale words, the unit after a number with all its denominators, and the number that may start at a
given place are read here. Counted nouns are left to ``nouns``, ranges to ``ranges``.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from orchestration.extraction.quantities import masks
from orchestration.extraction.quantities.bounds import SIGNS
from orchestration.extraction.quantities.lexis import STOP_WORDS
from orchestration.extraction.quantities.nouns import read_noun
from orchestration.extraction.quantities.numbers import (
    VULGAR_FRACTIONS,
    Number,
    read_digits,
    read_fraction_noun,
    read_scale,
    read_words,
)
from orchestration.extraction.quantities.scan import CANDIDATE
from orchestration.extraction.quantities.units import MONEY, UnitTable, quotient
from orchestration.extraction.records import Comparator

SPACES = " \u00a0\u202f\u2009"
MINUS = "-−–"

_DENOMINATOR = re.compile(
    r"\s?/\s?(?=[^\W\d_]|[³²°¥$€])|[ \u00a0-](?:per|PER)[ \u00a0-]"
    r"|[ \u00a0-](an?|each|every)[ \u00a0-]"
)
_DENOMINATOR_COUNT = re.compile(r"(\d{1,6}(?:,000){0,2}|hundred|thousand|million|billion)[ \u00a0]")
_COUNTS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_DENOMINATOR_NOUN = re.compile(r"[^\W\d_][\w-]{0,40}")
# "0.3 kg of dysprosium per tonne": what is measured stands between the unit and its denominator.
_SUBSTANCE = re.compile(
    r"(?: of)?(?: [^\W\d_][\w-]{0,30}){1,3}(?= per )"
    r"| of(?: [^\W\d_][\w-]{0,30}){1,2}(?= an? (?:year|month|week|day|hour)(?![^\W_]))"
)
_RESTATED = re.compile(r" \([^()\n]{1,40}\)(?= (?:an?|per|each|every) )")
_QUALIFIER = re.compile(
    r"[ \u00a0](?:CO2-?eq?|CO₂-?eq?|CO2e|CO₂e|CO2|CO₂|TREO|REO|LCE|WMT|DMT)(?![^\W_])"
)
# "$445 million a year earlier" states no rate.
_NO_RATE = re.compile(
    r"s?[ -](?:earlier|ago|before|later|previously|prior|after|on[ -](?:the )?year|over year)"
)
_POUNDS_REACH = 600
_A_NOUNS = frozenset(("share", "head", "piece", "person", "unit", "night", "ticket", "bottle"))
_A_DIMENSIONS = frozenset(("time", "mass", "volume", "area", "length", "energy", "count"))
_NO_DENOMINATORS = frozenset(
    ("%", "‰", "[pp]", "[bp]", "[ppm]", "[ppb]", "{cent}", "{penny}", "{time}")
)
_NO_NUMERATORS = frozenset(("‰", "[ppm]", "[ppb]", "{time}"))
_DOLLAR_COUNTRY = re.compile(r"[ \u00a0]?(?:US|U\.S\.)(?![^\W_])(?! [A-Z])")
# Letters that are a unit only where nothing shows that they begin a word or a name.
_SHY_LETTERS = frozenset("ACFKVNJRTWLPghdsylpcbx")


@dataclass(slots=True)
class Measure:
    """A number with its unit; ``unit`` is empty where none stands beside it.

    ``money`` tells that the unit is a currency before the number; ``signed`` that a minus is part
    of it; ``comparator`` comes from an attached sign.
    """

    number: Number
    value: Decimal
    unit: str
    start: int
    end: int
    money: bool
    comparator: Comparator | None = None
    signed: bool = False


def read_measure(text: str, number: Number, money: str, start: int, table: UnitTable) -> Measure:
    """``number`` with its scale and the unit after it, or the currency ``money`` before it."""
    if not number.scaled and not number.fraction:
        number = read_scale(text, number, bool(money))
    end = number.end
    if money:
        country = _DOLLAR_COUNTRY.match(text, end) if money == "USD" else None
        if country:
            end = country.end()
        found = unit_at(text, end, number, table)
        if found is None or found[0] == money or found[2]:
            end = found[1] if found and found[0] == money else end
            unit, end = read_denominators(text, money, end, table)
            return Measure(number, number.value, unit, start, end, True)
        start = number.start if number.start >= 0 else start
    found = unit_at(text, end, number, table)
    unit = ""
    if found is not None:
        unit, end = read_denominators(text, found[0], found[1], table)
    elif number.scale == 1 and text[end : end + 1] in ("m", "b") and _counts(text, end + 1, table):
        number = number.times(10**6 if text[end] == "m" else 10**9, end + 1)
        end += 1
        found = unit_at(text, end, number, table)
        if found is not None:
            unit, end = read_denominators(text, found[0], found[1], table)
    elif text.startswith(" per ", end):
        unit, end = read_denominators(text, "", end, table)
    return Measure(number, number.value, unit, start, end, False)


def unit_at(text: str, end: int, number: Number, table: UnitTable) -> tuple[str, int, bool] | None:
    """The unit after a number that ends at ``end``: code, offset after it, whether it is money."""
    position = end
    gap = text[end : end + 1]
    if gap and gap in " \u00a0\u202f\u2009-":
        position = end + 1
    found = table.match(text, position)
    if found is None:
        return None
    unit, stop = found
    if unit.denominator_only or (text[stop - 1] in "′″" and text[stop : stop + 1].isalpha()):
        return None
    surface = text[position:stop]
    if unit.dimension == MONEY and not surface[-1].isalpha() and text[stop : stop + 1].isdigit():
        return None
    if surface == "in" and position != end:
        return None
    # "4N" is a grade of purity.
    if surface == "N" and position == end:
        return None
    if len(surface) == 1 and surface.isascii() and surface.isalpha():
        if surface == "m":
            if number.scale == 1 and _counts(text, stop, table):
                return None
        elif surface in _SHY_LETTERS:
            following = text[stop : stop + 1]
            if following and following in "-'’&.":
                tail = text[stop + 1 : stop + 2]
                if following != "." or tail.isalnum():
                    return None
            if gap == "-" or (position != end and surface in "cx"):
                return None
            if surface == "b" and position == end and number.scale == 1:
                return None
            if position != end and surface in "ACFKTRP" and text[stop + 1 : stop + 2].isupper():
                return None
    code = table.reading(text, position, stop, unit.code)
    if unit.code == "[lb_av]" and surface == "pounds":
        code = _pounds(text, stop, code, number)
    return code, stop, code in table.currencies or unit.dimension == MONEY


def _pounds(text: str, end: int, code: str, number: Number) -> str:
    """Whether pounds are money: by the words around, or many of them and of no substance."""
    if text.startswith(" of ", end):
        return "[lb_av]"
    around = text[max(0, end - _POUNDS_REACH) : end + _POUNDS_REACH]
    if code == "[lb_av]" and number.scale > 1000 and ("£" in around or "$" not in around):
        return "GBP"
    return code


def _counts(text: str, position: int, table: UnitTable) -> bool:
    """Whether "m" or "b" before ``position`` is a scale: a unit or a plural follows."""
    if text[position : position + 1] not in (" ", "\u00a0"):
        return False
    found = table.match(text, position + 1)
    if found is not None and found[1] - position > 2:
        return True
    noun = read_noun(text, position, one=False)
    return noun is not None and noun.plural


def read_denominators(text: str, unit: str, end: int, table: UnitTable) -> tuple[str, int]:
    """``unit`` with what it is per ("a tonne", "/day", "per million hours"), and its end."""
    if unit in _NO_NUMERATORS:
        return unit, end
    for _ in range(2):
        start = end
        if text[end : end + 1] == " ":
            if restated := _RESTATED.match(text, end):
                # "9 billion shekels ($2.4 billion) a year": the rate is not part of the span.
                rate = _DENOMINATOR.match(text, restated.end())
                read = _denominator(text, rate, table) if rate else None
                return (quotient(unit, read[0], table.currencies) if read and unit else unit), end
            if qualifier := _QUALIFIER.match(text, end):
                start = end = qualifier.end()
            elif (
                unit not in table.currencies
                and unit
                and (text.startswith(" of ", end) or text.find(" per ", end, end + 60) > end)
                and (substance := _SUBSTANCE.match(text, end))
                and STOP_WORDS.isdisjoint(_content(substance[0]))
            ):
                start = substance.end()
        match = _DENOMINATOR.match(text, start)
        if match is None:
            break
        read = _denominator(text, match, table)
        if read is None:
            break
        code, end = read
        unit = quotient(unit or "1", code, table.currencies)
    return unit, end


def _content(phrase: str) -> list[str]:
    words = phrase.lower().split()
    return words[1:] if words[0] == "of" else words


def _denominator(text: str, match: re.Match[str], table: UnitTable) -> tuple[str, int] | None:
    position = match.end()
    article = match[1]
    count = _DENOMINATOR_COUNT.match(text, position) if article is None else None
    if count:
        position = count.end()
    found = table.match(text, position)
    if found is not None and found[0].dimension != MONEY and found[0].code not in _NO_DENOMINATORS:
        unit, end = found
        code = unit.code
        if article and (unit.dimension not in _A_DIMENSIONS or len(text[position:end]) < 2):
            return None
        if article and unit.dimension == "time" and _NO_RATE.match(text, end):
            return None
    elif found is not None:
        return None
    else:
        noun = _DENOMINATOR_NOUN.match(text, position)
        if noun is None or (article and noun[0].lower() not in _A_NOUNS):
            return None
        phrase = read_noun(text, position - 1, one=True) if match[0][0] in SPACES else None
        head, end = (phrase.head, phrase.end) if phrase else (noun[0].lower(), noun.end())
        if head in STOP_WORDS:
            return None
        code = f"{{{head}}}"
    if count:
        size = _COUNTS.get(count[1]) or int(count[1].replace(",", ""))
        code = f"({size}.{code})"
    return code, end


def measure_at(text: str, position: int, table: UnitTable, money: str = "") -> Measure | None:
    """The number that starts at ``position``, with its sign, currency and unit; or ``None``.

    ``money`` is the currency that it has where it states none, as the second of a range has.
    """
    start = position
    first = text[position : position + 1]
    negative, comparator = False, None
    if not first:
        return None
    if first in MINUS:
        negative, position = True, position + 1
    elif first in SIGNS:
        comparator, position = SIGNS[first], position + 1
    elif first == "+":
        position += 1
    if not text[position : position + 1].isdigit():
        currency = table.currency_at(text, position)
        if currency is not None:
            money, position = currency
    match = CANDIDATE.match(text, position)
    if match is None:
        return None
    number = _number_at(text, position, match.end())
    if number is None:
        return None
    measure = read_measure(text, number, money, start, table)
    following = text[measure.end : measure.end + 1]
    if not measure.unit and not measure.number.spelled:
        if following.isalpha() and following < "\u2e80":
            return None
        if number.integer and match.end() - position == 4 and masks.year_end(text, position):
            noun = read_noun(text, match.end(), one=False)
            if noun is None or not noun.plural:
                return None
    if negative:
        measure.value, measure.signed = -measure.value, True
    measure.comparator = comparator
    return measure


def _number_at(text: str, start: int, end: int) -> Number | None:
    if text[start].isdigit():
        return None if masks.mask_end(text, start, end, "") else read_digits(text, start, end)
    if text[start] in VULGAR_FRACTIONS:
        return read_digits(text, start, end)
    number = read_words(text, start)
    if number is None or read_fraction_noun(text, number):
        return None
    return number
