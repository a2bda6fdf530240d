"""The grammar of numbers: digits in several locales, number words, fractions, powers, scale words.

Only numbers belong here: what a number counts is read by ``units`` and ``nouns``, and whether it
is a quantity at all by ``masks``. Every pattern is possessive or bounded, so that each function
costs no more than the length of what it reads.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

# A number longer than this is no quantity but an identifier, and is not parsed.
MAX_NUMERAL_LENGTH = 32

_ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_SCALE_WORDS = {
    "thousand": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "lac": 10**5,
    "million": 10**6,
    "millions": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
    "billions": 10**9,
    "trillion": 10**12,
    "trillions": 10**12,
    "quadrillion": 10**15,
}
_SCALE_SUFFIXES = {
    "k": 10**3,
    "K": 10**3,
    "m": 10**6,
    "M": 10**6,
    "mm": 10**6,
    "MM": 10**6,
    "mn": 10**6,
    "Mn": 10**6,
    "mln": 10**6,
    "mil": 10**6,
    "mio": 10**6,
    "cr": 10**7,
    "Cr": 10**7,
    "b": 10**9,
    "B": 10**9,
    "bn": 10**9,
    "Bn": 10**9,
    "BN": 10**9,
    "bln": 10**9,
    "t": 10**12,
    "T": 10**12,
    "tn": 10**12,
    "Tn": 10**12,
    "trn": 10**12,
    "万亿": 10**12,
    "亿": 10**8,
    "万": 10**4,
    "千": 10**3,
    "百万": 10**6,
}
# A suffix that is also a unit's symbol (metre, tonne, bit, kelvin) scales money only, unless it
# is a capital that no unit of everyday news has.
AMBIGUOUS_SUFFIXES = frozenset({"m", "mm", "b", "t", "T", "K", "MM", "cr", "mil"})

VULGAR_FRACTIONS = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅓": Decimal(1) / Decimal(3),
    "⅔": Decimal(2) / Decimal(3),
    "⅕": Decimal("0.2"),
    "⅖": Decimal("0.4"),
    "⅗": Decimal("0.6"),
    "⅘": Decimal("0.8"),
    "⅛": Decimal("0.125"),
    "⅜": Decimal("0.375"),
    "⅝": Decimal("0.625"),
    "⅞": Decimal("0.875"),
}
_FRACTION_NOUNS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twentieth": 20,
    "hundredth": 100,
    "thousandth": 1000,
}
FRACTION_DENOMINATORS = _FRACTION_NOUNS | {
    noun + "s": value for noun, value in _FRACTION_NOUNS.items() if not noun.startswith("hal")
}

_SMALL_WORDS = _ONES | _TENS
CARDINAL_WORDS = frozenset(_SMALL_WORDS) | {"hundred"} | frozenset(_SCALE_WORDS)

_GROUPED_BY_COMMA = re.compile(r"\d{1,3}(?:,\d{3})++(?:\.\d++)?\Z")
_GROUPED_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})*+,\d{3}(?:\.\d++)?\Z")
_GROUPED_BY_POINT = re.compile(r"\d{1,3}(?:\.\d{3})++,\d++\Z|\d{1,3}(?:\.\d{3}){2,}+\Z")
_DECIMAL_COMMA = re.compile(r"\d++,\d++\Z")
_DECIMAL_POINT = re.compile(r"\d++(?:\.\d++)?\Z")

_SPACED_GROUPS = re.compile(r"(?:[\u00a0\u202f\u2009 '’]\d{3}(?![\d,]))+(?:[.,]\d{1,4}(?![\d,.]))?")
_POWER = re.compile(
    r"\s?[×x·*]\s?10(?:\^\s?([-−–+]?\d{1,3})|([-−–]\d{1,3})|([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))(?![\d.,]*\d)"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_SLASH_FRACTION = re.compile(r"[/⁄](\d{1,4})(?![\d/⁄.,]*\d)")
_MIXED_FRACTION = re.compile(r"[ -]?([½¼¾⅓⅔⅕⅖⅗⅘⅛⅜⅝⅞])|[ -](\d)[/⁄](\d{1,2})(?![\d/])")
_WORDS = re.compile(
    r"(?:[Aa]nd[ ])?([A-Za-z]{2,11})(?![^\W\d_])",
)
_SEPARATOR = re.compile(r"[ \u00a0-]|\s{1,2}")
_SCALE = re.compile(
    r"(?:[ \u00a0\u202f-]|\s{0,2})"
    r"((?i:thousand|lakhs?|lac|millions?|crores?|billions?|trillions?|quadrillion|hundred"
    r"|dozen))(?![^\W\d_])"
    r"|[ \u00a0\u202f]?(万亿|百万|[亿万千])"
    r"|[ \u00a0\u202f]?(mm|MM|mn|Mn|mln|mil|mio|Cr|cr|bn|Bn|BN|bln|tn|Tn|trn|[kKmMbBtT])"
    r"(?![^\W_])"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    ``end`` is the offset after its last character. ``integer`` tells that it is a bare run of
    digits as a year or a label is; ``spelled`` that it is in words. ``scaled`` that a scale word or
    suffix is part of it; ``suffix`` is that suffix where it could also be a unit's symbol.
    """

    value: Decimal
    end: int
    integer: bool = False
    spelled: bool = False
    scaled: bool = False
    fraction: bool = False
    suffix: str = ""


