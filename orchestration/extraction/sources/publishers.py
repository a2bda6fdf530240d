"""The outlet that carries an article, by its imprint: datelines, letterheads, mastheads, rubrics.

Every name that the head of the page, its metadata or its copyright line gives is weighed by how it
is spelled and where it stands. Which name is a company's own page is decided in ``sources``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from orchestration.extraction.companies.evidence import NameKind, kind_of
from orchestration.extraction.companies.organisation_lexicon import (
    OrganisationLexicon,
    Outlet,
    name_key,
)
from orchestration.extraction.patterns import SignPattern
from orchestration.extraction.sources.imprint_words import (
    IMPRINT_HEADS,
    IMPRINT_STARTS,
    OUTLET_TAILS,
    RUBRIC_HEADS,
    RUBRIC_WORDS,
)
from orchestration.text.article import Article

_HEAD_LENGTH = 1400
_HEAD_LINES = 9
_LONGEST_LINE = 140


MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\.? {MONTH},? (?:\d{{4}}|\d\d)\b"
    rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b|\d{{4}}[-/.]\d\d?[-/.]\d\d?\b"
    rf"|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}\b|\d{{1,2}}[ -]{MONTH}[ -]\d{{2,4}}\b|{MONTH} \d{{4}}\b"
    r"|\d{1,2}(?:\.|º)?(?: de)? [a-zäéèûôçř]{3,10}(?: de)? \d{4}\b)"
)
"""A calendar date as articles print it."""

_WIRE = re.compile(
    r"\((?P<bracket>[A-Z][A-Za-z&.’' -]{1,40}?)(?:\s*(?:-|–|/|,|\bvia\b|\d)[^()\n]{0,40})?\)"
    r"|/(?P<slash>[A-Z][A-Za-z. -]{2,30})/"
    r"|^(?P<opening>[A-Z][A-Za-z. -]{2,30}?)(?: ?: ?| / )(?=\S)"
    r"|^[A-Z][\w., ]{2,40}\d,? (?P<capitals>[A-Z]{4,12})\s*(?:-{1,2}|–|—)",
    re.MULTILINE,
)
_DATELINE_LENGTH = 90
_DATELINE_BEFORE = re.compile(r"[A-Z(\d][^.!?“”\"]*(?:\b\w{1,5}\.[^.!?“”\"]*){0,3}|")
_FILED = (
    ("rns ", re.compile(r"\bRNS (?:Number|Announcement|Reach)\b"), "lse_rns"),
    (
        "hong kong exchanges",
        re.compile(
            r"Hong Kong Exchanges and Clearing Limited\b[^.]{0,120}\btakes? no responsibility"
        ),
        "hkex_filing",
    ),
    (
        "securities and exchange commission",
        re.compile(r"(?i)\bunited states\s+securities and exchange commission\b"),
        "sec_filing",
    ),
    (
        "form ",
        re.compile(r"(?im)^\W*form (?:10-[kq]|8-k|20-f|6-k|40-f)\b"),
        "sec_filing",
    ),
    (
        "asx ",
        re.compile(
            r"^\W*ASX (?:(?:&|and|/) ?(?:media|news) )?(?:announcement|release)\b",
            re.MULTILINE | re.IGNORECASE,
        ),
        "asx_filing",
    ),
    (
        " code",
        re.compile(
            r"(?i)\b(?:stock|securities) code\W{1,3}6\d{5}\b[^\n]*\b(?:announcement|bulletin) no"
        ),
        "sse_filing",
    ),
    (
        " code",
        re.compile(
            r"(?i)\b(?:stock|securities) code\W{1,3}[03]\d{5}\b[^\n]*\b(?:announcement|bulletin) no"
        ),
        "szse_filing",
    ),
)
"""What only the announcements on a platform for filings carry, and the outlet that it is."""

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\b[Cc]opyright\b)\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by )?"
    r"(?P<name>[A-Z][^.,|·™®©\n]{2,50})"
)
_COPYRIGHT_SIGNS = ("©", "(c)", "opyright")
_RIGHTS = re.compile(r"\s+(?:[Aa]ll [Rr]ights|[Rr]eserved)\b.*")
_DAY = re.compile(rf"\b(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?![\d.,]*\d)\b")
_ISSUE = re.compile(
    r"(?:\b(?:[Ii]ssue|[Vv]ol(?:ume)?\.?|[Nn]o\.|[Nn]r\.?|[Ee]dition|ISSUE|VOL(?:UME)?\.?|NO\.)|#)"
    r" ?\d[\d/.-]*(?: ?/ ?\d+)?"
)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d(?::\d\d)?\b(?: ?[ap]\.?m\.?\b)?(?: ?\(?(?:[A-Z]{2,4}T|GMT|UTC|[A-Z][a-z]+ "
    r"(?:Daylight|Standard) Time)\)?)?"
    r"|\b\d{1,2} ?[ap]\.?m\.?\b"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b,?"
)
_FURNITURE = re.compile(
    r"\b(?:(?:last |first )?(?:updated|posted|modified)(?: on| at)?|published(?! (?:by|in)\b)"
    r"(?: on| at)?|(?:release|publication) (?:time|date)|dated?|views?|font size|reading time"
    r"|(?:(?:large|medium|small|big)\b[ /|]*){2,3}"
    r"|\d+ min(?:ute)?s?(?: read)?|\d+ comments?|\d+ shares?)\b:?",
    re.IGNORECASE,
)
_SEGMENT = re.compile(r"\s+[-–—|·•/]+\s+|[|·•;]|,\s+|\s{3,}|[()\[\]]")
_PIPE = re.compile(r"\s+[-–—|·•]\s+|\s*[|·•]\s*")
_LABELLED = re.compile(
    r"(?:source|publisher|(?:first |originally )?(?:published|appeared) (?:by|in)|via|outlet"
    r"|newspaper|from)\s*:?\s+(?P<name>\S.*)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:by|words|text|story|author|reporters?|editors?|edited by|reporting by|written by|photos?"
    r"|correspondent|translated|interview(?:ed)?(?: by)?|contact|editing by)\b\s*:?\s*(?P<name>.*)",
    re.IGNORECASE,
)
_BY_FOR = re.compile(r".* (?:for|of|at) (?P<name>(?:[Tt]he )?[A-Z].*)")
_LABEL_INSIDE = re.compile(
    r"(?<=\S)\s+(?=(?:Source|Author|Editor|Reporter|Publisher|Photo|Editing|Correspondent)s?\s?[::])"
)
_STAFF = re.compile(r"(?i)\s+(?:staff|desk|reporters?|correspondents?|newsroom|writers?|team)\b.*")
_NEWSROOM = re.compile(
    r"(?i)\s+(?:newsroom|news ?(?:cent(?:er|re)|room|desk)|press (?:office|service|cent(?:er|re)"
    r"|department|room)|media (?:cent(?:er|re)|office|relations|centre)|publicity department"
    r"|information (?:cent(?:er|re)|office)|corporate (?:communications|affairs|news)"
    r"|communications(?: department)?|investor relations|website|blog|stories)$"
)
_TOLD = SignPattern(
    re.compile(
        r"\b(?:[Tt]old|spoke to|speaking to|seen by|reviewed by|interview with|sat down with) "
        r"(?P<told>(?:The )?[A-Z][\w’'-]*(?: (?:&|and|of|the|[A-Z][\w’'-]*)){0,5})"
        r"|\b(?P<learnt>(?:The )?[A-Z][\w’'-]*(?: (?:&|and|of|the|[A-Z][\w’'-]*)){0,5}) "
        r"(?:has learn(?:ed|t)|understands that|can reveal)\b"
    ),
    (
        *("told ", "Told ", "spoke to ", "speaking to ", "seen by ", "reviewed by "),
        *("interview with ", "sat down with ", " has learn", " understands that", " can reveal"),
    ),
)
_COINED = re.compile(r"(?!Mc|Mac|Fitz|De|Di|Le|La|Van)[A-Z][a-z]+[A-Z][a-z]+$")
"""A word made of two, as titles of papers are and names of persons and places are not."""
_ARTICLES = frozenset(("the", "el", "la", "le", "les", "il", "der", "die", "das", "o", "de", "l"))
_SHORTENED = ("Co.", "Inc.", "Ltd.", "Corp.", "Bros.")
_SMALL_WORDS = frozenset(("of", "the", "and", "&", "for", "on", "in", "+", "de", "du", "y", "und"))

_FOR_WIRE, _FOR_METADATA, _FOR_FILING, _FOR_TABLE = 10.0, 9.5, 9.0, 8.0
_FOR_LABEL, _FOR_DATE, _FOR_HEAD, _FOR_LOOSE_HEAD = 4.0, 3.9, 3.0, 2.0
_FOR_ALONE, _FOR_TOLD = 2.0, 3.0
_FOR_COPYRIGHT = 3.0
_ENOUGH = 3.0
_SHORT_LINE = 60


@dataclass(frozen=True, slots=True)
class Imprint:
    """A name that may be the publisher's.

    ``is_paper`` says that it is spelled like an outlet and not like a company; ``is_newsroom`` that
    the page is the newsroom, site or press office of whoever is named.
    """

    name: str
    outlet: Outlet | None
    weight: float
    is_paper: bool = False
    is_newsroom: bool = False


def is_newsroom_name(name: str) -> bool:
    """Whether a name is that of a newsroom, site or press office of somebody."""
    return _NEWSROOM.search(name) is not None


def known_outlet(name: str, lexicon: OrganisationLexicon) -> Outlet | None:
    """The outlet of the tables that a name means, also with "News" or "Online" behind it."""
    key = name_key(name)
    while key:
        outlet = lexicon.outlets.get(key)
        if outlet is not None or key[-1] not in OUTLET_TAILS:
            return outlet
        key = key[:-1]
    return None


@lru_cache(maxsize=1)
def find_imprints(article: Article, lexicon: OrganisationLexicon) -> tuple[Imprint, ...]:
    """Every name that may be the publisher's, the likeliest first."""
    told = frozenset(
        name_key(match["told"] or match["learnt"]) for match in _TOLD.finditer(article.text)
    )
    best: dict[tuple[str, ...], Imprint] = {}
    for one in _all_imprints(article, lexicon):
        key = name_key(one.name)
        if not key:
            continue
        weight = one.weight + (_FOR_TOLD if key in told else 0.0)
        if weight >= _ENOUGH and (key not in best or best[key].weight < weight):
            best[key] = Imprint(one.name, one.outlet, weight, one.is_paper, one.is_newsroom)
    return tuple(sorted(best.values(), key=lambda one: -one.weight))


