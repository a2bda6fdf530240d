"""What is undertaken, by whom, of which type, in which state; and which claims belong to it.

Sentences are read one by one in ``traces``, and what several of them tell of one undertaking is
brought together in ``undertakings``; here is the order of these steps over an article.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from orchestration.extraction.context import read_context
from orchestration.extraction.cues import CueTable, Hit, Token
from orchestration.extraction.drafts import Draft
from orchestration.extraction.holders.choice import Holder
from orchestration.extraction.initiatives.lexicon import InitiativeCue, initiative_lexicon
from orchestration.extraction.initiatives.traces import Scene, read_traces
from orchestration.extraction.initiatives.undertaking_clauses import Clauses
from orchestration.extraction.initiatives.undertaking_types import fading
from orchestration.extraction.initiatives.undertakings import (
    Trace,
    Undertaking,
    add_head,
    claims_of,
    gather,
)
from orchestration.extraction.records import Initiative, InitiativeStatus, Span
from orchestration.reference import Reference
from orchestration.text.article import Article, SectionKind, Sentence

_SILENT = frozenset({SectionKind.BOILERPLATE, SectionKind.DISCLAIMER})
_HEAD = frozenset({SectionKind.TITLE, SectionKind.HIGHLIGHTS})
_ASKS_NEXT = re.compile(r"\b(?:next|plans?|planned|future|ahead|coming)\b", re.IGNORECASE)
_HEADING_LENGTH = 60
_MOST_MENTIONS = 60
_ABOUT = re.compile(
    r"^\W*(?:about|contact|contacts|notes to editors|conference call)\b", re.IGNORECASE
)


def find_initiatives(
    article: Article,
    holders: Sequence[Holder],
    groups: Sequence[Sequence[Draft]],
    topics: Sequence[str | None],
    main_company: str | None,
    reference: Reference,
) -> tuple[tuple[Initiative, ...], dict[int, str]]:
    """The initiatives of the article, and the key of the initiative that each claim belongs to.

    Args:
        holders: every span that means a company, in text order.
        groups: the drafts of each claim; the result's keys count them from 0.
        topics: for each sentence of the article, the company that it goes on about.
    """
    reader = _Reader(article, holders, groups, topics, main_company, initiative_lexicon(reference))
    undertakings = reader.read()
    initiatives = []
    for number, undertaking in enumerate(undertakings, 1):
        kind = undertaking.type
        initiatives.append(
            Initiative(
                key=f"{kind}_{number}",
                company=undertaking.lead.company,
                type=kind,
                status=_status_of(undertaking, kind),
                title=undertaking.title,
                mentions=tuple(
                    (trace.quote, Span(trace.start, trace.end)) for trace in undertaking.traces
                ),
            )
        )
    belongs = claims_of(article, groups, undertakings, [one.key for one in initiatives])
    return tuple(initiatives), belongs


def _status_of(undertaking: Undertaking, kind: str) -> InitiativeStatus:
    status = undertaking.status
    if kind == "party_political_alignment" and status is InitiativeStatus.COMPLETED:
        # Alignment goes on; a text that tells of it never tells that it is done.
        return InitiativeStatus.IN_PROGRESS
    return status


class _Reader:
    """One pass over the sentences of one article."""

    def __init__(
        self,
        article: Article,
        holders: Sequence[Holder],
        groups: Sequence[Sequence[Draft]],
        topics: Sequence[str | None],
        main_company: str | None,
        lexicon: CueTable[InitiativeCue],
    ) -> None:
        self.article = article
        self.text = article.text
        self.holders = holders
        self.topics = topics
        self.main_company = main_company
        self.lexicon = lexicon
        self.recent: dict[str, float] = {}
        self.is_answer = False
        self.year = article.published_on.year if article.published_on else None
        self.drafts_of: dict[int, list[Draft]] = defaultdict(list)
        for group in groups:
            for draft in group:
                self.drafts_of[draft.sentence.start].append(draft)

    def read(self) -> list[Undertaking]:
        """The undertakings in text order, each with its traces in text order."""
        bodies: list[Trace] = []
        heads: list[Trace] = []
        paragraph, skipping, is_heading = -1, False, False
        at = 0
        for number, sentence in enumerate(self.article.sentences):
            while at < len(self.holders) and self.holders[at].start < sentence.start:
                at += 1
            if sentence.paragraph != paragraph:
                words = self.text[sentence.start : sentence.end]
                is_heading = len(words) < _HEADING_LENGTH and words[-1:] not in ".!?;"
                if is_heading:
                    skipping = bool(_ABOUT.match(words))
                paragraph = sentence.paragraph
                self.recent = {}
            if sentence.section in _SILENT or skipping:
                continue
            if is_heading and sentence.section is SectionKind.BODY:
                continue
            mentions = []
            for one in self.holders[at : at + _MOST_MENTIONS]:
                if one.start >= sentence.end:
                    break
                mentions.append(one)
            traces = self._read_sentence(number, sentence, mentions)
            (heads if sentence.section in _HEAD else bodies).extend(traces)
        undertakings = gather(bodies)
        for trace in heads:
            add_head(undertakings, trace)
        undertakings.sort(key=lambda one: one.lead.start)
        for undertaking in undertakings:
            undertaking.traces.sort(key=lambda trace: trace.start)
        return undertakings

    def _read_sentence(
        self, number: int, sentence: Sentence, mentions: Sequence[Holder]
    ) -> list[Trace]:
        if self.text[sentence.end - 1 : sentence.end] == "?":
            self.is_answer = bool(_ASKS_NEXT.search(self.text, sentence.start, sentence.end))
            return []
        context = read_context(self.text, sentence, ())
        names = [one for one in mentions if one.named]
        hits = [
            hit
            for hit in self.lexicon.find(context.tokens)
            if not _is_inside(context.tokens, hit, names)
        ]
        if not hits and sentence.start not in self.drafts_of:
            return []
        scene = Scene(
            clauses=Clauses(self.text, context, hits, mentions, in_head=sentence.section in _HEAD),
            number=number,
            drafts=self.drafts_of.get(sentence.start, ()),
            holder=self.topics[number] or self.main_company,
            year=self.year,
            recent=self.recent,
            is_answer=self.is_answer,
        )
        self.is_answer = False
        traces = read_traces(scene)
        self.recent = fading(self.recent, hits)
        return traces


def _is_inside(tokens: Sequence[Token], hit: Hit[InitiativeCue], names: Sequence[Holder]) -> bool:
    start = tokens[hit.first].start
    return any(one.start <= start < one.end for one in names)
