"""What the text stage hands on: a repaired text with its sections, sentences and metadata.

Only the values that pass between stages belong here; how they are made stands in the other modules
of this package.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SectionKind(StrEnum):
    """Which part of an article a stretch of text is; ``BOILERPLATE`` is never read for claims."""

    TITLE = "title"
    HIGHLIGHTS = "highlights"
    BODY = "body"
    DISCLAIMER = "disclaimer"
    BOILERPLATE = "boilerplate"


class DatePrecision(StrEnum):
    """How much of a publication date the article gives."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``text[start:end]`` of its article, without surrounding white space.

    ``paragraph`` counts the blocks of the text from 0, so that neighbours are told from strangers.
    """

    start: int
    end: int
    section: SectionKind
    paragraph: int


@dataclass(frozen=True, slots=True)
class Repair:
    """One change that a repair made: ``before`` became ``after``, which stands at ``start``.

    Beside a number, what is lost wholly is on record too, and is after as it was before.

    ``start`` is an offset in the repaired text. ``rule`` names the repair (``iso_8859_11``,
    ``cp1252``, …). ``may_also_be`` holds the marks that may have stood here as well, where a number
    reads otherwise with them: a lone mark before a digit may have been its minus sign.
    """

    rule: str
    start: int
    before: str
    after: str
    may_also_be: str = ""


class DateOrigin(StrEnum):
    """Who says when an article was published, the most trusted first."""

    GIVEN = "given"
    """Its source: a feed, a field of a dump, the metadata beside a file."""
    MARKUP = "markup"
    """The markup of its page, or the front matter of its Markdown."""
    TEXT = "text"
    """A line of the text itself."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article from outside its text; every field may be missing."""

    address: str | None = None
    publisher: str | None = None
    title: str | None = None
    published_on: date | None = None
    published_on_precision: DatePrecision = DatePrecision.UNKNOWN
    published_on_origin: DateOrigin | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()


NO_METADATA = Metadata()
"""Nothing is known from outside."""


@dataclass(frozen=True, slots=True)
class Article:
    """A readable article: its repaired text, and what the text stage found out about it.

    Every offset of the later stages points into ``text``. ``published_on`` is the first day of the
    month or year when the precision says no more, and ``None`` when it is unknown;
    ``published_on_origin`` says where it stood.
    ``encoding`` is the one that the bytes were decoded with; ``encoding_repair`` the repair that
    the decoded text needed (``none``, ``iso_8859_11``, ``cp1252``, …).
    """

    text: str
    title: str | None
    sentences: tuple[Sentence, ...]
    publisher: str | None
    published_on: date | None
    published_on_precision: DatePrecision
    language: str
    encoding: str
    encoding_repair: str
    repairs: tuple[Repair, ...]
    published_on_origin: DateOrigin | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a document became no article: a code for filters and one sentence for people."""

    reason_code: str
    reason: str
