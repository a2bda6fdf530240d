"""``find_quantities``: numbers with their units, ranges and bounds, in text order.

The parts meet here: ``scan`` gives candidates, ``masks`` drops what is no quantity, ``numbers``,
``measures``, ``ranges`` and ``fractions`` read what remains, ``nouns`` tells what is counted.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from orchestration.extraction import masks
from orchestration.extraction.bounds import SIGNS, bound_after, bound_before
from orchestration.extraction.fractions import (
    VAGUE,
    half_unit,
    read_half,
    read_ratio,
    read_share_noun,
    read_vague,
    share_of_size,
    shared_noun,
    shared_unit,
)
from orchestration.extraction.lexis import ACCOUNT_WORDS, NO_ONE_BEFORE, PREFIXES
from orchestration.extraction.measures import (
    MINUS,
    SPACES,
    Measure,
    measure_at,
    read_denominators,
    read_measure,
)
from orchestration.extraction.nouns import read_noun
from orchestration.extraction.numbers import (
    FRACTION_DENOMINATORS,
    VULGAR_FRACTIONS,
    Number,
    read_digits,
    read_fraction_noun,
    read_scale,
    read_words,
)
from orchestration.extraction.ranges import inherit, read_other_end
from orchestration.extraction.records import Comparator, Quantity, QuantityForm
from orchestration.extraction.scan import CANDIDATE
from orchestration.extraction.sharing import share_units
from orchestration.extraction.units import UnitTable, load_units

_LOOK_BACK = 56
_BARE_SIZES = {
    "hundred": 100,
    "dozen": 12,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_QUOTES = "(“\"'‘["
_NEXT_WORD = re.compile(r"[ \u00a0]([^\W\d_]{1,40})")
_HYPHENED = re.compile(r"[\w-]{1,40}")
_WORD_BEFORE_HYPHEN = re.compile(r"[^\W_]{1,12}\Z")
_ONE_OF = re.compile(
    r" of (?:the|his|her|its|their|my|our|your|these|those|only)"
    r"(?: (?:world|country|nation|company|state|city|industry)['’]?s)? "
)
_COUNT_OF = re.compile(r" of (?:the|his|her|its|their|my|our|your|these|those) (?=[^\W\d_])")
_NO_ONE_AFTER = re.compile(
    r"['’]s?(?![^\W_])| another(?![^\W_])|-(?:time|off|way|stop|sided|of|on)(?![^\W_])"
)


@dataclass(slots=True)
class _Place:
    """Where a number stands: its start with sign and currency, and the words before that."""

    start: int
    words: list[str]
    raw_before: str
    money: str = ""
    negative: bool = False
    comparator: Comparator | None = None


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of ``text`` in text order; spans never overlap, ``text[start:end]`` is exact.

    Any string is read, in time linear in its length, always with the same result. Which numbers
    count is told in ``docs/claims.md``.
    """
    table = load_units()
    addresses = masks.addresses(text)
    found: list[Quantity] = []
    done = 0
    for match in CANDIDATE.finditer(text):
        start, end = match.span()
        if start < done:
            continue
        if addresses:
            while addresses and addresses[-1][1] <= start:
                addresses.pop()
            if addresses and addresses[-1][0] <= start:
                continue
        first = text[start]
        if first.isdigit() or first in VULGAR_FRACTIONS:
            quantity, done = _read_digits(text, start, end, table)
        else:
            quantity, done = _read_word(text, start, end, table)
        if quantity is not None:
            found.append(quantity)
            done = max(done, quantity.end)
    return share_units(text, found)


# --- what stands before a number ---------------------------------------------------------------


def _words_before(text: str, position: int) -> list[str]:
    """The last words of the line before ``position``, as they stand, at most six."""
    before = text[max(0, position - _LOOK_BACK) : position]
    line = before.rfind("\n")
    return before[line + 1 :].split()[-6:]


def _lower(words: list[str]) -> list[str]:
    return [word.lower().lstrip(_QUOTES) for word in words]


def _place(text: str, start: int, words: list[str]) -> _Place:
    adjacent = (
        bool(words) and start >= 2 and text[start - 1] in SPACES and text[start - 2] not in SPACES
    )
    return _Place(start, words, words[-1] if adjacent else "")


def _next_word(text: str, end: int) -> str:
    """The word after ``end``, empty where something other than a space comes first."""
    word = _NEXT_WORD.match(text, end)
    return word[1] if word else ""


