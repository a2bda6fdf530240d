"""Units that a text states once for several numbers: "35 and 40 per cent", "2% but … by 1".

Only bare numbers are given a unit here, that of a neighbour in the same sentence.
"""

import re
from dataclasses import replace

from orchestration.extraction.records import Quantity, QuantityForm

_JOINED = re.compile(
    r"-?(?:[,/;]|[,;]?[ \u00a0](?:and|or|to|of|versus|vs\.?|against)(?=[ \u00a0]))[ \u00a0]?"
    r"(?:(?:the|its|his|her|their|our|last|first|other|next) ){0,2}"
)
_YEN_SIGN = re.compile("[¥￥]")
_CHINA = re.compile(r"yuan|Yuan|RMB|CNY|renminbi|Renminbi|China|Chinese|元")
_JAPAN = re.compile(r"\byen\b|\bYen\b|JPY|Japan|円|Tokyo")
_US_DOLLAR = re.compile(r"US ?\$|USD|U\.S\. ?\$|\bUS dollar|U\.S\. dollar|[Aa]merican dollar")
_DOLLARS = frozenset(("AUD", "CAD", "NZD", "HKD", "SGD", "TWD"))
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")
# "3 times", "3x": ratios have no unit.
_RATIO = re.compile(r"(?:times|counts?|(?<=\d)[xX×])\Z")
_FURTHEST = 110
_MOST_STEPS = 3
# Windows of time give no unit to what is measured over them.
_NO_UNITS = frozenset(("1", "a", "mo", "wk", "d", "{time}"))
# Beyond this ratio two figures hardly measure the same thing.
_SIMILAR = 5
# Points of a rating count nothing that stands around.
_RATED = re.compile(r"\b(?:(?:score|rating|grade|index|mark) (?:of|at)|scored|rated) \Z")
_SHARES = frozenset(("%", "[pp]", "[bp]", "‰"))
_LARGEST_SHARE = 100_000
_MILLION = 10**6
_SHARE_OF_COUNT = re.compile(r" of (?:the |its |their |all |our )?(?:[a-z]+ )?\Z")


def share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """``found`` with units given to bare numbers from what they are joined or compared with."""
    shared = list(found)
    for index in range(len(shared) - 1, -1, -1):
        quantity = shared[index]
        if quantity.unit != "1" or _RATIO.search(text, quantity.start, quantity.end):
            continue
        following = shared[index + 1] if index + 1 < len(shared) else None
        if quantity.form is QuantityForm.FRACTION:
            if (
                following is not None
                and following.unit.startswith("{")
                and following.start - quantity.end < 40
                and _SHARE_OF_COUNT.match(text[quantity.end : following.start])
            ):
                shared[index] = _with_unit(quantity, following.unit)
            continue
        if following is not None and _joined(text, quantity, following):
            shared[index] = _with_unit(quantity, following.unit)
            continue
        for previous in shared[max(0, index - _MOST_STEPS) : index][::-1]:
            if _compared(text, previous, quantity):
                shared[index] = _with_unit(quantity, previous.unit)
                break
    return shared


def _with_unit(quantity: Quantity, unit: str) -> Quantity:
    parts = tuple(replace(part, unit=unit) for part in quantity.parts)
    return replace(quantity, unit=unit, parts=parts)


def _joined(text: str, quantity: Quantity, following: Quantity) -> bool:
    if following.unit == "1" or following.form is not QuantityForm.NUMBER:
        return False
    # "8.45 billion, or 49%": an amount is no share.
    if following.unit in _SHARES and abs(quantity.high) > _LARGEST_SHARE:
        return False
    # A unit that is written before its number ("$5") is not shared backwards.
    if not (text[following.start].isdigit() or text[following.start].isalpha()):
        return False
    if following.start - quantity.end > 20:
        return False
    return _JOINED.fullmatch(text, quantity.end, following.start) is not None


def _compared(text: str, previous: Quantity, quantity: Quantity) -> bool:
    if previous.unit in _NO_UNITS or quantity.start - previous.end > _FURTHEST:
        return False
    if previous.form is QuantityForm.FRACTION:
        return False
    if _SENTENCE_END.search(text, previous.end, quantity.start):
        return False
    if _RATED.search(text, max(previous.end, quantity.start - 12), quantity.start):
        return False
    level, value = abs(previous.high), abs(quantity.high)
    if previous.unit in _SHARES and value > _LARGEST_SHARE:
        return False
    if min(value, level) >= _MILLION and "{" not in previous.unit:
        # What is restated in brackets has lost its own sign.
        return not text.startswith(" (", quantity.end)
    return level <= _SIMILAR * value and value <= _SIMILAR * level


def settle_dollars(text: str, found: list[Quantity]) -> list[Quantity]:
    """``found`` with a bare "$" read as the other dollar that the text names more often."""
    if "$" not in text or _US_DOLLAR.search(text):
        return found
    named = [one for one in found if one.unit[:3] in _DOLLARS and "$" in _quote(text, one)]
    bare = [one for one in found if one.unit[:3] == "USD" and "$" in _quote(text, one)]
    # "A$92 million ($60 million)" restates in the dollar that is not named.
    restated = any(text.startswith(" ($", one.end) for one in named)
    if restated or len(named) <= len(bare) or len({one.unit[:3] for one in named}) != 1:
        return found
    code = named[0].unit[:3]
    moved = {one.start for one in bare}
    return [_with_unit(one, code + one.unit[3:]) if one.start in moved else one for one in found]


def _quote(text: str, quantity: Quantity) -> str:
    return text[quantity.start : quantity.end]


def settle_yen(text: str, found: list[Quantity]) -> list[Quantity]:
    """``found`` with "¥" read as yuan where the text is about China and never names the yen."""
    if "¥" not in text and "￥" not in text:
        return found
    if _JAPAN.search(text) or not _CHINA.search(text):
        return found
    return [
        _with_unit(quantity, "CNY" + quantity.unit[3:])
        if quantity.unit.startswith("JPY") and _YEN_SIGN.search(text, quantity.start, quantity.end)
        else quantity
        for quantity in found
    ]
