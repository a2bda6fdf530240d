"""Shares and vague numbers: "two-thirds of", "one in forty", "half", "tens of thousands"."""

import re
from decimal import Decimal

from orchestration.extraction.quantities.lexis import NO_HALF_BEFORE, SHARE_FOLLOWERS
from orchestration.extraction.quantities.nouns import Noun, read_noun
from orchestration.extraction.quantities.numbers import (
    FRACTION_DENOMINATORS,
    Number,
    read_digits,
    read_scale,
    read_words,
)
from orchestration.extraction.quantities.units import UnitTable

VAGUE = {
    "tens": 10,
    "dozens": 12,
    "hundreds": 100,
    "thousands": 1000,
    "millions": 10**6,
    "billions": 10**9,
    "trillions": 10**12,
}
"""Plurals that count by themselves; each spans the range up to ten times as much."""

_VAGUE_OF = re.compile(
    r" of(?: (hundreds|thousands|millions|billions|trillions)(?: of)?)?(?![^\W_])"
)
_RATIO = re.compile(r" (in(?: every)?|(?:out )?of every|out of) (?=[a-zA-Z\d])")
_EVERY_SIZE = re.compile(r"(hundred|thousand|million)(?![^\W_])")
_RATIO_DIGITS = re.compile(r"\d{1,3}(?:,?\d{3}){0,2}(?![\d.,%]*\d)")
_HALF = re.compile(r" (?:of|the|its|his|her|their|our|all|as|that|this)(?![^\W_])")
_HALF_A = re.compile(r" an? (million|billion|trillion|dozen|century)(?![^\W_])")
_HALF_UNIT = re.compile(r"[ -]an?[ -]")
_NEXT_WORD = re.compile(r"[ \u00a0-]([^\W_]{1,40})")
_OF = re.compile(
    r" of (?:(?:the|its|his|her|their|all|our|a|an|those|these|this|that|my|your|such) ){0,2}"
)
_OF_A_SIZE = re.compile(r" of an? (million|billion|trillion|century)(?![^\W_])")
# "By a quarter" is a share, "for a quarter" three months.
_SHARE_LEADS = frozenset(("by", "nearly", "almost", "about", "roughly", "than", "under", "only"))
_SIZES_OF_EVERY = {"hundred": 100, "thousand": 1000, "million": 10**6}
_ROUND = frozenset((10, 100, 1000, 10_000, 100_000, 1_000_000))
_SIZES = {"million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12, "century": 100}


def read_vague(text: str, end: int, word: str) -> tuple[Decimal, Decimal, int] | None:
    """The range that ``word`` before ``end`` names if "of" follows, and the end of its words."""
    of = _VAGUE_OF.match(text, end)
    if of is None:
        return None
    low = VAGUE[word] * (VAGUE[of[1]] if of[1] else 1)
    return Decimal(low), Decimal(low * 10), of.end(1) if of[1] else end


def read_half(text: str, end: int, before: str) -> Number | None:
    """What "half" before ``end`` is: a share, or half of a million."""
    if before in NO_HALF_BEFORE:
        return None
    if size := _HALF_A.match(text, end):
        value = Decimal(_SIZES[size[1]]) / 2
        return Number(value, size.end(), spelled=True, scaled=True)
    if _HALF.match(text, end) or before in ("almost", "nearly", "about", "around", "than", "over"):
        return Number(Decimal("0.5"), end, fraction=True)
    return None


def half_unit(text: str, end: int, table: UnitTable) -> tuple[str, int] | None:
    """The unit in "half an hour", "half a mile"."""
    gap = _HALF_UNIT.match(text, end)
    found = table.match(text, gap.end()) if gap else None
    return (found[0].code, found[1]) if found else None


def read_share_noun(text: str, end: int, word: str, before: str) -> Number | None:
    """The share in "a third", "a quarter of", whose last word is ``word`` before ``end``.

    ``before`` is the word before the article, in lower case.
    """
    following = _NEXT_WORD.match(text, end)
    if word.endswith("s") or (following and following[1].lower() not in SHARE_FOLLOWERS):
        return None
    if (
        word == "quarter"
        and before not in _SHARE_LEADS
        and not text.startswith((" of ", " to ", " more", " less", " fewer"), end)
    ):
        return None
    return Number(1 / Decimal(FRACTION_DENOMINATORS[word]), end, fraction=True)


def read_ratio(text: str, number: Number, table: UnitTable) -> Number | None:
    """The share in "one in forty", "two out of three", where ``number`` is the first of the two."""
    match = _RATIO.match(text, number.end)
    if match is None:
        return None
    second = read_words(text, match.end())
    every = "every" in match[1]
    if second is None and every and (size := _EVERY_SIZE.match(text, match.end())):
        whole = _SIZES_OF_EVERY[size[1]]
        return Number(number.value / whole, size.end(), fraction=True)
    if second is None:
        digits = _RATIO_DIGITS.match(text, match.end())
        second = read_digits(text, match.end(), digits.end()) if digits else None
    if second is None or not 1 <= number.value < second.value:
        return None
    if number.integer and (number.value > 9 or second.value > 1000):
        return None
    second = read_scale(text, second, money=False)
    if second.integer and 1500 <= second.value < 2200:
        return None
    if not every and table.match(text, second.end + 1) is not None:
        return None
    return Number(number.value / second.value, second.end, fraction=True)


def read_ratio_after(text: str, value: Decimal, end: int, table: UnitTable) -> Number | None:
    """The share in "nine leaks out of ten", "2 modules in 1,000", whose noun ends at ``end``."""
    match = _RATIO.match(text, end)
    if match is None:
        return None
    if "every" in match[1] and (size := _EVERY_SIZE.match(text, match.end())):
        return Number(value / _SIZES_OF_EVERY[size[1]], size.end(), fraction=True)
    digits = _RATIO_DIGITS.match(text, match.end())
    whole = (
        read_digits(text, match.end(), digits.end()) if digits else read_words(text, match.end())
    )
    if whole is None or not 1 <= value < whole.value or value != int(value):
        return None
    if "out" not in match[0] and whole.value not in _ROUND:
        return None
    if table.match(text, whole.end + 1) is not None or read_noun(text, whole.end, one=False):
        return None
    return Number(value / whole.value, whole.end, fraction=True)


def share_of_size(text: str, number: Number) -> Number:
    """ "A quarter of a million" is a number, and no share."""
    size = _OF_A_SIZE.match(text, number.end)
    if size is None:
        return number
    return Number(
        number.value * _SIZES[size[1]], size.end(), spelled=True, scaled=True, start=number.start
    )


def shared_noun(text: str, end: int) -> Noun | None:
    """What a share that ends at ``end`` is a share of."""
    of = _OF.match(text, end)
    if of is not None:
        return read_noun(text, of.end() - 1, one=False)
    noun = read_noun(text, end, one=False)
    return noun if noun is not None and noun.plural else None


def shared_unit(text: str, end: int, table: UnitTable) -> tuple[str, int] | None:
    """The unit that a share is a share of: "1/16 of a pint"."""
    of = _OF.match(text, end)
    if of is None or not of[0].endswith((" a ", " an ")):
        return None
    found = table.match(text, of.end())
    return (found[0].code, found[1]) if found else None
