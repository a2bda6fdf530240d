"""Where an article's facts come from: its publisher, its originators, and who says what.

``publisher`` is the outlet that carries the article; an originator is the outlet or organisation
that a fact comes from. How publishers are spelled stands in ``publishers``, who speaks in a
sentence in ``speakers``; how independent a source is, is decided in the warehouse.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from orchestration.extraction.organisation_lexicon import (
    OrganisationLexicon,
    name_key,
    organisation_lexicon,
)
from orchestration.extraction.parents import topic_of
from orchestration.extraction.publishers import DATE, find_imprints, known_outlet
from orchestration.extraction.records import Company, Source, SourceKind, SourceRole, Span
from orchestration.extraction.references import CompanyReference, named_mentions
from orchestration.extraction.speakers import (
    Voice,
    Voices,
    find_speech,
    find_voices,
    subjects_of,
)
from orchestration.reference import Reference
from orchestration.text.article import Article, SectionKind

_NOWHERE = Span(0, 0)
_CARRIERS = ("paid_distribution", "statutory_filing")
_KINDS = {
    "statutory_filing": SourceKind.FILING,
    "official_register": SourceKind.REGISTER,
    "assurance": SourceKind.ASSURANCE,
}
_SHORTEST_FACT = 6
"""Words from which a line of the body is a statement and no heading or caption."""

_RELEASE = re.compile(
    r"\b(?:press release|news release|media release|for immediate release|media contact|"
    r"press contact|investor relations|about us|notes to editors|ad[- ]hoc|"
    r"(?:semi-annual|annual|interim|quarterly|half-year(?:ly)?|sustainability) report|"
    r"invitation to tender|notice of|award notice|tender notice|contract notice)\b|^Contact:",
    re.IGNORECASE | re.MULTILINE,
)
_DRAWN_FROM = re.compile(
    r"\b(?:draw(?:n|s)? (?:from|on)|rel(?:y|ies|ied) on|based on|sourced from|sources?:|"
    r"suppl(?:ied|y) by|provided by|comes? from|came from|taken from|adapted from|"
    r"translated from|compiled from|originates? (?:from|with)|originated (?:from|with)|"
    r"derived from|issued by|released by|published by|furnished by|obtained from)\b"
)
_DRAWN_END = re.compile(r", (?:which|who|a |an |the |media)|;|\.\s|\. *$| and (?:has|have) ")
_ASSURANCE = re.compile(
    r"\b(?:limited|reasonable) assurance\b|\bassured by\b|\baudited by\b|\bverified by\b"
)
_FIGURE = re.compile(
    r"\d|\b(?:halved|doubled|tripled|zero|dozen|half|third|quarter|percent|per cent|"
    r"\w+ out of \w+|one in \w+)\b"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_NO_FIGURE = re.compile(
    rf"{DATE.pattern}|\b(?:[Cc]hapter|[Aa]rticle|[Rr]oom|[Nn]o\.|[Aa]nnex|[Pp]age|[Hh]eading|ISO|"
    rf"[Pp]hase|[Ss]ection) ?\d+|\b(?:19|20)\d\d\b|\b\d{{1,2}}:\d\d\b|\b\d{{1,2}} {_MONTH}\b|"
    rf"\b{_MONTH} \d{{1,2}}\b"
)
_INPUTS_FROM = re.compile(
    r"\b(?:(?:[Ww]ith )?[Ii]nputs? from|[Aa]dditional reporting by) (?P<name>[A-Z][\w&'’. -]{1,30})"
)
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]?")
_FIRST_PERSON = re.compile(r"\b(?:I|me|my|we|us|our)\b")
_MARKET = re.compile(
    r"\b(?:shares (?:fell|rose|closed|gained|lost|slid|jumped|dropped|climbed|ended|traded|stood|"
    r"opened)|market value|analysts?)\b"
)


@dataclass(frozen=True, slots=True)
class SourceReading:
    """The sources of an article.

    ``speakers`` has one entry for each sentence of the article: the names of the sources that say
    it, empty where nobody is named. ``unattributed`` names the sources of such sentences.
    ``documented`` tells from whose statement or filing the item draws its facts about a company:
    its own or its parent's; ``answers`` are the sentences, by index, in which somebody interviewed
    answers.
    """

    sources: tuple[Source, ...]
    has_disclaimer: bool
    speakers: tuple[tuple[str, ...], ...]
    unattributed: tuple[str, ...]
    answers: frozenset[int]
    documented: Mapping[str, str]

    def sources_of(self, sentence: int, company: str | None) -> tuple[str, ...]:
        """Who says what a sentence states about ``company``: a name of ``sources`` each.

        A fact about a company without attribution, in an item that draws on its statement or
        filing, has that originator (``docs/claims.md``).
        """
        speaking = self.speakers[sentence]
        if speaking:
            return (company,) if company is not None and company in speaking else speaking
        if company is not None and company in self.documented:
            return (self.documented[company],)
        return self.unattributed


def find_sources(
    article: Article,
    companies: Sequence[Company],
    references: Sequence[CompanyReference],
    reference: Reference,
) -> SourceReading:
    """Find the publisher, the originators, and who speaks in each sentence.

    Args:
        references: every span that refers to one of ``companies``, in text order.
    """
    lexicon = organisation_lexicon(reference)
    publisher = _publisher(article, companies, lexicon)
    carried = publisher is None or _is_carrier(publisher)
    reporter = None if carried else publisher
    voices = find_voices(
        article, companies, references, publisher.name if publisher else None, lexicon
    )
    topic = topic_of(article, named_mentions(article, companies))
    speech = find_speech(article, voices, topic, reporter, lexicon)
    drawn = _drawn_from(article, voices)
    issuer = (
        [Voice(topic, _NOWHERE, company=topic)]
        if topic is not None
        and carried
        and (publisher is not None or _is_own_page(article, companies, topic, lexicon))
        else []
    )
    auditors = _auditors(article, voices, issuer)
    given = {voice.name for voice in (*drawn, *issuer)}
    spoken = [
        tuple(
            voice
            for voice in speaking
            if not given or voice.company is None or voice.name in given or voice.name in auditors
        )
        for speaking in speech.speakers
    ]
    documented = {name: name for name in speech.documented}
    for company in companies:
        if company.parent is not None and company.parent in documented:
            documented.setdefault(company.name, company.parent)
    figures = [_has_figure(article, index) for index in range(len(article.sentences))]
    originators: dict[str, Voice] = {voice.name: voice for voice in (*drawn, *issuer)}
    originators |= auditors
    for index, speaking in enumerate(spoken):
        if figures[index]:
            for voice in speaking:
                originators.setdefault(voice.name, voice)
    for voice in _contributors(article, lexicon):
        originators.setdefault(voice.name, voice)
    unattributed = drawn or issuer or ([publisher] if publisher is not None else [])
    if reporter is not None and not given:
        subjects = subjects_of(article, references, topic)
        own = (
            index
            for index, speaking in enumerate(spoken)
            if figures[index]
            and _is_own_report(
                article, index, bool(speaking), subjects.get(index), reporter, voices, documented
            )
            and index not in speech.answers
        )
        if not originators or next(own, None) is not None:
            originators.setdefault(reporter.name, reporter)
    if not originators:
        originators = {voice.name: voice for voice in unattributed}
    disclaimed = {voice.name for voice in drawn}
    filed = publisher is not None and _class_of(publisher) == "statutory_filing"
    sources = [
        _source(
            voice,
            SourceRole.ORIGINATOR,
            _kind(voice, auditors, filed or voice.name in speech.filing),
            voice.name in disclaimed,
        )
        for voice in originators.values()
    ]
    if publisher is not None:
        kind = _kind(publisher, auditors, filed)
        sources.insert(0, _source(publisher, SourceRole.PUBLISHER, kind, False))
    return SourceReading(
        sources=tuple(sources),
        has_disclaimer=any(one.section is SectionKind.DISCLAIMER for one in article.sentences),
        speakers=tuple(
            tuple(voice.name for voice in speaking if voice.name in originators)
            for speaking in spoken
        ),
        unattributed=tuple(voice.name for voice in unattributed if voice.name in originators),
        answers=speech.answers,
        documented={
            company: source for company, source in documented.items() if source in originators
        },
    )


def _contributors(article: Article, lexicon: OrganisationLexicon) -> Iterator[Voice]:
    """Outlets of the tables that a footer thanks for their part ("With inputs from")."""
    for match in _INPUTS_FROM.finditer(article.text):
        outlet = known_outlet(match["name"], lexicon)
        if outlet is not None:
            yield Voice(outlet.name, _NOWHERE, outlet)


def _publisher(
    article: Article, companies: Sequence[Company], lexicon: OrganisationLexicon
) -> Voice | None:
    """The outlet that carries the article; a company's own newsroom is none."""
    for one in find_imprints(article, lexicon):
        if one.is_newsroom:
            return None
        if one.outlet is not None:
            return Voice(one.outlet.name, _NOWHERE, one.outlet)
        if one.is_paper or not _is_named(one.name, companies, lexicon):
            return Voice(one.name, _NOWHERE)
        return None
    return None


