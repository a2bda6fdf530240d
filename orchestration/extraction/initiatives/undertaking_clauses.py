"""The grammar of a sentence that may tell of undertakings: its verbs, their objects and subjects.

Verbs ("acts") and noun phrases are found by the cues of ``initiative_lexicon``; here it is read
which phrase a verb acts on and how a phrase is put (new, known, named, only counted). What that
tells of an undertaking is weighed in ``traces``.
"""

from collections.abc import Sequence
from typing import NamedTuple

from orchestration.extraction.context import SentenceContext
from orchestration.extraction.cues import Hit, Token
from orchestration.extraction.holders.choice import Holder
from orchestration.extraction.initiatives.lexicon import OBJECTS, VERBS, CueRole, InitiativeCue
from orchestration.extraction.initiatives.predications import (
    Aspect,
    Predication,
    form_of,
    read_predication,
)
from orchestration.extraction.initiatives.titles import phrase_start
from orchestration.extraction.quantities.lexis import (
    PREPOSITIONS,
    PRONOUNS,
    STOP_WORDS,
    words_in,
)

SUFFICIENT = 2.0
"""Weight of a verb that tells of an undertaking by itself."""
SPECIFIC = 2.0
"""Weight of a noun that tells the type by itself."""
GENERAL = 1.2
"""Weight up to which a noun tells nothing of the type."""

_NEW = words_in(
    """
new second third fourth fifth another additional further latest next more extra larger bigger
finer faster smaller longer wider heavier lighter stronger quicker cleaner newer
"""
)
_BEFORE_VERBS = words_in("i we they you to will would can could should may might must")
_DEFINITE = frozenset({"the", "this", "that", "these"})
_OWN = frozenset({"its", "their", "our"})
_BARRIERS = words_in(
    """
has have had is was were are will would which that who while because but after before since when
where as although though whereas said says if until so
"""
) | frozenset(".;:—–()?!|•")
FAR_PREPOSITIONS = words_in(
    """
at near from by during under within against than per via despite
"""
)
_CLAUSE_STARTS = words_in("and but while because after since when where as")
RELATIVES = frozenset({"which", "that", "who"})
_OBJECT_REACH, _SUBJECT_REACH, _MOST_INSERTED = 14, 24, 5
_TOPIC_REACH = 8
_TELLS_MORE = frozenset({"of", "for", "to", "and", "with"})
_SHORT = 24
_PLACING = frozenset({"at", "of", "in", "from", "on", "near", "inside"})


class Phrase(NamedTuple):
    """A noun phrase of the sentence that may name an undertaking: ``tokens[first:last]``.

    ``head`` is its last cue, ``hits`` all of them; ``low`` is where its modifiers begin.
    """

    first: int
    last: int
    head: Hit[InitiativeCue]
    hits: tuple[Hit[InitiativeCue], ...]
    low: int


class Act(NamedTuple):
    """A verb of the sentence that tells of an undertaking."""

    hit: Hit[InitiativeCue]
    said: Predication


