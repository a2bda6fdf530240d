"""The title of an initiative: at most twelve words of the text around what names it."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from orchestration.extraction.cues import Token
from orchestration.extraction.quantities.lexis import FUNCTION_WORDS, words_in

MOST_WORDS = 12

_STOPS = frozenset(',;:.—–()“”"•|!?')
_BREAKS = words_in(
    """
said says which that who while whereas because although has have had is are was were will would
should can could may might must according but where when after before since reported reports
told also this these went goes gone came comes took takes ran runs costs shows stood stands
remains remained helps makes made gets got includes comprises accounts becomes became serves
until if then it they we he she there
"""
)
_NO_END = words_in(
    """
plus and or of the a an in on at for to with from by as its their into than about around up over
under more less
"""
)
_MONEY = frozenset("$€£¥₹")
_PHRASE_PARTS = frozenset({"'s", "&", "-", "/", "%", "$", "€", "£", "¥", "№"})


def phrase_start(text: str, tokens: Sequence[Token], first: int, limit: int = 7) -> int:
    """Where the noun phrase begins whose noun is ``tokens[first]``, without its determiner."""
    low = first
    while low > 0 and first - low < limit:
        word = tokens[low - 1].lower
        joined = tokens[low].start == tokens[low - 1].end + 1 and text[tokens[low - 1].end] == "-"
        if (word in FUNCTION_WORDS and not joined) or not (
            word[0].isalnum() or word in _PHRASE_PARTS
        ):
            break
        low -= 1
    while low < first and not (tokens[low].lower[0].isalnum() or tokens[low].lower in _MONEY):
        low += 1
    return low


def title_span(
    tokens: Sequence[Token],
    low: int,
    last: int,
    taken: Sequence[tuple[int, int]],
    verbs: AbstractSet[int],
) -> tuple[int, int]:
    """Start and end in the text of a title that begins with ``tokens[low]``.

    Args:
        last: the token behind what names the undertaking, which the title keeps whole.
        verbs: the tokens with which verbs begin, where a noun phrase ends.
        taken: spans of companies; the title ends before one that isn't part of what names it.
    """
    high = low + 1
    while high < len(tokens) and high - low < MOST_WORDS:
        token = tokens[high]
        if high >= last and (
            token.lower in _STOPS
            or token.lower in _BREAKS
            or high in verbs
            or any(start <= token.start < end for start, end in taken)
        ):
            break
        high += 1
    while high > low + 1 and (
        tokens[high - 1].lower in _NO_END or tokens[high - 1].lower in _STOPS
    ):
        high -= 1
    return tokens[low].start, tokens[high - 1].end


def title_of(words: str) -> str:
    """The words of a span as a title: one line, no more words than allowed, a capital first."""
    kept = " ".join(words.split()[:MOST_WORDS])
    return kept[:1].upper() + kept[1:]
