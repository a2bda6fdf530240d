"""Quantities whose number is in words: "sixty-four", "two-thirds", "a dozen", "tens of"."""

import re
from dataclasses import replace
from decimal import Decimal

from orchestration.extraction.quantities import masks
from orchestration.extraction.quantities.bounds import bound_before
from orchestration.extraction.quantities.completion import complete, complete_share, one_counts
from orchestration.extraction.quantities.fractions import (
    VAGUE,
    half_unit,
    read_half,
    read_ratio,
    read_share_noun,
    read_vague,
)
from orchestration.extraction.quantities.lexis import NO_ONE_BEFORE
from orchestration.extraction.quantities.measures import Measure, read_measure
from orchestration.extraction.quantities.nouns import read_noun
from orchestration.extraction.quantities.numbers import (
    FRACTION_DENOMINATORS,
    Number,
    read_fraction_noun,
    read_scale,
    read_words,
)
from orchestration.extraction.quantities.preceding import Place, lower, place_of
from orchestration.extraction.quantities.units import UnitTable
from orchestration.extraction.records import Comparator, Quantity, QuantityForm

_SIZES = {
    "hundred": 100,
    "dozen": 12,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_NO_ONE_AFTER = re.compile(
    r"['’]s?(?![^\W_])| another(?![^\W_])|-(?:time|off|way|stop|sided|of|on)(?![^\W_])"
)
_OPENING = "(“\"'‘["


def read_word_quantity(
    text: str, start: int, end: int, floor: int, table: UnitTable
) -> tuple[Quantity | None, int]:
    """The quantity whose first number word is ``text[start:end]``, if it is one.

    Returns the offset too up to which the text has been dealt with. ``floor`` is the end of the
    quantity before.
    """
    if start >= 2 and text[start - 1] in "-–'’" and text[start - 2].isalpha():
        return None, end
    word = text[start:end].lower()
    place = place_of(text, start, floor)
    if word in VAGUE:
        return _read_vague(text, place, end, word, table), end
    if word == "half":
        return _read_half(text, place, end, table), end
    if word in FRACTION_DENOMINATORS or word in _SIZES:
        return _read_after_article(text, place, end, word, table), end
    return _read_cardinal(text, place, end, table)


def _read_cardinal(
    text: str, place: Place, end: int, table: UnitTable
) -> tuple[Quantity | None, int]:
    start = place.start
    number = read_words(text, start)
    if number is None:
        return None, end
    share = read_fraction_noun(text, number) or read_ratio(text, number, table)
    if share is not None:
        return complete_share(text, share, start, place.words, table), share.end
    if masks.is_period_adjective(text, number.end, spelled=True):
        return None, number.end
    if number.end == end and text[start].isupper() and masks.is_title(text, end, place.before):
        return None, end
    number = read_scale(text, number, money=False)
    measure = read_measure(text, number, "", start, table)
    before = place.before.lower().lstrip(_OPENING)
    if not measure.unit and (
        masks.is_rank(text, number.end, place.words)
        or text.startswith("-" + text[start:end], end)
        or (
            (masks.is_label(place.before) or before == "the")
            and read_noun(text, number.end, one=False) is None
        )
    ):
        return None, max(number.end, end + 1)
    if (
        measure.value == 1
        and not measure.unit
        and (
            before in NO_ONE_BEFORE
            or _NO_ONE_AFTER.match(text, number.end) is not None
            or not one_counts(text, number.end)
        )
    ):
        return None, number.end
    if not measure.unit:
        _repeat_in_figures(text, measure)
    if before in ("minus", "negative") and measure.unit and start - 1 - len(before) >= place.floor:
        measure.value, measure.signed = -measure.value, True
        measure.start -= 1 + len(before)
    return complete(text, measure, place.words, table), measure.end


def _repeat_in_figures(text: str, measure: Measure) -> None:
    """Take in "(7)" of "seven (7)", which states the number again."""
    end = measure.number.end
    if text[end : end + 2] == " (":
        figures = f" ({int(measure.number.value)})"
        if text.startswith(figures, end):
            measure.end = end + len(figures)
            measure.number = Number(measure.number.value, measure.end, spelled=True, scaled=True)


def _read_after_article(
    text: str, place: Place, end: int, word: str, table: UnitTable
) -> Quantity | None:
    """ "A third", "a dozen", "a million": words that count only after an article."""
    article = place.before.lower().lstrip(_OPENING)
    start = place.start - 1 - len(article)
    if article in ("several", "few") and word in _SIZES and start >= place.floor:
        return _read_several(text, place, end, article, _SIZES[word], table)
    if article not in ("a", "an") or start < place.floor:
        return None
    words = place.words[:-1]
    if word in FRACTION_DENOMINATORS:
        share = read_share_noun(text, end, word, lower(words)[-1] if words else "")
        return complete_share(text, share, start, words, table) if share else None
    size = _SIZES[word]
    number = Number(Decimal(size), end, spelled=True, scale=size, start=start)
    measure = read_measure(text, read_scale(text, number, money=False), "", start, table)
    return complete(text, measure, words, table)


def _read_several(
    text: str, place: Place, end: int, article: str, size: int, table: UnitTable
) -> Quantity | None:
    """ "Several hundred sites", "a few thousand tonnes": from two of the size to just under ten."""
    start = place.start - 1 - len(article)
    words = lower(place.words[:-1])
    if article == "few":
        if words[-1:] != ["a"] or start - 2 < place.floor:
            return None
        start -= 2
        words.pop()
    number = read_scale(text, Number(Decimal(1), end, spelled=True, scale=1), money=False)
    factor = size * number.scale
    measure = read_measure(
        text, Number(Decimal(2 * factor), number.end, spelled=True, scaled=True), "", start, table
    )
    vague = complete(text, measure, words, table)
    if vague.unit == "1" or vague.low != 2 * factor or vague.form is not QuantityForm.NUMBER:
        return None
    comparator = Comparator.APPROX if vague.comparator is Comparator.EXACT else vague.comparator
    return replace(vague, high=Decimal(10 * factor - 1), comparator=comparator)


def _read_vague(text: str, place: Place, end: int, word: str, table: UnitTable) -> Quantity | None:
    """ "Tens of thousands of jobs", "dozens of sites": a range from one size to the next."""
    vague = read_vague(text, end, word)
    if vague is None:
        return None
    low, high, stop = vague
    position = stop + 3 if text.startswith(" of ", stop) else stop
    number = Number(low, position, spelled=True, scaled=True)
    measure = read_measure(text, number, "", place.start, table)
    unit, stop = measure.unit, measure.end
    if not unit:
        noun = read_noun(text, position, one=False)
        if noun is None:
            return None
        unit, stop = f"{{{noun.head}}}", noun.end
    comparator = bound_before(lower(place.words))[0] or Comparator.BETWEEN
    return Quantity(low, high, unit, comparator, place.start, stop)


def _read_half(text: str, place: Place, end: int, table: UnitTable) -> Quantity | None:
    start = place.start
    before = place.before.lower().lstrip(_OPENING)
    if before not in ("a", "one") and (unit := half_unit(text, end, table)):
        half = Number(Decimal("0.5"), unit[1], scaled=True)
        measure = Measure(half, half.value, unit[0], start, unit[1], False)
        return complete(text, measure, place.words, table)
    number = read_half(text, end, before)
    if number is None:
        return None
    if number.scaled:
        measure = read_measure(text, number, "", start, table)
        return complete(text, measure, place.words, table)
    return complete_share(text, number, start, place.words, table)