def _is_named(name: str, companies: Sequence[Company], lexicon: OrganisationLexicon) -> bool:
    """Whether a name is one of a company of the article."""
    key = lexicon.without_legal_form(name_key(name))
    return any(
        key == lexicon.without_legal_form(name_key(form))
        for company in companies
        for form in {company.name, *(mention for mention, _ in company.mentions)}
    )


def _is_own_page(
    article: Article, companies: Sequence[Company], topic: str, lexicon: OrganisationLexicon
) -> bool:
    """Whether an item without an outlet is a page, a report or a release of ``topic``."""
    if any(
        one.is_newsroom or _is_named(one.name, companies, lexicon)
        for one in find_imprints(article, lexicon)
    ) or _RELEASE.search(article.text):
        return True
    starts = {
        span.start: span.end
        for company in companies
        if company.name == topic
        for _, span in company.mentions
    }
    return any(
        sentence.start in starts and sentence.end - starts[sentence.start] <= 1
        for sentence in article.sentences[:6]
    )


def _class_of(voice: Voice) -> str:
    return voice.outlet.independence_class if voice.outlet is not None else ""


def _is_carrier(voice: Voice) -> bool:
    """Whether an outlet only carries what others write."""
    return _class_of(voice) in _CARRIERS


def _drawn_from(article: Article, voices: Voices) -> list[Voice]:
    """Whom a disclaimer or a note of the editor names as the source of the item."""
    found: dict[str, Voice] = {}
    for sentence in article.sentences:
        if sentence.section is not SectionKind.DISCLAIMER:
            continue
        match = _DRAWN_FROM.search(article.text, sentence.start, sentence.end)
        if match is not None:
            stop = _DRAWN_END.search(article.text, match.end(), sentence.end)
            end = stop.start() if stop is not None else sentence.end
            for voice in voices.between(match.end(), end):
                if not voice.is_pronoun:
                    found.setdefault(voice.name, voice)
    papers = [voice.span for voice in found.values() if voice.company is None]
    return [
        voice
        for voice in found.values()
        if voice.company is None
        or not any(span.start <= voice.span.start < span.end for span in papers)
    ]


