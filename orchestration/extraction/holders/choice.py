"""Whose figure it is: the company that a figure of a sentence belongs to.

The mentions (names, definite references, pronouns) and their roles are found elsewhere; here each
is weighed by its role, by what stands between it and the figure, and by what the figure measures.
The weights stand at the top.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orchestration.extraction.context import SentenceContext
from orchestration.extraction.holders.roles import ACTING, Part, Role

BEFORE: Mapping[Role, float] = {
    Role.SUBJECT: 1.0,
    Role.POSSESSOR: 0.95,
    Role.BENEFICIARY: 1.0,
    Role.MAKER: 0.8,
    Role.INSIDE: 0.7,
    Role.SPEAKER: 0.4,
    Role.AGENT: 0.35,
    Role.OBJECT: 0.35,
    Role.RECIPIENT: 0.35,
    Role.OBLIQUE: 0.35,
    Role.PARTNER: 0.3,
    Role.GIVER: 0.3,
    Role.COMPARED: 0.3,
    Role.OWNER: 0.2,
}
"""What a mention before the figure weighs, by its role."""

BEHIND: Mapping[Role, float] = {
    Role.MAKER: 0.75,
    Role.SPEAKER: 0.4,
    Role.INSIDE: 0.45,
    Role.AGENT: 0.4,
    Role.SUBJECT: 0.3,
    Role.POSSESSOR: 0.3,
    Role.BENEFICIARY: 0.2,
}
"""What a mention behind the figure weighs; roles that are missing weigh ``_FAR``."""

_DECAY, _DECAY_BEHIND = 0.07, 0.02
_FIRM = 0.45
"""The weight from which a sentence itself tells whose a figure is."""
_FAR = 0.1
_INSERTED = 0.25
"""What is left of a company named in an inserted phrase that the figure stands behind."""
_RELATIVE = 1.1
_SHADOWED = 0.45
"""What is left of a company behind which another one acts before the figure comes."""
_ADJACENT = 0.85
"""For "61% at X", "5 t by X": a company that the figure is told with."""
_LOCAL = frozenset((Role.MAKER, Role.AGENT, Role.INSIDE, Role.BENEFICIARY))
"""Roles that hold within their clause, unless they open the sentence ("At X, …")."""
_OPENING, _NEAR = 4, 8
_FRONTED = 0.6
"""For a figure that its company follows, as the subject or agent of the sentence."""
_AFFAIRS = 0.75
"""For what is somebody's and named with a preposition: "at X's mine"."""
_PAPERS = frozenset(
    ("newspaper", "statement", "report", "website", "filing", "magazine", "newsletter", "account")
)
_PLACE = 0.6
"""For "spends 5 m at X", where somebody acts before."""
_COMPARING = frozenset(("with", "against", "than", "versus", "and"))
_WHOLE = 1.05
"""For "30% of X's demand"."""
_OWNS = 2.0
_OWNED_BY = 1.6
_NEVER = 0.0

