"""Whether a figure is a level or a change, and the sign of a change.

Read from the words next to the figure: how it is tied to a verb or noun of change ("by", "to",
"a rise of", "down"), and what follows it ("lower", "year on year").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from orchestration.extraction.changes.movements import (
    CAUSED,
    COMPARATIVES,
    LOOSE_COMPARATIVES,
    MOVED,
    NOUNS,
    PARTICLE_VERBS,
    direction_of,
)
from orchestration.extraction.claim_cues import ChangeCue
from orchestration.extraction.context import Figure, SentenceContext
from orchestration.extraction.cues import Hit
from orchestration.extraction.patterns import alternation, word_pattern
from orchestration.extraction.records import Direction, ValueKind

_VAGUE = (
    r"(?:about|around|nearly|almost|roughly|approximately|approx\.?|some|over|above|up to"
    r"|as much as"
    r"|more than|less than|at least|at most|under|below|no more than|just|only|a|an|another"
    r"|a further"
    r"|further|even|well|close to|between|an? (?:estimated|average|additional|average of)|average"
    r"|record|~|or|by|only|an average of)"
)
_MOVED = (
    rf"(?:(?:{alternation(PARTICLE_VERBS)}) (?:up|down|higher|lower)|{alternation(MOVED)}"
    r"|up|down|higher|lower)"
)
_ADVERB = r"(?:(?:\w+ly|sharply|again|further|back|year[ -]on[ -]year|yoy|y/y) )?"
_DIRECT = word_pattern(
    rf"\b(?<!make )(?<!makes )(?<!made )(?<!making )(?P<verb>{_MOVED}),? {_ADVERB}"
    rf"(?:(?:by|{_VAGUE}) )*[(~+−-]?$",
    re.IGNORECASE,
)
_SHED = word_pattern(rf"\b(?:shed(?:s|ding)?|axe[ds]?|axing) (?:{_VAGUE} )*$", re.IGNORECASE)
_BY = word_pattern(rf"\bby (?:{_VAGUE} )*[~+−-]?$", re.IGNORECASE)
_MOVEMENT = word_pattern(
    rf"\b(?:(?:{alternation(PARTICLE_VERBS)}) (?:up|down|back)"
    rf"|{alternation(MOVED | CAUSED)}|up|down|higher|lower)\b",
    re.IGNORECASE,
)
_TO = word_pattern(
    rf"(?<!\bup )\b(?:to|at|reach\w*|total\w*|hit|stood at|stands at|came to|currently"
    rf"|now) (?:{_VAGUE} )*~?$",
    re.IGNORECASE,
)
_NOUN_OF = word_pattern(
    rf"\b(?P<noun>{alternation(NOUNS)})(?: in [\w -]{{2,40}}?)?(?: rates?)?,? (?:of|by|was|is|were"
    r"|reached|exceeded|came to|amounted to|totalled)"
    rf" (?:{_VAGUE} )*[~+−-]?$",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"[+−-]|minus\b|plus\b", re.IGNORECASE)
_SIGNED_BEFORE = re.compile(r"[(\s][+−-]$")
_MINUS_BEFORE = re.compile(r"[(\s][−-]$")
_OVER_THE_YEAR = re.compile(r"y|over", re.IGNORECASE)
_MOVE_BEHIND = re.compile(
    r" (?:year[ -]on[ -]year )?(?:increase|decrease|rise|drop|decline|reduction)\b"
)
_SIGN_BEFORE = re.compile(r"\b(?:minus|plus) ?$", re.IGNORECASE)
_AFTER = re.compile(
    r"^(?:\)|[ -])*(?:(?:in |of )?(?:\w+ly|year[ -]on[ -]year|yoy|y/y|y-o-y|annual"
    r"|quarter[ -]on[ -]quarter"
    r"|qoq|sequential|relative|net|overall|further|combined|efficiency|productivity|throughput"
    r"|cost|price"
    r"|output|capacity|energy|sales|revenue|profit|yield|water|weight|time|volume|emissions?"
    r"|wage|pay) ){0,2}"
    rf"(?P<word>{alternation(NOUNS)}|{alternation(COMPARATIVES)}|year[ -]on[ -]year|yoy|y/y"
    r"|y-o-y|ahead of|short of)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(rf"^ (?:{alternation(COMPARATIVES - LOOSE_COMPARATIVES)})\b", re.IGNORECASE)
_OFF_PLAN = re.compile(
    r"^ (?:(?:lower|less|cheaper)\b(?! than)|(?:more|less|fewer|higher|lower|above|below"
    r"|cheaper|dearer|costlier|pricier|greater|larger|smaller|longer|shorter) than|off (?:its|the"
    r"|their|a)|(?:above|below|under|over|ahead of|short of|within) (?:its |the |their |our )?"
    r"(?:budget|plan|target|forecast|guidance|estimates?|expectations|schedule|consensus"
    r"|previous|original))\b",
    re.IGNORECASE,
)
_NO_MOVE = re.compile(r"\b(?:los[te]\w*|up to|(?:higher|lower)(?! by\b))\b[^,]*$", re.IGNORECASE)
_LOST_OUTPUT = re.compile(
    r"^ of (?:[\w-]+ ){0,2}(?:output|production|capacity|supply|throughput|generation)\b",
    re.IGNORECASE,
)
"""What "loses 140 tonnes of output" says is less of; "lost 3 million" is a loss."""

_MORE_OF = re.compile(r"\d (?P<word>more|fewer|less|additional) \w+$", re.IGNORECASE)
_THAN = re.compile(r"^ (?:[\w-]+ ){0,2}than\b", re.IGNORECASE)
_SHARED_GAP = 80
_OR_PERCENT = re.compile(rf"^(?: [a-z]+)?,? \(?or (?:by )?(?:{_VAGUE} )*$", re.IGNORECASE)
_COORDINATED = re.compile(
    rf"^(?: (?:on|over|from) (?:the |a )?\w+)?,? (?:and|or)"
    rf"(?: (?!is|are|was|were|has|have|will|now|of which)[A-Za-z-]+){{0,6}}?"
    rf" (?:{_VAGUE} )*$",
    re.IGNORECASE,
)
_AND = word_pattern(r"\b(?:and|while)\b", re.IGNORECASE)
_OWN_VERB = word_pattern(r"\b(?:is|are|was|were|has|have|will|would|accounts?|made|reached)\b")
_SAVED = word_pattern(r"\bsav(?:e|es|ed|ing) [^,;]{0,40}$", re.IGNORECASE)
_QUALITATIVE = re.compile(
    r"(?P<down>halv\w+)|(?P<up>doubl\w+|tripl\w+|trebl\w+|quadrupl\w+|quintupl\w+|\w*-?fold\b)"
    r"|(?P<times>\btimes\b|\btwice\b|×|(?<=\d)x\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure states its value; ``level_before`` that a change leads up to this level."""

    kind: ValueKind
    direction: Direction | None


