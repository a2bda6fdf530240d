"""Whose unit a company is, as far as the article says so.

What ``parent_patterns`` finds between two companies of one sentence, and around one of them ("its
subsidiary X"), is put together here. A majority makes a parent, a minority doesn't. Parents that
only the reference tables know are joined later, in SQL.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from orchestration.extraction.companies import parent_patterns as say
from orchestration.extraction.records import Span
from orchestration.text.article import Article

_LONGEST_GAP = 140
_MEMORY = 40
"""How many mentions back an antecedent is looked for."""


@dataclass(frozen=True, slots=True)
class NamedMention:
    """A company's name at a place of the text; ``sentence`` is the index of its sentence."""

    name: str
    span: Span
    sentence: int


def topic_of(article: Article, mentions: Sequence[NamedMention]) -> str | None:
    """The company that the article is about: most mentioned, with the title counting thrice."""
    weights: dict[str, int] = {}
    for mention in mentions:
        section = article.sentences[mention.sentence].section
        weights[mention.name] = weights.get(mention.name, 0) + (3 if section == "title" else 1)
    return max(weights, key=lambda name: weights[name], default=None)


def find_parents(
    article: Article, mentions: Sequence[NamedMention], topic: str | None
) -> dict[str, str]:
    """Child and parent, by company name, the first statement winning.

    ``mentions`` are in text order; ``topic`` is the company that the article is about, to which
    "its subsidiary" leads when no other company stands before it.
    """
    parents: dict[str, str] = {}
    statements = (*_sales(article.text, mentions), *_statements(article, mentions, topic))
    for child, parent in statements:
        if child != parent and child not in parents and parents.get(parent) != child:
            parents[child] = parent
    return parents


def _sales(text: str, mentions: Sequence[NamedMention]) -> Iterator[tuple[str, str]]:
    """What was sold, and to whom: that outdoes whose unit it was."""
    for child, buyer in pairwise(mentions):
        if (
            child.sentence == buyer.sentence
            and buyer.span.start - child.span.end <= _LONGEST_GAP
            and say.TO_BUYER.fullmatch(text, child.span.end, buyer.span.start)
            and say.SOLD_BEFORE.search(text, max(0, child.span.start - 80), child.span.start)
        ):
            yield child.name, buyer.name


def _statements(
    article: Article, mentions: Sequence[NamedMention], topic: str | None
) -> Iterator[tuple[str, str]]:
    for position, mention in enumerate(mentions):
        after = mentions[position + 1] if position + 1 < len(mentions) else None
        if after is not None and after.sentence == mention.sentence and after.name != mention.name:
            previous = mentions[position - 1] if position else None
            yield from _between(article, previous, mention, after)
            yield from _largest_holder(article, mentions, position)
            yield from _several_units(article.text, mentions, position)
        yield from _around(article, mentions, position, topic)


def _between(
    article: Article, previous: NamedMention | None, first: NamedMention, second: NamedMention
) -> Iterator[tuple[str, str]]:
    text, end = article.text, article.sentences[first.sentence].end
    gap = text[first.span.end : second.span.start]
    tail = text[second.span.end : min(end, second.span.end + 60)]
    begin = article.sentences[first.sentence].start
    before = text[max(begin, first.span.start - 80) : first.span.start]
    if len(gap) > _LONGEST_GAP or say.NO_LONGER.search(gap) is not None:
        return
    bracket = say.BRACKET.match(gap)
    if bracket is not None and say.GROUP_AFTER.match(tail) is None:
        gap = gap[bracket.end() :]
    aside = say.ASIDE.match(gap)
    if aside is not None:
        gap = gap[aside.end() :]
    if (
        say.OWNER_OF.fullmatch(gap)
        or say.AND_ITS_UNIT.fullmatch(gap)
        or say.HAS_UNIT.fullmatch(gap)
    ):
        yield second.name, first.name
    elif (
        say.CHILD_OF.fullmatch(gap)
        or say.OWNER_IS.fullmatch(gap)
        or (
            gap in (" of ", " of the ")
            and say.NAMED_SITE.search(text[first.span.start : first.span.end])
        )
    ):
        yield first.name, second.name
    elif say.CHILDREN_OF.fullmatch(gap):
        yield first.name, second.name
        if previous is not None and previous.sentence == first.sentence:
            joint = text[previous.span.end : first.span.start]
            if joint.strip() in ("and", ",", "&", ", and"):
                yield previous.name, second.name
    elif (found := say.OWNED_BY.fullmatch(gap)) or (found := say.OF_WHICH.fullmatch(gap)):
        if _is_majority(found) and (found["share"] or say.CO_OWNER_AFTER.match(tail) is None):
            yield first.name, second.name
    elif (say.TAKEN_OVER_BY.fullmatch(gap) and say.TAKEOVER_BEFORE.search(before)) or (
        gap == ", " and say.THROUGH_UNIT_BEFORE.search(before)
    ):
        yield first.name, second.name
    elif say.TAKEOVER_OF.fullmatch(gap) and (
        say.DONE_AFTER.match(tail) or say.DONE_BEFORE.search(before)
    ):
        yield second.name, first.name
    elif say.RAISED.fullmatch(gap) and (found := say.TO_SHARE_AFTER.match(tail)):
        if _is_majority(found):
            yield second.name, first.name
    elif say.IN_WHICH.fullmatch(gap):
        if (found := say.HOLDS_AFTER.match(tail)) and _is_majority(found):
            yield first.name, second.name
    elif (found := say.SPLIT_VENTURE.fullmatch(gap)) is not None:
        if _is_majority(found):
            yield first.name, second.name
    elif gap in say.POSSESSED:
        yield second.name, first.name
    elif (
        (say.ONE_OF.fullmatch(gap) and say.UNIT_OF_IT_AFTER.match(tail))
        or (gap in (" (", ", of the ", " of the ") and say.GROUP_AFTER.match(tail))
        or (say.WHICH.fullmatch(gap) and say.OWNS_AFTER.match(tail))
        or (say.COMMA_A.fullmatch(gap) and say.A_UNIT_AFTER.match(tail))
    ):
        yield first.name, second.name
    elif (gap == ", " and say.OWNER_AFTER.match(tail)) or (
        (found := say.OWNS.fullmatch(gap))
        and tail[:1] not in ("'", "’")
        and (found["share"] or found["most"] or found["how"].startswith(say.OUTRIGHT))
        and _is_majority(found)
    ):
        yield second.name, first.name