class Clauses:
    """One sentence with its acts and phrases, in text order.

    ``mentions`` are the spans that mean a company; ``in_head`` tells that it is a headline.
    """

    def __init__(
        self,
        text: str,
        context: SentenceContext,
        hits: Sequence[Hit[InitiativeCue]],
        mentions: Sequence[Holder],
        *,
        in_head: bool,
    ) -> None:
        self.text = text
        self.context = context
        self.tokens = context.tokens
        self.mentions = mentions
        self.in_head = in_head
        self.topics = [hit for hit in hits if hit.cue.role is CueRole.TOPIC]
        self.measures = [hit for hit in hits if hit.cue.role is CueRole.MEASURE]
        self.states = [hit for hit in hits if hit.cue.role is CueRole.STATE]
        self._nouns = {hit.first for hit in hits if hit.cue.role in OBJECTS}
        self.acts = self._find_acts([hit for hit in hits if hit.cue.role in VERBS])
        self.phrases = self._find_phrases([hit for hit in hits if hit.cue.role in OBJECTS])

    def word(self, at: int) -> str:
        """The word at a token in lower case, empty beyond the sentence."""
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def _find_acts(self, hits: Sequence[Hit[InitiativeCue]]) -> list[Act]:
        acts: list[Act] = []
        read: dict[int, Predication | None] = {}
        before: Predication | None = None
        for hit in hits:
            if hit.first not in read:
                read[hit.first] = read_predication(
                    self.tokens, hit.first, before, in_head=self.in_head
                )
            said = read[hit.first]
            if hit.first in self._nouns and (
                self.in_head or (said and said.aspect is Aspect.HABITUAL)
            ):
                continue
            if said is not None:
                acts.append(Act(hit, said))
                before = said
        return acts

    def _find_phrases(self, hits: Sequence[Hit[InitiativeCue]]) -> list[Phrase]:
        verbs = {act.hit.first for act in self.acts}
        phrases: list[Phrase] = []
        run: list[Hit[InitiativeCue]] = []
        for hit in hits:
            if hit.first in verbs or self.word(hit.first - 1) in _BEFORE_VERBS:
                continue
            if run and not self._adjoins(run[-1], hit):
                phrases.append(self._phrase(run))
                run = []
            run.append(hit)
        if run:
            phrases.append(self._phrase(run))
        return phrases

    def _adjoins(self, left: Hit[InitiativeCue], right: Hit[InitiativeCue]) -> bool:
        between = self.tokens[left.last : right.first]
        return len(between) <= 2 and all(
            token.lower.isalpha() and token.lower not in STOP_WORDS for token in between
        )

    def _phrase(self, run: Sequence[Hit[InitiativeCue]]) -> Phrase:
        head = run[-1]
        low = phrase_start(self.text, self.tokens, run[0].first)
        for act in self.acts:
            if low <= act.hit.first < run[0].first:
                low = act.hit.last
        return Phrase(run[0].first, head.last, head, tuple(run), min(low, run[0].first))

    def object_of(self, act: Act) -> Phrase | None:
        if act.said.is_passive:
            subject = self.subject_before(act.said.start)
            if subject is not None:
                return subject
        found = self.object_behind(act.hit.last)
        if found is None and self._may_be_participle(act):
            follower = self.word(act.hit.last)
            if follower in PREPOSITIONS or follower in {",", "."}:
                return self._adjacent_before(act.said.start)
        return found

    def _may_be_participle(self, act: Act) -> bool:
        word = self.word(act.hit.first)
        return (
            act.said.start == act.hit.first
            and act.hit.cue.role is not CueRole.CANCEL
            and act.hit.cue.weight < SUFFICIENT
            and form_of(word) == "past"
        )

    def object_behind(self, last: int) -> Phrase | None:
        for phrase in self.phrases:
            if phrase.first < last:
                continue
            if phrase.first - last > _OBJECT_REACH:
                return None
            if any(
                last < act.hit.first < phrase.first and act.said.start > last for act in self.acts
            ):
                return None
            between = _without_parentheses(self.tokens[last : phrase.first])
            if any(word in _BARRIERS or word in FAR_PREPOSITIONS for word in between):
                return None
            if "," in between and phrase.first - last - between.index(",") > 4:
                return None
            return phrase
        return None

    def subject_before(self, start: int) -> Phrase | None:
        """The phrase that is the subject of a verb whose group begins at ``start``."""
        leader = self.leader_of(start)
        if leader is not None:
            start = leader.said.start
        low, relative = start, None
        while low > 0 and start - low < _SUBJECT_REACH:
            word = self.tokens[low - 1].lower
            if word in ";:—–?!|•" or (word in _CLAUSE_STARTS and start - low > 1):
                break
            if word in RELATIVES and start - low > 1:
                relative = low - 1
            low -= 1
        inside = [one for one in self.phrases if low <= one.first and one.last <= start]
        if relative is not None and inside and inside[0].first > relative:
            # A noun of a relative clause is not what the verb behind the clause speaks of.
            return None
        return inside[0] if inside else None

    def leader_of(self, start: int) -> Act | None:
        """The verb with an object of its own whose subject a verb behind "and" shares."""
        if self.word(start - 1) not in {"and", "or", "then"}:
            return None
        before = [one for one in self.acts if one.hit.last < start - 1]
        if not before or before[-1].said.is_passive:
            return None
        last = before[-1]
        words = {token.lower for token in self.tokens[last.hit.last : start]}
        if words & {";", "which", "that", "who"}:
            return None
        return last if self.object_behind(last.hit.last) is not None else None

    def _adjacent_before(self, start: int) -> Phrase | None:
        """The phrase right before a participle: "a project completed in March"."""
        for phrase in reversed(self.phrases):
            if phrase.last <= start:
                between = [token.lower for token in self.tokens[phrase.last : start]]
                if len(between) > _MOST_INSERTED or any(
                    w in _BARRIERS or w in PRONOUNS for w in between
                ):
                    return None
                begin, end = self.tokens[phrase.last - 1].end, self.tokens[start].start
                named = any(begin <= m.start < end for m in self.mentions)
                return None if named else phrase
        return None

    def topic_behind(self, act: Act) -> Hit[InitiativeCue] | None:
        for hit in (*self.topics, *self.measures):
            if act.said.is_passive:
                if 0 <= act.said.start - hit.last <= _TOPIC_REACH:
                    return hit
            elif 0 <= hit.first - act.hit.last <= _TOPIC_REACH:
                return hit
        return None

    def has_mention(self, first: int, last: int) -> bool:
        """Whether a company is named between two tokens, so that it is the nearer subject.

        One that only tells where something stands, or whose it is, is no subject.
        """
        start, end = self.tokens[first - 1].end, self.tokens[last].start
        return any(
            start <= m.start and m.end <= end and not self._is_inside_phrase(m)
            for m in self.mentions
        )

    def _is_inside_phrase(self, mention: Holder) -> bool:
        at = self.context.token_at(mention.start) - 1
        if self.word(at) in {"the", "its"}:
            at -= 1
        return self.word(at) in _PLACING

    def is_apposition(self, phrase: Phrase) -> bool:
        """Whether a phrase only tells what a company is: "Velden, the smallest unit of …"."""
        at = phrase.low - 1
        if self.word(at) in _DEFINITE | {"a", "an", "another", "its"}:
            at -= 1
        if at < 1 or self.word(at) != ",":
            return False
        end = self.tokens[at - 1].end
        return any(one.end == end for one in self.mentions)

    def is_described_by(self, phrase: Phrase, act: Act) -> bool:
        """Whether a relative clause with this verb tells more of a phrase: "a unit that reuses"."""
        start = act.said.start
        return self.word(start - 1) in RELATIVES and 0 <= start - 1 - phrase.last <= 1

    def is_complement(self, phrase: Phrase) -> bool:
        """Whether a phrase only tells more of the one before it: "the expansion of the plant"."""
        before = [one for one in self.phrases if one.last <= phrase.low]
        if not before:
            return False
        between = [token.lower for token in self.tokens[before[-1].last : phrase.low]]
        return bool(between) and len(between) <= 4 and between[0] in {"of", "for", "in", "at", "to"}

    def tells_more(self, phrase: Phrase, other: Phrase) -> bool:
        """Whether ``other`` tells what ``phrase`` is of or for, or goes on with a list."""
        between = [token.lower for token in self.tokens[phrase.last : other.low]]
        return bool(between) and len(between) <= 4 and between[0] in _TELLS_MORE

    def is_entry(self, phrase: Phrase) -> bool:
        """Whether the sentence is an entry of a list that only names the undertaking."""
        return (
            phrase.head.cue.role is CueRole.DEED
            and not self.acts
            and phrase.low <= 3
            and len(self.tokens) <= _SHORT
        )

    def is_named(self, phrase: Phrase) -> bool:
        if phrase.head.cue.role is not CueRole.DEED:
            return False
        text, tokens = self.text, self.tokens
        before = phrase.head.first - 1
        if before > 0:
            token = tokens[before]
            if token.lower in {"”", '"'}:
                return True
            if text[token.start].isupper() and not any(
                m.start <= token.start < m.end for m in self.mentions
            ):
                return True
        after = phrase.head.last
        if after >= len(tokens):
            return False
        if tokens[after].lower in {"“", '"'}:
            return True
        return text[tokens[after].start].isupper() and not any(
            m.start <= tokens[after].start < m.end and m.start != tokens[after].start
            for m in self.mentions
        )

    def is_new(self, phrase: Phrase) -> bool:
        return any(
            self.tokens[at].lower in _NEW for at in range(phrase.low - 2, phrase.last) if at >= 0
        )

    def is_bare(self, phrase: Phrase) -> bool:
        """Whether a general noun stands alone, as in "customers postponed projects"."""
        general = phrase.head.cue.weight <= GENERAL or phrase.head.cue.type == "capacity_expansion"
        if not general or phrase.last - phrase.low > 1:
            return False
        before = self.word(phrase.low - 1)
        return before not in _DEFINITE | _OWN and before not in {
            "a",
            "an",
            "one",
            "'s",
            "our",
            "his",
        }

    def is_counted(self, phrase: Phrase) -> bool:
        """Whether many undertakings are only counted: "36 projects"."""
        word = self.word(phrase.low)
        return (
            phrase.head.cue.role is CueRole.DEED
            and word[:1].isdigit()
            and len(word) > 1
            and self.word(phrase.last - 1).endswith("s")
        )

    def is_modifier(self, phrase: Phrase) -> bool:
        """Whether another noun follows that the phrase only describes: "the works manager"."""
        if phrase.last >= len(self.tokens):
            return False
        token, before = self.tokens[phrase.last], self.tokens[phrase.last - 1]
        if token.start == before.end + 1 and self.text[before.end] == "-":
            return True
        word = token.lower
        if token.start < self.context.sentence.end and self.text[token.start].isupper():
            return False
        if (
            not word.isalpha()
            or word in STOP_WORDS
            or (
                word.endswith(("s", "ed", "ing", "ly"))
                and not word.endswith(("kers", "ees", "gers"))
            )
        ):
            return False
        return all(act.hit.first != phrase.last for act in self.acts)

    def is_definite(self, phrase: Phrase) -> bool:
        """Whether the sentence takes for known what the phrase names."""
        if self.is_new(phrase):
            return False
        before = self.word(phrase.low - 1)
        if before in _OWN:
            return phrase.last - phrase.low == 1
        return before in _DEFINITE


def _without_parentheses(tokens: Sequence[Token]) -> list[str]:
    words, depth = [], 0
    for token in tokens:
        if token.lower == "(":
            depth += 1
        elif token.lower == ")" and depth:
            depth -= 1
        elif not depth:
            words.append(token.lower)
    return words
