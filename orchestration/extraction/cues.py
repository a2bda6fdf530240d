"""Words of a sentence, and the phrases of a cue table found among them.

A cue table is a CSV that a domain expert edits; this module knows how its phrases are written and
finds them in linear time. What a cue means is decided by the modules that use it.

How a phrase is written: words in lower case; ``cut|trim`` is either word; ``save~`` is the word
with its regular and irregular inflections (save, saves, saved, saving); ``the?`` may be absent;
``…`` is up to three other words.
Hyphens count as spaces; a gas that goes by its formula is one word, in plain digits and without
the "e" of equivalents: ``co2``, ``so2``, ``ch4``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Generic, NamedTuple, TypeVar

Payload = TypeVar("Payload")

_FORMULA = r"(?:[cs]o[2₂]|ch[4₄]|nh[3₃])(?:[- ]?eq?)?\b"
_ANY_FORMULA = r"(?:[CScs][Oo][2₂]|[Cc][Hh][4₄]|[Nn][Hh][3₃])(?:[- ]?[Ee][Qq]?)?\b"
_TOKEN = re.compile(rf"{_ANY_FORMULA}|[^\W\d_]+|['’]s\b|\d+(?:[.,]\d+)*|[^\w\s]|_")
_GAS = re.compile(rf"{_FORMULA}$")
_FORMULA_ENDS = frozenset("2₂3₃4₄eqEQ")
_PLAIN_DIGITS = {"2": "2", "₂": "2", "3": "3", "₃": "3", "4": "4", "₄": "4"}
_GAP, _GAP_AT_MOST = "…", 3
HYPHENS = frozenset("-‐‑")
_SHORT_STEM = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")

_IRREGULAR = {
    "become": ("became",),
    "begin": ("began", "begun", "beginning"),
    "bring": ("brought",),
    "build": ("built",),
    "buy": ("bought",),
    "cancel": ("cancelled", "cancelling"),
    "come": ("came",),
    "cut": ("cutting",),
    "draw": ("drew", "drawn"),
    "drive": ("drove", "driven"),
    "fall": ("fell", "fallen"),
    "find": ("found",),
    "get": ("got", "gotten", "getting"),
    "give": ("gave", "given"),
    "go": ("went", "gone", "goes"),
    "grow": ("grew", "grown"),
    "have": ("has", "had", "having"),
    "hit": ("hitting",),
    "hold": ("held",),
    "keep": ("kept",),
    "lay": ("laid",),
    "lead": ("led",),
    "leave": ("left",),
    "lend": ("lent",),
    "lie": ("lay", "lain", "lying"),
    "lose": ("lost",),
    "make": ("made",),
    "mean": ("meant",),
    "meet": ("met",),
    "overrun": ("overran",),
    "pay": ("paid",),
    "put": ("putting",),
    "refer": ("referred", "referring"),
    "rise": ("rose", "risen"),
    "run": ("ran", "running"),
    "say": ("said",),
    "see": ("saw", "seen"),
    "sell": ("sold",),
    "set": ("setting",),
    "shed": ("shedding",),
    "shrink": ("shrank", "shrunk"),
    "sink": ("sank", "sunk"),
    "slide": ("slid",),
    "speed": ("sped",),
    "spend": ("spent",),
    "stand": ("stood",),
    "take": ("took", "taken"),
    "tell": ("told",),
    "think": ("thought",),
    "total": ("totalled", "totalling"),
    "travel": ("travelled", "travelling"),
    "treble": (),
    "win": ("won", "winning"),
    "write": ("wrote", "written"),
}


class Token(NamedTuple):
    """One word, number or mark of a text, in lower case; ``text[start:end]`` as it stands."""

    lower: str
    start: int
    end: int


@lru_cache(maxsize=8192)
def tokenise(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of ``text[start:end]``; hyphens inside words are left out.

    Several stages read the sentences of one article, each its tokens: they are made once.
    """
    tokens = []
    # Every word of every article is made here: a token without its constructor takes half the time.
    make = tuple.__new__
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        first, last = match.span()
        if word in HYPHENS and _inside_word(text, first):
            continue
        lower = word.lower()
        if word[-1] in _FORMULA_ENDS and len(word) > 2:
            lower = _plain_formula(lower)
        elif lower == "’s":
            lower = "'s"
        tokens.append(make(Token, (lower, first, last)))
    return tuple(tokens)


def _plain_formula(word: str) -> str:
    """ "co₂e" as "co2"; any other word as it is."""
    formula = _GAS.match(word)
    return word[:2] + _PLAIN_DIGITS[word[2]] if formula else word


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


