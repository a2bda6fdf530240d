"""What is undertaken, by whom, of which type, in which state; and which claims belong to it.

The phrases that speak for an initiative stand in ``initiative_cues.csv`` (an anchor names an
undertaking, a hint what it is about), those that tell its state in ``initiative_actions.csv``.
Here sentences are weighed, and what several sentences tell of one undertaking is brought together.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from orchestration.extraction.claim_cues import InitiativeCue, Lexicon, compile_lexicon
from orchestration.extraction.context import SentenceContext, read_context
from orchestration.extraction.cues import Hit, Token
from orchestration.extraction.drafts import Draft
from orchestration.extraction.holders import Holder, choose_holder, leading_holder
from orchestration.extraction.records import (
    Comparator,
    Initiative,
    InitiativeStatus,
    Modality,
    Quantity,
    Span,
    ValueKind,
)
from orchestration.extraction.titles import title_of
from orchestration.extraction.undertakings import (
    Trace,
    Undertaking,
    add_head,
    claims_of,
    content_words,
    gather,
)
from orchestration.reference import Reference
from orchestration.text.article import Article, SectionKind, Sentence

_SILENT = frozenset({SectionKind.BOILERPLATE, SectionKind.DISCLAIMER})
_HEAD = frozenset({SectionKind.TITLE, SectionKind.HIGHLIGHTS})
_ENOUGH = 2.1
_SECOND = 2.0
_ACTION = 0.6
_DEAL = 0.4
_HINTS_AT_MOST = 1.6
_APART = 5
_HEADING_LENGTH = 60
_ABOUT = re.compile(
    r"^\W*(?:about|contact|contacts|notes to editors|conference call)\b", re.IGNORECASE
)
_NEGATED = frozenset({"not", "no", "without", "instead"})
_DEALS = frozenset({"m_and_a", "offtake_supply", "financing"})
_STATUS_REACH = 14.0
_BY_CLAIM = 1.55
_BY_METRIC = {
    "water_saving": "water_reuse",
    "water_recycled": "water_reuse",
    "energy_saving": "energy_efficiency",
    "emissions_reduction": "emissions_abatement",
    "waste_reduction": "waste_valorisation",
    "cycle_time": "process_optimisation",
    "time_saving": "process_optimisation",
    "material_saving": "process_optimisation",
    "recovery_rate": "process_optimisation",
    "energy_use": "energy_efficiency",
    "emissions": "emissions_abatement",
    "capacity": "capacity_expansion",
    "funding": "financing",
}
_WORKS = re.compile(
    r"\b(?:new|second|third|another|build\w*|expan\w+) (?:[\w-]+ ){0,3}?(?:plant|line|mine"
    r"|refinery|smelter"
    r"|facility|factory|mill|hall|base)\b",
    re.IGNORECASE,
)
_IF_CHANGED = frozenset({"cycle_time", "energy_use", "emissions", "recovery_rate"})
_IF_PLANNED = frozenset({"capacity"})
_LENDS = re.compile(
    r"\b(?:grant(?:ed|s)?|sanction\w*|len[dt]s?|approv\w+|provid\w+|extend\w*|promis\w+"
    r"|award\w*)\b",
    re.IGNORECASE,
)
_LENDER = re.compile(r"\b(?:bank|fund|foundation|ministry|agency|facility)\b", re.IGNORECASE)
_PROGRAMME = re.compile(
    r"(?:[“\"][^“”\"]{3,40}[”\"]|\b(?:[A-Z][\w-]+ (?:for |of |to |the )?){1,4})"
    r"[ -]?(?:\w+ )?(?:programme|program|initiative|scheme|(?P<campaign>campaign))\b"
    r"|\b(?:programme|program|scheme) [“\"]?[A-Z]\w+"
)


def find_initiatives(
    article: Article,
    holders: Sequence[Holder],
    groups: Sequence[Sequence[Draft]],
    main_company: str | None,
    reference: Reference,
) -> tuple[tuple[Initiative, ...], dict[int, str]]:
    """The initiatives of the article, and the key of the initiative that each claim belongs to.

    Args:
        holders: every span that means a company, in text order.
        groups: the drafts of each claim; the result's keys count them from 0.
    """
    reader = _Reader(article, holders, groups, main_company, compile_lexicon(reference))
    undertakings = reader.read()
    initiatives = []
    for number, undertaking in enumerate(undertakings, 1):
        lead = undertaking.lead
        initiatives.append(
            Initiative(
                key=f"{lead.type}_{number}",
                company=lead.company,
                type=lead.type,
                status=_status_of(undertaking),
                title=undertaking.title,
                mentions=tuple(
                    (trace.quote, Span(trace.start, trace.end)) for trace in undertaking.traces
                ),
            )
        )
    belongs = claims_of(article, groups, undertakings, [one.key for one in initiatives])
    return tuple(initiatives), belongs


def _status_of(undertaking: Undertaking) -> InitiativeStatus:
    statuses = [trace.status for trace in undertaking.traces]
    if InitiativeStatus.CANCELLED in statuses:
        return InitiativeStatus.CANCELLED
    lead = undertaking.lead
    if lead.type == "party_political_alignment":
        # Alignment goes on; a text that tells of it never tells that it is done.
        return InitiativeStatus.IN_PROGRESS
    return lead.status


class _Reader:
    """One pass over the sentences of one article."""

    def __init__(
        self,
        article: Article,
        holders: Sequence[Holder],
        groups: Sequence[Sequence[Draft]],
        main_company: str | None,
        lexicon: Lexicon,
    ) -> None:
        self.article = article
        self.text = article.text
        self.holders = holders
        self.main_company = main_company
        self.lexicon = lexicon
        self.drafts_of: dict[int, list[Draft]] = defaultdict(list)
        for group in groups:
            for draft in group:
                self.drafts_of[draft.sentence.start].append(draft)

    def read(self) -> list[Undertaking]:
        bodies: list[Trace] = []
        heads: list[Trace] = []
        paragraph, holder, skipping, is_heading = -1, None, False, False
        at = 0
        for number, sentence in enumerate(self.article.sentences):
            while at < len(self.holders) and self.holders[at].start < sentence.start:
                at += 1
            mentions = []
            for one in self.holders[at:]:
                if one.start >= sentence.end:
                    break
                mentions.append(one)
            if sentence.paragraph != paragraph:
                words = self.text[sentence.start : sentence.end]
                is_heading = len(words) < _HEADING_LENGTH and words[-1:] not in ".!?;"
                if is_heading:
                    skipping = bool(_ABOUT.match(words))
                paragraph, holder = sentence.paragraph, None
            if sentence.section in _SILENT or skipping:
                continue
            if is_heading and sentence.section is SectionKind.BODY:
                continue
            traces = self._read_sentence(number, sentence, mentions, holder)
            (heads if sentence.section in _HEAD else bodies).extend(traces)
            if mentions:
                holder = leading_holder(self.text, sentence.start, mentions) or holder
        undertakings = gather(bodies)
        for trace in heads:
            add_head(undertakings, trace)
        undertakings.sort(key=lambda one: one.lead.start)
        for undertaking in undertakings:
            undertaking.traces.sort(key=lambda trace: trace.start)
        return undertakings

    def _read_sentence(
        self, number: int, sentence: Sentence, mentions: Sequence[Holder], holder: str | None
    ) -> list[Trace]:
        context = read_context(self.text, sentence, ())
        hits = [
            hit
            for hit in self.lexicon.initiatives.find(context.tokens)
            if not (hit.cue.is_anchor and _is_negated(context, hit))
        ]
        hits += self._named(context)
        hits += self._told_by_claims(context, sentence)
        if not hits:
            return []
        actions = self.lexicon.actions.find(context.tokens)
        scores = _scores(hits, context.tokens, bool(actions))
        ranked = sorted(scores, key=lambda one: (-scores[one][0], one))
        traces: list[Trace] = []
        for name in ranked:
            score, anchor = scores[name]
            if score < (_ENOUGH if not traces else _SECOND) or anchor is None:
                continue
            if traces and not _is_apart(traces, anchor):
                continue
            company = self._company(context, anchor, mentions, holder, name)
            if company is None:
                continue
            start, end, title = title_of(self.text, context, anchor.first, anchor.last, mentions)
            traces.append(
                Trace(
                    sentence=number,
                    paragraph=sentence.paragraph,
                    company=company,
                    type=name,
                    score=score,
                    status=self._status(context, anchor, actions, sentence),
                    first=anchor.first,
                    last=anchor.last,
                    start=start,
                    end=end,
                    words=content_words(title),
                    by_claim=anchor.cue.weight == _BY_CLAIM,
                    title=title,
                    quote=self.text[start:end],
                )
            )
        return traces

    def _named(self, context: SentenceContext) -> list[Hit[InitiativeCue]]:
        """Programmes and campaigns with a name of their own."""
        found = []
        sentence = context.sentence
        for match in _PROGRAMME.finditer(self.text, sentence.start, sentence.end):
            first, last = context.token_at(match.start()), context.token_at(match.end())
            kind = "process_optimisation" if match["campaign"] else "other"
            found.append(Hit(first, max(last, first + 1), InitiativeCue(kind, True, 1.6)))
        return found

    def _told_by_claims(
        self, context: SentenceContext, sentence: Sentence
    ) -> list[Hit[InitiativeCue]]:
        """What is saved tells that something was undertaken to save it."""
        found = []
        for draft in self.drafts_of.get(sentence.start, []):
            kind = _BY_METRIC.get(draft.metric_type)
            if draft.metric_type == "investment" and _WORKS.search(
                self.text, sentence.start, sentence.end
            ):
                kind = "capacity_expansion"
            changed = draft.baseline_value is not None or draft.kind is not ValueKind.AMOUNT
            if draft.metric_type in _IF_CHANGED and not changed:
                continue
            if draft.metric_type in _IF_PLANNED and draft.modality is not Modality.PLANNED:
                continue
            if kind is not None:
                first, last = context.token_at(draft.start), context.token_at(draft.end)
                cue = InitiativeCue(kind, True, _BY_CLAIM)
                found.append(Hit(first, max(last, first + 1), cue))
        return found

    def _company(
        self,
        context: SentenceContext,
        anchor: Hit[InitiativeCue],
        mentions: Sequence[Holder],
        holder: str | None,
        name: str,
    ) -> str | None:
        start = context.tokens[anchor.first].start
        end = context.tokens[anchor.last - 1].end
        mark = Quantity(Decimal(0), Decimal(0), "1", Comparator.EXACT, start, end)
        marked = read_context(self.text, context.sentence, [mark])
        if name == "financing" and mentions:
            receiver = self._receiver(context, mentions)
            if receiver is not None:
                return receiver
        if name in _DEALS and mentions:
            before = [one for one in mentions if one.end <= start]
            first = leading_holder(self.text, context.sentence.start, before) if before else None
            if first is not None:
                return first
        chosen = choose_holder(self.text, marked, 0, mentions)
        if chosen is not None and chosen[1]:
            return chosen[0]
        if mentions and holder is None and chosen is None:
            return leading_holder(self.text, context.sentence.start, mentions)
        return holder or self.main_company or (chosen[0] if chosen else None)

    def _receiver(self, context: SentenceContext, mentions: Sequence[Holder]) -> str | None:
        """Who gets the money that a bank or fund lends or gives."""
        first = mentions[0]
        lends = _LENDS.search(self.text, first.end, min(context.sentence.end, first.end + 40))
        if not (lends and _LENDER.search(first.name)):
            return None
        others = [one.name for one in mentions[1:] if one.name != first.name]
        return others[0] if others else self.main_company

    def _status(
        self,
        context: SentenceContext,
        anchor: Hit[InitiativeCue],
        actions: Sequence[Hit[InitiativeStatus]],
        sentence: Sentence,
    ) -> InitiativeStatus:
        best, found = _STATUS_REACH, None
        for hit in actions:
            if hit.last <= anchor.first:
                apart = context.distance(hit.last, anchor.first)
            elif hit.first >= anchor.last:
                apart = context.distance(anchor.last, hit.first) * 1.2
            else:
                apart = 0.0
            if hit.cue is InitiativeStatus.CANCELLED:
                apart *= 0.5
            if apart < best:
                best, found = apart, hit.cue
        if found is not None:
            return found
        planned = [
            draft.modality is Modality.PLANNED for draft in self.drafts_of.get(sentence.start, [])
        ]
        if planned and all(planned):
            return InitiativeStatus.ANNOUNCED
        return InitiativeStatus.COMPLETED


def _is_negated(context: SentenceContext, hit: Hit[InitiativeCue]) -> bool:
    return bool(_NEGATED & set(context.words(hit.first - 2, hit.first)))


def _scores(
    hits: Sequence[Hit[InitiativeCue]], tokens: Sequence[Token], acts: bool
) -> dict[str, tuple[float, Hit[InitiativeCue] | None]]:
    """The score of each type and its strongest anchor."""
    anchors: dict[str, list[Hit[InitiativeCue]]] = defaultdict(list)
    hints: dict[str, dict[int, float]] = defaultdict(dict)
    for hit in hits:
        if hit.cue.is_anchor:
            anchors[hit.cue.initiative_type].append(hit)
        else:
            hints[hit.cue.initiative_type][hit.first] = hit.cue.weight
    scores: dict[str, tuple[float, Hit[InitiativeCue] | None]] = {}
    for name in {*anchors, *hints}:
        ranked = sorted(anchors[name], key=lambda hit: (-hit.cue.weight, hit.first))
        score = ranked[0].cue.weight if ranked else 0.0
        score += _DEAL if ranked and name in _DEALS else 0.0
        score += 0.4 * sum(hit.cue.weight for hit in ranked[1:3])
        score += min(sum(hints[name].values()), _HINTS_AT_MOST)
        score += _ACTION if acts else 0.0
        anchor = ranked[0] if ranked else None
        if anchor is None and len(hints[name]) > 1:
            about = [hit for hit in hits if hit.cue.initiative_type == name]
            if len({tokens[hit.first].lower[:3] for hit in about}) > 1:
                anchor = about[0]
        scores[name] = (score, anchor)
    return scores


def _is_apart(traces: Sequence[Trace], anchor: Hit[InitiativeCue]) -> bool:
    return all(
        anchor.first >= trace.last + _APART or anchor.last <= trace.first - _APART
        for trace in traces
    )
