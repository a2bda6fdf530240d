"""Persons who say something, and the companies named beside them.

Only the words around a verb of saying are looked at here; for whom a person speaks that was named
before is remembered in ``references``.
"""

import re
from collections.abc import Iterator, Sequence

from orchestration.extraction.patterns import heads_in, word_pattern
from orchestration.extraction.records import Span
from orchestration.text.article import Sentence

_SAYING = (
    r"(?:said|says|added|adds|told|tells|explained|explains|noted|notes|recalls|recalled|reports"
    r"|reported|according to|stressed|commented|comments|stated)"
)
_PERSON_NAME = (
    r"(?:(?:Mr|Ms|Mrs|Dr|Prof)\.? )?[A-Z][\w’'-]+(?: (?:[A-Z][\w’'.-]*|de|van|von|al|bin)){0,3}"
)
_SAID_NAME = word_pattern(rf"\b{_SAYING} (?:[a-z-]+ ){{0,4}}(?P<name>{_PERSON_NAME})")
_NAME_SAID = re.compile(rf"(?P<name>{_PERSON_NAME})(?:,[^,.;]{{2,70}},)? (?:also )?{_SAYING}\b")
_SOMEBODY_SAID = word_pattern(rf"\b(?:he|she|who|[Hh]e|[Ss]he) (?:also )?{_SAYING}\b")
_QUOTED_SAYING = re.compile(rf"[”\"]\W*{_SAYING}\b[^“”\"]*$")
_SAYING_BEHIND = re.compile(rf",? (?:also )?{_SAYING}\b")
_AFFILIATION_REACH = 110
_NOT_PERSONS = frozenset(
    ("It", "The", "But", "And", "He", "She", "They", "We", "In", "A", "This", "That", "As", "On")
)


def people_speaking(
    text: str, sentence: Sentence, named: Sequence[tuple[Span, str | None]]
) -> Iterator[tuple[str, str | None]]:
    """The surname of each person who says something, with the company that stands beside it.

    Args:
        named: the companies that the sentence names or refers to.
    """
    if _SAID_NAME.heads.isdisjoint(heads_in(text, sentence.start, sentence.end)):
        return
    for pattern in (_SAID_NAME.pattern, _NAME_SAID):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            start, end = match.span("name")
            words = text[start:end].split()
            if words[0] in _NOT_PERSONS or any(
                span.start < end and start < span.end for span, _ in named
            ):
                continue
            beside = (name for span, name in named if _is_beside(text, span, start, end))
            yield words[-1], next(beside, None)


def somebody_speaks(text: str, sentence: Sentence) -> bool:
    """Whether "he" or "she" says something."""
    heads = heads_in(text, sentence.start, sentence.end)
    return not _SAID_NAME.heads.isdisjoint(heads) and _SOMEBODY_SAID.is_in(
        text, heads, sentence.start, sentence.end
    )


def _is_beside(text: str, span: Span, start: int, end: int) -> bool:
    """Whether a company stands beside a person's name as the one that the person works for."""
    if span.start >= end:
        between = text[end : span.start]
        return len(between) < _AFFILIATION_REACH and between[:1] == "," and "." not in between
    between = text[span.end : start]
    return len(between) < 60 and not set(between) & set(',.;:“”"') and " and " not in between


def speaks_here(text: str, span: Span, sentence: Sentence) -> bool:
    """Whether a company named outside of the quotation says it: "…”, X said", "said X"."""
    before = text[max(sentence.start, span.start - 90) : span.start]
    after = text[span.end : span.end + 14]
    return bool(_QUOTED_SAYING.search(before) or _SAYING_BEHIND.match(after))
