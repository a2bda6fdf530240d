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

_LONGEST_GAP = 140
_MEMORY = 40
"""How many mentions back an antecedent is looked for."""

_ASIDE = re.compile(
    r"(?: \([^()]{1,40}\)|\))?(?:,? (?:of|in|from|near|at) [A-Z][\w-]+(?: [A-Z][\w-]+)?|"
    r", [A-Z][\w-]+(?: [A-Z][\w-]+)?){0,3}(?=,| is| was| \()"
)
"""A ticker and a place between a name and what is said of it: " (ABC), Turin, Italy"."""
_BRACKET = re.compile(r" \([^()]{1,60}\)(?= )")
_OBLIQUE_WINDOW = 16
_OBLIQUE = re.compile(r"\b(?:by|from|with|to|at|than|against|for) (?:the )?$")
_NO_LONGER = re.compile(r"\b(?:former|formerly|ex-|jointly|until|once|no longer)\b")
_NAMED_SITE = re.compile(
    r"\b(?:Smelter|Works|Plant|Mill|Center|Centre|Refinery|Branch|Mine|Institute|Factory|Foundry|"
    r"Laboratory|Yard|Brewery|Dairy|Division|Unit|Workshop|Depot|Colliery|Shipyard|No\. ?\d+|"
    r"mine|mill|plant|depot|station|workshop|section|branch|smelter|refinery|works)$"
)

_UNIT = (
    r"(?:business unit|unit|subsidiary|arm|division|branch|offshoot|part|member|operation|segment|"
    r"enterprise|portfolio company|group company|brand|chain|label|depot|station|colliery|quarry|"
    r"firm|maker|producer|manufacturer|supplier|operator|lender|bank|"
    r"workshop|plant|mill|smelter|refinery|laboratory|factory|works|foundry|mine|yard|shipyard|"
    r"brewery|dairy|company|business|affiliate|daughter company)"
)
_UNITS = (
    r"(?:units|subsidiaries|arms|divisions|branches|parts|members|plants|mills|smelters|companies|"
    r"businesses)"
)
_OWNER = (
    r"(?:parent company|parent group|parent corporation|controlling parent|ultimate parent|"
    r"ultimate owner|state owner|owner-operator|majority holder|majority stakeholder|"
    r"parent firm|parent|owner|holding company|majority shareholder|"
    r"majority owner|sole shareholder|sole owner|only shareholder|controlling shareholder|"
    r"controlling owner|main owner|proprietor)"
)
_WORDS = r"(?:[A-Za-z\d][\w’'-]* ){0,5}"
_RATHER = (
    r"(?:(?:the|its|an?|our) )?(?:[A-Z][\w-]+ )?"
    r"(?:(?!(?:from|of|to|in|for|by|with|at|on|and|or) )[a-z][a-z-]+ ){0,3}"
)
"""A description before a name, such as "the Dutch rival"."""
_SHARE = r"(?P<share>\d+(?:\.\d+)?) ?(?:%|per ?cent|percent|pct)"
_MOST = (
    r"(?:majority|controlling|all|most|two[- ]thirds|three[- ]quarters|three[- ]fifths"
    r"|four[- ]fifths|nine[- ]tenths|outright|full|sole|whole|entire|remaining|outstanding)"
)
_ABOUT = r"(?:about |some |roughly |nearly |just |over |more than |a |an |the )*"
_BE = r"(?:is |was |are |has been |had been |have been |became |remains |will be |to be )"
_SINCE = (
    r"(?: in (?:[A-Z][a-z]+ )?\d{4}| last (?:year|month|autumn|spring|summer|winter|week)"
    r"| since \d{4}| (?:out of|from) [a-z ]{3,40}| earlier this year| a year ago| two years ago)?"
)

