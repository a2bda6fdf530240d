"""Whose figure it is: the company that a figure of a sentence belongs to.

The mentions (names, definite references, pronouns) are found by the modules on companies; here the
grammar around a figure chooses among them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from orchestration.extraction.context import SentenceContext
from orchestration.extraction.roles import Part

_DECAY = 0.07
_OBLIQUE = re.compile(
    r"\b(?:to|with|from|than|against|into|about|via|alongside|between|under|like|versus|and told"
    r"|told)"
    r" (?:the |its |his |a )?$",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\b(?:supply|supplies|supplied|supplying|pay|pays|paid|give|gives|gave|awarded|lend|lent"
    r"|join|joined"
    r"|help|helped|sell|charge|charged|fined|sued|granted|visited|overtook|rivals?) (?:the )?$",
    re.IGNORECASE,
)
_AGENT = re.compile(r"\b(?P<word>\w+) by (?:the )?$", re.IGNORECASE)
_OWNER = re.compile(
    r"\b(?:(?:unit|subsidiary|arm|branch|division|part|affiliate|owner|parent|member|customer"
    r"|supplier"
    r"|shareholder|rival|spin-off|partner|operator|daughter|maker|producer) of|owned by"
    r"|controlled by"
    r"|belongs to|belonging to|backed by|founded by|operated by|supplied by|made by|built by|run by"
    r"|data from|analysts? at|quoted by|cited by|compiled by|told|part of) (?:the )?$",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"\baccording to (?:the )?$", re.IGNORECASE)
_BUYS = re.compile(
    r"(?: of [A-Z][\w ]{2,24}?|,[^,]{2,60},)? (?:(?:has|have|had|will|would|is|to|also|now"
    r"|agreed|plans?"
    r"|wants?|decided|about|offered) ){0,4}(?:to )?(?:buy|buys|bought|buying|acquir\w+|purchas\w+"
    r"|tak(?:e|es|ing) over|took over|award\w*|tendered|order\w*|invest\w* in|subscrib\w+)\b"
)
_RELATIVE = re.compile(r",? (?:which|who) ")
_FIRM = 0.45
_OF = re.compile(r"\b(?:of|in|for|on|at) (?:the )?$", re.IGNORECASE)
_OUTPUT_BY = re.compile(
    r"^(?:shipments?|sales|output|production|deliveries|exports?|imports?|purchases?|investment"
    r"|spending"
    r"|made|produced|sold|shipped|mined|held|owned|delivered|recorded|reported|posted|invested"
    r"|won|paid"
    r"|achieved|filed|installed|employed|saved)$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"^[^;.()]{0,50}?\b(?P<word>owned|held|by|at|for|to|of)(?: by)? (?:the )?$", re.IGNORECASE
)
_SUPPLIED = re.compile(
    r"\b(?:supplied|built|delivered|designed|provided|engineered|made|ordered|bought) (?:by"
    r"|from) (?:the )?$"
)


@dataclass(frozen=True, slots=True)
class Holder:
    """One mention of a company: ``text[start:end]`` means the company ``name``.

    ``named`` tells a name from a pronoun or definite reference; ``part`` is its role.
    """

    name: str
    start: int
    end: int
    named: bool
    part: Part


def choose_holder(
    text: str,
    context: SentenceContext,
    index: int,
    mentions: Sequence[Holder],
    *,
    is_stake: bool = False,
    is_deal: bool = False,
) -> tuple[str, bool] | None:
    """The company that the figure ``index`` belongs to, and whether the sentence is firm about it.

    Args:
        mentions: the mentions in this sentence, in text order.
        is_stake: whether the figure is a share held, which belongs to its owner.
        is_deal: whether it is the value of a deal, which belongs to who buys or awards.
    """
    figure = context.figures[index]
    if is_deal or is_stake:
        buyer = _buyer(text, context, figure.quantity.start, mentions)
        if buyer is not None:
            return buyer, True
    best: tuple[float, str, bool] | None = None
    for mention in mentions:
        if mention.end <= figure.quantity.start:
            weight = _weight(text, context, mention)
            score = _loosened(weight, context, figure.first, mention)
        elif mention.start >= figure.quantity.end:
            score = weight = _score_behind(text, figure.quantity.end, mention, is_stake=is_stake)
        else:
            continue
        if is_stake and mention.end <= figure.quantity.start:
            follows = text[mention.end : figure.quantity.start]
            if re.match(
                r"^(?:,[^,]*,)? (?:also |now |still )?(?:owns|holds|own|hold|has|owned|held|took"
                r"|takes|bought|acquired|raised|agreed|will|has agreed)\b",
                follows,
            ):
                score *= 2.0
        if score > 0 and (best is None or score >= best[0]):
            best = (score, mention.name, weight >= _FIRM)
    return (best[1], best[2]) if best else None


def _buyer(
    text: str, context: SentenceContext, before: int, mentions: Sequence[Holder]
) -> str | None:
    """The subject of a verb of buying or awarding before the figure."""
    for mention in mentions:
        if mention.end > before:
            break
        if _weight(text, context, mention) >= 0.9 and _BUYS.match(text, mention.end, before):
            return mention.name
    return None


def _weight(text: str, context: SentenceContext, mention: Holder) -> float:
    before = text[max(context.sentence.start, mention.start - 40) : mention.start]
    weight = 1.0
    agent = _AGENT.search(before)
    if _OWNER.search(before):
        weight = 0.25
    elif _SPEAKER.search(before):
        weight = 0.5
    elif agent:
        weight = 0.8 if _OUTPUT_BY.match(agent["word"]) else 0.35
    elif _OBLIQUE.search(before) or _OBJECT.search(before):
        weight = 0.35
    elif _OF.search(before):
        weight = 0.7
    if _RELATIVE.match(text, mention.end):
        return 1.0
    if text[mention.end : mention.end + 2] in ("'s", "’s", "s'", "s’"):
        weight = max(weight, 0.9)
    return weight


def _loosened(weight: float, context: SentenceContext, first: int, mention: Holder) -> float:
    apart = context.distance(context.token_at(mention.end), first)
    return weight / (1.0 + _DECAY * apart)


def _score_behind(text: str, end: int, mention: Holder, *, is_stake: bool) -> float:
    between = text[end : mention.start]
    found = _BEHIND.match(between) if len(between) < 70 else None
    if not found:
        return 0.08 if len(between) < 120 else 0.0
    if _SUPPLIED.search(between):
        return 0.1
    word = found["word"].lower()
    if word in ("owned", "held") or (word == "by" and is_stake):
        return 1.6 if is_stake else 0.3
    if word == "of":
        return 0.5 if len(between) < 24 else 0.15
    return 0.45 if word in ("by", "at") else 0.15


def leading_holder(text: str, sentence_start: int, mentions: Sequence[Holder]) -> str | None:
    """The company that a sentence is about: its first mention that is no mere complement."""
    for mention in mentions:
        before = text[max(sentence_start, mention.start - 40) : mention.start]
        if not (_OWNER.search(before) or _OBLIQUE.search(before) or _AGENT.search(before)):
            return mention.name
    return None
