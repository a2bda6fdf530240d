"""From bytes or text to an article: decoding, repair, lay-out, sentences, date, language.

Only the order of these steps belongs here; each step has a module of its own.
"""

import re
from datetime import date

from orchestration.text.article import (
    NO_METADATA,
    Article,
    DatePrecision,
    Metadata,
    Repair,
    SectionKind,
    Sentence,
    Unreadable,
)
from orchestration.text.decoding import decode
from orchestration.text.mojibake import repair_encoding
from orchestration.text.sentences import split_sentences

_DISCLAIMER = re.compile(r"(?i)(disclaimer|editor['’]s note)\b")
_BOILERPLATE = re.compile(r"(?i)(©|\d+ comments?$|share this|unsubscribe)")
_BULLET = re.compile(r"[-*•–»] ")
_MONTHS = "January February March April May June July August September October November December"
_DATE = re.compile(
    r"\b(?:(?P<m>[A-Z][a-z]{2,8})\.? (?P<d>\d{1,2})|(?P<d2>\d{1,2}) (?P<m2>[A-Z][a-z]{2,8}))"
    r",? (?P<y>20\d\d)\b"
)


def read_text(text: str, metadata: Metadata = NO_METADATA) -> Article:
    """The article that an already repaired text is.

    Args:
        text: the text; it becomes ``Article.text`` unchanged.
        metadata: what is known from outside; it wins over what the text says.
    """
    return _article(text, metadata, encoding="utf-8", encoding_repair="none", repairs=())


def read_document(
    content: bytes,
    media_type: str,
    metadata: Metadata = NO_METADATA,
    declared_encoding: str | None = None,
) -> Article | Unreadable:
    """The article that a document's bytes hold, or why they hold none.

    Args:
        content: the bytes as they came.
        media_type: ``text/plain``, ``text/html`` or ``text/markdown``.
        metadata: what is known from outside; it wins over what the document says.
        declared_encoding: the encoding that a header or a person declared.
    """
    decoded = decode(content, declared_encoding)
    if isinstance(decoded, Unreadable):
        return decoded
    repaired = repair_encoding(decoded.text)
    return _article(
        repaired.text, metadata, decoded.encoding, repaired.rule, decoded.repairs + repaired.repairs
    )


def _article(
    text: str, metadata: Metadata, encoding: str, encoding_repair: str, repairs: tuple[Repair, ...]
) -> Article:
    sentences: list[Sentence] = []
    paragraph = 0
    section = SectionKind.TITLE
    title = metadata.title
    for match in re.finditer(r"[^\n]+", text):
        line = match[0].strip()
        if not line:
            continue
        kind = SectionKind.BODY
        if line.lower() == "highlights" or (
            section in (SectionKind.TITLE, SectionKind.HIGHLIGHTS) and _BULLET.match(line)
        ):
            kind = SectionKind.HIGHLIGHTS
        elif _DISCLAIMER.match(line):
            kind = SectionKind.DISCLAIMER
        elif _BOILERPLATE.match(line):
            kind = SectionKind.BOILERPLATE
        elif section is SectionKind.TITLE and paragraph == 0 and len(line) < 200:
            kind = SectionKind.TITLE
            title = title or line
        section = kind
        sentences.extend(
            Sentence(start, end, kind, paragraph)
            for start, end in split_sentences(text, match.start(), match.end())
        )
        paragraph += 1
    published_on, precision = metadata.published_on, metadata.published_on_precision
    if published_on is None and (found := _DATE.search(text, 0, 400)):
        month = next(
            (
                index
                for index, name in enumerate(_MONTHS.split(), 1)
                if name.startswith((found["m"] or found["m2"])[:3])
            ),
            None,
        )
        if month is not None:
            published_on = date(int(found["y"]), month, int(found["d"] or found["d2"]))
            precision = DatePrecision.DAY
    return Article(
        text=text,
        title=title,
        sentences=tuple(sentences),
        publisher=metadata.publisher,
        published_on=published_on,
        published_on_precision=precision,
        language=metadata.language or "en",
        encoding=encoding,
        encoding_repair=encoding_repair,
        repairs=repairs,
    )
