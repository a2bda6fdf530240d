"""Where an article's facts come from: its publisher, its originators, and who speaks where.

``publisher`` is the outlet that carries the article; an originator is the outlet or organisation
that a fact comes from. What is a company is decided in ``companies``; how independent a source is,
in the warehouse.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from orchestration.extraction.evidence import NameKind, kind_of
from orchestration.extraction.names import Piece, find_pieces
from orchestration.extraction.organisation_lexicon import (
    Outlet,
    OrganisationLexicon,
    name_key,
    organisation_lexicon,
)
from orchestration.extraction.records import Company, Source, SourceKind, SourceRole, Span
from orchestration.extraction.references import CompanyReference, ReferenceKind, find_references
from orchestration.reference import Reference
from orchestration.text.article import Article, SectionKind, Sentence

_HEAD_LENGTH = 700
_DATELINE = re.compile(
    r"\((?P<bracket>[A-Z][A-Za-z&. ]{1,30})\)\s*(?:-{1,2}|–|—)|/(?P<slash>[A-Z][A-Za-z -]{3,24})/\s*(?:-|–|—)"
)
_DATE = re.compile(
    r"\b(?:\d{1,2}\.? (?:[A-Z][a-z]{2,8}\.?),? (?:\d{4}|\d\d)|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|"
    r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}|[A-Z][a-z]{2,8} \d{4})\b"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|[Cc]opyright)\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by )?(?P<name>[A-Z][^.,|·™®©\n]{2,50})"
)
_ISSUE = re.compile(r"(?:\b(?:[Ii]ssue|[Vv]ol(?:ume)?\.?|[Nn]o\.)|#) ?\d")
_RELEASE = re.compile(
    r"\b(?:press release|news release|media release|for immediate release|media contact|press contact|"
    r"investor relations|about us|notes to editors|ad[- ]hoc|(?:semi-annual|annual|interim|quarterly|"
    r"half-year(?:ly)?|sustainability) report|invitation to tender|notice of|award notice|tender notice)\b|^Contact:",
    re.IGNORECASE | re.MULTILINE,
)
_LABEL = re.compile(r"(?:[A-Z][\w’'.-]*)(?: [A-Z][\w’'.-]*){0,3}(?=: )|[QA](?=[:.] )")
_SEGMENT = re.compile(r"\s+[-–—|·•]\s+|[|·•]|,\s+|\s{3,}")
_DRAWN_FROM = re.compile(
    r"\b(?:draw(?:n|s)? (?:from|on)|rel(?:y|ies|ied) on|based on|sourced from|sources?:|suppl(?:ied|y) by|"
    r"provided by|comes? from|came from|taken from|adapted from|translated from|compiled from|"
    r"originates? (?:from|with)|originated (?:from|with)|derived from|issued by|released by|published by|"
    r"furnished by|obtained from)\b"
)
_STATEMENT = re.compile(
    r"\b(?:filing|notice|announcement|statement|report|release|accounts?|presentation|prospectus|"
    r"disclosure|document|circular|return)s?\b"
)
_FILING = re.compile(
    r"\b(?:filing|stock exchange|annual report|interim report|prospectus|10-[KQ]|8-K)\b", re.I
)
_ANONYMOUS = re.compile(
    r"\b(?:one|two|three|four|several|some|a|an|the|other|many)? ?(?:[a-z-]+ )?(?:traders?|bankers?|sources?|people|buyers?|sellers?|"
    r"brokers?|officials?|insiders?|participants?|residents?|neighbours?|dealers?|person familiar)\s*(?:[a-z ]{0,30})$"
)
_PAPER = re.compile(
    r"\b(?:newspaper|daily|paper|agency|broadcaster|magazine|outlet|same page|same report)\b"
)
_ACCORDING = re.compile(r"\b[Aa]ccording to |\b[Pp]er (?=the company|[A-Z])|\b[Ss]ource: ")
_TOLD = re.compile(r"\btold\b")
_ASSURANCE = re.compile(
    r"\b(?:limited|reasonable) assurance\b|\bassured by\b|\baudited by\b|\bverified by\b"
)
_FIGURE = re.compile(r"\d|\b(?:halved|doubled|tripled|zero|dozen|half|third|quarter)\b")
_NO_FIGURE = re.compile(
    _DATE.pattern
    + r"|\b(?:[Cc]hapter|[Aa]rticle|[Rr]oom|[Nn]o\.|[Aa]nnex|[Pp]age|[Hh]eading|ISO|[Pp]hase|[Ss]ection) ?\d+"
    r"|\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2} (?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December)\b|\b(?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December) \d{1,2}\b"
)
_AUXILIARY = re.compile(r"\W*(?:(?:has|had|have|also|later|then|itself|in turn)\W*)*")
_WHICH_CLAUSE = re.compile(r"\b(?:which|and|but|that)\b[^,]*$")
_PERSON = re.compile(
    r"[\s“\"”]*(?:and |but |as )?(?:he|she|(?:(?:Mr|Ms|Mrs|Dr|Prof)\.? )?[A-Z][\w’'-]+)\s*"
)
_AND_BEFORE = re.compile(r"\b(?:and|while) $")
_FIGURE_NEXT = re.compile(r" (?:about |some |only |just )?(?:RMB |US|A|C|HK)?[\d€$£¥]")
_MARKET = re.compile(
    r"\b(?:shares (?:fell|rose|closed|gained|lost|slid|jumped|dropped|climbed|ended|traded|stood|opened)|market value|analysts?)\b"
)


@dataclass(frozen=True, slots=True)
class SourceReading:
    """The sources of an article.

    ``speakers`` has one entry for each sentence of the article: the names of the sources that say
    it, empty where nobody is named. ``unattributed`` names the sources of such sentences.
    ``documented`` names the originators that are companies on whose statement or filing the item
    draws; ``answers`` are the sentences, by index, in which somebody interviewed answers.
    """

    sources: tuple[Source, ...]
    has_disclaimer: bool
    speakers: tuple[tuple[str, ...], ...]
    unattributed: tuple[str, ...]
    answers: frozenset[int]
    documented: frozenset[str | None]

    def sources_of(self, sentence: int, company: str | None) -> tuple[str, ...]:
        """Who says what a sentence states about ``company``: a name of ``sources`` each.

        A fact about a company without attribution, in an item that draws on its statement or
        filing, has that originator (``docs/claims.md``).
        """
        speaking = self.speakers[sentence]
        if speaking:
            return (company,) if company in speaking else speaking
        return (company,) if company in self.documented else self.unattributed


@dataclass(frozen=True, slots=True)
class _Voice:
    """Somebody who can speak, at a place of the text; ``company`` or ``outlet`` or nobody known."""

    span: Span
    name: str
    outlet: Outlet | None
    company: str | None
    is_named: bool = True
    is_pronoun: bool = False


def find_sources(
    article: Article, companies: Sequence[Company], reference: Reference
) -> SourceReading:
    """Find the publisher, the originators, and who speaks in each sentence."""
    return _Sources(article, companies, reference).read()


@lru_cache(maxsize=4)
def _speech(lexicon: OrganisationLexicon) -> re.Pattern[str]:
    verbs = sorted(
        lexicon.words["reporting_verb"]
        - {
            "according",
            "called",
            "calls",
            "booked",
            "books",
            "posted",
            "posts",
            "declined",
            "claim",
            "report",
            "say",
            "estimated",
        }
    )
    return re.compile(
        rf"\b(?:{'|'.join(verbs)}|say|report|estimated)\b(?! by\b)"
        r"|\bputs? (?:its|their|the) [^.,;]{1,48}? at\b"
    )


class _Sources:
    """One reading of an article's sources."""

    def __init__(
        self, article: Article, companies: Sequence[Company], reference: Reference
    ) -> None:
        self.article = article
        self.companies = {company.name: company for company in companies}
        self.lexicon = organisation_lexicon(reference)
        self.references = find_references(article, companies, reference)
        self.starts = [sentence.start for sentence in article.sentences]
        self.pieces = find_pieces(article, self.lexicon)
        self.voices = self._voices()
        self.filing: set[str] = set()
        self.documented: set[str] = set()
        self.publisher: _Voice | None = None

    def read(self) -> SourceReading:
        """Publisher first, then who is named as source, then who speaks."""
        publisher = self._publisher()
        if publisher is not None and not self._is_carrier(publisher):
            self.publisher = publisher
        drawn = self._drawn_from()
        answers = self._answers()
        speakers: list[list[_Voice]] = []
        for index in range(len(self.article.sentences)):
            here = self._speakers(index, speakers[-1] if speakers else ())
            answering = answers.get(index)
            speakers.append([answering] if answering is not None and not here else here)
        issuer = self._issuer(publisher)
        unattributed = self._unattributed(publisher, drawn, issuer)
        originators: dict[str, _Voice] = {voice.name: voice for voice in drawn}
        for voice in issuer:
            originators.setdefault(voice.name, voice)
        auditors = self._auditors(issuer)
        for voice in auditors.values():
            originators.setdefault(voice.name, voice)
        spoken: list[tuple[str, ...]] = []
        for index, voices in enumerate(speakers):
            voices = self._kept(voices, [*drawn, *issuer], auditors)
            spoken.append(tuple(voice.name for voice in voices))
            if self._has_figure(index):
                for voice in voices:
                    originators.setdefault(voice.name, voice)
        if publisher is not None and not drawn and not issuer and not self._is_carrier(publisher):
            if not originators or self._reports_itself(spoken, originators):
                originators.setdefault(publisher.name, publisher)
        if not originators and unattributed:
            for voice in unattributed:
                originators.setdefault(voice.name, voice)
        names = {voice.name for voice in drawn}
        sources = [
            self._source(
                voice,
                SourceRole.ORIGINATOR,
                self._kind(voice, publisher, auditors),
                voice.name in names,
            )
            for voice in originators.values()
        ]
        if publisher is not None:
            kind = self._kind(publisher, publisher, auditors)
            sources.insert(0, self._source(publisher, SourceRole.PUBLISHER, kind, False))
        known = set(originators)
        return SourceReading(
            sources=tuple(sources),
            has_disclaimer=any(
                sentence.section is SectionKind.DISCLAIMER for sentence in self.article.sentences
            ),
            speakers=tuple(tuple(name for name in names if name in known) for names in spoken),
            unattributed=tuple(voice.name for voice in unattributed if voice.name in known),
            answers=frozenset(answers),
            documented=frozenset(self.documented & known),
        )

    # Who can speak -----------------------------------------------------------------------------

    def _voices(self) -> list[_Voice]:
        """Outlets and companies of the text, in text order."""
        voices = [
            _Voice(
                one.span,
                one.name,
                None,
                one.name,
                one.kind is ReferenceKind.NAMED,
                one.kind is ReferenceKind.PRONOUN,
            )
            for one in self.references
        ]
        taken = {
            (company, span.start)
            for company in self.companies
            for _, span in self.companies[company].mentions
        }
        named = {start for _, start in taken}
        for piece in self.pieces:
            voice = self._outlet_of(piece)
            if voice is not None and voice.span.start not in named:
                voices.append(voice)
        if self.lexicon.chinese is not None and not self.article.text.isascii():
            for match in self.lexicon.chinese.finditer(self.article.text):
                outlet = self.lexicon.chinese_outlets.get(match[0])
                if outlet is not None:
                    voices.append(_Voice(Span(*match.span()), outlet.name, outlet, None))
        for company in self.companies.values():
            for _, span in company.mentions:
                extended = self._channels(span)
                if extended is not None:
                    voices.append(extended)
        return sorted(voices, key=lambda voice: (voice.span.start, -voice.span.end))

    def _outlet_of(self, piece: Piece) -> _Voice | None:
        words, key = piece.words, piece.key
        text = self.article.text
        for end in range(len(key), 0, -1):
            for start in range(len(key) - end + 1):
                part = key[start : start + end]
                outlet = self.lexicon.outlets.get(part)
                if outlet is not None:
                    span = Span(words[start].start, words[start + end - 1].end)
                    return _Voice(span, outlet.name, outlet, None)
        if len(key) > 1 and not piece.heading and kind_of(key, self.lexicon) is NameKind.OUTLET:
            return _Voice(Span(piece.start, piece.end), text[piece.start : piece.end], None, None)
        return None

    def _channels(self, span: Span) -> _Voice | None:
        """An outlet whose listed name goes on with small letters: "Acme Group channels"."""
        rest = re.match(r" ([a-z]+)", self.article.text[span.end : span.end + 24])
        if rest is None:
            return None
        end = span.end + rest.end()
        outlet = self.lexicon.outlets.get(name_key(self.article.text[span.start : end]))
        return None if outlet is None else _Voice(Span(span.start, end), outlet.name, outlet, None)

    def _named(self, name: str) -> _Voice | None:
        """The outlet or company that a name outside the sentences means."""
        name = name.strip(" \t.,;:|-–—")
        key = name_key(name)
        if not key:
            return None
        nowhere = Span(0, 0)
        shortened = [key]
        while len(shortened[-1]) > 1 and shortened[-1][-1] in _OUTLET_TAILS:
            shortened.append(shortened[-1][:-1])
        for one in shortened:
            if (outlet := self.lexicon.outlets.get(one)) is not None:
                return _Voice(nowhere, outlet.name, outlet, None)
        bare = self.lexicon.without_legal_form(key)
        for company in self.companies.values():
            forms = {self.lexicon.without_legal_form(name_key(company.name))}
            forms |= {name_key(mention) for mention, _ in company.mentions}
            if key in forms or bare in forms:
                return _Voice(nowhere, company.name, None, company.name)
        return _Voice(nowhere, name, None, None)

    # Publisher ---------------------------------------------------------------------------------

    def _publisher(self) -> _Voice | None:
        """The outlet that carries the article; a company's own newsroom is none."""
        for name in self._publisher_names():
            voice = self._named(name)
            if voice is not None:
                return None if voice.company is not None else voice
        return None

    def _publisher_names(self) -> Iterable[str]:
        text = self.article.text
        head = text[:_HEAD_LENGTH]
        dateline = _DATELINE.search(head)
        if dateline is not None:
            name = dateline["bracket"] or dateline["slash"]
            voice = self._named(name)
            if voice is not None and voice.outlet is not None:
                yield name
        if self.article.publisher:
            yield self.article.publisher
        lines = [line.strip() for line in head.split("\n") if line.strip()][:7]
        for line in lines:
            if len(line) > 140:
                break
            voice = self._named(line)
            if voice is not None and voice.outlet is not None:
                yield line
                continue
            date = _DATE.search(line)
            if date is None:
                continue
            for segment in _SEGMENT.split(line[: date.start()] + " | " + line[date.end() :]):
                voice = self._named(segment) if segment else None
                if voice is None:
                    continue
                if voice.outlet is not None or self._looks_like_outlet(segment):
                    yield segment
        masthead = self._masthead(lines)
        if masthead is not None:
            yield masthead
        copyright_line = _COPYRIGHT.search(text)
        if copyright_line is not None:
            yield copyright_line["name"]

    def _masthead(self, lines: Sequence[str]) -> str | None:
        """The first line, if it is a name above the title of a dated or numbered issue."""
        title = self.article.title
        if not lines or title is None or lines[0] == title or title not in lines[1:4]:
            return None
        words = lines[0].split()
        named = len(words) <= 5 and all(word[0].isupper() or word == "&" for word in words)
        dated = any(_DATE.search(line) or _ISSUE.search(line) for line in lines[:4])
        return lines[0] if named and dated and "|" not in lines[0] else None

    def _looks_like_outlet(self, segment: str) -> bool:
        """Whether a segment of a dated line is spelled like the name of a paper."""
        words = segment.split()
        key = name_key(segment)
        if not 1 < len(words) <= 6 or not key:
            return False
        places = self.lexicon.words["place"]
        located = places | self.lexicon.words["direction"] | self.lexicon.words["place_head"]
        return (
            all(word[0].isupper() or word in ("of", "the", "and", "&", "for") for word in words)
            and segment[0].isupper()
            and kind_of(key, self.lexicon) in (NameKind.OUTLET, NameKind.OPEN, NameKind.THING)
            and not located.issuperset(key)
            and key[0] not in places | _DATE_WORDS
        )

    def _is_carrier(self, voice: _Voice) -> bool:
        """Whether an outlet only carries what others write."""
        return voice.outlet is not None and voice.outlet.independence_class in (
            "paid_distribution",
            "statutory_filing",
        )

    # Originators -------------------------------------------------------------------------------

    def _issuer(self, publisher: _Voice | None) -> list[_Voice]:
        """The company whose statement the whole item is: a release, a filing, a newsroom page."""
        if publisher is not None and not self._is_carrier(publisher):
            return []
        topic = self._topic()
        if topic is None or (publisher is None and not self._is_own_page(topic)):
            return []
        return [_Voice(Span(0, 0), topic, None, topic)]

    def _is_own_page(self, topic: str) -> bool:
        """Whether an item without an outlet is a page, a report or a release of ``topic``."""
        text = self.article.text
        for name in self._publisher_names():
            voice = self._named(name)
            if voice is not None and voice.company is not None:
                return True
        if _RELEASE.search(text):
            return True
        spans = [span for _, span in self.companies[topic].mentions]
        return any(
            sentence.start == span.start and sentence.end - span.end <= 1
            for sentence in self.article.sentences[:6]
            for span in spans
        )

    def _topic(self) -> str | None:
        weights: dict[str, float] = {}
        for one in self.references:
            if one.kind is ReferenceKind.NAMED:
                index = bisect_right(self.starts, one.span.start) - 1
                title = self.article.sentences[index].section is SectionKind.TITLE
                weights[one.name] = weights.get(one.name, 0.0) + (3.0 if title else 1.0)
        return max(weights, key=lambda name: weights[name], default=None)

    def _drawn_from(self) -> list[_Voice]:
        """Whom a disclaimer or a note of the editor names as the source of the item."""
        found: dict[str, _Voice] = {}
        text = self.article.text
        for index, sentence in enumerate(self.article.sentences):
            if sentence.section is not SectionKind.DISCLAIMER:
                continue
            match = _DRAWN_FROM.search(text, sentence.start, sentence.end)
            if match is None:
                continue
            stop = re.compile(
                r", (?:which|who|a |an |the |media)|;|\.\s|\. *$| and (?:has|have) "
            ).search(text, match.end(), sentence.end)
            end = stop.start() if stop is not None else sentence.end
            for voice in self._between(match.end(), end):
                if voice.outlet is not None or voice.company is None or voice.name not in found:
                    found.setdefault(voice.name, voice)
        outlets = [voice for voice in found.values() if voice.company is None]
        spans = [voice.span for voice in outlets]
        return [
            voice
            for voice in found.values()
            if voice.company is None
            or not any(span.start <= voice.span.start < span.end for span in spans)
        ]

    def _between(self, start: int, end: int) -> list[_Voice]:
        return [voice for voice in self.voices if start <= voice.span.start < end]

    def _answers(self) -> dict[int, _Voice]:
        """The sentences in which somebody interviewed answers, with the company that he is of."""
        text = self.article.text
        labels: dict[int, str] = {}
        for index, sentence in enumerate(self.article.sentences):
            match = _LABEL.match(text, sentence.start, sentence.end)
            if match is not None and sentence.section is SectionKind.BODY:
                labels[index] = match[0]
        often = {name for name in labels.values() if list(labels.values()).count(name) > 1}
        topic = self._topic()
        if len(often) < 2 or topic is None:
            return {}
        voice = _Voice(Span(0, 0), topic, None, topic)
        answers: dict[int, _Voice] = {}
        answering = False
        for index, sentence in enumerate(self.article.sentences):
            label = labels.get(index)
            if label in often:
                asking = self._named(label or "")
                outlet = asking is not None and asking.outlet is not None
                answering = not outlet and label not in ("Q", "Question", "Interviewer")
            elif sentence.section is not SectionKind.BODY:
                answering = False
            if answering:
                answers[index] = voice
        return answers

    def _speakers(self, index: int, before: Sequence[_Voice]) -> list[_Voice]:
        """Who says the sentence: the subjects of its reporting verbs, and "according to".

        ``before`` are the speakers of the sentence before it: "it said" goes on with an outlet.
        """
        sentence = self.article.sentences[index]
        if sentence.section is SectionKind.BOILERPLATE:
            return []
        text = self.article.text
        here = self._between(sentence.start, sentence.end)
        found: dict[str, _Voice] = {}
        for match in _ACCORDING.finditer(text, sentence.start, sentence.end):
            stop = re.compile(r",|\.(?:\s|$)|;").search(text, match.end(), sentence.end)
            end = stop.start() if stop is not None else sentence.end
            voices = [voice for voice in here if match.end() <= voice.span.start < end]
            voice = next((v for v in voices if v.company is None), voices[0] if voices else None)
            if voice is None:
                voice = self._unnamed(text[match.end() : end], sentence)
            if voice is not None:
                found.setdefault(voice.name, voice)
        for match in _speech(self.lexicon).finditer(text, sentence.start, sentence.end):
            voice = self._subject(match, here, sentence)
            if voice is not None and voice.is_pronoun and before and before[-1].company is None:
                voice = before[-1]
            if voice is not None:
                found.setdefault(voice.name, voice)
                for other in self._gapped(voice, match, here, sentence):
                    found.setdefault(other.name, other)
        companies = {voice.name for voice in found.values() if voice.company is not None}
        if _FILING.search(text, sentence.start, sentence.end):
            self.filing |= companies
        if _STATEMENT.search(text, sentence.start, sentence.end):
            self.documented |= companies
        return list(found.values())

    def _gapped(
        self, voice: _Voice, verb: re.Match[str], here: Sequence[_Voice], sentence: Sentence
    ) -> list[_Voice]:
        """Companies to which the verb goes on: "A reported 4 t and B 5 t"."""
        if voice.company is None:
            return []
        text = self.article.text
        return [
            other
            for other in here
            if other.span.start > verb.end()
            and other.company is not None
            and other.is_named
            and _AND_BEFORE.search(text[sentence.start : other.span.start])
            and _FIGURE_NEXT.match(text[other.span.end : sentence.end])
        ]

    def _subject(
        self, verb: re.Match[str], here: Sequence[_Voice], sentence: Sentence
    ) -> _Voice | None:
        text = self.article.text
        before = text[sentence.start : verb.start()]
        clause = re.split(r"[,;:“”\"]|\bthat\b", before.rstrip(" ,"))[-1]
        start = verb.start() - len(clause) - 1
        nearest = [v for v in here if start <= v.span.start < verb.start()]
        if _ANONYMOUS.search(clause):
            told = [v for v in here if v.span.start >= verb.end() and v.outlet is not None]
            own = [voice for voice in (*nearest, *told) if voice.company is None]
            return own[0] if own else self.publisher
        if nearest:
            return nearest[-1]
        unnamed = self._unnamed(clause, sentence)
        if unnamed is not None:
            return unnamed
        inverted = _AUXILIARY.fullmatch(clause) is not None
        after = [v for v in here if verb.end() <= v.span.start < verb.end() + 70]
        if clause.strip() and inverted and nearest == [] and here and here[0].span.start < start:
            return here[0]
        if after and inverted and verb[0] != "told":
            return after[0]
        earlier = [v for v in here if v.span.start < verb.start()]
        if earlier and (inverted or _WHICH_CLAUSE.search(clause)):
            return earlier[0]
        if (inverted and after == []) or _PERSON.fullmatch(clause):
            return self._last_company(verb.start())
        return None

    def _unnamed(self, words: str, sentence: Sentence) -> _Voice | None:
        """Whom "the newspaper" or "the filing" means."""
        if _PAPER.search(words):
            return next(
                (
                    voice
                    for voice in reversed(self.voices)
                    if voice.span.start < sentence.end and voice.company is None
                ),
                None,
            )
        if _STATEMENT.search(words) or re.search(r"\b(?:in charge|team|manager|chief)\b", words):
            return self._last_company(sentence.start)
        return None

    def _last_company(self, position: int) -> _Voice | None:
        subject: _Voice | None = None
        best = -1
        for voice in self.voices:
            if voice.span.start >= position:
                break
            if voice.company is None:
                continue
            index = bisect_right(self.starts, voice.span.start) - 1
            if index != best:
                subject, best = voice, index
        return subject

    def _kept(
        self, voices: Sequence[_Voice], given: Sequence[_Voice], auditors: Mapping[str, _Voice]
    ) -> list[_Voice]:
        """The speakers of a sentence that are sources of their own.

        In an item that is drawn from a statement the companies speak by that statement.
        """
        if not given:
            return list(voices)
        names = {voice.name for voice in given}
        return [
            voice
            for voice in voices
            if voice.company is None or voice.name in names or voice.name in auditors
        ]

    def _auditors(self, issuer: Sequence[_Voice]) -> dict[str, _Voice]:
        """Who gives assurance on figures of the item."""
        found: dict[str, _Voice] = {}
        issuing = {voice.company for voice in issuer}
        for sentence in self.article.sentences:
            match = _ASSURANCE.search(self.article.text, sentence.start, sentence.end)
            if match is None or sentence.section is SectionKind.BOILERPLATE:
                continue
            here = [
                voice
                for voice in self._between(sentence.start, sentence.end)
                if voice.company is not None and voice.company not in issuing and voice.is_named
            ]
            if here:
                voice = min(here, key=lambda one: abs(one.span.start - match.start()))
                found.setdefault(voice.name, voice)
        return found

    def _has_figure(self, index: int) -> bool:
        sentence = self.article.sentences[index]
        if sentence.section in (SectionKind.DISCLAIMER, SectionKind.BOILERPLATE):
            return False
        text = _NO_FIGURE.sub("", self.article.text[sentence.start : sentence.end])
        return _FIGURE.search(text) is not None

    def _reports_itself(
        self, spoken: Sequence[tuple[str, ...]], originators: Mapping[str, _Voice]
    ) -> bool:
        """Whether some figure of the body has no source but the outlet."""
        subjects, topic = self._subjects(), self._topic()
        for index, sentence in enumerate(self.article.sentences):
            if (
                sentence.section is not SectionKind.BODY
                or spoken[index]
                or not self._has_figure(index)
            ):
                continue
            words = self.article.text[sentence.start : sentence.end]
            if len(words.split()) < 6:
                continue
            first = next(iter(self._between(sentence.start, sentence.end)), None)
            acts = first is not None and first.name == (self.publisher and self.publisher.name)
            if acts or subjects.get(index, topic) not in self.documented or _MARKET.search(words):
                return True
        return False

    def _subjects(self) -> dict[int, str]:
        """The company that each sentence is about, kept until another one comes up."""
        subjects: dict[int, str] = {}
        for one in self.references:
            subjects.setdefault(bisect_right(self.starts, one.span.start) - 1, one.name)
        current: str | None = None
        paragraph = -1
        kept: dict[int, str] = {}
        for index, sentence in enumerate(self.article.sentences):
            if sentence.paragraph != paragraph:
                current, paragraph = None, sentence.paragraph
            current = subjects.get(index, current)
            if current is not None:
                kept[index] = current
        return kept

    def _unattributed(
        self, publisher: _Voice | None, drawn: Sequence[_Voice], issuer: Sequence[_Voice]
    ) -> list[_Voice]:
        if drawn:
            return list(drawn)
        if issuer:
            return list(issuer)
        return [publisher] if publisher is not None else []

    def _kind(
        self, voice: _Voice, publisher: _Voice | None, auditors: Mapping[str, _Voice]
    ) -> SourceKind:
        if voice.name in auditors:
            return SourceKind.ASSURANCE
        if voice.company is None:
            known = voice.outlet.independence_class if voice.outlet is not None else ""
            return _KINDS.get(known, SourceKind.OUTLET)
        filed = publisher is not None and (
            publisher.outlet is not None
            and publisher.outlet.independence_class == "statutory_filing"
        )
        return SourceKind.FILING if filed or voice.name in self.filing else SourceKind.COMPANY

    def _source(
        self, voice: _Voice, role: SourceRole, kind: SourceKind, in_disclaimer: bool
    ) -> Source:
        return Source(
            name=voice.name,
            role=role,
            kind=kind,
            outlet_id=voice.outlet.outlet_id if voice.outlet is not None else None,
            company=voice.company,
            in_disclaimer=in_disclaimer,
        )


_OUTLET_TAILS = frozenset(
    "news newswire online staff desk feature features report com wire".split()
)
_DATE_WORDS = frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday posted updated published".split()
)
_KINDS = {
    "statutory_filing": SourceKind.FILING,
    "official_register": SourceKind.REGISTER,
    "assurance": SourceKind.ASSURANCE,
}
