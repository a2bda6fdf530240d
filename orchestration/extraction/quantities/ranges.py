"""Two numbers that state one quantity: ranges ("14 to 15", "1.2-1.5bn") and changes ("from A")."""

import re
from dataclasses import dataclass
from decimal import Decimal

from orchestration.extraction.quantities.lexis import OFFERS, SPREAD_WORDS, STEP_WORDS
from orchestration.extraction.quantities.measures import Measure, measure_at
from orchestration.extraction.quantities.nouns import read_noun
from orchestration.extraction.quantities.units import UnitTable

_CONNECTOR = re.compile(
    r"[ \u00a0][-–—−~～][ \u00a0]|[-–—−~～][ \u00a0]?|[ \u00a0](?:to|and|or)[ \u00a0]"
    r"|[ \u00a0]?-?(?:[ \u00a0]to-|-to-|-[ \u00a0]to[ \u00a0])"
)
# What may stand between the two levels of a change: "from 20 people in 2008 to about 12".
_GAP = re.compile(
    r"(?:[ \u00a0](?!(?:to|by|and|but|for|over|from)\b)[^\W_][\w'’%.:-]{0,30}){0,4}?"
    r"[ \u00a0]to[ \u00a0]"
    r"(?:(?:about|around|roughly|nearly|almost|some|just|only|over|approximately|as much as"
    r"|at least|up to|more than|less than|below|under|above|the|a|an)[ \u00a0]){0,2}"
)
# "2.17 billion yuan ($303 million) to 2.33 billion yuan"
_RESTATED = re.compile(r" \([^()\n]{2,40}\) to (?=[^\s\d]{0,4} ?\d)")
_THEN_TO = re.compile(r"[ \u00a0]to[ \u00a0](?=[$€£¥₹\d])")
_NEAR = Decimal("1.6")
_STEP = Decimal("2.5")
_CLAUSE = 4
_DASHES = frozenset("-–—−~～")


@dataclass(slots=True)
class OtherEnd:
    """The second number, and whether the two are the old and the new level of a change.

    ``upper`` is the upper end of a new level that is itself a range ("from 24 to 33-35 t").
    """

    measure: Measure
    change: bool
    upper: Measure | None = None


def read_other_end(
    text: str, first: Measure, lead: str, before_lead: list[str], table: UnitTable
) -> OtherEnd | None:
    """The number that makes a range or a change with ``first``.

    ``lead`` is the word before ``first`` and its bounds ("from", "between", …), ``before_lead``
    those before that, all in lower case.
    """
    change = lead == "from" and not _is_spread(before_lead)
    is_money = first.money or first.unit in table.currencies
    if is_money and (restated := _RESTATED.match(text, first.end)):
        second = measure_at(text, restated.end(), table, first.unit if first.money else "")
        if second is not None and second.unit == first.unit:
            return OtherEnd(second, change)
    if (match := _CONNECTOR.match(text, first.end)) is not None:
        second = measure_at(text, match.end(), table, first.unit if first.money else "")
        word = match[0].strip()
        if second is not None and _pairs(text, first, second, word, lead):
            # A spread goes up.
            falls = lead == "from" and 0 < second.value < first.value
            is_change = (change or falls) and word == "to" and not _THEN_TO.match(text, second.end)
            upper = _upper_end(text, second, table) if is_change else None
            return OtherEnd(second, is_change, upper)
    if lead == "from":
        gap = _GAP.match(text, first.end, min(len(text), first.end + 80))
        if gap is not None and gap[0].strip():
            second = measure_at(text, gap.end(), table)
            if second is not None and _agree(first, second):
                return OtherEnd(second, change, _upper_end(text, second, table))
    return None


def _is_spread(words: list[str]) -> bool:
    """Whether the words before "from" tell what something does or offers, and no move."""
    if not words:
        return False
    return words[-1] in SPREAD_WORDS or not OFFERS.isdisjoint(words[-_CLAUSE:-1])


def _upper_end(text: str, second: Measure, table: UnitTable) -> Measure | None:
    """The upper end of a range that begins with ``second``, where a dash joins the two."""
    match = _CONNECTOR.match(text, second.end)
    if match is None or match[0].strip() not in _DASHES:
        return None
    upper = measure_at(text, match.end(), table, second.unit if second.money else "")
    if upper is None or upper.signed or not _agree(second, upper):
        return None
    grows = upper.value > second.value or upper.number.scale > second.number.scale
    return upper if grows and (upper.unit or not second.unit) else None


def _agree(first: Measure, second: Measure) -> bool:
    """Whether the units of both numbers can be one unit that is stated once or twice."""
    if not first.unit or not second.unit or first.unit == second.unit:
        return True
    return second.unit.startswith(first.unit + "/") or first.unit.startswith(second.unit + "/")


def _pairs(text: str, first: Measure, second: Measure, word: str, lead: str) -> bool:
    if not _agree(first, second):
        return False
    if word == "to" and lead == "by" and abs(second.value) >= _STEP * abs(first.value):
        # "Fell by 0.4 to 2.2 per million hours": a step is smaller than the level it leads to.
        return False
    if word in _DASHES:
        if second.signed:
            return False
        if first.unit and not second.unit and not first.money:
            return False
        grows = second.value >= first.value or second.number.scale > first.number.scale
        return grows or first.signed
    if word == "and":
        return lead == "between"
    if word == "or":
        counted = bool(second.unit)
        if not counted:
            noun = read_noun(text, second.end, one=False)
            counted = noun is not None and noun.plural
        return not first.unit and counted and first.value < second.value <= 2 * first.value + 1
    if first.unit and not second.unit and not first.money and lead != "from":
        return False
    if lead not in STEP_WORDS or lead == "by" or not (first.unit and second.unit):
        return True
    # "Up 62% to 72%" is a range: a step is not nearly as large as the level that it leads to.
    return first.value < second.value < _NEAR * first.value


def inherit(first: Measure, second: Measure) -> None:
    """Give ``first`` the scale that only ``second`` states: "26 to 30 million"."""
    scale = second.number.scale
    written_alone = bool(first.unit) and not first.money
    # "from $200 to $4 million": a sign of its own and a larger figure stand for themselves.
    falls = first.money and second.money and first.value * scale > second.value
    if (
        scale > 1
        and first.number.scale == 1
        and not written_alone
        and not falls
        and (abs(first.value) < 1000)
    ):
        first.value *= scale
