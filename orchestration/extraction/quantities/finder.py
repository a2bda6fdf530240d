"""``find_quantities``: numbers with their units, ranges and bounds, in text order.

The parts meet here: ``scan`` gives candidates, ``masks`` drops what is no quantity, ``preceding``,
``numbers`` and ``measures`` read a number with its unit, ``completion`` makes it a quantity.
Numbers in words have a module of their own, ``word_quantities``.
"""

import re
from dataclasses import replace
from decimal import Decimal

from orchestration.extraction.quantities import masks
from orchestration.extraction.quantities.bounds import bound_before
from orchestration.extraction.quantities.completion import complete, complete_share, exact
from orchestration.extraction.quantities.fractions import read_ratio
from orchestration.extraction.quantities.measures import Measure, measure_at, read_measure
from orchestration.extraction.quantities.nouns import read_noun
from orchestration.extraction.quantities.numbers import VULGAR_FRACTIONS, Number, read_digits
from orchestration.extraction.quantities.preceding import (
    Place,
    in_accounts,
    lower,
    place_of,
    read_signs,
)
from orchestration.extraction.quantities.scan import CANDIDATE
from orchestration.extraction.quantities.sharing import settle_dollars, settle_yen, share_units
from orchestration.extraction.quantities.units import UnitTable, load_units
from orchestration.extraction.quantities.word_quantities import read_word_quantity
from orchestration.extraction.records import Quantity

_NEXT_WORD = re.compile(r"[ \u00a0]([^\W\d_]{1,40})")
_REST_OF_NAME = re.compile(r"[\w-]{1,40}")


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of ``text`` in text order; spans never overlap, ``text[start:end]`` is exact.

    Any string is read, in time linear in its length, always with the same result. Which numbers
    count is told in ``docs/claims.md``.
    """
    table = load_units()
    addresses = masks.addresses(text)
    found: list[Quantity] = []
    done = floor = 0
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
            quantity, done = _read_digits(text, start, end, floor, table)
        else:
            quantity, done = read_word_quantity(text, start, end, floor, table)
        if quantity is not None:
            found.append(quantity)
            done = max(done, quantity.end)
            floor = quantity.end
    return settle_dollars(text, settle_yen(text, share_units(text, found)))


def _read_digits(
    text: str, start: int, end: int, floor: int, table: UnitTable
) -> tuple[Quantity | None, int]:
    """The quantity whose digits are ``text[start:end]``, and up to where the text is dealt with."""
    if end - start <= 2 and masks.is_list_number(text, start, end):
        return None, end
    place = place_of(text, start, floor)
    masked = masks.mask_end(text, start, end, place.before.lower())
    if masked:
        return None, masked
    number = read_digits(text, start, end)
    if text[start - 1 : start] == "." and (start < 2 or not text[start - 2].isalnum()):
        number = None
        if text[start:end].isdigit():
            number = Number(Decimal(f"0.{text[start:end]}"), end, start=start - 1)
            place.start = start - 1
    if number is None:
        return None, end
    if text[start - 1 : start] == "(" and text[number.end : number.end + 1] == ")":
        number = _bracketed_money(text, number, place, table)
    if not place.money and not read_signs(text, place, table):
        return None, max(end, number.end)
    measure = read_measure(text, number, place.money, place.start, table)
    measure.comparator = place.comparator
    if place.negative:
        measure.value, measure.signed = -measure.value, True
    word = "" if place.money else place.before
    if measure.number.scale == 1 and masks.is_grade(text, start, number.end, measure.end, word):
        return None, measure.end
    share = number if number.fraction else None
    if share is None and number.integer and not measure.unit and text[end : end + 1] == " ":
        share = read_ratio(text, number, table)
    if share is not None:
        return complete_share(text, share, measure.start, place.words, table), share.end
    if measure.unit in ("", "a") and masks.is_period_adjective(text, number.end, spelled=False):
        return None, max(number.end, measure.end)
    if not measure.unit and masks.is_resolution(text, number.end, measure.end, word):
        return None, measure.end
    if (not measure.unit or measure.money) and in_accounts(text, measure):
        measure.value, measure.signed = -measure.value, True
        if not measure.unit and measure.start > floor:
            return exact(measure.value, measure.start - 1, measure.end + 1), measure.end + 1
    if not measure.unit and measure.number.scale == 1:
        masked = _masked_bare(text, measure, start, place, table)
        if masked:
            return None, masked
    return complete(text, measure, place.words, table), measure.end


def _bracketed_money(text: str, number: Number, place: Place, table: UnitTable) -> Number:
    """The number of "$(14.2) million", with ``place`` moved to its sign; else ``number``."""
    prefix = table.currency_before(text, number.start - 1)
    if prefix is None or prefix[1] < place.floor or text[number.start - 2].isspace():
        return number
    place.money, place.start = prefix
    place.negative = True
    return replace(number, end=number.end + 1, integer=False)


def _masked_bare(text: str, measure: Measure, start: int, place: Place, table: UnitTable) -> int:
    """The end of a bare number that is a year, a score, a label or part of a name; else 0."""
    number = measure.number
    end = number.end
    following = text[end : end + 1]
    if following.isalpha() and following < "\u2e80":
        tail = _REST_OF_NAME.match(text, end)
        return tail.end() if tail else end
    if following and following in "/⁄" and (joined := masks.slash_end(text, start)):
        return joined
    year = masks.year_end(text, start) if number.integer and end - start == 4 else 0
    if year and (year > end or bound_before(lower(place.words))[0] is None):
        return year
    if following and following in "-–:" and not measure.signed:
        score = masks.score_end(text, start)
        if score and (
            masks.is_descending(text, start, end, score)
            or not _is_counted(text, end + 1, score, table)
        ):
            return score
    if number.integer and masks.is_footnote(text, measure.start, end):
        return end
    if number.integer and end - start <= 5:
        following_word = _NEXT_WORD.match(text, end)
        if (
            masks.is_label(place.before)
            or masks.is_name(place.before, following_word[1] if following_word else "")
            or masks.is_post_code(text, end)
            or masks.is_rank(text, end, place.words)
            or masks.is_first_part(text, end)
            or masks.is_aside_age(text, start, end, place.words)
        ):
            return end
    return 0


def _is_counted(text: str, second: int, end: int, table: UnitTable) -> bool:
    """Whether the number at ``second`` has a unit or a scale, or a plural follows its ``end``."""
    measure = measure_at(text, second, table)
    if measure is not None and (measure.unit or measure.number.scale > 1):
        return True
    noun = read_noun(text, end, one=False)
    return noun is not None and noun.plural