_CHILD_OF = re.compile(
    rf"(?:,? (?:which|that|and|who) (?:is|was|has been)|,| is| was| \(| became| remains| –| —)? ?"
    rf"(?:now |also |still |today |likewise |since \d{{4}} )?(?:itself )?"
    rf"(?:a |an |the |one of the |its )?"
    rf"(?:[\w’'%.-]+ ){{0,6}}?(?:{_UNIT} (?:of|within|under|in|at|belonging to|affiliated to"
    rf"|affiliated with|subordinate to|controlled by|owned by)|belong(?:s|ed|ing) to|"
    rf"subordinate to|affiliated (?:to|with)|attached to|administered by|under the (?:umbrella|"
    rf"control|banner|management|jurisdiction|wing|roof) of|in the hands of|directly under|"
    rf"member of|(?:forms? )?part of) (?!which\b|whom\b)(?:the )?{_WORDS}"
)
_CHILDREN_OF = re.compile(
    rf",? (?:both |all |which are |two |three )*(?:[a-z-]+ ){{0,4}}{_UNITS} of (?:the )?{_WORDS}"
)
_OWNED_BY = re.compile(
    rf"(?: \(|,)? ?(?:(?:which|that|and) )?(?:itself )?{_BE}?"
    rf"(?:(?:a|an|the|its) (?:[\w’'-]+ ){{0,6}}?)?"
    rf"(?:now |since |itself |also |fully |wholly |jointly |ultimately |indirectly |directly )*"
    rf"(?:{_SHARE}[- ]?|wholly[- ]|fully |majority[- ]|jointly )?"
    rf"(?:owned|controlled|held|acquired|bought|taken over|bought out|purchased|snapped up|"
    rf"absorbed|rescued|swallowed|taken private){_SINCE}"
    rf"(?: (?P<later>\d+(?:\.\d+)?) ?(?:%|pct|percent|per cent)| to (?P<to>\d+(?:\.\d+)?) ?%)?"
    rf" by (?:the )?{_WORDS}"
)
_CO_OWNER_AFTER = re.compile(
    r" and (?:the )?[A-Z]|, (?:the )?[A-Z][\w&’'-]*(?: [A-Z][\w&’'-]*){0,3}(?:,| and)"
    r" (?:and )?(?:the )?[A-Z]| \((?:[1-4]?\d|50)(?:\.\d+)? ?(?:%|per ?cent|percent|pct)\)"
)
_HELD_TOGETHER = re.compile(
    rf"(?:,| is| \()? ?(?:an? |the )?(?:[\w-]+ ){{0,3}}"
    rf"(?:joint venture|venture|partnership|owned|held) (?:of|between|by) (?:the )?{_WORDS}"
)
_ANAPHOR_HELD_BEFORE = re.compile(
    r"^(?:It|The (?:[\w-]+ )?(?:company|firm|business|group|venture|producer|maker|operator)),?"
    r" (?:which )?(?:is |was )?(?:an? |the )?(?:[\w-]+ ){0,3}"
    r"(?:joint venture|venture|partnership|owned|held) (?:of|between|by) (?:the )?$"
)
_SHARE_BEHIND = re.compile(r" \((?P<share>\d+(?:\.\d+)?) ?(?:%|per ?cent|percent|pct)\)")
_OF_WHICH = re.compile(rf", {_SHARE} of which (?:is|are) (?:owned|held|controlled) by (?:the )?")
_IN_WHICH = re.compile(
    rf",? (?:\(|(?:a|an|the) (?:[\w-]+ ){{0,4}})?(?:in|of) which (?:the )?{_WORDS}"
)
_SPLIT_VENTURE = re.compile(
    r",? (?:is )?a (?P<share>\d\d)[:/]\d\d (?:joint venture|venture|partnership)"
    r" (?:of|between) (?:the )?"
)
_POSSESSED = frozenset(
    ("'s ", "’s ", "' ", "’ ", "-owned ", "-controlled ", " unit ", " subsidiary ")
)
_ONE_OF = re.compile(r",? (?:is |was )?(?:now )?(?:one of )?(?:the )?")
_UNIT_OF_IT_AFTER = re.compile(rf"['’]s? (?:[\w-]+ ){{0,4}}(?:{_UNIT}|{_UNITS})\b")
_GROUP_AFTER = re.compile(r" [Gg]roup\b")
_LABEL_BEFORE = re.compile(
    r"^(?:Parent(?: company)?|Owner|Ultimate parent|Holding company|Majority shareholder|Group):? $"
)
_WHICH = re.compile(rf",? (?:(?:a|an|the) {_WORDS})?(?:which|that) (?:the )?{_WORDS}")
_ANAPHOR_WHICH_BEFORE = re.compile(
    rf"^(?:The (?:[\w-]+ ){{0,3}}[a-z]+|It),? (?:which|that) (?:the )?{_WORDS}$"
)
_COMMA_A = re.compile(
    r"(?:,| is| \()? ?(?:which is |itself )?(?:now |also )?(?:a|an|the|another) (?:former )??"
)
_A_UNIT_AFTER = re.compile(
    r" (?:group |portfolio |holding )?(?:company|subsidiary|unit|business|arm|brand|division|plant|"
    r"works|smelter|mill|affiliate|subsidiary company)\b"
)
_HOLDS_AFTER = re.compile(
    rf" (?:owns|holds|has|controls|keeps|owned|held) {_ABOUT}"
    rf"(?:{_SHARE}|(?P<most>{_MOST}))"
)
_OWNS_AFTER = re.compile(
    r" (?:has |had |itself |now |fully )*"
    r"(?:owns|owned|bought|acquired|took over|controls|purchased)\b(?! (?:a |an )?\d)"
)
_OWNER_OF = re.compile(
    rf",? (?:which is |is |and |as )?(?:the |now )*(?:[\w-]+ )?{_OWNER} of (?:the )?{_WORDS}"
)
_OWNER_AFTER = re.compile(rf"['’]s? (?:[a-z-]+ ){{0,2}}{_OWNER}\b")
_OWNS = re.compile(
    rf",? (?:[^,;.]{{0,40}}, )?(?:which |that |and |who )?(?:[a-z]+ [^,;.]{{0,60}}? and )??"
    rf"(?:has |had |having |having since )?"
    rf"(?:also |now |directly |still |since |fully |recently |already )*"
    rf"(?P<how>owns|holds|controls|acquired|bought|took over|purchased|owned|held|has|snapped up"
    rf"|bought out|took control of|completed (?:the|its) (?:[a-z]+ ){{0,2}}"
    rf"(?:acquisition|purchase|takeover) of"
    rf"|closed the (?:acquisition|purchase) of"
    rf"|closed its (?:acquisition|purchase) of)"
    rf" {_ABOUT}(?:(?P<most>{_MOST})(?: stake| interest| share| shares| holding)?"
    rf"(?: \d+(?:\.\d+)? ?%)?(?: stake| interest| share| shares)?(?: of| in)? |"
    rf"{_SHARE}(?: stake| interest| share| holding| (?:of the )?(?:equity interest|equity|shares|"
    rf"capital|issued shares))?s? (?:of|in) )?(?:the )?(?:outstanding shares of )?"
    rf"(?:{_RATHER}|(?:new |joint )*(?:venture|company|business),? (?:which is |which )?"
    rf"(?:to be|will be|is|was) (?:called|named) )"
)
_OUTRIGHT = (
    *("owns", "controls", "acquired", "bought", "took over", "purchased", "owned", "snapped up"),
    *(
        "bought out",
        "took control of",
        "completed the",
        "completed its",
        "closed the",
        "closed its",
    ),
)
_HAS_UNIT = re.compile(
    rf"['’]?s? (?:and (?:its|their) )?(?:(?:[\w-]+|{_SHARE}[ -]owned|\d[\d.]*%-owned) ){{0,4}}"
    rf"(?:{_UNIT}s?,? |\d[\d.]*%-owned |wholly[- ]owned |majority-owned )"
    rf"(?:called |named |in )?(?:the )?"
)
_AND_ITS_UNIT = re.compile(
    rf",? (?:and|through|via|with) (?:its|their) (?:[\w%-]+ ){{0,4}}(?:{_UNIT}|subsidiaries|units)"
    rf"s?,? "
)
_OWNER_IS = re.compile(
    rf"(?:['’]s?|,? whose| and its|, and its|, with its)? (?:[A-Za-z.-]+ ){{0,2}}{_OWNER},?"
    rf" (?:is |was |remains |remained |became |called |named )?"
    rf"(?:the )?{_WORDS}"
)
_ITS_UNIT_BEFORE = re.compile(
    rf"\b(?:[Ii]ts|[Tt]heir|[Oo]ur|[Tt]he (?:group|company|firm|miner|producer|maker)['’]s)"
    rf" (?:[\w%-]+ ){{0,4}}?(?:{_UNIT}s?,? |wholly[- ]owned |majority-owned )(?:called |the )?$"
)
_THE_UNIT_BEFORE = re.compile(
    r"(?:^|[.,;:] |\b(?:and|of|at|in|by|from) )[Tt]he (?:[a-z][\w-]* ){0,3}"
    r"(?:unit|subsidiary|division|branch|arm),? $"
)
_ITS_OWNER_BEFORE = re.compile(
    rf"(?:\b(?:[Ii]ts|[Tt]heir|[Tt]he|[Oo]ur|[Ww]hose) (?:[a-z-]+['’]s )?(?:[A-Za-z.-]+ ){{0,2}}|^)"
    rf"(?:{_OWNER}|Parent(?: company)?),? (?:is |was |remains |remained |became |called )?"
    rf"(?:the )?(?:[A-Z][\w-]+ )?(?:[a-z-]+ ){{0,3}}$"
)
_OUR_OWNER = re.compile(rf"\b[Oo]ur (?:[a-z-]+ ){{0,2}}{_OWNER}\b")
_THE_OWNER_BEFORE = re.compile(rf"\b[Tt]he (?:[a-z-]+ ){{0,2}}{_OWNER},? (?:is )?(?:the )?$")
_HELD_AND_BEFORE = re.compile(
    rf"\b(?:owned|held|controlled) by\b[^.;]{{0,60}}?\b{_SHARE} by (?:the )?{_WORDS}$"
)
_ITS_OWNER_AFTER = re.compile(
    rf", (?:(?:its|their|our) |the (?:[a-z-]+ ){{0,2}}"
    rf"(?:company|firm|group|business|maker|producer|operator|brewery|dairy|mill)['’]s )"
    rf"(?:[a-z-]+ ){{0,2}}{_OWNER}\b"
)
_ANAPHOR_OWNED_BEFORE = re.compile(
    rf"\b(?:[Tt]he (?:[\w-]+ ){{0,3}}[a-z]+|[Ii]t|[Ww]hich|[Ww]e)"
    rf"(?:, (?:which|where|whose|who|with|founded|set up|built|opened)\b[^,;.]{{1,60}})?,?"
    rf" (?:which |that )?(?:{_BE}|has |had |have )?(?:now |also |since |long )?"
    rf"(?:belong(?:s|ed)? to|part of|(?:wholly |fully |majority[- ]|{_SHARE}[- ])?owned by|"
    rf"controlled by|(?:bought|acquired|taken over){_SINCE} by|"
    rf"(?:an?|the|one of the) (?:[\w-]+ ){{0,3}}{_UNIT}s? of) (?:the )?{_WORDS}$"
)
_AND_OWNED_BEFORE = re.compile(
    rf"^(?:The|It|This)\b[^.;:]{{1,70}}? and (?:now )?(?:belongs to|"
    rf"is (?:wholly |fully |majority[- ])?owned by|is part of|is controlled by) (?:the )?{_WORDS}$"
)
_OWNS_ANAPHOR_AFTER = re.compile(
    r",? (?:which )?(?:has |had )?(?:owns|owned|bought|acquired|took over|controls|purchased)"
    r" (?:it|us|the (?:company|firm|business|plant|works|smelter|refinery|mill|operator|maker))\b"
    r"|,? which (?:holds|owns) (?:5[1-9]|[6-9]\d|100)(?:\.\d+)? ?(?:%|per ?cent) of (?:it|the)\b"
)
_IT = (
    r"(?:[Ii]t|[Ww]e|[Tt]he (?:[\w-]+ ){0,2}"
    r"(?:[Cc]ompany|[Gg]roup|firm|business|maker|producer|buyer))"
)
_BOUGHT_BEFORE = re.compile(
    rf"\b{_IT}(?:,? (?:which|that))? (?:(?:[^,.;]|\.\d){{0,70}}? )??(?:(?:has|have|had) )?"
    rf"(?:also |since |just )?"
    rf"(?P<how>bought|acquired|took over|purchased|snapped up|to buy|to acquire|to take over)"
    rf" (?:the (?:rest|remainder|remaining shares) of )?{_RATHER}$"
)
_TOOK_OVER_BEFORE = re.compile(
    rf"\b{_IT} (?:has |have |had )?(?:also |since |recently |already )?"
    rf"(?:completed (?:the|its) (?:acquisition|purchase|takeover) of|acquired|bought|purchased|"
    rf"took over|increased its (?:stake|interest|holding) (?:in|of)) {_ABOUT}"
    rf"(?:{_SHARE} (?:of the |of )?|(?P<most>{_MOST} )(?:of the )?)?"
    rf"(?:equity interests?|equity|(?:issued )?share capital|shares|stake|interest|holding)?"
    rf" ?(?:of|in) (?:the )?$"
)
_LONG_AGO_AFTER = re.compile(
    r" (?:in|back in|since) (?:[A-Z][a-z]+ )?(?:19|20)\d\d\b| last year\b|[^.;]{0,20} ago\b"
)
_SOLD_BEFORE = re.compile(
    r"\b(?:sold|has sold|had sold|completed (?:the|its) (?:sale|disposal|divestment) of|divested|"
    r"disposed of|offloaded) (?:its |the |their |our )?(?:[a-z-]+ ){0,3}$"
)
_TO_BUYER = re.compile(
    rf"(?: (?:business|unit|division|subsidiary|arm|brand|plant|operations?)){{0,2}}"
    rf" to (?:the )?{_WORDS}"
)
_SUBSIDIARY_AFTER = re.compile(
    r",? (?:(?:which )?is |\()?(?P<whose>a|an|the|its|our|another) (?:[\w%.-]+ ){0,4}"
    r"(?:subsidiary|unit|branch|arm|division|offshoot|affiliate)\b"
    r"(?! (?:of|within|under|owned|belonging|controlled)\b)"
)
_CHILD_OF_IT_AFTER = re.compile(
    rf",? (?:(?:which )?is |which are |\()?(?:also |likewise |itself |now )*"
    rf"(?:a|an|the|another|one)? ?"
    rf"(?:(?:[\w%.-]+ ){{0,5}}?(?:{_UNIT}|{_UNITS}) (?:of|under|within|in|belonging to"
    rf"|affiliated to|subordinate to|owned by|controlled by)|affiliated (?:to|with)|belonging to"
    rf"|subordinate to|owned by|controlled by|part of) (?:the|this) (?:same |listed |parent )?"
    rf"(?P<whom>[Cc]ompany|[Gg]roup|[Ff]irm|[Hh]olding|[Ii]ssuer|[Pp]arent|[Cc]orporation"
    rf"|[a-z-]+ (?:company|group|giant|maker))\b(?! [A-Z])"
)
_HELD_BY_IT_AFTER = re.compile(
    rf", (?:in|of) which (?P<whom>the (?:group|company|firm|parent)|it) (?:now |still |already )?"
    rf"(?:holds|owns|has|controls|held) {_ABOUT}(?:{_SHARE}|{_MOST})"
)
_DIVISION_AFTER = re.compile(
    r" (?:and [A-Z][\w-]*(?: [A-Z][\w-]*){0,3} )?"
    r"(?:business unit|division|segment|unit|subsidiary|branch)s?\b(?! [A-Z“])"
)
_THE_BEFORE = re.compile(
    r"(?:\b(?:[Tt]he|[Ii]ts|[Oo]ur) |['’]s? |(?:division|segment|unit)s? and (?:the )?)$"
)
_HOLDS_BEFORE = re.compile(
    rf"\b(?:[Tt]he (?:group|company|firm|miner|producer)|[Ii]t|which) (?:also |now |still )*"
    rf"(?:owns|holds|controls) {_ABOUT}(?:{_SHARE}(?: stake| interest)? (?:of|in) |"
    rf"(?P<most>all of |majority (?:stake )?(?:of|in) ))?(?:the )?{_WORDS}$"
)


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
            yield from _largest_holder(article, mentions, position)
        yield from _around(article, mentions, position, topic)


