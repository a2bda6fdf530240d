"""From bytes or text to an article: the steps, and what makes a document unreadable.

Only their order and the choice between metadata and what the text says belong here; each step has a
module of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from orchestration.text.article import (
    NO_METADATA,
    Article,
    DateOrigin,
    DatePrecision,
    Metadata,
    Repair,
    SectionKind,
    Sentence,
    Unreadable,
)
from orchestration.text.blocks import Block
from orchestration.text.bylines import authors_in
from orchestration.text.dates import find_publication_date
from orchestration.text.decoding import Decoded, decode
from orchestration.text.language import CONFIDENT, detect_language, english_share
from orchestration.text.layout import Layout, Part, lay_out
from orchestration.text.markup import Note, read_markdown
from orchestration.text.mojibake import NO_REPAIR, Repaired, repair_encoding
from orchestration.text.pdf import read_pdf
from orchestration.text.sentences import split_sentences, strip_span
from orchestration.text.web_page import Page, read_page

READ_LANGUAGE = "en"
"""The language that extraction reads."""

PDF_ENCODING = "pdf"
"""What stands for the encoding of a document whose characters have codes of their own."""

_MIN_LETTERS = 200
"""From so many letters (a third in scripts whose signs are words) detection may refuse a text."""

_LANGUAGE_SAMPLE = 20_000
_LAST_LATIN = "\u024f"
_FIRST_IDEOGRAPH = "\u2e80"
_FOREIGN_SHARE = 0.8
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html)\b", re.I
)

_ENGLISH_SHARE = 0.05
"""A text with more function words of English than that isn't refused, whatever else it holds."""


def read_text(text: str, metadata: Metadata = NO_METADATA) -> Article:
    """The article that an already repaired text is.

    Args:
        text: the text; it becomes ``Article.text`` unchanged.
        metadata: what is known from outside; it wins over what the text says.
    """
    repaired = Repaired(text, NO_REPAIR, ())
    language, _ = _language(text, metadata.language)
    return _article(repaired, lay_out(text, metadata.title), metadata, language, "utf-8")


def read_document(
    content: bytes,
    media_type: str,
    metadata: Metadata = NO_METADATA,
    declared_encoding: str | None = None,
) -> Article | Unreadable:
    """The article that a document's bytes hold, or why they hold none.

    Args:
        content: the bytes as they came.
        media_type: ``text/plain``, ``text/html``, ``text/markdown`` or ``application/pdf``.
        metadata: what is known from outside; it wins over what the document says.
        declared_encoding: the encoding that a header or a person declared.

    Returns:
        the article, or ``Unreadable`` with the code ``empty``, ``binary``, ``too_large``,
        ``undecodable``, ``no_article``, ``unsupported_language``, and those of ``notices`` and
        ``read_pdf``.
    """
    if media_type == "application/pdf":
        return _read_pdf(content, metadata)
    decoded = decode(content, declared_encoding)
    if isinstance(decoded, Unreadable):
        return decoded
    if media_type == "text/html" or (media_type == "text/plain" and _HTML.match(decoded.text)):
        found: Page | Note | Unreadable = read_page(decoded.text)
    elif media_type == "text/markdown":
        found = read_markdown(decoded.text)
    else:
        found = Note(decoded.text, NO_METADATA)
    if isinstance(found, Unreadable):
        return found
    return _finish(found, decoded, metadata)


def _read_pdf(content: bytes, metadata: Metadata) -> Article | Unreadable:
    found = read_pdf(content)
    if isinstance(found, Unreadable):
        return found
    return _finish(found, Decoded(found.text, PDF_ENCODING), metadata)


def _finish(found: Page | Note, decoded: Decoded, metadata: Metadata) -> Article | Unreadable:
    # Where markup was removed, the offsets of what decoding repaired are gone.
    known = decoded.repairs if found.text == decoded.text else ()
    repaired = repair_encoding(found.text, known)
    metadata = _complete(metadata, found.metadata)
    layout = lay_out(repaired.text, metadata.title)
    if isinstance(found, Page):
        repaired = _without_boilerplate(repaired, layout)
        layout = lay_out(repaired.text, metadata.title)
    if not repaired.text.strip():
        return Unreadable(
            "empty", "The document holds nothing but white space and marks of layout."
        )
    language, refusal = _language(repaired.text, metadata.language)
    if refusal is not None:
        return refusal
    return _article(repaired, layout, metadata, language, decoded.encoding)


