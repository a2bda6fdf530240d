"""Which country's money a sign means that several countries share: "$", "cents", "Rs", "¥".

A paper of Perth writes "$" for its own dollar, one of New York for another. The article decides
as a whole: by what it says about its amounts, where it was written, where it was published, which
exchanges and places it speaks of, and how it marks the dollars that are not its own. The places
stand in ``currency_places.csv``. Signs that only one currency has belong in ``quantities``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from orchestration.extraction.drafts import Stated
from orchestration.extraction.figures.dimensions import Measure
from orchestration.extraction.quantities.units import MONEY, load_units
from orchestration.reference import Reference

_STATEMENT = re.compile(
    # A letter first, then whether the word begins there: the search skips to such letters.
    r"(?:a(?<!\w.)mounts?|f(?<!\w.)igures?|v(?<!\w.)alues?|c(?<!\w.)urrency|d(?<!\w.)ollars?"
    r"|p(?<!\w.)rices|e(?<!\w.)xpressed|s(?<!\w.)tated|p(?<!\w.)resented|r(?<!\w.)eported"
    r"|r(?<!\w.)eferences?|d(?<!\w.)enominated)\b[^.;\n]{0,70}?\b(?:in|to|are) "
    r"(?P<money>(?:[A-Z][\w.$]*|the|lawful|currency|money|of|thousands|millions|dollars)"
    r"(?: (?:[A-Z][\w.$]*|dollars|currency|money|of|rupees|yuan))*)"
)
_IN_THE_HEAD = 400
_DATELINE = re.compile(
    r"^[^\n]{0,70}(?:\b(?:19|20)\d\d\b|[A-Z]{4}[A-Z .,]{0,30}(?:, [^\n]{0,20})?[-–—(])", re.M
)
_DATELINE_POINTS = 3
_HEAD_POINTS, _PLACE_POINTS, _MARK_POINTS, _PUBLISHER_POINTS = 2, 1, 2, 3
_MOST_PLACES = 3
_LEAST = 4
# They mark every dollar but the American one.
_WIRES = re.compile(r"\((?:Reuters|Bloomberg|AP|AFP|Dow Jones)\)|\bBusiness Wire\b")
_WIRE_NAMES = frozenset({"reuters", "bloomberg", "bloomberg news", "associated press", "cnbc"})
_CENT = "{cent}"
_WITH_CENTS = frozenset(
    {"USD", "EUR", "AUD", "CAD", "NZD", "SGD", "HKD", "ZAR", "KES", "LKR", "MUR", "NAD", "BWP"}
)
_WORDS_AND_SIGNS = re.compile(r"[^\W\d_]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class _Place:
    """What speaks for one currency; ``shared_with`` is what its sign means by default."""

    currency: str
    shared_with: str
    forms: tuple[str, ...]
    country: str
    places: tuple[str, ...]
    marks: re.Pattern[str] | None
    domains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HomeCurrency:
    """What the shared forms of one article mean; ``meant`` maps a default to the currency."""

    meant: Mapping[str, str]
    forms: Mapping[str, frozenset[str]]

    def of(self, code: str, quote: str) -> str:
        """The currency of ``quote``, which was read as the currency ``code``."""
        meant = self.meant.get(code)
        if meant is None:
            return code
        words = [word.lower() for word in _WORDS_AND_SIGNS.findall(quote)]
        if code.lower() in words or (code == "USD" and not {"us", "u"}.isdisjoint(words)):
            return code
        return meant if not self.forms[code].isdisjoint(words) else code


NO_HOME = HomeCurrency({}, {})
"""Every sign means what it does by default."""


def _marks_pattern(marks: Sequence[str]) -> re.Pattern[str]:
    """Any of ``marks`` as a word; their letters stand first, so that most text is passed over."""
    words = (rf"{re.escape(mark)}(?<!\w.{{{len(mark)}}})" for mark in marks)
    return re.compile(rf"(?:{'|'.join(words)})\b", re.DOTALL)


@lru_cache(maxsize=4)
def _places(reference: Reference) -> tuple[_Place, ...]:
    return tuple(
        _Place(
            currency,
            shared_with,
            tuple(forms.split("|")),
            country,
            tuple(places.split("|")),
            _marks_pattern(marks.split("|")) if marks else None,
            tuple(domains.split("|")) if domains else (),
        )
        for currency, shared_with, forms, country, places, marks, domains in (
            reference.currency_places.iter_rows()
        )
    )


@lru_cache(maxsize=4)
def _countries(reference: Reference) -> Mapping[str, str]:
    """The country of each outlet that the tables know."""
    return {
        name.lower(): country
        for name, country in reference.outlets.select("name", "country").iter_rows()
        if name and country
    }


def find_home(text: str, publisher: str | None, reference: Reference) -> HomeCurrency:
    """What the shared signs of an article mean, as far as they don't mean their default."""
    meant: dict[str, str] = {}
    forms: dict[str, frozenset[str]] = {}
    stated = set(_stated_currencies(text))
    families: dict[str, list[_Place]] = {}
    for place in _places(reference):
        families.setdefault(place.shared_with, []).append(place)
    for default, members in families.items():
        own = members[0].forms
        if not any(form in text for form in own):
            continue
        home = _home_of(text, publisher, members, stated, reference)
        if home != default:
            meant[default] = home
            forms[default] = frozenset(form.lower().rstrip(".") for form in own)
    return HomeCurrency(meant, forms) if meant else NO_HOME