def _auditors(article: Article, voices: Voices, issuer: Sequence[Voice]) -> dict[str, Voice]:
    """Who gives assurance on figures of the item."""
    issuing = {voice.company for voice in issuer}
    found: dict[str, Voice] = {}
    for sentence in article.sentences:
        if sentence.section is SectionKind.BOILERPLATE:
            continue
        match = _ASSURANCE.search(article.text, sentence.start, sentence.end)
        if match is None:
            continue
        here = [
            voice
            for voice in voices.between(sentence.start, sentence.end)
            if voice.company is not None and voice.company not in issuing and voice.is_named
        ]
        if here:
            nearest = min(here, key=lambda voice: abs(voice.span.start - match.start()))
            found.setdefault(nearest.name, nearest)
    return found


def _has_figure(article: Article, index: int) -> bool:
    sentence = article.sentences[index]
    if sentence.section in (SectionKind.DISCLAIMER, SectionKind.BOILERPLATE):
        return False
    words = article.text[sentence.start : sentence.end]
    return (
        _FIGURE.search(words) is not None and _FIGURE.search(_NO_FIGURE.sub("", words)) is not None
    )


def _is_own_report(
    article: Article,
    index: int,
    is_attributed: bool,
    subject: str | None,
    reporter: Voice,
    voices: Voices,
    documented: Mapping[str, str],
) -> bool:
    """Whether a sentence is the outlet's own reporting: it has no speaker, or says "we".

    A fact about a company that has made a statement or a filing is that company's.
    """
    sentence = article.sentences[index]
    words = article.text[sentence.start : sentence.end]
    if sentence.section is not SectionKind.BODY or words.count(" ") + 1 < _SHORTEST_FACT:
        return False
    if _FIRST_PERSON.search(_QUOTED.sub("", words)) is not None:
        return True
    first = next(iter(voices.between(sentence.start, sentence.end)), None)
    return not is_attributed and (
        (first is not None and first.name == reporter.name)
        or subject not in documented
        or _MARKET.search(words) is not None
    )


def _kind(voice: Voice, auditors: Mapping[str, Voice], filed: bool) -> SourceKind:
    if voice.name in auditors:
        return SourceKind.ASSURANCE
    if voice.company is None:
        return _KINDS.get(_class_of(voice), SourceKind.OUTLET)
    return SourceKind.FILING if filed else SourceKind.COMPANY


def _source(voice: Voice, role: SourceRole, kind: SourceKind, in_disclaimer: bool) -> Source:
    return Source(
        name=voice.name,
        role=role,
        kind=kind,
        outlet_id=voice.outlet.outlet_id if voice.outlet is not None else None,
        company=voice.company,
        in_disclaimer=in_disclaimer,
    )
