"""Values that stand in words: "zero-cost", "halved", "nearly doubled", "no lost-time injuries".

They become quantities like those in figures. Numbers in digits and number words belong in
``quantities``, predicates without a value in ``qualitative_predicates.csv``.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from orchestration.extraction.records import Comparator, Quantity

NO_CURRENCY = "{currency}"
"""Unit of an outlay of nothing, until the article's currency is known."""

_WORDED = re.compile(
    r"(?P<free>\b(?:zero|nil)[ -](?:extra[ -]|additional[ -])?(?:cost|capex)\b"
    r"|\b(?:at|with) no (?:extra |additional )?(?:cost|charge|capex)\b|\bcost[ -](?:free"
    r"|neutral)\b)"
    r"|(?P<half>\bhalv(?:ed|es|ing|e)\b|\bcut (?:\w+ ){0,4}in half\b)"
    r"|(?P<multiple>\b(?P<near>nearly |almost |about |roughly |more than |over )?"
    r"(?P<verb>doubl|tripl|trebl|quadrupl|quintupl)(?:ed|es|ing|e)\b(?! (?:digit|shift|check|sid"
    r"|decker|whammy|bottom|layer|play|glaz|edge)))"
    r"|(?P<fold>\b(?P<near2>nearly |almost |about |more than |over )?(?P<times>two|three|four"
    r"|five|six|seven"
    r"|eight|nine|ten|\d+)-?fold\b)"
    r"|(?P<none>\b(?:no|zero|without (?:a|any)) (?:[\w-]+ ){0,2}?(?:injur(?:y|ies)|accidents?"
    r"|fatalit(?:y|ies)"
    r"|incidents?|spills?|violations?)\b)",
    re.IGNORECASE,
)
_FACTORS = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5}
_NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}


@dataclass(frozen=True, slots=True)
class Worded:
    """A worded value: its quantity, and whether it is a change or an outlay of nothing."""

    quantity: Quantity
    is_change: bool
    falls: bool
    is_outlay: bool


def find_worded(text: str, start: int, end: int) -> list[Worded]:
    """The worded values of ``text[start:end]`` in text order."""
    found = []
    for match in _WORDED.finditer(text, start, end):
        if match["free"]:
            found.append(_made(match, Decimal(0), NO_CURRENCY, Comparator.EXACT, outlay=True))
        elif match["none"]:
            found.append(_made(match, Decimal(0), "{incident}", Comparator.EXACT))
        elif match["half"]:
            found.append(_made(match, Decimal(50), "%", Comparator.EXACT, change=True, falls=True))
        elif match["multiple"]:
            gain = (_FACTORS[match["verb"].lower()] - 1) * 100
            found.append(_made(match, Decimal(gain), "%", _near(match["near"]), change=True))
        else:
            times = match["times"].lower()
            gain = (_NUMBERS.get(times) or int(times)) * 100 - 100
            if gain > 0:
                found.append(_made(match, Decimal(gain), "%", _near(match["near2"]), change=True))
    return found


def _near(words: str | None) -> Comparator:
    if not words:
        return Comparator.EXACT
    return Comparator.AT_LEAST if words.lower().startswith(("more", "over")) else Comparator.APPROX


def _made(
    match: re.Match[str],
    value: Decimal,
    unit: str,
    comparator: Comparator,
    *,
    change: bool = False,
    falls: bool = False,
    outlay: bool = False,
) -> Worded:
    quantity = Quantity(value, value, unit, comparator, match.start(), match.end())
    return Worded(quantity, change, falls, outlay)
