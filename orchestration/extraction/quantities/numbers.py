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

ONES = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
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
    "Mio": 10**6,
    "Mrd": 10**9,
    "mrd": 10**9,
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
AMBIGUOUS_SUFFIXES = frozenset({"m", "mm", "b", "t", "T", "MM", "cr", "mil"})

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

_SMALL_WORDS = ONES | _TENS

_GROUPED_BY_COMMA = re.compile(r"\d{1,3}(?:,\d{3})++(?:\.\d++)?\Z")
_GROUPED_INDIAN = re.compile(r"\d{1,2}(?:,\d{2}(?!\d))*+,\d{3}(?:\.\d++)?\Z")
_GROUPED_BY_POINT = re.compile(r"\d{1,3}(?:\.\d{3})++,\d++\Z|\d{1,3}(?:\.\d{3}){2,}+\Z")
_DECIMAL_COMMA = re.compile(r"\d++,\d++\Z")
_DECIMAL_POINT = re.compile(r"\d++(?:\.\d++)?\Z")

_GROUP_SPACES = frozenset("\u00a0\u202f\u2009 '’")
_NO_DIGIT = re.compile(r"[^\d.,]")
_SPACED_GROUPS = re.compile(r"(?:[\u00a0\u202f\u2009 '’]\d{3}(?![\d,]))+(?:[.,]\d{1,4}(?![\d,.]))?")
_STRAY_SPACE = re.compile(
    r", (\d{3})(?= ?(?:t|m|km|kg|m³|tonnes|tons|metres|meters|million|%)(?![^\W_]))"
)
# hardly be the next item of a list.
_STRAY_SPACE = re.compile(
    r", (\d{3})(?= ?(?:t|m|km|kg|m³|tonnes|tons|metres|meters|million|%)(?![^\W_]))"
)
_POWER = re.compile(
    r"[ \u00a0]?[×x·*][ \u00a0]?10"
    r"(?:\^ ?([-−–+]?\d{1,2})|([-−–]\d{1,2})|([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))(?![\d.,]{0,9}\d)"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–", "0123456789-+--")
_SLASH_FRACTION = re.compile(
    r"[/⁄]([1-9]\d{0,2})(?![\d/⁄.,]{0,9}\d)(?= of |-inch| inch|\Z|[^\w/-])"
)
_MIXED_FRACTION = re.compile(r"[ -]?([½¼¾⅓⅔⅕⅖⅗⅘⅛⅜⅝⅞])|[ -](\d)[/⁄](\d{1,2})(?![\d/])")
_WORD = re.compile(r"(?:[Aa]nd[ \u00a0])?([A-Za-z]{2,11})(?![^\W\d_])")
_MAX_NUMBER_WORDS = 24
_SEPARATOR = re.compile(r"[ \u00a0-]")
_FRACTION_NOUN = re.compile(r"[ -]([A-Za-z]{4,11})(?![^\W_])")
_AND_A_HALF = re.compile(r"[ -]and[ -](?:a|one)[ -](half|quarter|third)(?![^\W_])")
_DIGIT_WORD = "(?:zero|one|two|three|four|five|six|seven|eight|nine)"
_POINT_WORDS = re.compile(rf" point ({_DIGIT_WORD}(?: {_DIGIT_WORD}){{0,5}})(?![^\W_])")
_TEN_TO = re.compile(r"\^ ?([-−–+]?\d{1,2})(?!\d)|([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})")
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "third": Decimal(1) / 3}
_SCALE_STARTS = frozenset(" \u00a0\u202f-kKmMbBtTcClqQ亿万千百hHdD")
_OTHER_SCALES = {"hundred": 100, "dozen": 12}
_SCALE = re.compile(
    r"[ \u00a0\u202f-]?((?i:thousand|lakhs?|lac|millions?|crores?|billions?|trillions?|quadrillion"
    r"|hundred|dozen))(?![^\W\d_])"
    r"|[ \u00a0\u202f]?(万亿|百万|[亿万千])"
    rf"|[ \u00a0\u202f]?({'|'.join(sorted(filter(str.isascii, _SCALE_SUFFIXES), key=len)[::-1])})"
    r"(?![^\W_])"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    ``end`` is the offset after its last character, ``start`` that of its first where it is known,
    else -1. ``integer`` tells that it is a bare run of digits, as a year or a label is; ``spelled``
    that it is in words; ``scaled`` that its size is complete, so that no scale word follows;
    ``scale`` is the factor of the scale words or the suffix in it; ``fraction`` that it is a share.
    """

    value: Decimal
    end: int
    integer: bool = False
    spelled: bool = False
    scaled: bool = False
    fraction: bool = False
    scale: int = 1
    start: int = -1

    def times(self, factor: int, end: int) -> "Number":
        """This number with a scale that ends at ``end``."""
        return Number(
            self.value * factor,
            end,
            spelled=self.spelled,
            scaled=True,
            scale=self.scale * factor,
            start=self.start,
        )


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

    ``None`` where the marks among the digits make no number. Scale words are left to
    :func:`read_scale`.
    """
    token = text[start:end]
    if token in VULGAR_FRACTIONS:
        return Number(VULGAR_FRACTIONS[token], end, start=start)
    plain = token.isdigit()
    following = text[end : end + 1]
    if plain and len(token) <= 3 and following in _GROUP_SPACES and token[0] != "0":
        groups = _SPACED_GROUPS.match(text, end, end + MAX_NUMERAL_LENGTH)
        if groups:
            digits = token + _NO_DIGIT.sub("", groups[0]).replace(",", ".")
            return Number(Decimal(digits), groups.end(), start=start)
    value = parse_numeral(token)
    if value is None:
        return None
    if plain and following == "," and (stray := _STRAY_SPACE.match(text, end)):
        return Number(Decimal(token + stray[1]), stray.end(1), start=start)
    if following and following in " ×x·*" and (power := _POWER.match(text, end)):
        exponent = (power[1] or power[2] or power[3]).translate(_SUPERSCRIPTS)
        scaled = value.scaleb(int(exponent))
        return Number(scaled, power.end(), scaled=True, start=start)
    if token == "10" and following and (power := _TEN_TO.match(text, end)):
        exponent = int((power[1] or power[2]).translate(_SUPERSCRIPTS))
        return Number(Decimal(1).scaleb(exponent), power.end(), scaled=True, start=start)
    if plain and following:
        if following in "/⁄" and (fraction := _SLASH_FRACTION.match(text, end)):
            denominator = int(fraction[1])
            if value < denominator:
                return Number(value / denominator, fraction.end(), fraction=True, start=start)
        if following in " -½¼¾⅓⅔⅕⅖⅗⅘⅛⅜⅝⅞" and (mixed := _MIXED_FRACTION.match(text, end)):
            if mixed[1]:
                return Number(value + VULGAR_FRACTIONS[mixed[1]], mixed.end(), start=start)
            if 0 < int(mixed[2]) < int(mixed[3]):
                value += Decimal(mixed[2]) / Decimal(mixed[3])
                return Number(value, mixed.end(), start=start)
    return Number(value, end, integer=plain, start=start)


def read_words(text: str, start: int) -> Number | None:
    """The number in words at ``start`` ("sixty-four", "two hundred and five", "four lakh")."""
    total = current = 0
    last = 0  # The size of the last word; 0 before the first.
    scale = 1
    end = position = start
    for _ in range(_MAX_NUMBER_WORDS):
        match = _WORD.match(text, position)
        if match is None:
            break
        word = match[1].lower()
        joined = match.start(1) != position
        if joined and last < 100:
            break
        small = _SMALL_WORDS.get(word)
        if small is not None:
            follows_tens = 20 <= last < 100 and 0 < small < 10
            if last and not follows_tens and (last < 100 or small == 0):
                break
            current += small
            last, scale = max(small, 1), 1
        elif not last or joined:
            break
        elif word == "hundred" and last < 100 and 0 < current < 100:
            current *= 100
            last, scale = 100, 100
        elif word in _SCALE_WORDS and current:
            scale = _SCALE_WORDS[word]
            total += current * scale
            current, last = 0, 1000
        else:
            break
        end = match.end()
        separator = _SEPARATOR.match(text, end)
        if separator is None:
            break
        position = separator.end()
    if end == start:
        return None
    value = Decimal(total + current)
    if decimals := _POINT_WORDS.match(text, end):
        digits = "".join(str(ONES[word]) for word in decimals[1].lower().split())
        value, end = value + Decimal(f"0.{digits}"), decimals.end()
    if half := _AND_A_HALF.match(text, end):
        value += _PARTS[half[1]] * scale
        end = half.end()
    return Number(value, end, spelled=True, scaled=scale >= 1000, scale=scale, start=start)


def read_fraction_noun(text: str, number: Number) -> Number | None:
    """The fraction whose numerator is ``number`` in words: "two-thirds", "three quarters of"."""
    if number.value >= 100 or not number.spelled:
        return None
    match = _FRACTION_NOUN.match(text, number.end)
    noun = match[1].lower() if match else ""
    denominator = FRACTION_DENOMINATORS.get(noun)
    if match is None or denominator is None or number.value >= denominator:
        return None
    if (number.value == 1) == noun.endswith("s"):
        return None
    # "Three quarters" are nine months unless they are of something.
    if noun == "quarters" and match[0][0] == " " and not text.startswith(" of ", match.end()):
        return None
    if noun == "quarter" and match[0][0] == " ":
        return None
    return Number(number.value / denominator, match.end(), fraction=True, start=number.start)


def read_scale(text: str, number: Number, money: bool) -> Number:
    """``number`` times the scale words or the suffix after it.

    ``money`` tells that a currency stands before, which decides what ``m``, ``b`` and ``t`` are.
    """
    if text[number.end : number.end + 1] not in _SCALE_STARTS:
        return number
    for _ in range(2):
        match = _SCALE.match(text, number.end)
        if match is None:
            break
        if match[1]:
            word = match[1].lower()
            factor = _SCALE_WORDS.get(word) or _OTHER_SCALES[word]
        elif match[2]:
            factor = _SCALE_SUFFIXES[match[2]]
        else:
            suffix = match[3]
            attached = match.start(3) == number.end
            if number.scale > 1 or (suffix in AMBIGUOUS_SUFFIXES and not money):
                break
            if not attached and len(suffix) == 1 and not (money and suffix in "mMbB"):
                break
            factor = _SCALE_SUFFIXES[suffix]
        number = number.times(factor, match.end())
    if number.scale > 1 and (half := _AND_A_HALF.match(text, number.end)):
        value = number.value + _PARTS[half[1]] * number.scale
        return Number(
            value,
            half.end(),
            spelled=number.spelled,
            scaled=True,
            scale=number.scale,
            start=number.start,
        )
    return number