def inflections(word: str) -> tuple[str, ...]:
    """``word`` with its forms as a verb and as a noun ("rise": rises, rising, rose, risen)."""
    if word.endswith("e"):
        forms = [word, f"{word}s", f"{word}d", f"{word[:-1]}ing", f"{word[:-1]}ings"]
    elif word.endswith("y") and word[-2:-1] not in "aeiou":
        forms = [word, f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing", f"{word}ings"]
    elif word.endswith(("s", "x", "ch", "sh", "z")):
        forms = [word, f"{word}es", f"{word}ed", f"{word}ing", f"{word}ings"]
    else:
        stem = word + word[-1] if _SHORT_STEM.fullmatch(word) else word
        forms = [word, f"{word}s", f"{stem}ed", f"{stem}ing", f"{stem}ings"]
    return tuple(dict.fromkeys([*forms, *_IRREGULAR.get(word, ())]))


def phrases(pattern: str) -> list[tuple[str, ...]]:
    """Every sequence of words that a cue's ``pattern`` stands for."""
    return list(dict.fromkeys(map(_joined, product(*_choices(pattern)))))


_Choices = list[list[tuple[str, ...]]]


def _choices(pattern: str) -> _Choices:
    """The words that may stand at each part of ``pattern``, none where a part may be absent."""
    choices: _Choices = []
    for part in pattern.split():
        if part == _GAP:
            choices.append([(_GAP,) * length for length in range(_GAP_AT_MOST + 1)])
            continue
        optional = part.endswith("?")
        forms: list[tuple[str, ...]] = []
        for word in part.removesuffix("?").split("|"):
            bare = word.removesuffix("~")
            written = inflections(bare) if word.endswith("~") else (bare,)
            forms += [tuple(t.lower for t in tokenise(form, 0, len(form))) for form in written]
        choices.append([*forms, ()] if optional else forms)
    return choices


def _joined(parts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(word for words in parts for word in words)


def _first_words(choices: _Choices) -> set[str]:
    """The words with which a phrase can begin."""
    first: set[str] = set()
    for forms in choices:
        first.update(words[0] for words in forms if words)
        if () not in forms:
            break
    return first - {_GAP}


def _behind(word: str, choices: _Choices) -> Iterator[tuple[str, ...]]:
    """What follows ``word`` in the phrases that begin with it."""
    for at, forms in enumerate(choices):
        for words in forms:
            if words and words[0] == word:
                for rest in product(*choices[at + 1 :]):
                    yield words[1:] + _joined(rest)
        if () not in forms:
            break


class Hit(NamedTuple, Generic[Payload]):
    """A cue found in a sentence: its tokens are ``tokens[first:last]``."""

    first: int
    last: int
    cue: Payload


class _Node(Generic[Payload]):
    """Where the words read so far lead: a tree of all phrases of a table, word by word."""

    __slots__ = ("after", "after_any", "ends")

    def __init__(self) -> None:
        self.after: dict[str, _Node[Payload]] = {}
        self.after_any: _Node[Payload] | None = None
        self.ends: list[tuple[int, Payload]] = []

    def add(self, words: Iterable[str], number: int, payload: Payload) -> None:
        """Add a phrase; ``number`` is its place in the table."""
        node = self
        for word in words:
            if word == _GAP:
                if node.after_any is None:
                    node.after_any = _Node()
                node = node.after_any
            else:
                following = node.after.get(word)
                if following is None:
                    following = node.after[word] = _Node()
                node = following
        node.ends.append((number, payload))


class CueTable(Generic[Payload]):
    """Phrases of one table, ready to be found.

    What can follow a word is worked out when the word is first met: few words of a large table
    stand in the articles that one process reads.
    """

    def __init__(self, cues: Iterable[tuple[str, Payload]]) -> None:
        """Compile ``cues``: pairs of a pattern and what it stands for."""
        self._begins: dict[str, _Node[Payload]] = {}
        self._beginning: dict[str, list[tuple[int, _Choices, Payload]]] = {}
        for number, (pattern, payload) in enumerate(cues):
            choices = _choices(pattern)
            for word in _first_words(choices):
                self._beginning.setdefault(word, []).append((number, choices, payload))

    def _node(self, word: str) -> _Node[Payload]:
        """Where ``word`` leads, the first of some phrases."""
        node = self._begins.get(word)
        if node is None:
            node = _Node()
            for number, choices, payload in self._beginning[word]:
                for words in dict.fromkeys(_behind(word, choices)):
                    node.add(words, number, payload)
            self._begins[word] = node
        return node

    def find(self, tokens: Sequence[Token]) -> list[Hit[Payload]]:
        """The cues among ``tokens``; one inside a longer one is left out."""
        return longest(self.find_all(tokens))

    def find_all(self, tokens: Sequence[Token]) -> list[Hit[Payload]]:
        """Every cue among ``tokens``, the longest first where several begin together."""
        hits: list[Hit[Payload]] = []
        begins = self._beginning
        last = len(tokens) - 1
        for first in [at for at, token in enumerate(tokens) if token[0] in begins]:
            node = self._node(tokens[first][0])
            if node.after_any is not None or (first < last and tokens[first + 1][0] in node.after):
                self._follow(node, tokens, first, hits)
            else:
                hits += [Hit(first, first + 1, payload) for _, payload in node.ends]
        return hits

    def _follow(
        self,
        node: _Node[Payload],
        tokens: Sequence[Token],
        first: int,
        hits: list[Hit[Payload]],
    ) -> None:
        """Add the cues that begin at the token ``first``, whose word led to ``node``."""
        found: list[tuple[int, int, Payload]] = []
        branches: list[tuple[_Node[Payload], int]] = []
        here: _Node[Payload] | None = node
        at, end = first + 1, len(tokens)
        while here is not None:
            for number, payload in here.ends:
                found.append((-at, number, payload))
            following = None
            if at < end:
                word = tokens[at][0]
                following = here.after.get(word)
                if here.after_any is not None and word.isalpha():
                    branches.append((here.after_any, at + 1))
            at += 1
            if following is None and branches:
                following, at = branches.pop()
            here = following
        if len(found) > 1:
            found.sort(key=_first_two)
        for negative, _, payload in found:
            hits.append(Hit(first, -negative, payload))

    def any_in(self, tokens: Sequence[Token]) -> bool:
        """Whether at least one cue stands among ``tokens``."""
        return bool(self.find(tokens))


def _first_two(found: tuple[int, int, Payload]) -> tuple[int, int]:
    return found[:2]


def longest(hits: Iterable[Hit[Payload]]) -> list[Hit[Payload]]:
    """``hits`` (by their first token, longest first) without those inside a longer one."""
    kept: list[Hit[Payload]] = []
    for hit in hits:
        if (
            kept
            and hit.last <= kept[-1].last
            and hit.last - hit.first < kept[-1].last - kept[-1].first
        ):
            continue
        kept.append(hit)
    return kept
