"""Which figures of a sentence are claims, and which only accompany one.

What a figure says decides: its unit, the metric that the words around it name, and whether it is
told of something done, made, owned or promised. What it measures is read in ``metrics``.
"""

import re
from collections.abc import Mapping, Sequence

from orchestration.extraction.claim_cues import CountedNoun
from orchestration.extraction.drafts import Stated
from orchestration.extraction.periods import Window
from orchestration.text.article import Sentence

_NEVER = frozenset(
    {
        "length",
        "speed",
        "fuel economy",
        "temperature",
        "angle",
        "frequency",
        "electric potential",
        "electric current",
        "information",
        "data rate",
        "frame rate",
        "resolution",
        "sound level",
        "pressure",
        "force",
        "torque",
    }
)
_NOT_COUNTED = frozenset({"incidents", "headcount", "patents", "jobs_created"})
_UNKNOWN_NOUN = 0.55
_EXCHANGE = re.compile(r"\bexchange rate|\b(?:dollar|euro|yuan|yen) (?:at|to) $", re.IGNORECASE)
_TIME_TYPES = frozenset({"cycle_time", "time_saving", "other"})


def is_no_claim(stated: Stated, windows: Sequence[Window]) -> bool:
    """Whether a figure can be no claim whatever stands around it."""
    quantity = stated.quantity
    if any(w.start < quantity.end and quantity.start < w.end for w in windows):
        return True
    return bool(stated.measure.classes & _NEVER)


def is_stated(one: Stated, metric_type: str, score: float, counted: bool) -> bool:
    """Whether a figure says enough to be a claim."""
    classes = one.measure.classes
    if one.measure.unit in ("1", "{point}") and one.measure.per_count is None and not one.is_worded:
        return False
    if counted or one.is_worded:
        return True
    if one.measure.per_count is not None and metric_type == "incidents":
        return True
    if one.measure.unit == "1":
        return False
    if "time" in classes:
        if one.measure.per is not None or one.old is not None:
            return True
        return score >= 0.4 and metric_type in _TIME_TYPES
    if "count" in classes and "people" not in classes:
        return score >= 0.4
    if "people" in classes:
        return score >= 0.5
    if classes & {"area", "other"}:
        return score >= 0.4
    return True


def is_slogan(
    text: str,
    sentence: Sentence,
    one: Stated,
    metric_type: str,
    score: float,
    nouns: Mapping[str, CountedNoun],
) -> bool:
    """Whether a count is of things that only rhetoric or chance brings in."""
    measure, quantity = one.measure, one.quantity
    before = text[max(sentence.start, quantity.start - 60) : quantity.start]
    quoted = "“" in before and "”" not in before[before.rindex("“") :]
    if quoted and text[quantity.start].isalpha() and "money" in measure.classes:
        return True
    if "money" in measure.classes and _EXCHANGE.search(before):
        return True
    if "count" not in measure.classes or one.is_worded or not measure.unit.startswith("{"):
        return False
    if measure.unit[1:-1] in nouns or measure.unit in ("{person}", "{incident}"):
        return False
    if metric_type in _NOT_COUNTED or score < _UNKNOWN_NOUN:
        return True
    return quoted
