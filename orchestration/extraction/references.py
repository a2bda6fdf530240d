"""References back: which company "the group", "the plant", "its" or "it" means.

A company stays in focus from sentence to sentence until another one becomes the subject. Finding
the names themselves is done in ``companies``; whose a figure is, in the linking of claims.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from orchestration.extraction.organisation_lexicon import OrganisationLexicon, organisation_lexicon
from orchestration.extraction.records import Company, Span
from orchestration.reference import Reference
from orchestration.text.article import Article, SectionKind, Sentence


class ReferenceKind(StrEnum):
    """How a text refers to a company."""

    NAMED = "named"
    DEFINITE = "definite"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class CompanyReference:
    """One place of the text that means a company; ``name`` is its ``Company.name``.

    ``words`` are the folded words of a definite reference or pronoun ("group", "its").
    """

    name: str
    span: Span
    kind: ReferenceKind
    words: str


_SITES = frozenset(
    "plant works refinery mine factory facility site operation smelter mill foundry brewery dairy "
    "bakery yard shipyard hall workshop".split()
)
_UNITS = frozenset("unit subsidiary affiliate arm branch division".split())
_OWNERS = frozenset("parent owner".split())
_TEAMS = frozenset("team workforce management board".split())
_QUOTES = re.compile(r"[“\"]([^“”\"]*)(?:[”\"]|$)")


def find_references(
    article: Article, companies: Sequence[Company], reference: Reference
) -> tuple[CompanyReference, ...]:
    """Every span that refers to one of ``companies``, in text order."""
    return tuple(_Reader(article, companies, organisation_lexicon(reference)).read())


@lru_cache(maxsize=4)
def _anaphor(lexicon: OrganisationLexicon) -> re.Pattern[str]:
    nouns = "|".join(sorted(lexicon.words["reference_noun"], key=lambda word: (-len(word), word)))
    return re.compile(
        rf"\b(?:(?:[Tt]he|[Tt]his|[Ii]ts|[Tt]heir) (?:[a-z][\w’'-]* |[A-Z][a-z]+(?:ian|ese|ish|an|ch|se) )?"
        rf"(?P<noun>{nouns}|[A-Z][a-z]+(?<=Group|mpany))(?P<own>['’]s)?(?![\w-])|"
        r"(?P<pronoun>[Ii]t|[Ii]ts|[Tt]heir|[Tt]hey|[Ww]e|[Oo]ur|[Uu]s|itself)(?![\w’'-]))"
    )


class _Reader:
    """The state of one pass over the text: which company is in focus."""

    def __init__(
        self, article: Article, companies: Sequence[Company], lexicon: OrganisationLexicon
    ) -> None:
        self.article = article
        self.lexicon = lexicon
        self.parents: Mapping[str, str | None] = {one.name: one.parent for one in companies}
        starts = [sentence.start for sentence in article.sentences]
        self.named: dict[int, list[CompanyReference]] = {}
        weights: dict[str, int] = {}
        for company in companies:
            for _, span in company.mentions:
                index = bisect_right(starts, span.start) - 1
                self.named.setdefault(index, []).append(
                    CompanyReference(company.name, span, ReferenceKind.NAMED, "")
                )
                title = article.sentences[index].section is SectionKind.TITLE
                weights[company.name] = weights.get(company.name, 0) + (3 if title else 1)
        for found in self.named.values():
            found.sort(key=lambda one: (one.span.start, -one.span.end))
        self.topic = max(weights, key=lambda name: weights[name], default=None)
        self.focus: str | None = None
        self.nouns = self._nouns(companies)
        self.recent: list[str] = []

    def _nouns(self, companies: Sequence[Company]) -> dict[str, frozenset[str]]:
        """What each company is called besides its name: "the smelting branch", "magnet maker"."""
        known = self.lexicon.words["reference_noun"]
        described: dict[str, frozenset[str]] = {}
        for company in companies:
            words = {word.casefold() for name, _ in company.mentions for word in name.split()}
            for _, span in company.mentions[:4]:
                text = self.article.text
                before = text[max(0, span.start - 24) : span.start].split()
                words.update(before[-1:])
                after = re.match(
                    r",? (?:is |which is )?(?:a|an|the|its) ([^,.;:()]{1,60})",
                    text[span.end : span.end + 80],
                )
                if after is not None:
                    words.update(after[1].split(" of ")[0].split()[-1:])
            described[company.name] = (
                frozenset(word.strip("“”\"'’.,").casefold() for word in words) & known
            )
        return described

    def read(self) -> Iterator[CompanyReference]:
        for index, sentence in enumerate(self.article.sentences):
            if sentence.section is SectionKind.BOILERPLATE:
                continue
            yield from self._read_sentence(sentence, self.named.get(index, []))

    def _read_sentence(
        self, sentence: Sentence, named: list[CompanyReference]
    ) -> Iterator[CompanyReference]:
        text = self.article.text
        quotes = [match.span(1) for match in _QUOTES.finditer(text, sentence.start, sentence.end)]
        anaphors = list(_anaphor(self.lexicon).finditer(text, sentence.start, sentence.end))
        waiting = list(named)
        here: list[CompanyReference] = []
        for match in anaphors:
            start = match.start()
            if any(one.span.start <= start < one.span.end for one in named):
                continue
            while waiting and waiting[0].span.start < start:
                here.append(self._seen(waiting.pop(0)))
            meant = self._meant(match, here, quotes)
            if meant is not None:
                kind = ReferenceKind.PRONOUN if match["pronoun"] else ReferenceKind.DEFINITE
                here.append(
                    CompanyReference(
                        meant,
                        Span(*match.span()),
                        kind,
                        (match["pronoun"] or match["noun"]).casefold(),
                    )
                )
        here.extend(self._seen(one) for one in waiting)
        subject = next((one for one in here if one.words not in ("its", "their", "our")), None)
        if subject is not None and sentence.section is not SectionKind.TITLE:
            self.focus = subject.name
        yield from here

    def _seen(self, one: CompanyReference) -> CompanyReference:
        if one.name in self.recent:
            self.recent.remove(one.name)
        self.recent.append(one.name)
        return one

    def _meant(
        self,
        match: re.Match[str],
        here: Sequence[CompanyReference],
        quotes: Sequence[tuple[int, int]],
    ) -> str | None:
        """The company that this anaphor means, or ``None`` where none has been named."""
        subject = here[0].name if here else None
        pronoun = match["pronoun"]
        if pronoun is not None:
            quoted = any(start <= match.start() < end for start, end in quotes)
            if pronoun.casefold() in ("we", "our", "us"):
                return (self.focus or subject or self.topic) if quoted else self.topic
            return subject or self.focus or self.topic
        noun = match["noun"].casefold()
        described = self._described(noun)
        if noun in _OWNERS:
            child = subject or self.focus
            return self.parents.get(child) if child is not None else None
        if described is not None:
            return described
        if noun in _UNITS:
            return next((one for one in reversed(self.recent) if self.parents.get(one)), None)
        focus = subject or self.focus or self.topic
        if noun == "group" and focus is not None:
            parent = self.parents.get(focus)
            if parent in self.parents and "group" in self.nouns.get(parent or "", ()):
                return parent
        return focus

    def _described(self, noun: str) -> str | None:
        """The company last named that is called by ``noun``."""
        return next((one for one in reversed(self.recent) if noun in self.nouns.get(one, ())), None)
