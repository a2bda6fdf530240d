"""Where one sentence tells of undertakings, and how surely.

A verb with what it acts on ("opened a second line"), a noun that names an undertaking ("the
expansion of the port"), or something new that makes something better ("a new pump saves power")
are traces. The grammar behind them is read in ``undertaking_clauses``, types and companies in
``undertaking_types`` and ``undertaking_owners``; ``undertakings`` brings traces together.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from orchestration.extraction.cues import Hit
from orchestration.extraction.drafts import Draft
from orchestration.extraction.initiatives.lexicon import CueRole, InitiativeCue
from orchestration.extraction.initiatives.predications import Aspect, Predication
from orchestration.extraction.initiatives.titles import title_of, title_span
from orchestration.extraction.initiatives.undertaking_clauses import (
    FAR_PREPOSITIONS,
    GENERAL,
    SPECIFIC,
    SUFFICIENT,
    Act,
    Clauses,
    Phrase,
)
from orchestration.extraction.initiatives.undertaking_owners import owner_of
from orchestration.extraction.initiatives.undertaking_types import (
    BY_METRIC,
    CAPACITY,
    DEALS,
    SAVINGS,
    gain_of,
    votes_of,
)
from orchestration.extraction.initiatives.undertakings import COMPANY_LEVEL, Trace, content_words
from orchestration.extraction.quantities.lexis import (
    FUNCTION_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    words_in,
)
from orchestration.extraction.records import Direction, InitiativeStatus, ValueKind

_YEAR = re.compile(r"(?:19|20)(?<![\d.,$€£]..)(?<!since ..)(?<!Since ..)\d\d(?![\d.,%]*\d)")
_OLD = 3
_NO_OLDER = 2015
_STATUS_OF = {
    Aspect.DONE: InitiativeStatus.COMPLETED,
    Aspect.ONGOING: InitiativeStatus.IN_PROGRESS,
    Aspect.PLANNED: InitiativeStatus.ANNOUNCED,
    Aspect.POSSIBLE: InitiativeStatus.ANNOUNCED,
    Aspect.HABITUAL: InitiativeStatus.COMPLETED,
}
_ORDINALS = words_in(
    """
second third fourth fifth next another additional further more
"""
)
_PAYING = words_in(
    """
spend spends spent spending pour pours poured pouring pump pumped invest invests invested
investing
"""
)
_NEEDS_MONEY = frozenset({"spend", "spent", "pour", "poure", "pouri", "pumpe"})
_MEANS = frozenset({"by", "after", "thanks", "through", "using", "because", "with"})
_CAUSES = frozenset({"after", "thanks", "using", "because", "since"})
_FLOWS = frozenset({"water_reuse", "waste_valorisation", "energy_efficiency"})
_NOW = frozenset({"now", "instead", "again", "back", "longer"})
_BUYING = words_in(
    """
buy buys bought buying purchase purchases purchased purchasing
"""
)
_OBJECT_REACH = 50
_LEVEL_NOUNS = frozenset({"capacity", "output", "production"})
_CHANGES = 1.3
_HARDLY = 0.6
_MONEY = frozenset({"investment", "funding", "contract_value", "cost"})
_REACH, _STATE_REACH = 14, 12
_SHORTEST_GERUND, _NEXT_WORD = 5, 8
_STARTING = words_in(
    """
launch launches launched launching start starts started starting begin begins began begun open
opens opened opening commence commences commenced initiate initiates initiated ordered orders
"""
)
_LASTING = words_in(
    """
