"""Counted nouns: where the noun phrase after a number ends, and its head in the singular.

Only the form of words decides (closed classes of function words, the marks of plurals, agreement
with the number); no dictionary of nouns is kept, since anything can be counted.
"""

import re
from dataclasses import dataclass

_MAX_WORDS = 6
_TOKEN = re.compile(r"[ \u00a0-]([^\W_]+(?:[-&./'’][^\W_]+){0,4})")

_PREPOSITIONS = """
aboard about above across after against along alongside amid among around as at away back before
behind below beneath beside besides between beyond by circa compared concerning considering despite
down during except excluding following for forward from in including inside into less like minus near of
off on onto opposite out outside over past per plus regarding since than through throughout till to
together toward towards under underneath unlike until up upon versus via vs with within without worth
"""
_CONJUNCTIONS = (
    "and or but nor yet so if because while whereas although though unless that whether &"
)
_PRONOUNS = """
i you he she it we they me him her us them my your his its our their mine yours hers ours theirs this
these those who whom whose which what where when why how there here himself herself itself themselves
the a an each every either neither both all any some such no none another
"""
_VERBS = """
am is are was were be been being has have had having do does did done doing can could may might must
shall should will would ain't aren't isn't wasn't weren't don't doesn't didn't won't wouldn't can't
couldn't came come comes became become becomes began begin begins brought bring brings bought buy
buys cut cuts fell fall falls felt found find finds gave give gives get gets got go goes went gone
grew grow grows happen happened helped help helps hit hits hold holds held include includes included
increase increased keep keeps kept know knows known knew lay leads left let lets lost lose loses made
make makes mean means meant meet meets met need needs needed paid pay pays put puts remain remains
remained rise rises rose risen ran run runs said say says saw see sees seen sell sells sold sent send
sends set sets show shows showed shown slipped spent stand stands stood stay stayed take takes taken
took tell tells told think thinks thought took try turn turned turns used use uses want wants won win
lives lies sits exists owns wants wins work worked works allowed allows reached according owned based paid expected needed
"""
_ADVERBS = """
again ago ahead almost already also altogether always annually apart aside away currently daily
each early earlier else enough even ever everyone far finally first hence here hourly however instead
just last late later least maybe meanwhile monthly much nearly never next not now nowadays often
once only perhaps please quarterly quite rather really respectively since sometimes soon still
therefore thus today tomorrow tonight too twice usually very weekly well when yearly yesterday yet
worldwide nationwide overnight apiece anymore overseas abroad combined alike
"""
_TIMES = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december jan feb mar apr jun jul aug sept sep oct nov dec am pm
a.m p.m gmt est edt pdt pst utc bst cet
"""
STOP_WORDS = frozenset(
    " ".join((_PREPOSITIONS, _CONJUNCTIONS, _PRONOUNS, _VERBS, _ADVERBS, _TIMES)).split()
)
FUNCTION_WORDS = STOP_WORDS - frozenset(_TIMES.split())

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
# Words in -s that are no plurals.
_NO_PLURALS = frozenset(
    [
        "gas",
        "lens",
        "news",
        "always",
        "perhaps",
        "plus",
        "overseas",
        "besides",
        "sometimes",
        "afterwards",
        "upwards",
        "downwards",
        "mathematics",
        "physics",
        "economics",
        "politics",
        "electronics",
        "logistics",
        "headquarters",
        "christmas",
        "texas",
        "kansas",
        "wales",
        "canvas",
        "atlas",
        "chaos",
        "alias",
        "bias",
        "yes",
        "dallas",
        "paris",
        "vegas",
        "las",
        "los",
        "des",
        "mars",
        "james",
    ]
)
# Plurals that go on before another plural: "two sports cars", "three sales offices".
_PLURAL_MODIFIERS = frozenset(
    [
        "sports",
        "sales",
        "goods",
        "arms",
        "savings",
        "earnings",
        "systems",
        "operations",
        "customs",
        "communications",
        "materials",
        "metals",
        "rights",
        "jobs",
        "works",
        "benefits",
        "honours",
        "honors",
        "women's",
        "men's",
        "u.s",
    ]
)
_QUANTIFIERS = frozenset(["more", "most", "further", "additional", "other", "extra", "fewer"])


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
        and word not in _NO_PLURALS
    )


def singular(word: str) -> str:
    """The singular of a lower-case noun."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men") and word not in ("specimen", "regimen", "abdomen"):
        return word[:-2] + "an"
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes", "uses")) and not word.endswith(
        ("causes", "houses", "clauses", "pauses", "excuses", "spouses", "abuses", "fuses", "muses")
    ):
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
        word = match[1].lower()
        if word.endswith(("'s", "’s")):
            word = word[:-2]
            possessive = True
        else:
            possessive = False
        last = word.rsplit("-", 1)[-1]
        if word in STOP_WORDS and not (match[1].isupper() and len(word) > 1):
            if not (word in ("and", "&") and words and not one and _goes_on(text, match.end())):
                break
            end = match.end()
            words += 1
            continue
        if word in _QUANTIFIERS or (word.endswith("ly") and len(word) > 5 and not head):
            end = match.end()
            words += 1
            continue
        plural = is_plural(last) and not possessive
        if one and plural and head and last not in _PLURAL_MODIFIERS:
            break
        if not last[0].isdigit():
            head = last
            reached = match.end()
        end = match.end()
        words += 1
        if plural and not one:
            following = _TOKEN.match(text, end)
            if not (last in _PLURAL_MODIFIERS and following and is_plural(following[1].lower())):
                return Noun(singular(last), end, True)
    if not head or head in _QUANTIFIERS:
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
