"""The voices of an article: companies, outlets and public bodies that its text names or refers to.

Which of them says something is read in ``attribution``.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from orchestration.extraction.companies.evidence import NameKind, kind_of
from orchestration.extraction.companies.names import Piece, find_pieces
from orchestration.extraction.companies.organisation_lexicon import (
    OrganisationLexicon,
    Outlet,
    name_key,
)
from orchestration.extraction.holders.anaphors import CompanyReference, ReferenceKind
from orchestration.extraction.records import Company, Span
from orchestration.text.article import Article

_PUBLIC = frozenset(
    (
        *(
            "council",
            "ministry",
            "agency",
            "authority",
            "bureau",
            "department",
            "commission",
        ),
        *(
            "administration",
            "directorate",
            "association",
            "federation",
            "chamber",
            "union",
            "government",
        ),
    )
)
_GOING_ON = re.compile(r" ([a-z]+)")


class Voice(NamedTuple):
    """Somebody who can speak, at a place of the text.

    A voice is a company (its ``name`` is the ``Company.name``), an outlet of the tables, or a paper
    or public body that no table holds, with neither ``company`` nor ``outlet``. ``is_person`` says
    that the company speaks by one of its people.
    """

    name: str
    span: Span
    outlet: Outlet | None = None
    company: str | None = None
    is_named: bool = True
    is_pronoun: bool = False
    is_person: bool = False


class Voices:
    """All voices of an article in text order."""

    def __init__(self, article: Article, voices: Sequence[Voice]) -> None:
        self.ordered = sorted(voices, key=lambda voice: (voice.span.start, -voice.span.end))
        self._starts = [voice.span.start for voice in self.ordered]
        sentences = [sentence.start for sentence in article.sentences]
        self._sentence = [bisect_right(sentences, start) - 1 for start in self._starts]

    def between(self, start: int, end: int) -> list[Voice]:
        """The voices that begin in ``start`` to ``end``."""
        return self.ordered[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def last_paper(self, position: int) -> Voice | None:
        """The last outlet named before ``position``, among the last few voices."""
        end = bisect_left(self._starts, position)
        before = self.ordered[max(0, end - 40) : end]
        return next((voice for voice in reversed(before) if voice.company is None), None)

    def last_company(self, position: int) -> Voice | None:
        """The company in focus before ``position``: the first of the last sentence with one."""
        subject, sentence = None, None
        for index in range(bisect_left(self._starts, position) - 1, -1, -1):
            voice = self.ordered[index]
            if sentence is not None and self._sentence[index] != sentence:
                break
            if voice.company is not None:
                subject, sentence = voice, self._sentence[index]
        return subject


def find_voices(
    article: Article,
    companies: Sequence[Company],
    references: Sequence[CompanyReference],
    publisher: str | None,
    lexicon: OrganisationLexicon,
) -> Voices:
    """All outlets and companies that the text names or refers to."""
    text = article.text
    voices = [
        Voice(
            one.name,
            one.span,
            company=one.name,
            is_named=one.kind is ReferenceKind.NAMED,
            is_pronoun=one.kind is ReferenceKind.PRONOUN,
        )
        for one in references
    ]
    named = {span.start for company in companies for _, span in company.mentions}
    own = name_key(publisher) if publisher is not None else ()
    for piece in find_pieces(article, lexicon):
        voice = _outlet_voice(text, piece, own, publisher, lexicon)
        if voice is not None and voice.span.start not in named:
            voices.append(voice)
    for company in companies:
        for _, span in company.mentions:
            rest = _GOING_ON.match(text, span.end, span.end + 24)
            if rest is not None:
                outlet = lexicon.outlets.get(name_key(text[span.start : rest.end()]))
                if outlet is not None:
                    voices.append(Voice(outlet.name, Span(span.start, rest.end()), outlet))
    if lexicon.chinese is not None and not text.isascii():
        for match in lexicon.chinese.finditer(text):
            outlet = lexicon.chinese_outlets.get(match[0])
            if outlet is not None:
                voices.append(Voice(outlet.name, Span(*match.span()), outlet))
    return Voices(article, voices)


def _outlet_voice(
    text: str,
    piece: Piece,
    own: tuple[str, ...],
    publisher: str | None,
    lexicon: OrganisationLexicon,
) -> Voice | None:
    words, key = piece.words, piece.key
    for length in range(len(key), 0, -1):
        for start in range(len(key) - length + 1):
            part = key[start : start + length]
            outlet = lexicon.outlets.get(part)
            name = outlet.name if outlet is not None else publisher
            if name is not None and (outlet is not None or part == own):
                return Voice(name, Span(words[start].start, words[start + length - 1].end), outlet)
    kind = kind_of(key, lexicon)
    if (
        len(key) > 1
        and not piece.heading
        and (
            kind is NameKind.OUTLET
            or (kind is NameKind.PUBLIC_BODY and not _PUBLIC.isdisjoint((key[0], key[-1])))
        )
    ):
        return Voice(text[piece.start : piece.end], Span(piece.start, piece.end))
    return None
