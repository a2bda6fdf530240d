"""Text: from a document's bytes to a repaired article with sections and sentences.

Decoding, repair of damaged characters, HTML and Markdown, sections, sentences, publication date
and language belong here. What an article says (quantities, companies, claims) is read by
``orchestration.extraction``.
"""

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
from orchestration.text.reading import read_document, read_text

__all__ = [
    "NO_METADATA",
    "Article",
    "DateOrigin",
    "DatePrecision",
    "Metadata",
    "Repair",
    "SectionKind",
    "Sentence",
    "Unreadable",
    "read_document",
    "read_text",
]
