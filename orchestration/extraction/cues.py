"""Words of a sentence, and the phrases of a cue table found among them.

A cue table is a CSV that a domain expert edits; this module knows how its phrases are written and
finds them in linear time. What a cue means is decided by the modules that use it.

How a phrase is written: words in lower case; ``cut|trim`` is either word; ``save~`` is the word
with its regular and irregular inflections (save, saves, saved, saving); ``the?`` may be absent;
``…`` is up to three other words.
Hyphens count as spaces.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

Payload = TypeVar("Payload")

_TOKEN = re.compile(r"[^\W\d_]+|['’]s\b|\d+(?:[.,]\d+)*|[^\w\s]|_")
_GAP, _GAP_AT_MOST = "…", 3
_HYPHENS = frozenset("-‐‑")
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


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark of a text, in lower case; ``text[start:end]`` as it stands."""

    lower: str
    start: int
    end: int


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """The tokens of ``text[start:end]``; hyphens inside words are left out."""
    tokens = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        if word in _HYPHENS and _inside_word(text, match.start()):
            continue
        tokens.append(Token(word.lower().replace("’", "'"), match.start(), match.end()))
    return tokens


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
    choices: list[list[tuple[str, ...]]] = []
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
    found = (tuple(word for words in chosen for word in words) for chosen in product(*choices))
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Hit(Generic[Payload]):
    """A cue found in a sentence: its tokens are ``tokens[first:last]``."""

    first: int
    last: int
    cue: Payload


class CueTable(Generic[Payload]):
    """Phrases of one table, ready to be found."""

    def __init__(self, cues: Iterable[tuple[str, Payload]]) -> None:
        """Compile ``cues``: pairs of a pattern and what it stands for."""
        by_word: dict[str, list[tuple[tuple[str, ...], Payload]]] = {}
        for pattern, payload in cues:
            for words in phrases(pattern):
                by_word.setdefault(words[0], []).append((words[1:], payload))
        for entries in by_word.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self._by_word = by_word

    def find(self, tokens: Sequence[Token]) -> list[Hit[Payload]]:
        """The cues among ``tokens``; one inside a longer one is left out."""
        return longest(self.find_all(tokens))

    def find_all(self, tokens: Sequence[Token]) -> list[Hit[Payload]]:
        """Every cue among ``tokens``, the longest first where several begin together."""
        hits: list[Hit[Payload]] = []
        for first, token in enumerate(tokens):
            for rest, payload in self._by_word.get(token.lower, ()):
                last = first + 1 + len(rest)
                if last <= len(tokens) and all(
                    tokens[first + 1 + k].lower == word
                    or (word == _GAP and tokens[first + 1 + k].lower.isalpha())
                    for k, word in enumerate(rest)
                ):
                    hits.append(Hit(first, last, payload))
        return hits

    def any_in(self, tokens: Sequence[Token]) -> bool:
        """Whether at least one cue stands among ``tokens``."""
        return bool(self.find(tokens))


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
