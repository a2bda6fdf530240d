"""Denominators that stand apart from their figure: "each site", "three alarms in 24 minutes".

Denominators that are written beside the number ("30 minutes per alarm") belong in ``quantities``.
"""

import re
from collections.abc import Mapping, Sequence

from orchestration.extraction.changes.finder import surroundings
from orchestration.extraction.claim_cues import CountedNoun
from orchestration.extraction.context import SentenceContext
from orchestration.extraction.figures.dimensions import Measure
from orchestration.extraction.quantities.lexis import STOP_WORDS
from orchestration.extraction.quantities.units import load_units

_IN = re.compile(
    r"^ ?(?:[\w-]+ ){0,5}(?:in|within|took|take|takes|every) (?:about |just |only |some )?$"
)
_FOR = re.compile(r"^ ?(?:for|to \w+) (?:about |just |only |all )?$")
_EACH_AFTER = re.compile(
    r"^(?: of [\w-]+(?: [\w-]+)?)?,? (?:at |in |for |on |by |to )?(?:each|every"
    r"|per) (?:of (?:its|the) )?(?:(?!of\b)\w+ )?"
    r"(?P<noun>(?!of\b|that\b|which\b|we\b|it\b|in\b)[a-z]+)\b"
    r"|^[^.,;:\d]{0,45}\bper (?P<one>[a-z]+)\b"
)
_EACH_BEFORE = re.compile(
    r"\b(?:each|every|per|a single) (?P<noun>[a-z]+)\b"
    r"|\bof an? (?:[\w-]+ )?(?P<one>[a-z]+) (?:takes|took|lasts|lasted|needs|needed|requires"
    r"|required)\b",
    re.IGNORECASE,
)
_EACH_COSTS = re.compile(
    r"\b(?:each|every) (?:of (?:its|the|their) )?(?:\d+ )?(?:[a-z-]+ ){0,2}?(?P<noun>[a-z]+) "
    r"(?:saves?d?|cost|costs|brings?|brought|earns?|makes?|made|pays?|yields?|fetche[sd]"
    r"|takes?|took|sells? for|needs?|uses?|will cost|would cost)\b[^.,;:]{0,30}$",
    re.IGNORECASE,
)
_TO_MAKE_ONE = re.compile(
    r"^[^.,;:\d]{0,30}\b(?:to (?:make|produce|yield|brew|treat|process|clean|move)|for|per)"
    r" (?:one|a|an|1|each|every) (?P<noun>[a-z]+)\b"
)
_NOT_CYCLED = frozenset({"{incident}", "{person}", "wk", "mo", "a"})
_PEOPLE = frozenset(["head", "capita", "person", "employee", "worker", "people"])
_TIMES = frozenset(
    [
        "hour",
        "day",
        "week",
        "month",
        "quarter",
        "year",
        "minute",
        "second",
        "annum",
        "time",
        "shift",
        "share",
    ]
)


def count_in_time(
    text: str, context: SentenceContext, measures: Sequence[Measure]
) -> dict[int, int]:
    """Durations that are stated for a number of things: index of duration to index of count."""
    found = {}
    for index in range(1, len(measures)):
        gap = text[context.figures[index - 1].quantity.end : context.figures[index].quantity.start]
        one, other = measures[index - 1], measures[index]
        if {one.unit, other.unit} & _NOT_CYCLED:
            continue
        if (
            one.unit.startswith("{")
            and "time" in other.classes
            and not other.per
            and _IN.match(gap)
        ):
            found[index] = index - 1
        elif (
            "time" in one.classes and not one.per and other.unit.startswith("{") and _FOR.match(gap)
        ):
            found[index - 1] = index
    return found


def denominator_of(
    text: str,
    context: SentenceContext,
    index: int,
    classes: frozenset[str],
    nouns: Mapping[str, CountedNoun],
) -> str | None:
    """The unit of which a figure tells a share ("per ton of carbonate", "each tray"), if any."""
    if not classes & {"count", "people", "time", "energy", "mass", "volume", "money"}:
        return None
    before, after = surroundings(text, context, index)
    match = _EACH_AFTER.match(after)
    if match is None and not classes & {"money"}:
        match = next(reversed(list(_EACH_BEFORE.finditer(before))), None)
    if match is None and classes & {"money"}:
        match = _EACH_COSTS.search(before)
    if match is None and not classes & {"money", "time"}:
        made = _TO_MAKE_ONE.match(after)
        unit = load_units().by_name.get(made["noun"]) if made else None
        return unit.claim_code if unit is not None and made and made["noun"] not in _TIMES else None
    if match is None:
        return None
    noun = next(word for word in match.groupdict().values() if word).lower()
    words = match.group().lower().split()
    compound = " ".join(words[-2:])
    if compound in load_units().by_name:
        return load_units().by_name[compound].claim_code
    return _unit_of(noun, nouns)


def _unit_of(noun: str, nouns: Mapping[str, CountedNoun]) -> str | None:
    if noun in _TIMES:
        return None
    if noun in _PEOPLE:
        return "{person}"
    if noun in STOP_WORDS or noun == "one":
        return None
    unit = load_units().by_name.get(noun)
    if unit is not None:
        return unit.claim_code
    known = nouns.get(noun)
    if known is not None and known.unit != "{person}":
        return known.unit
    return f"{{{noun}}}"
