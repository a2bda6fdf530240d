"""What a company does in its sentence: subject, possessor, agent, object, owner, speaker …

A shallow grammar over the words around each mention of a company; a mention's role is told by what
stands before its noun phrase and behind it. Whose a figure is, is decided in ``holders`` from these
roles, and which company a text goes on about in ``discourse``; no names are found here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from orchestration.extraction.cues import Token
from orchestration.extraction.records import Span


class Role(StrEnum):
    """The part that a company's noun phrase plays.

    ``OBJECT`` is what a verb acts upon, ``BENEFICIARY`` an object whose own the stated amount is
    ("saves X 5 t"); ``INSIDE`` a whole that something is of or at; ``OWNER`` who owns what the
    sentence is about; ``COMPARED`` a measure for another.
    """

    SUBJECT = "subject"
    POSSESSOR = "possessor"
    AGENT = "agent"
    MAKER = "maker"
    OBJECT = "object"
    BENEFICIARY = "beneficiary"
    OWNER = "owner"
    SPEAKER = "speaker"
    INSIDE = "inside"
    RECIPIENT = "recipient"
    GIVER = "giver"
    PARTNER = "partner"
    COMPARED = "compared"
    OBLIQUE = "oblique"


ACTING = frozenset((Role.SUBJECT, Role.POSSESSOR))
"""The roles of a company that its clause is about."""

_Words = frozenset[str]


def _words(text: str) -> _Words:
    return frozenset(text.split())


_DETERMINERS = _words("the a an its their his her our your this these those both either each")
_CLAUSE_WORDS = _words(
    """
but while whilst whereas although though because since after before until till when where whether
if that which who whom whose as so yet once unless then meanwhile however today yesterday also
therefore thus even only not
"""
)
_AND = frozenset(("and", "or", "&", "plus"))
_MARKS = frozenset((",", ";", ":", "—", "–", "(", ")", '"', "“", "”", "|", "•", "·", "/", "[", "]"))
_COMPARING = _words("than versus vs against unlike like outperforming")
_WITH = _words("with alongside")
_TO = _words("to for toward towards onto behind")
_IN = _words("of in on at inside within across among amongst near around throughout outside")
_OTHERWISE = _words("into about via between under over through per without despite during off")
_OWNED = _words(
    """
owned controlled held backed acquired bought founded purchased belonging belongs belong belonged
majority over
"""
)
_UNITS = _words(
    """
unit units subsidiary subsidiaries arm arms branch branches division divisions part affiliate
affiliates owner owners parent member members shareholder shareholders supplier suppliers customer
customers rival rivals spin-off partner partners client clients daughter buyer competitor owners
contractor peer peers
"""
)
_MAKING = _words(
    """
shipments shipment sales output production deliveries exports export imports purchases purchase
investment spending made produced sold shipped mined held owned recorded reported posted invested
won paid achieved filed employed saved operated run opened launched announced planned taken
generated consumed used
"""
)
_BENEFITING = _words(
    """
cost costs costing save saves saved saving spare spares spared earn earns earned bring brings
brought help helps helped helping allow allows allowed allowing enable enables enabled enabling let
lets leave leaves left leaving fine fined fines fining gave give gives giving granted grant grants
lent lends lend lending made makes cheer pushed push forced forces force prompted gained lost
deprived sentenced hit hits relieved relieves expects expect expected sees see forecast forecasts
predicts predicted wants want asked urged
"""
)
_INVERTED = _words("said says say added adds told writes wrote explained noted reported")
_PREDICATES = _words("is was are were be been being became becomes remains")
_FINITE = _PREDICATES | _words(
    "has had have will would can could may might must shall should plans aims wants expects and or"
)
_KNOWN_OBJECT_VERBS = _words(
    """
supply supplies supplied supplying pay pays paid awarded award awards lend join joined joining sell
sells sold charge charged charges sued sue sues visited overtook overtakes rivals buy buys bought
buying acquire acquires acquired acquiring hire hired hires told tell tells asked ask asks chose
choose chooses chosen picked selected select appointed tapped named approached joins backs quoted
cites cited citing include includes including called calls calling take takes took over
"""
)
_CHOOSING = _words(
    """
chose choose chooses chosen bought buy buys ordered order orders use uses used installed install
picked selected select adopted adopts adopt licensed leased rented tested tried trying replaced
"""
)
"""Verbs whose object is another's product, not another's affairs."""
_ADVISERS = _words(
    """
