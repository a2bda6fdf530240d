"""Whether a figure is about a market or a country, and so no company's."""

import re
from functools import lru_cache

from orchestration.extraction.claim_cues import Lexicon
from orchestration.extraction.context import SentenceContext

_OWN_PRICE = re.compile(
    r"\b(?:its|their|our|reali[sz]ed|selling|received|achieved|offered|charges?|charged|sells?|sold"
    r"|shares?|stock)\b",
    re.IGNORECASE,
)
_PLACES = (
    r"europe(?:an)?|china|chinese|india|japan|korea|america|australia|the u\.?s\.?|the eu"
    r"|germany|africa"
    r"|brazil|chile|indonesia|vietnam|myanmar|russia|canada|mexico|france|britain|the uk|asia"
    r"|the world"
    r"|the (?:country|nation|continent|bloc|region)"
)
_MARKET = re.compile(
    rf"\b(?:{_PLACES})(?:['’]s?)?(?: \w+){{0,2}} (?:output|production|exports?|imports?|stocks"
    rf"|inventories"
    r"|demand|consumption|capacity|supply|reserves|quota|share|smelters?|producers?|refiners?|mines"
    rf"|recyclers?|market|prices?)\b|^(?:in \w+,? )?\W*(?:{_PLACES}) \w+|\b(?:global|globally"
    rf"|worldwide"
    r"|world|national|nationwide|domestic)(?:ly)? (?:\w+ ){0,2}(?:output|production|exports?"
    r"|imports?"
    r"|stocks|inventories|demand|consumption|capacity|supply|reserves|market|sales|prices?)\b"
    r"|\b(?:LME|SHFE|COMEX|exchange) (?:\w+ )?(?:stocks|inventories|warehouses)\b",
    re.IGNORECASE,
)
_STATISTICS = frozenset(
    {
        "production",
        "sales_volume",
        "inventory",
        "capacity",
        "resource",
        "market_share",
        "other",
        "energy_use",
        "emissions",
        "price",
        "equipment_count",
        "headcount",
        "patents",
        "investment",
    }
)


def is_about_market(
    text: str,
    context: SentenceContext,
    index: int,
    metric_type: str,
    classes: frozenset[str],
    lexicon: Lexicon,
) -> bool:
    """Whether a figure in whose sentence no company stands is a statistic or a market price."""
    sentence = text[context.sentence.start : context.sentence.end]
    market, own_price = _marks(sentence)
    if metric_type == "price" and not own_price:
        return True
    if metric_type not in _STATISTICS or market is None:
        return False
    return context.sentence.start + market <= context.figures[index].quantity.start


@lru_cache(maxsize=64)
def _marks(sentence: str) -> tuple[int | None, bool]:
    """Where the first words on a market end, and whether a price may be somebody's own."""
    market = _MARKET.search(sentence)
    return market.end() if market else None, bool(_OWN_PRICE.search(sentence))
