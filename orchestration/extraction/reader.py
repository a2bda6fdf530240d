"""``read_article``: the front door for whole articles.

Only the order of the steps belongs here: companies, what refers to them, figures and claims,
initiatives, sources.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from orchestration.extraction.claims import read_drafts
from orchestration.extraction.companies.finder import find_companies
from orchestration.extraction.drafts import Draft
from orchestration.extraction.holders.anaphors import ReferenceKind
from orchestration.extraction.holders.choice import Holder
from orchestration.extraction.holders.references import read_discourse
from orchestration.extraction.initiatives.finder import find_initiatives
from orchestration.extraction.merging import merge_drafts, to_claim
from orchestration.extraction.metrics.predicates import find_predicates
from orchestration.extraction.records import Reading
from orchestration.extraction.sources.finder import SourceReading, find_sources
from orchestration.extraction.sources.hedges import hedge_level
from orchestration.extraction.sources.spoken import find_spoken
from orchestration.reference import Reference, default_reference
from orchestration.text import (
    NO_METADATA,
    Article,
    Metadata,
    Sentence,
    read_text,
)

_LONGEST_SENTENCE = 1200
"""Characters; a longer one is no sentence that somebody wrote."""
_MOST_NUMBERS = 60
"""So many numbers stand in no sentence that somebody wrote."""
_NUMBER = re.compile(r"\d[\d.,]*")

_OPERATING_DAYS = re.compile(
    r"\b(?:(?:operat\w+|runs?|running|works?|working) (?:for |on )?(?:about "
    r"|some )?(?P<before>\d{2,3}) days"
    r" (?:a|per|each|every) year|(?P<after>\d{2,3}) (?:operating|working|production) days)\b",
    re.IGNORECASE,
)


def read_article(
    article: Article | str,
    reference: Reference | None = None,
    *,
    metadata: Metadata = NO_METADATA,
) -> Reading:
    """Read all that one article says.

    Pure: the same article, tables and metadata give the same reading, in any process. Every span
    of the reading points into ``article.text`` (for a string: into the string).

    Args:
        article: an article, or a repaired text that becomes one with ``metadata``.
        reference: the reference tables; by default the project's own.
        metadata: what is known about a text from outside; of no effect on an ``Article``.
    """
    if isinstance(article, str):
        article = read_text(article, metadata)
    tables = default_reference() if reference is None else reference
    article = _with_bounded_sentences(article)
    companies = find_companies(article, tables)
    discourse = read_discourse(article, companies, tables)
    holders = [
        Holder(one.name, one.span.start, one.span.end, one.kind is ReferenceKind.NAMED, one.part)
        for one in discourse.references
    ]
    drafts = read_drafts(article, holders, discourse.topics, tables)
    drafts += find_predicates(article, holders, tables)
    index_of = {sentence.start: number for number, sentence in enumerate(article.sentences)}
    stated = [(index_of[draft.sentence.start], draft.company) for draft in drafts]
    sources = find_sources(article, companies, discourse, tables, stated)
    _attribute(article, drafts, sources, tables, index_of)
    groups = merge_drafts(drafts)
    initiatives, belongs = find_initiatives(
        article, holders, groups, discourse.topics, discourse.main, tables
    )
    claims = []
    for number, group in enumerate(groups):
        claims.append(to_claim(group, group[0].sources, belongs.get(number)))
    return Reading(
        claims=tuple(claims),
        companies=companies,
        initiatives=initiatives,
        sources=sources.sources,
        has_disclaimer=sources.has_disclaimer,
        operating_days=_operating_days(article.text),
    )


def _with_bounded_sentences(article: Article) -> Article:
    """The article with endless sentences cut, so that what relates their figures stays linear."""
    text = article.text
    if all(_bound(text, one.start, one.end) == one.end for one in article.sentences):
        return article
    sentences: list[Sentence] = []
    for one in article.sentences:
        start = one.start
        while (limit := _bound(text, start, one.end)) < one.end:
            cut = max(text.rfind(mark, start + 1, limit) for mark in (" ", "\n"))
            cut = limit if cut <= start else cut
            sentences.append(replace(one, start=start, end=cut))
            start = cut
            while start < one.end and text[start].isspace():
                start += 1
        if start < one.end:
            sentences.append(replace(one, start=start))
    return replace(article, sentences=tuple(sentences))


def _bound(text: str, start: int, end: int) -> int:
    """Where a sentence from ``start`` ends at the latest, though it goes on to ``end``."""
    bound = min(end, start + _LONGEST_SENTENCE)
    if bound - start < 2 * _MOST_NUMBERS:
        return bound
    numbers = _NUMBER.finditer(text, start, bound)
    over = next(islice(numbers, _MOST_NUMBERS, None), None)
    return bound if over is None else over.start()


def _attribute(
    article: Article,
    drafts: Sequence[Draft],
    sources: SourceReading,
    reference: Reference,
    index_of: Mapping[int, int],
) -> None:
    """Tell each draft who says it, and how far its sentence stands for it."""
    levels: dict[int, int] = {}
    spoken = find_spoken(article)
    for draft in drafts:
        number = index_of[draft.sentence.start]
        if number not in levels:
            words = article.text[draft.sentence.start : draft.sentence.end]
            levels[number] = hedge_level(words, reference)
        draft.sources = sources.sources_of(number, draft.company)
        is_said = number in sources.answers or spoken.covers(draft.start)
        draft.hedge_level = max(levels[number], int(is_said))


def _operating_days(text: str) -> int | None:
    match = _OPERATING_DAYS.search(text) if " days" in text.lower() else None
    if match is None:
        return None
    days = int(match["before"] or match["after"])
    return days if 1 <= days <= 366 else None
