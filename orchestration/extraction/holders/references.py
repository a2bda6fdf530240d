"""References back, and the company that the text is about from sentence to sentence.

Which company "the group", "the plant", "its", "it" or a manager's "we" means is the most salient of
those that fit: companies gain salience by their part in a sentence and lose it with every sentence.
The names themselves are found in ``companies``, roles in ``roles``; whose a figure is, is decided
in ``holders``.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from orchestration.extraction.companies.organisation_lexicon import (
    OrganisationLexicon,
    organisation_lexicon,
)
from orchestration.extraction.companies.parents import NamedMention
from orchestration.extraction.cues import tokenise
from orchestration.extraction.holders import salience
from orchestration.extraction.holders.anaphors import (
    BODIES,
    FIRST_PERSON,
    GENERAL,
    OTHERS,
    OWNERS,
    POSSESSIVES,
    SITES,
    UNITS,
    Candidate,
    CompanyReference,
    ReferenceKind,
    anaphor,
)
from orchestration.extraction.holders.flow import Flow, is_helping
from orchestration.extraction.holders.main_company import find_main_company
from orchestration.extraction.holders.markets import begins_with_place, is_of_market
from orchestration.extraction.holders.roles import ACTING, Part, Role, read_parts
from orchestration.extraction.holders.spokespeople import (
    people_speaking,
    somebody_speaks,
    speaks_here,
)
from orchestration.extraction.patterns import heads_in, word_pattern
from orchestration.extraction.records import Company, Span
from orchestration.reference import Reference
from orchestration.text.article import Article, SectionKind, Sentence


@dataclass(frozen=True, slots=True)
class Discourse:
    """How an article goes on about its companies.

    ``main`` is the company that the article is about; ``topics`` holds, for each sentence, the
    company that it is about where no company that it names or refers to acts in it.
    """

    references: tuple[CompanyReference, ...]
    main: str | None
    topics: tuple[str | None, ...]


_ACTED_UPON = frozenset((Role.OBJECT, Role.BENEFICIARY, Role.RECIPIENT, Role.GIVER, Role.PARTNER))
_KNOWN = frozenset(("the", "this", "that"))
"""Before a site that was spoken of already, and so is not brought up as somebody's."""
_MEMORY = 40
"""How many companies are kept in mind for a reference."""
_MOST_BETWEEN = 60
_IS_UNIT_OF = re.compile(
    r",? (?:which is )?(?:a|an|the) (?:[\w-]+ ){0,3}(?:subsidiary|unit|arm|affiliate"
    r"|division) of (?:the )?"
)
_RUN_BY = re.compile(
    r",? (?:which (?:is|was) )?(?:planned|operated|run|owned|controlled|managed|developed) by "
    r"(?:the |its )?(?:[\w-]+ ){0,2}?(?:(?:unit|subsidiary|arm|division|affiliate) )?"
)
_APPOSITION = re.compile(r",? (?:is |which is )?(?:a|an|the|its) ([^,.;:()]{1,60})")
_QUOTES = re.compile(r"[“\"]([^“”\"]*)(?:[”\"]|$)")
_ANOTHER_CLAUSE = re.compile(r",|;| (?:which|that|while|as|because|after|before|if|and) ")
_WE = word_pattern(r"\b(?:[Ww]e|[Oo]ur|us)\b")
_I = word_pattern(r"\bI(?:['’](?:m|ve|d|ll))?\b(?!\.)|\b[Mm]y\b")
_OFTEN = 3
"""In how many sentences a company says "we" that writes itself."""
_LATE = 0.3


def find_references(
    article: Article, companies: Sequence[Company], reference: Reference
) -> tuple[CompanyReference, ...]:
    """Every span that refers to one of ``companies``, in text order."""
    return read_discourse(article, companies, reference).references