investigation inquiry enquiry probe review audit study trial pilot campaign programme program
search talks consultation survey recruitment process tender drive
"""
)


class Scene(NamedTuple):
    """A sentence of an article, with what is known around it.

    ``number`` counts the sentences, ``year`` is that of the article; ``holder`` is the company
    that the text goes on about, ``recent`` what the paragraph has been about so far. ``is_answer``
    tells that somebody was asked what comes next.
    """

    clauses: Clauses
    number: int
    drafts: Sequence[Draft]
    holder: str | None
    year: int | None
    recent: Mapping[str, float]
    is_answer: bool = False


def read_traces(scene: Scene) -> list[Trace]:
    """The traces of undertakings in a sentence, in text order."""
    return _SentenceReader(scene).read()


class _SentenceReader:
    """All that one sentence tells."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.clauses = scene.clauses
        self.context = scene.clauses.context
        self.tokens = scene.clauses.tokens
        self.mentions = scene.clauses.mentions
        self.drafts = scene.drafts
        self.acts = scene.clauses.acts
        self.phrases = scene.clauses.phrases
        self.gain = gain_of(scene.drafts)

    def read(self) -> list[Trace]:
        best: dict[int, Trace] = {}
        linked: set[int] = set()
        shadowed: set[int] = set()
        for act in self.acts:
            if act.said.is_negated:
                phrase = self.clauses.object_of(act)
                if phrase is not None:
                    linked.add(phrase.first)
                continue
            trace, at = self._told_by_act(act)
            if at is not None:
                linked.add(at)
            if trace is not None:
                key = at if at is not None else -1 - act.hit.first
                if key in shadowed:
                    continue
                if at is not None:
                    shadowed.add(-1 - act.hit.first)
                    best.pop(-1 - act.hit.first, None)
                other = best.get(key)
                if other is None or trace.score > other.score:
                    best[key], other = trace, best.get(key)
                if other is not None and InitiativeStatus.CANCELLED in (other.status, trace.status):
                    best[key].status = InitiativeStatus.CANCELLED
        for phrase in self.phrases:
            if phrase.first not in linked and not self.clauses.is_complement(phrase):
                trace = self._told_by_phrase(phrase)
                if trace is not None:
                    best[phrase.first] = trace
        if not best:
            trace = self._told_by_claims()
            if trace is not None:
                best[0] = trace
        return sorted(best.values(), key=lambda trace: trace.start)

    def _told_by_act(self, act: Act) -> tuple[Trace | None, int | None]:
        role = act.hit.cue.role
        if role is CueRole.BETTER:
            if self._cuts_jobs(act):
                return self._trace(act, None, 2.0, {"other": 2.0}), None
            return self._told_by_effect(act)
        if act.hit.cue.type == "offtake_supply" and (
            act.said.is_passive or self._completes_a_deal(act) or not self._is_agent_nearest(act)
        ):
            return None, None
        if self.clauses.word(act.hit.first)[:5] in _NEEDS_MONEY and not self._has_money():
            return None, None
        phrase = self.clauses.object_of(act)
        if self._cuts_jobs(act):
            return self._trace(act, None, 2.0, {"other": 2.0}), None
        score = min(act.hit.cue.weight, 1.2)
        if act.said.aspect is Aspect.HABITUAL and role is not CueRole.PLAN:
            score -= 0.9
        elif act.said.aspect is Aspect.POSSIBLE:
            score -= 0.6
        if (
            phrase is not None
            and act.hit.cue.weight < 1.0
            and not (phrase.head.cue.role is CueRole.DEED or phrase.head.cue.type in DEALS)
        ):
            return None, None
        figure = self._figure_behind(act)
        if (
            figure is not None
            and figure.metric_type == "ownership_stake"
            and self._is_purchase(act)
        ):
            phrase = None
        if role is CueRole.PLAN and phrase is not None and self.clauses.word(phrase.last) == "to":
            return None, phrase.first
        if phrase is None and role is CueRole.CANCEL:
            return None, None
        if phrase is None:
            if self._is_purchase(act):
                score += 1.0
                votes = {**self._votes(act, None)}
                votes["m_and_a"] = votes.get("m_and_a", 0.0) + 2.0
                votes.pop("offtake_supply", None)
                return self._trace(act, None, score, votes), None
            backed = self._backing(act)
            if not backed:
                return None, None
            score += backed
        else:
            score += self._weight_of(phrase, act)
        votes = self._votes(act, phrase)
        vague = phrase is None and act.hit.cue.type is None
        trace = self._trace(act, phrase, score, votes, effect=vague)
        return trace, None if phrase is None else phrase.first

    def _cuts_jobs(self, act: Act) -> bool:
        """Whether a company cuts posts, not only has fewer of them."""
        figure = self._figure_behind(act)
        return (
            figure is not None
            and figure.metric_type == "jobs_created"
            and figure.direction is Direction.DECREASE
            and (act.hit.cue.role is CueRole.BETTER or act.hit.cue.type == "other")
            and act.said.aspect is not Aspect.POSSIBLE
        )

    def _completes_a_deal(self, act: Act) -> bool:
        """Whether a verb only tells what a deal is about: "an agreement to supply …"."""
        return any(
            one.last == act.said.start and one.head.cue.type == "offtake_supply"
            for one in self.phrases
        )

    def _has_money(self) -> bool:
        return any(draft.unit is not None and draft.unit.isupper() for draft in self.drafts)

    def _backing(self, act: Act) -> float:
        """How far a verb without a noun of an undertaking behind it tells of one."""
        figure = self._figure_behind(act)
        valued = figure is not None and figure.metric_type in ("funding", "contract_value")
        if valued and act.hit.cue.status is None:
            return 0.9
        invests = self.clauses.word(act.hit.first)[:6] == "invest"
        if invests and figure is not None and act.said.aspect is Aspect.PLANNED:
            return 0.8
        if act.hit.cue.type is None:
            return max(self._topic_subject(act), self._unknown_object(act))
        if act.hit.cue.weight >= SUFFICIENT:
            return 1.0
        if act.hit.cue.type == "offtake_supply":
            if act.said.is_passive:
                return 0.0
            end = self.tokens[act.hit.last - 1].end
            return 0.9 if any(0 <= m.start - end < _OBJECT_REACH for m in self.mentions) else 0.0
        topic = self.clauses.topic_behind(act)
        if topic is not None and (
            act.hit.cue.type != CAPACITY or topic.cue.type in (None, CAPACITY)
        ):
            return 0.8
        if figure is None:
            return 0.0
        changes = act.hit.cue.weight >= _CHANGES and act.hit.cue.type != "m_and_a"
        return 0.8 if changes and self._counts(act, figure) else 0.2

    def _counts(self, act: Act, figure: Draft) -> bool:
        """Whether a figure counts or weighs what a verb acts on: "recalled 18,000 pots"."""
        if figure.unit is None or figure.kind is not ValueKind.AMOUNT or act.said.is_passive:
            return False
        between = self.clauses.text[self.tokens[act.hit.last - 1].end : figure.start]
        near = len(between) <= _NEXT_WORD and not set(between.lower().split()) & PREPOSITIONS
        return near and not figure.unit.isupper() and figure.unit not in {"%", "1"}

    def _unknown_object(self, act: Act) -> float:
        """Whether a verb that always changes something has an object that no table knows."""
        if act.hit.cue.weight < _CHANGES or act.said.aspect is Aspect.HABITUAL:
            return 0.0
        if act.said.is_passive:
            return 0.7 if act.said.start > 1 else 0.0
        at, skipped = act.hit.last, 0
        while at < len(self.tokens) and skipped < 4:
            word = self.tokens[at].lower
            if word.isalpha() and word not in FUNCTION_WORDS and word not in PRONOUNS:
                return 0.8
            if word in PREPOSITIONS or not (
                word.isalnum() or word[:1].isdigit() or word in PRONOUNS
            ):
                return 0.0
            at, skipped = at + 1, skipped + 1
        return 0.0

    def _topic_subject(self, act: Act) -> float:
        """How far what a passive verb acts on tells of a change: "effluent is piped back"."""
        if not act.said.is_passive:
            return 0.0
        start = act.said.start
        flows = any(
            hit.cue.type in _FLOWS and 0 <= start - hit.last <= _REACH
            for hit in self.clauses.topics
        )
        if not flows:
            return 0.0
        now = any(token.lower in _NOW for token in self.tokens)
        return 0.7 + (0.2 if now or self.gain is not None else 0.0)

    def _is_purchase(self, act: Act) -> bool:
        """Whether a company or a share of one is bought or sold."""
        if act.hit.cue.type != "m_and_a" and self.clauses.word(act.hit.first) not in _BUYING:
            return False
        end = self.tokens[act.hit.last - 1].end
        for one in self.mentions:
            if one.named and 0 <= one.start - end < _OBJECT_REACH:
                first = self.context.token_at(one.start)
                between = {token.lower for token in self.tokens[act.hit.last : first]}
                return not between & (FAR_PREPOSITIONS | {"to", "for", "in", "with", ","})
        figure = self._figure_behind(act)
        return figure is not None and figure.metric_type == "ownership_stake"

    def _figure_behind(self, act: Act) -> Draft | None:
        """The figure that a verb governs: "raised $4 million"."""
        end = self.tokens[act.hit.last - 1].end
        return next((draft for draft in self.drafts if 0 <= draft.start - end < 40), None)

    def _weight_of(self, phrase: Phrase, act: Act | None) -> float:
        weight = min(1.0, phrase.head.cue.weight / 1.1)
        if self.clauses.is_new(phrase):
            weight += 0.4
        elif act is None and self.clauses.is_definite(phrase):
            weight -= 0.4
        if self.clauses.is_modifier(phrase):
            weight -= 0.8
        if self.clauses.is_counted(phrase):
            weight -= 0.6
        if self.clauses.is_bare(phrase):
            weight -= 0.4
        if any(draft.metric_type in _MONEY for draft in self.drafts):
            weight += 0.3
        if act is not None and act.hit.last <= phrase.first:
            between = {token.lower for token in self.tokens[act.hit.last : phrase.low]}
            pays = self.clauses.word(act.hit.first) in _PAYING
            if between & PREPOSITIONS and not pays and act.hit.cue.weight < SUFFICIENT:
                weight -= 0.4
        return weight

    def _told_by_effect(self, act: Act) -> tuple[Trace | None, int | None]:
        """Something new that makes something better, or a company that does."""
        if act.said.aspect is Aspect.POSSIBLE:
            return None, None
        subject = self.clauses.subject_before(act.said.start)
        if subject is not None and (
            self.clauses.has_mention(subject.last, act.said.start)
            or self.clauses.is_apposition(subject)
        ):
            subject = None
        measured = self.clauses.topic_behind(act)
        spared = any(draft.metric_type == "cost_saving" for draft in self.drafts)
        claimed = (
            self.gain is not None
            or (spared and measured is not None)
            or (measured is not None and self._changes())
        )
        score = 0.8 + (0.5 if claimed else 0.0) + (0.2 if measured is not None else 0.0)
        if self._has_means(act):
            score += 0.3
        if subject is None:
            if act.hit.cue.weight < 1.0:
                return None, None
            agent = self._has_agent(act)
            if not (claimed and agent) and measured is None:
                return None, None
            if not agent:
                score -= 0.5
            if not claimed:
                score -= 0.4
            return self._trace(act, None, score + 0.4, self._votes(act, None), effect=True), None
        score += self._weight_of(subject, None)
        if subject.head.cue.weight <= GENERAL and not (claimed or self.clauses.is_new(subject)):
            score -= 0.5
        known = self.clauses.is_definite(subject) and not self._is_gerund_object(subject)
        trace = self._trace(act, subject, score, self._votes(act, subject), effect=known)
        return trace, subject.first

    def _is_gerund_object(self, phrase: Phrase) -> bool:
        """Whether the subject is what is done to a thing: "changing the gating of its pumps"."""
        return any(
            len(self.clauses.word(at)) > _SHORTEST_GERUND and self.clauses.word(at).endswith("ing")
            for at in range(max(0, phrase.low - 6), min(2, phrase.low))
        )

    def _has_means(self, act: Act) -> bool:
        """Whether the sentence tells how: "by setting …", "after lining …", "thanks to …"."""
        words = [token.lower for token in self.tokens]
        return (
            any(word in _MEANS and (at == 0 or at >= act.hit.last) for at, word in enumerate(words))
            or self.clauses.word(act.said.start - 1) == "by"
        )

    def _is_agent_nearest(self, act: Act) -> bool:
        """Whether the subject of a verb is a company and not some thing between them."""
        subject = self.clauses.subject_before(act.said.start)
        return self._has_agent(act) and (
            subject is None or self.clauses.has_mention(subject.last, act.said.start)
        )

    def _has_agent(self, act: Act) -> bool:
        """Whether a company itself is said to make something better."""
        start = self.tokens[act.said.start].start
        return not act.said.is_passive and any(0 <= start - m.end < 40 for m in self.mentions)

    def _changes(self) -> bool:
        """Whether a figure tells a change of something that is no result of the business."""
        return any(
            (draft.baseline_value is not None or draft.kind is not ValueKind.AMOUNT)
            and draft.metric_type not in COMPANY_LEVEL | {"jobs_created"}
            for draft in self.drafts
        )

    def _told_by_claims(self) -> Trace | None:
        """What is saved tells that something was undertaken to save it."""
        draft = self.gain
        if draft is None or draft.metric_type == "emissions_reduction":
            return None
        first = min(self.context.token_at(draft.start), len(self.tokens) - 1)
        kind = BY_METRIC[draft.metric_type][0]
        hit = Hit(first, first + 1, InitiativeCue(CueRole.BETTER, kind, None, 1.0))
        act = Act(hit, Predication(Aspect.DONE, False, False, first))
        words = {token.lower for token in self.tokens}
        told = draft.metric_type in SAVINGS or words & _NOW or words & _CAUSES
        score = 2.0 if told else 1.5
        trace = self._trace(act, None, score, self._votes(act, None), effect=True)
        if trace is not None:
            trace.is_told = False
        return trace

    def _told_by_phrase(self, phrase: Phrase) -> Trace | None:
        cue = phrase.head.cue
        named = self.clauses.is_named(phrase)
        score = 0.7 * cue.weight if cue.role is CueRole.DEED else min(0.7, cue.weight / 2.4)
        if cue.type is not None and any(
            draft.metric_type in BY_METRIC and BY_METRIC[draft.metric_type][0] == cue.type
            for draft in self.drafts
        ):
            score += 0.5
        if cue.weight >= SPECIFIC and cue.role is CueRole.THING:
            score += (
                0.5
                if "now" in {self.clauses.word(phrase.last), self.clauses.word(phrase.low - 1)}
                else 0.0
            )
            score += 0.5 if self.gain is not None else 0.0
        if self.clauses.is_new(phrase):
            score += 0.5
            if self.gain is not None and cue.weight < SPECIFIC:
                score += 0.6
        elif self.clauses.is_definite(phrase) and not named:
            score -= 0.4
        if any(draft.metric_type in _MONEY for draft in self.drafts):
            score += 0.4
        state = self._state_near(phrase)
        if state is not None:
            score += state.cue.weight
        if named:
            score += 1.2
        if self.clauses.is_entry(phrase):
            score += 0.6
        if self._is_next(phrase):
            score += 1.2
        if self.clauses.word(phrase.head.last - 1) in _LEVEL_NOUNS:
            score -= 0.5
        if self.clauses.is_modifier(phrase):
            score -= 0.8
        return self._trace(None, phrase, score, self._votes(None, phrase))

    def _votes(self, act: Act | None, phrase: Phrase | None) -> dict[str, float]:
        return votes_of(self.clauses, act, phrase, self.drafts, self.scene.recent)

    def _trace(
        self,
        act: Act | None,
        phrase: Phrase | None,
        score: float,
        votes: dict[str, float],
        *,
        effect: bool = False,
    ) -> Trace | None:
        if phrase is not None:
            low, last, head = phrase.low, phrase.last, self.clauses.word(phrase.head.last - 1)
            if not head.isalpha() or head == "i" * len(head):
                head = self.clauses.word(phrase.head.first)
        elif act is not None:
            low, last, head = act.hit.first, act.hit.last, self.clauses.word(act.hit.first)
        else:
            return None
        settled = act is None or act.said.aspect in (Aspect.DONE, Aspect.HABITUAL)
        if phrase is None and max(votes.values(), default=0.0) < _HARDLY:
            score -= 0.6
        if settled and self._is_history(low, last):
            score -= 1.2
        company = owner_of(self.clauses, act, phrase, votes, self.scene.holder)
        if company is None:
            return None
        inside = self.tokens[low].start
        taken = [(m.start, m.end) for m in self.mentions if m.named and m.start > inside]
        verbs = {one.said.start for one in self.acts if one.said.start >= last}
        start, end = title_span(self.tokens, low, last, taken, verbs)
        title = title_of(self.clauses.text[start:end])
        ordinal = next(
            (t.lower for t in self.tokens[max(0, low - 2) : last] if t.lower in _ORDINALS), None
        )
        return Trace(
            sentence=self.scene.number,
            paragraph=self.context.sentence.paragraph,
            company=company,
            score=score,
            votes=votes,
            status=self._status(act, phrase),
            head=head.removesuffix("s"),
            is_definite=phrase is not None
            and (self.clauses.is_definite(phrase) or head == "phase"),
            is_effect=effect,
            in_head=self.clauses.in_head,
            is_told=act is not None,
            is_noun=phrase is not None and (act is None or act.hit.cue.role is not CueRole.BETTER),
            start=start,
            end=end,
            words=self._content(start, end),
            ordinal=ordinal,
            title=title,
            quote=self.clauses.text[start:end],
        )

    def _content(self, start: int, end: int) -> frozenset[str]:
        """What tells the undertaking from others: the words of its title without companies."""
        kept, at = [], start
        for one in self.mentions:
            if start <= one.start < end:
                kept.append(self.clauses.text[at : one.start])
                at = max(at, one.end)
        kept.append(self.clauses.text[at:end])
        return content_words(" ".join(kept))

    def _is_history(self, low: int, last: int) -> bool:
        """Whether a year near the words lies well before the article."""
        year = self.scene.year or _NO_OLDER
        start = self.tokens[max(0, low - 8)].start
        end = self.tokens[min(len(self.tokens), last + 8) - 1].end
        years = [int(found[0]) for found in _YEAR.finditer(self.clauses.text, start, end)]
        return bool(years) and max(years) <= year - _OLD

    def _is_next(self, phrase: Phrase) -> bool:
        """Whether the sentence begins with what an answer says to come next."""
        return self.scene.is_answer and phrase.low <= 2

    def _status(self, act: Act | None, phrase: Phrase | None) -> InitiativeStatus:
        if act is not None:
            if act.hit.cue.status is InitiativeStatus.CANCELLED:
                return InitiativeStatus.CANCELLED
            if act.hit.cue.role is CueRole.PLAN:
                return InitiativeStatus.ANNOUNCED
            if act.said.aspect in (Aspect.PLANNED, Aspect.ONGOING, Aspect.POSSIBLE):
                return _STATUS_OF[act.said.aspect]
            if act.hit.cue.status is not None:
                return act.hit.cue.status
            if phrase is not None and self._only_begins(act, phrase):
                return InitiativeStatus.IN_PROGRESS
        if phrase is not None:
            if act is None and self._is_next(phrase):
                return InitiativeStatus.ANNOUNCED
            if act is None and self.clauses.is_named(phrase):
                return InitiativeStatus.IN_PROGRESS
            state = self._state_near(phrase)
            if state is not None and state.cue.status is not None:
                return state.cue.status
        return InitiativeStatus.COMPLETED if act is None else _STATUS_OF[act.said.aspect]

    def _only_begins(self, act: Act, phrase: Phrase) -> bool:
        """Whether a verb only begins what takes its time: "launched an investigation"."""
        head = self.clauses.word(phrase.head.last - 1).removesuffix("s")
        return self.clauses.word(act.hit.first) in _STARTING and head in _LASTING

    def _state_near(self, phrase: Phrase) -> Hit[InitiativeCue] | None:
        best: tuple[float, Hit[InitiativeCue]] | None = None
        for hit in self.clauses.states:
            if hit.last <= phrase.low:
                apart = self.context.distance(hit.last, phrase.low)
            else:
                apart = self.context.distance(phrase.last, hit.first) * 1.2
            if apart < _STATE_REACH and (best is None or apart < best[0]):
                best = (apart, hit)
        return best[1] if best else None
