"""Stretches of capitalised words, cut into pieces that can be names.

A piece is only a candidate: whether it names a company, a person, a place or nothing at all is
decided in ``companies``. The rules here are about spelling: which words belong to one name.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from orchestration.extraction.companies.organisation_lexicon import Key, OrganisationLexicon, fold
from orchestration.text.article import Article, SectionKind, Sentence

UPPER = "A-Z" + "".join(sign for sign in map(chr, range(0xC0, 0x250)) if sign.isupper()) + "Α-ΩЀ-Я"
_CAPITALISED = re.compile(
    rf"(?<![\w@#$/.])(?:A/S\b|No\. ?\d{{1,3}}(?![\d.,]\d)|[a-z]{{1,5}}[A-Z][a-z]{{2,}}\w*"
    r"|(?:plc|mbH|a\.s|s\.r\.o|d\.o\.o|d\.d|e\.V|S\.p\.A|S\.r\.l)(?!\w)"
    rf"|[{UPPER}](?:[\w&+]|['’‑\-](?=\w)|\.(?=[{UPPER}]\b|[{UPPER}]{{2,4}}\b))*)"
)
_WIRE_TAG = re.compile(
    r"(?:BRIEF|UPDATE|EXCLUSIVE|FACTBOX|ANALYSIS|INSIGHT|RPT|CORRECTED|FOCUS|WRAPUP|FEATURE|TABLE)-(?=\w)"
)
_OWNER = re.compile(r"(?P<name>.+)-(?:owned|controlled|backed|operated|managed|funded|sponsored)$")
_SAINT = frozenset(("St", "Ste", "Sta", "Sto", "Mt", "Dr", "Mr", "Mrs", "Ms", "Prof", "Bros"))
_DOTTED = frozenset(
    ("Inc", "Ltd", "Co", "Corp", "Ltda", "Bhd", "Sdn", "Pvt", "Pte", "Pty", "Cia", "Cía", "Ets")
)
"""Legal forms that are abbreviated with a full stop; behind others it ends the sentence."""
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")
_LONG_SMALL_WORD = re.compile(r"[a-z](?<!\w.)\w{3,}")
_IMPRINT = re.compile(r"\b(?:19|20)\d\d\b(?! [a-z])| [|·] ")
_LONGEST_IMPRINT = 120
_OPENING = " \t\"'“”‘’«([•*-–—»"
_ENDING = frozenset(("group", "company", "corporation", "house", "works", "sons"))
"""Behind these "of" and a place tell where somebody is at home."""
_OWNERS_HOUSES = frozenset(
    (
        *("bakehouse", "bakery", "hospital", "kitchen", "pharmacy", "coffee", "chocolates"),
        *("bakeries", "butchers", "wines", "brewhouse", "creamery", "dairies", "nurseries"),
        *("restaurants", "pizza", "burgers", "hardware", "hotels", "garages", "furniture"),
    )
)
"""Trades that go by the name of their founder or saint: "Miller's Bakehouse"."""
_LEARNED = frozenset(("university", "institute", "college", "academy", "school"))
_PUBLIC_HEADS = frozenset(("service", "authority", "board", "association", "agency", "council"))
_MODIFIER = re.compile(r".+-(?:based|listed|owned|led|backed|born|run|made|style|area)$")

_PLAIN = frozenset((" ", "\u00a0", "\u202f"))
_AND = frozenset((" and ", " und ", " et ", " y ", " e ", " og ", " och "))
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
_SMALL_IN_TITLES = frozenset(
    (
        *("with", "from", "into", "over", "after", "amid", "than", "that", "this", "upon", "onto"),
        *("before", "while", "when", "under", "about", "above", "below", "between", "during"),
        *("against", "among", "across", "through", "without", "within", "since", "until", "toward"),
        *("towards", "will", "have", "been", "were", "their", "versus", "like", "more", "most"),
    )
)
_TELLING = 2
"""From so many other long words in small letters on, a title is spelled as a sentence is."""
_LONGEST_NAME = 12
"""Words; what is longer is no name, and must not cost more than its length."""
FAMILY = frozenset(
    (
        *("son", "sons", "daughter", "daughters", "brother", "brothers", "sister", "sisters"),
        *("nephew", "nephews", "cousins", "family", "söhne", "sohn", "töchter", "gebrüder"),
        *("hijos", "hijo", "hermanos", "hermanas", "hijas", "fils", "filles", "frères", "cie"),
        *("figli", "figlie", "fratelli", "filhos", "filho", "irmãos", "zonen", "zoon", "sønner"),
        *("søn", "söner", "poika", "pojat", "synowie", "partners", "associates", "co", "company"),
        *("friends", "colleagues", "cia", "cía", "compagnie"),
    )
)
_LEGAL_FORM = re.compile(
    r" (?:AG|SE|Inc|NV|N\.V|GmbH|plc|PLC|Ltd|Corp|ASA|AB|SpA|S\.p\.A|BV|B\.V|Oyj|KGaA|SA|S\.A)\b"
)
_BEFORE_LEGAL_FORM = re.compile(r"(?<![\w.])(?P<word>[a-z][a-z\d-]{2,})\Z")
_LONGEST_WORD = 60
"""A name that its owner spells with a small letter ("voestalpine AG")."""


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
    cuts: list[tuple[tuple[Word, ...], int, bool, bool]] = []
    capitalised = _capitalised(article.text, lexicon)
    for index, sentence in enumerate(article.sentences):
        if sentence.section is SectionKind.BOILERPLATE:
            continue
        words = _words(article.text, sentence, lexicon, capitalised)
        if not words:
            continue
        heading = _is_heading(article.text, sentence, len(words))
        first = _first_letter(article.text, sentence)
        for run in _runs(article.text, words):
            for cut in _cut(article.text, run, lexicon, run[0].start <= first):
                cuts.append((cut, index, cut[0].start <= first, heading))
    within = {tuple(word.key for word in cut) for cut, _, initial, _ in cuts if not initial}
    pieces: list[Piece] = []
    for cut, index, initial, heading in cuts:
        kept = _without_opening(cut, within, lexicon) if initial else cut
        if kept:
            pieces.append(Piece(kept, index, initial and kept is cut, heading))
    return tuple(pieces)


def _capitalised(text: str, lexicon: OrganisationLexicon) -> re.Pattern[str]:
    """What can be a word of a name in this text."""
    small: set[str] = set()
    for form in _LEGAL_FORM.finditer(text):
        line = text.rfind("\n", 0, form.start()) + 1
        match = _BEFORE_LEGAL_FORM.search(
            text, max(line, form.start() - _LONGEST_WORD), form.start()
        )
        if match is not None and not _is_english(match["word"], lexicon):
            small.add(match["word"])
    small.update(name for name in lexicon.small_names if name in text)
    if not small:
        return _CAPITALISED
    alternatives = "|".join(sorted(small, key=lambda word: (-len(word), word)))
    return re.compile(rf"{_CAPITALISED.pattern}|(?<![\w@#$/.-])(?:{alternatives})(?![\w-])")


def _is_english(word: str, lexicon: OrganisationLexicon) -> bool:
    return any(lexicon.is_a(role, word) for role in ("function_word", "common", "vocabulary"))


def _is_plain_english(word: str, lexicon: OrganisationLexicon) -> bool:
    return lexicon.is_a("function_word", word) or lexicon.is_a("vocabulary", word)


def _is_general(word: str, lexicon: OrganisationLexicon) -> bool:
    """Whether a word before "-owned" names no owner ("state-owned", "Dutch-owned")."""
    return _is_english(word, lexicon) or word in lexicon.located


def _is_money(text: str, word: str, end: int, lexicon: OrganisationLexicon) -> bool:
    """Whether a word is the sign or code of a sum of money ("KSh 24", "R640")."""
    sign = word.rstrip("0123456789")
    follows = text[end : end + 2]
    if sign == word and not (
        follows[:1].isdigit() or (follows[:1] in _PLAIN and follows[1:].isdigit())
    ):
        return False
    return sign in lexicon.currencies


def _words(
    text: str, sentence: Sentence, lexicon: OrganisationLexicon, capitalised: re.Pattern[str]
) -> list[Word]:
    words: list[Word] = []
    for match in capitalised.finditer(text, sentence.start, sentence.end):
        word, end, start = match[0], match.end(), match.start()
        owner = None
        if "-" in word:
            tag = _WIRE_TAG.match(word)
            if tag is not None:
                word, start = word[tag.end() :], start + tag.end()
            owner = _OWNER.match(word)
        goes_on = bool(words) and words[-1].end == start - 1
        if owner is not None and (goes_on or not _is_general(fold(owner["name"]), lexicon)):
            word, end = owner["name"], start + owner.end("name")
        if len(word) < 8 and _is_money(text, word, end, lexicon):
            continue
        if text[end : end + 1] == "." and (
            (word in _DOTTED or ("." in word and lexicon.is_legal_form(word)))
            or (_INITIALS.fullmatch(word) and "." in word)
            or (len(word) == 1 and text[end + 1 : end + 2] == " ")
            or (word in _SAINT and text[end + 1 : end + 2] == " ")
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
                start,
                end,
                word.endswith(("'s", "’s", "'S", "’S", "'", "’")),
            )
        )
    return words


def _is_heading(text: str, sentence: Sentence, capitalised: int) -> bool:
    """Whether most long words of the sentence are capitalised, so that capitals tell nothing.

    So it is in titles and headings, and in the dated line that an outlet stands in.
    """
    words = text[sentence.start : sentence.end]
    long = _LONG_SMALL_WORD.findall(words)
    small = len(long)
    if small == 0 and is_imprint(text, sentence):
        return True
    if small == 0 and capitalised > 1 and words.count(" ") == capitalised - 1:
        return True
    if capitalised < 3:
        return words.isupper()
    if sentence.section is SectionKind.TITLE:
        # A title in title case keeps only its prepositions and the like small.
        if small and words.rstrip().endswith("."):
            return False
        telling = sum(word not in _SMALL_IN_TITLES for word in long)
        return capitalised > 1.5 * small and (telling < _TELLING or capitalised > 4 * telling)
    return small == 0 and capitalised > 6


def is_imprint(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is a dated line such as "Kiln Weekly, 6 May 2026"."""
    words = text[sentence.start : sentence.end]
    return len(words) < _LONGEST_IMPRINT and _IMPRINT.search(words) is not None


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
    one_name = _abbreviated(text, run)
    for index, (before, word) in enumerate(pairwise(run)):
        gap = text[before.end : word.start]
        if index in one_name:
            joins = True
        elif gap == " (":
            bracket = _is_bracket_inside(text, run, index + 1)
            joins = bracket
        elif gap == ") ":
            joins, bracket = bracket, False
        else:
            opens = initial and before is run[0]
            joins = _joins(text, gap, piece, run[index + 1 : index + 6], lexicon, opens)
        if joins and len(piece) < _LONGEST_NAME:
            piece.append(word)
        else:
            yield tuple(piece)
            piece = [word]
    yield tuple(piece)


