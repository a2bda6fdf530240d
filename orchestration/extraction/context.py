"""A sentence as the linking sees it: its words, its figures, and how far words are apart.

Distance here is what a reader feels, not the number of characters: a comma, a conjunction or
another figure between a word and a number loosens their tie. What the words mean is no business of
this module.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from orchestration.extraction.cues import Token, tokenise
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
_FIGURE_BARRIER = 2.5
_WORD = 1.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity of a sentence; its tokens are ``tokens[first:last]`` of the sentence."""

    quantity: Quantity
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class SentenceContext:
    """One sentence with its tokens and figures, in text order.

    ``costs`` holds the sum of all costs before each token, so that any distance is a difference.
    """

    sentence: Sentence
    tokens: tuple[Token, ...]
    figures: tuple[Figure, ...]
    costs: tuple[float, ...]

    def distance(self, left: int, right: int) -> float:
        """What lies between the tokens ``left`` (exclusive end) and ``right``."""
        return self.costs[right] - self.costs[left] if right > left else 0.0

    def words(self, first: int, last: int) -> list[str]:
        """The lower-case words of ``tokens[first:last]``, cut at the ends of the sentence."""
        return [token.lower for token in self.tokens[max(first, 0) : max(last, 0)]]

    def token_at(self, offset: int) -> int:
        """Index of the first token that starts at or behind the character ``offset``."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].start < offset:
                low = middle + 1
            else:
                high = middle
        return low


def read_context(text: str, sentence: Sentence, quantities: Sequence[Quantity]) -> SentenceContext:
    """The context of ``sentence`` with those ``quantities`` that stand in it, in text order."""
    tokens = tokenise(text, sentence.start, sentence.end)
    bare = SentenceContext(sentence, tokens, (), (0.0,) * (len(tokens) + 1))
    figures = tuple(
        Figure(q, bare.token_at(q.start), max(bare.token_at(q.end), bare.token_at(q.start) + 1))
        for q in quantities
    )
    costs = [_BARRIERS.get(token.lower, _WORD) for token in tokens]
    for figure in figures:
        for at in range(figure.first, min(figure.last, len(tokens))):
            costs[at] = 0.0
        if figure.first < len(tokens):
            costs[figure.first] = _FIGURE_BARRIER
    return SentenceContext(sentence, tokens, figures, (0.0, *accumulate(costs)))
