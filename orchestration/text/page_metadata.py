"""What the markup of a page says about its article: title, authors, publisher, date, language.

Only explicit statements count (JSON-LD, ``meta``, ``time``, headings). Nothing is guessed from
addresses, from years of copyright or from today's date.
"""

import json
import re
from collections.abc import Iterator
from datetime import date

from lxml import html

from orchestration.text.article import DateOrigin, DatePrecision, Metadata
from orchestration.text.bylines import names_in
from orchestration.text.dates import parse_date

_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|Posting|PressRelease)$")
_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "citation_publication_date",
)
_PUBLISHER_NAMES = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "application-name",
)
_AUTHOR_NAMES = (
    "author",
    "article:author",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "parsely-author",
    "sailthru.author",
    "citation_author",
)
_TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "headline")
_TITLE_MARK = re.compile(r"\s+[|–—-]\s+|\s*[|»]\s*")
_NO_TITLE = re.compile(
    r"(?:document|untitled\b.*|home(?: ?page)?|index|blank|exhibit [\d.]+|default|new page.*"
    r"|microsoft word\b.*|.*\.(?:docx?|pdf|html?|aspx?))",
    re.IGNORECASE,
)
"""What programs write into a page's title when nobody gives one."""
_SPACE = re.compile(r"\s+")
_MAX_JSON = 500_000
_ASIDE = frozenset({"aside", "nav", "footer"})

JsonObject = dict[str, object]


def read_metadata(tree: html.HtmlElement) -> Metadata:
    """The metadata that a parsed page states about its article."""
    fields = _fields(tree)
    article = next(_articles(tree), {})
    title = _title(tree, fields, article)
    published = _published(tree, fields, article)
    return Metadata(
        address=_address(tree, fields),
        publisher=_publisher(tree, fields, article, title),
        title=title,
        published_on=published[0] if published else None,
        published_on_precision=published[1] if published else DatePrecision.UNKNOWN,
        published_on_origin=DateOrigin.MARKUP if published else None,
        language=_language(tree),
        authors=_authors(fields, article),
    )


def _fields(tree: html.HtmlElement) -> dict[str, str]:
    """Names and contents of the ``meta`` elements; of equal names the first."""
    fields: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = _tidy(element.get("content"))
        if name and content:
            fields.setdefault(name.strip().lower(), content)
    return fields


def _articles(tree: html.HtmlElement) -> Iterator[JsonObject]:
    """The objects of JSON-LD that describe an article."""
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower():
            continue
        source = element.text or ""
        if len(source) > _MAX_JSON:
            continue
        try:
            described = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            # A page's broken annotation says nothing; its other statements still count.
            continue
        for item in _objects(described):
            kinds = item.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and _ARTICLE_TYPE.search(name) for name in names):
                yield item


def _objects(value: object) -> Iterator[JsonObject]:
    items = value if isinstance(value, list) else [value]
    for item in items:
        if isinstance(item, dict):
            yield item
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                if isinstance(item.get(key), list | dict):
                    yield from _objects(item[key])


def _title(tree: html.HtmlElement, fields: dict[str, str], article: JsonObject) -> str | None:
    stated = [_tidy(article.get("headline")), *(fields.get(name) for name in _TITLE_NAMES)]
    page_title = _tidy(tree.findtext(".//title"))
    if page_title and _NO_TITLE.fullmatch(page_title):
        page_title = None
    headlines = [text for text in (_tidy(h.text_content()) for h in tree.iter("h1")) if text]
    known = " ".join(title for title in (*stated, page_title) if title)
    matching = [headline for headline in headlines if headline.casefold() in known.casefold()]
    if matching:
        return max(matching, key=len)
    if len(headlines) == 1:
        return headlines[0]
    first = next((title for title in stated if title), None)
    if first:
        return first
    if page_title:
        return max(_TITLE_MARK.split(page_title), key=len) or page_title
    return headlines[0] if headlines else None


def _publisher(
    tree: html.HtmlElement, fields: dict[str, str], article: JsonObject, title: str | None
) -> str | None:
    publisher = article.get("publisher")
    if isinstance(publisher, list) and publisher:
        publisher = publisher[0]
    name = _tidy(publisher.get("name")) if isinstance(publisher, dict) else None
    if name:
        return name
    for field in _PUBLISHER_NAMES:
        if field in fields:
            return fields[field]
    return _behind_title(_tidy(tree.findtext(".//title")), title)


def _behind_title(page_title: str | None, title: str | None) -> str | None:
    """The outlet in a page's title: ``Headline - Outlet``."""
    if not page_title or not title or not page_title.casefold().startswith(title.casefold()):
        return None
    rest = page_title[len(title) :]
    mark = _TITLE_MARK.match(rest)
    name = rest[mark.end() :].strip() if mark else ""
    return name if 0 < len(name) <= 60 and not _TITLE_MARK.search(name) else None


def _authors(fields: dict[str, str], article: JsonObject) -> tuple[str, ...]:
    """Who wrote it, by the annotation of the article, else by the first field with a name."""
    stated = article.get("author")
    people: list[object] = stated if isinstance(stated, list) else [stated]
    annotated = [
        _tidy(person.get("name") if isinstance(person, dict) else person) for person in people
    ]
    in_fields = [[fields[name]] for name in _AUTHOR_NAMES if name in fields]
    for texts in ([text for text in annotated if text], *in_fields):
        names = [name for text in texts for name in names_in(text)]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def _published(
    tree: html.HtmlElement, fields: dict[str, str], article: JsonObject
) -> tuple[date, DatePrecision] | None:
    stated = [_tidy(article.get("datePublished")), *(fields.get(name) for name in _DATE_NAMES)]
    for element in tree.iter("time", "abbr", "span", "p", "div"):
        if (element.get("itemprop") or "").lower() == "datepublished":
            stated.append(
                element.get("datetime") or element.get("content") or element.text_content()
            )
    stated.extend(_times(tree))
    for text in stated:
        found = parse_date(text[:100]) if text else None
        if found:
            return found
    return None


def _times(tree: html.HtmlElement) -> Iterator[str]:
    """The first ``time`` of the page that belongs to its article, not to a list or a comment."""
    for element in tree.iter("time"):
        ancestors = list(element.iterancestors())
        classes = " ".join(
            f"{a.get('class') or ''} {a.get('id') or ''}" for a in (element, *ancestors[:-2])
        ).lower()
        if any(a.tag in _ASIDE for a in ancestors) or re.search(
            r"comment|related|sidebar|widget|modified|updated|event", classes
        ):
            continue
        yield element.get("datetime") or element.text_content()
        return


def _language(tree: html.HtmlElement) -> str | None:
    root = tree.getroottree().getroot()
    declared = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    match = re.match(r"[a-zA-Z]{2}(?![a-zA-Z])", declared.strip())
    return match[0].lower() if match else None


def _address(tree: html.HtmlElement, fields: dict[str, str]) -> str | None:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and element.get("href"):
            return _tidy(element.get("href"))
    return fields.get("og:url")


def _tidy(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return _SPACE.sub(" ", value).strip() or None