def _home_of(
    text: str,
    publisher: str | None,
    members: Sequence[_Place],
    stated: set[str],
    reference: Reference,
) -> str:
    default = members[0].shared_with
    told = [place.currency for place in members if place.currency in stated]
    if told:
        return told[0]
    name = (publisher or "").lower()
    country = _countries(reference).get(name, "")
    points: dict[str, int] = {}
    for place in members:
        score = _place_score(text, place)
        if country == place.country or name.endswith(place.domains):
            score += _PUBLISHER_POINTS
        if _restates(text, place.currency):
            score = 0
        points[place.currency] = score
    if default == "USD" and ("US$" in text or "USD" in text):
        # Who marks the American dollar means another one without a mark.
        points["USD"] = 0
    elif default == "USD" and (name in _WIRE_NAMES or _WIRES.search(text)):
        return "USD"
    best = max(points, key=lambda currency: points[currency])
    if best == default or points[best] < _LEAST or points[best] <= points.get(default, 0):
        return default
    return best


def _place_score(text: str, place: _Place) -> int:
    named, head = 0, 0
    dateline = _dateline(text)
    for word in place.places:
        at = text.find(word)
        if at < 0:
            at = text.find(word.upper(), 0, _IN_THE_HEAD)
            if at < 0:
                continue
        named += 1
        if word in dateline or word.upper() in dateline:
            head = _DATELINE_POINTS
        elif at < _IN_THE_HEAD:
            head = max(head, _HEAD_POINTS)
    score = min(named, _MOST_PLACES) * _PLACE_POINTS + head
    if place.marks is not None and place.marks.search(text):
        score += _MARK_POINTS
    return score


@lru_cache(maxsize=1)
def _dateline(text: str) -> str:
    """The lines of the head that tell a date or a place in capitals before a dash."""
    return "\n".join(_DATELINE.findall(text, 0, _IN_THE_HEAD))


def _restates(text: str, currency: str) -> bool:
    """Whether amounts with the currency's own mark are restated in bare dollars behind it."""
    sign = {"AUD": "A", "CAD": "C", "NZD": "NZ", "SGD": "S", "HKD": "HK", "TWD": "NT"}.get(currency)
    return sign is not None and bool(
        re.search(rf"\b{sign}\$[\d.,]+(?: ?(?:[mb]n?|million|billion))? \(\$\d", text)
    )


def _stated_currencies(text: str) -> Iterator[str]:
    """The currencies that the article says its amounts are in."""
    table = load_units()
    for match in _STATEMENT.finditer(text):
        words = match["money"].split()
        for first in range(len(words)):
            form = " ".join(words[first:])
            for size in range(len(words) - first, 0, -1):
                form = " ".join(words[first : first + size])
                unit = table.by_symbol.get(form) or table.by_name.get(form.lower())
                if unit is not None and unit.dimension == MONEY and form.lower() not in _SHARED:
                    yield unit.code
                    break


_SHARED = frozenset({"$", "dollar", "dollars", "rupees", "¥"})


def settle_money(
    text: str, figures: Sequence[Sequence[Stated]], home: HomeCurrency
) -> list[list[Stated]]:
    """The figures with the currency that their article means."""
    cents = _cents_of(text, figures)
    if not home.meant and cents == "USD":
        return [list(one) for one in figures]
    return [[_settled(text, one, home, cents) for one in sentence] for sentence in figures]


def _settled(text: str, one: Stated, home: HomeCurrency, cents: str) -> Stated:
    old = None if one.old is None else _settled(text, one.old, home, cents)
    measure = one.measure
    quantity = one.quantity
    if measure.unit in home.meant or (measure.unit == "USD" and cents != "USD"):
        quote = text[quantity.start : quantity.end]
        code = home.of(measure.unit, quote)
        if code == measure.unit == "USD" and quantity.unit.split("/")[0] == _CENT:
            words = {word.lower() for word in _WORDS_AND_SIGNS.findall(quote)}
            code = cents if {"us", "u"}.isdisjoint(words) else code
        if code != measure.unit:
            measure = _in(measure, code)
    if measure is one.measure and old is one.old:
        return one
    return replace(one, measure=measure, old=old)


def _in(measure: Measure, code: str) -> Measure:
    return replace(measure, unit=code)


def _cents_of(text: str, figures: Sequence[Sequence[Stated]]) -> str:
    """The currency of cents that no word names: the one that the article's amounts are in."""
    counts: dict[str, int] = {}
    has_cents = False
    for one in (one for sentence in figures for one in sentence):
        unit = one.measure.unit
        if one.quantity.unit.split("/")[0] == _CENT:
            has_cents = True
        elif unit in _WITH_CENTS:
            counts[unit] = counts.get(unit, 0) + 1
    if not has_cents or "USD" in counts:
        return "USD"
    return max(counts, key=lambda code: counts[code], default="USD")
