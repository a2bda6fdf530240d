"""Lookups for names of organisations, compiled once for each set of reference tables.

How a word is folded for comparing and what the tables say about a word belong here; what a name in
an article is taken for is decided in ``names`` and ``companies``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from orchestration.reference import Reference

Key = tuple[str, ...]
"""A name for comparing: its words folded, without connecting words and signs."""

_MARKED = ("'s", "’s", "'S", "’S", "'", "’")
_WORD = re.compile(r"\w(?:[\w&+]|['’\-](?=\w)|\.(?=\w))*\.?")
_BRACKETED = re.compile(r" ?\((?:[^()]|\([^()]*\))*\)")
_CONNECTING = frozenset(
    (
        *("and", "of", "the", "for", "in", "on", "at", "und", "für", "des", "du", "et", "y", "e"),
        *("de", "del", "la", "las", "los", "do", "da", "dos", "das", "di"),
    )
)


def fold(word: str) -> str:
    """The word for comparing: no case, no full stops, no possessive ending."""
    if word.endswith(_MARKED):
        word = word[:-1].removesuffix("'").removesuffix("’") if word[-1] in "sS" else word[:-1]
    return word.replace(".", "").replace("’", "'").casefold()


def name_key(name: str) -> Key:
    """The key of a whole name as it stands in a table."""
    return tuple(fold(word) for word in _WORD.findall(name) if word.casefold() not in _CONNECTING)


@dataclass(frozen=True, slots=True)
class Alias:
    """A name that leads to a row of ``companies.csv``.

    ``wants_support`` marks names that mean other things too: they count only where something else
    in the article speaks for the company; ``is_place`` those that are the name of a place as well.
    """

    company_id: str
    confidence: float
    needs_review: bool
    wants_support: bool
    is_place: bool


@dataclass(frozen=True, slots=True)
class Outlet:
    """What the tables say of an outlet."""

    outlet_id: str
    name: str
    independence_class: str


@dataclass(frozen=True, eq=False)
class OrganisationLexicon:
    """The tables as lookups.

    ``words`` maps a role of ``organisation_words.csv`` to its folded words; ``legal_forms`` keeps
    their case, since only their spelling tells ``AS`` from "as". ``industry``, ``located`` and
    ``generic`` are words that say what a company does, where something is, and nothing that tells
    one name from another; ``plain`` words can't stand for a name alone; ``endings`` are those of
    words that end a company's name. ``known`` holds companies by the spelling of their name,
    ``small_names`` those that are spelled without a capital,
    ``currencies`` the signs and codes of money. ``chinese`` finds the names that are written
    without spaces.
    """

    words: Mapping[str, frozenset[str]]
    legal_forms: frozenset[str]
    industry: frozenset[str]
    located: frozenset[str]
    generic: frozenset[str]
    plain: frozenset[str]
    endings: tuple[str, ...]
    known: frozenset[str]
    small_names: tuple[str, ...]
    currencies: frozenset[str]
    aliases: Mapping[Key, Alias]
    outlets: Mapping[Key, Outlet]
    outlets_by_id: Mapping[str, Outlet]
    chinese: re.Pattern[str] | None
    chinese_aliases: Mapping[str, Alias]
    chinese_outlets: Mapping[str, Outlet]
    parents: Mapping[str, str | None]

    def is_a(self, role: str, key: str) -> bool:
        """Whether the folded word ``key`` has ``role``."""
        return key in self.words[role]

    def is_legal_form(self, word: str) -> bool:
        """Whether the word as it is spelled is a legal form."""
        bare = word.replace(".", "")
        return bare in self.legal_forms or (
            len(bare) > 2 and bare.isupper() and bare.casefold() in self.words["legal_form"]
        )

    def ends_like_company(self, word: str) -> bool:
        """Whether a folded word ends as the names of companies do, behind a stem of its own."""
        return word.endswith(self.endings) and any(
            word == ending
            or (word.endswith(ending) and len(word) > len(ending) + (2 if len(ending) < 4 else 1))
            for ending in self.endings
        )

    def alias_of(self, key: Key) -> Alias | None:
        """The alias that a name is, also with a legal form or a word of its trade behind it."""
        found = self.aliases.get(key) or self.aliases.get(self.without_legal_form(key))
        if found is None and len(key) > 2 and key[-1] in self.industry:
            found = self.aliases.get(key[:-1])
        return found

    def without_legal_form(self, key: Key) -> Key:
        """The key without legal forms at its end."""
        end = len(key)
        while end > 1 and key[end - 1] in self.words["legal_form"]:
            end -= 1
        return key[:end]


@lru_cache(maxsize=4)
def organisation_lexicon(reference: Reference) -> OrganisationLexicon:
    """Compile the lookups of ``reference``."""
    words: dict[str, set[str]] = {}
    spelled: set[str] = set()
    known: set[str] = set()
    for word, role in reference.organisation_words.select("word", "role").iter_rows():
        words.setdefault(role, set()).add(fold(word))
        if role == "legal_form":
            spelled.add(word.replace(".", ""))
        elif role == "known_company":
            known.update((word, word.upper()))
    words["vocabulary"] = {form for word in words["vocabulary"] for form in _inflected(word)}
    folded = {role: frozenset(found) for role, found in words.items()}
    outlets_by_id = {
        row["outlet_id"]: Outlet(row["outlet_id"], row["name"], row["independence_class"])
        for row in reference.outlets.iter_rows(named=True)
    }
    outlets, chinese_outlets = _outlets(reference, outlets_by_id)
    aliases, chinese_aliases = _aliases(reference, folded)
    chinese = sorted([*chinese_aliases, *chinese_outlets], key=lambda name: (-len(name), name))
    for role in ("head", "trade"):
        folded[role] = frozenset().union(*map(_numbers_of, folded[role]))
    industry = folded["head"] | folded["trade"]
    located = folded["place"] | folded["direction"] | folded["place_head"] | folded["demonym"]
    generic = folded["common"] | folded["trade"] | located
    return OrganisationLexicon(
        words=folded,
        legal_forms=frozenset(spelled),
        industry=industry,
        located=located,
        generic=generic,
        endings=tuple(sorted(folded["head_ending"])),
        known=frozenset(known),
        small_names=tuple(sorted(name for name in known if name.islower())),
        currencies=_currencies(reference),
        plain=generic | industry | folded["place_prefix"],
        aliases=aliases,
        outlets=outlets,
        outlets_by_id=outlets_by_id,
        chinese=re.compile("|".join(map(re.escape, chinese))) if chinese else None,
        chinese_aliases=chinese_aliases,
        chinese_outlets=chinese_outlets,
        parents=dict(reference.companies.select("company_id", "parent_company_id").iter_rows()),
    )


def _inflected(word: str) -> Iterator[str]:
    """An English word with its regular forms, and some that don't exist."""
    stem = word[:-1] if word.endswith("e") else word
    plural = f"{word[:-1]}ies" if word.endswith("y") else f"{stem}es"
    yield from (word, f"{word}s", plural, f"{stem}ing", f"{stem}ed", f"{word}ly")
    yield from (f"{stem}er", f"{stem}ers", f"{stem}est")
    if word[-1] in "bdgklmnprt":
        yield from (f"{word}{word[-1]}ing", f"{word}{word[-1]}ed")


