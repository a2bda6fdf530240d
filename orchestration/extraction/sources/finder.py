"""Where an article's facts come from: its publisher, its originators, and who says what.

``publisher`` is the outlet that carries the article; an originator is the outlet or organisation
that a fact comes from. How publishers are spelled stands in ``publishers``, who speaks in a
sentence in ``attribution``; how independent a source is, is decided in the warehouse.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from orchestration.extraction.companies.names import find_pieces
from orchestration.extraction.companies.organisation_lexicon import (
    OrganisationLexicon,
    name_key,
    organisation_lexicon,
)
from orchestration.extraction.holders.references import Discourse
from orchestration.extraction.patterns import SignPattern
from orchestration.extraction.records import (
    Company,
    Source,
    SourceKind,
    SourceRole,
    Span,
)
from orchestration.extraction.sources.attribution import Attribution, Saying
from orchestration.extraction.sources.publishers import (
    DATE,
    Imprint,
    find_imprints,
    is_newsroom_name,
    known_outlet,
)
from orchestration.extraction.sources.speakers import Speech, find_speech
from orchestration.extraction.sources.voices import Voice, Voices, find_voices
from orchestration.reference import Reference
from orchestration.text.article import Article, SectionKind

_NOWHERE = Span(0, 0)
_CARRIERS = ("paid_distribution", "statutory_filing")
_KINDS = {
    "statutory_filing": SourceKind.FILING,
    "official_register": SourceKind.REGISTER,
    "assurance": SourceKind.ASSURANCE,
}
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
_ASSURANCE = SignPattern(
    re.compile(r"\b(?:[Ll]imited|[Rr]easonable) assurance\b|\b(?:assured|audited|verified) by\b"),
    (" assurance", "assured by", "audited by", "verified by"),
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
_INPUTS_FROM = SignPattern(
    re.compile(
        r"\b(?:(?:[Ww]ith )?[Ii]nputs? from|[Aa]dditional reporting by) "
        r"(?P<name>[A-Z][\w&'’. -]{1,30})"
    ),
    ("nput from ", "nputs from ", "dditional reporting by "),
)
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]?")
_FIRST_PERSON = re.compile(r"\b(?:I|me|my|we|us|our)\b")
_MARKET = re.compile(
    r"\b(?:[Ss]hares?|[Ss]tock)\b[^.;]{0,60}\b(?:fell|rose|closed|gained|lost|slid|jumped|dropped"
    r"|climbed|ended|traded|stood|opened|settled|surged|tumbled|higher|lower|up|down)\b"
    r"|\b(?:market (?:value|capitali[sz]ation)|analysts?)\b"
)
_STORY = re.compile(
    r"(?im)^\W*(?:customer (?:success )?stor(?:y|ies)|success stor(?:y|ies)|case stud(?:y|ies)"
    r"|reference (?:stor(?:y|ies)|project)|user stor(?:y|ies)|customer reference"
    r"|client (?:story|spotlight))\b"
)
"""The rubric under which a supplier tells of a customer."""
_TELLER = re.compile(
    r"(?i)(?:\b(?:published|presented|written|provided|supplied|delivered|sponsored) by"
    r"|\b(?:supplier|vendor|provider|product|solution|technology|system|contractor|partner)s?\s*:"
    r"(?:[^\n.;]{0,40} (?:by|from))?) (?:the )?$"
)
_STORY_HEAD = 400
_LONGEST_IMPRINT = 60
_HEARD = re.compile(r"\b(?:told|telling|tells|with|to|by) (?:the )?$")
_REPORTS = re.compile(
    r"(?:['’]s)? (?:had |has |have )?(?:polled|surveyed|data\b|assess|learn|understands"
    r"|calculations?|polls?\b|surveys?\b|reporters?\b|visited|interviewed)"
)
"""What an outlet does and has, so that a company is one."""
_LISTED = re.compile(r"\W*(?:\([^()\n]{1,80}\)\W*)*(?:,? [A-Z]+)?\W*")
_FEWEST_FIRST_PERSONS = 2
_LETTERHEAD_SENTENCES = 6


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


@dataclass(frozen=True, slots=True)
class _Item:
    """What kind of item an article is.

    ``reporter`` is the outlet that reports by itself, ``issuers`` whose own statement the item is;
    a story is a supplier's about a customer, who may speak in it as well.
    """

    publisher: Voice | None
    reporter: Voice | None
    issuers: tuple[Voice, ...]
    is_story: bool


def find_sources(
    article: Article,
    companies: Sequence[Company],
    discourse: Discourse,
    reference: Reference,
    stated: Iterable[tuple[int, str | None]] | None = None,
) -> SourceReading:
    """Find the publisher, the originators, and who speaks in each sentence.

    Args:
        discourse: the references of the article and what each sentence is about.
        stated: what the article states, each by its sentence and the company that it is about; by
            default every sentence with a figure, about the company that it is on.
    """
    lexicon = organisation_lexicon(reference)
    facts = list(stated) if stated is not None else _facts(article, discourse)
    item = _item(article, companies, discourse.main, lexicon)
    own_name = item.publisher.name if item.publisher is not None else None
    voices = find_voices(article, companies, discourse.references, own_name, lexicon)
    speech = find_speech(article, voices, discourse.main, discourse.topics, item.reporter, lexicon)
    drawn = _drawn_from(article, voices)
    auditors = _auditors(article, voices, item.issuers, lexicon)
    spoken = _speakers(speech, item, drawn, auditors)
    documented = _documented(speech, companies)
    originators: dict[str, Voice] = {voice.name: voice for voice in (*drawn, *item.issuers)}
    originators |= auditors
    told = {index for index, _ in facts}
    companies_of: dict[int, list[str]] = {}
    for index, company in facts:
        if company is not None:
            companies_of.setdefault(index, []).append(company)
    for index, speaking in enumerate(spoken):
        if index in told:
            for voice in speaking:
                originators.setdefault(voice.name, voice)
        for company in companies_of.get(index, ()):
            source = documented.get(company)
            if source is not None and not speaking and not drawn and not item.issuers:
                originators.setdefault(source, Voice(source, _NOWHERE, company=source))
    for voice in _contributors(article, lexicon):
        originators.setdefault(voice.name, voice)
    unattributed = drawn or [*item.issuers] or ([item.publisher] if item.publisher else [])
    if item.reporter is not None and not drawn:
        reports = any(
            _is_own_report(article, index, company, bool(spoken[index]), documented, speech)
            for index, company in facts
        )
        if reports or not originators:
            originators.setdefault(item.reporter.name, item.reporter)
    if not originators:
        originators = {voice.name: voice for voice in unattributed}
    disclaimed = {voice.name for voice in drawn}
    filed = item.publisher is not None and _class_of(item.publisher) == "statutory_filing"
    sources = [
        _source(
            voice,
            SourceRole.ORIGINATOR,
            _kind(voice, auditors, filed or voice.name in speech.filing),
            voice.name in disclaimed,
        )
        for voice in originators.values()
    ]
    if item.publisher is not None:
        kind = _kind(item.publisher, auditors, filed)
        sources.insert(0, _source(item.publisher, SourceRole.PUBLISHER, kind, False))
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


def _facts(article: Article, discourse: Discourse) -> list[tuple[int, str | None]]:
    """The sentences with figures, each with the company that it names first or is about."""
    starts = [sentence.start for sentence in article.sentences]
    first: dict[int, str] = {}
    for one in discourse.references:
        first.setdefault(bisect_right(starts, one.span.start) - 1, one.name)
    return [
        (index, first.get(index, discourse.topics[index]))
        for index in range(len(article.sentences))
        if _has_figure(article, index)
    ]


def _item(
    article: Article,
    companies: Sequence[Company],
    main: str | None,
    lexicon: OrganisationLexicon,
) -> _Item:
    """Whether an outlet reports, an outlet carries a release, or somebody tells of itself."""
    is_story = _STORY.search(article.text, 0, _STORY_HEAD) is not None
    publisher: Voice | None = None
    teller: Voice | None = None
    for one in find_imprints(article, lexicon):
        if one.outlet is not None and not one.is_newsroom:
            publisher = Voice(one.outlet.name, _NOWHERE, one.outlet)
            break
        company = _company_of(one, companies, lexicon)
        is_own = one.is_newsroom or (
            not one.is_paper
            and (
                is_story
                or (company is not None and _is_discussed(article, company))
                or _has_legal_form(one.name, lexicon)
            )
        )
        if is_own:
            teller = (
                Voice(company.name, _NOWHERE, company=company.name)
                if company is not None
                else Voice(one.name, _NOWHERE)
            )
        else:
            publisher = Voice(one.name, _NOWHERE)
        break
    if publisher is not None and not _is_carrier(publisher):
        return _Item(publisher, publisher, (), is_story)
    topic = Voice(main, _NOWHERE, company=main) if main is not None else None
    if is_story and teller is None:
        teller = _teller(article, companies)
    issuer = teller or topic
    is_own_page = (
        publisher is not None
        or teller is not None
        or (topic is not None and _is_own_page(article, companies, topic.name))
    )
    return _Item(
        publisher,
        None,
        (issuer,) if issuer is not None and is_own_page else (),
        is_story,
    )


def _company_of(
    imprint: Imprint, companies: Sequence[Company], lexicon: OrganisationLexicon
) -> Company | None:
    """The company that a page belongs to, by any of its names; a newsroom also by a short one."""
    key = lexicon.without_legal_form(name_key(imprint.name))
    for company in companies:
        if is_newsroom_name(company.name):
            continue
        for form in {company.name, *(mention for mention, _ in company.mentions)}:
            if key == lexicon.without_legal_form(name_key(form)):
                return company
    if imprint.is_newsroom:
        alike = [
            one
            for one in companies
            if name_key(one.name)[:1] == key[:1] and not is_newsroom_name(one.name)
        ]
        return next((one for one in alike if one.parent is None), alike[0] if alike else None)
    return None


def _has_legal_form(name: str, lexicon: OrganisationLexicon) -> bool:
    words = name.split()
    return len(words) > 1 and words[-2] not in ("&", "and") and lexicon.is_legal_form(words[-1])


def _is_discussed(article: Article, company: Company) -> bool:
    """Whether an article tells of a company, beyond naming it as its outlet or as who was told."""
    text = article.text
    prose = [
        one
        for one in article.sentences
        if one.section is SectionKind.BODY
        and (one.end - one.start > _LONGEST_IMPRINT or text[one.end - 1] in '.!?”"')
    ]
    return any(
        sentence.start <= span.start < sentence.end
        and not DATE.match(text, span.end + 2)
        and _HEARD.search(text, max(sentence.start, span.start - 24), span.start) is None
        for _, span in company.mentions
        for sentence in prose
    )


def _teller(article: Article, companies: Sequence[Company]) -> Voice | None:
    """The supplier who tells the story of a customer."""
    found: list[tuple[bool, str]] = []
    for company in companies:
        for _, span in company.mentions:
            before = article.text[max(0, span.start - 80) : span.start]
            if _TELLER.search(before):
                found.append((not before.endswith((" by ", " from ")), company.name))
    return Voice(min(found)[1], _NOWHERE, company=min(found)[1]) if found else None


def _is_own_page(article: Article, companies: Sequence[Company], topic: str) -> bool:
    """Whether an item without an outlet is a page, a report or a release of ``topic``."""
    if _RELEASE.search(article.text):
        return True
    outside = _QUOTED.sub("", article.text)
    if sum(1 for _ in _FIRST_PERSON.finditer(outside)) >= _FEWEST_FIRST_PERSONS:
        return True
    starts = {
        span.start: span.end
        for company in companies
        if company.name == topic
        for _, span in company.mentions
    }
    return any(
        sentence.start in starts
        and _LISTED.fullmatch(article.text, starts[sentence.start], sentence.end)
        for sentence in article.sentences[:_LETTERHEAD_SENTENCES]
    )


def _speakers(
    speech: Speech, item: _Item, drawn: Sequence[Voice], auditors: Mapping[str, Voice]
) -> list[tuple[Voice, ...]]:
    """Who counts as speaking in each sentence.

    An item that is drawn from a source has no other company that speaks for itself; in a company's
    own release others speak only by name. A company of which it is only told what "it" expects
    speaks if it does so elsewhere.
    """
    given = {voice.name for voice in (*drawn, *item.issuers)}
    speaking = {
        one.voice.name for said in speech.said for one in said if one.saying is not Saying.EXPECTED
    }

    def counts(one: Attribution) -> bool:
        voice = one.voice
        if one.saying is Saying.EXPECTED and not (voice.is_named or voice.name in speaking):
            return False
        if voice.company is None or voice.name in given or voice.name in auditors:
            return True
        if drawn:
            return False
        if item.issuers and not item.is_story:
            return voice.is_named and one.saying in (Saying.ASKED, Saying.DOCUMENTED)
        return True

    return [tuple(one.voice for one in said if counts(one)) for said in speech.said]


def _documented(speech: Speech, companies: Sequence[Company]) -> dict[str, str]:
    """From whose statement the facts about a company come: its own or its parent's."""
    documented = {name: name for name in speech.documented}
    for company in companies:
        if company.parent is not None and company.parent in documented:
            documented.setdefault(company.name, company.parent)
        elif company.parent is not None and company.name in documented:
            documented.setdefault(company.parent, company.name)
    return documented


