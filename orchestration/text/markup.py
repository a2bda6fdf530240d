"""Markdown: its text without the marks, and the metadata of its front matter.

``markdown-it-py`` parses; here its tokens become lines of text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from orchestration.text.article import DateOrigin, DatePrecision, Metadata, Unreadable
from orchestration.text.bylines import names_in
from orchestration.text.dates import parse_date

MAX_CHARACTERS = 5_000_000
"""The largest Markdown text that is read."""

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_BLANK_LINES = re.compile(r"\n{3,}")
_HTML_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")


@dataclass(frozen=True, slots=True)
class Note:
    """The text of a Markdown document, and what its front matter says."""

    text: str
    metadata: Metadata


def read_markdown(source: str) -> Note | Unreadable:
    """The text of ``source`` without markup; headings, items and rows are lines of their own.

    Returns:
        the text, or ``Unreadable`` with the code ``too_large``.
    """
    if len(source) > MAX_CHARACTERS:
        return Unreadable(
            "too_large",
            f"The document has {len(source):,} characters; the largest that is read has "
            f"{MAX_CHARACTERS:,}.",
        )
    source = source.replace("\r\n", "\n")
    metadata = Metadata()
    front = _FRONT_MATTER.match(source)
    if front:
        fields = _fields(front[1])
        if fields is not None:
            metadata = _metadata(fields)
            source = source[front.end() :]
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    text = _BLANK_LINES.sub("\n\n", _render(parser.parse(source))).strip("\n")
    return Note(text, metadata)


def _fields(front: str) -> dict[str, object] | None:
    try:
        fields = yaml.safe_load(front)
    except yaml.YAMLError:
        return None
    if not isinstance(fields, dict):
        return None
    return {str(key).lower(): value for key, value in fields.items()}


def _metadata(fields: dict[str, object]) -> Metadata:
    def field(*names: str) -> str | None:
        for name in names:
            value = fields.get(name)
            if value is not None and not isinstance(value, list | dict) and str(value).strip():
                return str(value).strip()
        return None

    written = field("date", "published", "published_on", "pubdate")
    published = parse_date(written) if written else None
    return Metadata(
        address=field("address", "url", "link", "canonical"),
        publisher=field("publisher", "source", "outlet", "site"),
        title=field("title"),
        published_on=published[0] if published else None,
        published_on_precision=published[1] if published else DatePrecision.UNKNOWN,
        published_on_origin=DateOrigin.MARKUP if published else None,
        language=field("lang", "language"),
        authors=tuple(names_in(field("author", "authors", "byline") or "")),
    )


def _render(tokens: Sequence[Token]) -> str:
    pieces: list[str] = []
    depth = 0
    cells: list[str] = []
    in_table = False
    for token in tokens:
        if token.type == "list_item_open":
            depth += 1
            ordered = token.info and token.markup in (".", ")")
            pieces.append(f"{token.info}{token.markup} " if ordered else "- ")
        elif token.type == "list_item_close":
            depth -= 1
        elif token.type in ("bullet_list_close", "ordered_list_close") and depth == 0:
            pieces.append("\n")
        elif token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
            pieces.append("" if in_table else "\n")
        elif token.type == "tr_close":
            pieces.append(" | ".join(cells) + "\n")
            cells = []
        elif token.type == "inline":
            text = _inline(token.children or [])
            if in_table:
                cells.append(text.replace("\n", " "))
            else:
                pieces.append(text + ("\n" if depth else "\n\n"))
        elif token.type in ("fence", "code_block"):
            pieces.append(token.content.rstrip("\n") + "\n\n")
        elif token.type == "html_block":
            pieces.append(_HTML_TAG.sub("", token.content).strip() + "\n\n")
    return "".join(pieces)


def _inline(children: Sequence[Token]) -> str:
    pieces: list[str] = []
    for child in children:
        if child.type in ("text", "code_inline"):
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append("\n" if child.type == "hardbreak" else " ")
    return "".join(pieces)
