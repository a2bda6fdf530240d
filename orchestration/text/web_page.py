"""HTML: the article of a page as lines of text, and what its markup says about it.

``trafilatura`` tells the article from the page; here its result becomes text, and the page's own
metadata is read. ``readability`` is asked where it finds nothing, ``resiliparse`` where the page is
too large for it. The bytes were decoded before.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

import trafilatura
from lxml import etree, html
from readability import Document
from readability.readability import Unparseable
from resiliparse.extract.html2text import extract_plain_text

from orchestration.text.article import NO_METADATA, Metadata, Unreadable
from orchestration.text.notices import notice_in, notice_instead
from orchestration.text.page_metadata import read_metadata
from orchestration.text.words import words_of

MAX_CHARACTERS = 20_000_000
"""The largest page that is read."""

MAX_SEARCHED_CHARACTERS = 5_000_000
MAX_ELEMENTS = 20_000
MAX_CHILDREN = 2_500
"""Beyond these the search for the article, which compares elements, would take minutes; a plainer
one that takes a second for any page does it then."""

_HEAD = 200_000
"""Characters in which a large page is looked through for its metadata."""

_MOST_ITEMS, _LONGEST_ITEM = 12, 200
_AROUND = frozenset({"nav", "aside", "footer", "header", "form", "li", "td"})
_UNREAD = ("style", "svg", "iframe", "link", "meta", "noscript", "template", "canvas", "select")
_UNREAD_SCRIPTS = etree.XPath("//script[not(contains(@type, 'ld+json'))]")
_HAS_DIGIT = re.compile(r"\d")
_LONGER_BY_MARKS = 3
"""A line so many times as long as the title isn't the title with other punctuation."""

_MIN_WORDS = 20
"""An extract of fewer words is a notice of the site, not an article."""