def _all_imprints(article: Article, lexicon: OrganisationLexicon) -> Iterator[Imprint]:
    head = article.text[:_HEAD_LENGTH]
    yield from _wires(head, lexicon)
    lower = head.lower()
    for sign, pattern, outlet_id in _FILED:
        outlet = lexicon.outlets_by_id.get(outlet_id)
        if outlet is not None and sign in lower and pattern.search(head):
            yield Imprint(outlet.name, outlet, _FOR_FILING)
    if article.publisher:
        outlet = known_outlet(article.publisher, lexicon)
        paper = _is_paper(name_key(article.publisher), lexicon)
        newsroom = _NEWSROOM.search(article.publisher) is not None
        yield Imprint(article.publisher, outlet, _FOR_METADATA, paper, newsroom)
    yield from _head_lines(article, head, lexicon)
    copyright_line = next(
        (_COPYRIGHT.search(article.text) for sign in _COPYRIGHT_SIGNS if sign in article.text), None
    )
    if copyright_line is not None:
        name = _RIGHTS.sub("", copyright_line["name"]).strip()
        outlet = known_outlet(name, lexicon)
        yield Imprint(name, outlet, _FOR_COPYRIGHT, _is_paper(name_key(name), lexicon))


def _wires(head: str, lexicon: OrganisationLexicon) -> Iterator[Imprint]:
    """The agencies whose mark stands in a dateline: behind a place and a date, before the text."""
    for match in _WIRE.finditer(head):
        name = match["bracket"] or match["slash"] or match["opening"] or match["capitals"]
        outlet = known_outlet(name, lexicon)
        if outlet is None:
            continue
        start = head.rfind("\n", 0, match.start()) + 1
        before = head[start : match.start()]
        if len(before) <= _DATELINE_LENGTH and _DATELINE_BEFORE.fullmatch(before.strip(" *_#>")):
            yield Imprint(name, outlet, _FOR_WIRE - match.start() / _HEAD_LENGTH)


