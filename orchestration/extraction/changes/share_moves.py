"""Figures of the stock market: a company that itself rises, slips or trades at a price.

"Corvin gained 3% to €14.20" speaks of Corvin's shares, because a company's output, sales or profit
would be named. What else a figure may measure is read in ``metrics``.
"""

import re
from collections.abc import Sequence

_MOVED = (
    r"(?:rose|rises|gained|gains|jumped|jumps|climbed|climbs|advanced|added|adds|surged|surges"
    r"|soared|soars|rallied|rallies|leapt|leaped|edged|ticked|firmed|fell|falls|slid|slides|slipped"
    r"|slips|dropped|drops|lost|loses|sank|sinks|tumbled|tumbles|plunged|plunges|plummeted|shed"
    r"|sheds|slumped|slumps|dipped|dips|eased|eases|declined|retreated|closed|ended|finished|opened"
    r"|traded|trades|(?:was|were|is|are) (?:up|down|trading|quoted)|up|down)"
)
_TO_FIGURE = re.compile(
    r"(?: \([^()\n]{1,30}\))?,? (?:(?:was|were|had|has|have|also|then|briefly) )?"
    + _MOVED
    + r"(?: (?:up|down|higher|lower|at|by|to|as much as|more than|nearly|almost|about|around"
    r"|some|over|under|another|a further|an? \w+))* ?",
    re.IGNORECASE,
)
# What stands before the subject of a clause; "recovery at Corvin rose" has another one.
_BEGINS = re.compile(
    r"(?:^|[.,;:(|•–—“\"\n])[^\w]{0,3}(?:and |but |while |whereas |the )?$"
    r"|\b(?:and|but|while|whereas|as|where|said|shares (?:of|in)|stock of) (?:the )?$",
    re.IGNORECASE,
)
_LEAD = 40
_TO_LEVEL = re.compile(r",? (?:to|at) $")
_GOES_ON = re.compile(
    r" (?:of|in|from|for|on) (?:\w+ ){0,3}?(?:sales|revenue|output|profit|jobs)\b"
    r"| of (?:its|the|their|all) (?!value|worth|market)"
)


def _end(span: tuple[int, int]) -> int:
    return span[1]


def is_share_move(
    text: str, sentence_start: int, start: int, end: int, names: Sequence[tuple[int, int]]
) -> bool:
    """Whether the figure ``text[start:end]`` is how far the shares of a named company moved.

    Args:
        sentence_start: where the sentence of the figure begins.
        names: the spans of the companies that the sentence names, in text order.
    """
    name = max((span for span in names if span[1] < start), key=_end, default=None)
    if name is None or _TO_FIGURE.fullmatch(text, name[1], start) is None:
        return False
    if _BEGINS.search(text[max(sentence_start, name[0] - _LEAD) : name[0]]) is None:
        return False
    return _GOES_ON.match(text, end) is None


def is_share_level(text: str, start: int, moved_until: int) -> bool:
    """Whether a sum of money is the price that shares reached by a move that is told before it."""
    return _TO_LEVEL.fullmatch(text, moved_until, start) is not None
