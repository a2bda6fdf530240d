"""Units and currencies: the tables of ``data/reference`` compiled into patterns and dictionaries.

What stands in a text as a unit, and which code it has, belongs here; which number it belongs to
does not. No unit is guessed: a form that the tables do not hold is no unit.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from orchestration.settings import PROJECT_ROOT

MONEY = "money"
_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"(?:[$]|(?<![^\W_]))[^\W\d_]+\Z")
# "Euro 6" is a standard.
_LONE_DIGIT = re.compile(
    r" \d(?![\d.,]|[ \u00a0]?(?:[mb]n?\b|thousand|[mbtr]+illion|lakh|crore|k\b))"
)
_LONGEST_WORD = 16
_SPACES = " \u00a0\u202f\u2009"
# Bullion is priced by the troy ounce; an ounce of anything else is avoirdupois.
_TROY = {"[oz_av]": "[oz_tr]"}


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of the units' table; ``claim_code`` and ``claim_factor`` are its form in a claim."""

    code: str
    dimension: str
    claim_code: str
    claim_factor: Decimal
    denominator_only: bool


class UnitPatterns:
    """The patterns of units' forms by their first character, each compiled when it is first met."""

    def __init__(self, forms: Mapping[str, list[tuple[str, bool]]]) -> None:
        """Take ``forms`` by their first characters, and whether each is a name or a symbol."""
        self._forms = forms
        self._compiled: dict[str, re.Pattern[str]] = {}

    def get(self, first: str) -> re.Pattern[str] | None:
        """The pattern of the forms that begin with ``first``."""
        pattern = self._compiled.get(first)
        if pattern is None and first in self._forms:
            pattern = self._compiled[first] = _pattern_of(self._forms[first])
        return pattern


@dataclass(frozen=True, slots=True)
class UnitTable:
    """The tables, ready for reading: patterns by first character, and what they find."""

    by_name: dict[str, Unit]
    by_symbol: dict[str, Unit]
    by_code: dict[str, Unit]
    patterns: UnitPatterns
    currency_prefixes: dict[str, str]
    attached_prefixes: dict[str, str]
    currency_words: dict[str, str]
    prefix_ends: frozenset[str]
    currencies: frozenset[str]
    currency_start: re.Pattern[str]
    readings: dict[str, list[tuple[frozenset[str], int, str]]]
    longest_prefix: int

    def match(self, text: str, position: int) -> tuple[Unit, int] | None:
        """The unit or currency whose form starts at ``position``, with the offset after it."""
        pattern = self.patterns.get(text[position : position + 1])
        found = pattern.match(text, position) if pattern else None
        if found is None:
            return None
        surface = found[0].replace("\u00a0", " ")
        unit = self.by_symbol.get(surface)
        if unit is None:
            unit = self.by_name[_normal(surface)]
        return unit, found.end()

    def currency_at(self, text: str, position: int) -> tuple[str, int] | None:
        """The currency whose sign or code starts at ``position`` before digits, with its end."""
        found = self.currency_start.match(text, position)
        if found is None:
            return None
        form = found[1]
        return self.currency_prefixes.get(form) or self.attached_prefixes[form], found.end()

    def reading(self, text: str, start: int, end: int, code: str) -> str:
        """The code of the form ``text[start:end]``, by the words around it if it has several."""
        for cues, reach, other in self.readings.get(text[start:end], ()):
            around = text[max(0, start - reach) : end + reach].lower()
            # Looking for the letters first spares most texts the search for whole words.
            if any(cue in around for cue in cues) and not cues.isdisjoint(_WORD.findall(around)):
                return other
        return code

    def currency_before(self, text: str, end: int) -> tuple[str, int] | None:
        """The currency whose sign, code or word stands before ``end``, with its start.

        One space may part the two, unless the sign is one that only stands attached ("R410"). A
        currency's name counts before a number only with a capital ("Yuan 1,690", but "won 3").
        """
        if end == 0:
            return None
        attached = text[end - 1] not in _SPACES
        stop = end if attached else end - 1
        last = text[stop - 1] if stop else " "
        if last not in self.prefix_ends:
            return None
        if last.isascii() and last.isalpha():
            return self._word_before(text, stop, attached)
        for length in range(min(self.longest_prefix, stop), 0, -1):
            surface = text[stop - length : stop]
            code = self.currency_prefixes.get(surface)
            if code and (
                stop == length
                or not surface[0].isalnum()
                or surface[0] >= "\u2e80"
                or not text[stop - length - 1].isalnum()
            ):
                return code, stop - length
        return None

    def _word_before(self, text: str, stop: int, attached: bool) -> tuple[str, int] | None:
        """The currency whose code or name is the word that ends at ``stop``."""
        match = _LAST_WORD.search(text, max(0, stop - _LONGEST_WORD), stop)
        if match is None:
            return None
        word = match[0]
        code = self.currency_prefixes.get(word)
        if code is None and attached:
            code = self.attached_prefixes.get(word)
        if code is None and word[0].isupper() and not _LONE_DIGIT.match(text, stop):
            code = self.currency_words.get(word.lower())
        return (code, match.start()) if code else None


