"""What of an article is said by somebody: quotations, and the answers of an interview.

A figure in somebody's mouth is attributed, whatever the words of its own sentence. Who speaks is
read in ``speakers``.
"""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from orchestration.text.article import Article

_QUOTATION = re.compile(
    r"[“„«\"](?:(?<!\")[^“”„«»\n]{20,}(?:[”»]|(?=\n|$))"
    r"|(?<=\")(?<!\w.)[^\"\n]{20,}(?:\"|(?=\n|$)))"
)
"""Quotations; shorter ones are terms and titles. One that a paragraph leaves open ends with it."""

_LABEL = re.compile(r"(?m)^\W{0,4}(?P<label>[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3}) ?: ")
_QUESTION = re.compile(r"(?m)^[^\n]{4,200}\?\W{0,3}$")
_PARAGRAPH = re.compile(r"[^\n]+")
_FEWEST_LABELS, _FEWEST_QUESTIONS = 2, 3
_NO_SPEAKERS = frozenset(
    ["note", "source", "scope", "contact", "tel", "email", "phone", "address", "website", "date"]
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Stretches of a text that somebody says, in order and without overlap."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def covers(self, position: int) -> bool:
        """Whether somebody says what stands at ``position``."""
        index = bisect_right(self.starts, position) - 1
        return index >= 0 and position < self.ends[index]


def find_spoken(article: Article) -> Spoken:
    """The quotations and answers of ``article``."""
    text = article.text
    spans = [match.span() for match in _QUOTATION.finditer(text)]
    spans += _answers(text)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return Spoken(tuple(start for start, _ in merged), tuple(end for _, end in merged))


def _answers(text: str) -> list[tuple[int, int]]:
    """What two or more speakers say by turns, or what stands under one question after another."""
    turns = [match for match in _LABEL.finditer(text) if match["label"].lower() not in _NO_SPEAKERS]
    often = Counter(match["label"] for match in turns)
    speakers = {label for label, times in often.items() if times >= _FEWEST_LABELS}
    if len(speakers) >= _FEWEST_LABELS:
        return _between([match.start() for match in turns if match["label"] in speakers], text)
    asked = [match.start() for match in _QUESTION.finditer(text)]
    return _between(asked, text) if len(asked) >= _FEWEST_QUESTIONS else []


def _between(starts: list[int], text: str) -> list[tuple[int, int]]:
    """The stretches from each turn to the next; the last takes two paragraphs."""
    spans = list(pairwise(starts))
    if starts:
        ends = [match.end() for match in _PARAGRAPH.finditer(text, starts[-1])]
        spans.append((starts[-1], ends[min(1, len(ends) - 1)] if ends else len(text)))
    return spans