def _article(
    repaired: Repaired, layout: Layout, metadata: Metadata, language: str, encoding: str
) -> Article:
    published_on, precision, origin = _published(metadata, layout)
    return Article(
        text=repaired.text,
        title=metadata.title or layout.title,
        sentences=tuple(_sentences(repaired.text, layout.parts)),
        publisher=metadata.publisher,
        published_on=published_on,
        published_on_precision=precision,
        language=language,
        encoding=encoding,
        encoding_repair=repaired.rule,
        repairs=repaired.repairs,
        published_on_origin=origin,
        authors=metadata.authors or authors_in(layout.header),
    )


def _complete(given: Metadata, stated: Metadata) -> Metadata:
    """What was given from outside, with what the document states where nothing was given."""

    def tidy(text: str | None) -> str | None:
        return None if text is None else repair_encoding(text).text

    dated = given if given.published_on is not None else stated
    return Metadata(
        address=given.address or stated.address,
        publisher=given.publisher or tidy(stated.publisher),
        title=given.title or tidy(stated.title),
        published_on=dated.published_on,
        published_on_precision=dated.published_on_precision,
        published_on_origin=dated.published_on_origin,
        language=given.language or stated.language,
        authors=given.authors or tuple(filter(None, map(tidy, stated.authors))),
    )


def _without_boilerplate(repaired: Repaired, layout: Layout) -> Repaired:
    """The text of a page without the blocks that no article has, and its repairs moved along."""
    text = repaired.text
    pieces: list[str] = []
    repairs: list[Repair] = []
    kept_to = length = 0
    waiting = list(repaired.repairs)
    dropped = [
        part.block
        for part in layout.parts
        if part.section is SectionKind.BOILERPLATE
        and (part.start, part.end) == (part.block.start, part.block.end)
    ]
    ends = [*((block.start, block.end) for block in dropped), (len(text), len(text))]
    for start, end in ends:
        kept = text[kept_to:start].rstrip() if start < len(text) else text[kept_to:]
        while waiting and waiting[0].start < end:
            repair = waiting.pop(0)
            if repair.start + len(repair.after) <= kept_to + len(kept):
                moved = repair.start - kept_to + length
                repairs.append(replace(repair, start=moved))
        pieces.append(kept)
        length += len(kept)
        kept_to = end
    return Repaired("".join(pieces), repaired.rule, tuple(repairs))


def _sentences(text: str, parts: Sequence[Part]) -> Iterator[Sentence]:
    paragraph = -1
    block: Block | None = None
    for part in parts:
        if part.block is not block:
            paragraph += 1
            block = part.block
        if part.section is SectionKind.BOILERPLATE or part.block.is_row:
            spans = [strip_span(text, part.start, part.end)]
        else:
            spans = split_sentences(text, part.start, part.end)
        for start, end in spans:
            yield Sentence(start, end, part.section, paragraph)


def _published(
    metadata: Metadata, layout: Layout
) -> tuple[date | None, DatePrecision, DateOrigin | None]:
    if metadata.published_on is not None:
        precision = metadata.published_on_precision
        day = DatePrecision.DAY if precision is DatePrecision.UNKNOWN else precision
        return metadata.published_on, day, metadata.published_on_origin or DateOrigin.GIVEN
    found = find_publication_date(layout.header, layout.opening, layout.other_lines)
    return (None, DatePrecision.UNKNOWN, None) if found is None else (*found, DateOrigin.TEXT)


def _language(text: str, declared: str | None) -> tuple[str, Unreadable | None]:
    """The language of a text, and why it isn't read if it is certainly another than English."""
    if english_share(text) >= _ENGLISH_SHARE:
        return READ_LANGUAGE, None
    letters = [character for character in text[:_LANGUAGE_SAMPLE] if character.isalpha()]
    foreign = sum(character > _LAST_LATIN for character in letters)
    ideographs = sum(character >= _FIRST_IDEOGRAPH for character in letters)
    if len(letters) + 2 * ideographs < _MIN_LETTERS:
        return declared or READ_LANGUAGE, None
    language, probability = detect_language(text)
    is_certain = probability >= CONFIDENT or foreign > _FOREIGN_SHARE * len(letters)
    if not is_certain:
        return declared or READ_LANGUAGE, None
    if language == READ_LANGUAGE:
        return language, None
    return language, Unreadable(
        "unsupported_language",
        f"The text is in the language {language!r}; only {READ_LANGUAGE!r} is read.",
    )