def read_discourse(
    article: Article, companies: Sequence[Company], reference: Reference
) -> Discourse:
    """Which company is meant where, and what each sentence is about."""
    return _Reader(article, companies, organisation_lexicon(reference)).read()


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
    """The state of one pass over the text: how salient each company is, who is quoted, …"""

    def __init__(
        self, article: Article, companies: Sequence[Company], lexicon: OrganisationLexicon
    ) -> None:
        self.article = article
        self.text = article.text
        self.lexicon = lexicon
        self.parents: Mapping[str, str | None] = {one.name: one.parent for one in companies}
        self.owners = frozenset(self.parents.values())
        mentions = named_mentions(article, companies)
        self.named: dict[int, list[Candidate]] = {}
        for one in mentions:
            inside = self.named.setdefault(one.sentence, [])
            if not inside or inside[-1].span.end <= one.span.start:
                inside.append(Candidate(one.span, one.name, None))
        self.main = find_main_company(article, companies, self._named_parts())
        self.begins_at = self._first_place(companies)
        self.writer = self.main if self._is_own_voice() else None
        self.nouns, self.around = self._described(companies)
        self.salience: dict[str, float] = {}
        self.gained: dict[str, float] = {}
        self.recent: dict[str, None] = {}
        self.sites: dict[str, dict[str, float]] = {}
        self.persons: dict[str, str] = {}
        self.last_speaker: str | None = None

    def _named_parts(self) -> dict[int, list[tuple[str, int, int, Part]]]:
        found = {}
        for index, candidates in self.named.items():
            sentence = self.article.sentences[index]
            parts = self._parts(sentence, candidates)
            found[index] = [
                (one.name or "", one.span.start, one.span.end, part)
                for one, part in zip(candidates, parts, strict=True)
            ]
        return found

    def _parts(self, sentence: Sentence, candidates: Sequence[Candidate]) -> list[Part]:
        tokens = tokenise(self.text, sentence.start, sentence.end)
        return read_parts(self.text, tokens, [one.span for one in candidates], self.lexicon.words)

    def _first_place(self, companies: Sequence[Company]) -> int:
        """From where on the text is about the main company.

        A digest whose companies come up late tells about markets before.
        """
        first = min(
            (
                span.start
                for company in companies
                if company.name == self.main
                for _, span in company.mentions
            ),
            default=0,
        )
        return first if first > _LATE * len(self.text) else 0

    def _is_own_voice(self) -> bool:
        """Whether the text is the company's own: it says "we", and nobody says "I"."""
        times = 0
        for sentence in self.article.sentences:
            if sentence.section is SectionKind.BOILERPLATE:
                continue
            words = self.text[sentence.start : sentence.end]
            if "“" in words or '"' in words:
                words = _QUOTES.sub("", words)
            heads = heads_in(self.text, sentence.start, sentence.end)
            if _I.is_in(words, heads):
                return False
            times += _WE.is_in(words, heads)
        return times >= _OFTEN

    def _described(
        self, companies: Sequence[Company]
    ) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
        """What each company is called besides its name, and the words around its first mentions.

        "The smelting branch X", "Y, a magnet maker of Lyon".
        """
        known, text = self.lexicon.words["reference_noun"] | SITES | BODIES, self.text
        nouns: dict[str, frozenset[str]] = {}
        around: dict[str, frozenset[str]] = {}
        for company in companies:
            words = {word.casefold() for name, _ in company.mentions for word in name.split()}
            near: set[str] = set()
            for _, span in company.mentions[:4]:
                before = text[max(0, span.start - 40) : span.start].rpartition("\n")[2]
                words.update(before.split()[-2:])
                after = _APPOSITION.match(text[span.end : span.end + 80])
                if after is not None:
                    words.update(after[1].split(" of ")[0].split()[-1:])
                near.update(before.split()[-4:], text[span.end : span.end + 60].split()[:8])
            nouns[company.name] = frozenset(_folded(word) for word in words) & known
            around[company.name] = frozenset(_folded(word) for word in near | words)
        return nouns, around

    def read(self) -> Discourse:
        """Every reference and topic in text order."""
        references: list[CompanyReference] = []
        topics: list[str | None] = []
        flow = Flow(None if self.begins_at else self.main)
        for index, sentence in enumerate(self.article.sentences):
            if sentence.section is SectionKind.BOILERPLATE:
                topics.append(None)
                continue
            named = self.named.get(index, [])
            begins = sentence.paragraph != flow.paragraph
            if sentence.end > self.begins_at:
                flow.main = self.main
            if begins:
                for name in self.salience:
                    self.salience[name] *= salience.DECAY_AT_PARAGRAPH
            flow.begin(self.text, sentence, begins)
            found = self._read_sentence(index, sentence, named, begins)
            speaker = self._speaker(sentence, found)
            if speaker is not None:
                self.last_speaker = speaker
            telling = speaker or next((one.name for one in found if one.part.speaks), None)
            if telling is not None and telling == self.parents.get(self.main or ""):
                telling = None
            names_actor = any(
                one.part.role in ACTING and one.kind is not ReferenceKind.PRONOUN for one in found
            )
            of_place = not names_actor and self._is_of_place(sentence)
            if of_place:
                found = [one for one in found if one.kind is not ReferenceKind.PRONOUN]
            topics.append(
                None if of_place else flow.topic if flow.topic_is_set else (telling or flow.topic)
            )
            flow.go_on(self.text, sentence, found, speaker)
            self._settle(sentence, found, flow.topic if flow.topic_is_set else None)
            references += found
        return Discourse(tuple(references), self.main, tuple(topics))

    def _read_sentence(
        self, index: int, sentence: Sentence, named: Sequence[Candidate], begins: bool
    ) -> list[CompanyReference]:
        candidates = self._candidates(sentence, named)
        if not candidates:
            return []
        parts = self._parts(sentence, candidates)
        quotes = [
            match.span(1) for match in _QUOTES.finditer(self.text, sentence.start, sentence.end)
        ]
        is_row = " | " in self.text[sentence.start : sentence.end]
        found: list[CompanyReference] = []
        for at, (one, part) in enumerate(zip(candidates, parts, strict=True)):
            if one.match is None:
                name, kind, words = one.name, ReferenceKind.NAMED, ""
            else:
                match = one.match
                words = (
                    match["pronoun"] or match["noun"] or match["pair"] or match["order"]
                ).casefold()
                kind = ReferenceKind.PRONOUN if match["pronoun"] else ReferenceKind.DEFINITE
                after = next((later for later in candidates[at + 1 :] if later.match is None), None)
                name = self._explained(match, after) or (
                    self._quoted(index, sentence, candidates, match)
                    if words in FIRST_PERSON and _is_in(quotes, match.start())
                    else self._meant(match, words, part, found, begins)
                )
            if name is None:
                continue
            if kind is ReferenceKind.DEFINITE and words not in SITES | GENERAL | UNITS | OWNERS:
                self.nouns[name] = self.nouns.get(name, frozenset()) | {words}
            if kind is ReferenceKind.NAMED and part.is_owned:
                name = self._owner_of(sentence, part, name)
            helps = name != self.main and (is_row or is_helping(self.text, sentence, part))
            found.append(CompanyReference(name, one.span, kind, words, part))
            self._see(name, part, sentence, helps=helps)
        return found

    def _owner_of(self, sentence: Sentence, part: Part, name: str) -> str:
        """The parent where that is what is a company's: "X's parent has …"."""
        tokens = tokenise(self.text, sentence.start, sentence.end)
        behind = [token.lower for token in tokens[part.last + 1 : part.last + 2]]
        parent = self.parents.get(name)
        return parent if behind and behind[0] in OWNERS and parent in self.recent else name

    def _candidates(self, sentence: Sentence, named: Sequence[Candidate]) -> list[Candidate]:
        """The names and anaphors of a sentence in text order, none within another."""
        found: list[Candidate] = []
        seen = 0
        for match in anaphor(self.lexicon).finditer(self.text, sentence.start, sentence.end):
            while seen < len(named) and named[seen].span.start < match.end():
                found.append(named[seen])
                seen += 1
            if not found or found[-1].span.end <= match.start():
                found.append(Candidate(Span(*match.span()), None, match))
        return [*found, *named[seen:]]

    def _see(self, name: str, part: Part, sentence: Sentence, *, helps: bool) -> None:
        """Bring a company to mind, and with it the sites that are its."""
        self.recent.pop(name, None)
        self.recent[name] = None
        gained = salience.OF_ROLE[part.role] * (salience.HELPING if helps else 1.0)
        self.gained[name] = max(self.gained.get(name, 0.0), gained)
        if sentence.section is not SectionKind.TITLE:
            self.salience[name] = max(self.salience.get(name, 0.0), gained)
        if part.is_owned or part.role is Role.SUBJECT:
            tokens = tokenise(self.text, sentence.start, sentence.end)
            reach = part.last + (7 if part.is_owned else 16)
            for at in range(part.last, min(reach, len(tokens))):
                token = tokens[at]
                if token.lower in SITES and not (
                    {tokens[at - 1].lower, tokens[at - 2].lower if at > 1 else ""} & _KNOWN
                ):
                    of_noun = self.sites.setdefault(token.lower, {})
                    of_noun[name] = max(of_noun.get(name, 0.0), 1.0 if part.is_owned else 0.6)

    def _is_of_place(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of a country, a trade or a market."""
        tokens = tokenise(self.text, sentence.start, sentence.end)
        return begins_with_place(self.text, tokens, self.lexicon.words, SITES) or is_of_market(
            self.text, tokens, self.lexicon.words
        )

    def _settle(
        self, sentence: Sentence, found: Sequence[CompanyReference], topic: str | None
    ) -> None:
        """Let salience fade behind a sentence."""
        if sentence.section is SectionKind.TITLE:
            self.gained = {}
            return
        self.salience = {
            name: value * salience.DECAY
            for name, value in self.salience.items()
            if value * salience.DECAY > salience.FORGOTTEN
        }
        for one in found:
            kept = self.gained[one.name] * (salience.INSERTED if one.part.within else 0.9)
            self.salience[one.name] = max(self.salience.get(one.name, 0.0), kept)
        if topic is not None:
            self.salience[topic] = max(self.salience.get(topic, 0.0), salience.TOPIC)
        self.gained = {}

    def _explained(self, match: re.Match[str], after: Candidate | None) -> str | None:
        """The company that the words behind an anaphor give: "the mill of X", "…, a unit of X"."""
        if after is None or match["noun"] is None:
            return None
        between = self.text[match.end() : after.span.start]
        related = match["noun"].casefold() in UNITS | OWNERS
        if match["noun"].casefold() in SITES and _RUN_BY.fullmatch(between):
            return after.name
        if between in (" of ", " of the ") and not related:
            return after.name
        if len(between) < _MOST_BETWEEN and _IS_UNIT_OF.fullmatch(between):
            return next((one for one, owner in self.parents.items() if owner == after.name), None)
        return None

    def _meant(
        self,
        match: re.Match[str],
        words: str,
        part: Part,
        here: Sequence[CompanyReference],
        begins: bool,
    ) -> str | None:
        """The company that an anaphor means, or ``None`` where none has been named."""
        if match["pronoun"] is not None:
            return (
                self.main
                if words in FIRST_PERSON
                else self._by_pronoun(here, part, match.start(), begins)
            )
        if match["pair"] is not None or match["order"] is not None:
            return self._of_two(words)
        if match["determiner"].casefold() in POSSESSIVES:
            owner = self._by_pronoun(here, replace(part, is_owned=True), match.start(), begins)
            if words in OWNERS:
                return self._parent(owner)
            if words in UNITS:
                return next((one for one in self._lately() if self.parents.get(one) == owner), None)
            return None if words in OTHERS else owner
        return self._by_noun(words, match["words"], part, match.start(), here, begins)

    def _is_other_kind(self, name: str, noun: str) -> bool:
        """Whether a company is called by another kind: a utility is no steelmaker."""
        kinds = self.nouns.get(name, frozenset()) - GENERAL - SITES - UNITS - OWNERS - OTHERS
        return bool(kinds) and noun not in kinds

    def _parent(self, owned: str | None) -> str | None:
        """The parent of a company, or else of the one named last that has one."""
        names = [owned or "", *self._lately()]
        return next((parent for name in names if (parent := self.parents.get(name))), None)

    def _by_pronoun(
        self, here: Sequence[CompanyReference], part: Part, at: int, begins: bool
    ) -> str | None:
        """The nearest company that acts in the sentence so far, else the most salient one.

        What a verb acts upon is another than its subject: "X will lend it 5 m".
        """
        actor = next((one for one in reversed(here) if one.part.role in ACTING), None)
        if (
            part.role in _ACTED_UPON
            and not part.is_owned
            and actor is not None
            and not actor.part.speaks
            and not _ANOTHER_CLAUSE.search(self.text, actor.span.end, at)
        ):
            other = next((one for one in reversed(here) if one.name != actor.name), None)
            if other is not None:
                return other.name
            return self._most(
                lambda name: salience.NEVER if name == actor.name else 0.0, begins=False
            )
        for one in reversed(here):
            within = one.part.within
            if one.part.role in ACTING and not (within and part.first >= within):
                return one.name
        if here and here[0].part.role in (Role.MAKER, Role.BENEFICIARY):
            return here[0].name
        return self._most(lambda _: 0.0, begins=False)

    def _by_noun(
        self,
        noun: str,
        adjectives: str,
        part: Part,
        at: int,
        here: Sequence[CompanyReference],
        begins: bool,
    ) -> str | None:
        # A company is no unit of itself.
        owned = here[-1].name if here and part.role is Role.OWNER else None
        actor = next((one for one in reversed(here) if one.part.role in ACTING), None)
        if (
            owned is None
            and actor is not None
            and part.role in _ACTED_UPON
            and not _ANOTHER_CLAUSE.search(self.text, actor.span.end, at)
        ):
            owned = actor.name
        described = [_folded(word) for word in adjectives.split()]

        def fits(name: str) -> float:
            if name == owned:
                return salience.NEVER
            gained = (
                salience.CALLED_SO
                if noun in self.nouns.get(name, ()) and noun != "company"
                else 0.0
            )
            gained += salience.HAS_ONE * self.sites.get(noun, {}).get(name, 0.0)
            around = self.around.get(name, frozenset())
            if any(_describes(word, around) for word in described):
                gained += salience.DESCRIBED
            if noun in UNITS:
                gained += 1.0 if self.parents.get(name) else -1.0
            elif noun == "group":
                gained += 0.4 if name in self.owners else 0.0
                gained -= 0.6 if self.parents.get(name) in self.recent else 0.0
            elif noun not in GENERAL | SITES | UNITS | OWNERS and self._is_other_kind(name, noun):
                gained -= salience.OTHER_KIND
            elif noun in GENERAL and begins and not here and name == self.main:
                gained += salience.PLAINLY
            elif noun in GENERAL and "division" in self.nouns.get(name, ()):
                gained -= 0.3
            return gained

        if noun in OWNERS and noun not in self.nouns.get(self.main or "", ()):
            focus = self._most(lambda _: 0.0, begins=False)
            parent = self.parents.get(focus or "")
            if parent in self.recent:
                return parent
        if (
            not here
            and noun in OTHERS
            and not any(noun in self.nouns.get(one, ()) for one in self._lately())
        ):
            return None
        return self._most(fits, begins=begins and not here)

    def _most(self, fits: Callable[[str], float], *, begins: bool) -> str | None:
        """The company of the greatest salience, with what its fitting is worth."""
        best: tuple[float, str] | None = None
        names = dict.fromkeys(self._lately())
        if self.main is not None and not self.begins_at:
            names.setdefault(self.main)
        for name in names:
            score = self.salience.get(name, 0.0) + fits(name)
            if name == self.main:
                score += salience.MAIN + (salience.MAIN_AT_PARAGRAPH if begins else 0.0)
            if best is None or score > best[0]:
                best = (score, name)
        return best[1] if best is not None else None

    def _lately(self) -> Iterator[str]:
        for number, name in enumerate(reversed(self.recent)):
            if number >= _MEMORY:
                return
            yield name

    def _of_two(self, words: str) -> str | None:
        """Of the last two companies the one named first, or for "the latter" second."""
        last = [name for _, name in zip(range(2), self._lately(), strict=False)]
        if len(last) < 2:
            return last[0] if last else None
        return last[0] if words == "latter" else last[1]

    def _quoted(
        self,
        index: int,
        sentence: Sentence,
        candidates: Sequence[Candidate],
        match: re.Match[str],
    ) -> str | None:
        """The company of whoever says "we" within a quotation."""
        for later in range(index, min(index + 3, len(self.article.sentences))):
            other = self.article.sentences[later]
            if other.paragraph > sentence.paragraph + 1:
                break
            names = (
                [one for one in candidates if one.match is None]
                if later == index
                else self.named.get(later, [])
            )
            person = self._person(other, [(one.span, one.name) for one in names if one.name])
            if person is not None:
                return person
            outside = next(
                (one.name for one in names if speaks_here(self.text, one.span, other)),
                None,
            )
            if outside is not None:
                return outside
        return self.last_speaker or self._most(lambda _: 0.0, begins=False)

    def _speaker(self, sentence: Sentence, found: Sequence[CompanyReference]) -> str | None:
        """The company whose person speaks in a sentence."""
        named = [(one.span, one.name) for one in found if one.words not in FIRST_PERSON]
        return self._person(sentence, named)

    def _person(self, sentence: Sentence, named: Sequence[tuple[Span, str | None]]) -> str | None:
        """The company of a person who says something, by what stands beside or was said before."""
        for surname, beside in people_speaking(self.text, sentence, named):
            known = beside or self.persons.get(surname)
            if known is None:
                known = self._most(lambda _: 0.0, begins=True)
            if known is not None:
                self.persons[surname] = known
                return known
        return self.last_speaker if somebody_speaks(self.text, sentence) else None


def _folded(word: str) -> str:
    return word.strip("“”\"'’.,():;").removesuffix("'s").removesuffix("’s").casefold()


def _describes(word: str, around: frozenset[str]) -> bool:
    """Whether an adjective is among the words around a name, as itself or by its place."""
    return word in around or (
        len(word) > 4 and any(len(one) > 4 and one[:4] == word[:4] for one in around)
    )


def _is_in(spans: Sequence[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in spans)