def _read_signs(text: str, place: _Place, table: UnitTable) -> bool:
    """Move ``place`` over the currency and the sign before a number; false if it is no number."""
    start = place.start
    prefix = table.currency_before(text, start)
    if prefix is not None:
        place.money, start = prefix
    attached = text[start - 1] if start else " "
    if attached.isspace():
        if not place.money and place.raw_before.lower().lstrip(",(") in ("minus", "negative"):
            place.negative = True
            start -= 1 + len(place.raw_before.lstrip(",("))
    elif attached in MINUS or attached in SIGNS or attached in "+±":
        before = text[start - 2] if start >= 2 else " "
        if attached in MINUS and before.isalpha():
            word = _WORD_BEFORE_HYPHEN.search(text, max(0, start - 13), start - 1)
            lower = word[0].lower() if word else ""
            if lower in ("minus", "negative"):
                place.negative, start = True, start - 1 - len(lower)
            elif lower == "sub":
                place.comparator = Comparator.UP_TO
            elif lower not in PREFIXES:
                return False
        elif attached in MINUS and before.isdigit():
            return False
        else:
            start -= 1
            if attached in SIGNS:
                place.comparator = SIGNS[attached]
            elif attached in MINUS and (
                attached != "–" or (before in " (|\t" and start + 1 < len(text))
            ):
                place.negative = True
            if not place.money and (prefix := table.currency_before(text, start)):
                if prefix[0] and text[start - 1] not in SPACES:
                    place.money, start = prefix
            if (
                start
                and text[start - 1] in MINUS
                and place.money
                and start >= 2
                and not text[start - 2].isalnum()
            ):
                place.negative, start = True, start - 1
    elif (
        attached in "_#@\\"
        or (attached.isalpha() and attached < "\u2e80")
        or (attached in "/⁄:.,'’" and start >= 2 and text[start - 2].isalnum())
    ):
        return False
    if start < place.start:
        place.start = start
        place.words = _words_before(text, start)
    return True


# --- digits ------------------------------------------------------------------------------------


def _read_digits(text: str, start: int, end: int, table: UnitTable) -> tuple[Quantity | None, int]:
    place = _place(text, start, _words_before(text, start))
    if end - start <= 2 and masks.is_list_number(text, start, end):
        return None, end
    masked = masks.mask_end(text, start, end, place.raw_before.lower())
    if masked:
        return None, masked
    number = read_digits(text, start, end)
    if text[start - 1 : start] == "." and (start < 2 or not text[start - 2].isalnum()):
        if not text[start:end].isdigit():
            return None, end
        number = Number(Decimal(f"0.{text[start:end]}"), end, start=start - 1)
        place.start = start - 1
    if number is None:
        return None, end
    if not _read_signs(text, place, table):
        return None, max(end, number.end)
    measure = read_measure(text, number, place.money, place.start, table)
    if place.negative:
        measure.value, measure.signed = -measure.value, True
    measure.comparator = place.comparator
    share = number if number.fraction else None
    if share is None and number.integer and not measure.unit and text[end : end + 1] == " ":
        share = read_ratio(text, number, table)
    if share is not None:
        return _finish_share(text, share, measure.start, place.words, table)
    if not measure.unit:
        if masks.is_period_adjective(text, number.end, spelled=False):
            return None, number.end
        if measure.number.scale == 1:
            masked = _masked_bare(text, measure, start, place, table)
            if masked:
                return None, masked
        if _in_accounts(text, measure):
            measure.value, measure.signed = -measure.value, True
            measure.start, measure.end = measure.start - 1, measure.end + 1
            return _quantity(measure.value, measure, "1", measure.end), measure.end
    elif measure.unit == "a" and masks.is_period_adjective(text, number.end, spelled=False):
        return None, measure.end
    elif measure.money and _in_accounts(text, measure):
        measure.value = -measure.value
    return _finish(text, measure, place.words, table)


def _is_counted(text: str, second: int, end: int, table: UnitTable) -> bool:
    """Whether the number at ``second`` has a unit or a scale, or a plural follows its ``end``."""
    measure = measure_at(text, second, table)
    if measure is not None and (measure.unit or measure.number.scale > 1):
        return True
    noun = read_noun(text, end, one=False)
    return noun is not None and noun.plural


def _masked_bare(text: str, measure: Measure, start: int, place: _Place, table: UnitTable) -> int:
    """The end of a bare number that is a year, a score, a label or part of a name; else 0."""
    number = measure.number
    end = number.end
    following = text[end : end + 1]
    if following.isalpha() and following < "\u2e80":
        tail = _HYPHENED.match(text, end)
        return tail.end() if tail else end
    if number.integer and end - start == 4 and (year := masks.year_end(text, start)):
        if bound_before(_lower(place.words))[0] is None or year > end:
            return year
    if following and following in "-–:" and not measure.signed:
        score = masks.score_end(text, start)
        if score and not _is_counted(text, end + 1, score, table):
            return score
    if number.integer and end - start <= 5:
        before = place.raw_before
        if masks.is_label(before, text, end):
            return end
        if masks.is_name(before, _next_word(text, end)):
            return end
        if masks.is_post_code(text, end):
            return end
    return 0


