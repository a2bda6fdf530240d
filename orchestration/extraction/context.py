"""A sentence as the linking sees it: its words, its figures, and how far words are apart.

Distance here is what a reader feels, not the number of characters: a comma, a conjunction or
another figure between a word and a number loosens their tie. What the words mean is no business of
this module.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from orchestration.extraction.cues import Token, tokenise
from orchestration.extraction.patterns import heads_in
from orchestration.extraction.records import Quantity
from orchestration.text.article import Sentence

REACH = 60
"""Words further away than this many tokens say nothing about a figure."""

_BARRIERS = {
    ",": 1.5,
    ";": 9.0,
    ":": 1.0,
    "—": 5.0,
    "–": 3.0,
    "(": 2.0,
    ")": 2.0,
    "and": 1.0,
    "or": 1.0,
    "but": 5.0,
    "while": 6.0,
    "whereas": 7.0,
    "although": 6.0,
    "though": 5.0,
    "because": 4.0,
    "after": 1.0,
    "which": 2.0,
    "who": 2.0,
    "•": 8.0,
    "|": 6.0,
}
_START = attrgetter("start")
_QUANTITY_START = attrgetter("quantity.start")
_FIGURE_BARRIER = 2.5
_WORD = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A quantity of a sentence, its ``index``-th; its tokens are ``tokens[first:last]``.

    Each is itself alone, so that what is found about it can be kept.
    """

    quantity: Quantity
    first: int
    last: int
    index: int


@dataclass(frozen=True, slots=True, eq=False)
class SentenceContext:
    """One sentence with its tokens and figures, in text order.

    ``costs`` holds the sum of all costs before each token, so that any distance is a difference.
    ``heads`` are those of its words, for the patterns of ``patterns``.
    """

    sentence: Sentence
    tokens: tuple[Token, ...]
    figures: tuple[Figure, ...]
    costs: tuple[float, ...]
    heads: frozenset[str]

    def distance(self, left: int, right: int) -> float:
        """What lies between the tokens ``left`` (exclusive end) and ``right``."""
        return self.costs[right] - self.costs[left] if right > left else 0.0

    def words(self, first: int, last: int) -> list[str]:
        """The lower-case words of ``tokens[first:last]``, cut at the ends of the sentence."""
        return [token[0] for token in self.tokens[max(first, 0) : max(last, 0)]]

    def figure_at(self, start: int) -> Figure:
        """The figure whose quantity begins at the character ``start``, where one does."""
        return self.figures[bisect_left(self.figures, start, key=_QUANTITY_START)]

    def token_at(self, offset: int) -> int:
        """Index of the first token that starts at or behind the character ``offset``."""
        return bisect_left(self.tokens, offset, key=_START)


def read_context(text: str, sentence: Sentence, quantities: Sequence[Quantity]) -> SentenceContext:
    """The context of ``sentence`` with those ``quantities`` that stand in it, in text order."""
    tokens = tokenise(text, sentence.start, sentence.end)
    figures = []
    for index, quantity in enumerate(quantities):
        first = bisect_left(tokens, quantity.start, key=_START)
        last = bisect_left(tokens, quantity.end, first, key=_START)
        figures.append(Figure(quantity, first, max(last, first + 1), index))
    costs = [_BARRIERS.get(token[0], _WORD) for token in tokens]
    for figure in figures:
        for at in range(figure.first, min(figure.last, len(tokens))):
            costs[at] = 0.0
        if figure.first < len(tokens):
            costs[figure.first] = _FIGURE_BARRIER
    heads = heads_in(text, sentence.start, sentence.end)
    return SentenceContext(sentence, tokens, tuple(figures), (0.0, *accumulate(costs)), heads)