def _head_lines(article: Article, head: str, lexicon: OrganisationLexicon) -> Iterator[Imprint]:
    lines = [line.strip(" \t\r*_#>") for line in head.split("\n")]
    lines = [line for line in lines if line][:_HEAD_LINES]
    title = article.title
    marked = [_is_marked(line) for line in lines]
    for index, line in enumerate(lines):
        is_long = len(line) > _LONGEST_LINE
        if is_long:
            opening = re.match(r"(?P<opening>.{4,90}?)\s(?:-{1,2}|–|—)\s", line)
            if opening is None or DATE.search(opening["opening"]) is None:
                break
            line = opening["opening"]
        cells = [*_cells(line, lexicon, line == title)]
        alone = len(cells) == 1 and cells[0][0] == line
        neighbours = marked[max(0, index - 1) : index] + marked[index + 1 : index + 2]
        above_title = title is not None and title in lines[index + 1 : index + 4] and index < 2
        for name, weight in cells:
            if line == title and alone and not _stands_above(lines, index, marked):
                continue
            if alone and (any(neighbours) or above_title):
                weight += _FOR_ALONE
            yield from _imprint(name, weight - index / 10, lexicon)
        if is_long:
            break


def _stands_above(lines: Sequence[str], index: int, marked: Sequence[bool]) -> bool:
    """Whether what was taken for the title can be a masthead: another line and a date follow."""
    return index == 0 and len(lines[0].split()) <= 5 and any(marked[1:3])


