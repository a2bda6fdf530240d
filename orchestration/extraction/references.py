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
from itertools import islice

from orchestration.extraction.organisation_lexicon import OrganisationLexicon, organisation_lexicon
from orchestration.extraction.parents import NamedMention, topic_of
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


_UNITS = frozenset(("unit", "subsidiary", "affiliate", "arm", "branch", "division"))
_OWNERS = frozenset(("parent", "owner"))
_GENERAL = frozenset(("company", "firm", "business", "enterprise", "corporation", "group"))
_POSSESSIVES = frozenset(("its", "their", "our"))
_MEMORY = 40
"""How many companies are kept in mind for a definite reference."""
_TEAMS = frozenset(("team", "crew", "section", "laboratory"))
_OBLIQUE = re.compile(
    r"\b(?<!according )(?:by|to|with|than|told|against|for|(?<!comes )(?<!came )from"
    r"|(?:unit|subsidiary|arm|branch|division|part|owner|affiliate) of) (?:the )?$"
)
_MOST_BETWEEN = 60
_IS_UNIT_OF = re.compile(
    r",? (?:which is )?(?:a|an|the) (?:[\w-]+ ){0,3}(?:subsidiary|unit|arm|affiliate"
    r"|division) of (?:the )?"
)
_APPOSITION = re.compile(r",? (?:is |which is )?(?:a|an|the|its) ([^,.;:()]{1,60})")
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
        r"\b(?:(?:[Tt]he|[Tt]his|[Ii]ts|[Tt]heir) "
        r"(?:[\w’'-]+ ){0,2}"
        rf"(?P<noun>{nouns}|[A-Z][a-z]+(?<=Group|mpany))(?P<own>['’]s)?(?![\w-]| [A-Z])|"
        r"(?P<pronoun>[Ii]t|[Ii]ts|[Tt]heir|[Tt]hey|[Ww]e|[Oo]ur|[Uu]s|itself)(?![\w’'-]))"
    )


def named_mentions(article: Article, companies: Sequence[Company]) -> list[NamedMention]:
    """The named mentions of ``companies`` in text order, each with its sentence."""
    starts = [sentence.start for sentence in article.sentences]
    return sorted(
        (
            NamedMention(company.name, span, bisect_right(starts, span.start) - 1)
            for company in companies
            for _, span in company.mentions
        ),
        key=lambda mention: (mention.span.start, -mention.span.end),
    )