def _normal(name: str) -> str:
    return " ".join(name.lower().replace("-", " ").split())


def _pattern_of(forms: list[tuple[str, bool]]) -> re.Pattern[str]:
    alternatives = []
    for form, is_name in sorted(forms, key=lambda item: (-len(item[0]), item[0])):
        body = re.escape(form)
        if is_name:
            # Case folds as in ASCII: "ſ" is no "s".
            body = body.replace(r"\ ", r"[ \u00a0-]").replace(r"\-", "[ -]")
            body = f"(?ai:{body})"
        else:
            body = body.replace(r"\ ", r"[ \u00a0]")
        # A form that ends in a letter or digit ends where the word does; Chinese has no spaces.
        open_ended = not form[-1].isalnum() or form[-1] >= "\u2e80"
        alternatives.append(body if open_ended else body + r"(?![^\W_]|[²³])")
    return re.compile("|".join(alternatives))


def _currency_pattern(prefixes: dict[str, str], attached: dict[str, str]) -> re.Pattern[str]:
    spaced = "|".join(map(re.escape, sorted(prefixes, key=len, reverse=True)))
    tied = "|".join(map(re.escape, sorted(attached, key=len, reverse=True)))
    return re.compile(rf"({spaced}|(?:{tied})(?=\d))[ \u00a0\u202f]?(?=\d)")


def _dollar_variants(sign: str) -> list[str]:
    """ "C$" is also printed "C $" and "$C"; "A $" is an article before a sum."""
    letters = sign[:-1]
    if sign[-1:] != "$" or not letters.isalpha():
        return []
    return [f"${letters}"] if letters == "A" else [f"{letters} $", f"${letters}"]


def _split(cell: str) -> list[str]:
    return [form for form in cell.split("|") if form]


@lru_cache(maxsize=4)
def load_units(directory: Path = PROJECT_ROOT / "data" / "reference") -> UnitTable:
    """Read ``units.csv``, ``unit_readings.csv`` and ``currencies.csv`` of ``directory``.

    Raises:
        OSError: a table is missing.
        KeyError: a column is missing.
    """
    by_name: dict[str, Unit] = {}
    by_symbol: dict[str, Unit] = {}
    by_code: dict[str, Unit] = {}
    prefixes: dict[str, str] = {}
    attached: dict[str, str] = {}
    prefix_words: dict[str, str] = {}
    with (directory / "units.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            unit = Unit(
                row["code"],
                row["dimension"],
                row["claim_code"],
                Decimal(row["claim_factor"]),
                bool(row["denominator_only"]),
            )
            by_code[unit.code] = unit
            by_name.update((_normal(name), unit) for name in _split(row["names"]))
            by_symbol.update((symbol, unit) for symbol in _split(row["symbols"]))
    with (directory / "currencies.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            unit = Unit(row["code"], MONEY, row["code"], Decimal(1), False)
            by_code[unit.code] = unit
            words, signs, codes = _split(row["words"]), _split(row["signs"]), _split(row["codes"])
            by_name.update((_normal(word), unit) for word in words)
            by_symbol.update((form, unit) for form in signs + codes if form not in by_symbol)
            signs += [variant for sign in signs for variant in _dollar_variants(sign)]
            by_symbol.update((form, unit) for form in signs if form not in by_symbol)
            prefixes.update((form, unit.code) for form in signs + codes)
            prefix_words.update((word, unit.code) for word in words)
            attached.update((form, unit.code) for form in _split(row["attached_signs"]))
    readings: dict[str, list[tuple[frozenset[str], int, str]]] = defaultdict(list)
    with (directory / "unit_readings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cues = frozenset(_split(row["cues"]))
            readings[row["form"]].append((cues, int(row["reach"]), row["code"]))
    forms: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for name in by_name:
        forms[name[0]].append((name, True))
        if name[0] != name[0].upper():
            forms[name[0].upper()].append((name, True))
    for symbol in by_symbol:
        forms[symbol[0]].append((symbol, False))
    currencies = frozenset(code for code, unit in by_code.items() if unit.dimension == MONEY)
    return UnitTable(
        by_name,
        by_symbol,
        by_code,
        UnitPatterns(dict(forms)),
        prefixes,
        attached,
        prefix_words,
        frozenset(form[-1] for form in (*prefixes, *attached, *prefix_words)),
        frozenset(code for code in currencies if code[0] != "{"),
        _currency_pattern(prefixes, attached),
        dict(readings),
        max(map(len, prefixes), default=0),
    )


def quotient(numerator: str, denominator: str, currencies: frozenset[str]) -> str:
    """The code of ``numerator`` per ``denominator``."""
    if numerator in currencies:
        denominator = _TROY.get(denominator, denominator)
    return f"{numerator}/{denominator}"
