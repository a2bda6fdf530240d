"""Values that stand in words: "zero-cost", "halved", "nearly doubled", "nobody was hurt".

They become quantities like those in figures. Numbers in digits and number words belong in
``quantities``, predicates without a value in ``qualitative_predicates.csv``.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from orchestration.extraction.quantities.units import load_units
from orchestration.extraction.records import Comparator, Quantity

NO_CURRENCY = "{currency}"
"""Unit of an outlay of nothing, until the article's currency is known."""

_NEAR = (
    r"(?P<{0}>(?:nearly|almost|about|roughly|around|close to|virtually|practically|approximately"
    r"|some|more than|over|at least|well over|less than|under|up to|as much as) )?"
)
_HARM = (
    r"(?:(?:lost|recordable|reportable|serious|fatal|major|minor|workplace|work-related|safety"
    r"|environmental|fire|traffic|industrial|general|production|single|time|unplanned|toxic"
    r"|chlorine|gas|oil|chemical|ammonia|acid|equipment|quality|occupational)[ -]){0,4}"
    r"(?:injur(?:y|ies)|accidents?|fatalit(?:y|ies)|deaths?|incidents?|spills?|spillages?|leaks?"
    r"|leakages?|(?<=chlorine )releases?|(?<=gas )releases?|(?<=toxic )releases?"
    r"|(?<=chemical )releases?|(?<=ammonia )releases?|(?<=environmental )releases?"
    r"|releases?(?= (?:of (?!the )|to (?:air|water|the (?:air|environment))))|violations?"
    r"|breaches|breach|explosions?|derailments?|overflows?"
    r"|casualt(?:y|ies)|near[- ]miss(?:es)?|mishaps?|exceedances?)\b"
)
_PERSON = (
    r"(?:[ -]?(?:body|one)\b|(?: [\w-]+){0,2}? (?:people|person|workers?|employees?|staff|miners?"
    r"|inspectors?|operators?|members?|residents?|contractors?|drivers?|colleagues?|crew|passengers?"
    r"|seafarers?|technicians?)\b)"
)
_COIN = (
    r"(?:cent|penny|fen|yuan|dime|rupee|dollar|euro|pound|koruna|crown|krone|krona|peso|rand|franc"
    r"|yen|won|zloty|forint|lira|real|ringgit|baht|shilling|dinar|dirham|riyal|rouble|ruble)"
)
_HURT = r"(?:injured|hurt|harmed|killed|wounded|burnt|burned|poisoned|hospitali[sz]ed)\b"
_FACTOR_VERBS = r"doubl|tripl|trebl|quadrupl|quintupl|sextupl"
_FREE = re.compile(
    r"\b(?:zero|nil)[ -](?:extra[ -]|additional[ -])?(?:cost|capex|investment|outlay)\b"
    r"|\b(?:at|with|for|without) (?:no|any) (?:extra |additional |further )?(?:cost|charge|capex"
    r"|investment|outlay|capital expenditure)\b"
    r"|\bcost[ -](?:free|neutral)\b|\bfree of (?:cost|charge)\b"
    r"|\b(?:cost|costs|costing) (?:(?:us|it|them|the \w+) )?(?:nothing|not an? "
    rf"{_COIN})\b|\bwithout spending (?:an?|one|a single) {_COIN}\b"
    rf"|\bnot (?:one|a single) (?:extra |additional )?{_COIN}\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"(?P<half>" + _NEAR.format("near0") + r"(?:\bhalv(?:ed|es|ing|e)\b"
    r"|\b(?:cut|cuts|cutting|slash\w*|reduc\w+|fell|fall\w*|dropped|split|brought down) "
    r"(?:[\w'’-]+ ){0,4}?(?:in|by) half\b|\bhalf as (?:much|many)\b))"
    r"|(?P<twice>\b" + _NEAR.format("near3") + r"(?:twice|double|triple|treble) (?=the (?:amount"
    r"|number|volume|level|rate|figure|output|quantity|size|capacity|total|sum|price|pace|speed"
    r"|length|usual|average|previous|current|original|\w+ of (?:a|the) (?:year|previous|decade))"
    r"|as (?:much|many|fast|long|large|big|high|quickly)|(?:that|what) (?:of|it|they|was)"
    r"|that(?=[,.;)]| now\b)))"
    r"|(?P<multiple>\b" + _NEAR.format("near") + rf"(?P<verb>{_FACTOR_VERBS})(?:ed|es|ing|e)\b"
    r"(?! (?:digit|shift|check|sid|decker|whammy|bottom|layer|play|glaz|edge|bed|room|track"
    r"|taxation|standard|down|up|as|blind|click|meaning|act|-))(?!-))"
    r"|(?P<fold>\b" + _NEAR.format("near2") + r"(?P<times>two|three|four|five|six|seven|eight"
    r"|nine|ten|twenty|hundred|\d{1,4})-?fold\b)",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:no|zero|nil|without (?:a|any|one|even one)(?: single)?"
    r"|(?:not|never) (?:\w+ ){0,3}(?:a|any|one)(?: single)?"
    r"|free of) (?:[\w-]+ ){0,2}?" + _HARM + r"(?! (?:rate|report\w*|management|prevention|risk"
    r"|insurance|record|plan|response|figures?|statistics))"
    r"|\b(?:accident|injury|incident|fatality|spill)-free\b"
    r"|\b(?:no|not a single)"
    + _PERSON
    + r" (?:\w+ ){0,2}?"
    + _HURT
    + r"|\bnone of (?:[\w'’-]+ ){1,5}?(?:was|were|is|are|has been|have been|got) (?:\w+ )?"
    + _HURT
    + r"|\b(?:accident|incident|injury|fatality|spill) (?:rate|frequency|count|number)s?\b"
    r"[^.;\d]{0,30} (?:to|at|of|was|is|remained(?: at)?) (?:zero|nil)\b",
    re.IGNORECASE,
)
_EVEN = re.compile(r"\b(?:broke|breaks?|breaking|broken) even\b", re.IGNORECASE)
_MODALS = frozenset(
    ("to", "will", "would", "could", "can", "may", "might", "should", "must", "shall", "helped")
)
# Looked for before a pattern is tried, since most sentences hold none of them.
_FREE_WORDS = (
    "cost",
    "charge",
    "capex",
    "outlay",
    "investment",
    "without spending",
    "not one",
    "not a single",
)
_CHANGE_WORDS = (
    "doubl",
    "tripl",
    "trebl",
    "quadr",
    "quint",
    "sextu",
    "fold",
    "half",
    "halv",
    "twice",
)
_HARM_WORDS = (
    *("injur", "accident", "fatal", "death", "incident", "spill", "leak", "release", "violat"),
    *("breach", "explosion", "derail", "overflow", "casualt", "miss", "mishap", "exceed", "hurt"),
    *("harmed", "killed", "wounded", "burn", "poison", "hospital"),
)
_FACTORS = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5, "sextupl": 6}
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
    "twenty": 20,
    "hundred": 100,
}