def _abbreviated(text: str, run: Sequence[Word]) -> range:
    """The joints of the words whose initials stand in brackets behind them.

    They are one name, whatever joins them: "National Grain and Oilseed Cooperative (NGOC)".
    """
    for index, (before, word) in enumerate(pairwise(run)):
        letters = word.text
        if text[before.end : word.start] != " (" or not (len(letters) > 2 and letters.isupper()):
            continue
        first = index + 1 - len(letters)
        if first >= 0 and all(
            one.text[0] == letter for one, letter in zip(run[first:], letters, strict=False)
        ):
            return range(first, index)
    return range(0)


def _is_bracket_inside(text: str, run: list[Word], index: int) -> bool:
    """Whether the word in brackets stands within a name: "Acme (Asia) Limited"."""
    return (
        index + 1 < len(run)
        and text[run[index].end : run[index + 1].start] == ") "
        and not run[index].possessive
    )


def _needs_front(text: str, words: Sequence[Word], lexicon: OrganisationLexicon) -> bool:
    """Whether words can't be a name without what stands before them.

    "Clearing Limited" or "Sanitation Company" say what a company does, but not which one it is.
    """
    end = 1
    while (
        end < len(words)
        and text[words[end - 1].end : words[end].start] in _PLAIN
        and not words[end - 1].possessive
    ):
        end += 1
    last = words[end - 1]
    if end == 1 or not (
        lexicon.is_legal_form(last.text)
        or last.key in lexicon.industry
        or last.key in _PUBLIC_HEADS
    ):
        return False
    return all(
        word.key in lexicon.industry or _is_english(word.key, lexicon) for word in words[: end - 1]
    )


