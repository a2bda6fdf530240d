"""Whose unit a company is, as far as the article says so.

Patterns over the words between two companies of one sentence, and over what surrounds one of them
("its subsidiary X"). A majority makes a parent, a minority doesn't. Parents that only the reference
tables know are joined later, in SQL.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orchestration.extraction.records import Span
from orchestration.text.article import Article

_UNIT = (
    r"(?:unit|subsidiary|arm|division|branch|offshoot|part|member|operation|segment|workshop|plant|"
    r"mill|smelter|refinery|laboratory|factory|works)"
)
_UNITS = r"(?:units|subsidiaries|arms|divisions|branches|parts|members|plants|mills|smelters)"
_WORDS = r"(?:[a-z][\w’'-]* ){0,4}"
_SHARE = r"(?P<share>\d+(?:\.\d+)?) ?(?:%|per ?cent|percent)"

_CHILD_OF = re.compile(
    rf"(?:,? (?:which|that) (?:is|was)|,| is| was| \(|,? now| remains)? ?(?:a |an |the |its )?"
    rf"(?:[\w’'-]+ ){{0,6}}?{_UNIT} (?:of|within|under) (?:the )?{_WORDS}"
)
_CHILDREN_OF = re.compile(
    rf",? (?:both |all |which are |two |three )*(?:[a-z-]+ ){{0,4}}{_UNITS} of (?:the )?{_WORDS}"
)
_OWNED_BY = re.compile(
    rf",? ?\(?(?:(?:which|that|and) )?(?:is |was |are |has been )?(?:now |since |itself )*"
    rf"(?:{_SHARE}[- ]?|wholly[- ]|fully |majority[- ]|jointly )?(?P<how>owned|controlled|run|held)"
    rf" by (?:the )?{_WORDS}"
)
_BELONGS_TO = re.compile(rf",? (?:which |that )?(?:now )?belong(?:s|ed|ing) to (?:the )?{_WORDS}")
_IN_WHICH = re.compile(r",? in which (?:the )?")
_OF_WHICH = re.compile(rf", {_SHARE} of which (?:is|are) (?:owned|held|controlled) by (?:the )?")
_HOLDS_AFTER = re.compile(
    rf" (?:owns|holds|has|controls|keeps) (?:about |some |roughly |nearly |just |a |an )*"
    rf"(?:{_SHARE}|(?P<most>majority|controlling|all))"
)
_OWNER_OF = re.compile(
    rf",? (?:the |and |which is the |is the |as )*(?:majority |sole |ultimate )?"
    rf"(?:owner|parent|parent company|holding company|controlling shareholder|majority shareholder|"
    rf"operator) of (?:the )?{_WORDS}"
)
_OWNS = re.compile(
    rf",? (?:which |that |and )?(?:also |now |directly |still )*(?P<how>owns|holds|controls|acquired|"
    rf"owned|held|has|runs)"
    rf" (?:about |some |roughly |nearly |just |a |an )*(?:(?P<most>all|majority stake|majority|"
    rf"controlling stake|whole)(?: of| in)? |{_SHARE} (?:stake |interest |share )?(?:of|in) )?"
    rf"(?:the )?{_WORDS}"
)
_HAS_UNIT = re.compile(
    rf"['’]?s? (?:and its )?(?:[a-z-]+ ){{0,4}}{_UNIT}s?,? (?:called |named )?(?:the )?"
)
_AND_ITS_UNIT = re.compile(rf",? (?:and|through|via) its (?:[\w-]+ ){{0,4}}{_UNIT}s?,? ")
_WHOSE_PARENT = re.compile(r",? whose (?:[a-z-]+ )?(?:parent|owner)(?: company)?,? (?:is )?")
_ITS_UNIT_BEFORE = re.compile(
    rf"\b(?:[Ii]ts|[Tt]heir|[Oo]ur|[Tt]he (?:group|company|firm|miner|producer|maker)['’]s)"
    rf" (?:[\w-]+ ){{0,4}}{_UNIT}s?,? (?:the )?$"
)
_ITS_PARENT_BEFORE = re.compile(
    r"\b(?:[Ii]ts|[Tt]heir|[Tt]he|[Oo]ur) (?:[a-z-]+ ){0,2}(?:parent|owner)(?: company| group)?,? $"
)
_SUBSIDIARY_AFTER = re.compile(
    r",? (?:(?:which )?is |\()?(?:a|an|the|its|our) (?:[\w-]+ ){0,3}(?:subsidiary|unit|branch|arm)"
    r"\b(?! (?:of|within|under)\b)"
)
_DIVISION_AFTER = re.compile(
    r" (?:and [A-Z][\w-]*(?: [A-Z][\w-]*){0,3} )?(?:business )?(?:division|segment|unit|business unit)s?\b"
)
_THE_BEFORE = re.compile(
    r"(?:\b(?:[Tt]he|[Ii]ts|[Oo]ur) |['’]s? |(?:division|segment|unit)s? and (?:the )?)$"
)
_HOLDS_BEFORE = re.compile(
    rf"\b(?:[Tt]he (?:group|company|firm|miner|producer)|[Ii]t|which) (?:also |now |still )*"
    rf"(?:owns|holds|controls) (?:{_SHARE} of |(?P<most>all of |a majority (?:stake )?(?:of|in) ))?"
    rf"(?:the )?{_WORDS}$"
)
_ANAPHOR_BELONGS_BEFORE = re.compile(
    rf"\b(?:[Tt]he (?:[\w-]+ ){{0,2}}[a-z]+|[Ii]t|[Ww]hich),? (?:which |that )?(?:now )?"
    rf"(?:belongs to|is part of|is (?:wholly |fully |majority[- ])?owned by|is controlled by|"
    rf"is (?:an?|the) (?:[\w-]+ ){{0,3}}{_UNIT} of) (?:the )?{_WORDS}$"
)


@dataclass(frozen=True, slots=True)
class NamedMention:
    """A company's name at a place of the text; ``sentence`` is the index of its sentence."""

    name: str
    span: Span
    sentence: int


