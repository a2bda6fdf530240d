"""Figures whose noun or smaller unit stands elsewhere: "17 more", "430 of the plant's 610
employees", "employ 90", "4 minutes and 15 seconds".

What a bare number takes from a neighbour's unit of money or mass is told in ``finder``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from orchestration.extraction.claim_cues import CountedNoun
from orchestration.extraction.drafts import Stated
from orchestration.extraction.figures.dimensions import Measure, read_measure
from orchestration.extraction.quantities.nouns import read_noun
from orchestration.text.article import Sentence

_MORE = re.compile(
    r" (?:more|fewer|less)\b(?! (?:than (?!in\b|a year|the year|last|the (?:previous|prior))"
    r"|or less|per))"
)
_ANOTHER = re.compile(
    r"\b(?:another|a further|an additional"
    r"|(?:the|its|their|all|these|those) (?:first|last|remaining|other|final|next)) \Z",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r" of (?:them|these|those|which)\b")
_OF_WHAT = re.compile(
    r" of (?:(?:(?:the|its|our|their|his|her|these|those|all|some)|[A-Z][\w-]*(?:[’']s?)?) ){1,3}"
    r"(?:[a-z][\w-]*[’']s? )?(?:\d[\d,.]* )?"
)
_HAS = re.compile(
    r"\b(?:it|they|the (?:company|group|firm|plant|mine|mill)|that|today|now) (?:now )?(?:has|have"
    r"|had|is|are|runs|operates)(?: (?:now|about|some|around|only|just|over|more than|nearly))*"
    r" \Z",
    re.IGNORECASE,
)
_EMPLOYS = re.compile(
    r"\b(?:employ(?:s|ed|ing)?|workforce (?:of|is|was|stood at|to)|headcount (?:of|is|was|to)"
    r"|staff of|payroll of)(?: (?:about|some|around|only|just|over|more than|nearly|up to"
    r"|as many as|almost|at least))* \Z",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:[.;,)]|$|\n| (?:in|at|by|to|and|across|there|now|today|worldwide)\b)")
_REACH, _AHEAD = 48, 90
_NEAR = 20
# How many of the smaller unit make one of the larger.
_LADDER = {
    ("a", "mo"): 12,
    ("wk", "d"): 7,
    ("d", "h"): 24,
    ("h", "min"): 60,
    ("min", "s"): 60,
    ("t", "kg"): 1000,
    ("kg", "g"): 1000,
    ("km", "m"): 1000,
    ("m", "cm"): 100,
    ("[lb_av]", "[oz_av]"): 16,
    ("[ft_i]", "[in_i]"): 12,
}
_JOINT = re.compile(r",? (?:and )?")
_PEOPLE = "{person}"


@dataclass(slots=True)
class Counting:
    """What was counted last, and in which sentence."""

    measure: Measure | None = None
    value: Decimal = Decimal(0)
    sentence: int = -1


def with_elided_nouns(
    text: str,
    sentence: Sentence,
    number: int,
    figures: Sequence[Stated],
    counting: Counting,
    nouns: Mapping[str, CountedNoun],
) -> list[Stated]:
    """The figures with the nouns that they leave unsaid; ``counting`` is brought up to date.

    Args:
        number: which sentence of the article it is.
        nouns: the things that such articles count.
    """
    made = []
    for figure in figures:
        measure = figure.measure
        if measure.unit.startswith("{"):
            counting.measure, counting.value = measure, abs(figure.value)
            counting.sentence = number
        elif (
            figure.quantity.unit == measure.unit == "1"
            and not figure.is_worded
            and figure.old is None
            and figure.value == figure.value.to_integral_value()
        ):
            found = _noun_of(text, sentence, number, figure, counting, nouns)
            if found is not None:
                figure = replace(figure, measure=found)
        made.append(figure)
    return made


def _noun_of(
    text: str,
    sentence: Sentence,
    number: int,
    figure: Stated,
    counting: Counting,
    nouns: Mapping[str, CountedNoun],
) -> Measure | None:
    start, end = figure.quantity.start, figure.quantity.end
    before = text[max(sentence.start, start - _REACH) : start]
    last = counting.measure
    bare = None if last is None else replace(last, per=None, period=None)
    if bare is not None and (
        _MORE.match(text, end, sentence.end)
        or _ANOTHER.search(before)
        or (_OF_THEM.match(text, end, sentence.end) and number - counting.sentence <= 1)
    ):
        return bare
    of = _OF_WHAT.match(text, end, min(sentence.end, end + _AHEAD))
    if of is not None:
        noun = read_noun(text, of.end() - 1, one=False)
        if noun is not None and noun.plural and noun.end <= sentence.end:
            known = nouns.get(noun.head)
            return read_measure(known.unit if known is not None else f"{{{noun.head}}}")
    if not _ENDS.match(text, end):
        return None
    if _EMPLOYS.search(before):
        return read_measure(_PEOPLE)
    near = 0 < counting.value <= _NEAR * abs(figure.value) <= _NEAR * _NEAR * counting.value
    return bare if near and number - counting.sentence == 1 and _HAS.search(before) else None


def with_compounds(text: str, figures: Sequence[Stated]) -> list[Stated]:
    """The figures with those made one that a larger and a smaller unit state together."""
    made: list[Stated] = []
    for figure in figures:
        if made:
            whole = _compound(text, made[-1], figure)
            if whole is not None:
                made[-1] = whole
                continue
        made.append(figure)
    return made


def _compound(text: str, large: Stated, small: Stated) -> Stated | None:
    size = _LADDER.get((large.quantity.unit, small.quantity.unit))
    first, second = large.quantity, small.quantity
    if size is None or large.old is not None or small.old is not None:
        return None
    if first.low != first.high or second.low != second.high or not 0 < second.low < size:
        return None
    if first.low != first.low.to_integral_value():
        return None
    joint = _JOINT.match(text, first.end)
    if joint is None or joint.end() != second.start:
        return None
    value = first.low + second.low / size
    return replace(large, quantity=replace(first, low=value, high=value, end=second.end))
