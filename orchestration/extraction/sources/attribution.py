"""Who says a sentence, by its grammar: verbs of saying, "according to", data and reports.

Each verb of saying is read with the noun phrase that says it, left of it or behind it, inserted
phrases passed over. Which voices there are stands in ``voices``; whether a speaker is a source of
the article is decided in ``sources``.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from orchestration.extraction.companies.organisation_lexicon import OrganisationLexicon
from orchestration.extraction.cues import Token, tokenise
from orchestration.extraction.records import Span
from orchestration.extraction.sources import saying_words as words
from orchestration.extraction.sources.voices import Voice, Voices
from orchestration.text.article import Sentence


class Saying(StrEnum):
    """How a source says something.

    ``STATED``: it made it known; ``DOCUMENTED``: a report, filing or statistic of its own has it;
    ``ASKED``: one of its people spoke; ``EXPECTED``: it reckons or expects.
    """

    STATED = "stated"
    DOCUMENTED = "documented"
    ASKED = "asked"
    EXPECTED = "expected"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source of a sentence and how it says it; ``filed`` where a filing has it."""

    voice: Voice
    saying: Saying
    is_filed: bool = False


_STEPS = 34
"""How far a noun phrase may stand from its verb, in tokens, inserted phrases included."""
_PHRASE = 22
_QUOTES = frozenset('"“”„‟«»')
_STOPS = frozenset((",", ";", ":", "(", ")", "—", "–", "|", "•", "·", "…", ".", "!", "?"))
_CLOSING = frozenset((",", ")", "—", "–", ">"))
_OPENED = {")": "(", ">": "<"}
_BODY_ROLES = ("head", "institution", "government", "outlet")
_ABOUT = frozenset(("about", "some", "only", "just", "another", "nearly", "around"))
_MONEY = frozenset("€$£¥₹")
_JOINING = frozenset(("and", "but", "then", "or"))
STATED = Saying.STATED
_RANK = {Saying.STATED: 0, Saying.DOCUMENTED: 0, Saying.ASKED: 1, Saying.EXPECTED: 2}


