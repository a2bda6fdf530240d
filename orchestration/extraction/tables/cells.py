"""What one cell of a table says: a number or range, its sign and brackets, the unit it carries.

Only the text of the cell is read here, never its row or column: what the number measures, and what
unit a bare one takes, is decided in ``units`` and ``claims``.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from orchestration.extraction.quantities.finder import find_quantities
from orchestration.extraction.records import Comparator

_NUMBER = (
    r"\d{1,3}(?:[,'’\u00a0\u202f]\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)*|\.\d+"
)
_CURRENCY = (
    r"(?:US|A|C|HK|S|NZ|NT|R)?\$|[€£¥￥₹₩₽฿₺]|RMB|Rs\.?|R(?=\d)"
    r"|(?:USD|EUR|GBP|JPY|CNY|CHF|SEK|NOK|DKK|AUD|CAD|HKD|SGD|INR|ZAR|BRL|KRW|PLN|CZK|HUF|TRY|MXN)"
)
_CELL = re.compile(
    rf"(?P<bound>[~≈<>≤≥]|c(?:a)?\.|about|approx\.?|around|over|up to|at least|less than"
    rf"|more than)? ?"
    rf"(?P<span>(?P<sign>[-−–+±▲▼△▽↑↓])? ?(?P<money>{_CURRENCY})? ?(?P<open>\()?"
    rf"(?P<inner>[-−–+▲▼△▽])?"
    rf" ?(?P<money2>{_CURRENCY})? ?(?P<number>{_NUMBER})"
    rf"(?: ?(?:-|–|—|to|~) ?(?P<high>{_NUMBER}))?"
    rf" ?(?P<unit>%|‰|x(?!\w)|(?:pp|p\.p\.|ppts?|pts?|(?:percentage )?points?|bps?|bp)(?!\w))?"
    rf" ?(?P<close>\))? ?(?P<after>%|pp|pts?|x(?!\w))?)",
    re.IGNORECASE,
)
_NOTE_MARK = re.compile(
    r" ?(?:[*†‡§¹²³⁴-⁹ᵃ-ᶻ]{1,3}|\((?:\d|[a-z]|note \d+)\)|\[(?:\d{1,2}|[a-z])\]|[↑↓▲▼])+ ?$",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"[-–—−‒―•.·/*\s]*|n\.? ?[/.]? ?[amd]\.?\*?|n/?m|n\.m\.f\.|not (?:applicable|available"
    r"|meaningful|reported|disclosed)|tbd|tbc|\.\.\.|…",
    re.IGNORECASE,
)
_ZERO = re.compile(r"(?:nil|none|zero)\.?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ASIDE = re.compile(r" ?[(\[](?P<inner>[^()\[\]]{1,24})[)\]]$")
_LONGEST = 48
_MINUS = frozenset("-−–▼▽△↓")
_BOUNDS = {
    "<": Comparator.UP_TO,
    "≤": Comparator.UP_TO,
    "up to": Comparator.UP_TO,
    "less than": Comparator.UP_TO,
    ">": Comparator.AT_LEAST,
    "≥": Comparator.AT_LEAST,
    "over": Comparator.AT_LEAST,
    "at least": Comparator.AT_LEAST,
    "more than": Comparator.AT_LEAST,
}
_UNITS = {"%": "%", "‰": "[ppth]", "x": "1"}
_POINTS = re.compile(r"p|b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellNumber:
    """The number of a cell; ``start`` and ``end`` enclose it with its sign, brackets and unit.

    ``unit`` is a code as quantities have it, empty where the cell gives none; ``[pp]`` and
    ``[bp]`` are points. ``negative`` tells a minus or brackets, ``signed`` any sign, ``scaled``
    that the cell gives unit or scale in words, ``money`` the sign of its currency. ``aside`` is
    a second number in brackets behind it.
    """

    low: Decimal
    high: Decimal
    unit: str
    comparator: Comparator
    start: int
    end: int
    negative: bool = False
    signed: bool = False
    is_year: bool = False
    scaled: bool = False
    money: str = ""
    aside: "CellNumber | None" = None

    @property
    def value(self) -> Decimal:
        """The number, the middle of a range; negative where sign or brackets say so."""
        middle = (self.low + self.high) / 2
        return -middle if self.negative else middle


def is_empty(words: str) -> bool:
    """Whether a cell says nothing: a dash, "n/a", white space."""
    return _EMPTY.fullmatch(words.strip()) is not None


def read_cell(text: str, start: int, end: int) -> CellNumber | None:
    """The number that the cell ``text[start:end]`` consists of; ``None`` for words and dates."""
    if end - start > _LONGEST:
        return None
    words = text[start:end]
    if _ZERO.fullmatch(words):
        return CellNumber(Decimal(0), Decimal(0), "", Comparator.EXACT, start, end)
    if not any(character.isdigit() for character in words):
        return None
    whole = _plain(words, start)
    if whole is not None:
        return whole
    mark = _NOTE_MARK.search(words)
    if mark and mark.start():
        marked = _plain(words[: mark.start()].rstrip(), start)
        if marked is not None:
            return marked
    aside = _ASIDE.search(words)
    if aside and aside.start():
        main = _plain(words[: aside.start()].rstrip(), start)
        inner = _plain(aside["inner"].strip(), start + aside.start("inner"))
        if main is not None and inner is not None:
            return replace(main, aside=inner)
    return _with_words(words, start)


def _plain(words: str, start: int) -> CellNumber | None:
    match = _CELL.fullmatch(words)
    if match is None:
        return None
    if bool(match["close"]) != bool(match["open"]):
        return None
    low = _decimal(match["number"])
    high = _decimal(match["high"]) if match["high"] else low
    if low is None or high is None or high < low:
        return None
    sign = match["sign"] or match["inner"] or ""
    bound = (match["bound"] or "").lower()
    comparator = _BOUNDS.get(bound, Comparator.APPROX if bound else Comparator.EXACT)
    if low != high and comparator is Comparator.EXACT:
        comparator = Comparator.BETWEEN
    shown = (match["unit"] or match["after"] or "").lower()
    unit = _UNITS.get(shown, "")
    if shown and not unit:
        unit = "[bp]" if shown[0] == "b" else "[pp]"
    money = match["money"] or match["money2"]
    if money and not unit:
        unit = _currency(money)
    bare_year = not (sign or money or shown or match["open"] or match["high"] or bound)
    return CellNumber(
        low,
        high,
        unit,
        comparator,
        start + match.start("bound" if bound and bound in "~≈" else "span"),
        start + match.end("span"),
        negative=bool(match["open"]) or sign in _MINUS,
        signed=bool(sign or match["open"]),
        money=money or "",
        is_year=bare_year and _YEAR.fullmatch(match["number"]) is not None,
    )


def _currency(sign: str) -> str:
    found = find_quantities(f"{sign} 1,000" if sign[-1].isalpha() else f"{sign}1,000")
    return found[0].unit if found and found[0].unit != "1" else ""


def _decimal(digits: str) -> Decimal | None:
    """The value of digits with thousands marks or a decimal comma; ``None`` for dates."""
    plain = re.sub("[ '’\u00a0\u202f]", "", digits)
    if "," in plain and "." in plain:
        mark = max(plain.rfind(","), plain.rfind("."))
        plain = re.sub("[.,]", "", plain[:mark]) + "." + plain[mark + 1 :]
    elif "," in plain:
        groups = plain.split(",")
        grouped = all(len(group) in (2, 3) for group in groups[1:]) and len(groups[-1]) == 3
        if not grouped and len(groups) > 2:
            return None
        plain = "".join(groups) if grouped else ".".join(groups)
    elif plain.count(".") > 1:
        groups = plain.split(".")
        if any(len(group) != 3 for group in groups[1:]):
            return None
        plain = "".join(groups)
    return Decimal(f"0{plain}" if plain.startswith(".") else plain)


def _with_words(words: str, start: int) -> CellNumber | None:
    """A number with a unit or scale in words ("US$ 5.2 million", "12.4 kt (+2%)")."""
    aside = _ASIDE.search(words)
    body = words[: aside.start()].rstrip() if aside and aside.start() else words
    mark = _NOTE_MARK.search(body)
    if mark and mark.start():
        body = body[: mark.start()].rstrip()
    found = find_quantities(body)
    if len(found) != 1:
        return None
    quantity = found[0]
    outside = body[: quantity.start] + body[quantity.end :]
    if (quantity.unit == "1" and not quantity.low >= 1000) or len(outside.split()) > 2:
        return None
    if any(character.isdigit() for character in outside):
        return None
    low, high = quantity.low, quantity.high
    negative = high < 0
    if negative:
        low, high = abs(high), abs(low)
    unit = "" if quantity.unit == "1" else quantity.unit
    main = CellNumber(
        low,
        high,
        unit,
        quantity.comparator,
        start + quantity.start,
        start + quantity.end,
        negative=negative,
        signed=negative or body[quantity.start] == "+",
        scaled=True,
    )
    inner = _plain(aside["inner"].strip(), start + aside.start("inner")) if aside else None
    return main if inner is None else replace(main, aside=inner)
