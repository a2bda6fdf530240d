"""What a page carries beside its article: navigation, advertisements, comments, contact lines.

Only the recognition of single blocks by their words belongs here; ``layout`` decides how far what a
heading opens goes.
"""

import re

_SEPARATOR = re.compile(r"\s+[|·•»›/–-]\s+|\s*[|·]\s*|\s{3,}")
_CELL_END = re.compile(r"[|·\s](?:(?<=[|·])|[•»›/–-]\s|\s\s)")
"""What every separator of cells holds; quicker to look for."""
_NAVIGATION = re.compile(
    r"""\W*(?:
    home(?:page)? | menu | search | (?:log|sign)[ -]?(?:in|out|up) | register | my\ account
    | subscribe | unsubscribe | newsletters? | about(?:\ us)? | contact(?:\ us)? | careers | jobs
    | help | faq | support | privacy(?:\ policy|\ notice)? | cookies?(?:\ policy|\ settings)?
    | terms(?:\ (?:of\ (?:use|service)|and\ conditions|&\ conditions))? | legal | imprint | sitemap
    | advertise(?:\ with\ us)? | rss | news | events | markets? | opinion | video | podcasts?
    | share | print | e-?mail | save | tweet | whatsapp | telegram | facebook | twitter | linkedin
    | wechat | weibo | reddit | instagram | youtube | x | back\ to\ top | next | previous | more
    )\W*""",
    re.IGNORECASE | re.VERBOSE,
)

_COUNT = (
    r"(?:\d[\d,.]*k?\+? ?(?:-? ?min(?:ute)?s? read|views?|reads?|shares?|likes?|comments?"
    r"|hits)|(?:reads?|views?|hits|clicks|page ?views|shares|comments|reading time|read time) ?: ?"
    r"\d[\d,.]*k?\+?(?: min(?:ute)?s?)?)(?![^\W_])"
)
COUNTS = re.compile(rf"(?:\s*[|·•–-]\s*|\s+|^){_COUNT}(?:\s*[|·•]\s*{_COUNT})*", re.IGNORECASE)
"""Reading times and counts of readers in a line below a headline."""

_PHONE = re.compile(
    r"[+(\d](?:(?<=\+)\d[\d ()-]{7,}\d|(?<=\()\d{3}\) ?\d{3}-\d{4}"
    r"|(?<=\d)(?<!\w.)(?:(?<=1)-\d{3}|\d\d)[-. ]\d{3}[-. ]\d{4}\b)"
)
_PHONE_CUE = re.compile(
    r"\b(?:tel|telephone|phone|call|dial|fax|contact|enquir|inquir|ext|mobile|or on|hotline)",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"\b(?:conference id|pass ?code|dial(?:-| )?in|dial 1?[-+(]?\d|toll[- ]free)\b", re.IGNORECASE
)
_CALL_SIGNS = ("conference id", "code", "dial", "toll")
"""One of them stands in whatever ``_CALL`` finds."""
_MONEY_OR_SHARE = re.compile(r"[$€£¥₹%]|\b(?:million|billion|tonnes?)\b")

_WHOLE_LINES = (
    r"advertisement|advert|ad|sponsored(?: content| post)?|promoted(?: content)?",
    r"(?:\d+|no) (?:comments?|replies|shares?|likes?)(?: yet)?",
    r"(?:leave|post|add|write) (?:a|your) (?:comment|reply).{0,80}",
    r"be the first to comment.{0,40}",
    r"(?:keep|continue) reading|(?:read|show|load|see|view) (?:more|all|less).{0,60}",
    r"(?:next|previous) (?:article|story|post).{0,100}|back to (?:top|home|news)|click here.{0,80}",
    r"share|tweet|print|e-?mail|save|copy link|pin it|listen(?: to this article)?.{0,20}",
    r"share (?:this|on|via)\b.{0,120}|share ?:.{0,120}|(?:follow|like|find|join) us\b.{0,120}",
    r"(?:sign up|subscribe|register now|log in|sign in)\b.{0,120}|unsubscribe\b.{0,200}",
    r"(?:get|start|try) (?:a|your|our) free\b.{0,80}|free trial.{0,60}",
    (
        r"(?:join|trusted by) (?:over |more than )?[\d,.]+k?\+? (?:\w+ ){0,2}"
        r"(?:readers|subscribers|professionals|members|people|investors)\b.{0,80}"
    ),
    r"(?:get |save |take |enjoy |up to )*\d+ ?% off\b.{0,80}",
    r"(?:flash|black friday|cyber monday) sale\b.{0,100}",
    r"(?:poll|quiz|vote)(?: of the \w+)? ?:.{0,200}",
    r"(?:©|\(c\) ?\d{4}|copyright\b).{0,400}",
    r"accept(?: all)?|reject(?: all)?",
    r"(?:photo|image|picture|photograph)s?(?: credit| courtesy| source)?(?: by| of)? ?:.{0,120}",
    (
        r"(?:media|press|investor|ir|editorial|news|for more|further)? ?"
        r"(?:contacts?|enquiries|inquiries|information) ?:.{0,200}"
    ),
    r"(?:tel|phone|telephone|fax|e-?mail|website|web|address|mobile)\.? ?:.{0,120}",
    r"(?:release|press release) (?:no|number)\b\.?.{0,30}",
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w{2,}",
    r"skip to (?:main )?content|loading.{0,10}|\d+ of \d+|page \d+(?: of \d+)?",
)
_WHOLE = re.compile(r"\W*(?:" + "|".join(_WHOLE_LINES) + r")\W*", re.IGNORECASE)
"""Lines that consist of nothing else."""

