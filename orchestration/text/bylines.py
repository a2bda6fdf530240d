"""Who wrote an article: the names in a byline.

Where a byline stands in the markup of a page is for ``page_metadata`` to know; which outlet carries
the article is another question.
"""

import re
from collections.abc import Iterable, Iterator

_LEAD = re.compile(
    r"^(?:(?:written|reported|reporting|story|text|words|compiled|edited|analysis) )?by[:\s]+|"
    r"^(?:authors?|reporters?|text|words)\s*:\s*",
    re.IGNORECASE,
)
_PARTING = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b)\s*")
_BEHIND = re.compile(r"\s*(?:[|/(<—–]|\s-\s|\b(?:in|for|at|of|from)\s).*$")
_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){1,4}[^\W\d_][\w.'’-]*$")
_NO_NAME = re.compile(
    r"\b(?:staff|editors?|editorial|team|desk|newsroom|agenc(?:y|ies)|reporters?|writers?|"
    r"correspondents?|admin|contributors?|news|press|release|https?)\b",
    re.IGNORECASE,
)
_LONGEST = 120


def authors_in(lines: Iterable[str]) -> tuple[str, ...]:
    """The names of the first line that is a byline ("By Maja Lind and Per Dahl")."""
    for line in lines:
        if len(line) <= _LONGEST and (lead := _LEAD.match(line.strip())):
            names = tuple(names_in(line.strip()[lead.end() :]))
            if names:
                return names
    return ()


def names_in(text: str) -> Iterator[str]:
    """The names of people in the text of a byline, each of two to five words."""
    for part in _PARTING.split(_LEAD.sub("", text.strip())):
        name = _BEHIND.sub("", part).strip(" .")
        if _NAME.match(name) and name[0].isupper() and not _NO_NAME.search(name):
            yield name
