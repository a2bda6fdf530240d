"""Which figures of a sentence are claims, and which only accompany one.

An amount of money, mass or energy is a claim unless its place makes it a name, a saying or a unit
of reference. A count is one where it is large enough, tells of something done or owned, or is of
things that such articles count; a duration where it tells how long a process, a stop or a payback
lasts. What a figure measures is read in ``metrics``.
"""

import re
from collections.abc import Mapping, Sequence

from orchestration.extraction.claim_cues import CountedNoun
from orchestration.extraction.drafts import Stated
from orchestration.extraction.periods.windows import Window
from orchestration.extraction.quantities.lexis import (
    ABSTRACT_NOUNS,
    DEEDS,
    MADE_TO_SIZE,
    PREPOSITIONS,
    PRONOUNS,
    RATED_THINGS,
)
from orchestration.extraction.quantities.nouns import is_plural
from orchestration.text.article import Sentence

_NEVER = frozenset(
    {
        "fuel economy",
        "angle",
        "frequency",
        "electric potential",
        "electric current",
        "information",
        "data rate",
        "frame rate",
        "resolution",
        "sound level",
        "force",
        "torque",
    }
)
# Claims only where the words say what changed or what was laid, drilled, woven or kept.
_SETTINGS = frozenset({"speed", "temperature", "pressure"})
_TIME_TYPES = frozenset({"cycle_time", "time_saving", "other"})
_STATED_TYPES = frozenset({"incidents", "patents", "jobs_created"})
_INVARIANT = frozenset(
    ("fish", "sheep", "cattle", "aircraft", "staff", "species", "series", "poultry")
)
_REACH = 110
_LEAST_POINTS = 2
_LARGE, _MIDDLING = 20, 10

_LARGEST_RATIO = 50
_PAYBACK_REACH = 70
_RATIO_NAMED = re.compile(
    r"(?:\b(?:ratio|factor|effectiveness|quotient|coefficient|multiple|multiplier|intensity|turnover"
    r"|cover(?:age)?|gearing|leverage|gini|index)\b|\b(?:PUE|WUE|CUE|COP|SCOP|EER|SEER|TRIR|LTIFR"
    r"|TRIFR|LTIR|AFR|DSCR|OEE|NPS|R0|P/E)\b)[^;:.\d]{0,60}?"
    r"(?:\b(?:of|is|was|to|at|from|averaged|reached|below|above|under|over|against|stands?|stood)"
    r"|[(:,])\s(?:about |around |roughly |just |only |nearly |some |well )*$"
)
_RATIO_GOES_ON = re.compile(r"[ -]?(?:[ap]m\b|o'clock|/|%|to \d)")
_EXCHANGE = re.compile(r"\bexchange rate|\b(?:dollar|euro|yuan|yen) (?:at|to) $", re.IGNORECASE)
_FILLER = re.compile(
    r"(?:[ ,]+(?:about|around|some|roughly|nearly|almost|over|under|above|below|more than"
    r"|fewer than|less than|at least|up to|as many as|no fewer than|approximately|only|just"
    r"|another|a further|a total of|a combined|a record|an additional|its|their|our|his|her"
    r"|all|the|these|those|other|first|last|a|an))+$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_PLACES = frozenset(
    ("in", "at", "across", "within", "among", "amid", "inside", "throughout", "despite", "near")
)
_PARTICLES = frozenset(("out", "up", "on", "off", "in", "over", "down", "forward", "back", "away"))
_OUT_OF = re.compile(r"\bout of\s*$", re.IGNORECASE)
_DEED_OF = re.compile(
    r"\b(?:sales?|suppl\w+|purchase|construction|deliver\w+|installation|orders?|erection|closures?"
    r"|acquisition|hiring|training|loss|addition|total|fleets?|network|portfolio|workforce|crews?"
    r"|teams?|staff|consists?|made up|batch|number|group|procurement|manufacture|replacement"
    r"|conversion|series|line-?up|chain|backlog|expansion) of\s*$",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"[A-Za-z]\*{0,2}:\*{0,2}\s*$|\|\s*$")
