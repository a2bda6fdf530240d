"""Stretches of capitalised words, cut into pieces that can be names.

A piece is only a candidate: whether it names a company, a person, a place or nothing at all is
decided in ``companies``. The rules here are about spelling: which words belong to one name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from orchestration.extraction.organisation_lexicon import Key, OrganisationLexicon, fold
from orchestration.text.article import Article, SectionKind, Sentence

_UPPER = "A-Z" + "".join(sign for sign in map(chr, range(0xC0, 0x250)) if sign.isupper()) + "Α-ΩЀ-Я"
_CAPITALISED = re.compile(
    rf"(?<![\w@#$/.])(?:A/S\b|(?:plc|mbH|a\.s|s\.r\.o|d\.o\.o|d\.d|e\.V|S\.p\.A|S\.r\.l)(?!\w)|[{_UPPER}](?:[\w&+]|['’‑\-](?=\w)|\.(?=[A-Z]\b|[A-Z]{{2,4}}\b))*)"
)
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")
_OPENING = " \t\"'“”‘’«([•*-–—»"
_MODIFIER = re.compile(r".+-(?:based|listed|owned|led|backed|born|run|made|style|area)$")

_PLAIN = frozenset((" ", "\u00a0", "\u202f"))
_AND = frozenset((" and ", " und ", " et ", " y ", " e "))
_AMPERSAND = frozenset((" & ", " + "))
_OF = frozenset((" of ", " of the ", " for ", " for the ", " des ", " für "))
_ROMANCE = frozenset(
    (
        " de ",
        " de la ",
        " del ",
        " do ",
        " da ",
        " dos ",
        " di ",
        " du ",
        " van ",
        " der ",
        " den ",
        " van der ",
        " von ",
        " ter ",
        " ten ",
        " dell",
        " bin ",
    )
)
_JOINING = _PLAIN | _AND | _AMPERSAND | _OF | _ROMANCE | {", ", " (", ") "}
_LONGEST_NAME = 12
"""Words; what is longer is no name, and must not cost more than its length."""
_FAMILY = frozenset(
    ("sons", "son", "söhne", "hijos", "fils", "partners", "associates", "co", "brothers", "company")
)


@dataclass(frozen=True, slots=True)
class Word:
    """One capitalised word; ``key`` is its folded form."""

    text: str
    key: str
    start: int
    end: int
    possessive: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that can be one name.

    ``initial`` says that it opens its sentence, where a capital means little; ``heading`` that its
    sentence is spelled in title case or capitals, where it means nothing.
    """

    words: tuple[Word, ...]
    sentence: int
    initial: bool
    heading: bool
    key: Key = field(init=False)

    def __post_init__(self) -> None:
        """Keep the folded words, which every later step compares."""
        object.__setattr__(self, "key", tuple(word.key for word in self.words))

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character, without a possessive ending."""
        last = self.words[-1]
        return (
            last.end - 2
            if last.possessive and last.text[-1] in "sS"
            else (last.end - 1 if last.possessive else last.end)
        )


@lru_cache(maxsize=1)
def find_pieces(article: Article, lexicon: OrganisationLexicon) -> tuple[Piece, ...]:
    """All pieces of the article's sentences in text order; boilerplate is passed over.

    The last article's pieces are kept, since companies and sources both want them.
    """
    pieces: list[Piece] = []
    for index, sentence in enumerate(article.sentences):
        if sentence.section is SectionKind.BOILERPLATE:
            continue
        words = _words(article.text, sentence, lexicon)
        if not words:
            continue
        heading = _is_heading(article.text, sentence, len(words))
        first = _first_letter(article.text, sentence)
        for run in _runs(article.text, words):
            for cut in _cut(article.text, run, lexicon, run[0].start <= first):
                initial = cut[0].start <= first
                kept = _without_opening(cut, lexicon) if initial else cut
                if kept:
                    pieces.append(Piece(kept, index, initial and kept is cut, heading))
    return tuple(pieces)


def _words(text: str, sentence: Sentence, lexicon: OrganisationLexicon) -> list[Word]:
    words = []
    for match in _CAPITALISED.finditer(text, sentence.start, sentence.end):
        word, end = match[0], match.end()
        if text[end : end + 1] == "." and (
            (lexicon.is_legal_form(word) and word + "." != "AS.")
            or (_INITIALS.fullmatch(word) and "." in word)
            or (len(word) == 1 and text[end + 1 : end + 2] == " ")
        ):
            word, end = word + ".", end + 1
        elif (
            text[end : end + 1] in "'’"
            and word[-1] in "sS"
            and not text[end + 1 : end + 2].isalnum()
            and text[end : end + 1] != ""
        ):
            word, end = word + text[end], end + 1
        words.append(
            Word(
                word,
                fold(word),
                match.start(),
                end,
                word.endswith(("'s", "’s", "'S", "’S", "'", "’")),
            )
        )
    return words


def _is_heading(text: str, sentence: Sentence, capitalised: int) -> bool:
    """Whether most long words of the sentence are capitalised, so that capitals tell nothing."""
    if capitalised < 3:
        return text[sentence.start : sentence.end].isupper()
    small = sum(
        len(word) > 3
        for word in re.findall(r"(?<!\w)[a-z]\w*", text[sentence.start : sentence.end])
    )
    if sentence.section is SectionKind.TITLE:
        return capitalised > 1.5 * small
    return small == 0 and capitalised > 6


def _first_letter(text: str, sentence: Sentence) -> int:
    start = sentence.start
    while start < sentence.end and text[start] in _OPENING:
        start += 1
    return start


def _runs(text: str, words: list[Word]) -> Iterator[list[Word]]:
    run = [words[0]]
    for before, word in pairwise(words):
        if text[before.end : word.start] in _JOINING:
            run.append(word)
        else:
            yield run
            run = [word]
    yield run


def _cut(
    text: str, run: list[Word], lexicon: OrganisationLexicon, initial: bool
) -> Iterator[tuple[Word, ...]]:
    piece = [run[0]]
    bracket = False
    for index, (before, word) in enumerate(pairwise(run)):
        gap = text[before.end : word.start]
        if gap == " (":
            bracket = _is_bracket_inside(text, run, index + 1)
            joins = bracket
        elif gap == ") ":
            joins, bracket = bracket, False
        else:
            joins = _joins(gap, piece, before, word, lexicon, initial and before is run[0])
        if joins and len(piece) < _LONGEST_NAME:
            piece.append(word)
        else:
            yield tuple(piece)
            piece = [word]
    yield tuple(piece)


def _is_bracket_inside(text: str, run: list[Word], index: int) -> bool:
    """Whether the word in brackets stands within a name: "IREL (India) Limited"."""
    return (
        index + 1 < len(run)
        and text[run[index].end : run[index + 1].start] == ") "
        and not run[index].possessive
    )


def _joins(
    gap: str,
    piece: list[Word],
    before: Word,
    word: Word,
    lexicon: OrganisationLexicon,
    opens: bool,
) -> bool:
    """Whether ``word`` goes on with the name that ends in ``before``."""
    legal = lexicon.is_legal_form(word.text) and len(piece) > 0
    if gap == ", ":
        return legal and not opens
    if before.possessive:
        return False
    ended = lexicon.is_legal_form(before.text) and len(piece) > 1
    if ended:
        return legal or (gap in _AMPERSAND and word.key in _FAMILY)
    if gap in _AND:
        public = lexicon.words["government"]
        if len(piece) > 2 and piece[-2].key == "bank":
            # "Bank for Reconstruction and Development", with " for " before the last word.
            return True
        if piece[0].key in public and len(piece) > 1 and before.key not in public:
            return True
        return word.key in _FAMILY or (
            len(piece) > 1 and before.key in lexicon.words["trade"] and word.key in lexicon.industry
        )
    if gap in _OF:
        return before.key in lexicon.words["institution"] or (
            before.key in lexicon.words["government"]
        )
    if gap in _ROMANCE:
        return not lexicon.is_a("common", before.key)
    return not (
        _MODIFIER.match(before.key) or (opens and lexicon.is_a("function_word", before.key))
    )


def _without_opening(words: tuple[Word, ...], lexicon: OrganisationLexicon) -> tuple[Word, ...]:
    """The words without those at the front that are capitalised for opening the sentence."""
    start = 0
    last = words[-1].key
    named = len(words) > 2 and (last in lexicon.industry or last.endswith(lexicon.endings))
    while (
        start < len(words)
        and lexicon.is_a("common", words[start].key)
        and not (named and start == 0 and lexicon.is_a("adjective", words[0].key))
        and not (lexicon.is_a("trade", words[start].key) and start + 1 < len(words))
        and not (lexicon.is_a("direction", words[start].key) and len(words) > start + 2)
    ):
        start += 1
    return words[start:]