def _largest_holder(
    article: Article, mentions: Sequence[NamedMention], position: int
) -> Iterator[tuple[str, str]]:
    """The majority owner among several with their shares: "owned by A (26%) and B (74%)"."""
    child, text = mentions[position], article.text
    gap = text[child.span.end : mentions[position + 1].span.start]
    if len(gap) <= _LONGEST_GAP and say.HELD_TOGETHER.fullmatch(gap) is not None:
        yield from _majority_among(text, child.name, mentions[position + 1 : position + 6])


def _several_units(
    text: str, mentions: Sequence[NamedMention], position: int
) -> Iterator[tuple[str, str]]:
    """The units of an owner that names several: "X's brands include Y and Z"."""
    owner, before = mentions[position], mentions[position].span.end
    joint = say.UNITS_ARE
    for unit in mentions[position + 1 : position + 8]:
        if unit.sentence != owner.sentence or not joint.fullmatch(text, before, unit.span.start):
            break
        yield unit.name, owner.name
        before, joint = unit.span.end, say.LISTED_ON


def _majority_among(
    text: str, child: str, holders: Sequence[NamedMention]
) -> Iterator[tuple[str, str]]:
    for holder in holders:
        share = say.SHARE_BEHIND.match(text, holder.span.end)
        if holder.sentence != holders[0].sentence or share is None:
            break
        if _is_majority(share):
            yield child, holder.name


def _around(
    article: Article, mentions: Sequence[NamedMention], position: int, topic: str | None
) -> Iterator[tuple[str, str]]:
    mention = mentions[position]
    sentence = article.sentences[mention.sentence]
    text = article.text
    start = sentence.start
    if position and mentions[position - 1].sentence == mention.sentence:
        start = mentions[position - 1].span.end
    before = text[max(start, mention.span.start - _LONGEST_GAP) : mention.span.start]
    after = text[mention.span.end : min(sentence.end, mention.span.end + 60)]
    antecedent = _antecedent(article.text, mentions, position, topic)
    if antecedent is None:
        return
    if topic is not None and topic != mention.name and say.THE_OWNER_BEFORE.search(before):
        antecedent = topic
    if start == sentence.start and say.ANAPHOR_HELD_BEFORE.match(before):
        yield from _majority_among(text, antecedent, mentions[position : position + 5])
    if (
        (
            start == sentence.start
            and (held := say.ANAPHOR_OWNED_BEFORE.search(before)) is not None
            and _is_majority(held)
            and say.CO_OWNER_AFTER.match(after) is None
        )
        or (start == sentence.start and say.AND_OWNED_BEFORE.match(before))
        or say.LABEL_BEFORE.match(before)
        or (
            start == sentence.start
            and (say.OWNER_FIRST.match(before) or say.OWNED_FIRST.match(before))
            and not _holds_minority(after)
        )
        or (say.ANAPHOR_WHICH_BEFORE.match(before) and say.OWNS_AFTER.match(after))
        or (
            say.ITS_OWNER_BEFORE.search(before) and not _holds_minority(after) and not _ours(before)
        )
        or say.ITS_OWNER_AFTER.match(after)
        or (start == sentence.start and say.OWNS_ANAPHOR_AFTER.match(after))
    ):
        yield antecedent, mention.name
    elif say.ITS_OWNER_BEFORE.search(before) and topic is not None and _ours(before):
        yield topic, mention.name
    elif start == sentence.start and before in ("Subsidiary ", "Affiliate ", "Unit "):
        yield mention.name, _first_of_paragraph(article, mentions, position) or antecedent
    elif start == sentence.start and say.THE_UNIT_BEFORE.search(before):
        yield mention.name, antecedent if topic is None or topic == mention.name else topic
    elif (found := say.HELD_AND_BEFORE.search(before)) is not None:
        if _is_majority(found):
            yield antecedent, mention.name
    elif say.ITS_UNIT_BEFORE.search(before) and "sister" not in before:
        yield mention.name, antecedent
    elif (found := say.TOOK_OVER_BEFORE.search(before)) is not None:
        if _is_majority(found):
            yield mention.name, _buyer(found[0], mention.name, antecedent, topic)
    elif (found := say.BOUGHT_BEFORE.search(before)) and (
        not found["how"].startswith("to ") or say.LONG_AGO_AFTER.match(after)
    ):
        yield mention.name, _buyer(found[0], mention.name, antecedent, topic)
    elif (found := say.HOLDS_BEFORE.search(before)) and after[:1] not in ("'", "’"):
        if _is_majority(found):
            yield mention.name, antecedent
    elif (found := say.HELD_BY_IT_AFTER.match(after)) is not None:
        if _is_majority(found):
            meant = _last_group(mentions, position) if found["whom"] == "the group" else None
            yield mention.name, meant or antecedent
    elif say.CHILD_OF_IT_AFTER.match(after):
        yield mention.name, _group_meant(mentions, position, topic, after) or antecedent
    elif (
        (found := say.SUBSIDIARY_AFTER.match(after))
        and (
            "owned" in found[0]
            or found["whose"] in ("its", "our")
            or _shares_front(mention.name, topic)
        )
    ) or (say.DIVISION_AFTER.match(after) and say.THE_BEFORE.search(before)):
        yield mention.name, antecedent if topic is None or topic == mention.name else topic