def _currencies(reference: Reference) -> frozenset[str]:
    """The letters of all signs and codes of money."""
    signs: set[str] = set()
    for row in reference.currencies.select("signs", "attached_signs", "codes").iter_rows():
        for cell in row:
            signs.update(sign.strip(" .$") for sign in (cell or "").split("|"))
    return frozenset(sign for sign in signs if sign.isalpha())


def _numbers_of(word: str) -> frozenset[str]:
    """The word, and as far as spelling tells it in the other number."""
    if word.endswith("s"):
        has_singular = len(word) > 5 and word[-2] not in "su"
        return frozenset((word, word[:-1] if has_singular else word))
    return frozenset((word, f"{word}s"))


def _outlets(
    reference: Reference, outlets_by_id: Mapping[str, Outlet]
) -> tuple[dict[Key, Outlet], dict[str, Outlet]]:
    outlets: dict[Key, Outlet] = {}
    chinese: dict[str, Outlet] = {}
    for row in reference.outlets.iter_rows(named=True):
        outlet = outlets_by_id[row["outlet_id"]]
        if outlet.independence_class == "unknown":
            continue
        name, _, bracket = row["name"].partition(" (")
        for form in (row["name"], name, *bracket.rstrip(")").split("/")):
            if form and not form.islower():
                outlets.setdefault(name_key(form), outlet)
        if row["name_zh"]:
            chinese.setdefault(row["name_zh"], outlet)
    for alias, outlet_id in reference.outlet_aliases.select("alias", "outlet_id").iter_rows():
        if _is_chinese(alias):
            chinese.setdefault(alias, outlets_by_id[outlet_id])
        else:
            outlets.setdefault(name_key(alias), outlets_by_id[outlet_id])
    return outlets, chinese


def _aliases(
    reference: Reference, words: Mapping[str, frozenset[str]]
) -> tuple[dict[Key, Alias], dict[str, Alias]]:
    legal_forms, places = words["legal_form"], words["place"]
    ordinary = words["trade"] | words["head"] | words["common"]
    aliases: dict[Key, Alias] = {}
    chinese: dict[str, Alias] = {}
    for row in reference.company_aliases.iter_rows(named=True):
        doubtful = row["needs_review"] and row["alias_type"] == "short"
        is_place = places.issuperset(name_key(row["alias"]))
        alias = Alias(
            row["company_id"],
            row["confidence"],
            row["needs_review"] or is_place,
            doubtful or is_place or row["alias_type"] in ("ambiguous", "acronym", "site"),
            is_place,
        )
        if _is_chinese(row["alias"]):
            chinese.setdefault(row["alias"], alias)
        else:
            aliases.setdefault(name_key(row["alias"]), alias)
    for company_id, name, name_zh in reference.companies.select(
        "company_id", "canonical_name", "name_zh"
    ).iter_rows():
        for form in {name: None, _BRACKETED.sub("", name): None}:
            key = name_key(form)
            bare = key
            while len(bare) > 1 and bare[-1] in legal_forms:
                bare = bare[:-1]
            aliases.setdefault(key, Alias(company_id, 1.0, False, False, False))
            is_place = places.issuperset(bare)
            doubtful = is_place or ordinary.issuperset(bare)
            aliases.setdefault(bare, Alias(company_id, 0.95, is_place, doubtful, is_place))
        if name_zh:
            chinese.setdefault(name_zh, Alias(company_id, 1.0, False, False, False))
    return aliases, chinese


def _is_chinese(name: str) -> bool:
    return any("\u3400" <= sign <= "\u9fff" for sign in name)