def _joins(
    text: str,
    gap: str,
    piece: list[Word],
    after: Sequence[Word],
    lexicon: OrganisationLexicon,
    opens: bool,
) -> bool:
    """Whether the words of ``after`` go on with the name that ``piece`` begins."""
    before, word = piece[-1], after[0]
    legal = lexicon.is_legal_form(word.text) and len(piece) > 0
    if gap == ", ":
        return legal and not opens
    if before.possessive:
        return (
            gap in _PLAIN
            and len(piece) < 3
            and before.text[-1] in "sS"
            and (word.key in _OWNERS_HOUSES or piece[0].text.rstrip(".") in _SAINT)
            and piece[0].key not in lexicon.located
        )
    ended = lexicon.is_legal_form(before.text) and len(piece) > 1
    if ended:
        return legal or (gap in _AMPERSAND and word.key in FAMILY)
    if gap in _AND:
        public = lexicon.words["government"]
        if not _LEARNED.isdisjoint(word.key for word in piece[:-1]) and word.key != "the":
            # "University of Science and Technology", with " of " before the last word.
            return text[piece[-2].end : before.start] in _OF
        if len(piece) > 2 and piece[-2].key == "bank":
            # "Bank for Reconstruction and Development", with " for " before the last word.
            return True
        if piece[0].key in public and len(piece) > 1 and before.key not in public:
            return True
        return word.key in FAMILY or (
            len(piece) > 1
            and (
                (before.key in lexicon.words["trade"] and word.key in lexicon.industry)
                or _needs_front(text, after, lexicon)
            )
        )
    if gap in _OF:
        if len(piece) > 1 and before.key in _ENDING and word.key in lexicon.located:
            return False
        return any(
            before.key in lexicon.words[role] for role in ("institution", "government", "exchange")
        ) or (before.key in ("hospital", "hospitals") and len(piece) > 1)
    if gap in _ROMANCE:
        return not lexicon.is_a("common", before.key)
    return not (
        _MODIFIER.match(before.key) or (opens and lexicon.is_a("function_word", before.key))
    )