analyst analysts economist economists broker brokers consultant consultants strategist strategists
trader traders expert experts researcher researchers data figures estimates according forecasts
"""
)
_COMING = _words("comes come came coming")
_LABELLING: Mapping[str, Role] = {
    "to": Role.RECIPIENT,
    "by": Role.AGENT,
    "from": Role.GIVER,
    "with": Role.PARTNER,
    "supplier": Role.GIVER,
    "contractor": Role.GIVER,
    "winner": Role.RECIPIENT,
}
"""Words before a colon that tell the part of the company behind it: "Awarded to: X"."""
_TIMES = _words(
    """
quarter quarters half year years month months week weeks day days period january february march
april june july august september october november december time decade morning afternoon evening
summer winter spring autumn
"""
)
_TURNED = frozenset((Role.OBJECT, Role.OBLIQUE, Role.PARTNER, Role.INSIDE))
_NO_PARTICIPLES = _words(
    "including during following according concerning regarding shipping mining"
)
_HYPHENS = frozenset("-‐‑")
_STEPS = 8
_LOOK_AHEAD = 5
_NOUN_PHRASE = 6


@dataclass(frozen=True, slots=True)
class Part:
    """A mention's role; ``speaks`` tells that it is the subject of a verb of saying.

    ``first`` and ``last`` are its tokens; ``aside`` the end of an inserted phrase directly behind
    it, as a token, with ``is_relative`` where that begins with "which" or "who". ``within`` is the
    end of the inserted phrase that it stands in itself, 0 where it stands in none; ``is_joined``
    tells that it goes on with a list of companies ("X and Y"); ``verb`` is the word that governs
    it, if any.
    """

    role: Role
    first: int
    last: int
    aside: int = 0
    is_relative: bool = False
    speaks: bool = False
    is_owned: bool = False
    verb: str = ""
    within: int = 0
    is_joined: bool = False


def read_parts(
    text: str,
    tokens: Sequence[Token],
    spans: Sequence[Span],
    words: Mapping[str, frozenset[str]],
) -> list[Part]:
    """The role of each of ``spans``, which are mentions in one sentence in text order.

    Args:
        words: the roles of ``organisation_words.csv`` with their words.
    """
    return _Parts(text, tokens, spans, words).read()


class _Parts:
    """The roles of the mentions of one sentence, from left to right."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        spans: Sequence[Span],
        words: Mapping[str, frozenset[str]],
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.spans = spans
        self.reporting = words["reporting_verb"]
        self.verbs = words["business_verb"]
        self.descriptors = words["company_noun"] | words["adjective"] | words["demonym"]
        self.parts: list[Part] = []

    def read(self) -> list[Part]:
        at = 0
        for span in self.spans:
            while at < len(self.tokens) and self.tokens[at].end <= span.start:
                at += 1
            first = at
            last = first
            while last < len(self.tokens) and self.tokens[last].start < span.end:
                last += 1
            if last > first and self.tokens[last - 1].lower == "'s":
                last -= 1
            self.parts.append(self._part(first, last))
        return [
            replace(part, role=Role.OWNER) if part.is_owned and self._has_unit(index) else part
            for index, part in enumerate(self.parts)
        ]

    def _has_unit(self, index: int) -> bool:
        """Whether what is a company's is another one that is named: "X's smelting unit Y"."""
        if index + 1 >= len(self.parts):
            return False
        part, other = self.parts[index], self.parts[index + 1]
        between = [token.lower for token in self.tokens[part.last : other.first]]
        return len(between) <= _NOUN_PHRASE and not any(
            word in _MARKS
            or word in _CLAUSE_WORDS
            or word in _AND
            or word in self.verbs
            or word in _IN
            or word in _TO
            or word in _WITH
            or word in _PREDICATES
            or word in _BENEFITING
            for word in between
        )

    def _part(self, first: int, last: int) -> Part:
        role, verb, joined = self._role(first)
        possessive = self._is_possessive(last)
        aside, relative = self._aside(last)
        behind = max(last, aside)
        speaks = role is Role.SUBJECT and self._speaks(behind)
        if possessive and (
            role in (Role.SUBJECT, Role.AGENT) or (role is Role.OBJECT and verb not in _CHOOSING)
        ):
            role = Role.POSSESSOR
        elif role in _TURNED and self._is_doing(behind):
            role = Role.BENEFICIARY
        within = max((one.aside for one in self.parts if one.aside > first), default=0)
        return Part(role, first, last, aside, relative, speaks, possessive, verb, within, joined)

    def _is_doing(self, at: int) -> bool:
        """Whether a participle follows, of which a complement is the subject: "with X cutting"."""
        if at >= len(self.tokens):
            return False
        word = self.tokens[at].lower
        return len(word) > 5 and word.endswith("ing") and word not in _NO_PARTICIPLES

    def _is_followed_by_verb(self, at: int) -> bool:
        for token in self.tokens[at : at + 2]:
            if token.lower in self.verbs or token.lower in self.reporting or token.lower in _FINITE:
                return True
            if not token.lower.endswith("ly"):
                return False
        return False

    def _is_possessive(self, last: int) -> bool:
        if last < len(self.tokens) and self.tokens[last].lower == "'s":
            return True
        end = self.tokens[last - 1].end if last else 0
        return self.text[end - 1 : end + 2] in ("s' ", "s’ ") or (
            last > 0 and self.tokens[last - 1].lower in ("its", "their", "our", "whose")
        )

    def _role(self, first: int) -> tuple[Role, str, bool]:
        """What stands before the noun phrase that the mention ends, and the word that governs."""
        tokens = self.tokens
        at = first - 1
        if at >= 0 and self._tells(at, first):
            return Role.SUBJECT, "", False
        if at >= 0 and self._is_bare(tokens[at].lower, at, first):
            return Role.SUBJECT, "", False
        for _ in range(_STEPS):
            if at < 0:
                return Role.SUBJECT, "", False
            word = tokens[at].lower
            before = tokens[at - 1].lower if at else ""
            joined = self._joined(at)
            if joined is not None:
                return joined.role, joined.verb, True
            if self._ends_mention(at) is not None and word not in _AND:
                at = self.parts[self._ends_mention(at) or 0].first - 1
                continue
            if word == ":" and before in _LABELLING:
                return _LABELLING[before], before, False
            if word == "as" and before == "such":
                return Role.OBLIQUE, word, False
            if word[0].isdigit() and not (len(word) == 4 and word[:2] in ("19", "20")):
                return Role.OBLIQUE, word, False
            if word in _MARKS or word in _CLAUSE_WORDS or word in _AND or word[0].isdigit():
                return Role.SUBJECT, "", False
            if word in _DETERMINERS or word == "'s":
                at -= 1
                continue
            found = self._governed(word, before, at)
            if found is not None:
                return found, word, False
            at -= 1
        return Role.SUBJECT, "", False

    def _tells(self, at: int, first: int) -> bool:
        """Whether what a verb of telling tells begins here: "told Reuters the group was …"."""
        return (
            self.tokens[first].lower in _DETERMINERS
            and self.text[self.tokens[at].start].isupper()
            and at > 0
            and self.tokens[at - 1].lower in ("told", "tells", "telling", "informed")
        )

    def _is_bare(self, word: str, at: int, first: int) -> bool:
        """Whether a noun of another phrase stands before a name that a verb follows.

        "Under the same deal X will …", "in the third quarter X cut …".
        """
        if (
            word in _DETERMINERS
            or word in self.descriptors
            or word.removesuffix("s") in self.descriptors
            or not word.isalpha()
            or self.text[self.tokens[at].start].isupper()
            or self._is_hyphened(at)
            or self._governed(word, self.tokens[at - 1].lower if at else "", at) is not None
            or word in _AND
            or word in _CLAUSE_WORDS
        ):
            return word in _TIMES and not self._is_hyphened(at)
        if word not in _TIMES and not self._is_fronted(at):
            return False
        last = first + 1
        span = next(
            (one for one in self.spans if one.start <= self.tokens[first].start < one.end), None
        )
        while span and last < len(self.tokens) and self.tokens[last].start < span.end:
            last += 1
        return word in _TIMES or self._is_followed_by_verb(last)

    def _is_fronted(self, at: int) -> bool:
        """Whether a phrase with a preposition begins its clause and ends at a token."""
        for place in range(at, max(at - _STEPS, -1), -1):
            word = self.tokens[place].lower
            before = self.tokens[place - 1].lower if place else ""
            if self._governed(word, before, place) is not None:
                return not before or before in _MARKS or before in _AND
        return False

    def _governed(self, word: str, before: str, at: int) -> Role | None:
        """The role behind a preposition or verb, or ``None`` where ``word`` is neither."""
        if word == "by":
            if before in _OWNED:
                return Role.OWNER
            return Role.MAKER if before in _MAKING else Role.AGENT
        if word == "to":
            if before == "according":
                return Role.SPEAKER
            return Role.OWNER if before in _OWNED else Role.RECIPIENT
        if word == "of" and before in _UNITS:
            return Role.OWNER
        if word == "from" and before not in _ADVISERS:
            return Role.MAKER if before in _COMING else Role.GIVER
        if word in ("at", "of", "from", "with") and before in _ADVISERS:
            return Role.SPEAKER
        if word == "of" and self._ends_mention(at - 1) is not None:
            return Role.OWNER
        if word == "of" and before in ("that", "those"):
            return Role.COMPARED
        if word in _IN:
            return Role.INSIDE
        if word in _WITH:
            return Role.PARTNER
        if word in _COMPARING:
            return Role.COMPARED
        if word in _TO:
            return Role.RECIPIENT
        if word in _OTHERWISE:
            return Role.OBLIQUE
        if self._is_hyphened(at):
            return None
        if word in _PREDICATES:
            return Role.OBJECT
        if word in _BENEFITING:
            return Role.BENEFICIARY
        if word in _INVERTED and word != "told":
            # "…”, said X", but "Y said X would …".
            return Role.SPEAKER if not before or before in _MARKS else Role.SUBJECT
        if word in _KNOWN_OBJECT_VERBS or (
            len(word) > 4 and word.endswith("ed") and before not in _DETERMINERS
        ):
            return Role.OBJECT
        return None

    def _is_hyphened(self, at: int) -> bool:
        """Whether a word is the end of a compound ("state-owned"), and so no verb."""
        start = self.tokens[at].start
        return start > 0 and self.text[start - 1] in _HYPHENS

    def _ends_mention(self, at: int) -> int | None:
        """The mention whose last token is ``at``."""
        for index in range(len(self.parts) - 1, -1, -1):
            part = self.parts[index]
            if part.last - 1 == at:
                return index
            if part.last - 1 < at:
                return None
        return None

    def _joined(self, at: int) -> Part | None:
        """The mention before "and" or a comma in a list of companies."""
        word = self.tokens[at].lower
        if word not in _AND and word != ",":
            return None
        back = at - 1
        if word in _AND and back >= 0 and self.tokens[back].lower == ",":
            back -= 1
        index = self._ends_mention(back)
        if index is None:
            return None
        if word == "," and not self._is_list(at):
            return None
        return self.parts[index]

    def _is_list(self, comma: int) -> bool:
        """Whether names on both sides of a comma are a list: a further "and" or comma follows."""
        for token in self.tokens[comma + 1 : comma + 9]:
            if token.lower in _AND:
                return True
            if token.lower.isdigit() or token.lower in _CLAUSE_WORDS:
                return False
        return False

    def _aside(self, last: int) -> tuple[int, bool]:
        """The end of what is inserted behind a mention, and whether it is a relative clause."""
        tokens = self.tokens
        at = last
        if at < len(tokens) and tokens[at].lower == "(":
            at = self._closing(at, ")")
        if at < len(tokens) and tokens[at].lower in ("of", "in") and at + 2 < len(tokens):
            named = at + 1
            while named < len(tokens) and self.text[tokens[named].start].isupper():
                named += 1
            if named > at + 1 and named < len(tokens) and tokens[named].lower == ",":
                at = named
        if at + 1 >= len(tokens):
            return 0, False
        opening, following = tokens[at].lower, tokens[at + 1].lower
        if opening in ("which", "who", "whose"):
            return self._closing(at, ","), True
        if opening != "," or self._begins_mention(at + 1) or self._closes(last, following):
            return (at, False) if at > last else (0, False)
        if following in ("which", "who", "whose"):
            return self._closing(at + 1, ","), True
        return self._closing(at + 1, ","), False

    def _begins_mention(self, at: int) -> bool:
        start = self.tokens[at].start
        return any(span.start == start for span in self.spans)

    def _closes(self, last: int, following: str) -> bool:
        """Whether the comma behind a mention ends what it was itself inserted as."""
        first = last - 1
        while first > 0 and self.tokens[first].lower not in _MARKS:
            first -= 1
        inserted = self.tokens[first].lower == "," if last else False
        return inserted and (following in self.reporting or following in _FINITE)

    def _closing(self, at: int, mark: str) -> int:
        """The token behind the next ``mark``, or the number of tokens."""
        for index in range(at, len(self.tokens)):
            word = self.tokens[index].lower
            if word == mark:
                return index + 1
            if word in (";", "—"):
                return index
        return len(self.tokens)

    def _speaks(self, at: int) -> bool:
        """Whether a verb of saying follows at once."""
        for token in self.tokens[at : at + _LOOK_AHEAD]:
            if token.lower in self.reporting:
                return True
            if token.lower in _MARKS:
                return False
        return False
