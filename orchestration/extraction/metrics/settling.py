"""The forms that metric type, kind and direction of a claim take.

Functions of one draft only; the order in which they are asked is told in ``statements``. Which
figures are claims at all is decided in ``selection``.
"""

import re

from orchestration.extraction.drafts import Draft
from orchestration.extraction.metrics.ranking import SAVING_OF, SAVING_TYPES, USE_OF
from orchestration.extraction.records import Direction, ValueKind

_BY_SUBJECT = frozenset({"material_saving", "water_saving"})
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
    "co2": "emissions_reduction",
    "emissions": "emissions_reduction",
    "waste": "waste_reduction",
    "slag": "waste_reduction",
    "tailings": "waste_reduction",
    "landfill": "waste_reduction",
}


_LESS = {
    "energy_less": "energy_saving",
    "mass_less": "material_saving",
    "time_less": "time_saving",
    "money_less": "cost_saving",
}
_CONTENT = re.compile(
    r" (?:a (?:day|year|month|week) )?(?:less )?of (?P<phrase>(?:[a-z-]+ ){0,3}[a-z-]+)"
)
_CONTENTS = {
    **dict.fromkeys(("sludge", "slag", "tailings", "ash", "effluent", "wastewater"), "waste"),
    **dict.fromkeys(("waste", "rubbish", "refuse", "garbage", "residues", "sewage"), "waste"),
    **dict.fromkeys(("gas", "diesel", "fuel", "oil", "petrol", "kerosene", "propane"), "fuel"),
}
_OF_CONTENT = {
    "production": {"waste": "other"},
    "water_use": {"fuel": "energy_use"},
    "water_saving": {"fuel": "energy_saving"},
}


def default_metric(
    classes: frozenset[str], unit: str, per: str | None, kind: ValueKind, *, has_old: bool
) -> str:
    if "ppm" in classes:
        return "purity"
    if "money_rate" in classes and per and not per.startswith("{"):
        return "price"
    if "money" in classes and kind is ValueKind.AMOUNT:
        return "investment"
    if "people" in classes:
        return "headcount"
    if "time" in classes and has_old:
        return "cycle_time"
    if "power" in classes and kind is ValueKind.AMOUNT:
        return "capacity"
    if "energy" in classes and per and kind is ValueKind.AMOUNT:
        return "energy_use"
    for name, saving in _LESS.items():
        if name in classes:
            return saving
    if "mass" in classes and kind is ValueKind.AMOUNT:
        return "production"
    if "concentration" in classes:
        return "ore_grade" if unit in ("g", "[oz_tr]") and per == "t" else "other"
    return "other"


def settle_content(draft: Draft, behind: str) -> None:
    """Tell what an amount of a thing is that its verb alone would call output or water.

    Args:
        behind: the text behind the figure ("produced 9,600 tonnes *of wet sludge*").
    """
    match = _CONTENT.match(behind) or _CONTENT.search(draft.quote)
    if match is None or draft.metric_type not in _OF_CONTENT:
        return
    for word in match["phrase"].lower().replace("-", " ").split():
        kind = _CONTENTS.get(word)
        if kind is not None:
            draft.metric_type = _OF_CONTENT[draft.metric_type].get(kind, draft.metric_type)


def settle_saving(draft: Draft) -> None:
    """Tell what an amount saved is, by its name ("12 tons of fresh water")."""
    if draft.metric_type not in _BY_SUBJECT or draft.subject is None:
        return
    for word in re.findall(r"[a-z]+2?", draft.subject.lower().replace("₂", "2")):
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