class SentenceReader:
    """The attributions of one sentence after the other; remembers who the persons speak for."""

    def __init__(
        self,
        text: str,
        voices: Voices,
        publisher: Voice | None,
        lexicon: OrganisationLexicon,
    ) -> None:
        self.text = text
        self.voices = voices
        self.publisher = publisher
        self.lexicon = lexicon
        self.verbs = (
            (lexicon.words["reporting_verb"] - words.SILENT) | words.ALSO_SAYING | words.EXPECTING
        )
        self.telling = self.verbs | words.SHOWING | {"to", "per", "citing", "by"}
        self.persons: dict[str, Voice] = {}
        self.last_person: Voice | None = None
        self.last_company: Voice | None = None
        self.tokens: tuple[Token, ...] = ()
        self.within: dict[int, Voice] = {}
        self.is_filed = False
        self.last_said: Voice | None = None
        self.topic: str | None = None
        self.index = self.last_at = self.paragraph = self.last_paragraph = -1

    def read(self, number: int, sentence: Sentence, topic: str | None) -> list[Attribution]:
        """Who says ``sentence``, in text order; nobody twice.

        ``topic`` is the company that the sentence is about, whose people speak where no other is
        named.
        """
        self.index, self.topic, self.paragraph = number, topic, sentence.paragraph
        self._begin(sentence)
        found: list[Attribution] = []
        for index, word in enumerate([token[0] for token in self.tokens]):
            if word not in self.telling:
                continue
            if word in self.verbs or word in words.SHOWING:
                found += self._spoken(index)
            elif word == "to" and self._lower(index - 1) == "according":
                found += self._named_behind(index + 1, STATED)
            elif word == "per" and (self._is_name(index + 1) or self._lower(index + 1) == "the"):
                if index + 1 in self.within or self._lower(index + 2) in (
                    "company",
                    "group",
                ):
                    found += self._named_behind(index + 1, STATED)
            elif word == "citing" or (word == "by" and self._is_given(index)):
                found += [
                    one
                    for one in self._named_behind(index + 1, Saying.DOCUMENTED)
                    if one.voice.is_named and one.voice is not self.publisher
                ]
        unique: dict[str, Attribution] = {}
        for one in found:
            known = unique.get(one.voice.name)
            if known is None or _RANK[one.saying] < _RANK[known.saying]:
                unique[one.voice.name] = one
        self._remember(unique.values())
        return list(unique.values())

    def _begin(self, sentence: Sentence) -> None:
        self.tokens = tokenise(self.text, sentence.start, sentence.end)
        starts = [token.start for token in self.tokens]
        self.within = {}
        for voice in self.voices.between(sentence.start, sentence.end):
            first = bisect_left(starts, voice.span.start)
            last = max(first + 1, bisect_left(starts, voice.span.end))
            for index in range(first, min(last, len(starts))):
                self.within.setdefault(index, voice)
        self.is_filed = not words.FILED.isdisjoint([token[0] for token in self.tokens])

    def _remember(self, found: Iterable[Attribution]) -> None:
        for one in found:
            if one.voice.company is not None:
                self.last_company = one.voice
                self.last_paragraph = self.paragraph
            self.last_said, self.last_at = one.voice, self.index

    def _lower(self, index: int) -> str:
        return self.tokens[index][0] if 0 <= index < len(self.tokens) else ""

    def _is_name(self, index: int) -> bool:
        return 0 <= index < len(self.tokens) and self.text[self.tokens[index].start].isupper()

    def _spoken(self, verb: int) -> list[Attribution]:
        """Who is the subject of the verb at ``verb``."""
        word, after = self._lower(verb), self._lower(verb + 1)
        before = self._lower(verb - 1)
        if before in words.BE:
            is_quoted = word in ("quoted", "cited") and after == "as"
            if not is_quoted:
                return []
            return self._resolve(self._phrase_to(verb - 2), (), verb, STATED)
        if after in ("by", "off", "down", "next", "back", "again"):
            return []
        if word in ("added", "adds") and self._is_figure(verb + 1):
            return []
        if word in ("put", "puts") and not any(
            self._lower(at) == "at" for at in range(verb + 1, verb + 14)
        ):
            return []
        saying = Saying.EXPECTED if word in words.EXPECTING else STATED
        if word == "told" and not any(
            self._lower(at) in words.HEARERS for at in range(verb + 1, verb + 4)
        ):
            saying = Saying.ASKED
        phrase, asides = self._left(verb)
        if phrase:
            if word not in self.verbs and not self._ends_in(phrase, words.EVIDENCE):
                return []
            if word in words.NOUNS_TOO and not self._is_subject(phrase):
                return []
            if word in words.WRITING and not self._may_write(phrase):
                return []
            found = self._resolve(phrase, asides, verb, saying)
            paper = self._told(verb) if word in ("told", "tells") else None
            if (
                found
                and paper is not None
                and paper is not found[0].voice
                and (self.publisher is None or paper.name != self.publisher.name)
            ):
                found.append(self._made(paper, STATED))
            return found + (self._gapped(verb, saying) if found else [])
        if word not in self.verbs or word in words.EXPECTING:
            return []
        if self._lower(verb - 1) in _JOINING and word not in words.NOUNS_TOO:
            earlier = [self.within[at] for at in sorted(self.within) if at < verb]
            return [self._made(earlier[0], saying)] if earlier else []
        if word in words.NOUNS_TOO and not self._is_name(verb + 1):
            return []
        return self._named_behind(verb + 1, saying)

    def _gapped(self, verb: int, saying: Saying) -> list[Attribution]:
        """Companies to which the verb goes on: "A reported 4 t and B 5 t"."""
        return [
            self._made(voice, saying)
            for at, voice in self.within.items()
            if at > verb
            and voice.company is not None
            and voice.is_named
            and self._lower(at - 1) in ("and", "while")
            and self.within.get(at - 1) is not voice
            and self._is_figure(self._end_of(at))
        ]

    def _end_of(self, at: int) -> int:
        voice = self.within[at]
        while self.within.get(at) is voice:
            at += 1
        return at

    def _is_given(self, by: int) -> bool:
        """Whether figures or people were asked, compiled or published "by" somebody."""
        before = self._lower(by - 1)
        return before in words.ASKED_BY or (
            before in words.GIVEN_BY
            and any(self._lower(at) in words.EVIDENCE for at in range(by - 4, by - 1))
        )

    def _is_figure(self, index: int) -> bool:
        at = index + 1 if self._lower(index) in ("about", "some", "only", "another") else index
        word = self._lower(at)
        return bool(word) and (word[0].isdigit() or word[0] in "€$£¥₹")

    def _left(self, verb: int) -> tuple[range, list[range]]:
        """The noun phrase before a verb, and the inserted phrases between the two."""
        at = verb - 1
        while at >= 0 and (
            self._lower(at) in words.AUXILIARIES
            or (self._lower(at) in words.DAYS and at not in self.within)
            or (
                self._lower(at).endswith("ly")
                and at not in self.within
                and self._lower(at) not in words.SAYERS
            )
        ):
            at -= 1
        asides: list[range] = []
        while at > 0 and (self._lower(at) in _CLOSING or self._is_age(at)):
            if self._is_age(at):
                at -= 2
                continue
            if self._lower(at - 1) in _QUOTES:
                return range(0), []
            opening = self._opening(at)
            if opening is None:
                return range(0), []
            asides.append(range(opening + 1, at))
            at = opening - 1
        if at >= 0 and self._lower(at) in ("which", "who"):
            at -= 2 if self._lower(at - 1) == "," else 1
        if at < 0 or self._lower(at) in _QUOTES:
            return range(0), []
        return self._phrase_to(at), asides

    def _is_age(self, at: int) -> bool:
        """Whether a bare number stands behind a person's name: "Mia Holm, 52"."""
        return self._lower(at).isdigit() and self._lower(at - 1) == ","

    def _opening(self, closing: int) -> int | None:
        """Where the phrase begins that is inserted before ``closing``; ``None`` if none is."""
        mark = _OPENED.get(self._lower(closing), self._lower(closing))
        for at in range(closing - 1, max(-1, closing - _STEPS), -1):
            word = self._lower(at)
            if word == mark:
                first = self._lower(at + 1)
                is_aside = (
                    mark != ","
                    or first in words.RELATIVES
                    or first in words.OFFICES
                    or any(self._lower(inside) in words.OFFICES for inside in range(at + 1, at + 5))
                    or first.endswith(("-based", "-listed", "-owned"))
                    or (first[:1].isdigit() and closing - at == 2)
                )
                if is_aside:
                    return at
                if mark == ",":
                    continue
                return None
            if word in _QUOTES or word in (";", ":"):
                return None
        return None

    def _phrase_to(self, last: int) -> range:
        """The noun phrase that ends with the token ``last``."""
        at = last
        while at >= 0 and last - at < _PHRASE:
            word = self._lower(at)
            if at not in self.within and (
                word in _STOPS or word in _QUOTES or (word in words.OPENERS and word != "and")
            ):
                break
            if word == "and" and at not in self.within and not self._joins(at):
                break
            at -= 1
        return range(at + 1, last + 1)

    def _joins(self, at: int) -> bool:
        """Whether an "and" stands between two names."""
        return at - 1 in self.within and (at + 1 in self.within or self._is_name(at + 1))

    def _behind(self, first: int) -> tuple[range, list[range]]:
        """The noun phrase from ``first`` on, and what is added to it behind a comma."""
        at = self._phrase_end(first)
        asides: list[range] = []
        while self._lower(at) == "," and len(asides) < 2:
            begins = at + 1
            if not (
                self._lower(begins) in words.RELATIVES
                or any(self._lower(inside) in words.OFFICES for inside in range(begins, begins + 6))
                or self._lower(begins)[:1].isdigit()
            ):
                break
            end = self._phrase_end(begins)
            asides.append(range(begins, end))
            at = end
        return range(first, self._phrase_end(first)), asides

    def _phrase_end(self, first: int) -> int:
        at = first
        while at < len(self.tokens) and at - first < _PHRASE:
            word = self._lower(at)
            if at not in self.within and (
                word in _STOPS or word in _QUOTES or (word in words.OPENERS and word != "and")
            ):
                break
            if word == "and" and at not in self.within and not self._joins(at):
                break
            at += 1
        return at

    def _named_behind(self, first: int, saying: Saying) -> list[Attribution]:
        """Whom the noun phrase behind a verb or "according to" names."""
        phrase, asides = self._behind(first)
        if not phrase:
            return []
        end = phrase[-1] + 1
        publisher = self.within.get(end + 1)
        if (
            self._lower(end) in ("that", "which")
            and publisher is not None
            and self._ends_in(phrase, words.EVIDENCE)
        ):
            return [self._made(publisher, Saying.DOCUMENTED)]
        return self._resolve(phrase, asides, first, saying)

    def _ends_in(self, phrase: range, nouns: frozenset[str]) -> bool:
        """Whether the head of a phrase is one of ``nouns``: before its "of", "by" or "from"."""
        head = phrase[-1]
        for at in phrase:
            if at not in self.within and self._lower(at) in words.PREPOSITIONS and at > phrase[0]:
                head = at - 1
                break
        return any(at not in self.within and self._lower(at) in nouns for at in (head, phrase[-1]))

    def _is_subject(self, phrase: range) -> bool:
        """Whether a phrase ends in somebody or something that can say."""
        last = phrase[-1]
        word = self._lower(last)
        if word == "'s" or self._is_possessive(last):
            return False
        return (
            last in self.within
            or word in words.SAYERS
            or (self._is_name(last) and last > 0 and self._lower(last - 1) not in ("in", "from"))
            or self._ends_in(phrase, words.EVIDENCE)
        )

    def _is_possessive(self, last: int) -> bool:
        voice = self.within.get(last)
        return voice is not None and self._lower(last) in ("its", "their", "our")

    def _may_write(self, phrase: range) -> bool:
        """Companies write only by a channel of theirs; otherwise they write new chapters."""
        if any(self._lower(at) in words.CHANNELS for at in phrase):
            return True
        voice = self.within.get(phrase[-1])
        return voice is None or voice.company is None

    def _resolve(
        self, phrase: range, asides: Sequence[range], verb: int, saying: Saying
    ) -> list[Attribution]:
        """Whom a noun phrase means, with the phrases that are inserted behind it."""
        if not phrase:
            return []
        spoken = frozenset(self._lower(at) for at in phrase if at not in self.within)
        is_evidence = self._ends_in(phrase, words.EVIDENCE)
        names = self._person_names(phrase)
        is_asked = bool(spoken & words.OFFICES) or (bool(names) and not is_evidence)
        if is_evidence:
            saying = Saying.DOCUMENTED
        elif is_asked and not spoken & words.SPOKESPEOPLE:
            saying = Saying.ASKED
        inside = self._voices_in(phrase)
        if inside:
            if inside[-1].is_pronoun and self._goes_on_with_paper(phrase):
                return [self._made(self.last_said, saying)] if self.last_said else []
            if names and is_asked:
                self._introduce(names, inside[-1])
            return [self._made(voice, saying) for voice in inside]
        body = self._organisation(phrase) if names else None
        if body is not None:
            return [self._made(body, Saying.DOCUMENTED if is_evidence else STATED)]
        around = [voice for aside in asides for voice in self._voices_in(aside)]
        added = frozenset(self._lower(at) for aside in asides for at in aside)
        if (
            names
            and around
            and (added & words.OFFICES or added & {"at", "of", "from", "for", "with"})
        ):
            self._introduce(names, around[0])
            return [self._made(around[0], Saying.ASKED)]
        known = next((self.persons[name] for name in names if name in self.persons), None)
        if known is not None:
            self.last_person = known
            return [self._made(known, Saying.ASKED)]
        return self._unnamed(spoken | added, names, is_evidence, saying, verb)

    def _goes_on_with_paper(self, phrase: range) -> bool:
        """Whether "it" goes on with an outlet that spoke in the sentence before."""
        return (
            self.last_said is not None
            and self.last_said.company is None
            and self.last_at == self.index - 1
            and (self.publisher is None or self.last_said.name != self.publisher.name)
            and self._lower(phrase[-1]) in ("it", "they")
        )

    def _unnamed(
        self,
        spoken: frozenset[str],
        names: Sequence[str],
        is_evidence: bool,
        saying: Saying,
        verb: int,
    ) -> list[Attribution]:
        """Whom "he", "the filing", "the manager", "two people" or "official data" means."""
        position = self.tokens[min(verb, len(self.tokens) - 1)].start
        near = self._near(position)
        if spoken & words.CHANNELS and self.last_said is not None:
            return [self._made(self.last_said, saying)]
        if spoken & words.PAPERS and not names:
            paper = self.voices.last_paper(position)
            return [self._made(paper, saying)] if paper is not None else []
        if is_evidence:
            if (
                spoken & words.COMPANY_EVIDENCE
                and not spoken & words.OFFICIALS
                and not spoken & words.MARKET
            ):
                return [self._made(near, saying)] if near is not None else []
            return self._publisher_says(saying)
        if spoken & words.ANONYMOUS:
            told = self._told(verb)
            return [self._made(told, saying)] if told is not None else self._publisher_says(saying)
        if spoken & words.TITLES:
            return []
        if spoken & words.PERSONAL:
            person = self.last_person or near
            return [self._made(person, Saying.ASKED)] if person is not None else []
        if spoken & words.OFFICES or names:
            if near is not None:
                self._introduce(names, near)
                asked = STATED if spoken & words.SPOKESPEOPLE else Saying.ASKED
                return [self._made(near, asked)]
            return []
        if spoken & words.FIRST and self.publisher is not None and not self._is_quoted(verb):
            return self._publisher_says(saying)
        if spoken & words.OFFICIALS:
            return self._publisher_says(saying)
        return []

    def _near(self, position: int) -> Voice | None:
        """The company whose people speak, where they are not told whose they are."""
        if self.last_company is not None and self.last_paragraph == self.paragraph:
            return self.last_company
        if self.topic is not None:
            return Voice(self.topic, Span(position, position), company=self.topic, is_named=False)
        return self.last_company or self.voices.last_company(position)

    def _is_quoted(self, verb: int) -> bool:
        marks = sum(self._lower(at) in _QUOTES for at in range(verb))
        return marks % 2 == 1

    def _told(self, verb: int) -> Voice | None:
        """The outlet that somebody told something."""
        for at in range(verb + 1, verb + 4):
            voice = self.within.get(at)
            if voice is not None and voice.outlet is not None:
                return voice
        return None

    def _publisher_says(self, saying: Saying) -> list[Attribution]:
        return [self._made(self.publisher, saying)] if self.publisher is not None else []

    def _voices_in(self, phrase: range) -> list[Voice]:
        """The voices that a phrase speaks of: its last, or two that are joined by "and"."""
        found: list[tuple[Voice, int]] = []
        for at in phrase:
            voice = self.within.get(at)
            if voice is not None and (not found or found[-1][0] is not voice):
                found.append((voice, at))
        named = [one for one in found if not one[0].is_pronoun] or found
        if not named:
            return []
        last, at = named[-1]
        if len(named) > 1 and self._lower(at - 1) == "and":
            return [named[-2][0], last]
        return [last]

    def _organisation(self, phrase: range) -> Voice | None:
        """A body that no other stage knows as a company: a possessor of data, an acronym."""
        first = next((at for at in phrase if self._is_name(at) and at not in self.within), None)
        if first is None:
            return None
        last = first
        while last + 1 in phrase and self._is_name(last + 1) and last + 1 not in self.within:
            last += 1
        start, end = self.tokens[first].start, self.tokens[last].end
        name = self.text[start:end]
        is_body = (name.isupper() and 2 < len(name) < 8 and last == first) or (
            last > first and any(self.lexicon.is_a(role, self._lower(last)) for role in _BODY_ROLES)
        )
        if not is_body or self._lower(first) in words.OFFICES:
            return None
        return Voice(name, Span(start, end))

    def _person_names(self, phrase: range) -> list[str]:
        """The words of a person's name in a phrase: capitalised, no voice and no title."""
        return [
            self.text[self.tokens[at].start : self.tokens[at].end]
            for at in phrase
            if at not in self.within
            and self._is_name(at)
            and self._lower(at) not in words.NO_NAMES
            and self._lower(at) not in words.OFFICES
            and self._lower(at) not in words.EVIDENCE
            and self._lower(at) not in words.ANONYMOUS
            and self._lower(at) not in words.DAYS
            and self._lower(at - 1) not in ("of", "in", "from", "near")
            and not self.lexicon.is_a("place", self._lower(at))
        ]

    def _introduce(self, names: Sequence[str], voice: Voice) -> None:
        for name in names:
            if len(name) > 1:
                self.persons.setdefault(name, voice)
        self.last_person = voice

    def _made(self, voice: Voice, saying: Saying) -> Attribution:
        return Attribution(voice, saying, self.is_filed and voice.company is not None)