def _contributors(article: Article, lexicon: OrganisationLexicon) -> Iterator[Voice]:
    """Outlets of the tables that a footer thanks for their part ("With inputs from")."""
    for match in _INPUTS_FROM.finditer(article.text):
        outlet = known_outlet(match["name"], lexicon)
        if outlet is not None:
            yield Voice(outlet.name, _NOWHERE, outlet)


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
                if (
                    not voice.is_pronoun
                    and article.text[voice.span.start : voice.span.end][-9:] != "companies"
                ):
                    found.setdefault(voice.name, voice)
    papers = [voice.span for voice in found.values() if voice.company is None]
    return [
        voice
        for voice in found.values()
        if voice.company is None
        or not any(span.start <= voice.span.start < span.end for span in papers)
    ]


def _auditors(
    article: Article,
    voices: Voices,
    issuers: Sequence[Voice],
    lexicon: OrganisationLexicon,
) -> dict[str, Voice]:
    """Who gives assurance on figures of the item."""
    if not _ASSURANCE.may_be_in(article.text):
        return {}
    issuing = {voice.company for voice in issuers}
    found: dict[str, Voice] = {}
    for index, sentence in enumerate(article.sentences):
        if sentence.section is SectionKind.BOILERPLATE:
            continue
        match = _ASSURANCE.pattern.search(article.text, sentence.start, sentence.end)
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
            continue
        for piece in find_pieces(article, lexicon):
            if piece.sentence == index and article.text[: piece.start].endswith(" by "):
                name = article.text[piece.start : piece.end]
                found.setdefault(name, Voice(name, Span(piece.start, piece.end)))
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
    company: str | None,
    is_attributed: bool,
    documented: Mapping[str, str],
    speech: Speech,
) -> bool:
    """Whether a fact is the outlet's own reporting: it has no speaker, or says "we".

    A fact about a company that has made a statement or a filing is that company's.
    """
    sentence = article.sentences[index]
    if sentence.section is not SectionKind.BODY or index in speech.answers:
        return False
    words = article.text[sentence.start : sentence.end]
    if _FIRST_PERSON.search(_QUOTED.sub("", words)) is not None:
        return True
    return not is_attributed and (company not in documented or _MARKET.search(words) is not None)


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
