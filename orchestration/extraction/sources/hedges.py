"""How far a sentence stands for what it says: its hedge level.

The phrases and their levels are ``data/reference/hedges.csv``: 1 attributed, 2 distanced, 3 an
explicit call to verify; a sentence without any is asserted as fact, 0 (``docs/claims.md``). ``…``
in a phrase stands for one to eight words ("put … at").
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from orchestration.reference import Reference

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*|…")
_GAP = "…"
_LONGEST_GAP = 8
_CHINESE = re.compile(r"[\u3400-\u9fff]")

_AMBIGUOUS = frozenset(
    ["adds", "added", "states", "notes", "declared", "declares", "reporting", "estimated"]
)
_SPEAKERS = frozenset(["it", "he", "she", "they", "company", "group", "firm", "spokesman"])
_OBJECTS = frozenset(["a", "an", "the", "another", "more", "two", "three", "to", "some", "about"])
_PASSIVE = frozenset(["is", "are", "was", "were", "be", "been"])
_NO_OBJECTS = frozenset(
    ["that", "on", "in", "at", "during", "this", "last", "when", "yesterday", "today", "citing"]
)

_Phrases = Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]


@lru_cache(maxsize=4)
def _compiled(reference: Reference) -> tuple[_Phrases, tuple[tuple[str, int], ...]]:
    """Phrases by their first word, and those that are written without spaces."""
    by_first: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    chinese: list[tuple[str, int]] = []
    for phrase, level in reference.hedges.select("phrase", "level").iter_rows():
        if _CHINESE.search(phrase):
            chinese.append((phrase, level))
            continue
        words = tuple(_WORD.findall(phrase.casefold()))
        by_first.setdefault(words[0], []).append((words, level))
    ordered = {
        first: tuple(sorted(phrases, key=lambda phrase: (-phrase[1], phrase[0])))
        for first, phrases in by_first.items()
    }
    return ordered, tuple(sorted(chinese, key=lambda phrase: -phrase[1]))


def hedge_level(sentence: str, reference: Reference) -> int:
    """The highest level of the hedging phrases in ``sentence``, 0 to 3; 0 if there are none."""
    by_first, chinese = _compiled(reference)
    words = _WORD.findall(sentence.casefold())
    level = 0
    for index, word in [(at, word) for at, word in enumerate(words) if word in by_first]:
        if word in _AMBIGUOUS and _has_object(words, index):
            continue
        for phrase, its_level in by_first[word]:
            if its_level <= level:
                break
            if _stands_at(words, index, phrase):
                level = its_level
                break
    if chinese and not sentence.isascii():
        levels = (its_level for signs, its_level in chinese if signs in sentence)
        level = max(level, next(levels, 0))
    return level


def _has_object(words: Sequence[str], index: int) -> bool:
    """Whether a word that may attribute does something else here ("adds a shift")."""
    word = words[index]
    following = words[index + 1] if index + 1 < len(words) else ""
    if word in ("estimated", "expected"):
        return following == "at" and index > 0 and words[index - 1] in _PASSIVE
    if word == "reporting":
        return following in ("period", "year", "quarter", "season", "date", "half", "month")
    if index and words[index - 1] in _SPEAKERS:
        return following in _OBJECTS
    return bool(following) and following not in _NO_OBJECTS and not following.endswith("day")


def _stands_at(words: Sequence[str], index: int, phrase: tuple[str, ...]) -> bool:
    """Whether ``phrase`` begins at ``index``, its gap being as short as it can be."""
    if _GAP not in phrase:
        return tuple(words[index : index + len(phrase)]) == phrase
    gap = phrase.index(_GAP)
    head, tail = phrase[:gap], phrase[gap + 1 :]
    start = index + len(head)
    return tuple(words[index:start]) == head and any(
        tuple(words[at : at + len(tail)]) == tail
        for at in range(start + 1, start + _LONGEST_GAP + 1)
    )
