"""Counted nouns: where the noun phrase after a number ends, and its head in the singular.

Only the form of words decides (closed classes of function words, the marks of plurals, agreement
with the number); no dictionary of nouns is kept, since anything can be counted.
"""

import re
from dataclasses import dataclass

from orchestration.extraction.quantities.lexis import (
    NO_PLURALS,
    PLURAL_MODIFIERS,
    QUANTIFIERS,
    STOP_WORDS,
)

_MAX_WORDS = 6
# "Two new 737 Max jets": a number among the words of a name goes on with a capital.
_NAMED_BY_NUMBER = re.compile(r"[ \u00a0][A-Z]")
_TOKEN = re.compile(r"[ \u00a0-]([^\W_]+(?:[-&./'’][^\W_]+){0,4})")


# "A 2,000-strong crew", "40-odd sites": what is counted comes after.
_HYPHENED_FILLERS = ("strong", "odd", "plus")
_IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
    "geese": "goose",
    "mice": "mouse",
    "oxen": "ox",
    "data": "data",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "media": "medium",
    "staff": "staff",
    "personnel": "personnel",
    "police": "police",
    "aircraft": "aircraft",
    "spacecraft": "spacecraft",
    "cattle": "cattle",
    "fish": "fish",
    "sheep": "sheep",
    "series": "series",
    "species": "species",
    "analyses": "analysis",
    "crises": "crisis",
    "theses": "thesis",
    "buses": "bus",
    "bonuses": "bonus",
    "campuses": "campus",
    "censuses": "census",
    "statuses": "status",
    "viruses": "virus",
    "caches": "cache",
    "niches": "niche",
    "toes": "toe",
    "gases": "gas",
    "lenses": "lens",
    "movies": "movie",
    "cookies": "cookie",
    "calories": "calorie",
    "ties": "tie",
    "shoes": "shoe",
    "headaches": "headache",
    "axes": "axe",
    "knives": "knife",
    "lives": "life",
    "wives": "wife",
    "halves": "half",
    "leaves": "leaf",
    "loaves": "loaf",
    "shelves": "shelf",
    "thieves": "thief",
    "wolves": "wolf",
}


@dataclass(frozen=True, slots=True)
class Noun:
    """The head of a counted noun phrase, and the offset after the phrase."""

    head: str
    end: int
    plural: bool


def is_plural(word: str) -> bool:
    """Whether a lower-case word has the form of a plural."""
    if word in _IRREGULAR or word.endswith("men"):
        return word not in ("fish", "media", "specimen", "regimen", "abdomen", "men-")
    return (
        len(word) > 2
        and word[-1] == "s"
        and word[-2] not in "su'’"
        and not word.endswith("is")
        and word not in NO_PLURALS
    )


def singular(word: str) -> str:
    """The singular of a lower-case noun."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men") and word not in ("specimen", "regimen", "abdomen"):
        return word[:-2] + "an"
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1] if is_plural(word) else word


def read_noun(text: str, position: int, one: bool) -> Noun | None:
    """The noun phrase that a number before ``position`` counts.

    ``one`` tells that the number is 1: its noun ends before a verb in -s, where any other number's
    noun ends with the first plural ("19 fouls proves", "one rule says").
    """
    head = ""
    end = position
    words = 0
    if text[position : position + 1] == "-":
        return _hyphened(text, position)
    while words < _MAX_WORDS:
        match = _TOKEN.match(text, end)
        if match is None:
            break
        word = match[1].lower().replace("’", "'")
        if word.endswith("'s"):
            word = word[:-2]
            possessive = True
        else:
            possessive = False
        last = word.rsplit("-", 1)[-1]
        if word == "strong" and not words:
            break
        if (
            word in STOP_WORDS
            and word not in QUANTIFIERS
            and not (match[1].isupper() and len(word) > 1)
        ):
            if not (word in ("and", "&") and words and not one and _goes_on(text, match.end())):
                break
            end = match.end()
            words += 1
            continue
        if word in QUANTIFIERS or (word.endswith("ly") and len(word) > 5 and not head):
            end = match.end()
            words += 1
            continue
        if word[0].isdigit() and not _NAMED_BY_NUMBER.match(text, match.end()):
            break
        plural = is_plural(last) and not possessive
        if one and plural and head and last not in PLURAL_MODIFIERS:
            break
        if not last[0].isdigit():
            # "120 person-times" are persons, counted each time.
            named = word.removesuffix("-times") if last == "times" else last
            head = match[1] if match[1].isupper() and 1 < len(word) < 5 else named
            reached = match.end()
        end = match.end()
        words += 1
        if plural and not one:
            following = _TOKEN.match(text, end)
            in_name = match[1][0].isupper() and following and following[1][0].islower()
            if in_name and _goes_on(text, end):
                continue
            if not (last in PLURAL_MODIFIERS and following and is_plural(following[1].lower())):
                return Noun(singular(head), end, True)
    if not head or head in QUANTIFIERS:
        return None
    if not one and head.endswith(("ing", "ed")):
        return None
    return Noun(singular(head), reached, False)


def _hyphened(text: str, position: int) -> Noun | None:
    """What a number counts that is tied to it by a hyphen: "an 11-member panel"."""
    match = _TOKEN.match(text, position)
    if match is None:
        return None
    word = match[1].split("-")[0]
    if word.lower() in _HYPHENED_FILLERS:
        return read_noun(text, match.start(1) + len(word), one=True)
    if word.lower() in STOP_WORDS or word[0].isdigit():
        return None
    return Noun(singular(word.lower()), match.start(1) + len(word), False)


def _goes_on(text: str, position: int) -> bool:
    """Whether a plural follows "and" within two words: "12 digital and physical sales"."""
    for _ in range(2):
        match = _TOKEN.match(text, position)
        if match is None or match[1].lower() in STOP_WORDS:
            return False
        if is_plural(match[1].lower()):
            return True
        position = match.end()
    return False