def find_parents(
    article: Article, mentions: Sequence[NamedMention], topic: str | None
) -> dict[str, str]:
    """Child and parent, by company name, the first statement winning.

    ``mentions`` are in text order; ``topic`` is the company that the article is about, to which
    "its subsidiary" leads when no other company stands before it.
    """
    parents: dict[str, str] = {}
    for child, parent in _statements(article, mentions, topic):
        if child != parent and child not in parents and parents.get(parent) != child:
            parents[child] = parent
    return parents


def _statements(
    article: Article, mentions: Sequence[NamedMention], topic: str | None
) -> Iterator[tuple[str, str]]:
    for position, mention in enumerate(mentions):
        after = mentions[position + 1] if position + 1 < len(mentions) else None
        if after is not None and after.sentence == mention.sentence and after.name != mention.name:
            previous = mentions[position - 1] if position else None
            yield from _between(article, previous, mention, after)
        yield from _around(article, mentions, position, topic)


def _between(
    article: Article, previous: NamedMention | None, first: NamedMention, second: NamedMention
) -> Iterator[tuple[str, str]]:
    text, end = article.text, article.sentences[first.sentence].end
    gap = text[first.span.end : second.span.start]
    tail = text[second.span.end : min(end, second.span.end + 60)]
    if len(gap) > 140:
        return
    if _CHILD_OF.fullmatch(gap) or _BELONGS_TO.fullmatch(gap) or _WHOSE_PARENT.fullmatch(gap):
        yield first.name, second.name
    elif _CHILDREN_OF.fullmatch(gap):
        yield first.name, second.name
        if previous is not None and previous.sentence == first.sentence:
            joint = text[previous.span.end : first.span.start]
            if joint.strip() in ("and", ",", "&", ", and"):
                yield previous.name, second.name
    elif (found := _OWNED_BY.fullmatch(gap)) or (found := _OF_WHICH.fullmatch(gap)):
        if _is_majority(found):
            yield first.name, second.name
    elif _IN_WHICH.fullmatch(gap) and (found := _HOLDS_AFTER.match(tail)):
        if _is_majority(found):
            yield first.name, second.name
    elif _OWNER_OF.fullmatch(gap) or _AND_ITS_UNIT.fullmatch(gap) or _HAS_UNIT.fullmatch(gap):
        yield second.name, first.name
    elif (
        (found := _OWNS.fullmatch(gap))
        and tail[:1] not in ("'", "’")
        and (found["share"] or found["most"] or found["how"] in ("owns", "controls", "acquired"))
        and _is_majority(found)
    ):
        yield second.name, first.name


def _around(
    article: Article, mentions: Sequence[NamedMention], position: int, topic: str | None
) -> Iterator[tuple[str, str]]:
    mention = mentions[position]
    sentence = article.sentences[mention.sentence]
    text = article.text
    before = text[max(sentence.start, mention.span.start - 80) : mention.span.start]
    after = text[mention.span.end : min(sentence.end, mention.span.end + 60)]
    if not before and not after:
        return
    antecedent = _antecedent(mentions, position, topic)
    if antecedent is None:
        return
    if _ITS_PARENT_BEFORE.search(before):
        yield antecedent, mention.name
    elif _ANAPHOR_BELONGS_BEFORE.search(before) and _opens(mentions, position):
        yield antecedent, mention.name
    elif _ITS_UNIT_BEFORE.search(before):
        yield mention.name, antecedent
    elif (found := _HOLDS_BEFORE.search(before)) and after[:1] not in ("'", "’"):
        if _is_majority(found):
            yield mention.name, antecedent
    elif (_SUBSIDIARY_AFTER.match(after) and "owned" in after) or (
        _DIVISION_AFTER.match(after) and _THE_BEFORE.search(before)
    ):
        yield mention.name, antecedent if topic is None or topic == mention.name else topic


def _antecedent(mentions: Sequence[NamedMention], position: int, topic: str | None) -> str | None:
    """The company that "its" before or after this mention means: the subject of its sentence."""
    here = mentions[position]
    subject = None
    for mention in reversed(mentions[:position]):
        if mention.name == here.name:
            continue
        if subject is not None and mention.sentence != subject.sentence:
            break
        if mention.sentence < here.sentence - 4:
            break
        subject = mention
    return subject.name if subject is not None else (topic if topic != here.name else None)


def _opens(mentions: Sequence[NamedMention], position: int) -> bool:
    """Whether this mention is the first of its sentence."""
    return position == 0 or mentions[position - 1].sentence != mentions[position].sentence


def _is_majority(found: re.Match[str]) -> bool:
    share = found.groupdict().get("share")
    return share is None or float(share) > 50


def topic_of(article: Article, mentions: Sequence[NamedMention]) -> str | None:
    """The company that the article is about: most mentioned, with the title counting thrice."""
    weights: dict[str, int] = {}
    for mention in mentions:
        section = article.sentences[mention.sentence].section
        weights[mention.name] = weights.get(mention.name, 0) + (3 if section == "title" else 1)
    return max(weights, key=lambda name: weights[name], default=None)