@dataclass(frozen=True, slots=True)
class Worded:
    """A worded value: its quantity, and whether it is a change or an outlay of nothing."""

    quantity: Quantity
    is_change: bool
    falls: bool
    is_outlay: bool


_ADJECTIVE_AFTER = frozenset(
    ("a", "an", "the", "in", "of", "with", "including", "and", "men's", "women's", "mixed", "his")
)
_GAME_AFTER = re.compile(
    r" (?:match|matches|title|titles|final|finals|court|team|event|partner|specialist|pairing"
    r"|overtime|jump|figures|bill|header|agent|entendre|standards?|whopper|espresso|bogey|play)\b",
    re.IGNORECASE,
)


def _is_attribute(text: str, match: re.Match[str]) -> bool:
    """Whether "double" or "doubles" is the kind of a thing: "a double entendre", "in doubles"."""
    if match["multiple"] is None or match["multiple"][-2:].lower() in ("ed", "ng"):
        return False
    if _GAME_AFTER.match(text, match.end()):
        return True
    before = text[max(0, match.start() - 24) : match.start()].lower()
    if before.endswith("-"):
        return True
    words = before.split()
    return bool(words) and words[-1] in _ADJECTIVE_AFTER


def find_worded(text: str, start: int, end: int) -> list[Worded]:
    """The worded values of ``text[start:end]`` in text order."""
    words = text[start:end].lower()
    found = []
    if any(word in words for word in _FREE_WORDS):
        found = [
            _made(match, Decimal(0), _coin_of(match[0]), Comparator.EXACT, outlay=True)
            for match in _FREE.finditer(text, start, end)
        ]
    if " even" in words:
        found += [
            _made(match, Decimal(0), NO_CURRENCY, Comparator.EXACT)
            for match in _EVEN.finditer(text, start, end)
        ]
    if any(word in words for word in _CHANGE_WORDS):
        found += [
            _changed(match)
            for match in _CHANGED.finditer(text, start, end)
            if not _is_attribute(text, match)
        ]
    if any(word in words for word in _HARM_WORDS):
        found += [
            _made(match, Decimal(0), "{incident}", Comparator.EXACT)
            for match in _NONE.finditer(text, start, end)
        ]
    return sorted(found, key=lambda one: one.quantity.start)


def _coin_of(words: str) -> str:
    """The currency whose coin an outlay of nothing names ("not one koruna"), if it names one."""
    unit = load_units().by_name.get(words.rsplit(None, 1)[-1].lower())
    return unit.code if unit is not None and unit.code in load_units().currencies else NO_CURRENCY


def _changed(match: re.Match[str]) -> Worded:
    if match["half"]:
        return _made(match, Decimal(50), "%", _near(match["near0"]), change=True, falls=True)
    if match["twice"]:
        word = match["twice"].lower().split()[-1]
        times = 3 if word in ("triple", "treble") else 2
        near = _near(match["near3"])
        before = match.string[max(0, match.start() - 12) : match.start()].lower().split()
        if word != "twice" and before and before[-1] in _MODALS:
            return _made(match, Decimal(100 * times - 100), "%", near, change=True)
        return _made(match, Decimal(times), "1", near)
    if match["multiple"]:
        gain = (_FACTORS[match["verb"].lower()] - 1) * 100
        return _made(match, Decimal(gain), "%", _near(match["near"]), change=True)
    fold = match["times"].lower()
    gain = (_NUMBERS.get(fold) or max(int(fold), 1)) * 100 - 100
    return _made(match, Decimal(gain), "%", _near(match["near2"]), change=True)


def _near(words: str | None) -> Comparator:
    if not words:
        return Comparator.EXACT
    lower = words.lower()
    if lower.startswith(("more", "over", "at least", "well over")):
        return Comparator.AT_LEAST
    if lower.startswith(("less", "under", "up to", "as much")):
        return Comparator.UP_TO
    return Comparator.APPROX


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
    end = match.end() - (match[0].endswith(" "))
    quantity = Quantity(value, value, unit, comparator, match.start(), end)
    return Worded(quantity, change, falls, outlay)