def _without_opening(
    words: tuple[Word, ...], within: Set[Key], lexicon: OrganisationLexicon
) -> tuple[Word, ...]:
    """The words without those at the front that are capitalised for opening the sentence.

    ``within`` holds the names that stand elsewhere, and not at the head of a sentence.
    """
    start = 0
    if len(words) > 1 and (
        tuple(word.key for word in words) in within or words[-1].key.startswith("no ")
    ):
        return words
    last = words[-1].key
    named = len(words) > 2 and (last in lexicon.industry or lexicon.ends_like_company(last))
    while (
        start < len(words)
        and lexicon.is_a("common", words[start].key)
        and not (named and start == 0 and lexicon.is_a("adjective", words[0].key))
        and not (
            lexicon.is_legal_form(words[-1].text)
            and len(words) > start + 1
            and (
                not _is_plain_english(words[start].key, lexicon)
                or (words[start].key != "the" and all(word.text.isupper() for word in words))
            )
        )
        and not (lexicon.is_a("trade", words[start].key) and start + 1 < len(words))
        and not (
            len(words[start].text) > 1
            and words[start].text.isupper()
            and not lexicon.is_a("vocabulary", words[start].key)
            and start + 1 < len(words)
        )
        and not (lexicon.is_a("thing", words[start].key) and start + 1 < len(words))
        and not (lexicon.is_a("direction", words[start].key) and len(words) > start + 2)
    ):
        start += 1
    rest = [word.key for word in words[start:]]
    if start == 1 and rest and lexicon.plain.issuperset(rest) and rest[-1] in lexicon.industry:
        # What is left is no name without the word before it ("Rising Nonferrous Metals").
        return words if not lexicon.is_a("function_word", words[0].key) else words[start:]
    return words[start:]
