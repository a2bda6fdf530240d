"""Where sentences end.

Only the splitting of one block of text (a paragraph, a bullet, a table row) belongs here; which
blocks a text has is told by ``layout``.
"""

import re

_SHORTENED = """
Mr Mrs Ms Dr Prof Rev Gen Col Maj Capt Lt Sgt Gov Sen Rep Hon Pres St Ste Mt Ft Messrs Mmes Jr Sr
Inc Co Corp Ltd Bros Pte Pty Cos Cie Bhd Sdn Tbk Pvt Mfg Intl Assn Dept Univ Bd
No Nos Nr Fig Figs Vol Vols Art Arts Sec Ch App Eq Eqs Ref Refs Tab Reg Ann pp ed eds cf ca vs viz
al Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
approx est incl excl resp ext tel max min avg e.g i.e a.k.a p.a etc Rs Tk Kz a.m p.m U.S U.K E.U U.N
"""
_ABBREVIATIONS = frozenset(_SHORTENED.lower().split())
"""Words that a full stop shortens, in small letters; a sentence rarely ends with them."""

_SHORTENED_LAST = "inc co corp ltd pty bros al a.m p.m u.s u.k e.u u.n p.a etc jr sr"
_LAST_WORDS = frozenset(_SHORTENED_LAST.split())
"""Shortened words that do stand last; they end a sentence when a new one plainly begins."""

_SHORTENED_STATES = """
Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev
Okla Ont Ore Pa Que Tenn Tex Va Vt Wash Wis Wyo Alta Sask Vic
"""
_STATES = frozenset(_SHORTENED_STATES.split())
"""Shortened states behind their towns ("Toledo, Ohio" needs none, "Portland, Ore." does)."""

_OPENING = """
the a an this that these those it its he she they we you i in on at by for from with as but and or
so if when while after before since during under over both each all some most many one two there
here what why how who our his her their not no another meanwhile however although though also then
now earlier later last next to of sales revenue net output production shares mr mrs ms
"""
_OPENING_WORDS = frozenset(_OPENING.split())
"""Words, in small letters, that begin a sentence with a capital rather than a name."""

_CANDIDATE = re.compile(
    r"[.!?…。！？](?:(?<=[.!?…])(?<![.!?].)(?:(?<!…)[.!?]++)?(?P<close>[\"'”’»)\]†‡*¹²³⁰⁴-⁹]*+)\s+"
    r"|(?<=[。！？])(?P<cjk>[。！？]*+[”’」』）]*)\s*)"
)
_WORD_BEFORE = re.compile(r"(\S{1,20})$")
_NEXT_WORD = re.compile(r"[\"'“‘«(\[]*([A-Za-z]+)")
_ITEM_NUMBER = re.compile(r"\(?(?:\d{1,2}|[IVXivx]{1,4}|[A-Za-z])")
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]")
_OPENERS = "\"'“‘«([•–—-"


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets of the sentences of ``text[start:end]``, in order, without outer white space."""
    spans = []
    begin = start
    for match in _CANDIDATE.finditer(text, start, end):
        if match.end() >= end or not _is_boundary(text, begin, match, end):
            continue
        spans.append((begin, match.end("close" if match["cjk"] is None else "cjk")))
        begin = match.end()
    spans.append((begin, end))
    return [span for span in (strip_span(text, *span) for span in spans) if span[0] < span[1]]


def strip_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_boundary(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    if match["cjk"] is not None:
        return True
    following = text[match.end() : min(match.end() + 3, end)].lstrip(_OPENERS)
    starts_new = bool(following) and following[0] != "&" and not following[0].islower()
    if text[match.start() : match.start("close")] != ".":
        return starts_new
    if not starts_new:
        return False
    before = _WORD_BEFORE.search(text, max(begin, match.start() - 20), match.start())
    if before is None or match["close"]:
        return True
    word = before[1].lstrip("\"'“‘«([")
    if word.lower() in _LAST_WORDS or (
        word in _STATES and text[before.start() - 2 : before.start()] == ", "
    ):
        return _begins_plainly(text, match.end(), end)
    if word.lower() in _ABBREVIATIONS:
        return False
    if match.start() - len(before[1]) <= begin and _ITEM_NUMBER.fullmatch(word):
        return False
    return not (len(word) == 1 and word.isupper()) and not _INITIALS.fullmatch(word)


def _begins_plainly(text: str, position: int, end: int) -> bool:
    """Whether the next word begins a sentence even behind a word that is shortened."""
    word = _NEXT_WORD.match(text, position, end)
    return word is not None and word[1].lower() in _OPENING_WORDS
