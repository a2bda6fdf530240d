"""Patterns over words that are fast to try: families that share beginnings, and words to look for.

How a pattern of many words is built and when it is worth running belongs here; which words it
holds is said by the module that uses it.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

# What a match can begin with is known to nothing but the parser of the standard library, which has
# no public door any more (sre_parse is deprecated). A Python in which it differs fails at import.
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from orchestration.extraction.cues import HYPHENS, tokenise

_HEAD = 3
_WORD = [(op.IN, [(op.CATEGORY, op.CATEGORY_WORD)])]


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, the longest first.

    Words that begin alike share their beginning, so that few ways are tried at a place.
    """
    distinct = set(words)
    by_first: dict[str, list[str]] = {}
    for word in sorted(distinct - {""}):
        by_first.setdefault(word[0], []).append(word[1:])
    ways = []
    for first, rests in by_first.items():
        rest = alternation(rests)
        ways.append(re.escape(first) + (f"(?:{rest})" if "|" in rest else rest))
    pattern = "|".join(ways)
    return f"(?:{pattern})?" if "" in distinct and pattern else pattern


@lru_cache(maxsize=8192)
def heads_in(text: str, start: int, end: int) -> frozenset[str]:
    """The first three letters of each word of ``text[start:end]``, in lower case."""
    return frozenset([token[0][:_HEAD] for token in tokenise(text, start, end)])


@dataclass(frozen=True, slots=True)
class WordPattern:
    """A pattern that is only tried on text where a word stands with which it can begin.

    ``heads`` are the first three letters of all words that a match can begin with.
    """

    pattern: re.Pattern[str]
    heads: frozenset[str]

    def search(
        self, text: str, heads: frozenset[str], start: int = 0, end: int = sys.maxsize
    ) -> re.Match[str] | None:
        """The first match in ``text[start:end]``, whose words begin with some of ``heads``."""
        if self.heads.isdisjoint(heads):
            return None
        return self.pattern.search(text, start, end)

    def is_in(
        self, text: str, heads: frozenset[str], start: int = 0, end: int = sys.maxsize
    ) -> bool:
        """Whether a match stands in ``text[start:end]``."""
        return not self.heads.isdisjoint(heads) and (
            self.pattern.search(text, start, end) is not None
        )


@dataclass(frozen=True, slots=True)
class SignPattern:
    """A pattern that is only tried on text that holds one of ``signs``, as every match does."""

    pattern: re.Pattern[str]
    signs: tuple[str, ...]

    def may_be_in(self, text: str) -> bool:
        """Whether one of the signs stands in ``text``."""
        return any(sign in text for sign in self.signs)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in ``text``."""
        return self.pattern.finditer(text) if self.may_be_in(text) else iter(())


@dataclass(frozen=True, slots=True)
class _Head:
    """What is known of how a match begins; ``bound`` that it begins at the edge of a word."""

    letters: str = ""
    bound: bool = False
    ended: bool = False

    @property
    def is_known(self) -> bool:
        return self.ended or len(self.letters) == _HEAD

    def and_letter(self, letter: str) -> "_Head":
        """This, with one more character."""
        if self.is_known:
            return self
        if letter.isalpha():
            if not (self.letters or self.bound):
                raise ValueError(f"{letter!r} may stand inside a word")
            return _Head(self.letters + letter.lower(), True)
        if self.letters and not letter.isdigit():
            return self.at_edge()
        if letter.isalnum() or letter.isspace() or letter in HYPHENS:
            raise ValueError(f"{letter!r} is no mark that stands alone")
        return _Head(letter, True, ended=True)

    def at_edge(self) -> "_Head":
        """This, where a word begins or ends."""
        return _Head(self.letters, True, ended=self.ended or bool(self.letters))


def _begin(heads: frozenset[_Head], parsed: Any) -> frozenset[_Head]:
    """How a match may begin that begins with ``heads`` and goes on as ``parsed``."""
    for kind, value in parsed:
        if all(head.is_known for head in heads):
            break
        if kind in (op.ASSERT, op.ASSERT_NOT):
            is_edge = kind is op.ASSERT_NOT and value[0] < 0 and list(value[1]) == _WORD
            heads = frozenset(head.at_edge() if is_edge else head for head in heads)
        elif kind is op.AT and value in (op.AT_BOUNDARY, op.AT_END):
            heads = frozenset(head.at_edge() for head in heads)
        elif kind is op.LITERAL:
            heads = frozenset(head.and_letter(chr(value)) for head in heads)
        elif kind is op.IN and all(one is op.LITERAL for one, _ in value):
            heads = frozenset(head.and_letter(chr(one)) for head in heads for _, one in value)
        elif kind is op.BRANCH:
            heads = frozenset().union(*(_begin(heads, way) for way in value[1]))
        elif kind is op.SUBPATTERN:
            heads = _begin(heads, value[3])
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            heads = _repeat(heads, *value)
        elif not all(head.is_known for head in heads):
            raise ValueError(f"not known how a word goes on: {kind}")
    return heads


def _repeat(heads: frozenset[_Head], least: int, most: int, parsed: Any) -> frozenset[_Head]:
    found = heads if least == 0 else frozenset()
    for _ in range(min(most, _HEAD)):
        heads = _begin(heads, parsed)
        found |= heads
    return found


def word_pattern(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> WordPattern:
    r"""Compile a pattern every match of which begins at a word (``\b`` and a letter) or a mark.

    Raises:
        ValueError: a match might begin otherwise, or with a word that is not known.
    """
    heads = _begin(frozenset([_Head()]), parser.parse(pattern, flags))
    for head in heads:
        if not head.letters or not head.is_known:
            raise ValueError(f"{pattern!r} may begin with any word on {head.letters!r}")
    return WordPattern(re.compile(pattern, flags), frozenset(head.letters for head in heads))