def _is_marked(line: str) -> bool:
    """Whether a line is one of the furniture: it holds a date, an issue or a byline."""
    return len(line) <= _LONGEST_LINE and bool(
        DATE.search(line)
        or _ISSUE.search(line)
        or _BYLINE.match(line)
        or (len(line) < _SHORT_LINE and _DAY.search(line))
    )


def _cells(line: str, lexicon: OrganisationLexicon, is_title: bool) -> Iterator[tuple[str, float]]:
    """The parts of a line of the head that may name an outlet, with the weight of their place."""
    whole = known_outlet(line, lexicon)
    if whole is not None:
        yield line, 0.0
        return
    if is_title:
        *_, last = _PIPE.split(line)
        if last != line and len(last.split()) <= 5 and _is_paper(name_key(last), lexicon):
            yield last, 0.0
            return
        if not _is_marked(line) and _LABELLED.fullmatch(line) is None:
            if len(line.split()) <= 5:
                yield line, 0.0
            return
    dated = any(mark.search(line) for mark in (DATE, _ISSUE, _DAY)) or bool(_BYLINE.match(line))
    bare = _LABEL_INSIDE.sub(" | ", line)
    for furniture in (DATE, _ISSUE, _DAY, _CLOCK, _FURNITURE):
        bare = furniture.sub(" | ", bare)
    for segment in _SEGMENT.split(bare):
        cell = segment.strip(' \t.,;:|-–—*_"“”')
        if not cell or (cell == bare.strip() and len(cell.split()) > 6):
            continue
        weight = _FOR_DATE if dated else 0.0
        labelled = _LABELLED.fullmatch(cell)
        byline = None if labelled else _BYLINE.fullmatch(cell)
        if labelled is not None:
            cell, weight = labelled["name"].strip(), weight + _FOR_LABEL
        elif byline is not None:
            cell = _STAFF.sub("", byline["name"]).strip()
            written_for = _BY_FOR.fullmatch(cell)
            cell = written_for["name"] if written_for is not None else cell
            if known_outlet(cell, lexicon) is None and (
                written_for is None
                or not (
                    _is_paper(name_key(cell), lexicon) or name_key(cell)[-1:][0] in IMPRINT_HEADS
                )
            ):
                continue
        yield cell, weight


