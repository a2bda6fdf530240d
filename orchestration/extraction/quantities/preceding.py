"""What stands before a number: its words, its sign, its currency.

A sign or a currency that belongs to a number moves the number's start; how the words before bound
its value is read in ``bounds``.
"""

import re
from dataclasses import dataclass

from orchestration.extraction.quantities.bounds import SIGNS
from orchestration.extraction.quantities.lexis import ACCOUNT_WORDS, PREFIXES
from orchestration.extraction.quantities.masks import year_end
from orchestration.extraction.quantities.measures import MINUS, SPACES, Measure
from orchestration.extraction.quantities.units import UnitTable
from orchestration.extraction.records import Comparator

_LOOK_BACK = 56
_MOST_WORDS = 6
_QUOTES = "(“\"'‘["
_MINUS_WORDS = ("minus", "negative")
_WORD_BEFORE_HYPHEN = re.compile(r"[^\W_]{1,12}\Z")


@dataclass(slots=True)
class Place:
    """Where a number stands: its start with sign and currency, and the words before that.

    ``floor`` is the end of the quantity before, which no start may pass. ``before`` is the last of
    the words, as it stands, where one space parts it from the number, else empty.
    """

    start: int
    floor: int
    words: list[str]
    before: str
    money: str = ""
    negative: bool = False
    comparator: Comparator | None = None


def words_before(text: str, position: int) -> list[str]:
    """The last words of the line before ``position``, as they stand."""
    before = text[max(0, position - _LOOK_BACK) : position]
    line = before.rfind("\n")
    return before[line + 1 :].split()[-_MOST_WORDS:]


def lower(words: list[str]) -> list[str]:
    """``words`` in lower case, without the quotation marks and brackets that open them."""
    return [word.lower().lstrip(_QUOTES) for word in words]


def place_of(text: str, start: int, floor: int) -> Place:
    """The place of the number that starts at ``start``, before signs and currency are read."""
    words = words_before(text, start)
    adjacent = start >= 2 and text[start - 1] in SPACES and not text[start - 2].isspace()
    return Place(start, floor, words, words[-1] if words and adjacent else "")


def read_signs(text: str, place: Place, table: UnitTable) -> bool:
    """Move ``place`` over the currency and the sign before a number; false if it is no number.

    Letters, digits and marks that are attached to a number make it part of a name.
    """
    first = place.start
    _take_currency(text, place, table)
    start = place.start
    attached = text[start - 1] if start else " "
    if attached.isspace():
        _take_minus_word(place)
    elif attached in MINUS:
        if not _take_minus(text, place):
            return False
    elif attached in SIGNS or attached in "+±":
        place.start -= 1
        place.comparator = SIGNS.get(attached)
    elif (
        attached in "_#@\\"
        or (attached.isalpha() and attached < "\u2e80")
        or (attached in "/⁄:.,'’" and start >= 2 and text[start - 2].isalnum())
    ):
        return False
    if not place.money and place.start < start and attached not in SPACES:
        _take_currency(text, place, table, attached_only=True)
    if place.start < first:
        place.words = words_before(text, place.start)
        if place.money and not place.negative and place.words:
            # "A negative €12 million" keeps its word outside: the sign alone is taken over.
            place.negative = place.words[-1].lower() in _MINUS_WORDS
    return True


def _take_currency(text: str, place: Place, table: UnitTable, attached_only: bool = False) -> None:
    if attached_only and text[place.start - 1 : place.start] in SPACES:
        return
    prefix = table.currency_before(text, place.start)
    if prefix is not None and prefix[1] >= place.floor:
        place.money, place.start = prefix


def _take_minus_word(place: Place) -> None:
    """ "Minus 40 degrees"."""
    word = place.before.lstrip(",(")
    start = place.start - 1 - len(word)
    if not place.money and word.lower() in _MINUS_WORDS and start >= place.floor:
        place.negative = True
        place.start = start


def _take_minus(text: str, place: Place) -> bool:
    """Read the dash before a number: a minus sign, or the hyphen of a word (then maybe a name)."""
    start = place.start
    dash = text[start - 1]
    before = text[start - 2] if start >= 2 else " "
    if before.isdigit():
        return False
    if before.isalpha():
        match = _WORD_BEFORE_HYPHEN.search(text, max(0, start - 13), start - 1)
        word = match[0].lower() if match else ""
        if word in _MINUS_WORDS and start - 1 - len(word) >= place.floor:
            place.negative, place.start = True, start - 1 - len(word)
        elif word == "sub":
            place.comparator = Comparator.UP_TO
        else:
            return word in PREFIXES
        return True
    place.start = start - 1
    # A dash between spaces parts clauses; only a hyphen or a minus sign is one anywhere.
    place.negative = dash != "–" or before in " (|\t"
    return True


def in_accounts(text: str, measure: Measure) -> bool:
    """Whether a number stands in brackets as accounts print a loss: "a net result of (3,418)"."""
    start, end = measure.start, measure.end
    if text[start - 1 : start] != "(" or text[end : end + 1] != ")" or measure.signed:
        return False
    if measure.number.scale > 1 or (measure.number.integer and year_end(text, start) == end):
        return False
    if text[max(0, start - 3) : start - 1] in ("  ", "\t ", "| ") or text[start - 2] in "\t|":
        return start > 2
    before = text[max(0, start - _LOOK_BACK) : start - 1].rstrip(" ")
    words = before[before.rfind("\n") + 1 :].lower().split()
    tied = bool(words) and words[-1] in ("of", "at", "was", "is")
    if tied and not ACCOUNT_WORDS.isdisjoint(words):
        return True
    # A small whole number in brackets is rather the mark of a note.
    if end - start < 3 or not (abs(measure.value) >= 100 or "." in text[start:end]):
        return False
    return not before or before[-1] in ",:|\n\t" or bool(words and words[-1] in ACCOUNT_WORDS)
