"""The words around a quantity that say how it bounds the true value.

"About", "more than", "up to", "or less" belong here; they stay outside a quantity's span. A sign
that is attached to a number ("~80", ">3") is read with the number.
"""

import re

from orchestration.extraction.quantities.lexis import BOUND_FILLERS
from orchestration.extraction.records import Comparator

SIGNS = {
    "~": Comparator.APPROX,
    "≈": Comparator.APPROX,
    "∼": Comparator.APPROX,
    "≃": Comparator.APPROX,
    ">": Comparator.AT_LEAST,
    "≥": Comparator.AT_LEAST,
    "<": Comparator.UP_TO,
    "≤": Comparator.UP_TO,
}
"""Signs before a number; they belong to its span where they are attached."""

_ONE_WORD = {
    **dict.fromkeys(
        [
            "over",
            "above",
            "exceeding",
            "exceeded",
            "exceeds",
            "exceed",
            "topping",
            "topped",
            "tops",
            "surpassing",
            "surpassed",
            "surpasses",
            "past",
            "beyond",
            "minimum",
            "min.",
        ],
        Comparator.AT_LEAST,
    ),
    **dict.fromkeys(["under", "below", "maximum", "max.", "sub-"], Comparator.UP_TO),
    **dict.fromkeys(
        [
            "about",
            "around",
            "some",
            "roughly",
            "nearly",
            "almost",
            "approximately",
            "circa",
            "ca",
            "ca.",
            "c.",
            "approx",
            "approx.",
            "virtually",
            "estimated",
            "approached",
            "approaching",
            "averaged",
            "averaging",
            "average",
            "close-to",
        ],
        Comparator.APPROX,
    ),
}
_ONE_WORD.update(SIGNS)
_TWO_WORDS = {
    ("at", "least"): Comparator.AT_LEAST,
    ("at", "most"): Comparator.UP_TO,
    ("up", "to"): Comparator.UP_TO,
    ("close", "to"): Comparator.APPROX,
    ("near", "to"): Comparator.APPROX,
    ("maximum", "of"): Comparator.UP_TO,
    ("minimum", "of"): Comparator.AT_LEAST,
    ("excess", "of"): Comparator.AT_LEAST,
    ("upwards", "of"): Comparator.AT_LEAST,
    ("upward", "of"): Comparator.AT_LEAST,
    ("order", "of"): Comparator.APPROX,
    ("region", "of"): Comparator.APPROX,
    ("vicinity", "of"): Comparator.APPROX,
    ("north", "of"): Comparator.AT_LEAST,
    ("south", "of"): Comparator.UP_TO,
    ("capped", "at"): Comparator.UP_TO,
    ("not", "exceed"): Comparator.UP_TO,
    ("not", "exceeding"): Comparator.UP_TO,
    ("never", "exceed"): Comparator.UP_TO,
    ("never", "exceeds"): Comparator.UP_TO,
    ("never", "exceeded"): Comparator.UP_TO,
    ("short", "of"): Comparator.UP_TO,
    ("shy", "of"): Comparator.UP_TO,
}
_MORE = frozenset(("more", "greater", "higher", "better", "longer", "larger", "bigger", "further"))
_LESS = frozenset(("less", "fewer", "lower", "smaller", "shorter", "worse"))
_PER_CENT = frozenset(
    ("cent", "percent", "per-cent", "points", "half", "third", "quarter", "fifth")
)
_AS_MUCH = frozenset(("much", "many", "high", "long", "far", "large", "big"))
_AS_LITTLE = frozenset(("little", "few", "low", "small"))

_AFTER = re.compile(
    r"(?:\+(?!\s?\d)|,? or (more|less|fewer|so|above|over|below|under|higher|lower|greater|better)"
    r"(?![^\W_])|[ -]plus(?![^\W_]| [^\W_]| [“(])| and (above|over|below|under)(?![^\W_]))"
)
_AFTER_WORDS = {
    **dict.fromkeys(("more", "above", "over", "higher", "greater", "better"), Comparator.AT_LEAST),
    **dict.fromkeys(("less", "fewer", "below", "under", "lower"), Comparator.UP_TO),
    "so": Comparator.APPROX,
}


def bound_before(words: list[str]) -> tuple[Comparator | None, int]:
    """The comparator in the last of ``words`` (lower case), and how many words that takes."""
    count = len(words)
    for fillers in range(min(3, count)):
        if fillers and words[count - fillers] not in BOUND_FILLERS:
            break
        last = words[count - fillers - 1]
        before = words[count - fillers - 2] if count > fillers + 1 else ""
        earlier = words[count - fillers - 3] if count > fillers + 2 else ""
        found = _TWO_WORDS.get((before, last))
        if found is not None:
            return found, fillers + 2
        if last == "than" and (earlier[-1:] == "%" or earlier in _PER_CENT):
            # "3% more than the 1.88m of 2024" compares two figures and bounds none.
            return None, 0
        if last == "than" and (before in _MORE or before in _LESS or before == "other"):
            negated = earlier in ("no", "not", "nothing")
            at_least = (before not in _LESS) != negated
            return Comparator.AT_LEAST if at_least else Comparator.UP_TO, fillers + 2 + negated
        if last == "as" and earlier == "as":
            if before in _AS_MUCH:
                return Comparator.UP_TO, fillers + 3
            if before in _AS_LITTLE:
                return Comparator.AT_LEAST, fillers + 3
        found = _ONE_WORD.get(last)
        if found is not None:
            return found, fillers + 1
    return None, 0


def bound_after(text: str, end: int) -> Comparator | None:
    """The comparator that follows a quantity which ends at ``end``: "or more", "plus"."""
    if text[end : end + 1] not in ("+", " ", ",", "-"):
        return None
    match = _AFTER.match(text, end)
    if match is None:
        return None
    return _AFTER_WORDS.get(match[1] or match[2] or "", Comparator.AT_LEAST)