def _in_accounts(text: str, measure: Measure) -> bool:
    """Whether a number stands in parentheses as accounts print a loss: "a net result of (3,418)"."""
    start, end = measure.start, measure.end
    if text[start - 1 : start] != "(" or text[end : end + 1] != ")" or measure.signed:
        return False
    digits = text[start:end]
    if len(digits) < 3 or not (abs(measure.value) >= 100 or "." in digits):
        return False
    before = text[max(0, start - 60) : start - 1].rstrip(" ")
    if not before or before[-1] in ",:|\n\t":
        return True
    words = before[before.rfind("\n") + 1 :].lower().split()
    return words[-1] in ACCOUNT_WORDS or (
        words[-1] in ("of", "at", "was", "is") and not ACCOUNT_WORDS.isdisjoint(words)
    )


# --- words -------------------------------------------------------------------------------------


def _read_word(text: str, start: int, end: int, table: UnitTable) -> tuple[Quantity | None, int]:
    if start >= 2 and text[start - 1] in "-–'’" and text[start - 2].isalpha():
        return None, end
    word = text[start:end].lower()
    place = _place(text, start, _words_before(text, start))
    before = place.raw_before.lower().lstrip(_QUOTES)
    article = start - 1 - len(before) if before in ("a", "an") else start
    if word in VAGUE:
        return _read_vague(text, start, end, word, place.words, table)
    if word == "half":
        return _read_half(text, start, end, before, place.words, table)
    if word in FRACTION_DENOMINATORS:
        share = read_share_noun(text, end, word) if before == "a" else None
        if share is None:
            return None, end
        return _finish_share(text, share, article, place.words[:-1], table)
    if word in _BARE_SIZES:
        if article == start:
            return None, end
        number = Number(Decimal(_BARE_SIZES[word]), end, spelled=True, scale=_BARE_SIZES[word])
        number = read_scale(text, number, money=False)
        measure = read_measure(text, number, "", article, table)
        return _finish(text, measure, place.words[:-1], table)
    spelled = read_words(text, start)
    if spelled is None:
        return None, end
    share = read_fraction_noun(text, spelled) or read_ratio(text, spelled, table)
    if share is not None:
        return _finish_share(text, share, start, place.words, table)
    if masks.is_period_adjective(text, spelled.end, spelled=True):
        return None, spelled.end
    if spelled.end == end and text[start].isupper() and not text[end + 1 : end + 2].isupper():
        if masks.is_name(place.raw_before, _next_word(text, end)):
            return None, end
    spelled = read_scale(text, spelled, money=False)
    measure = read_measure(text, spelled, "", start, table)
    if measure.value == 1 and not measure.unit and not _one_counts(text, spelled.end, before):
        return None, spelled.end
    if spelled.end < len(text) and text[spelled.end : spelled.end + 2] == " (":
        measure.end = _repeated_in_figures(text, measure)
    if before in ("minus", "negative") and measure.unit:
        measure.value, measure.signed = -measure.value, True
        measure.start -= 1 + len(before)
    return _finish(text, measure, place.words, table)


def _repeated_in_figures(text: str, measure: Measure) -> int:
    """The end of "(7)" in "seven (7)", which states the number again."""
    figures = f" ({int(measure.number.value)})"
    if measure.unit or not text.startswith(figures, measure.number.end):
        return measure.end
    end = measure.number.end + len(figures)
    measure.number = Number(measure.number.value, end, spelled=True, scaled=True)
    return end


def _one_counts(text: str, end: int, before: str) -> bool:
    """Whether "one" before ``end`` counts something rather than standing for it."""
    if before in NO_ONE_BEFORE or _NO_ONE_AFTER.match(text, end):
        return False
    return read_noun(text, end, one=True) is not None or _ONE_OF.match(text, end) is not None


