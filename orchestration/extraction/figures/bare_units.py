"""Units that a document states once: "Unit: RMB 10,000", "in thousands of euros".

Only that statement and its reach are read here; which bare figures take it is decided by what they
measure.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from orchestration.extraction.figures.dimensions import Measure, read_measure
from orchestration.extraction.quantities.units import MONEY, load_units
from orchestration.extraction.tables.units import read_unit

# Each way to begin starts with its letter, so that other characters are passed over at once.
_STATEMENT = re.compile(
    r"(?P<lead>u(?<!\w.)(?i:nits?(?: of currency)?: ?)|U(?<!\w.)(?i:nits?(?: of currency)?: ?)"
    r"|a(?<!\w.)(?:ll (?:figures|amounts)(?: \w+){0,4}? in |mounts(?: \w+){0,3}? (?:are )?in )"
    r"|f(?<!\w.)igures(?: \w+){0,3}? (?:are )?in "
    r"|\(|e(?<!\w.)xpressed in |s(?<!\w.)tated in |i(?<!\w.)n )"
    r"(?:(?P<scale>[Tt]housands?|[Mm]illions?|[Bb]illions?|[’']?000s?"
    r"|10,000)(?: of)? (?P<currency>[A-Z]{3}|US\$"
    r"|A\$|C\$|HK\$|[$€£¥]|(?:[A-Z][\w.]+ )?[a-z]+(?:euros?|dollars?|yuan|pounds?|yen|rupees?"
    r"|francs?|kronor|kroner|rand|won)?)"
    r"|(?P<currency2>[A-Z]{3}|US\$|A\$|C\$|HK\$|R\$|[$€£¥]) ?(?P<scale2>thousands?|millions?|mn"
    r"|m\b|billions?|[’']000s?|10,000|0,000|k\b))",
)
_SCALES = {
    "thousand": 1000,
    "thousands": 1000,
    "'000": 1000,
    "'000s": 1000,
    "000": 1000,
    "k": 1000,
    "10,000": 10_000,
    "0,000": 10_000,
    "million": 10**6,
    "millions": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "billions": 10**9,
}


@dataclass(frozen=True, slots=True)
class BareUnit:
    """The currency and scale of bare figures; ``text[start:end]`` states them.

    ``whole`` tells that it holds for the whole document, not only for its own sentence.
    """

    currency: str
    factor: Decimal
    start: int
    end: int
    whole: bool


def find_bare_units(text: str) -> list[BareUnit]:
    """The statements of a unit for bare figures, in text order."""
    table = load_units()
    found = []
    for match in _STATEMENT.finditer(text):
        scale = (match["scale"] or match["scale2"]).lower().replace("’", "'")
        words = (match["currency"] or match["currency2"]).strip()
        unit = table.by_symbol.get(words) or table.by_name.get(words.lower())
        if words == "RMB":
            unit = table.by_code["CNY"]
        if unit is None or unit.dimension != MONEY:
            continue
        lead = match["lead"].lower()
        if lead == "in " and match["currency2"]:
            continue
        whole = lead != "in "
        if lead == "(" and not text[match.end() : match.end() + 40].lstrip().startswith(
            (")", ",", "un")
        ):
            continue
        found.append(
            BareUnit(unit.code, Decimal(_SCALES[scale]), match.start(), match.end(), whole)
        )
    return found


_LABEL = re.compile(
    r"[ \t]*(?:[-•*·–▪►]+[ \t]*)?(?P<label>[^\W\d_][^:\n]{2,80}?)[ \t*]*[:：](?=[^\n]{0,30}\d)"
)
_IN_BRACKETS = re.compile(r"\((?:in )?(?P<unit>[^()\n]{1,30})\)")
_PER = re.compile(r"\b(?:per|a|each) (?P<what>[a-z]+)\b|/ ?(?P<sign>[a-zA-Z]{1,4})\b")
_LINE = 160


def labelled_unit(text: str, position: int, stated: BareUnit | None) -> Measure | None:
    """The unit that a list's label gives to its bare figures: "Graphite sold (tonnes): 13,617".

    A price per something is never in the thousands that ``stated`` tells of the amounts.
    """
    start = text.rfind("\n", max(0, position - _LINE), position) + 1
    label = _LABEL.match(text, start, min(len(text), start + _LINE))
    if label is None or label.end() > position:
        return None
    for inner in _IN_BRACKETS.finditer(label["label"]):
        unit = read_unit(inner["unit"])
        if unit is not None and unit.code:
            measure = read_measure(unit.code)
            return replace(measure, factor=measure.factor * unit.factor)
    per = _PER.search(label["label"])
    if per is None or stated is None:
        return None
    table = load_units()
    below = table.by_symbol.get(per["sign"] or "") or table.by_name.get(per["what"] or "")
    if below is None and per["what"] != "share":
        return None
    return read_measure(f"{stated.currency}/{below.code if below else '{share}'}")


def bare_unit_at(units: list[BareUnit], position: int, start: int, end: int) -> BareUnit | None:
    """The unit of a bare figure at ``position`` in the sentence from ``start`` to ``end``."""
    for unit in units:
        if start <= unit.start < end and unit.start < position:
            return unit
    return next((unit for unit in reversed(units) if unit.whole and unit.start < position), None)
