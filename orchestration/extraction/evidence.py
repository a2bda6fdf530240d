"""What speaks for and against a name being a company: its form, and the words around it.

The weights live here and only here. Which evidence suffices and which names belong together is
decided in ``companies``.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from orchestration.extraction.organisation_lexicon import Key, OrganisationLexicon
from orchestration.extraction.names import Piece
from orchestration.text.article import Article

_BEFORE = 48
_AFTER = 96


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
    "group holdings holding corporation company industries enterprises bank institute".split()
)
_MODIFIERS = ("-based", "-listed", "-owned", "-backed", "-controlled", "-led", "-born", "-area")
_OWNING_HEADS = frozenset(("group", "holdings", "holding", "corporation"))


def kind_of(key: Key, lexicon: OrganisationLexicon) -> NameKind:
    """What the name is by its words: the first rule that fits."""
    words, first, last = lexicon.words, key[0], key[-1]
    if key in lexicon.outlets or lexicon.without_legal_form(key) in lexicon.outlets:
        return NameKind.OUTLET
    if key in lexicon.aliases or lexicon.without_legal_form(key) in lexicon.aliases:
        return NameKind.ALIAS
    if len(key) == 1:
        return _kind_of_word(first, lexicon)
    if last in words["legal_form"]:
        return NameKind.LEGAL
    if last in _STRONG_HEADS and first not in ("world", "central", "reserve", "national"):
        return NameKind.OPEN
    if not words["government"].isdisjoint(key):
        return NameKind.PUBLIC_BODY
    if last in words["exchange"]:
        return NameKind.PUBLIC_BODY
    if last in words["outlet"]:
        return NameKind.OUTLET
    if last in words["event"] or (last in words["thing"] and last not in words["head"]):
        return NameKind.THING
    located = words["place"] | words["direction"] | words["place_head"] | words["demonym"]
    if located.issuperset(key) or (last in words["place_head"] and last not in words["trade"]):
        return NameKind.PLACE
    industry = words["head"] | words["trade"]
    if first in words["place_prefix"] and len(key) == 2 and last not in industry:
        return NameKind.PLACE
    generic = words["common"] | words["trade"] | located
    if generic.issuperset(key):
        named_after_place = key[0] in words["place"] and last in words["trade"]
        return NameKind.OPEN if named_after_place else NameKind.WORD
    if _is_person(key, lexicon):
        return NameKind.PERSON
    return NameKind.OPEN


def _kind_of_word(word: str, lexicon: OrganisationLexicon) -> NameKind:
    words = lexicon.words
    if word in words["place"]:
        return NameKind.PLACE
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
    if len(word) < 2 or word.endswith(_MODIFIERS) or any(word in words[role] for role in roles):
        return NameKind.WORD
    return NameKind.OPEN


def _is_person(key: Key, lexicon: OrganisationLexicon) -> bool:
    words = lexicon.words
    return (
        len(key) <= 3
        and (key[0] in words["first_name"] or any(len(word) == 1 for word in key[:-1]))
        and key[-1] not in words["head"] | words["trade"] | words["legal_form"]
    )


def form_score(piece: Piece, lexicon: OrganisationLexicon) -> float:
    """Evidence that lies in the name itself."""
    key, words = piece.key, lexicon.words
    last = key[-1]
    if len(key) < 2:
        inner = piece.words[0].text
        if inner.isupper():
            return 1.0 if len(inner) > 2 else 0.0
        return 0.5 if any(sign.isupper() for sign in inner[1:]) else 0.0
    if last in words["legal_form"]:
        return 5.0
    if not words["prefix_head"].isdisjoint(key[:2]) and key[-1] not in words["prefix_head"]:
        return 3.0
    generic = words["common"] | words["trade"] | words["place"] | words["direction"]
    distinctive = not (generic | words["head"]).issuperset(key)
    if not _STRONG_HEADS.isdisjoint(key[:-1]) and last not in words["head"] | words["trade"]:
        return 3.0
    if last in words["head"]:
        return 3.0 if distinctive or last in _STRONG_HEADS else 1.0
    if distinctive and not words["institution"].isdisjoint(key):
        return 1.5 if "university" in key or "college" in key or "school" in key else 3.0
    if last in words["trade"]:
        return 2.0 if distinctive else 1.5 if key[0] in words["place"] else 0.5
    short = piece.words[0].text
    return 1.0 if short.isupper() and 2 <= len(short) <= 5 else 0.0


@lru_cache(maxsize=4)
def _patterns(lexicon_words: frozenset[tuple[str, frozenset[str]]]) -> dict[str, re.Pattern[str]]:
    words = dict(lexicon_words)

    def any_of(role: str) -> str:
        return "|".join(sorted(map(re.escape, words[role]), key=lambda word: (-len(word), word)))

    adverb = r"(?:(?:also|now|then|each|both|together|jointly|in turn|still|already|recently|once|has|have|had|first|jointly|itself|\w+ly) )*"
    strong = "|".join(sorted(words["business_verb"] - words["weak_verb"]))
    auxiliary = (
        *("is", "are", "was", "were", "has", "had", "have", "will", "would", "can", "could"),
        *("became", "becomes", "remains", "goes", "went", "came", "comes", "rose", "fell"),
    )
    pair = "|".join(sorted(words["business_verb"].difference(auxiliary)))
    return {
        "unit": re.compile(
            r"['’]?s? (?:(?:business )?(?:division|unit|segment|subsidiary|arm|affiliate|branch)s?)\b"
        ),
        "ticker": re.compile(
            r"\s*[(<](?:[A-Za-z ]{2,18}: ?[A-Z0-9][A-Z0-9.]{0,9}|\d{4,6}\.[A-Z]{2}|[A-Z0-9]{1,6}\.[A-Z]{1,2})\b[^()<>]{0,40}[)>]"
        ),
        "role_after": re.compile(
            rf",? (?:(?:which|that) (?:is|was) )?(?:a|an|the|its|one of|part of)\b[^,.;:()]{{0,60}}?\b(?:{any_of('company_noun')})s?\b(?=[,.;:)]|$| (?:of|in|for|with|behind|based|listed|that|which|whose|from|and)\b)"
        ),
        "owned_after": re.compile(
            r",? (?:which (?:is|was) )?(?:[\d.]+(?:%| per ?cent) |wholly |majority |part |jointly |partly )?(?:owned|controlled) by\b|, in which\b|, (?:based|headquartered) in\b|, whose (?:plant|mine|parent|owner|shares)\b"
        ),
        "which": re.compile(r", which\b"),
        "who": re.compile(
            r",? who\b|, (?:(?:the|a|an|its|our|his|her) )?(?:[\w’'-]+ ){0,3}(?:"
            + any_of("person_role")
            + r")\b(?! of (?:shares|the shares))"
        ),
        "said_it": re.compile(
            r" (?:also )?(?:said|says|added|reported|announced)(?: \w+day)?(?: in [^,.;]{1,40})?(?: that)? (?:it|its)\b"
        ),
        "said_she": re.compile(r" (?:said|says|added) (?:that )?(?:he|she)\b"),
        "business": re.compile(rf" {adverb}(?:{strong})\b"),
        "weak": re.compile(rf" {adverb}(?:{any_of('weak_verb')})\b"),
        "pair": re.compile(
            rf"(?: and [A-Z][\w’'-]*(?: [A-Z][\w’'-]*){{0,3}})? {adverb}(?:{pair})\b"
        ),
        "report": re.compile(rf" {adverb}(?:{any_of('reporting_verb')})\b"),
        "belongings": re.compile(
            r"['’]s? (?:[\w-]+ ){0,2}(?:"
            + any_of("site_noun")
            + r"|shares?|stock|revenues?|profits?|output|production|sales|shipments|cargoes|customers|board|parent|owner|subsidiar(?:y|ies)|results|earnings|headquarters|filing|statement|spokes(?:man|woman|person)|chief|managers?|directors?|workers|staff|employees|deliveries|fleet|vessels|costs?|capacity|guidance|shareholders)s?\b"
        ),
        "shares": re.compile(
            r" (?:shares?|stock|bonds|spokes(?:man|woman|person)|executives?|officials|management|workers)\b"
        ),
        "share_after": re.compile(r" \(\d+(?:\.\d+)?%"),
        "number": re.compile(r" (?:about |some |only |just )?(?:RMB |US|A|C|HK)?[\d€$£¥]"),
        "product": re.compile(r" ?\d"),
        "undertaking": re.compile(
            r"[”\"’']? (?:programmes?|programs?|projects?|plans?|schemes?|initiatives?|campaigns?|awards?|forums?|conferences?|process|brand|app|platform|deposit|mine|field|province|county|city|district|region|village|valley|river|port|prize|act|law|index|quarter|process|method|software|model|method|contest|clause)\b"
        ),
        "role_before": re.compile(
            rf"\w-(?:based|listed|owned|backed|controlled) $|(?:^|[\s“\"'(-])(?:{any_of('company_noun')})s?(?: called| named|,)? (?:“|\")?$",
            re.I,
        ),
        "agent": re.compile(
            r"(?:own|operat|controll|hold|held|suppli|made|produc|manufactur|buil|built|acquir|bought|compil|develop|r[uo]n|sold|deliver|install|design|audit|verifi|certifi|financ|fund|lend|lent|guarante|underwrit|ship|mined|processed)(?:ed|t|d)? by $"
        ),
        "stake_in": re.compile(
            r"(?:% of|per ?cent of|stake in|shares (?:in|of)|interest in|holding in|control of|rival|peer|customer|supplier|takeover of|acquisition of|merger with|joint venture with|venture with|(?:sell|sold|supply|lent) to|(?:loan|order|orders|contract) (?:from|with|to)|bought from|purchased from|unit of|arm of|branch of|subsidiary of|division of|part of|owner of|parent of|belongs? to|affiliate of|joint venture (?:of|between)|consortium (?:of|between|led by)|awarded to:?|(?:supplier|contractor|buyer|seller|bidder|issuer|customer|lessor|client|entity|operator|owner):) $"
        ),
        "complement": re.compile(
            r"\b(?:at|of|from|in|for|to|with|by|near|on|via|than|into|across|under|against) (?:the )?$",
            re.IGNORECASE,
        ),
        "supplier": re.compile(
            r"\b(?:(?i:lines?|machines?|machinery|cameras?|software|equipment|turbines?|systems?|"
            r"kilns?|furnaces?|presses|pumps?|robots?|trucks?|vessels?|ships?|parts|licen[cs]e|"
            r"loans?|financing|funding|credit|orders?|comes?|came|joined|ordered|bought|leased|"
            r"hired|borrowed) from|(?i:administrators|lawyers|consultants|advisers|engineers|"
            r"experts|auditors|researchers|analysts?|economists?|brokers?) (?:at|from))"
            r" (?:the )?(?:[A-Z][a-z]+ )?$"
        ),
        "partner": re.compile(r"\b(?:with|alongside) $"),
        "example": re.compile(
            r"\b(?:such as|includ(?:e|es|ing)|(?:customers|clients|rivals|peers|partners|suppliers|"
            r"competitors|buyers|lenders|investors|shareholders)(?: are| were|,| like)?|counts) $"
        ),
        "preposition": re.compile(
            r"(?:^|\s)(?:by|from|with|than|for|to|at|and|between|against|through) $"
        ),
        "inside": re.compile(
            r"(?:^|\s)(?:in|near|outside|around|across|into|off|towards?) $", re.I
        ),
        "person_before": re.compile(rf"(?:^|[\s-])(?:{any_of('person_role')}),? $", re.I),
        "listed": re.compile(r"(?:\band|,? while) $"),
    }


def context_score(piece: Piece, article: Article, lexicon: OrganisationLexicon) -> dict[str, float]:
    """Evidence that lies around one occurrence, by the name of its rule."""
    patterns = _patterns(frozenset(lexicon.words.items()))
    sentence = article.sentences[piece.sentence]
    text = article.text
    before = text[max(sentence.start, piece.start - _BEFORE) : piece.start]
    after = text[piece.end : min(sentence.end, piece.end + _AFTER)]
    found: dict[str, float] = {}
    for rule, weight in (
        ("unit", 3.0),
        ("ticker", 3.0),
        ("role_after", 3.0),
        ("owned_after", 3.0),
        ("which", 1.0),
        ("who", -6.0),
        ("said_it", 3.0),
        ("said_she", -6.0),
        ("belongings", 1.5),
        ("share_after", 2.0),
        ("shares", 1.5),
        ("product", -1.5),
        ("undertaking", -3.0),
    ):
        if patterns[rule].match(after):
            found[rule] = weight
    if patterns["complement"].search(before):
        pass
    elif patterns["business"].match(after):
        found["business"] = 2.0
    elif patterns["weak"].match(after):
        found["weak"] = 1.0
    elif patterns["report"].match(after):
        found["report"] = 1.0
    for rule, weight in (
        ("role_before", 2.5),
        ("agent", 3.0),
        ("stake_in", 2.5),
        ("supplier", 2.0),
        ("example", 2.0),
        ("partner", 1.25),
        ("inside", -2.0),
        ("person_before", -6.0),
    ):
        if patterns[rule].search(before):
            found[rule] = weight
    if "role_before" in found and "person_before" in found:
        del found["role_before"]
    if not ({"agent", "stake_in", "supplier", "partner", "inside"} & found.keys()) and patterns[
        "preposition"
    ].search(before):
        found["preposition"] = 0.75
    paired = patterns["listed"].search(before) or after.startswith(" and ")
    if paired and "complement" not in found and patterns["pair"].match(after):
        found["pair"] = 1.0
    if patterns["listed"].search(before) and patterns["number"].match(after):
        found["gapping"] = 2.0
        found.pop("product", None)
    return found


def refine(piece: Piece, article: Article, lexicon: OrganisationLexicon) -> Iterator[Piece]:
    """The names within a piece: titles and modifiers that open or close it are cut off."""
    words, roles = piece.words, lexicon.words
    if piece.key in lexicon.outlets or piece.key in lexicon.aliases:
        yield piece
        return
    for index in range(1, len(words)):
        if article.text[words[index - 1].end : words[index].start] in (" of ", " of the "):
            owner = piece.key[index:]
            if owner in lexicon.aliases or owner[-1] in roles["legal_form"] | _OWNING_HEADS:
                yield from refine(replace(piece, words=words[:index]), article, lexicon)
                yield replace(piece, words=words[index:], initial=False)
                return
    last = words[-1].key
    if len(words) > 1 and last not in roles["legal_form"]:
        titles = [i for i, word in enumerate(words) if word.key in roles["person_title"]]
        if titles and last not in roles["head"] | roles["trade"]:
            if titles[0] > 0:
                yield replace(piece, words=words[: titles[0]])
            return
    start, end = 0, len(words)
    while start < end - 1 and (
        words[start].key.endswith(_MODIFIERS)
        or (piece.initial and words[start].key in roles["company_noun"])
    ):
        start += 1
    droppable = roles["common"] - roles["trade"] - roles["head"] - roles["direction"]
    while (
        end - 1 > start
        and words[end - 1].key in droppable - roles["legal_form"]
        and not piece.heading
    ):
        if words[end - 1].key in roles["government"] | roles["event"] | roles["institution"]:
            break
        end -= 1
    yield (
        piece
        if (start, end) == (0, len(words))
        else replace(piece, words=words[start:end], initial=piece.initial and start == 0)
    )
