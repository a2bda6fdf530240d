"""Pages that hold no article but a notice: consent, a login, an error, an empty shell.

They come with status 200 and with sentences like an article's, so they are told by their words and
their markup. What an article is stands in ``web_page``.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from lxml import html

from orchestration.text.article import Unreadable

_NOTICE_SHARE = 0.6
"""A text with so large a share of its words in sentences of a notice is nothing but that."""

_FEW_WORDS = 150
"""An error page and a login tell no more than that; an article about one does."""

_SHELL_WORDS = 60
"""Words that a page shows at most when scripts put it together."""

_HEAD_WORDS = 12
_LINES = 2_000
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")

_UNSEEN = frozenset({"script", "style", "template", "noscript", "title"})
"""Elements whose text a reader of the page doesn't see."""

_CONSENT = re.compile(
    r"\b(?:cookies?|consent(?:ing|s)?|legitimate interests?|ad (?:personali[sz]ation|measurement)|"
    r"personali[sz]ed (?:ads?|advertising|content)|our (?:\d+ )?(?:partners|vendors)|"
    r"privacy (?:policy|settings|choices|preferences|manager|centre|center)|"
    r"(?:accept|reject|allow|refuse|decline) all|manage (?:settings|options|preferences|choices)|"
    r"store and/or access|unique (?:ids?|identifiers)|einwilligung|datenschutz\w*|"
    r"alle akzeptieren|tout accepter|vos choix|aceptar todo)\b",
    re.IGNORECASE,
)

_LOGIN = re.compile(
    r"\b(?:(?:log|sign)[ -]?(?:in|on|up)|subscri(?:be|bers?|ption)s?|registered users?|"
    r"create an? (?:free )?account|forgot(?:ten)? (?:your )?password|(?:start|begin) your "
    r"(?:free )?trial|unlock (?:this|the|unlimited)|(?:free )?articles? (?:left|remaining)|"
    r"already (?:a member|registered)|to (?:continue|keep) reading|premium (?:content|members?)|"
    r"members only|exclusive to)\b",
    re.IGNORECASE,
)

_ERROR = re.compile(
    r"^\W*(?:(?:http )?(?:error|status)?\W*(?:40[0-9]|410|429|50[0-4])\b"
    r"|(?:(?:sorry|oops|whoops)\W+)*(?:th(?:is|e|at) )?"
    r"(?:page|article|story|content|site|file) (?:you (?:requested|are looking for) )?"
    r"(?:(?:was|is|were|can(?:not|'t|’t)|could(?: not|n't|n’t)|does(?: not|n't|n’t)) )?(?:be )?"
    r"(?:not found|no longer (?:available|exists?)|unavailable|found|exist)\b"
    r"|not found\b|access denied|forbidden|service unavailable|bad gateway|internal server error"
    r"|too many requests|attention required|just a moment|are you a robot"
    r"|(?:please )?verify (?:that )?you are (?:a )?human|seite nicht gefunden|page introuvable)",
    re.IGNORECASE,
)

_SCRIPTS = re.compile(
    r"\b(?:enable|activate|turn on|requires?|without|need(?:s|ed)?|disabled?)\b[^.]{0,40}"
    r"\bjavascript\b|\bjavascript\b[^.]{0,40}\b(?:enabled?|disabled|required|to run|turned off)\b",
    re.IGNORECASE,
)


def notice_in(lines: Sequence[str], title: str | None) -> Unreadable | None:
    """Why the extract of a page is a notice and no article, or ``None`` if it may be one.

    Args:
        lines: the paragraphs, in their order.
        title: the title of the page.
    """
    sentences = [part for line in lines for part in _SENTENCE_END.split(line)]
    counts = [len(sentence.split()) for sentence in sentences]
    words = sum(counts)
    if words <= _FEW_WORDS and _tells_error(title or "", *lines[:1]):
        return _error()
    for cue, reason, most in ((_CONSENT, _consent, words), (_LOGIN, _login, _FEW_WORDS)):
        if words > most:
            continue
        told = sum(count for part, count in zip(sentences, counts, strict=True) if cue.search(part))
        if told >= _NOTICE_SHARE * words > 0:
            return reason()
    return None


def notice_instead(tree: html.HtmlElement, title: str | None) -> Unreadable | None:
    """What a page in which no article was found holds instead, if that can be told."""
    lines = list(islice(_visible_lines(tree), _LINES))
    words = sum(len(line.split()) for line in lines)
    if _tells_error(title or "", *(str(head.text_content()).strip() for head in tree.iter("h1"))):
        return _error()
    hidden = " ".join(str(element.text_content()) for element in tree.iter("noscript"))
    has_scripts = next(tree.iter("script"), None) is not None
    if words <= _SHELL_WORDS and (_SCRIPTS.search(" ".join((hidden, *lines))) or has_scripts):
        return Unreadable(
            "script_only",
            "The page is put together by scripts, and shows nothing to who doesn't run them.",
        )
    return notice_in(lines, title)


def _tells_error(*heads: str) -> bool:
    return any(_ERROR.match(head) and len(head.split()) <= _HEAD_WORDS for head in heads)


def _visible_lines(tree: html.HtmlElement) -> Iterable[str]:
    for element in tree.iter():
        text = None if element.tag in _UNSEEN or not isinstance(element.tag, str) else element.text
        for piece in (text, element.tail):
            line = " ".join((piece or "").split())
            if line:
                yield line


def _consent() -> Unreadable:
    return Unreadable(
        "consent_wall", "The page asks for consent to cookies, and shows no article before."
    )


def _login() -> Unreadable:
    return Unreadable(
        "login_wall", "The page asks for a login or a subscription, and shows no article before."
    )


def _error() -> Unreadable:
    return Unreadable("error_page", "The page says that there is none, or that it can't be had.")