_THERE = re.compile(r"\bthere (?:is|are|was|were|will be|would be|have been|has been) *$", re.I)
_DONE_AFTER = re.compile(
    r" (?:(?:of [^.,;]{1,40}? )?(?:(?:is|are|was|were|has|have|had|being|been|be|will|now|already"
    r"|also|newly) ){1,4}[a-z]+(?:ed|en|t|built|run|made|put|cut|laid|sold|won|held)\b"
    r"|(?:(?:were|was|are|is|have been|has been) )?(?:installed|completed|built|connected|obtained"
    r"|trained|replaced|filed|granted|added|planted|sold|made|shipped|delivered|took part"
    r"|purchased|operated|hired|employed|moved|drilled|handled|treated|produced|created|opened"
    r"|closed|cut|freed|retrained|signed|registered|inspected|dispatched)\b)"
)
_SPEAKER_AFTER = re.compile(
    r"(?: (?!to\b)\w+){0,3}? (?:said|say|says|told|tell|gave|familiar|briefed|polled|surveyed"
    r"|think|expect|estimate|spoke|spoken|close to the|with (?:direct )?knowledge"
    r"|who (?:asked|declined|spoke|saw))\b"
)
_SPEAKER_BEFORE = re.compile(
    r"\b(?:according to|told|asked|cited|citing|polled|surveyed)\s*$", re.IGNORECASE
)
_PEOPLE_LED = re.compile(
    r"\b(?:led|leads|leading|joined|invited|asked|told|met|helped|with|beside|and)\s*$", re.I
)
_ONE = re.compile(r"(?:one|a|an)\b(?!-)", re.IGNORECASE)
_SMALL = re.compile(r"(?:one|two|three|[123])(?![\d.,]*\d)(?!\w)", re.IGNORECASE)
_SCALE_ALONE = re.compile(r"(?:thousands|millions|billions) of [a-z]+$", re.IGNORECASE)
_SURE = re.compile(
    r" (?:sure|certain|confident|convinced|committed|behind|honest|happy|unhappy|true|right|wrong"
    r"|correct|focused|clear|natural|organic|cotton|wool|silk|juice|arabica)\b"
)
_HALF_OF_WHAT = re.compile(r" of what\b| (?:as|that|those) ")
_GRADE_AFTER = re.compile(
    r" ?(?:Fe|Cu|Zn|Pb|Ni|Sn|Mn|Cr|Mo|V|W|Al|Si|Li2O|Li₂O|TREO|P2O5|P₂O₅|Al2O3|Al₂O₃|V2O5"
    r"|WO3|NH3|grade|purity|basis|min|max)\b[^.;:]{0,40}(?:[,:]|\b(?:cfr|cif|fob|exw|ddp|dap)\b)",
    re.IGNORECASE,
)
_ROAD = re.compile(r"\b(?:the|on|off|along|via|by) $", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"[ -]([^\W\d_][\w-]*)(?: ([^\W\d_][\w-]*))?(?: ([^\W\d_][\w-]*))?")
_REACHES = re.compile(
    r"[ -](?:tall|long|wide|high|deep|thick|away|across|apart|from|north|south|east|west|off|in"
    r" (?:length|diameter|height)|above|below|up the|down the|downstream|upstream|inland)\b"
)
_GRADED = re.compile(r" (?:@|(?:of|at|grading) [\d.,]+ ?(?:%|g/t|ppm|per))")
_LAID = re.compile(r" of (?:[a-z-]+ ){0,4}[a-z]+")
_PLACED = re.compile(r"\b(?:within|from|at|every|to|last|by|for|than|some|about) *$", re.IGNORECASE)
_AVERAGE_SPEED = re.compile(
    r"\b(?:averag\w+|speeds?|sail\w*|steam\w*|runs?|running|runs at|r[au]n at|slow\w*|reduc\w+"
    r"|lower\w*|rais\w+|cut)\b[^.;]{0,30}$",
    re.IGNORECASE,
)