def _between(
    article: Article, previous: NamedMention | None, first: NamedMention, second: NamedMention
) -> Iterator[tuple[str, str]]:
    text, end = article.text, article.sentences[first.sentence].end
    gap = text[first.span.end : second.span.start]
    tail = text[second.span.end : min(end, second.span.end + 60)]
    if len(gap) > _LONGEST_GAP or _NO_LONGER.search(gap) is not None:
        return
    bracket = _BRACKET.match(gap)
    if bracket is not None and _GROUP_AFTER.match(tail) is None:
        gap = gap[bracket.end() :]
    aside = _ASIDE.match(gap)
    if aside is not None:
        gap = gap[aside.end() :]
    if _OWNER_OF.fullmatch(gap) or _AND_ITS_UNIT.fullmatch(gap) or _HAS_UNIT.fullmatch(gap):
        yield second.name, first.name
    elif (
        _CHILD_OF.fullmatch(gap)
        or _OWNER_IS.fullmatch(gap)
        or (
            gap in (" of ", " of the ")
            and _NAMED_SITE.search(text[first.span.start : first.span.end])
        )
    ):
        yield first.name, second.name
    elif _CHILDREN_OF.fullmatch(gap):
        yield first.name, second.name
        if previous is not None and previous.sentence == first.sentence:
            joint = text[previous.span.end : first.span.start]
            if joint.strip() in ("and", ",", "&", ", and"):
                yield previous.name, second.name
    elif (found := _OWNED_BY.fullmatch(gap)) or (found := _OF_WHICH.fullmatch(gap)):
        if _is_majority(found) and (found["share"] or _CO_OWNER_AFTER.match(tail) is None):
            yield first.name, second.name
    elif _TO_BUYER.fullmatch(gap) and _SOLD_BEFORE.search(
        text[max(0, first.span.start - 80) : first.span.start]
    ):
        yield first.name, second.name
    elif _IN_WHICH.fullmatch(gap):
        if (found := _HOLDS_AFTER.match(tail)) and _is_majority(found):
            yield first.name, second.name
    elif (found := _SPLIT_VENTURE.fullmatch(gap)) is not None:
        if _is_majority(found):
            yield first.name, second.name
    elif gap in _POSSESSED:
        yield second.name, first.name
    elif (
        (_ONE_OF.fullmatch(gap) and _UNIT_OF_IT_AFTER.match(tail))
        or (gap in (" (", ", of the ", " of the ") and _GROUP_AFTER.match(tail))
        or (_WHICH.fullmatch(gap) and _OWNS_AFTER.match(tail))
        or (_COMMA_A.fullmatch(gap) and _A_UNIT_AFTER.match(tail))
    ):
        yield first.name, second.name
    elif (gap == ", " and _OWNER_AFTER.match(tail)) or (
        (found := _OWNS.fullmatch(gap))
        and tail[:1] not in ("'", "’")
        and (found["share"] or found["most"] or found["how"].startswith(_OUTRIGHT))
        and _is_majority(found)
    ):
        yield second.name, first.name


