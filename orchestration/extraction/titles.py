"""The title of an initiative: at most twelve words of the text around what names it."""

from collections.abc import Sequence

from orchestration.extraction.context import SentenceContext
from orchestration.extraction.holders import Holder

_MOST_WORDS = 12
_WORDS_BEFORE = 5
_STOPS = frozenset(',;:.—–()“”"•|!?')
_BREAKS = frozenset(
    [
        "said",
        "says",
        "which",
        "that",
        "who",
        "while",
        "whereas",
        "because",
        "although",
        "has",
        "have",
        "had",
        "is",
        "are",
        "was",
        "were",
        "will",
        "would",
        "should",
        "can",
        "could",
        "according",
        "but",
        "where",
        "when",
        "after",
        "before",
        "since",
        "its",
        "their",
        "reported",
        "reports",
        "told",
        "also",
    ]
)
_NO_START = frozenset(
    [
        "and",
        "or",
        "of",
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "for",
        "to",
        "with",
        "from",
        "by",
        "as",
        "its",
        "their",
        "into",
    ]
)
_NO_END = frozenset(
    [
        "plus",
        "and",
        "or",
        "of",
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "for",
        "to",
        "with",
        "from",
        "by",
        "as",
        "its",
        "their",
        "into",
        "than",
    ]
)


def title_of(
    text: str, context: SentenceContext, first: int, last: int, mentions: Sequence[Holder]
) -> tuple[int, int, str]:
    """Start and end in the text, and the words, of the phrase around ``tokens[first:last]``."""
    tokens = context.tokens
    taken = [(one.start, one.end) for one in mentions]

    def ends(at: int) -> bool:
        token = tokens[at]
        return (
            token.lower in _STOPS
            or token.lower in _BREAKS
            or any(start <= token.start < end for start, end in taken)
        )

    low = first
    while low > 0 and first - low < _WORDS_BEFORE and not ends(low - 1):
        low -= 1
    high = last
    while high < len(tokens) and high - low < _MOST_WORDS and not ends(high):
        high += 1
    while low < first and (
        text[tokens[low].start - 1 : tokens[low].start] == "-"
        or tokens[low].lower in _NO_START
        or tokens[low].lower == "'s"
    ):
        low += 1
    while high > last and tokens[high - 1].lower in _NO_END:
        high -= 1
    start, end = tokens[low].start, tokens[high - 1].end
    words = text[start:end].split()
    while len(words) > _MOST_WORDS:
        words.pop()
    title = " ".join(words)
    return start, end, title[:1].upper() + title[1:]