def _read_vague(
    text: str, start: int, end: int, word: str, words: list[str], table: UnitTable
) -> tuple[Quantity | None, int]:
    vague = read_vague(text, end, word)
    if vague is None:
        return None, end
    low, high, stop = vague
    position = stop + 3 if text.startswith(" of ", stop) else stop
    number = Number(low, position, spelled=True, scaled=True)
    measure = read_measure(text, number, "", start, table)
    unit, stop = measure.unit, measure.end
    if not unit:
        noun = read_noun(text, position, one=False)
        if noun is None:
            return None, end
        unit, stop = f"{{{noun.head}}}", noun.end
    comparator = bound_before(_lower(words))[0] or Comparator.BETWEEN
    return Quantity(low, high, unit, comparator, start, stop), stop


def _read_half(
    text: str, start: int, end: int, before: str, words: list[str], table: UnitTable
) -> tuple[Quantity | None, int]:
    if before not in ("a", "one"):
        if unit := half_unit(text, end, table):
            measure = Measure(
                Number(Decimal("0.5"), unit[1]), Decimal("0.5"), unit[0], start, unit[1], False
            )
            return _finish(text, measure, words, table)
    number = read_half(text, end, before)
    if number is None:
        return None, end
    if number.scaled:
        return _finish(text, read_measure(text, number, "", start, table), words, table)
    return _finish_share(text, number, start, words, table)


def _finish_share(
    text: str, number: Number, start: int, words: list[str], table: UnitTable
) -> tuple[Quantity, int]:
    """The share ``number`` with what it is a share of; a share of a unit is an amount of it."""
    sized = share_of_size(text, number)
    if sized is not number:
        return _finish(text, read_measure(text, sized, "", start, table), words, table)
    comparator = bound_before(_lower(words))[0] or bound_after(text, number.end) or Comparator.EXACT
    if amount := shared_unit(text, number.end, table):
        unit, end = amount
        return Quantity(number.value, number.value, unit, comparator, start, end), end
    noun = shared_noun(text, number.end)
    unit = f"{{{noun.head}}}" if noun else "1"
    return (
        Quantity(
            number.value, number.value, unit, comparator, start, number.end, QuantityForm.FRACTION
        ),
        number.end,
    )


# --- the whole quantity ------------------------------------------------------------------------


def _quantity(value: Decimal, measure: Measure, unit: str, end: int) -> Quantity:
    comparator = measure.comparator or Comparator.EXACT
    return Quantity(value, value, unit, comparator, measure.start, end)


def _finish(text: str, first: Measure, words: list[str], table: UnitTable) -> tuple[Quantity, int]:
    """Join ``first`` with the other end of a range, and find what it counts and its bounds."""
    lower = _lower(words)
    comparator, used = bound_before(lower)
    rest = lower[: len(lower) - used]
    lead = rest[-1] if rest else ""
    other = read_other_end(text, first, lead, rest[-2] if len(rest) > 1 else "", table)
    if other is not None:
        return _finish_range(text, first, other.measure, other.change, comparator, table)
    unit, end = first.unit, first.end
    if not unit:
        unit, end = _counted(text, first, words, table)
    comparator = bound_after(text, end) or comparator or first.comparator or Comparator.EXACT
    return Quantity(first.value, first.value, unit, comparator, first.start, end), end


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
    noun = read_noun(text, position, one=one)
    if noun is None:
        if masks.is_age(text, measure.start, position, words):
            return "a", position
        return "1", position
    unit = table.by_name.get(noun.head)
    if unit is not None and noun.plural and not unit.denominator_only:
        return unit.code, noun.end
    return read_denominators(text, f"{{{noun.head}}}", noun.end, table)


def _finish_range(
    text: str,
    first: Measure,
    second: Measure,
    change: bool,
    comparator: Comparator | None,
    table: UnitTable,
) -> tuple[Quantity, int]:
    inherit(first, second)
    unit, end = second.unit or first.unit, second.end
    if not unit:
        unit, end = _counted(text, second, [], table)
        if unit == "1":
            noun = read_noun(text, first.end, one=False)
            if noun is not None and noun.end < second.start:
                unit = f"{{{noun.head}}}"
    elif not second.unit and not second.number.scaled and not first.money:
        end = second.end
    low, high = first.value, second.value
    after = bound_after(text, end)
    if not change:
        comparator = Comparator.BETWEEN if low != high else after or comparator or Comparator.EXACT
        return Quantity(low, high, unit, comparator, first.start, end), end
    old = Quantity(
        low, low, unit, comparator or first.comparator or Comparator.EXACT, first.start, first.end
    )
    bound = bound_before(_lower(_words_before(text, second.start)))[0]
    new_comparator = after or bound or second.comparator or Comparator.EXACT
    new = Quantity(high, high, unit, new_comparator, second.start, end)
    return (
        Quantity(
            low, high, unit, new_comparator, first.start, end, QuantityForm.CHANGE, (old, new)
        ),
        end,
    )
