"""Claims that nobody can measure: "internationally leading".

The phrases stand in ``qualitative_predicates.csv``; each becomes a claim without a value.
"""

from collections.abc import Sequence

from orchestration.extraction.claim_cues import compile_lexicon
from orchestration.extraction.cues import tokenise
from orchestration.extraction.drafts import Draft
from orchestration.extraction.holders.choice import Holder
from orchestration.extraction.records import Comparator, Period
from orchestration.reference import Reference
from orchestration.text.article import Article, SectionKind

_SILENT = frozenset({SectionKind.BOILERPLATE, SectionKind.DISCLAIMER})


def find_predicates(
    article: Article, holders: Sequence[Holder], reference: Reference
) -> list[Draft]:
    """One draft for each predicate that stands behind a company of its sentence."""
    table = compile_lexicon(reference).qualitative
    drafts = []
    for sentence in article.sentences:
        if sentence.section in _SILENT:
            continue
        tokens = tokenise(article.text, sentence.start, sentence.end)
        hits = table.find(tokens)
        if not hits:
            continue
        hit = hits[0]
        start, end = tokens[hit.first].start, tokens[hit.last - 1].end
        subjects = [one for one in holders if sentence.start <= one.start and one.end <= start]
        if not subjects:
            continue
        drafts.append(
            Draft(
                sentence=sentence,
                start=start,
                end=end,
                quote=article.text[start:end],
                value=None,
                value_low=None,
                value_high=None,
                comparator=Comparator.EXACT,
                unit=None,
                per=None,
                classes=frozenset(),
                company=subjects[-1].name,
                period=Period.POINT_IN_TIME,
            )
        )
    return drafts