def _largest_holder(
    article: Article, mentions: Sequence[NamedMention], position: int
) -> Iterator[tuple[str, str]]:
    """The majority owner among several with their shares: "owned by A (26%) and B (74%)"."""
    child, text = mentions[position], article.text
    gap = text[child.span.end : mentions[position + 1].span.start]
    if len(gap) <= _LONGEST_GAP and _HELD_TOGETHER.fullmatch(gap) is not None:
        yield from _majority_among(text, child.name, mentions[position + 1 : position + 6])


def _majority_among(
    text: str, child: str, holders: Sequence[NamedMention]
) -> Iterator[tuple[str, str]]:
    for holder in holders:
        share = _SHARE_BEHIND.match(text, holder.span.end)
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
    if topic is not None and topic != mention.name and _THE_OWNER_BEFORE.search(before):
        antecedent = topic
    if start == sentence.start and _ANAPHOR_HELD_BEFORE.match(before):
        yield from _majority_among(text, antecedent, mentions[position : position + 5])
    if (
        (
            start == sentence.start
            and (held := _ANAPHOR_OWNED_BEFORE.search(before)) is not None
            and _is_majority(held)
            and _CO_OWNER_AFTER.match(after) is None
        )
        or (start == sentence.start and _AND_OWNED_BEFORE.match(before))
        or _LABEL_BEFORE.match(before)
        or (_ANAPHOR_WHICH_BEFORE.match(before) and _OWNS_AFTER.match(after))
        or (_ITS_OWNER_BEFORE.search(before) and not _holds_minority(after) and not _ours(before))
        or _ITS_OWNER_AFTER.match(after)
        or (start == sentence.start and _OWNS_ANAPHOR_AFTER.match(after))
    ):
        yield antecedent, mention.name
    elif _ITS_OWNER_BEFORE.search(before) and topic is not None and _ours(before):
        yield topic, mention.name
    elif start == sentence.start and before in ("Subsidiary ", "Affiliate ", "Unit "):
        yield mention.name, _first_of_paragraph(article, mentions, position) or antecedent
    elif start == sentence.start and _THE_UNIT_BEFORE.search(before):
        yield mention.name, antecedent if topic is None or topic == mention.name else topic
    elif (found := _HELD_AND_BEFORE.search(before)) is not None:
        if _is_majority(found):
            yield antecedent, mention.name
    elif _ITS_UNIT_BEFORE.search(before) and "sister" not in before:
        yield mention.name, antecedent
    elif (found := _TOOK_OVER_BEFORE.search(before)) is not None:
        if _is_majority(found):
            yield mention.name, _buyer(found[0], mention.name, antecedent, topic)
    elif (found := _BOUGHT_BEFORE.search(before)) and (
        not found["how"].startswith("to ") or _LONG_AGO_AFTER.match(after)
    ):
        yield mention.name, _buyer(found[0], mention.name, antecedent, topic)
    elif (found := _HOLDS_BEFORE.search(before)) and after[:1] not in ("'", "’"):
        if _is_majority(found):
            yield mention.name, antecedent
    elif (found := _HELD_BY_IT_AFTER.match(after)) is not None:
        if _is_majority(found):
            meant = _last_group(mentions, position) if found["whom"] == "the group" else None
            yield mention.name, meant or antecedent
    elif _CHILD_OF_IT_AFTER.match(after):
        yield mention.name, _group_meant(mentions, position, topic, after) or antecedent
    elif (
        (found := _SUBSIDIARY_AFTER.match(after))
        and (
            "owned" in found[0]
            or found["whose"] in ("its", "our")
            or _shares_front(mention.name, topic)
        )
    ) or (_DIVISION_AFTER.match(after) and _THE_BEFORE.search(before)):
        yield mention.name, antecedent if topic is None or topic == mention.name else topic


def _ours(before: str) -> bool:
    """Whether somebody speaks of an owner as "ours"."""
    return _OUR_OWNER.search(before) is not None


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
    found = _CHILD_OF_IT_AFTER.match(after)
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
        before = text[max(0, mention.span.start - _OBLIQUE_WINDOW) : mention.span.start]
        if subject is None or _OBLIQUE.search(before) is None:
            subject = mention
    return subject.name if subject is not None else (topic if topic != here.name else None)


def _holds_minority(after: str) -> bool:
    """Whether what is said of an owner is a share of half or less."""
    found = _HOLDS_AFTER.match(after.removeprefix(","))
    return found is not None and not _is_majority(found)


def _is_majority(found: re.Match[str]) -> bool:
    """Whether the share that a statement gives, if it gives one, is above half."""
    shares = [found.groupdict().get(name) for name in ("share", "later", "to")]
    return all(share is None or float(share) > 50 for share in shares)