_LEVEL = Change(ValueKind.AMOUNT, None)


def read_change(
    text: str, context: SentenceContext, index: int, unit: str, cues: list[Hit[ChangeCue]]
) -> Change:
    """Read whether the figure ``index`` of a sentence is a level or a change.

    Args:
        unit: the figure's unit in its claim, or ``[pp]`` and ``[bp]`` for points.
        cues: the change cues of the sentence, in text order.
    """
    figure = context.figures[index]
    before, after = surroundings(text, context, index)
    quote = text[figure.quantity.start : figure.quantity.end]
    worded = _QUALITATIVE.search(quote) if unit in ("%", "1") else None
    if worded is not None and unit == "%":
        direction = Direction.DECREASE if worded["down"] else Direction.INCREASE
        return Change(ValueKind.CHANGE_PCT, direction)
    if unit == "1":
        return Change(ValueKind.RATIO, None) if worded else _LEVEL
    if unit in ("[pp]", "[bp]"):
        return Change(ValueKind.CHANGE_PP, _direction(before, after, quote, context, figure, cues))
    if not _states_change(before, after, quote, unit, context.heads):
        return _LEVEL
    kind = ValueKind.CHANGE_PCT if unit == "%" else ValueKind.CHANGE_ABS
    return Change(kind, _direction(before, after, quote, context, figure, cues))


