"""Who speaks in which sentence: the subjects of its reporting verbs, and "according to".

Outlets, companies and what refers back to them can speak. Which of them are sources of the article
is decided in ``sources``. Everything looks at a window around a verb, so that a sentence of any
length costs no more than its length.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from orchestration.extraction.anaphors import CompanyReference, ReferenceKind
from orchestration.extraction.evidence import NameKind, kind_of
from orchestration.extraction.names import Piece, find_pieces
from orchestration.extraction.organisation_lexicon import (
    OrganisationLexicon,
    Outlet,
    name_key,
)
from orchestration.extraction.publishers import known_outlet
from orchestration.extraction.records import Company, Span
from orchestration.text.article import Article, SectionKind, Sentence

_WINDOW = 280
_CLAUSE_LENGTH = 120
_BEHIND_VERB = 70

_SILENT_VERBS = frozenset(("according", "called", "calls", "declined", "claim", "books", "posts"))
_ACCORDING = re.compile(r"\b[Aa]ccording to |\b[Pp]er (?=the company|[A-Z])|\b[Ss]ource: ")
_STOP = re.compile(r",|\.(?:\s|$)|;")
_CLAUSE_START = re.compile(r"[,;:“”\"]|\bthat\b")
_STATEMENT = re.compile(
    r"\b(?:filing|notice|announcement|statement|report|release|accounts?|presentation|prospectus|"
    r"disclosure|document|circular|result)s?\b"
)
_FILING = re.compile(
    r"\b(?:filing|stock exchange|annual report|interim report|prospectus|10-[KQ]|8-K)\b",
    re.IGNORECASE,
)
_ANONYMOUS = re.compile(
    r"\b(?:traders?|bankers?|sources?|people|buyers?|sellers?|brokers?|officials|insiders?|"
    r"participants?|residents?|neighbours?|dealers?|person familiar)\s*[A-Za-z ]{0,30}$"
)
_PAPER = re.compile(
    r"\b(?:newspaper|daily|paper|agency|broadcaster|magazine|outlet|consultancy|authors?|"
    r"same page|same report)\b"
)
_OFFICE = re.compile(
    r"(?i)\b(?:in charge|team|office|manager|chief|director|executive|president|chairman|"
    r"chairwoman|"
    r"foreman|superintendent|secretary|engineer|head|founder|boss|leader|officer|owner|operator)\b"
)
_AUXILIARY = re.compile(r"\W*(?:(?:has|had|have|also|later|then|itself|in turn)\W*)*")
_LINKED = re.compile(r"\b(?:which|and|but|that)\b[^,]*$")
_PERSON = re.compile(
    r"[\s“\"”]*(?:and |but |as )?(?:he|she|(?:(?:Mr|Ms|Mrs|Dr|Prof)\.? )?[A-Z][\w’'-]+)\s*"
)
_AND_BEFORE = re.compile(r"\b(?:and|while) $")
_FIGURE_NEXT = re.compile(r" (?:about |some |only |just )?(?:RMB |US|A|C|HK)?[\d€$£¥]")
_APPOSED = re.compile(
    r"\s*(?:a|an|the|its|your|our|their|which|who|whose|based|part of|one of|for its part)\b[^.;]*"
)
_HIDDEN = re.compile(
    r"(?:two|three|four|several|some|many)? ?(?:people|sources|traders|bankers|officials|persons|"
    r"insiders|brokers|dealers)\b"
)
_NAME_NEXT = re.compile(r" [A-Z]")
_WRITER = re.compile(r"\b(?:I|we)\s*$")
_CHANNEL = re.compile(r"\b(?:account|channel|website|site|page|blog|newsletter|post)\b")
_OWN_FIGURES = re.compile(
    r"\b(?:preliminary|unaudited|own|first|provisional) (?:figure|result|number)s?\b"
)
_SPOKESPERSON = re.compile(r"\bspokes(?:man|woman|person)\b")
_OUTLOOK = re.compile(r"\b(?:expects?|expected|forecasts?|sees|reckons)\b")
_LABEL = re.compile(r"(?:[A-Z][\w’'.-]{0,30})(?: [A-Z][\w’'.-]{0,30}){0,3}(?=: )|[QA](?=[:.] )")
_PUBLIC = frozenset(
    (
        *("council", "ministry", "agency", "authority", "bureau", "department", "commission"),
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
_ADDING = frozenset(("add", "adds", "added"))
_WRITING = frozenset(("write", "writes", "wrote"))
_ASKING = frozenset(("Q", "Question", "Interviewer"))
_GOING_ON = re.compile(r" ([a-z]+)")


@dataclass(frozen=True, slots=True)
class Voice:
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


@dataclass(frozen=True, slots=True)
class Speech:
    """Who speaks: one entry a sentence.

    ``documented`` names the companies that speak for themselves, by a statement, a report or a
    filing, and not by somebody who was asked; ``filing`` those that speak by a filing. ``answers``
    are the sentences, by index, in which somebody who is interviewed answers.
    """

    speakers: tuple[tuple[Voice, ...], ...]
    documented: frozenset[str]
    filing: frozenset[str]
    answers: frozenset[int]


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
            span = Span(words[start].start, words[start + length - 1].end)
            outlet = lexicon.outlets.get(part)
            if outlet is not None:
                return Voice(outlet.name, span, outlet)
            if part == own and publisher is not None:
                return Voice(publisher, span)
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


@lru_cache(maxsize=4)
def _speech_verbs(lexicon: OrganisationLexicon) -> re.Pattern[str]:
    verbs = "|".join(sorted(lexicon.words["reporting_verb"] - _SILENT_VERBS))
    return re.compile(
        rf"(?<!\bas )(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbeen )\b(?:{verbs})\b"
        r"(?! (?:by|off|down|next|later|back|again)\b)"
        r"|\bputs? (?:its|their|the) [^.,;]{1,48}? at\b"
    )


def find_speech(
    article: Article,
    voices: Voices,
    topic: str | None,
    publisher: Voice | None,
    lexicon: OrganisationLexicon,
) -> Speech:
    """Who speaks in each sentence of the article.

    ``topic`` is the company of those who are interviewed; ``publisher`` speaks for its anonymous
    sources.
    """
    answers = _answers(article, lexicon) if topic is not None else frozenset()
    speakers: list[tuple[Voice, ...]] = []
    filing: set[str] = set()
    documented: set[str] = set()
    last: Voice | None = None
    for index, sentence in enumerate(article.sentences):
        found: dict[str, Voice] = {}
        if sentence.section is not SectionKind.BOILERPLATE:
            before = speakers[-1] if speakers else ()
            scene = _Scene(article.text, sentence, voices, before, last, publisher)
            for voice in _speaking(scene, lexicon):
                found.setdefault(voice.name, voice)
        if not found and index in answers and topic is not None:
            found[topic] = Voice(topic, Span(sentence.start, sentence.start), company=topic)
        speakers.append(tuple(found.values()))
        companies = {voice.name for voice in found.values() if voice.company is not None}
        last = next((voice for voice in found.values() if voice.company is not None), last)
        if companies and _STATEMENT.search(article.text, sentence.start, sentence.end):
            documented |= companies
        documented |= {
            voice.name
            for voice in found.values()
            if voice.company is not None and not voice.is_person and index not in answers
        }
        if companies and _FILING.search(article.text, sentence.start, sentence.end):
            filing |= companies
    return Speech(tuple(speakers), frozenset(documented), frozenset(filing), answers)


def _answers(article: Article, lexicon: OrganisationLexicon) -> frozenset[int]:
    """The sentences of an interview in which somebody answers: those behind a person's label."""
    labels: dict[int, str] = {}
    for index, sentence in enumerate(article.sentences):
        match = _LABEL.match(article.text, sentence.start, sentence.end)
        if match is not None and sentence.section is SectionKind.BODY:
            labels[index] = match[0]
    often = {label for label, times in Counter(labels.values()).items() if times > 1}
    if len(often) < 2:
        return frozenset()
    found: set[int] = set()
    answering = False
    for index, sentence in enumerate(article.sentences):
        label = labels.get(index)
        if label in often and label is not None:
            answering = known_outlet(label, lexicon) is None and label not in _ASKING
        elif sentence.section is not SectionKind.BODY:
            answering = False
        if answering:
            found.add(index)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence to be read, with who spoke ``before`` it and which company spoke ``last``."""

    text: str
    sentence: Sentence
    voices: Voices
    before: Sequence[Voice]
    last: Voice | None
    publisher: Voice | None

    def person(self, position: int) -> Voice | None:
        """The company of a person who speaks at ``position``."""
        voice = self.last or self.voices.last_company(position)
        return replace(voice, is_person=True) if voice is not None else None


def _speaking(scene: _Scene, lexicon: OrganisationLexicon) -> list[Voice]:
    """Who speaks in one sentence; "it said" goes on with an outlet that spoke before."""
    text, sentence, voices = scene.text, scene.sentence, scene.voices
    found = []
    for match in _ACCORDING.finditer(text, sentence.start, sentence.end):
        end = min(sentence.end, match.end() + _WINDOW)
        stop = _STOP.search(text, match.end(), end)
        end = stop.start() if stop is not None else end
        words = text[match.end() : end]
        here = voices.between(match.end(), end)
        papers = [voice for voice in here if voice.company is None]
        voice = next(iter([*papers, *here]), None) or _unnamed(words, scene, match.start())
        if _HIDDEN.match(words):
            voice = papers[0] if papers else scene.publisher
        if voice is not None:
            asked = voice.company is not None and _OFFICE.search(words) is not None
            found.append(replace(voice, is_person=asked))
    for verb in _speech_verbs(lexicon).finditer(text, sentence.start, sentence.end):
        if verb[0] in _ADDING and _FIGURE_NEXT.match(text, verb.end()):
            continue
        low, high = max(sentence.start, verb.start() - _WINDOW), verb.end() + _WINDOW
        here = voices.between(low, min(sentence.end, high))
        voice = _subject(verb, here, scene)
        if voice is None:
            continue
        if voice.is_pronoun and scene.before and scene.before[-1].company is None:
            voice = scene.before[-1]
        # Companies write only by a channel of theirs; otherwise they write new chapters.
        if (
            voice.company is not None
            and not voice.is_person
            and verb[0] in _WRITING
            and _CHANNEL.search(text, voice.span.end, verb.start()) is None
        ):
            continue
        found.append(voice)
        if voice.company is not None:
            found += _gapped(text, verb, here, sentence)
    for verb in _OUTLOOK.finditer(text, sentence.start, sentence.end):
        before = text[max(sentence.start, verb.start() - _CLAUSE_LENGTH) : verb.start()]
        clause = _CLAUSE_START.split(before)[-1]
        here = voices.between(verb.start() - len(clause), verb.start())
        paper = (
            here[-1]
            if here
            else _unnamed(clause, scene, verb.start())
            if _PAPER.search(clause)
            else None
        )
        if paper is not None and paper.company is None:
            found.append(paper)
    return found


def _subject(verb: re.Match[str], here: Sequence[Voice], scene: _Scene) -> Voice | None:
    """Who is the subject of a reporting verb."""
    text, sentence = scene.text, scene.sentence
    before = text[max(sentence.start, verb.start() - _CLAUSE_LENGTH) : verb.start()]
    clauses = _CLAUSE_START.split(before.rstrip(" ,"))
    clause = clauses[-1]
    start = verb.start() - len(clause) - 1
    nearest = [voice for voice in here if start <= voice.span.start < verb.start()]
    behind = [voice for voice in here if voice.span.start >= verb.end()]
    earlier = [voice for voice in here if voice.span.start < verb.start()]
    if _ANONYMOUS.search(clause):
        told = [voice for voice in behind if voice.outlet is not None]
        papers = [voice for voice in (*nearest, *told) if voice.company is None]
        return papers[0] if papers else scene.publisher
    if _WRITER.search(clause):
        return scene.publisher
    if len(clauses) > 1 and before.rstrip().endswith(",") and _APPOSED.fullmatch(clause):
        named = [voice for voice in earlier if voice.span.start < start]
        if named:
            return named[-1]
    if nearest:
        asked = _OFFICE.search(clause) is not None and _SPOKESPERSON.search(clause) is None
        return replace(nearest[-1], is_person=asked) if nearest[-1].company else nearest[-1]
    unnamed = _unnamed(clause, scene, verb.start())
    if unnamed is not None:
        return unnamed
    inverted = verb[0] in ("says", "said") and _NAME_NEXT.match(text, verb.end()) is not None
    bare = inverted or _AUXILIARY.fullmatch(clause) is not None
    if clause.strip() and bare and not inverted and earlier:
        return earlier[0]
    after = [voice for voice in behind if voice.span.start < verb.end() + _BEHIND_VERB]
    if after and bare and verb[0] != "told":
        gap = text[verb.end() : after[0].span.start]
        asked = _OFFICE.search(gap) is not None or _NAME_NEXT.match(gap) is not None
        return replace(after[0], is_person=asked) if after[0].company else after[0]
    if earlier and (bare or _LINKED.search(clause)):
        return earlier[0]
    if (bare and not after) or _PERSON.fullmatch(clause):
        return scene.person(verb.start())
    return None


def _unnamed(words: str, scene: _Scene, position: int) -> Voice | None:
    """Whom "the newspaper", "the filing" or "the team" means."""
    if _PAPER.search(words):
        return scene.voices.last_paper(scene.sentence.end)
    if _OFFICE.search(words):
        return scene.person(position)
    if _OWN_FIGURES.search(words):
        return scene.voices.last_company(position)
    if _STATEMENT.search(words) or _SPOKESPERSON.search(words):
        return scene.last or scene.voices.last_company(scene.sentence.start)
    return None


def _gapped(
    text: str, verb: re.Match[str], here: Sequence[Voice], sentence: Sentence
) -> list[Voice]:
    """Companies to which the verb goes on: "A reported 4 t and B 5 t"."""
    return [
        voice
        for voice in here
        if voice.span.start > verb.end()
        and voice.company is not None
        and voice.is_named
        and _AND_BEFORE.search(text, max(sentence.start, voice.span.start - 8), voice.span.start)
        and _FIGURE_NEXT.match(text, voice.span.end, sentence.end)
    ]


def subjects_of(
    article: Article, references: Sequence[CompanyReference], topic: str | None
) -> Mapping[int, str]:
    """The company that each sentence is about.

    It is kept within a paragraph until another comes up; a paragraph that names none, behind the
    first mention of ``topic``, is about that.
    """
    starts = [sentence.start for sentence in article.sentences]
    first: dict[int, str] = {}
    for one in references:
        first.setdefault(bisect_right(starts, one.span.start) - 1, one.name)
    current: str | None = None
    known = False
    paragraph = -1
    kept: dict[int, str] = {}
    for index, sentence in enumerate(article.sentences):
        if sentence.paragraph != paragraph:
            current, paragraph = topic if known else None, sentence.paragraph
        current = first.get(index, current)
        known = known or current == topic
        if current is not None:
            kept[index] = current
    return kept