_BUYS = re.compile(
    r"(?: of [A-Z][\w ]{2,24}?|,[^,]{2,60},)? (?:(?:has|have|had|will|would|is|to|also|now"
    r"|agreed|plans?|said|it|they|wants?|decided|about|offered|recently|today|already"
    r"|committed|commits|contracted) ){0,5}(?:to )?(?:buy|buys|bought|buying|acquir\w+"
    r"|purchas\w+|tak(?:e|es|ing) over|took over"
    r"|tak(?:e|es|ing)|award\w*|complet\w+ (?:the |its |an )?(?:acquisition|purchase|takeover)"
    r"|tendered|order(?!\w* book)\w*|invest\w* in|subscrib\w+|commission\w+|hir(?:e|ed|es|ing)"
    r"|pay|pays|paid|plac(?:ed|es) (?:an? |another )?(?:[\w-]+ ){0,3}orders?|contracted"
    r"|chartered)\b"
)
_WON = re.compile(
    r"(?: of [A-Z][\w ]{2,24}?|,[^,]{2,60},)? (?:(?:has|have|had|was|were|been|is|also|now"
    r"|recently) ){0,4}(?:w[io]ns?|awarded|secur\w+|land(?:s|ed)|bag(?:s|ged)|receiv\w+"
    r"|gets?|got|obtain\w+|clinch\w+|signed|signs|book(?:s|ed)|chosen|selected|picked|appointed"
    r"|to (?:build|supply"
    r"|deliver|provide|install|design|construct|equip|maintain|operate))\b"
)
_SELLS = re.compile(
    r"\b(?:sell|sells|sold|selling|sale of|dispos\w+ of|divest\w*|offload\w*)\b[^.;]{0,60}?"
    r"\b(?:stakes?|shares?|interests?|units?|business(?:es)?|subsidiar(?:y|ies)|divisions?|plants?"
    r"|mines?|mills?|smelters?|refiner(?:y|ies)|factor(?:y|ies)|sites?|works|assets?|arms?|brands?"
    r"|operations?|head(?:quarters)?|land|property|holdings?|company|firm|%|per ?cent)\b"
)
_LENDS = re.compile(
    r"\b(?:lend\w*|lent|grant(?:s|ed|ing)?|approv\w+|provid\w+|extend\w*|sanction\w*|award\w*"
    r"|financ\w+|fund(?:s|ed|ing)|invest(?:s|ed|ing)?|g[ai]ve[ns]?|giving|offer\w*|pledg\w+"
    r"|commit\w*|contribut\w+|inject\w*|put(?:ting)? (?:up|in)|underwr\w+|disburs\w+|allocat\w+"
    r"|subscrib\w+|promis\w+|pay|pays|paid)\b"
)
_RECEIVES = re.compile(
    r"\b(?:receiv\w+|rais(?:e[sd]?|ing)|secur\w+|gets?|got|w[io]ns?|obtain\w+|borrow\w*)\b"
)
_HOLDS = re.compile(
    r"^(?:,[^,]*,)? (?:(?:also|now|still|already|itself|has|have|had|will|would|agreed|to|each)"
    r" ){0,3}(?:owns?|holds?|has|have|held|owned|took|takes?|taking|bought|buy(?:s|ing)?"
    r"|acquir\w+|rais\w+|lift\w+|increas\w+|controls?|controlled|keeps?|kept|retain\w*)\b"
)
_BELONGS = re.compile(
    r"\b(?:belongs?|belonged|belonging|owned|held|controlled|lies?|rests?|goes|went)(?: \w+ly)? "
    r"(?:to|by|with|in the hands of) (?:the )?(?:[\w-]+ ){0,3}$|\bin the hands of (?:the )?$"
)
_OFFTAKE = re.compile(
    r"\b(?:off-?takes?|take-or-pay|(?:supply|sales|purchase|framework|concentrate|power purchase)"
    r" (?:agreements?|contracts?|deals?)|long-term (?:agreements?|contracts?|deals?))\b",
    re.IGNORECASE,
)
_SALES = frozenset(("sales_volume", "contract_value", "production", "other"))
_SHARE_OF_DEAL = re.compile(r"\b(?:respectively|in that order)\b", re.IGNORECASE)
_CLAUSE_BREAKS = frozenset((";", "while", "whereas", "but", "although", "though", "—", "•"))
_OPENS_FACT = frozenset(("(", ":", "|"))


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


@dataclass(frozen=True, slots=True)
class _Scored:
    """A mention with its score, and the weight that it has without its distance."""

    score: float
    weight: float
    index: int


