"""Units that a table states apart from its figures: in captions, headers, labels, unit columns.

Here phrases are read ("RMB'000", "million tonnes", "US$/oz", "in thousands, except per share
data"). Which cell takes which is decided in ``claims``; units that a whole document states
stand in ``bare_units``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from orchestration.extraction.claim_cues import CountedNoun
from orchestration.extraction.quantities.finder import find_quantities
from orchestration.extraction.quantities.units import MONEY, load_units


@dataclass(frozen=True, slots=True)
class CellUnit:
    """The unit and scale of bare figures; ``code`` is empty where only a scale is stated.

    ``words`` are those that state it.
    """

    code: str
    factor: Decimal
    words: str = ""

    @property
    def is_money(self) -> bool:
        """Whether it is a currency, with or without a denominator."""
        unit = load_units().by_code.get(self.code.split("/")[0])
        return unit is not None and unit.dimension == MONEY


_SCALES = {
    "thousand": 1000,
    "'000": 1000,
    "000": 1000,
    "k": 1000,
    "ths": 1000,
    "tsd": 1000,
    "tn": 10**12,
    "10,000": 10_000,
    "10 000": 10_000,
    "1,000": 1000,
    "1 000": 1000,
    "1000": 1000,
    "ten thousand": 10_000,
    "100,000": 100_000,
    "million": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "mio": 10**6,
    "mm": 10**6,
    "m": 10**6,
    "hundred million": 10**8,
    "100 million": 10**8,
    "billion": 10**9,
    "bn": 10**9,
    "b": 10**9,
    "trillion": 10**12,
    "lakh": 10**5,
    "lac": 10**5,
    "crore": 10**7,
    "cr": 10**7,
    "万": 10**4,
    "亿": 10**8,
}
_NEEDS_MONEY = frozenset({"m", "b", "k", "mm", "tn", "cr"})
_SCALED_BY_M = frozenset({"tonnes", "tons", "t", "litres", "liters", "barrels", "boe", "units"})
_SCALE = re.compile(
    r"(?<![\w,.])(?P<word>['’]000s?|000s?(?= [a-z])|hundred million|100 million|ten thousand"
    r"|100,000|10[, ]000|(?<=[A-Z] )1[, ]?000"
    r"|thousands?|ths|tsd|millions?|mn|mln|mio|mm|billions?|bn|trillions?|tn|lakhs?|lacs?|crores?"
    r"|[kmb]|cr)\.?(?![\w³²])(?: of(?= ))?|(?<=[\w$€£¥₹])(?P<glued>['’]000s?|bn|mn|m(?![\w³²]))"
    r"|(?P<sign>[万亿])",
    re.IGNORECASE,
)
_PREFIXED = re.compile(
    r"(?P<scale>[kKTM])[ .]?(?P<money>EUR|USD|SEK|NOK|DKK|GBP|CHF|CNY|PLN|CZK|€|\$|£)|"
    r"(?P<money2>[€$£]) ?(?P<scale2>[kKM])"
)
_PREFIX_SCALES = {"k": 1000, "t": 1000, "m": 10**6}
_MONEY_WORD = re.compile(
    r"(?:US|A|C|HK|S|NZ|NT|R)?\$|[€£¥￥₹₩₽฿₺]|[A-Z]{3}|RMB|Rs\.?"
    r"|(?:[A-Z][\w.]* )?(?:dollars?|cents?"
    r"|euros?|pounds?|pence|yuan|yen|rupees?|francs?|kron(?:or|er|a|e)|rand|won|reais|pesos?"
    r"|ringgit"
    r"|baht|rupiah|zloty|koruna|lira|rubles?|roubles?)|US[c¢]|[c¢]",
    re.IGNORECASE,
)
_MINOR_MONEY = re.compile(
    r"(?P<money>(?:US|A|C|HK|S|NZ)\$|RMB|US|HK|[A-Z]{3}|Australian|Canadian|Hong Kong|Singapore) ?"
    r"(?:cents?|c|¢|sen|fen|pence|ore|öre)(?: per share)?",
    re.IGNORECASE,
)
_DOLLARS = {"us": "USD", "hk": "HKD", "australian": "AUD", "canadian": "CAD", "singapore": "SGD",
            "hong kong": "HKD"}  # fmt: skip
_PER = re.compile(r" ?/ ?| per ", re.IGNORECASE)
_NOISE = re.compile(
    r"(?:,|;|\band\b)? ?\b(?:except|unless|excluding|other than|un-?audited|audited|restated"
    r"|if not|rounded|consolidated|where|as (?:at|of)|for the)\b.*$|[.:,;]+$",
    re.IGNORECASE | re.DOTALL,
)
_LEAD = re.compile(
    r"^(?:(?:all )?(?:amounts?|figures?|values?|data|numbers?)(?: \w+){0,3}? )?"
    r"(?:(?:are |is )?(?:expressed |stated |presented |shown |given |reported )?in |units?(?: of"
    r" (?:currency|measure(?:ment)?))?\s?[:：=]? ?(?=\S)|currency ?[:：] ?|measured in )",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"(?:\bunits?(?: of (?:currency|measure(?:ment)?))?\s?[:：]"
    r"|\b(?:amounts?|figures?|values?|data)"
    r"(?: \w+){0,3}? in|\b(?:expressed|stated|presented|shown|reported) in|^in"
    r"|,? in(?= (?:[A-Z]{3}\b|[A-Z]{0,2}[$€£¥]"
    r"|thousands?\b|millions?\b|billions?\b|tonnes|tons\b|kt\b|kilotonnes|percent|per cent"
    r"|%)))\s?(?P<words>[^()\[\];|\n]{1,60})",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[（](?P<words>[^()\[\]（）]{1,90})[)\]）]")
_TAIL = re.compile(r"(?:[,:] | in | - | – |\s/\s)(?P<words>[^,()\[\]]{1,24})$")
_LONGEST = 60
_PROBE, _QUALIFIERS = 2000, 3
_ODD = re.compile(r"\{[^}]*/")
_MORE_UNIT = re.compile(r"[%/]")
_MINOR = frozenset({"{cent}", "{penny}", "{sen}"})
_SIGNS_FIRST = re.compile(r"[$€£¥￥₹₩]|[A-Z]{3}\b")
_PLAIN_NUMBERS = re.compile(
    r"(?:number|no\.?|nos\.?|#|count|times|ratio|x|index|rate|each|units?|pieces?|pcs\.?)",
    re.IGNORECASE,
)
_COUNTS = {"unit": "{unit}", "piece": "{piece}", "pc": "{piece}", "each": "{unit}"}


@lru_cache(maxsize=4096)
def read_unit(words: str, counts: bool = False) -> CellUnit | None:
    """The unit that ``words`` are; ``None`` if they are none.

    Args:
        counts: whether any noun may be a unit ("vehicles"), as in a column of units.
    """
    words = _LEAD.sub("", words.strip(" ()[]（）")).strip()
    words = _NOISE.sub("", words).strip(" .,:;")
    if not words or len(words) > _LONGEST:
        return None
    found = _read(words, counts)
    return None if found is None else replace(found, words=words)


def _read(words: str, counts: bool) -> CellUnit | None:
    prefixed = _PREFIXED.fullmatch(words)
    if prefixed:
        scale = _PREFIX_SCALES[(prefixed["scale"] or prefixed["scale2"]).lower()]
        code = _code_of(prefixed["money"] or prefixed["money2"])
        return CellUnit(code, Decimal(scale)) if code else None
    if words.lower() in ("%", "percent", "per cent", "pct", "in %", "percentage"):
        return CellUnit("%", Decimal(1))
    if _PLAIN_NUMBERS.fullmatch(words):
        code = _COUNTS.get(words.lower().rstrip("s."), "1")
        return CellUnit(code, Decimal(1)) if counts or code != "1" else None
    minor = _MINOR_MONEY.fullmatch(words)
    if minor:
        code = _code_of(_DOLLARS.get(minor["money"].lower(), minor["money"]))
        return CellUnit(code, Decimal("0.01")) if code else None
    if words.lower().startswith("per "):
        code = _code_of(words)
        return CellUnit(code, Decimal(1)) if code else None
    head, per, denominator = words, "", ""
    divided = _PER.search(words)
    if divided:
        head, per, denominator = (
            words[: divided.start()],
            words[divided.start() : divided.end()],
            words[divided.end() :],
        )
    factor, form = _without_scale(head)
    code = _code_of(form + per + denominator, counts) if form else ""
    if form and not code and factor == 1:
        return None
    if form and not code:
        # "m3", "k": the scale was part of the unit.
        code = _code_of(words, counts)
        return CellUnit(code, Decimal(1)) if code else None
    if not form:
        if divided or factor == 1:
            return None
        if words.lower() in _NEEDS_MONEY:
            code = _code_of(words)
            return CellUnit(code, Decimal(1)) if code else None
    return CellUnit(code, factor)


def _without_scale(words: str) -> tuple[Decimal, str]:
    """The product of the scale words in ``words``, and what is left of them."""
    factor = Decimal(1)

    def take(match: re.Match[str]) -> str:
        nonlocal factor
        word = (match["word"] or match["glued"] or match["sign"]).lower().replace("’", "'")
        scale = _SCALES.get(word) or _SCALES.get(word.rstrip("s"))
        rest = (words[: match.start()] + words[match.end() :]).strip()
        of_money = _MONEY_WORD.fullmatch(rest.removeprefix("of ").strip())
        of_unit = word == "m" and not match.start() and rest.lower() in _SCALED_BY_M
        if word in _NEEDS_MONEY and not (of_money or of_unit):
            return match[0]
        factor *= scale or 1
        return " "

    rest = " ".join(_SCALE.sub(take, words).split())
    return factor, re.sub(r"^(?:of|in) ", "", rest).strip(" '’")


@lru_cache(maxsize=4096)
def _code_of(form: str, counts: bool = False) -> str:
    """The code of a unit without scale, as quantities have it; empty if ``form`` is none."""
    head = _PER.split(form, 1)[0]
    probes = [f"2,000 {form}"]
    if _SIGNS_FIRST.match(head) and _MONEY_WORD.fullmatch(head):
        probes.insert(0, f"{head}{' ' * head[-1].isalpha()}2,000{form[len(head) :]}")
    for probe in probes:
        found = find_quantities(probe)
        if len(found) != 1 or found[0].start > 0 or found[0].low != _PROBE:
            continue
        # Ounces of goods that are told in tables are those of precious metals.
        unit = found[0].unit.replace("[oz_av]", "[oz_tr]")
        rest = probe[found[0].end :].strip()
        if unit == "1" or _ODD.match(unit):
            continue
        if unit.startswith("{") and unit.split("/")[0] not in _MINOR and unit != "{share}":
            if counts and not rest:
                return unit
        elif len(rest.split()) <= _QUALIFIERS and not _MORE_UNIT.search(rest):
            return unit
    return ""


def label_units(label: str, nouns: Mapping[str, CountedNoun]) -> tuple[CellUnit | None, str]:
    """The unit that a label gives in brackets or behind a comma, and the label without it."""
    for match in reversed(list(_BRACKETS.finditer(label))):
        words = match["words"]
        found = read_unit(words) or _counted(words, nouns)
        if found is None and "," in words:
            found = next((u for u in map(read_unit, words.split(",")) if u is not None), None)
        if found is not None:
            rest = f"{label[: match.start()].rstrip()} {label[match.end() :].strip()}"
            return found, rest.strip()
    tail = _TAIL.search(label)
    if tail:
        found = read_unit(tail["words"]) or _counted(tail["words"], nouns)
        if found is not None:
            return found, label[: tail.start()].rstrip()
    last = label.rsplit(None, 1)
    if len(last) == 2 and (
        last[1] == "%" or last[1] in ("kt", "Mt", "MWh", "GWh", "TWh", "MW", "GJ")
    ):
        found = read_unit(last[1])
        if found is not None:
            return found, last[0]
    return None, label


def _counted(words: str, nouns: Mapping[str, CountedNoun]) -> CellUnit | None:
    known = nouns.get(words.strip().lower())
    if known is not None:
        return CellUnit(known.unit, Decimal(1))
    factor, form = _without_scale(words)
    known = nouns.get(form.lower())
    return CellUnit(known.unit, factor) if known is not None and factor != 1 else None


def caption_unit(words: str) -> CellUnit | None:
    """The unit that a caption or a line above a table states for its bare figures."""
    for match in _BRACKETS.finditer(words):
        inner = match["words"]
        found = read_unit(inner)
        if found is None:
            parts = re.split(r"[;,–—]| - ", inner)
            found = next((u for u in map(read_unit, parts) if u is not None), None)
        if found is not None and (found.code or found.factor != 1):
            return found
    for match in _STATES.finditer(words):
        found = read_unit(match["words"], True)
        if found is not None:
            return found
    plain = _BRACKETS.sub(" ", words)
    parts = re.split(r"[;,–—|:]| - ", plain)
    for part in reversed(parts):
        found = read_unit(part)
        if found is not None:
            return found
    return None