_LINES_AROUND = (
    (
        "% off",
        (
            r".{0,60}\b\d+ ?% off\b.{0,40}\b(?:plans?|subscriptions?|tickets?|memberships?"
            r"|orders?|ends|today|code|sale)\b.{0,40}"
        ),
    ),
    ("yes / no", r".{0,120}\byes / no\b.{0,60}"),
    ("all rights reserved", r".{0,250}\ball rights reserved\b.{0,250}"),
    (" cookies", r".{0,200}\b(?:uses?|accept(?: all)?|our) cookies\b.{0,200}"),
    ("ext.", r".{0,80}\bext\. ?\d{2,6}\.?"),
)
_AROUND = tuple(
    (sign, re.compile(rf"\W*(?:{line})\W*", re.IGNORECASE)) for sign, line in _LINES_AROUND
)
"""Lines around some words; without the words they are not worth a try."""

_COMMENTS = re.compile(
    r"\W*(?:(?:reader |user )?comments?(?: \(\d+\))?|\d+ comments?"
    r"|(?:join|start) the (?:discussion|conversation)|leave a (?:reply|comment)"
    r"|discussion \(\d+\))\W*",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"\W*(?:you (?:may|might|could)(?: also)? (?:like|enjoy|be interested in)"
    r"|(?:related|similar|recommended|popular|latest|recent|top|more|other)"
    r" (?:news|articles?|stories|posts?|content|reading|reads|topics|headlines|coverage|links)"
    r"|related|recommended(?: for you)?|trending(?: now)?|also read|read (?:also|next)|see also"
    r"|most (?:read|popular|viewed|shared|commented)|what to read next|don[’']t miss"
    r"|more (?:from|on|in|about)\b.{1,50}|in other news|from our partners)\W*",
    re.IGNORECASE,
)
_CALL_HEADING = re.compile(
    r"\W*(?:(?:investor |earnings |analyst |results? )?(?:conference call|webcast|call)"
    r"(?: (?:and|&) (?:webcast|conference call|presentation))?(?: details| information)?)\W*",
    re.IGNORECASE,
)
_CALL_WORDS = re.compile(r"\b(?:call|webcast|dial|replay|conference)\b", re.IGNORECASE)
_FORWARD_HEADING = re.compile(
    r"\W*(?:(?:cautionary|special|important)\b.{0,60})?"
    r"(?:forward[- ]looking (?:statements?|information)"
    r"|safe harbou?r(?: statement)?|cautionary (?:statements?|notes?|language)).{0,60}",
    re.IGNORECASE,
)
_FORWARD_PARAGRAPH = re.compile(
    r"(?:this|the|certain|some|any|all|statements|except)\b[^.]{0,200}\bforward[- ]looking\b",
    re.IGNORECASE,
)


_EXCHANGE_NOTICE = re.compile(
    r"[^.]{0,250}\bexchange\b[^.]{0,250}\b(?:takes?|accepts?|assumes?) no responsibility for\b",
    re.IGNORECASE,
)
"""How an exchange disowns what its issuers announce."""


def is_boilerplate(text: str) -> bool:
    """Whether a block is a line that pages carry beside their articles."""
    if _EXCHANGE_NOTICE.match(text):
        return True
    if len(text) > 600:
        return False
    lower = text.lower()
    return (
        _WHOLE.fullmatch(text) is not None
        or any(sign in lower and line.fullmatch(text) for sign, line in _AROUND)
        or COUNTS.fullmatch(text) is not None
        or _is_navigation(text)
        or _is_contact(text, lower)
    )


def opens_comments(text: str) -> bool:
    """Whether a block is the heading over readers' comments."""
    return len(text) < 60 and _COMMENTS.fullmatch(text) is not None


def opens_related(text: str) -> bool:
    """Whether a block is the heading over a list of other articles."""
    return len(text) < 80 and _RELATED.fullmatch(text) is not None


def opens_call(text: str) -> bool:
    """Whether a block is the heading over the data of a conference call."""
    return len(text) < 80 and _CALL_HEADING.fullmatch(text) is not None


def is_about_call(text: str) -> bool:
    """Whether a block behind such a heading still is about the call."""
    return _CALL_WORDS.search(text) is not None


def opens_forward_looking(text: str) -> bool:
    """Whether a block is the heading over the usual words on forward-looking statements."""
    return len(text) <= 140 and _FORWARD_HEADING.fullmatch(text) is not None


def is_forward_looking(text: str) -> bool:
    """Whether a paragraph is the usual words on forward-looking statements."""
    return _FORWARD_PARAGRAPH.match(text) is not None


def _is_navigation(text: str) -> bool:
    if len(text) > 300 or _CELL_END.search(text) is None:
        return False
    cells = [cell for cell in _SEPARATOR.split(text) if cell.strip()]
    known = sum(_NAVIGATION.fullmatch(cell) is not None for cell in cells)
    return len(cells) > 2 and known > 1 and 3 * known >= len(cells)


def _is_contact(text: str, lower: str) -> bool:
    if any(sign in lower for sign in _CALL_SIGNS) and _CALL.search(text):
        return True
    return (
        len(text) <= 250
        and _PHONE.search(text) is not None
        and _MONEY_OR_SHARE.search(text) is None
        and (_PHONE_CUE.search(text) is not None or len(text) <= 80)
    )