_STOPPED = re.compile(
    r"\b(?:out of (?:action|service|operation|use|order)|idled?|idling|shut\w*"
    r"|clos(?:e[sd]?|ing|ure)"
    r"|offline|bypass\w*|unavailab\w+|(?:is|was|were|went|been|goes) (?:down|out)|halt\w*"
    r"|stop\w*|stood still|suspen\w+"
    r"|interrupt\w+|curtail\w+|walkout|strike|outage|downtime|blackout|stoppage|shutdown|delay\w*"
    r"|mothball\w*|without (?:power|water|gas|electricity|heat\w*)|dry|quarantin\w+|overhaul"
    r"|maintenance)\b[^.;]{0,40}?\b(?:for|of|by|another|lasted|took|lasting|cost)"
    r"(?: [a-z]+){0,3} $",
    re.IGNORECASE,
)
_BUILT_IN = re.compile(
    r"\b(?:built|complet\w+|finish\w+|install\w+|erect\w*|deliver\w+|done|commission\w+|set up"
    r"|inspect\w*|process\w*|chang\w+|replac\w+|repair\w*|unload\w*|load\w*|clean\w*|diagnos\w+"
    r"|calibrat\w+|assembl\w+|produc\w+|construct\w+|respond\w*|test\w*|sort\w*|restart\w*|dry"
    r"|dries|dried|chang\w+over|charge[sd]?|recharge[sd]?|scan\w*|pick\w*|pack\w*|sampl\w+"
    r"|analys\w+|analyz\w+|turn\w* around|detect\w*|locat\w+|found|fix\w*)\b[^.;]{0,60}"
    r" (?:in|within)(?: (?:just|only|under|about|around|less than|as little as|roughly|some))* $",
    re.IGNORECASE,
)
_PAYBACK = re.compile(
    r"\b(?:pa(?:y|ys|id|ying) (?:for )?(?:itself|themselves|off|back)|payback|pay-back"
    r"|return on (?:the )?investment|roi|amorti[sz]\w+|recoup\w*|recover (?:the|its) (?:cost"
    r"|investment)|get there|break[ -]even)\b[^.;]{0,50}$",
    re.IGNORECASE,
)
_COVERS = re.compile(r"\b(?:enough for|equivalent (?:of|to)|equal to|worth|cover\w*|last\w*|for) $")
_COVERED = re.compile(
    r" of (?:\w+ )?(?:consumption|supply|supplies|demand|sales|use|usage|cover|output|production"
    r"|inventory|reserves|imports|autonomy|operation|generation|work|shipments|feed|needs)\b"
)
_WORKED = re.compile(
    r"\b(?:overtime|downtime|man-hours?|log(?:ged|s)|working|worked|stoppages?|idle time|outages?"
    r"|utili[sz]ation|full-load|operating|running|availab\w+|sav\w+|fre(?:ed|es))\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"(?: \w+)?(?: of)? (?:(?:worked )?without|of (?:\w+ )?(?:training|overtime|labou?r|work"
    r"|downtime|outages?|flight|sunshine|operation)|free of)\b"
    r"| (?:fewer|less|more|longer|shorter)\b"
)
_ELAPSED = re.compile(
    r" (?:ago|earlier|early|later|ahead|before|after|since|from now|old|late|in advance|into)\b"
)
_SCENE = re.compile(
    r"^\W*(?:it|the (?:meeting|hearing|session|debate|trip|drive|flight)) took\b", re.IGNORECASE
)
_NONE_IN = re.compile(
    r"\b(?:no|not|without|nobody|none|never|zero)\b[^.;]{0,60} (?:in|for|over)"
    r"(?: the (?:last|past))? $",
    re.IGNORECASE,
)
_ATTACHED = re.compile(r"\d-[^\W\d_]|[a-z]-[a-z]")


def is_no_claim(text: str, stated: Stated, windows: Sequence[Window]) -> bool:
    """Whether a figure can be no claim whatever stands around it."""
    quantity = stated.quantity
    before = text[max(0, quantity.start - _PAYBACK_REACH) : quantity.start]
    pays_back = "time" in stated.measure.classes and _PAYBACK.search(before) is not None
    if not pays_back and any(
        w.start < quantity.end and quantity.start < w.end for w in windows if not w.done_in
    ):
        return True
    return bool(stated.measure.classes & _NEVER)


def is_claim(
    text: str,
    sentence: Sentence,
    one: Stated,
    metric_type: str,
    score: float,
    nouns: Mapping[str, CountedNoun],
    *,
    related: bool,
) -> bool:
    """Whether a figure says enough to be a claim.

    Args:
        metric_type: what the words around make it measure, ``score`` how strongly.
        nouns: the things that such articles count.
        related: it has an old level, or is a duration that is stated for a number of things.
    """
    measure, classes = one.measure, one.measure.classes
    if measure.unit in ("1", "{point}") and measure.per_count is None and not one.is_worded:
        return measure.unit == "1" and _is_ratio(text, sentence, one)
    if one.is_worded:
        return True
    before = text[max(sentence.start, one.quantity.start - _REACH) : one.quantity.start]
    after = text[one.quantity.end : min(sentence.end, one.quantity.end + _REACH)]
    if classes & _SETTINGS:
        return "speed" in classes and bool(_AVERAGE_SPEED.search(before))
    if "length" in classes and not _is_laid(one, before, after):
        return False
    if related:
        return True
    if measure.per_count is not None and metric_type == "incidents":
        return "time" not in classes
    if measure.unit == "1":
        return False
    quote = text[one.quantity.start : one.quantity.end]
    if one.old is not None:
        return True
    if "time" in classes:
        return _is_duration(one, quote, before, after, metric_type, score)
    if "people" in classes:
        return _counts_people(one, quote, before, after, metric_type, score)
    if "count" in classes:
        return _is_count(one, quote, before, after, metric_type, score, nouns)
    return not _is_reference(one, quote, before, after)


def _is_ratio(text: str, sentence: Sentence, one: Stated) -> bool:
    """Whether a bare number is the level of a ratio that has a name: "a PUE of 1.24"."""
    start, end = one.quantity.start, one.quantity.end
    if one.value == one.value.to_integral_value() or abs(one.value) >= _LARGEST_RATIO:
        return False
    before = text[max(sentence.start, start - _REACH) : start]
    return _RATIO_NAMED.search(before) is not None and not _RATIO_GOES_ON.match(text, end)


def _is_laid(one: Stated, before: str, after: str) -> bool:
    """Whether a length is of something laid, drilled, woven or built, and no distance."""
    if one.measure.period is not None:
        return True
    if _REACHES.match(after) or _GRADED.match(after):
        return False
    return bool(_LAID.match(after) or _DONE_AFTER.match(after)) or _governor(before) in DEEDS


def _is_reference(one: Stated, quote: str, before: str, after: str) -> bool:
    """Whether an amount is a name, a saying, a rating or a unit that others are told per."""
    measure, classes = one.measure, one.measure.classes
    if "money" in classes:
        if quote[0].isalpha() and _is_quoted(before) and quote[0].islower() | quote[0].isupper():
            return not quote[:3].isupper() and one.value < 1000
        if quote[0] == "R" and quote[1:].isdigit() and len(quote) < 5 and _ROAD.search(before):
            return True
        return bool(_EXCHANGE.search(before)) or bool(_SCALE_ALONE.match(quote))
    if measure.unit == "%":
        if _SURE.match(after) and one.value >= 50:
            return True
        if quote.lower() == "half" and _HALF_OF_WHAT.match(after):
            return True
        return bool(_GRADE_AFTER.match(after))
    if one.value == one.measure.factor and _ONE.match(quote):
        return True
    if classes & {"mass", "volume", "power", "energy", "area", "length"}:
        return _is_rating(one, quote, after)
    return False


def _is_rating(one: Stated, quote: str, after: str) -> bool:
    """Whether an amount before a noun only tells its size: "a 4,000-ton press", "150 kW motors"."""
    attached = bool(_ATTACHED.search(quote)) or "power" in one.measure.classes
    match = _ATTRIBUTE.match(after)
    if match is None or one.measure.period is not None:
        return False
    words = [word.lower() for word in match.groups() if word]
    if words[0] in PREPOSITIONS or words[0] in PRONOUNS:
        return False
    if words[0] == "and":
        # "150 kW and 220 kW versions"
        rest = re.match(r" and [\d.,]+[ -]?[A-Za-z]+ ([a-z]+)", after)
        words = [rest[1]] if rest else []
    if any(word in RATED_THINGS or word.rstrip("s") in RATED_THINGS for word in words):
        return True
    if not attached:
        return False
    if "power" in one.measure.classes:
        return False
    return not any(word in MADE_TO_SIZE or word.rstrip("s") in MADE_TO_SIZE for word in words)


def _is_quoted(before: str) -> bool:
    return "“" in before and "”" not in before[before.rindex("“") :]


def _governor(before: str) -> str:
    return _governors(before)[0]


def _governors(before: str) -> tuple[str, str]:
    """The word that a figure depends on, behind its fillers, and the one before that."""
    words = _WORD.findall(_FILLER.sub(" ", before).rstrip().lower())
    bare = _FILLER.sub(" ", before).rstrip()
    if bare and not bare[-1].isalpha():
        return "", ""
    return (words[-1] if words else ""), (words[-2] if len(words) > 1 else "")


def _is_count(
    one: Stated,
    quote: str,
    before: str,
    after: str,
    metric_type: str,
    score: float,
    nouns: Mapping[str, CountedNoun],
) -> bool:
    measure, value = one.measure, abs(one.value)
    head = measure.unit.strip("{}").lower()
    known = head in nouns
    if metric_type in _STATED_TYPES and score >= 0.5 and (known or measure.unit == "{incident}"):
        return True
    # "200 parts" may be a way of speaking, "200 parts an hour" is a rate of work.
    if head in ABSTRACT_NOUNS and measure.period is None:
        return False
    if _SPEAKER_AFTER.match(after) or _SPEAKER_BEFORE.search(before):
        return False
    if _is_quoted(before) and not known:
        return False
    if quote[:6].lower() == "one of" or (quote[:3].lower() == "one" and not known):
        return False
    if value != 1 and not known and not _has_plural(quote):
        return False
    points = 0
    if value >= _LARGE:
        points += 2
    elif value >= _MIDDLING:
        points += 1
    points += known
    # A number that leaves its noun unsaid goes on about what was counted before.
    points += not any(map(str.isalpha, quote))
    points += 2 * (measure.period is not None)
    points += score >= 0.5 and not _SMALL.match(quote)
    governor, leader = _governors(before)
    if _OUT_OF.search(before) or (
        governor in _PLACES and head != "country" and leader not in DEEDS
    ):
        points -= 2
    elif governor in DEEDS or (governor in _PARTICLES and leader in DEEDS):
        points += 2
    elif _DEED_OF.search(before) or _LABELLED.search(before):
        points += 1 + known
    elif _THERE.search(_FILLER.sub(" ", before)) or (
        governor in ("and", "or") and not DEEDS.isdisjoint(_WORD.findall(before.lower())[-9:])
    ):
        points += 2
    elif _DONE_AFTER.match(after):
        points += 1 if governor in PREPOSITIONS else 2
    if quote[:3].lower() == "one":
        points -= 1
    if _ATTACHED.search(quote) and value < _LARGE:
        points -= 1
    return points >= _LEAST_POINTS


def _has_plural(quote: str) -> bool:
    """Whether what is counted stands in a form that several things have."""
    return not any(map(str.isalpha, quote)) or any(
        word.lower() in _INVARIANT or is_plural(word.lower()) or word.isupper()
        for word in quote.split()
    )


def _counts_people(
    one: Stated, quote: str, before: str, after: str, metric_type: str, score: float
) -> bool:
    if _SPEAKER_AFTER.match(after) or _SPEAKER_BEFORE.search(before):
        return False
    if abs(one.value) < _MIDDLING and _PEOPLE_LED.search(before) and metric_type == "headcount":
        return False
    return score >= 0.5


def _is_duration(
    one: Stated, quote: str, before: str, after: str, metric_type: str, score: float
) -> bool:
    measure = one.measure
    if measure.per is not None or one.old is not None:
        return True
    if measure.period is not None and measure.unit in ("h", "min", "d"):
        return True
    if _ELAPSED.match(after) or _SCENE.match(before) or _NONE_IN.search(before):
        return False
    if quote.rstrip("s").endswith("old"):
        return False
    if _COVERED.match(after):
        return bool(_COVERS.search(before))
    if _PAYBACK.search(before):
        return True
    if _STOPPED.search(before) or _BUILT_IN.search(before):
        return True
    if measure.unit == "h" and (_WORKED.search(before) or _WORK.match(after)):
        return True
    return score >= 0.4 and metric_type in _TIME_TYPES