def _imprint(name: str, weight: float, lexicon: OrganisationLexicon) -> Iterator[Imprint]:
    """A cell as an imprint, if it is spelled like a name that an outlet or a company can have."""
    outlet = known_outlet(name, lexicon)
    if outlet is not None:
        yield Imprint(name, outlet, _FOR_TABLE + weight)
        return
    newsroom = _NEWSROOM.search(name)
    if newsroom is not None:
        owner = name[: newsroom.start()]
        if owner and owner[0].isupper():
            yield Imprint(owner, None, _FOR_LABEL + weight, is_newsroom=True)
        return
    words, key = name.split(), name_key(name)
    if not key or len(words) > 6 or not (name[0].isupper() or name[0].isdigit()):
        return
    if not all(word[0].isupper() or word[0].isdigit() or word in _SMALL_WORDS for word in words):
        return
    if any(sign in name for sign in "?!:%/=") or _is_rubric(words):
        return
    paper = _is_paper(key, lexicon)
    loose = key[-1] in IMPRINT_HEADS
    kind = kind_of(key, lexicon)
    if not paper and (
        kind in (NameKind.PLACE, NameKind.PERSON, NameKind.PUBLIC_BODY)
        or (kind is NameKind.WORD and not {"&", "and"}.intersection(words))
        or (lexicon.located.issuperset(key) and "&" not in words)
        or key[0] in lexicon.words["place"]
        or (len(words) == 1 and weight < _FOR_DATE and not _is_coined(name, weight))
    ):
        return
    labelled = weight >= _FOR_LABEL
    if not (paper or loose or labelled or _has_meaning(words, key, lexicon)):
        return
    weight += _FOR_HEAD if paper else _FOR_LOOSE_HEAD if loose else 0.0
    yield Imprint(name, None, weight, paper)


def _is_coined(word: str, weight: float) -> bool:
    """Whether a single word beside a date high on the page is made like the title of a paper."""
    return weight > _FOR_HEAD and _COINED.match(word) is not None


def _is_rubric(words: Sequence[str]) -> bool:
    lower = [word.casefold().strip(",.") for word in words]
    if len(lower) > 1 and lower[0] in RUBRIC_HEADS and lower[1] in ("of", "for", "to", "on"):
        return True
    return (lower[-1] in RUBRIC_HEADS or lower[-1] in RUBRIC_WORDS) and all(
        word in RUBRIC_WORDS or word in RUBRIC_HEADS for word in lower[:-1]
    )


def _is_paper(key: Sequence[str], lexicon: OrganisationLexicon) -> bool:
    """Whether a name is that of a paper by a word in it."""
    return len(key) > 1 and (
        key[-1] in lexicon.words["outlet"]
        or key[0] in IMPRINT_STARTS
        or known_outlet(" ".join(key), lexicon) is not None
    )


def _has_meaning(words: Sequence[str], key: Sequence[str], lexicon: OrganisationLexicon) -> bool:
    """Whether a name is made of words and not only of the names of persons or places."""
    known = ("vocabulary", "common", "trade", "head", "legal_form", "outlet")
    return (
        words[0].casefold() in _ARTICLES
        or "&" in words
        or any(_COINED.match(word) for word in words)
        or any(lexicon.is_a(role, word) for word in key for role in known)
    )
