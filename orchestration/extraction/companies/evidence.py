"""What a name says by itself: its kind, how far its form speaks for a company, and where it ends.

The words around a name are read in ``contexts``; which evidence suffices is decided in
``companies``.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from orchestration.extraction.companies.names import Piece
from orchestration.extraction.companies.organisation_lexicon import Key, OrganisationLexicon
from orchestration.text.article import Article


class NameKind(StrEnum):
    """What a name is by its words alone; ``OPEN`` is for the context to decide."""

    ALIAS = "alias"
    LEGAL = "legal"
    OPEN = "open"
    OUTLET = "outlet"
    PUBLIC_BODY = "public_body"
    PLACE = "place"
    PERSON = "person"
    THING = "thing"
    WORD = "word"


_STRONG_HEADS = frozenset(
    [
        "group",
        "holdings",
        "holding",
        "corporation",
        "company",
        "industries",
        "enterprises",
        "bank",
        "institute",
    ]
)
_OUTLET_ENDINGS = ("newswire", "wire", "newsletter")
_OPERATING_HEADS = frozenset(("authority", "board"))
_OPERATED = frozenset(
    (
        *(
            "airport",
            "airports",
            "bridge",
            "canal",
            "electricity",
            "harbour",
            "highway",
            "highways",
        ),
        *("housing", "irrigation", "road", "roads", "sanitation", "sewerage", "tolls", "transit"),
        *("tunnel", "utility", "valley", "waterworks"),
    )
)
_SUPERVISING = frozenset(
    (
        *("administrative", "advisory", "appeals", "assessment", "aviation", "certification"),
        *(
            "competition",
            "conduct",
            "consumer",
            "control",
            "environment",
            "environmental",
            "financial",
        ),
        *(
            "food",
            "labor",
            "labour",
            "licensing",
            "market",
            "markets",
            "media",
            "monetary",
            "planning",
        ),
        *("pricing", "protection", "regulation", "regulatory", "relations", "review", "safety"),
        *("securities", "standards", "supervision", "supervisory", "tax", "directors", "trade"),
    )
)
_RUN_BODIES = frozenset(
    (
        *("trust", "hospital", "hospitals", "clinic", "clinics", "airport", "airports", "port"),
        *("ports", "university", "college", "railway", "railways", "waterworks", "utilities"),
    )
)
"""Heads of bodies that run something, whoever owns them."""
_CLUBS = frozenset(("fc", "sc", "sv", "ac", "rc", "fk", "bk", "tsv", "vfb", "vfl", "cf"))
"""With which the names of sports clubs begin."""
_SITE_HEADS = frozenset(
    (
        *("works", "plant", "mill", "smelter", "refinery", "mine", "yard", "factory", "foundry"),
        *(
            "shipyard",
            "dockyard",
            "colliery",
            "quarry",
            "laboratory",
            "center",
            "centre",
            "terminal",
        ),
        *("storage", "steelworks", "ironworks", "glassworks", "brickworks", "sawmill", "workshop"),
    )
)
_NAMED_BY_PLACE = frozenset(
    (
        *("hospital", "hospitals", "university", "institute", "college", "clinic", "bank", "port"),
        *("authority", "airport", "airports", "utilities", "railway", "railways", "waterworks"),
    )
)
_MODIFIERS = ("-based", "-listed", "-owned", "-backed", "-controlled", "-led", "-born", "-area")
_CONTRACTED = re.compile(r"'(?:re|ve|ll|d|m|t)$")
_NUMBERED = "no "
"""How the folded "No. 2" begins."""
_PERIOD = re.compile(r"(?:fy|cy|hy|h|q|cq|fq)\d+\w*")
_NUMERAL = re.compile(r"[ivx]{1,4}|\d{1,2}")
_OWNING_HEADS = frozenset(("group", "holdings", "holding", "corporation"))


@lru_cache(maxsize=1 << 14)
def kind_of(key: Key, lexicon: OrganisationLexicon) -> NameKind:
    """What the name is by its words: the first rule that fits."""
    words, first, last = lexicon.words, key[0], key[-1]
    if key in lexicon.outlets or lexicon.without_legal_form(key) in lexicon.outlets:
        return NameKind.OUTLET
    if lexicon.alias_of(key) is not None:
        return NameKind.ALIAS
    if len(key) == 1:
        return _kind_of_word(first, lexicon)
    if "exchanges" in key or ("stock" in key and "exchange" in key):
        return NameKind.PUBLIC_BODY
    if last in words["legal_form"]:
        return NameKind.LEGAL
    if first.startswith(_NUMBERED) or last.startswith(_NUMBERED):
        head = key[-2] if last.startswith(_NUMBERED) else last
        return NameKind.OPEN if head in _SITE_HEADS else NameKind.THING
    if "news" in key or last.endswith(_OUTLET_ENDINGS) or key[-2].endswith(_OUTLET_ENDINGS):
        return NameKind.OUTLET
    if last in _STRONG_HEADS and first not in ("world", "central", "reserve", "national"):
        return NameKind.OPEN
    if last in words["outlet"]:
        return NameKind.OUTLET
    if last in words["exchange"] or "exchange" in key or not words["government"].isdisjoint(key):
        return NameKind.OPEN if _is_public_enterprise(key, lexicon) else NameKind.PUBLIC_BODY
    if first in _CLUBS:
        return NameKind.OPEN
    if last in words["event"] or (last in words["thing"] and last not in words["head"]):
        return NameKind.THING
    if first in words["thing"] and last not in lexicon.industry:
        return NameKind.THING
    if lexicon.located.issuperset(key) or (
        last in words["place_head"] and last not in words["trade"]
    ):
        return NameKind.PLACE
    if last == "fund" and all(
        word in lexicon.plain or word in words["vocabulary"] for word in key[:-1]
    ):
        return NameKind.THING
    if (
        first in words["place_prefix"]
        and len(key) == 2
        and last not in lexicon.industry
        and last not in words["vocabulary"]
    ):
        return NameKind.PLACE
    if lexicon.generic.issuperset(key):
        named_after_place = key[0] in lexicon.located and last in words["trade"]
        branch = last in words["place"] and not lexicon.industry.isdisjoint(key[:-1])
        named = named_after_place or branch or last in words["head"]
        return NameKind.OPEN if named else NameKind.WORD
    if _is_person(key, lexicon):
        return NameKind.PERSON
    return NameKind.OPEN


def _is_public_enterprise(key: Key, lexicon: OrganisationLexicon) -> bool:
    """Whether a public body runs something of its own and supervises nobody.

    A "Water Authority" or "Port Board" does; a "Water Regulatory Authority" doesn't.
    """
    return (key[-1] in _RUN_BODIES and _SUPERVISING.isdisjoint(key)) or (
        not _OPERATING_HEADS.isdisjoint(key)
        and any(word in lexicon.industry or word in _OPERATED for word in key)
        and _SUPERVISING.isdisjoint(key)
    )


def _kind_of_word(word: str, lexicon: OrganisationLexicon) -> NameKind:
    words = lexicon.words
    if word in words["place"]:
        return NameKind.PLACE
    if "-" in word and word.rpartition("-")[2] in words["demonym"]:
        return NameKind.WORD
    if "-" in word and all(
        part in words["common"] or part in words["vocabulary"] for part in word.split("-")
    ):
        return NameKind.WORD
    roles = (
        "common",
        "demonym",
        "direction",
        "company_noun",
        "person_title",
        "person_role",
        "head",
        "trade",
        "government",
        "exchange",
        "outlet",
        "event",
        "thing",
        "place_head",
        "legal_form",
        "first_name",
    )
    if (
        len(word) < 2
        or word.startswith(_NUMBERED)
        or _PERIOD.fullmatch(word)
        or word.endswith(_MODIFIERS)
        or _CONTRACTED.search(word)
        or any(word in words[role] for role in roles)
    ):
        return NameKind.WORD
    return NameKind.OPEN


def _is_person(key: Key, lexicon: OrganisationLexicon) -> bool:
    words = lexicon.words
    return (
        len(key) <= 3
        and (key[0] in words["first_name"] or any(len(word) == 1 for word in key[:-1]))
        and key[-1] not in lexicon.industry
        and key[-1] not in words["legal_form"]
    )


def form_score(piece: Piece, text: str, lexicon: OrganisationLexicon) -> float:
    """Evidence that lies in the name itself."""
    key, words = piece.key, lexicon.words
    if len(key) > 2 and _NUMERAL.fullmatch(key[-1]):
        return form_score(replace(piece, words=piece.words[:-1]), text, lexicon)
    last = key[-1]
    if text[piece.start : piece.end] in lexicon.known:
        return 3.5
    if len(key) > 1 and any(
        text[piece.start : word.end] in lexicon.known and not word.possessive
        for word in piece.words[: min(2, len(key) - 1)]
    ):
        return 2.5
    if len(key) < 2:
        inner = piece.words[0].text
        if inner.isupper():
            return 1.0 if len(inner) > 2 else 0.0
        compound = (
            not piece.initial
            and len(last) > 7
            and lexicon.ends_like_company(last)
            and last not in words["vocabulary"]
        )
        return 1.25 if compound or any(sign.isupper() for sign in inner[1:]) else 0.0
    if last in words["legal_form"]:
        return 5.0
    if key[0] in _CLUBS:
        return 2.0
    if key[0] == "port" and text.startswith(" of ", piece.words[0].end):
        return 1.5
    if not words["prefix_head"].isdisjoint(key[:2]) and key[-1] not in words["prefix_head"]:
        return 3.0
    if key[0].startswith(_NUMBERED) or last.startswith(_NUMBERED):
        return 1.5
    distinctive = not lexicon.plain.issuperset(key)
    if piece.heading and all(word in lexicon.plain or word in words["vocabulary"] for word in key):
        return 0.0
    if last == "fund":
        return 1.5 if distinctive else 0.5
    if distinctive and len(key) == 2 and last in _SITE_HEADS:
        return 1.5
    if key[0] in words["place"] and last in _NAMED_BY_PLACE:
        return 3.0
    if not _OPERATING_HEADS.isdisjoint(key) and _is_public_enterprise(key, lexicon):
        return 2.5
    if distinctive and _is_partnership(piece, text, lexicon):
        return 2.5
    if not _STRONG_HEADS.isdisjoint(key[:-1]) and last not in lexicon.industry:
        return 3.0
    if last in words["head"]:
        named = distinctive or (
            last in _STRONG_HEADS and not all(word in words["vocabulary"] for word in key[:-1])
        )
        return 3.0 if named else 1.0
    if last in words["place"] and not lexicon.industry.isdisjoint(key[:-1]):
        return 2.0
    if distinctive and ("hospital" in key or not words["institution"].isdisjoint(key)):
        return 1.5 if "university" in key or "college" in key or "school" in key else 3.0
    if last in words["trade"] or last.rpartition("-")[2] in lexicon.industry:
        return 2.0 if distinctive else 1.5 if key[0] in words["place"] else 0.5
    if distinctive and lexicon.ends_like_company(last):
        return 2.0
    if distinctive and not lexicon.industry.isdisjoint(key):
        return 1.0
    short = piece.words[0].text
    return 1.0 if short.isupper() and 2 <= len(short) <= 5 else 0.0


def is_site(key: Key) -> bool:
    """Whether a name is a place and a type of site, as plants without a name of their own are."""
    return len(key) == 2 and key[-1] in _SITE_HEADS


def _is_partnership(piece: Piece, text: str, lexicon: OrganisationLexicon) -> bool:
    """Whether the name joins two names by a sign ("Smith & Sons")."""
    return any(
        text[before.end : word.start] in (" & ", " + ")
        and not all(
            one in lexicon.generic or one in lexicon.words["vocabulary"]
            for one in (before.key, word.key)
        )
        for before, word in pairwise(piece.words)
    )


def refine(piece: Piece, article: Article, lexicon: OrganisationLexicon) -> Iterator[Piece]:
    """The names within a piece: titles and modifiers that open or close it are cut off."""
    words, roles = piece.words, lexicon.words
    if article.text.startswith((" group", " Group"), words[-1].end):
        # "the Lofoten Sea group": what else could be no part of a name is one before "group".
        yield piece
        return
    if len(words) == 1 or piece.key in lexicon.outlets or piece.key in lexicon.aliases:
        yield piece
        return
    for index in range(1, len(words)):
        if article.text[words[index - 1].end : words[index].start] in (" of ", " of the "):
            owner = piece.key[index:]
            if (
                owner in lexicon.aliases
                or owner[-1] in roles["legal_form"]
                or owner[-1] in _OWNING_HEADS
            ):
                yield from refine(replace(piece, words=words[:index]), article, lexicon)
                yield replace(piece, words=words[index:], initial=False)
                return
    last = words[-1].key
    if len(words) > 1 and last not in roles["legal_form"]:
        titles = [i for i, word in enumerate(words) if word.key in roles["person_title"]]
        if titles and last not in lexicon.industry:
            if titles[0] > 0:
                yield replace(piece, words=words[: titles[0]])
            return
    start, end = 0, len(words)
    if words[0].key == "the":
        start = 1
    if words[-1].key.endswith(_MODIFIERS):
        return
    while start < end - 1 and (
        words[start].key.endswith(_MODIFIERS)
        or (piece.initial and words[start].key in roles["company_noun"])
    ):
        start += 1
    while end - 1 > start and not piece.heading and _is_droppable(words[end - 1].key, lexicon):
        end -= 1
    yield (
        piece
        if (start, end) == (0, len(words))
        else replace(piece, words=words[start:end], initial=piece.initial and start == 0)
    )


def _is_droppable(word: str, lexicon: OrganisationLexicon) -> bool:
    """Whether a word behind a name is no part of it, however it is spelled ("Acme Monday")."""
    words = lexicon.words
    kept = ("head", "trade", "direction", "legal_form", "government", "event", "institution")
    if _NUMERAL.fullmatch(word) or word in _SITE_HEADS:
        return False
    return word in words["common"] and not any(word in words[role] for role in kept)
