"""Whether a sentence or a figure is about a market or a country, and so no company's.

What the subject of a sentence is tells it: a country, a government, a trade as a whole, a commodity
and its price. Sentences in which a company acts are not asked.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from orchestration.extraction.context import SentenceContext
from orchestration.extraction.cues import Token
from orchestration.extraction.patterns import heads_in, word_pattern


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PLACING = frozenset(("in", "at", "near", "of"))
_OPENING = 7
_OPENERS = _words(
    """
in by last meanwhile elsewhere overall this since for at on over during between according after but
and yet still today now globally worldwide nationwide
"""
)
"""With which a phrase of time or place before the subject begins."""
_FILLERS = _words(
    "the a an some about only just nearly almost roughly up to more than most many all"
)
_PUBLIC = _words(
    """
government governments ministry ministries parliament regulator regulators state authorities
council commission province provinces city cities municipality municipalities country countries
nation nations region regions continent bloc administration policymakers lawmakers congress
taxpayers consumers motorists
"""
)
"""Public bodies and whole populations."""
_WHOLES = _words("market markets industry industries sector sectors trade economy economies")
TRADES = _words(
    """
producers refiners makers farmers growers firms recyclers dealers automakers airlines exporters
importers retailers steelmakers carmakers miners builders shipowners shipyards banks smelters
manufacturers processors brewers bakers utilities fishermen traders shippers hauliers landlords
"""
)
"""Those of a whole trade: with no name and no article they are nobody's own figures."""
_SITES = _words(
    """
mines mills factories ports companies plants refineries shops hospitals farms breweries foundries
households warehouses airports reactors vessels ships
"""
)
_SITES_AND_TRADES = _SITES | TRADES
"""What with a place behind or before it is that of a country or region."""
_PUBLIC_NOUNS = _words(
    """
consumption demand registrations imports usage population unemployment inflation gdp waste
"""
)
"""What countries have, and companies seldom report of themselves, if a place stands beside."""
_STATISTICS = _PUBLIC_NOUNS | _words(
    """
output production exports stocks inventories supply reserves quota capacity share sales prices
price emissions stockpiles shipments deliveries investment generation catch harvest crop
"""
)
_WORLDWIDE = _words("global world worldwide national nationwide industry-wide international")
_TRADED = _words(
    """
traded trades changed fetched fetches closed settled settles stood averaged hit slipped slid eased
rose fell climbed jumped tumbled gained lost surged sank held was is has have dropped collapsed
costs cost remains remained dipped firmed softened rallied
"""
)
_BENCHMARKS = _words("spot benchmark futures freight charter bunker wholesale")
_COMMODITIES = _words(
    """
copper nickel cobalt lithium zinc lead tin aluminium aluminum gold silver platinum palladium iron
steel rebar coil scrap coal coke gas oil crude brent diesel power electricity carbon allowances
wheat maize corn barley rice soybeans sugar coffee cocoa cotton wool milk butter cheese pulp paper
timber lumber cement urea ammonia potash soda caustic ethylene propylene polyethylene
polypropylene rubber uranium tungsten antimony gallium germanium manganese chrome vanadium graphite
magnesium silicon bauxite alumina spodumene carbonate hydroxide oxide neodymium praseodymium
dysprosium terbium wafers naphtha methanol salmon cod prawns beef pork
"""
)
_PRODUCTS = _words(
    "concentrate metal cathode ingot ore pellets powder sheet grade fines resin flakes"
)
_SOURCES = word_pattern(
    r"\b(?:customs|official|government|industry|trade|census|ministry) (?:data|figures"
    r"|statistics)\b|\baccording to (?:the )?(?:[A-Z][\w’'-]* )*(?:[Mm]inistry|[Aa]ssociation"
    r"|[Ff]ederation|[Bb]ureau"
    r"|[Ss]tatistics|[Aa]gency|[Aa]dministration|[Cc]ustoms)\b",
)
_WIDE = word_pattern(
    r"\b(?:worldwide|nationwide|globally|across the (?:industry|sector|country|world|continent)"
    r"|in the (?:industry|sector|country|world|region)|of the world['’]s|of global|the world['’]s"
    r"|\b(?:expects?|sees?|forecasts?) the (?:\w+ )?market to"
    r"|(?:at|in) (?:exchange |bonded )?(?:warehouses|ports))\b",
    re.IGNORECASE,
)
_OWN = word_pattern(r"\b(?:[Ii]ts|[Tt]heir|[Oo]ur|[Ww]e|us)\b")
_GIVES = _words("granted awarded lent gave gives grant grants fined ordered paid pays approved")
"""What a public body does to a company; such a figure is the company's."""
_OWN_PRICE = re.compile(
    r"\b(?:its|their|our|reali[sz]ed|selling|received|achieved|offered|offers|charges?|charged"
    r"|sells?|sold|shares?|stock|tariffs?|fares?|fees?|bills?|rent|tickets?|dividend|ebitda|pays?"
    r"|paid)\b",
    re.IGNORECASE,
)
_MOVE_BEFORE = re.compile(r"(?:\bup|\bdown|\bby|\bfrom|[(+-]|,) ?(?:by )?$")
_MARKET_PRICE = re.compile(
    r"\b(?:spot|benchmark|futures?|traded|trading|fetch(?:ed|es)?|changed hands|assessed|assessment"
    r"|quoted|exchange|premiums?|market|index|cif|fob|ex works|delivered|week|yesterday"
    r"|(?:mon|tues|wednes|thurs|fri)day)\b",
    re.IGNORECASE,
)


