"""Who speaks in which sentence of an article, from sentence to sentence.

The grammar of one sentence stands in ``attribution``; here a quotation goes on over sentences and
the answers of an interview are told from its questions. Which speakers are sources of the article
is decided in ``sources``.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orchestration.extraction.companies.organisation_lexicon import OrganisationLexicon
from orchestration.extraction.records import Span
from orchestration.extraction.sources.attribution import Attribution, Saying, SentenceReader
from orchestration.extraction.sources.publishers import known_outlet
from orchestration.extraction.sources.voices import Voice, Voices
from orchestration.text.article import Article, SectionKind, Sentence

_LABEL = re.compile(r"(?:[A-Z][\w’'.-]{0,30})(?: [A-Z][\w’'.-]{0,30}){0,3}(?=: )|[QA](?=[:.] )")
_ASKING = frozenset(("Q", "Question", "Interviewer"))
_FIRST_PERSON = re.compile(r"\b(?:I|we|our|my|us|We|Our|My)\b")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]?")
_HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly|supposedly|purportedly|(?:is|are|was|were) (?:said|reported"
    r"|believed|understood|put) (?:to|at))\b"
)
_FEWEST_QUESTIONS = 3
_LONGEST_QUESTION = 320


@dataclass(frozen=True, slots=True)
class Speech:
    """Who speaks: one entry a sentence.

    ``documented`` names the companies that speak for themselves, by a statement, a report or a
    filing, and not by somebody who was asked; ``filing`` those that speak by a filing. ``answers``
    are the sentences, by index, in which somebody who is interviewed answers, ``questions`` those
    in which the interviewer asks.
    """

    said: tuple[tuple[Attribution, ...], ...]
    documented: frozenset[str]
    filing: frozenset[str]
    answers: frozenset[int]
    questions: frozenset[int]


def find_speech(
    article: Article,
    voices: Voices,
    topic: str | None,
    topics: Sequence[str | None],
    publisher: Voice | None,
    lexicon: OrganisationLexicon,
) -> Speech:
    """Who speaks in each sentence of the article.

    ``topic`` is the company of those who are interviewed, ``topics`` those that the sentences are
    about; ``publisher`` speaks for its anonymous sources.
    """
    questions, answers = _interview(article, lexicon)
    reader = SentenceReader(article.text, voices, publisher, lexicon)
    said: list[tuple[Attribution, ...]] = []
    documented: set[str] = set()
    filing: set[str] = set()
    for index, sentence in enumerate(article.sentences):
        found: list[Attribution] = []
        if sentence.section is not SectionKind.BOILERPLATE:
            found = reader.read(index, sentence, topics[index] or topic)
            if index in answers or index in questions:
                found = [one for one in found if one.voice.is_named and one.voice.name != topic]
        if not found and index in answers and topic is not None:
            place = Span(sentence.start, sentence.start)
            found = [Attribution(Voice(topic, place, company=topic), Saying.ASKED)]
        if not found and said and _goes_on(article, index):
            found = list(said[-1][:1])
        said.append(tuple(found))
        for one in found:
            if one.voice.company is not None:
                if one.saying in (Saying.STATED, Saying.DOCUMENTED) and index not in answers:
                    documented.add(one.voice.name)
                if one.is_filed:
                    filing.add(one.voice.name)
    if answers and topic is not None:
        documented.add(topic)
    return Speech(tuple(said), frozenset(documented), frozenset(filing), answers, questions)


def _goes_on(article: Article, index: int) -> bool:
    """Whether a sentence only goes on with the quotation of the one before."""
    before, sentence = article.sentences[index - 1], article.sentences[index]
    if before.paragraph != sentence.paragraph:
        return False
    words = article.text[sentence.start : sentence.end]
    if words[:1] in '“"' and words.rstrip()[-1:] in '”"':
        return True
    if _HEARSAY.search(words):
        return True
    earlier = article.text[before.start : before.end]
    return earlier.count("“") > earlier.count("”") and "“" not in words


def _interview(
    article: Article, lexicon: OrganisationLexicon
) -> tuple[frozenset[int], frozenset[int]]:
    """The sentences of an interview in which somebody asks, and those in which somebody answers."""
    labels = _labels(article)
    often = {label for label, times in Counter(labels.values()).items() if times > 1}
    if len(often) >= 2:
        asking = {
            label
            for label in labels.values()
            if label in _ASKING or known_outlet(label, lexicon) is not None
        }
        return _by_label(article, labels, often, asking)
    paragraphs: dict[int, list[int]] = {}
    for index, sentence in enumerate(article.sentences):
        if sentence.section is SectionKind.BODY:
            paragraphs.setdefault(sentence.paragraph, []).append(index)
    asked = [
        number
        for number, inside in paragraphs.items()
        if _is_question(article, [article.sentences[index] for index in inside])
    ]
    if len(asked) < _FEWEST_QUESTIONS:
        return frozenset(), frozenset()
    questions: set[int] = set()
    answers: set[int] = set()
    for number, inside in paragraphs.items():
        if number in asked:
            questions.update(inside)
        elif number > asked[0]:
            answers.update(inside)
    return frozenset(questions), frozenset(answers)


def _labels(article: Article) -> dict[int, str]:
    labels: dict[int, str] = {}
    for index, sentence in enumerate(article.sentences):
        match = _LABEL.match(article.text, sentence.start, sentence.end)
        if match is not None and sentence.section is SectionKind.BODY:
            labels[index] = match[0]
    return labels


def _by_label(
    article: Article, labels: Mapping[int, str], often: set[str], asking: set[str]
) -> tuple[frozenset[int], frozenset[int]]:
    """Questions and answers behind the labels of those who speak."""
    questions: set[int] = set()
    answers: set[int] = set()
    current: set[int] | None = None
    for index, sentence in enumerate(article.sentences):
        label = labels.get(index)
        if label is not None and label in often:
            current = questions if label in asking else answers
        elif sentence.section is not SectionKind.BODY:
            current = None
        if current is not None:
            current.add(index)
    return frozenset(questions), frozenset(answers)


def _is_question(article: Article, sentences: Sequence[Sentence]) -> bool:
    """Whether a paragraph is an interviewer's: short, it ends by asking, and quotes nobody."""
    words = article.text[sentences[0].start : sentences[-1].end].rstrip(" *_")
    return words.endswith("?") and len(words) <= _LONGEST_QUESTION and words[:1] not in '“"'