_INTRICATE = etree.XPath(
    f"count(descendant-or-self::*) > {MAX_ELEMENTS}"
    f" or descendant-or-self::*[count(*) > {MAX_CHILDREN}]"
)
_UNIT_BEFORE_POWER = re.compile(
    r"(?:^|[^\w])(?:[kcdm]?m|ft|in|yd|mi|s|h|ha)$|[/·.](?:[kcdm]?m|s|h)$"
)
_SUPERSCRIPTS = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page: its title on the first line, then its paragraphs."""

    text: str
    metadata: Metadata


def read_page(markup: str) -> Page | Unreadable:
    """Read the article out of ``markup``.

    Returns:
        the article, or ``Unreadable`` with the code ``too_large``, ``no_article``, or those of
        ``notices``.
    """
    if len(markup) > MAX_CHARACTERS:
        return Unreadable(
            "too_large",
            f"The page has {len(markup):,} characters; the largest that is read has "
            f"{MAX_CHARACTERS:,}.",
        )
    if len(markup) > MAX_SEARCHED_CHARACTERS:
        return _read_large_page(markup)
    tree = trafilatura.load_html(markup)
    if tree is None:
        return _no_article(markup, NO_METADATA)
    if _is_intricate(tree):
        return _read_large_page(markup)
    metadata = read_metadata(tree)
    _drop_unread(tree)
    _write_powers(tree)
    _write_lists_of_figures(tree)
    _drop_tables_above_headline(tree)
    extracted = trafilatura.bare_extraction(
        tree,
        # On the benchmark of make bench-pages the quick pass that keeps more is as precise as the
        # thorough one, whose other extractors take half of its time.
        fast=True,
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        include_formatting=True,
        with_metadata=False,
        # Of a format that trafilatura writes itself it makes no text, which is made here.
        output_format="xml",
    )
    body = getattr(extracted, "body", None)
    page = _page(() if body is None else _render(body), metadata)
    # Where one finds nothing, the other may.
    return page or _page(_second_opinion(markup), metadata) or _no_article(markup, metadata)


def _read_large_page(markup: str) -> Page | Unreadable:
    """Read a page that is too large, or too intricate, for the search of its article."""
    head = trafilatura.load_html(markup[:_HEAD])
    metadata = NO_METADATA if head is None else read_metadata(head)
    text = extract_plain_text(markup, main_content=True, alt_texts=False)
    return _page(map(_lines, text.split("\n\n")), metadata) or _no_article("", metadata)


def _second_opinion(markup: str) -> Iterator[str]:
    """The paragraphs of what ``readability`` takes for the article."""
    try:
        summary = Document(markup).summary(html_partial=True)
    except Unparseable:
        return
    yield from map(_lines, extract_plain_text(summary, main_content=False).split("\n\n"))


def _page(paragraphs: Iterable[str], metadata: Metadata) -> Page | Unreadable | None:
    """The page with these paragraphs under its title; ``None`` if they are too few for one."""
    lines = _drop_headline(list(filter(None, paragraphs)), metadata.title)
    if not _are_enough(lines):
        return None
    if notice := notice_in(lines, metadata.title):
        return notice
    if metadata.title:
        lines.insert(0, metadata.title)
    return Page("\n\n".join(lines), metadata)


def _is_intricate(tree: html.HtmlElement) -> bool:
    # Counted by libxml2: a walk in Python costs as much as a tenth of the extraction.
    return bool(_INTRICATE(tree))


def _are_enough(lines: Iterable[str]) -> bool:
    # Counted by spaces alone, a text in Japanese would have no words.
    return len(list(islice(chain.from_iterable(map(words_of, lines)), _MIN_WORDS))) == _MIN_WORDS


def _no_article(markup: str, metadata: Metadata) -> Unreadable:
    tree = trafilatura.load_html(markup) if markup else None
    notice = None if tree is None else notice_instead(tree, metadata.title)
    return notice or Unreadable("no_article", "The page holds no article, only what surrounds one.")


def _drop_unread(tree: html.HtmlElement) -> None:
    """Take away what no text is read from, before the extraction copies and searches the tree."""
    etree.strip_elements(tree, *_UNREAD, with_tail=False)
    # Annotations stay: where the markup holds too little, an article may stand in one of them.
    for script in _UNREAD_SCRIPTS(tree):
        script.drop_tree()


def _write_powers(tree: html.HtmlElement) -> None:
    """Turn raised and lowered digits into characters, before the markup around them is lost."""
    for element in list(tree.iter("sup", "sub")):
        content = (element.text or "").strip()
        if len(element) or not content:
            continue
        before = _text_before(element)
        if element.tag == "sup" and not _UNIT_BEFORE_POWER.search(before):
            element.text = content.translate(_SUPERSCRIPTS)
        else:
            element.text = content
        element.drop_tag()


def _write_lists_of_figures(tree: html.HtmlElement) -> None:
    """Turn short lists of figures into lines, before they are taken for what surrounds an article.

    Guidance and key figures stand in such lists; menus and teasers hold links or no figures.
    """
    for element in list(tree.iter("ul", "ol")):
        items = [child for child in element if child.tag == "li"]
        if (
            not items
            or len(items) > _MOST_ITEMS
            or len(items) != len(element)
            or next(
                element.iterdescendants("a", "ul", "ol", "table", "img", "form", "p", "div"), None
            )
            is not None
            or any(parent.tag in _AROUND for parent in element.iterancestors())
        ):
            continue
        texts = [_flow(str(item.text_content())) for item in items]
        if not any(map(_HAS_DIGIT.search, texts)) or max(map(len, texts)) > _LONGEST_ITEM:
            continue
        for item in items:
            element.remove(item)
        element.tag = "p"
        element.text = f"- {texts[0]}"
        for text in texts[1:]:
            line = etree.SubElement(element, "br")
            line.tail = f"- {text}"


def _text_before(element: html.HtmlElement) -> str:
    previous = element.getprevious()
    if previous is not None:
        return str(previous.tail or "")[-8:]
    parent = element.getparent()
    return "" if parent is None else str(parent.text or "")[-8:]


def _drop_tables_above_headline(tree: html.HtmlElement) -> None:
    """Pages without sections lay their navigation out in tables above the only headline."""
    headlines = list(tree.iter("h1"))
    if len(headlines) != 1:
        return
    ancestors = set(headlines[0].iterancestors())
    for element in list(tree.iter("table", "h1")):
        if element is headlines[0]:
            break
        if element not in ancestors and element.getparent() is not None:
            element.drop_tree()


def _render(body: etree._Element) -> Iterator[str]:
    """The paragraphs of an extracted article; items of a list and rows of a table stay together."""
    for element in body:
        if element.tag == "table":
            yield from _nonempty("\n".join(_rows(element)))
        elif element.tag == "list":
            yield from _nonempty("\n".join(_items(element)))
        elif element.tag == "quote" and len(element) and element[0].tag in ("p", "quote", "list"):
            yield from _nonempty(_flow(element.text or ""))
            yield from _render(element)
        else:
            yield from _nonempty(_flow_of(element))
        yield from _nonempty(_flow(element.tail or ""))


def _nonempty(text: str) -> Iterator[str]:
    if text:
        yield text


def _rows(table: etree._Element) -> Iterator[str]:
    for row in table.iterchildren("row"):
        cells = [_flow_of(cell).replace("\n", " ") for cell in row.iterchildren("cell")]
        while cells and not cells[-1]:
            cells.pop()
        if any(cells):
            yield " | ".join(cells)


def _items(element: etree._Element) -> Iterator[str]:
    for item in element.iterchildren("item"):
        text = _flow_of(item, nested=False)
        if text:
            yield "- " + text.replace("\n", " ")
        for inner in _inner_lists(item):
            yield from _items(inner)


def _inner_lists(element: etree._Element) -> Iterator[etree._Element]:
    """The lists in an item, without those in other lists."""
    for child in element:
        if child.tag == "list":
            yield child
        else:
            yield from _inner_lists(child)


def _flow_of(element: etree._Element, *, nested: bool = True) -> str:
    """The running text of an element; a break in its markup is a new line."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            pieces.append("\n")
        elif child.tag == "graphic" or (child.tag == "list" and not nested):
            pass
        elif child.tag in ("p", "item", "row", "head"):
            pieces += ("\n", _flow_of(child, nested=nested), "\n")
        else:
            pieces.append(_inline(child))
        pieces.append(child.tail or "")
    return _lines("".join(pieces))


def _inline(element: etree._Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        pieces.append("\n" if child.tag == "lb" else _inline(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _flow(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _lines(text: str) -> str:
    lines = (_flow(line) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _drop_headline(lines: list[str], title: str | None) -> list[str]:
    if title is None:
        return lines
    wanted, longest = _letters(title), _LONGER_BY_MARKS * len(title)
    return [
        line
        for index, line in enumerate(lines)
        if index > 8 or len(line) > longest or _letters(line) != wanted
    ]


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