def share_changes(
    text: str, context: SentenceContext, units: Sequence[str], changes: Sequence[Change]
) -> list[Change]:
    """``changes`` with those of coordinated figures, which state their movement once.

    "output rose 28% and that of Y 17%", "by 855 million yuan, or 45%", "cut dust by 40 t and
    sludge by 9 t".
    """
    shared, heads = list(changes), context.heads
    for index in range(1, len(shared)):
        before = shared[index - 1]
        if shared[index].kind is not ValueKind.AMOUNT or before.direction is None:
            continue
        figure, earlier = context.figures[index].quantity, context.figures[index - 1].quantity
        gap = text[earlier.end : figure.start]
        if len(gap) > _SHARED_GAP or any(mark in gap for mark in ".;:"):
            continue
        behind = text[figure.end : figure.end + 4]
        restated = units[index] == "%" and _OR_PERCENT.match(gap)
        alike = units[index] == "%" and before.kind is ValueKind.CHANGE_PCT
        coordinated = (
            alike
            and _COORDINATED.match(gap)
            and not _OWN_VERB.search(gap, heads)
            and not behind.startswith(" of")
        )
        by_again = (
            _BY.search(gap, heads) and _AND.search(gap, heads) and not _OWN_VERB.search(gap, heads)
        )
        if restated or coordinated:
            shared[index] = Change(ValueKind.CHANGE_PCT, before.direction)
        elif by_again and not _MOVEMENT.search(gap, heads):
            kind = ValueKind.CHANGE_PCT if units[index] == "%" else ValueKind.CHANGE_ABS
            shared[index] = Change(kind, before.direction)
    return shared


def surroundings(text: str, context: SentenceContext, index: int) -> tuple[str, str]:
    """The text before a figure and behind it, up to its neighbours, at most 90 characters each."""
    figure = context.figures[index].quantity
    low = context.figures[index - 1].quantity.end if index else context.sentence.start
    last = index + 1 == len(context.figures)
    high = context.sentence.end if last else context.figures[index + 1].quantity.start
    return text[max(low, figure.start - 90) : figure.start], text[
        figure.end : min(high, figure.end + 90)
    ]


def _states_change(before: str, after: str, quote: str, unit: str, heads: frozenset[str]) -> bool:
    if unit == "%" and _SIGNED.match(quote):
        return True
    if unit == "%" and _SIGNED_BEFORE.search(before):
        return True
    if unit == "%" and _COMPARED.match(after):
        return True
    if _TO.search(before, heads):
        return False
    noun = _NOUN_OF.search(before, heads)
    if noun is not None:
        return unit == "%" or not noun["noun"].lower().startswith("saving")
    followed = _AFTER.match(after)
    if unit == "%" and _SAVED.search(before, heads):
        return True
    if unit == "%":
        return bool(_DIRECT.search(before, heads) or _BY.search(before, heads) or followed)
    if _DIRECT.search(before, heads):
        if _LOST_OUTPUT.match(after):
            return True
        return not _NO_MOVE.search(before)
    if _SIGN_BEFORE.search(before) or (_MORE_OF.search(quote) and _THAN.match(after)):
        return True
    if _SHED.search(before, heads) or (
        _BY.search(before, heads) and _MOVEMENT.search(before, heads)
    ):
        return True
    return bool(_OFF_PLAN.match(after) or _MOVE_BEHIND.match(after))


def _direction(
    before: str,
    after: str,
    quote: str,
    context: SentenceContext,
    figure: Figure,
    cues: list[Hit[ChangeCue]],
) -> Direction | None:
    heads = context.heads
    if quote.startswith("+") or before.endswith("+"):
        return Direction.INCREASE
    if (
        quote.lower().startswith(("-", "−", "minus"))
        or _MINUS_BEFORE.search(before)
        or figure.quantity.low < Decimal(0)
    ):
        return Direction.DECREASE
    for match, group in (
        (_NOUN_OF.search(before, heads), "noun"),
        (_DIRECT.search(before, heads), "verb"),
    ):
        if match:
            return direction_of(match[group])
    followed = _AFTER.match(after)
    signed = _SIGN_BEFORE.search(before)
    if signed:
        falls = signed[0].lower().startswith("minus")
        return Direction.DECREASE if falls else Direction.INCREASE
    more_of = _MORE_OF.search(quote)
    if more_of:
        return direction_of(more_of["word"])
    if followed and not _OVER_THE_YEAR.match(followed["word"]):
        return direction_of(followed["word"])
    off_plan = _OFF_PLAN.match(after)
    if off_plan:
        return direction_of(off_plan.group().strip())
    if _BY.search(before, heads) or _SHED.search(before, heads):
        moved = list(_MOVEMENT.pattern.finditer(before))
        if moved:
            return direction_of(moved[-1].group())
    return _nearest(context, figure, cues)


def _nearest(
    context: SentenceContext, figure: Figure, cues: list[Hit[ChangeCue]]
) -> Direction | None:
    best, found = 25.0, None
    for hit in cues:
        if hit.last <= figure.first and hit.cue.side != "after":
            apart = context.distance(hit.last, figure.first)
        elif hit.first >= figure.last and hit.cue.side != "before":
            apart = 2.0 * context.distance(figure.last, hit.first) + 1.0
        else:
            continue
        if apart < best:
            best, found = apart, hit.cue.direction
    return found
