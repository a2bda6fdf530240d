"""PDF: the text of its pages as paragraphs, without what every page repeats.

``pypdfium2`` reads the characters; here its lines become paragraphs. A PDF knows nothing of them,
so where one ends is told by the lengths of the lines. Scans have no text and are refused.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import pypdfium2

from orchestration.text.article import Metadata, Unreadable
from orchestration.text.markup import Note

MOST_PAGES = 300
"""A longer document is a report or a book, no article."""

MOST_CHARACTERS = 2_000_000

_PASSWORD_ERROR = 4
"""FPDF_ERR_PASSWORD of PDFium's ``fpdfview.h``."""

_BROKEN_WORD = re.compile(r"[\x02\ufffe\u00ad](?:\r?\n)?")
"""Where PDFium found a word that was broken at the end of a line."""

_PAGE_NUMBER = re.compile(r"\W*(?:page )?\d{1,4}(?:\W+(?:of )?\d{1,4})?\W*", re.IGNORECASE)
_ITEM = re.compile(r"[•●▪■◦‣–*-]\s|\(?\d{1,2}[.)]\s")
_ENDS_SENTENCE = re.compile(r"[.!?:;][”\"’')\]]*$")
_SHORT, _VERY_SHORT = 0.85, 0.6
"""Shares of a full line: where a sentence ends there, and where any line does."""

_REPEATED_ON, _MARGIN = 3, 2
"""On so many pages a line among the first and last so many is what every page repeats."""


def read_pdf(content: bytes) -> Note | Unreadable:
    """The text of a PDF document.

    Returns:
        the text, or ``Unreadable`` with the code ``encrypted``, ``damaged``, ``too_large`` or
        ``no_text``.
    """
    try:
        with pypdfium2.PdfDocument(content) as document:
            if len(document) > MOST_PAGES:
                return Unreadable(
                    "too_large",
                    f"The document has {len(document)} pages; the longest that is read has "
                    f"{MOST_PAGES}.",
                )
            pages = [_lines(page) for page in document]
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD_ERROR:
            return Unreadable("encrypted", "The document is locked with a password.")
        return Unreadable("damaged", f"The document can't be opened as PDF ({error}).")
    if sum(len(line) for lines in pages for line in lines) > MOST_CHARACTERS:
        return Unreadable(
            "too_large", f"The document has over {MOST_CHARACTERS:,} characters of text."
        )
    text = "\n\n".join(_paragraphs(_without_margins(pages)))
    if not text:
        return Unreadable("no_text", "The document holds pictures of pages, and no text.")
    return Note(text, Metadata())


def _lines(page: pypdfium2.PdfPage) -> list[str]:
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_bounded()
    finally:
        text_page.close()
        page.close()
    lines = (" ".join(line.split()) for line in _BROKEN_WORD.sub("", text).splitlines())
    return [line for line in lines if line]


def _without_margins(pages: Sequence[Sequence[str]]) -> list[str]:
    """The lines of all pages without page numbers, and without heads and feet that repeat."""
    at_margin = Counter(line for lines in pages for line in {*lines[:_MARGIN], *lines[-_MARGIN:]})
    kept: list[str] = []
    for lines in pages:
        for index, line in enumerate(lines):
            is_margin = index < _MARGIN or index >= len(lines) - _MARGIN
            repeats = at_margin[line] >= _REPEATED_ON or _PAGE_NUMBER.fullmatch(line)
            if not (is_margin and repeats):
                kept.append(line)
    return kept


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    lengths = sorted(map(len, lines))
    full = lengths[len(lengths) * 9 // 10] if lengths else 0
    paragraph: list[str] = []
    for line in lines:
        if paragraph and (_ends(paragraph[-1], full) or _ITEM.match(line)):
            yield " ".join(paragraph)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield " ".join(paragraph)


def _ends(line: str, full: int) -> bool:
    """Whether a paragraph ends with ``line``, where a full line has so many characters."""
    if len(line) < _VERY_SHORT * full:
        return True
    return len(line) < _SHORT * full and _ENDS_SENTENCE.search(line) is not None
