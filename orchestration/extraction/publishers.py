"""Names that an article gives for the outlet that carries it, likeliest first.

Wire marks, the publisher that the page names, dated lines, mastheads and copyright lines are read
here, by spelling alone. Which name is a company's own page is decided in ``sources``.
"""

import re
from collections.abc import Iterator, Sequence

from orchestration.extraction.evidence import NameKind, kind_of
from orchestration.extraction.organisation_lexicon import (
    OrganisationLexicon,
    Outlet,
    name_key,
)
from orchestration.text.article import Article

_HEAD_LENGTH = 700
_HEAD_LINES = 7
_LONGEST_LINE = 140

DATE = re.compile(
    r"\b(?:\d{1,2}\.? (?:[A-Z][a-z]{2,8}\.?),? (?:\d{4}|\d\d)|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|"
    r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}|[A-Z][a-z]{2,8} \d{4})\b"
)
"""A calendar date as articles print it."""

_DATELINE = re.compile(
    r"\((?P<bracket>[A-Z][A-Za-z&. ]{1,30})\)\s*(?:-{1,2}|–|—)"
    r"|/(?P<slash>[A-Z][A-Za-z -]{3,24})/\s*(?:-|–|—)"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|[Cc]opyright)\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by )?"
    r"(?P<name>[A-Z][^.,|·™®©\n]{2,50})"
)
_ISSUE = re.compile(r"(?:\b(?:[Ii]ssue|[Vv]ol(?:ume)?\.?|[Nn]o\.)|#) ?\d")
_SEGMENT = re.compile(r"\s+[-–—|·•]\s+|[|·•]|,\s+|\s{3,}")
_OUTLET_TAILS = frozenset(
    ("news", "newswire", "online", "staff", "desk", "feature", "features", "report", "com", "wire")
)
_DATE_WORDS = frozenset(
    (
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december", "monday", "tuesday", "wednesday"),
        *("thursday", "friday", "saturday", "sunday", "posted", "updated", "published"),
    )
)
_SMALL_WORDS = frozenset(("of", "the", "and", "&", "for", "on", "in"))


def known_outlet(name: str, lexicon: OrganisationLexicon) -> Outlet | None:
    """The outlet of the tables that a name means, also with "News" or "Online" behind it."""
    key = name_key(name)
    while key:
        outlet = lexicon.outlets.get(key)
        if outlet is not None or key[-1] not in _OUTLET_TAILS:
            return outlet
        key = key[:-1]
    return None


def publisher_names(article: Article, lexicon: OrganisationLexicon) -> Iterator[str]:
    """Every name that may be the publisher's, the likeliest first."""
    head = article.text[:_HEAD_LENGTH]
    dateline = _DATELINE.search(head)
    if dateline is not None:
        wire = dateline["bracket"] or dateline["slash"]
        if known_outlet(wire, lexicon) is not None:
            yield wire
    if article.publisher:
        yield article.publisher
    lines = [line.strip(" \t\r*_#>") for line in head.split("\n") if line.strip()][:_HEAD_LINES]
    for line in lines:
        if len(line) > _LONGEST_LINE:
            break
        if known_outlet(line, lexicon) is not None:
            yield line
        else:
            yield from _dated_names(line, lexicon)
    for line in lines[:2]:
        issue = _ISSUE.search(line)
        if issue is not None and issue.start() > 0:
            name = line[: issue.start()].strip(" \t.,;:|-–—")
            if 0 < len(name.split()) <= 5 and all(word[0].isupper() for word in name.split()):
                yield name
    masthead = _masthead(article, lines)
    if masthead is not None:
        yield masthead
    copyright_line = _COPYRIGHT.search(article.text)
    if copyright_line is not None:
        yield copyright_line["name"].strip()


def _dated_names(line: str, lexicon: OrganisationLexicon) -> Iterator[str]:
    date = DATE.search(line)
    if date is None:
        return
    for segment in _SEGMENT.split(f"{line[: date.start()]} | {line[date.end() :]}"):
        name = segment.strip(" \t.,;:|-–—")
        if name and (
            known_outlet(name, lexicon) is not None or _is_spelled_as_outlet(name, lexicon)
        ):
            yield name


def _masthead(article: Article, lines: Sequence[str]) -> str | None:
    """The first line, if it is a name above the title of a dated or numbered issue."""
    title = article.title
    if not lines or title is None or lines[0] == title or title not in lines[1:4]:
        return None
    words = lines[0].split()
    named = len(words) <= 5 and all(word[0].isupper() or word == "&" for word in words)
    dated = any(DATE.search(line) or _ISSUE.search(line) for line in lines[:4])
    return lines[0] if named and dated and "|" not in lines[0] else None


def _is_spelled_as_outlet(name: str, lexicon: OrganisationLexicon) -> bool:
    """Whether a part of a dated line is spelled like the name of a paper."""
    words, key = name.split(), name_key(name)
    if not 1 < len(words) <= 6 or not key or not name[0].isupper():
        return False
    places = lexicon.words["place"]
    return (
        all(word[0].isupper() or word in _SMALL_WORDS for word in words)
        and kind_of(key, lexicon) in (NameKind.OUTLET, NameKind.OPEN, NameKind.THING)
        and not lexicon.located.issuperset(key)
        and key[0] not in places
        and key[0] not in _DATE_WORDS
    )
