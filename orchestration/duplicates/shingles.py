"""A text as sets: its runs of five words, and its figures."""

import re
from dataclasses import dataclass

from orchestration.text.words import words_of

SHINGLE_WORDS = 5

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_ORDINAL = "(?: (?:st|nd|rd|th))?"

_CALENDAR = re.compile(
    rf"(?<!\S)(?:\d{{1,2}}{_ORDINAL}(?: of)? {_MONTH}|{_MONTH} \d{{1,2}}{_ORDINAL}|{_MONTH})"
    r"(?: (?:19|20)\d\d)?(?!\S)"
    r"|(?<!\S)(?:(?:19|20)\d\d 年 )?\d{1,2} 月(?: \d{1,2} [日号])?(?!\S)"
    r"|(?<!\S)(?:19|20)\d\d (?:0[1-9]|1[0-2]) (?:0[1-9]|[12]\d|3[01])(?!\S)"
    r"|(?<!\S)\d{1,2}([./])\d{1,2}\1(?:19|20)?\d\d(?!\S)"
    r"|(?<!\S)\d{1,2}(?::\d\d){1,2}(?!\S)"
)
"""A day, a month or an hour, in words parted by spaces."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a text is compared by.

    ``shingles`` are its runs of five words; a shorter text is one run. ``figures`` are its numbers
    and words with digits, except days, months and hours, which every reprint may put on top of its
    own accord.
    """

    shingles: frozenset[str]
    figures: frozenset[str]


def shingles_of(text: str) -> frozenset[str]:
    """The runs of five words of ``text``; none if it has no words."""
    return _shingles(words_of(text))


def profile_of(text: str) -> Profile:
    """Take ``text`` apart."""
    words = words_of(text)
    undated = _CALENDAR.sub(" ", " ".join(words))
    figures = (word for word in undated.split() if any(map(str.isdigit, word)))
    return Profile(_shingles(words), frozenset(figures))


def _shingles(words: list[str]) -> frozenset[str]:
    runs = range(max(1, len(words) - SHINGLE_WORDS + 1)) if words else range(0)
    return frozenset(" ".join(words[first : first + SHINGLE_WORDS]) for first in runs)