def is_of_market(text: str, tokens: Sequence[Token], words: Mapping[str, frozenset[str]]) -> bool:
    """Whether a sentence, in which no company acts, tells of a country, a trade or a market.

    Args:
        tokens: the tokens of the sentence.
        words: the roles of ``organisation_words.csv`` with their words.
    """
    if not tokens:
        return False
    start, end = tokens[0].start, tokens[-1].end
    here = (text, heads_in(text, start, end), start, end)
    first = _subject_at(tokens)
    lowers = [token.lower for token in tokens[first : first + 10]]
    lowers += [""] * (3 - len(lowers))
    places, verbs = words["place"], words["business_verb"]
    if _is_public(lowers, verbs) or _is_trade(lowers, verbs, places, words["demonym"]):
        return not _gives_to(lowers)
    if _is_traded(lowers) and not _OWN.is_in(*here):
        return True
    if _is_site_trade(lowers, places) or _foresees_price(lowers):
        return True
    opening = {token.lower for token in tokens[:first]}
    placed = not opening.isdisjoint(places) or not opening.isdisjoint(_WORLDWIDE)
    if placed and not _PUBLIC_NOUNS.union(("stocks", "inventories", "prices")).isdisjoint(
        lowers[:3]
    ):
        return True
    if _SOURCES.is_in(*here):
        return True
    return _WIDE.is_in(*here) and not _OWN.is_in(*here)


def begins_with_place(
    text: str,
    tokens: Sequence[Token],
    words: Mapping[str, frozenset[str]],
    sites: frozenset[str],
) -> bool:
    """Whether a place is the subject of a sentence that stands for no site: "Chile exported …".

    Args:
        sites: nouns for works of a company, which a place may stand for.
    """
    places, verbs = words["place"], words["business_verb"]
    first = 0
    opening = [token.lower for token in tokens[:_OPENING]]
    if "," in opening and opening[0] in _OPENERS:
        first = opening.index(",") + 1
    if first < len(tokens) and tokens[first].lower == "the":
        first += 1
    last = first
    while last < min(len(tokens), first + 3) and tokens[last].lower in places:
        last += 1
    if last == first and first + 1 < len(tokens):
        two = f"{tokens[first].lower} {tokens[first + 1].lower}"
        last = first + 2 if two in places else first
    if not first < last < len(tokens) or not text[tokens[first].start].isupper():
        return False
    behind = tokens[last].lower
    if behind not in ("'s", ",") and behind not in verbs:
        return False
    if behind == "," and tokens[min(last + 1, len(tokens) - 1)].lower != "which":
        return False
    return not _is_site(text, text[tokens[first].start : tokens[last - 1].end], sites)


def _is_site(text: str, place: str, sites: frozenset[str]) -> bool:
    """Whether a place stands for somebody's site there: "its mill in Lund. Lund made …"."""
    at = text.find(place)
    while at >= 0:
        before = text[max(0, at - 32) : at].removesuffix("the ").split()
        if len(before) > 1 and before[-1] in _PLACING:
            noun = before[-2].casefold()
            if noun in sites or noun.removesuffix("s") in sites:
                return True
        at = text.find(place, at + 1)
    return False


def _subject_at(tokens: Sequence[Token]) -> int:
    """Where the subject begins: behind a phrase of time or place, an article, "about"."""
    lowers = [token.lower for token in tokens[:_OPENING]]
    first = 0
    if lowers[0] in _OPENERS and "," in lowers:
        first = lowers.index(",") + 1
    while first < len(tokens) - 1 and tokens[first].lower in _FILLERS:
        first += 1
    return first


def _is_public(lowers: Sequence[str], verbs: frozenset[str]) -> bool:
    """Whether a public body, a population or a market as a whole is the subject."""
    for at, word in enumerate(lowers[:4]):
        if word in verbs or word in (",", "of", "in", "for", "from"):
            return False
        following = lowers[at + 1] if at + 1 < len(lowers) else ""
        if word in _WHOLES or word in _PUBLIC:
            return following in verbs or following in ("'s", "for", "which", ",", "in", "as")
    return False


