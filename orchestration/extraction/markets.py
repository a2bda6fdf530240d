"""Whether a figure is about a market or a country, and so no company's."""

import re

from orchestration.extraction.claim_cues import Lexicon
from orchestration.extraction.context import SentenceContext

_OWN_PRICE = re.compile(
    r"\b(?:its|their|our|reali[sz]ed|selling|received|achieved|offered|charges?|charged|sells?|sold"
    r"|shares?|stock)\b",
    re.IGNORECASE,
)
_MARKET = re.compile(
    r"\b(?:(?:the )?(?:country|nation|world|market|industry|sector|region|continent|bloc|province|city|state)"
    r"(?:['’]s|-wide|wide)?|global|globally|worldwide|national|nationwide|domestic|europe(?:an)?(?:['’]s)?"
    r"|china(?:['’]s)?|chinese|india(?:['’]s)?|japan(?:['’]s)?|korea(?:['’]s)?|america(?:n|['’]s)?"
    r"|australia(?:['’]s|n)?|u\.?s\.?|eu|germany(?:['’]s)?|africa(?:['’]s|n)?|brazil(?:['’]s)?"
    r"|chile(?:['’]s)?|indonesia(?:['’]s)?|vietnam(?:['’]s)?|myanmar(?:['’]s)?|russia(?:['’]s)?"
    r"|spot|benchmark|futures)\b",
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
    if metric_type == "price" and not _OWN_PRICE.search(sentence):
        return True
    start = context.figures[index].quantity.start
    before = text[max(context.sentence.start, start - 160) : start]
    return metric_type in _STATISTICS and bool(_MARKET.search(before))