def parse_numeral(token: str) -> Decimal | None:
    """The value of digits with their marks, or ``None`` where the marks make no number.

    ``1,234.5`` and ``3,10,000`` group by commas, ``1.234,5`` by points; one comma that does not
    stand before three digits is a decimal mark; one point always is.
    """
    if len(token) > MAX_NUMERAL_LENGTH:
        return None
    if "," not in token:
        if _DECIMAL_POINT.match(token):
            return Decimal(token)
        return Decimal(token.replace(".", "")) if _GROUPED_BY_POINT.match(token) else None
    if _GROUPED_BY_COMMA.match(token) or _GROUPED_INDIAN.match(token):
        return Decimal(token.replace(",", ""))
    if _GROUPED_BY_POINT.match(token):
        return Decimal(token.replace(".", "").replace(",", "."))
    if _DECIMAL_COMMA.match(token):
        return Decimal(token.replace(",", "."))
    return None


def read_digits(text: str, start: int, end: int) -> Number | None:
    """The number whose digits are ``text[start:end]``, with groups after spaces, powers, fractions.

    Scale words are left to :func:`read_scale`.
    """
    token = text[start:end]
    if token in VULGAR_FRACTIONS:
        return Number(VULGAR_FRACTIONS[token], end, fraction=True)
    plain = token.isdigit()
    if plain and len(token) <= 3 and end < len(text) and text[end] in "\u00a0\u202f\u2009 '’":
        groups = _SPACED_GROUPS.match(text, end, end + MAX_NUMERAL_LENGTH)
        if groups and token != "0":
            digits = token + re.sub(r"[^\d.,]", "", groups[0]).replace(",", ".")
            return Number(Decimal(digits), groups.end())
    value = parse_numeral(token)
    if value is None:
        return None
    if end < len(text):
        following = text[end]
        if following in "/⁄" and plain and (fraction := _SLASH_FRACTION.match(text, end)):
            denominator = int(fraction[1])
            if denominator > 1 and value < denominator:
                return Number(value / denominator, fraction.end(), fraction=True)
        if following in " ×x·*" and (power := _POWER.match(text, end)):
            exponent = (power[1] or power[2] or power[3]).translate(_SUPERSCRIPTS)
            exponent = exponent.replace("−", "-").replace("–", "-")
            return Number(value.scaleb(int(exponent)), power.end(), scaled=True)
        if plain and following in " -½¼¾⅓⅔⅕⅖⅗⅘⅛⅜⅝⅞" and (mixed := _MIXED_FRACTION.match(text, end)):
            if mixed[1]:
                return Number(value + VULGAR_FRACTIONS[mixed[1]], mixed.end())
            if 0 < int(mixed[2]) < int(mixed[3]):
                return Number(value + Decimal(mixed[2]) / Decimal(mixed[3]), mixed.end())
    return Number(value, end, integer=plain)


def read_words(text: str, start: int) -> Number | None:
    """The number in words at ``start`` ("sixty-four", "two hundred and five", "four lakh")."""
    total = current = 0
    last = 10**18  # The size of the last word: what may follow it is smaller.
    end = position = start
    scaled = False
    while match := _WORDS.match(text, position):
        word = match[1].lower()
        joined = match.start(1) != match.start()
        if joined and (end == start or last < 100):
            break
        if word in _SMALL_WORDS:
            value = _SMALL_WORDS[word]
            if (
                end != start
                and not (value < 10 <= last < 100 and last % 10 == 0 and last > 10)
                and (last < 100 or value == 0)
            ):
                break
            current += value
            last = value
        elif word == "hundred" and end != start and not joined and 0 < current < 100 and last < 100:
            current *= 100
            last = 100
        elif word in _SCALE_WORDS and end != start and not joined and current:
            scale = _SCALE_WORDS[word]
            total += current * scale
            current, last, scaled = 0, 1000, True
        else:
            break
        end = match.end()
        separator = _SEPARATOR.match(text, end)
        if separator is None:
            break
        position = separator.end()
    if end == start:
        return None
    return Number(Decimal(total + current), end, spelled=True, scaled=scaled)


def read_scale(text: str, number: Number, money: bool) -> Number:
    """``number`` times the scale words or the suffix after it.

    ``money`` tells that a currency sign stands before, which decides what ``m``, ``b`` and ``t`` are.
    """
    value, end, scaled = number.value, number.end, False
    for _ in range(2):
        match = _SCALE.match(text, end)
        if match is None:
            break
        if match[1]:
            word = match[1].lower()
            factor = {"hundred": 100, "dozen": 12}.get(word) or _SCALE_WORDS[word]
        elif match[2]:
            factor = _SCALE_SUFFIXES[match[2]]
        else:
            suffix = match[3]
            attached = match.start(3) == end
            if scaled or (suffix in AMBIGUOUS_SUFFIXES and not money):
                break
            if not attached and len(suffix) == 1 and not (money and suffix in "mMbB"):
                break
            factor = _SCALE_SUFFIXES[suffix]
        value, end, scaled = value * factor, match.end(), True
    if not scaled:
        return number
    return Number(value, end, spelled=number.spelled, scaled=True, fraction=False, integer=False)
