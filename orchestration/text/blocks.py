"""The blocks that a text is made of: paragraphs, bullets, headings, table rows.

Only what line ends and white space tell belongs here. What a block is for is told by ``layout``.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

BULLET = re.compile(r"[ \t]*(?:[-*•‣◦▪●■»›➢➤✓✔·–—][ \t]+|[•‣◦▪●■➢➤](?=\S))")
"""The mark that opens a list item, without the numbers of numbered lists."""

NUMBERED = re.compile(r"[ \t]*(?:\(?\d{1,2}[.)]|\(?[a-z]\)|\(?[ivx]{1,4}\)|[IVX]{1,4}\.)[ \t]+")
"""The number that opens an item of a numbered list."""

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_TERMINAL = re.compile(r"[.!?…。！？:][\"'”’»)\]]*$")
_MIN_WRAP_WIDTH, _MAX_WRAP_WIDTH = 40, 130
_WRAPPED_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Block:
    """``text[start:end]``, without outer white space; line breaks inside are those of a wrapped
    paragraph. ``after_blank`` tells whether an empty line stands before it."""

    start: int
    end: int
    text: str
    after_blank: bool

    @property
    def is_bullet(self) -> bool:
        """Whether it is an item of a list with marks."""
        return BULLET.match(self.text) is not None

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list with marks or numbers."""
        return self.is_bullet or NUMBERED.match(self.text) is not None

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table, its cells divided by bars or tabs."""
        return self.text.count("|") > 1 or self.text.count("\t") > 1

    @property
    def is_paragraph(self) -> bool:
        """Whether it reads as running text rather than as a heading or an item of a list."""
        return not self.is_item and len(self.text) >= 80 and _TERMINAL.search(self.text) is not None

    @property
    def is_heading(self) -> bool:
        """Whether it is short and doesn't end as sentences do."""
        return not self.is_item and len(self.text) <= 120 and _TERMINAL.search(self.text) is None


def find_blocks(text: str) -> list[Block]:
    """The blocks of ``text`` in order; every character that is no white space is in one of them."""
    lines = _lines(text)
    width = _wrap_width(lines)
    blocks: list[Block] = []
    for line in lines:
        if blocks and not line.after_blank and _continues(blocks[-1], line, text, width):
            start = blocks[-1].start
            blocks[-1] = Block(start, line.end, text[start : line.end], blocks[-1].after_blank)
        else:
            blocks.append(line)
    return blocks


def _lines(text: str) -> list[Block]:
    lines: list[Block] = []
    behind = 0
    for match in _LINE.finditer(text):
        stripped = match[0].strip()
        if not stripped:
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        gap = text[behind:start]
        after_blank = not lines or gap.count("\n") > 1 or gap.count("\r") > 1
        lines.append(Block(start, start + len(stripped), stripped, after_blank))
        behind = start + len(stripped)
    return lines


def _wrap_width(lines: list[Block]) -> int:
    """The width at which the text was broken into lines, 0 if it wasn't.

    A text is wrapped when most of its lines end because the next word would not have fitted.
    """
    width = max((len(line.text) for line in lines), default=0)
    if not _MIN_WRAP_WIDTH <= width <= _MAX_WRAP_WIDTH:
        return 0
    pairs = [
        (line, following)
        for line, following in pairwise(lines)
        if not following.after_blank and not following.is_item
    ]
    full = sum(_is_full(line, following, width) for line, following in pairs)
    return width if pairs and full >= _WRAPPED_SHARE * len(pairs) else 0


def _is_full(line: Block, following: Block, width: int) -> bool:
    first_word = following.text.split(None, 1)[0]
    return len(line.text) + 1 + len(first_word) > width


def _continues(block: Block, line: Block, text: str, width: int) -> bool:
    if line.is_item or line.is_row or block.is_row:
        return False
    last_line = text.rfind("\n", block.start, block.end) + 1
    length = block.end - max(last_line, block.start)
    if width:
        first_word = line.text.split(None, 1)[0]
        return length + 1 + len(first_word) > width
    # Lines of uneven length: a sentence that goes on in small letters.
    goes_on = line.text[0].islower() and _TERMINAL.search(block.text) is None
    return goes_on and length >= _MIN_WRAP_WIDTH and len(line.text) > 3
