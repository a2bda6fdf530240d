"""Figures that state nothing about an organisation, whatever it is that they measure.

Designations that look like amounts (a screen of 1080p, a games console PS4, an emergency number),
kitchen measures, engine ratings and sprint times, levels of indices and rates of exchange, taxes in
a foot note, and ways of speaking ("the upper half", "dozens of", "one day"). What depends on the
place of a figure in its sentence is judged in ``selection``.
"""

import re
from collections.abc import Callable

from orchestration.extraction.drafts import Stated
from orchestration.text.article import Sentence

_KITCHEN_AND_RATINGS = frozenset(
    {"[tsp_us]", "[tbs_us]", "[cup_us]", "[HP]", "{}", "cal", "{calorie}", "{cup}", "{tbsp}"}
)
_DESIGNATION = re.compile(
    r"(?:240|360|480|576|720|1080|1440|2160|4320)[pi]\b|80[12]\.\d+[a-z]{0,2}\b|[2458]K(?: |$)"
    r"|(?:911|999|112|000) (?:call|emergency|dispatch)\w*|PS\d$|\d\d? ?mm (?:lens|film|gun)"
)
_ATTACHED_NAME = re.compile(r"(?:R|PS|p)\d{1,2}$")
_VAGUE = re.compile(
    r"(?:tens of |hundreds of )?(?:dozens|scores|hundreds|thousands|millions|billions)"
    r" (?:of|more)\b"
    r"|(?:several|many|a few|some) (?:dozen|hundred|thousand|million)\b",
    re.IGNORECASE,
)
_ROUND_THE_CLOCK = re.compile(
    r"(?:24|twenty-four) hours (?:a|per|each) day|(?:7|seven) days (?:a|per|each) week"
    r"|(?:365|52) (?:days|weeks) (?:a|per|each) year|(?:a|one) (?:hundred|thousand|million) (?!yuan"
    r"|dollars|euros|pounds|yen|rupees|francs|tonnes|tons|people|workers|jobs|employees)[a-z]",
    re.IGNORECASE,
)
_ONE_DAY = re.compile(r"one (?:day|night|morning)$", re.IGNORECASE)
_LASTING = re.compile(
    r"\b(?:in|within|for|per|every|just|only|than|least|about|takes?|took|of|by|to|from|and|or|last"
    r"(?:s|ed|ing)?)\s+$",
    re.IGNORECASE,
)
_AGE = re.compile(r"\b(?:aged?|ages|at age|when (?:i|he|she|they) (?:was|were))(?: of)? $", re.I)
_SPRINT = re.compile(r"\b(?:mph|kph|km/h|kmh)\b[^.;]{0,24}\b(?:in|under|of)\b[^.;]{0,24}$", re.I)
_FROM_REST = re.compile(r"(?:zero|0)\b.{0,14}(?:mph|kph|km/h|kmh)", re.I)
_AFTER_REST = re.compile(r"\b(?:zero|0)(?: to |[-–])(?:\d+ ?[a-z/]{3,4} ?\()?$", re.IGNORECASE)
_HALF_OF_A_THING = re.compile(
    r"\b(?:upper|lower|top|bottom|first|second|other|latter|better|front|back|rear|left|right"
    r"|northern|southern|eastern|western|early|late|opening|closing|this|that)[ -]$",
    re.IGNORECASE,
)
_SCORED = re.compile(
    r"\b(?:scor\w+|rat(?:ed|ing)|rank\w*|points?|grade[ds]?|mark)\b[^.;]{0,24}$", re.I
)
_SIZE_AFTER = re.compile(
    r"[ -](?:cups?|inch|in\.|teaspoons?|tablespoons?|miles?|time|feel|in price|final|scale|day"
    r"|size|lb\b|pound of (?:butter|sugar|flour))",
    re.IGNORECASE,
)
_FRACTION_IN_DIGITS = re.compile(r"\d+/\d+$|[¼½¾⅓⅔⅛]$")
_INDEX = re.compile(
    r"\b(?:Dow|Nasdaq|NASDAQ|S&P|FTSE|STOXX|Stoxx|DAX|CAC|Nikkei|Topix|TOPIX|Hang Seng|Kospi|KOSPI"
    r"|Sensex|Nifty|Russell|MSCI|ASX|TSX|Bovespa|Ibovespa|IPSA|Shanghai Composite|CSI 300|SMI|AEX"
    r"|IBEX|OMX|Straits Times|PMI|PPI|CPI|VIX|[Ii]ndex|[Ii]ndices|[Cc]omposite)\b"
)
_MOST_POINTS = 100
_LARGEST_SHARE = 1000
_RATE_OF_EXCHANGE = re.compile(r"(?:US)?[$€£]?\s?[01]\.\d{4}$")
_EQUALS_BEFORE = re.compile(
    r"\d [A-Z][^=()\d]{0,30}=\s*$|[$€£¥]\s?1(?:\.00?)? ?=\s*$|\b1 ?[A-Z]{3} ?=\s*$"
)
_EQUALS_AFTER = re.compile(r"\s?=\s?(?:[A-Z]{0,3}[$€£¥]?\s?)?[\d.,]+")
_TAX = re.compile(
    r"^ (?:(?:goods and services|value[ -]added|sales|consumption|withholding) tax|VAT|GST)\b",
)
_PRICES_WITH = re.compile(
    r"\b(?:include|includes|including|excluding|excludes?|without|plus|inclusive of|exclusive of)"
    r" (?:the )?$",
    re.IGNORECASE,
)
_RECORD_SPAN = re.compile(
    r"\b(?:highest|lowest|best|worst|largest|smallest|biggest|first|steepest|sharpest|fastest|most"
    r"|fewest|slowest|longest|weakest|strongest|high|low)\b(?: [\w'’-]+){0,4} (?:in|for|since|over)"
    r"(?: (?:the last|the past|more than|over|nearly|almost|about|at least))? $",
    re.IGNORECASE,
)
_SPAN_BEFORE = re.compile(
    r"\b(?:preceding|previous|following|next|past|coming|prior|subsequent|final|initial|opening"
    r"|trailing|latest)\s+$",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\b(?:payable|paid|due|respond|reply|appeal\w*|object\w*|comment\w*|notify|notified|file[ds]?"
    r"|submit\w*|lodge[ds]?|claim\w*|apply|register\w*|request\w*|expire[sd]?|notice)\b[^.;]{0,30}"
    r" (?:within|in)(?: (?:just|only|the))? $",
    re.IGNORECASE,
)
_PRICED_SERVICE = re.compile(r"free of charge|(?:at|for|with|without) (?:no|any)", re.IGNORECASE)
_TO_WHOM = re.compile(
    r" (?:to|for) (?:(?:the|its|all|our|their|eligible|every|each|any) )*(?:customers?|passengers?"
    r"|patients?|members?|users?|students?|pupils?|residents?|public|families|visitors?|households"
    r"|consumers?|clients?|subscribers?|people|readers?|callers?|participants?)\b",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"\b(?:available|offer(?:s|ed)?|access\w*|download\w*|entry|admission|helplines?|open|attend)\b"
    r"[^.;]{0,40}$",
    re.IGNORECASE,
)
_REACH = 60


def says_nothing(text: str, sentence: Sentence, one: Stated) -> bool:
    """Whether a figure is a designation, a way of speaking or an accompaniment."""
    quantity, measure = one.quantity, one.measure
    start, end = quantity.start, quantity.end
    if measure.unit in _KITCHEN_AND_RATINGS:
        return True
    quote = text[start:end]
    before = text[max(sentence.start, start - _REACH) : start]
    after = text[end : min(sentence.end, end + _REACH)]
    if one.is_worded:
        return one.is_outlay and bool(
            _PRICED_SERVICE.match(quote) and (_TO_WHOM.match(after) or _OFFERED.search(before))
        )
    if _DESIGNATION.match(quote) or _VAGUE.match(quote):
        return True
    for classes, test in _TESTS:
        if not measure.classes.isdisjoint(classes) and test(one, quote, before, after):
            return True
    return one.is_points and _is_index(one, text[sentence.start : start])


def _is_index(one: Stated, before: str) -> bool:
    named = abs(one.value) > _MOST_POINTS or _INDEX.search(before) is not None
    return named and one.quantity.unit == "{point}"


def _is_no_money(one: Stated, quote: str, before: str, after: str) -> bool:
    if _ATTACHED_NAME.match(quote):
        word = before.rsplit(None, 1)[-1] if before.strip() else ""
        return quote[0] == "P" or word[:1].isupper()
    return bool(
        _RATE_OF_EXCHANGE.match(quote)
        or _EQUALS_BEFORE.search(before)
        or (abs(one.value) == 1 and _EQUALS_AFTER.match(after))
    )


def _is_no_time(one: Stated, quote: str, before: str, after: str) -> bool:
    if _ONE_DAY.match(quote) and not _LASTING.search(before):
        return True
    return bool(
        _ROUND_THE_CLOCK.match(quote)
        or _AGE.search(before)
        or _SPRINT.search(before)
        or _RECORD_SPAN.search(before)
        or _SPAN_BEFORE.search(before)
        or _DUE.search(before)
    )


def _is_no_share(one: Stated, quote: str, before: str, after: str) -> bool:
    if quote.lower() == "half" and _HALF_OF_A_THING.search(before):
        return True
    if _FRACTION_IN_DIGITS.search(quote) and _SIZE_AFTER.match(after):
        return True
    if quote.endswith("100") and _SCORED.search(before):
        return True
    if abs(one.value) > _LARGEST_SHARE and quote[-1].isdigit():
        # A level that follows its move in percent: "fell 0.4% to 27,934.02".
        return True
    return bool(_TAX.match(after) and _PRICES_WITH.search(before))


def _is_no_speed(one: Stated, quote: str, before: str, after: str) -> bool:
    return bool(_FROM_REST.match(quote) or _AFTER_REST.search(before))


def _is_no_count(one: Stated, quote: str, before: str, after: str) -> bool:
    if _ROUND_THE_CLOCK.match(quote):
        return True
    return bool(_AGE.search(before)) and "people" not in one.measure.classes


_TESTS: tuple[tuple[frozenset[str], Callable[[Stated, str, str, str], bool]], ...] = (
    (frozenset({"money", "money_rate"}), _is_no_money),
    (frozenset({"time"}), _is_no_time),
    (frozenset({"percent"}), _is_no_share),
    (frozenset({"speed", "rate_length"}), _is_no_speed),
    (frozenset({"count"}), _is_no_count),
)