class _Reader:
    """The state of one pass over the text: which company is in focus, which were named lately."""

    def __init__(
        self, article: Article, companies: Sequence[Company], lexicon: OrganisationLexicon
    ) -> None:
        self.article = article
        self.lexicon = lexicon
        self.parents: Mapping[str, str | None] = {one.name: one.parent for one in companies}
        mentions = named_mentions(article, companies)
        self.topic = topic_of(article, mentions)
        self.named: dict[int, list[CompanyReference]] = {}
        for one in mentions:
            self.named.setdefault(one.sentence, []).append(
                CompanyReference(one.name, one.span, ReferenceKind.NAMED, "")
            )
        self.nouns = self._nouns(companies)
        self.focus: str | None = None
        self.recent: dict[str, None] = {}

    def _nouns(self, companies: Sequence[Company]) -> dict[str, frozenset[str]]:
        """What each company is called besides its name: "the smelting branch", "magnet maker"."""
        known, text = self.lexicon.words["reference_noun"], self.article.text
        described: dict[str, frozenset[str]] = {}
        for company in companies:
            words = {word.casefold() for name, _ in company.mentions for word in name.split()}
            for _, span in company.mentions[:4]:
                words.update(text[max(0, span.start - 24) : span.start].split()[-1:])
                after = _APPOSITION.match(text[span.end : span.end + 80])
                if after is not None:
                    words.update(after[1].split(" of ")[0].split()[-1:])
            folded = frozenset(word.strip("“”\"'’.,").casefold() for word in words)
            described[company.name] = folded & known
        return described

    def read(self) -> Iterator[CompanyReference]:
        """Every reference in text order."""
        for index, sentence in enumerate(self.article.sentences):
            if sentence.section is not SectionKind.BOILERPLATE:
                yield from self._read_sentence(sentence, self.named.get(index, []))

    def _read_sentence(
        self, sentence: Sentence, named: Sequence[CompanyReference]
    ) -> Iterator[CompanyReference]:
        text = self.article.text
        quotes = [match.span(1) for match in _QUOTES.finditer(text, sentence.start, sentence.end)]
        subject: str | None = None
        seen = quote = 0
        for match in _anaphor(self.lexicon).finditer(text, sentence.start, sentence.end):
            start = match.start()
            while seen < len(named) and named[seen].span.start < start:
                subject = subject or self._subject(named[seen])
                self._see(named[seen].name)
                yield named[seen]
                seen += 1
            if seen and named[seen - 1].span.end > start:
                continue
            while quote < len(quotes) and quotes[quote][1] <= start:
                quote += 1
            quoted = quote < len(quotes) and quotes[quote][0] <= start
            after = named[seen] if seen < len(named) else None
            meant = self._explained(match, after) or self._meant(match, subject, quoted)
            if meant is None:
                continue
            words = (match["pronoun"] or match["noun"]).casefold()
            kind = ReferenceKind.PRONOUN if match["pronoun"] else ReferenceKind.DEFINITE
            if words not in _POSSESSIVES:
                subject = subject or meant
            yield CompanyReference(meant, Span(*match.span()), kind, words)
        for one in named[seen:]:
            subject = subject or self._subject(one)
            self._see(one.name)
            yield one
        if sentence.section is not SectionKind.TITLE:
            if subject is not None:
                self.focus = subject
            elif self.focus is None and named:
                self.focus = named[0].name

    def _subject(self, one: CompanyReference) -> str | None:
        """The company, unless its name is a mere complement ("supplied by X")."""
        before = self.article.text[max(0, one.span.start - 24) : one.span.start]
        return None if _OBLIQUE.search(before) else one.name

    def _see(self, name: str) -> None:
        self.recent.pop(name, None)
        self.recent[name] = None

    def _lately(self) -> Iterator[str]:
        return islice(reversed(self.recent), _MEMORY)

    def _explained(self, match: re.Match[str], after: CompanyReference | None) -> str | None:
        """The company that the words behind an anaphor give: "the mill of X", "…, a unit of X"."""
        if after is None or match["pronoun"] is not None:
            return None
        between = self.article.text[match.end() : after.span.start]
        related = match["noun"].casefold() in _UNITS | _OWNERS
        if between in (" of ", " of the ") and not related:
            return after.name
        if len(between) < _MOST_BETWEEN and _IS_UNIT_OF.fullmatch(between):
            return next((one for one, owner in self.parents.items() if owner == after.name), None)
        return None

    def _meant(self, match: re.Match[str], subject: str | None, quoted: bool) -> str | None:
        """The company that an anaphor means, or ``None`` where none has been named."""
        focus = subject or self.focus or self.topic
        pronoun = match["pronoun"]
        if pronoun is not None:
            if pronoun.casefold() in ("we", "our", "us"):
                return (self.focus or focus) if quoted else self.topic
            return focus
        noun = match["noun"].casefold()
        if noun in _OWNERS:
            return self.parents.get(focus) if focus is not None else None
        if noun in _GENERAL and focus is not None:
            if noun == "group":
                return self._group_of(focus)
            order = list(self.parents)
            is_unit = (
                self.topic is not None
                and self.parents.get(focus) == self.topic
                and order.index(self.topic) < order.index(focus)
            )
            return self.topic if is_unit and noun not in self.nouns[focus] else focus
        described = next((one for one in self._lately() if noun in self.nouns.get(one, ())), None)
        if described is not None:
            return described
        if noun in _TEAMS:
            return next(self._lately(), focus)
        if noun in _UNITS:
            return next((one for one in self._lately() if self.parents.get(one)), None)
        return focus

    def _group_of(self, focus: str) -> str:
        """The company that "the group" means: the one in focus, or its parent called so."""
        parent = self.parents.get(focus)
        if "group" in self.nouns[focus] or parent is None:
            return focus
        return parent if parent in self.parents else focus
