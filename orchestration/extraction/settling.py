"""What a figure must say to be a claim, and the forms that metric type, kind and direction take.

Functions of one figure or one draft only; the order in which they are asked is told in
``statements``.
"""

import re
from collections.abc import Mapping
from datetime import date

from orchestration.extraction.claim_cues import CountedNoun
from orchestration.extraction.drafts import Draft, Stated
from orchestration.extraction.metrics import SAVING_OF, SAVING_TYPES, USE_OF
from orchestration.extraction.records import Direction, ValueKind
from orchestration.text.article import Sentence

_NOT_COUNTED = frozenset({"incidents", "headcount", "patents", "jobs_created"})
_UNKNOWN_NOUN = 0.55
_EXCHANGE = re.compile(r"\bexchange rate|\b(?:dollar|euro|yuan|yen) (?:at|to) $", re.IGNORECASE)
_TIME_TYPES = frozenset({"cycle_time", "time_saving", "other"})
_SAVED = {
    "water": "water_saving",
    "freshwater": "water_saving",
    "coal": "energy_saving",
    "gas": "energy_saving",
    "fuel": "energy_saving",
    "steam": "energy_saving",
    "electricity": "energy_saving",
    "oil": "energy_saving",
    "diesel": "energy_saving",
    "carbon": "emissions_reduction",
    "co": "emissions_reduction",
    "emissions": "emissions_reduction",
    "waste": "waste_reduction",
    "slag": "waste_reduction",
    "tailings": "waste_reduction",
    "landfill": "waste_reduction",
}


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


def default_metric(
    classes: frozenset[str], unit: str, per: str | None, kind: ValueKind, *, has_old: bool
) -> str:
    if "ppm" in classes:
        return "purity"
    if "money_rate" in classes and per and not per.startswith("{"):
        return "price"
    if "people" in classes:
        return "headcount"
    if "time" in classes and has_old:
        return "cycle_time"
    if "power" in classes and kind is ValueKind.AMOUNT:
        return "capacity"
    if "mass" in classes and kind is ValueKind.AMOUNT:
        return "production"
    if "concentration" in classes:
        return "ore_grade" if unit in ("g", "[oz_tr]") and per == "t" else "other"
    return "other"


def settle_saving(draft: Draft) -> None:
    """Tell what an amount of material saved is, by its name ("12 tons of fresh water")."""
    if draft.metric_type != "material_saving" or draft.subject is None:
        return
    for word in re.findall(r"[a-z]+", draft.subject.lower()):
        draft.metric_type = _SAVED.get(word, draft.metric_type)


def settle_kind(draft: Draft) -> None:
    """Bring metric type, kind and direction into the forms that a claim has."""
    if draft.kind is ValueKind.CHANGE_ABS:
        if draft.metric_type in SAVING_OF and draft.direction is Direction.DECREASE:
            draft.metric_type = SAVING_OF[draft.metric_type]
        if draft.metric_type in SAVING_TYPES:
            draft.kind, draft.direction = ValueKind.AMOUNT, None
    elif draft.kind is ValueKind.CHANGE_PCT:
        if draft.metric_type in USE_OF:
            draft.metric_type, draft.direction = USE_OF[draft.metric_type], Direction.DECREASE
        elif draft.metric_type in SAVING_TYPES:
            draft.direction = None
    elif draft.kind is ValueKind.AMOUNT and "percent" in draft.classes:
        if draft.metric_type in USE_OF:
            draft.metric_type = USE_OF[draft.metric_type]
            draft.kind, draft.direction = ValueKind.CHANGE_PCT, Direction.DECREASE
        elif draft.metric_type == "efficiency_gain":
            draft.kind, draft.direction = ValueKind.CHANGE_PCT, Direction.INCREASE
        elif draft.metric_type in SAVING_TYPES:
            draft.kind = ValueKind.CHANGE_PCT
    if draft.kind is not ValueKind.AMOUNT and draft.metric_type == "efficiency_gain":
        draft.direction = draft.direction or Direction.INCREASE


def starts_after(reporting: str, anchor: date) -> bool:
    year, _, part = reporting.partition("-")
    month = 1
    if part.startswith("Q"):
        month = int(part[1]) * 3 - 2
    elif part.startswith("H"):
        month = int(part[1]) * 6 - 5
    elif part:
        month = int(part)
    return (int(year), month) > (anchor.year, anchor.month)