def _ours(before: str) -> bool:
    """Whether somebody speaks of an owner as "ours"."""
    return say.OUR_OWNER.search(before) is not None


def _buyer(words: str, child: str, antecedent: str, topic: str | None) -> str:
    """Who "the company", "we" or "it" is that bought ``child``."""
    is_topic = words[:1] in "Ww" or words.casefold().startswith("the company")
    return topic if is_topic and topic is not None and topic != child else antecedent


def _first_of_paragraph(
    article: Article, mentions: Sequence[NamedMention], position: int
) -> str | None:
    """The company that the paragraph of a mention names first, if that is another one."""
    paragraph = article.sentences[mentions[position].sentence].paragraph
    first = None
    for mention in reversed(mentions[max(0, position - _MEMORY) : position]):
        if article.sentences[mention.sentence].paragraph != paragraph:
            break
        first = mention.name
    return first


def _shares_front(name: str, topic: str | None) -> bool:
    """Whether a name begins with the word that the topic's name begins with."""
    return topic is not None and topic != name and topic.split()[0] == name.split()[0]


def _group_meant(
    mentions: Sequence[NamedMention], position: int, topic: str | None, after: str
) -> str | None:
    """Whom "the Company" or "the group" means behind the name of a subsidiary."""
    here = mentions[position].name
    found = say.CHILD_OF_IT_AFTER.match(after)
    if found is not None and found["whom"].casefold().endswith(("group", "parent")):
        meant = _last_group(mentions, position)
        if meant is not None:
            return meant
    return topic if topic != here else None


def _last_group(mentions: Sequence[NamedMention], position: int) -> str | None:
    """The group named last before a mention."""
    here = mentions[position].name
    for mention in reversed(mentions[max(0, position - _MEMORY) : position]):
        if mention.name != here and "group" in mention.name.casefold():
            return mention.name
    return None


def _antecedent(
    text: str, mentions: Sequence[NamedMention], position: int, topic: str | None
) -> str | None:
    """The company that "its" beside this mention means.

    That is the subject of its sentence or of an earlier one, unless the article's topic carries the
    same first word.
    """
    here = mentions[position]
    if topic is not None and topic != here.name and topic.split()[0] == here.name.split()[0]:
        return topic
    subject = None
    for mention in reversed(mentions[max(0, position - _MEMORY) : position]):
        if mention.sentence < here.sentence - 4:
            break
        if mention.name == here.name:
            continue
        if subject is not None and mention.sentence != subject.sentence:
            break
        before = text[max(0, mention.span.start - say.OBLIQUE_WINDOW) : mention.span.start]
        if subject is None or say.OBLIQUE.search(before) is None:
            subject = mention
    return subject.name if subject is not None else (topic if topic != here.name else None)


def _holds_minority(after: str) -> bool:
    """Whether what is said of an owner is a share of half or less."""
    found = say.HOLDS_AFTER.match(after.removeprefix(","))
    return found is not None and not _is_majority(found)


def _is_majority(found: re.Match[str]) -> bool:
    """Whether the share that a statement gives, if it gives one, is above half."""
    shares = [found.groupdict().get(name) for name in ("share", "later", "to")]
    return all(share is None or float(share) > 50 for share in shares)
