"""Where sentences end.

Only the splitting of one block of text (a paragraph, a bullet, a table row) belongs here; which
blocks a text has is told by ``layout``.
"""

import re

_ABBREVIATIONS = frozenset(
    [
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Prof",
        "Rev",
        "Gen",
        "Col",
        "Maj",
        "Capt",
        "Lt",
        "Sgt",
        "Gov",
        "Sen",
        "Rep",
        "Hon",
        "Pres",
        "St",
        "Ste",
        "Mt",
        "Ft",
        "Messrs",
        "Mmes",
        "Inc",
        "Co",
        "Corp",
        "Ltd",
        "Bros",
        "Pte",
        "Pty",
        "Cos",
        "Cie",
        "Bhd",
        "Sdn",
        "Tbk",
        "Pvt",
        "Mfg",
        "Intl",
        "Assn",
        "Dept",
        "Univ",
        "No",
        "Nos",
        "Fig",
        "Figs",
        "Vol",
        "Vols",
        "Art",
        "Arts",
        "Sec",
        "Ch",
        "App",
        "Eq",
        "Eqs",
        "Ref",
        "Refs",
        "Tab",
        "pp",
        "ed",
        "eds",
        "cf",
        "ca",
        "vs",
        "viz",
        "al",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Sept",
        "Oct",
        "Nov",
        "Dec",
        "Mon",
        "Tue",
        "Tues",
        "Wed",
        "Thu",
        "Thur",
        "Thurs",
        "Fri",
        "Sat",
        "Sun",
        "approx",
        "est",
        "incl",
        "excl",
        "resp",
        "ext",
        "tel",
        "max",
        "min",
        "avg",
        "dept",
        "e.g",
        "i.e",
        "a.k.a",
        "Rs",
        "Tk",
        "Kz",
        "Nr",
        "Bd",
        "Hrn",
    ]
)
"""Words that a full stop shortens; a sentence rarely ends with them."""

_ENDS_SENTENCE_TOO = frozenset(
    ["Inc", "Co", "Corp", "Ltd", "Pty", "Bros", "al", "a.m", "p.m", "U.S", "U.K", "E.U", "U.N"]
)
"""Shortened words that often stand last; they end a sentence when a new one plainly begins."""

_CANDIDATE = re.compile(
    r"(?P<mark>[.!?]+|…)(?P<close>[\"'”’»)\]]*)(?P<gap>\s+)|(?P<cjk>[。！？]+[”’」』）]*)(?P<after>\s*)"
)
_WORD_BEFORE = re.compile(r"(\S{1,20})$")
_OPENERS = "\"'“‘«([•–—-"


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets of the sentences of ``text[start:end]``, in order, without outer white space."""
    spans = []
    begin = start
    for match in _CANDIDATE.finditer(text, start, end):
        if match.end() >= end or not _is_boundary(text, begin, match, end):
            continue
        spans.append((begin, match.end("cjk") if match["cjk"] else match.end("close")))
        begin = match.end()
    spans.append((begin, end))
    return [span for span in (_strip(text, *span) for span in spans) if span[0] < span[1]]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_boundary(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    if match["cjk"]:
        return True
    following = text[match.end() : min(match.end() + 3, end)].lstrip(_OPENERS)
    starts_new = bool(following) and not following[0].islower()
    if match["mark"] != ".":
        return starts_new
    if not starts_new:
        return False
    before = _WORD_BEFORE.search(text, max(begin, match.start() - 20), match.start())
    if before is None or match["close"]:
        return True
    word = before[1].lstrip("\"'“‘«([")
    if word in _ENDS_SENTENCE_TOO:
        return following[0].isupper()
    if word in _ABBREVIATIONS or word.lower() in _ABBREVIATIONS:
        return False
    return not (len(word) == 1 and word.isupper())