def choose_holder(
    text: str,
    context: SentenceContext,
    index: int,
    mentions: Sequence[Holder],
    *,
    metric_type: str = "",
) -> tuple[str, bool] | None:
    """The company that the figure ``index`` belongs to, and whether the sentence is firm about it.

    Args:
        mentions: the mentions in this sentence, in text order.
        metric_type: what the figure measures: a share held belongs to its owner, the value of a
            deal to who buys or awards, money lent or given to who receives it.
    """
    if not mentions:
        return None
    choice = _Choice(text, context, index, mentions, metric_type)
    return choice.by_frame() or choice.best()


class _Choice:
    """The choice among the mentions of one sentence for one figure."""

    def __init__(
        self,
        text: str,
        context: SentenceContext,
        index: int,
        mentions: Sequence[Holder],
        metric_type: str,
    ) -> None:
        self.text = text
        self.context = context
        self.index = index
        self.figure = context.figures[index]
        self.start = self.figure.quantity.start
        self.end = self.figure.quantity.end
        self.mentions = mentions
        self.is_stake = metric_type == "ownership_stake"
        self.is_deal = metric_type == "contract_value"
        self.is_sale = metric_type in _SALES
        self.is_funding = metric_type == "funding"
        self.excluded: set[str] = set()

    def by_frame(self) -> tuple[str, bool] | None:
        """The company that the verb of a deal gives the figure to, if it is the value of one."""
        if self.is_sale and _OFFTAKE.search(
            self.text, self.context.sentence.start, self.context.sentence.end
        ):
            return self._seller()
        if self.is_deal:
            buyer = self._buyer()
            if buyer is not None:
                return buyer, True
        if self.is_funding:
            receiver = self._receiver()
            if receiver is not None:
                return receiver, True
        return None

    def best(self) -> tuple[str, bool] | None:
        """The mention of the highest score; of a list of companies the one that is meant."""
        best: _Scored | None = None
        for at, mention in enumerate(self.mentions):
            if mention.name in self.excluded:
                continue
            if mention.end <= self.start:
                weight = self._weight_before(at, mention)
                score = weight / (1.0 + _DECAY * self._apart(mention))
            elif mention.start >= self.end:
                weight = self._weight_behind(mention)
                score = weight / (1.0 + _DECAY_BEHIND * (mention.part.first - self.figure.last))
            else:
                continue
            if score > 0 and (best is None or score >= best.score):
                best = _Scored(score, weight, at)
        if best is None:
            return None
        return self._of_list(best.index), best.weight >= _FIRM

    def _apart(self, mention: Holder) -> float:
        return self.context.distance(mention.part.last, self.figure.first)

    def _weight_before(self, at: int, mention: Holder) -> float:
        part, first = mention.part, self.figure.first
        weight = BEFORE[part.role]
        inside_own = part.last <= first < part.aside
        if part.is_relative and inside_own:
            weight = _RELATIVE
        elif part.role is Role.INSIDE and part.is_owned:
            weight = _FAR if self._is_paper(part) else _AFFAIRS
        if part.within and first >= part.within:
            weight *= _INSERTED
        elif (
            part.role in _LOCAL and part.first > _OPENING and self._closes_clause(part.last, first)
        ):
            weight *= _SHADOWED
        shadowed = self._is_shadowed(at, mention)
        if shadowed:
            weight *= _SHADOWED
        if self._opens_fact(part):
            weight = max(weight, 1.0)
        elif not shadowed and self.is_stake and _HOLDS.match(self.text[mention.end : self.start]):
            weight *= _OWNS
        return weight

    def _is_paper(self, part: Part) -> bool:
        """Whether what is somebody's only tells of a figure: "in the group's newspaper"."""
        tokens = self.context.tokens[part.last : part.last + 4]
        return any(token.lower in _PAPERS for token in tokens)

    def _opens_fact(self, part: Part) -> bool:
        """Whether nothing but a bracket or colon stands between: "X (5%)", "X: 5 t"."""
        tokens = self.context.tokens[part.last : self.figure.first]
        return 0 < len(tokens) <= 2 and tokens[0].lower in _OPENS_FACT

    def _is_shadowed(self, at: int, mention: Holder) -> bool:
        """Whether another company acts between a mention and the figure."""
        first = self.figure.first
        for other in self.mentions[at + 1 :]:
            part = other.part
            if part.first >= first:
                break
            if (
                other.name != mention.name
                and (
                    part.role in ACTING
                    or part.role is Role.BENEFICIARY
                    or (part.is_relative and part.last <= first < part.aside)
                )
                and not part.is_joined
                and not (part.within and first >= part.within)
            ):
                return True
        return False

    def _weight_behind(self, mention: Holder) -> float:
        part, last = mention.part, self.figure.last
        gap = part.first - last
        between = self.text[self.end : mention.start]
        if self.is_stake:
            if part.role is Role.OWNER or (part.role is Role.AGENT and gap <= 4):
                return _OWNED_BY
            if _BELONGS.search(between):
                return _OWNED_BY
            return _FAR if part.role is not Role.SPEAKER else 0.3
        weight = BEHIND.get(part.role, _FAR)
        if self._breaks(last, part.first) or self._has_figure_between(part):
            return min(weight, _FAR) if part.role not in (Role.SPEAKER,) else weight * 0.6
        if part.role is Role.INSIDE:
            if part.verb == "of":
                if part.is_owned and gap <= 4:
                    return _WHOLE
                return 0.5 if gap <= 4 else 0.3
            return self._adjacent() if gap <= 3 else weight
        if part.role in (Role.AGENT, Role.MAKER) and gap <= 3:
            return _ADJACENT
        if part.role in (Role.SUBJECT, Role.AGENT, Role.MAKER) and not self._acts_before():
            # "With sales of 5 m, X is …", "some 5 t were used by X".
            comma = part.role is Role.SUBJECT and between.endswith((", ", ", the ")) and gap <= 5
            near = part.role is not Role.SUBJECT and gap <= _NEAR and "," not in between
            if (comma and not part.speaks) or near:
                return _FRONTED
        if part.role in ACTING and part.speaks:
            return BEHIND[Role.SPEAKER]
        if part.role in ACTING and gap > 12:
            return 0.2
        return weight

    def _closes_clause(self, first: int, last: int) -> bool:
        """Whether a new clause begins between two tokens: ", and", ", but", ";"."""
        tokens = self.context.tokens
        return any(
            tokens[at].lower == ";"
            or (
                tokens[at].lower == ","
                and tokens[at + 1].lower in ("and", "but", "while", "whereas", "so")
            )
            for at in range(first, min(last, len(tokens) - 1))
        )

    def _acts_before(self) -> bool:
        return any(
            one.part.last <= self.figure.first and one.part.role in ACTING for one in self.mentions
        )

    def _adjacent(self) -> float:
        """What a place behind the figure weighs: more where it is compared with another."""
        first = self.figure.first
        acting = [
            one.part
            for one in self.mentions
            if one.part.last <= first and one.part.role in ACTING and not one.part.within
        ]
        if not acting:
            return _ADJACENT
        between = any(acting[-1].last <= figure.first < first for figure in self.context.figures)
        before = {token.lower for token in self.context.tokens[max(0, first - 3) : first]}
        return _ADJACENT if between or before & _COMPARING else _PLACE

    def _breaks(self, first: int, last: int) -> bool:
        return any(token.lower in _CLAUSE_BREAKS for token in self.context.tokens[first:last])

    def _has_figure_between(self, part: Part) -> bool:
        """Whether another figure stands nearer to a mention behind this one."""
        following = self.index + 1
        return (
            following < len(self.context.figures)
            and self.context.figures[following].last <= part.first
            and part.role is not Role.SPEAKER
        )

    def _of_list(self, index: int) -> str:
        """The company meant of a list of them: the one in the figure's place, else the first."""
        first = index
        while first > 0 and self.mentions[first].part.is_joined:
            first -= 1
        last = index
        while last + 1 < len(self.mentions) and self.mentions[last + 1].part.is_joined:
            last += 1
        group = self.mentions[first : last + 1]
        role = group[0].part.role
        if len(group) < 2 or group[-1].end > self.start or role not in ACTING | {Role.INSIDE}:
            return self.mentions[index].name
        inside = [
            number
            for number, figure in enumerate(self.context.figures)
            if figure.first >= group[-1].part.last
            and figure.quantity.unit == self.figure.quantity.unit
        ]
        place = inside.index(self.index) if self.index in inside else 0
        if len(inside) == len(group) and _SHARE_OF_DEAL.search(
            self.text, self.end, self.context.sentence.end
        ):
            return group[place].name
        if self._apart_in_list(group) or role is Role.INSIDE:
            return self.mentions[index].name
        return group[0].name

    def _apart_in_list(self, group: Sequence[Holder]) -> bool:
        """Whether figures stand between the companies of a list, so that each has its own."""
        return any(
            group[0].part.last <= figure.first < group[-1].part.first
            for figure in self.context.figures
        )

    def _seller(self) -> tuple[str, bool] | None:
        """Who sells what another is to take: offtake belongs to the seller."""
        for mention in self.mentions:
            if mention.part.role in ACTING and _BUYS.match(
                self.text, mention.end, self.context.sentence.end
            ):
                self.excluded.add(mention.name)
        if not self.excluded:
            return None
        for mention in self.mentions:
            if mention.name not in self.excluded and mention.part.role is Role.GIVER:
                return mention.name, True
        return None

    def _buyer(self) -> str | None:
        """Who buys or awards: the subject of such a verb, or to or from whom the contract is."""
        text, limit = self.text, self.context.sentence.end
        for mention in self.mentions:
            part = mention.part
            if part.role in ACTING and not part.is_owned and _BUYS.match(text, mention.end, limit):
                return mention.name
        for mention in self.mentions:
            if mention.part.role is not Role.SUBJECT:
                continue
            others = [one for one in self.mentions if one.name != mention.name]
            if _SELLS.search(text, mention.end, limit):
                wanted: tuple[Role, ...] = (Role.RECIPIENT,)
            elif _WON.match(text, mention.end, limit):
                wanted = (Role.GIVER, Role.AGENT, Role.MAKER, Role.PARTNER)
            else:
                continue
            found = next((one.name for one in others if one.part.role in wanted), None)
            if found is None and others and others[-1].part.speaks:
                found = others[-1].name
            if found is not None:
                return found
            if wanted != (Role.RECIPIENT,):
                # Then it is that of whom the text is about, unless that is who sells.
                self.excluded.add(mention.name)
        return None

    def _receiver(self) -> str | None:
        """Who gets money of which the sentence names the giver."""
        text = self.text
        for at, mention in enumerate(self.mentions):
            given = _LENDS.search(text, mention.end, max(self.start, mention.end))
            if (
                mention.part.role is Role.SUBJECT
                and given
                and not self._is_shadowed(at, mention)
                and not _RECEIVES.search(text, given.end(), max(self.start, given.end()))
            ):
                self.excluded.add(mention.name)
        if not self.excluded:
            return None
        for mention in self.mentions:
            if mention.name not in self.excluded and mention.part.role in (
                Role.BENEFICIARY,
                Role.OBJECT,
                Role.RECIPIENT,
                Role.INSIDE,
                Role.POSSESSOR,
            ):
                return mention.name
        return None


def leading_holder(text: str, sentence_start: int, mentions: Sequence[Holder]) -> str | None:
    """The company that a sentence is about: its first mention that is no mere complement."""
    acting = [one for one in mentions if one.part.role in ACTING]
    outside = [one for one in acting if not one.part.within] or acting
    if outside:
        return outside[0].name
    weak = [one for one in mentions if one.part.role in (Role.INSIDE, Role.MAKER, Role.BENEFICIARY)]
    return weak[0].name if weak else None