def _is_trade(
    lowers: Sequence[str],
    verbs: frozenset[str],
    places: frozenset[str],
    demonyms: frozenset[str],
) -> bool:
    """Whether a trade, or the statistics of a country or the world, are the subject."""
    local = lowers[0] in demonyms or lowers[0] in _WORLDWIDE
    for at, word in enumerate(lowers[:4]):
        following = lowers[at + 1] if at + 1 < len(lowers) else ""
        if word in TRADES and following in verbs:
            return True
        if local and word == "sales":
            return following == "of"
        if local and (word in _STATISTICS or word in TRADES or word in _SITES):
            return True
        if word in ("of", "from", "in", "for", "to", "at", "with", "by"):
            return False
        if word in _SITES_AND_TRADES and following in ("in", "across", "of"):
            return not places.isdisjoint(lowers[at + 2 : at + 5])
        if word in _PUBLIC_NOUNS and following in ("in", "into", "of", "across", "for"):
            behind = lowers[at + 2 : at + 7]
            # Imports and waste are a company's own as often.
            wide = word in ("demand", "registrations") and following in ("of", "for")
            return wide or not places.isdisjoint(behind)
        if word in ("stocks", "inventories") and following in ("in", "at"):
            return (
                not places.isdisjoint(lowers[at + 2 : at + 6]) or "ports" in lowers[at + 2 : at + 6]
            )
        if word in verbs:
            return False
    return False


def _is_site_trade(lowers: Sequence[str], places: frozenset[str]) -> bool:
    """Whether it is of nobody's works in a place: "operating rates at smelters in Chile"."""
    for at, word in enumerate(lowers[:8]):
        if word in ("its", "their", "our", "the", "'s"):
            return False
        if word in _SITES_AND_TRADES and lowers[at + 1 : at + 2] in (["in"], ["across"]):
            return not places.isdisjoint(lowers[at + 2 : at + 5])
    return False


def _foresees_price(lowers: Sequence[str]) -> bool:
    """Whether somebody foresees what a commodity will cost: "she sees copper averaging …"."""
    return any(
        word in ("sees", "see", "expects", "expect", "forecasts", "predicts")
        and lowers[at + 1] in _COMMODITIES
        and lowers[at + 2] in ("averaging", "at", "to", "trading", "between", "prices", "rising")
        for at, word in enumerate(lowers[:-2])
    )


def _is_traded(lowers: Sequence[str]) -> bool:
    """Whether a commodity or its price is the subject: "copper traded at", "spot rates fell"."""
    if lowers[0] in _BENCHMARKS:
        return lowers[1].isalpha() and lowers[1] not in ("said", "says", "put", "puts")
    if lowers[0] in ("tonne", "ton", "barrel", "pound", "kilo", "kilogram") and lowers[1] == "of":
        return True
    for at, word in enumerate(lowers[:4]):
        following = lowers[at + 1] if at + 1 < len(lowers) else ""
        if word in ("price", "prices") and (
            following in _TRADED or following in ("of", "for", "in", "on")
        ):
            return at == 0 or lowers[at - 1] in _COMMODITIES or following == "of"
        if word not in _COMMODITIES and word not in _PRODUCTS:
            return False
        if following in ("traded", "fetched", "closed", "settled", "changed", "prices", "futures"):
            return True
    return False


def _gives_to(lowers: Sequence[str]) -> bool:
    return not _GIVES.isdisjoint(lowers[:6])


def is_market_price(
    text: str,
    context: SentenceContext,
    index: int,
    metric_type: str,
    *,
    has_per: bool,
    goes_on: bool,
) -> bool:
    """Whether a figure in whose sentence no company acts is the price of a market.

    Args:
        has_per: whether the price is for a quantity of something.
        goes_on: whether the figure before it, in the same paragraph, is a price of a market.
    """
    if metric_type != "price":
        return goes_on and _is_step(text, context, index)
    market, own = _marks(text[context.sentence.start : context.sentence.end])
    return market and not own if not has_per else not own


def _is_step(text: str, context: SentenceContext, index: int) -> bool:
    """Whether a figure tells how a price has moved: "(-€7.50 w/w)", "up 35 cents on the day"."""
    quantity = context.figures[index].quantity
    before = text[max(context.sentence.start, quantity.start - 12) : quantity.start]
    return _MOVE_BEFORE.search(before) is not None


@lru_cache(maxsize=64)
def _marks(sentence: str) -> tuple[bool, bool]:
    """Whether a sentence speaks of a market, and whether a price may be somebody's own."""
    return _MARKET_PRICE.search(sentence) is not None, _OWN_PRICE.search(sentence) is not None
