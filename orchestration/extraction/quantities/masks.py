"""What looks like a number and is no quantity: dates, times, ordinals, scores, names, identifiers.

Each rule looks only at the few characters around one candidate. A masked stretch is passed over
whole, so that no later candidate starts inside it.
"""

import re

from orchestration.extraction.quantities.lexis import (
    FUNCTION_WORDS,
    LABELS,
    LOWER_LABELS,
    MONTHS,
    PRONOUNS,
    RANKS,
    STREETS,
    TITLE_VERBS,
)
from orchestration.extraction.quantities.nouns import read_noun

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
_DAY_MONTH = re.compile(
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–/&]\s?\d{{1,2}}|\s(?:to|and|or)\s\d{{1,2}})?"
    rf"(?:st|nd|rd|th)?[ \u00a0-](?:of )?{_MONTH}\b\.?(?:[ \u00a0,-]{{1,2}}(?:19|20)\d\d\b)?"
)
_AFTER_MONTH = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])(?![\d.,]*\d|%)(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{1,2}|\s(?:to|and|or)\s\d{1,2}(?![\d.,%]))?"
    r"(?:st|nd|rd|th)?(?:,?[ \u00a0](?:19|20)\d\d\b)?"
)
_TIME = re.compile(
    r"\d{1,2}(?:[:.h]\d{2}(?::\d{2})?)?[ \u00a0]?"
    r"(?:[ap]\.m\b\.?|[ap]m\b|[AP]\.M\b\.?|[AP]M\b|o['’]clock\b|hrs?\sGMT)"
    r"|\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?\b"
    r"|\d{4}[ \u00a0]?(?:GMT|EST|EDT|ET|PT|PST|PDT|UTC|BST|CET|hours\b)"
)
_CHAIN = re.compile(
    r"\d{1,4}(?:[-–]\d{1,4}){2,8}(?![\d%])"
    r"|\d{1,4}-(?:for|in|by|on|of)-\d{1,4}(?!\d)"
    r"|\d{1,4}/\d{1,4}/\d{1,4}(?!\d)"
    r"|\d{1,4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月(?:\d{1,2}日)?"
)
_PHONE = re.compile(r"\d{1,4}(?:[ \u00a0.-]?\(?\d{1,5}\)?){2,7}")
_FEWEST_PHONE_DIGITS = 8
_ORDINAL = re.compile(r"(?:st|nd|rd|th)(?![^\W_])")
_YEARS = re.compile(
    r"(?:1[5-9]\d\d|2[01]\d\d)(?:(?:[-–/]|\s?[-–]\s?)(?:\d{4}|\d{2})(?![\d.,%]))?(?![\d])"
)
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}(?:[-–]\d{1,3})?(?![\w%.,-]*\d)")
_AGO = re.compile(r"[ -](?:min(?:ute)?s?|hours?|days?|weeks?|months?)[ -](?:ago|read)\b")
_PERIOD_ADJECTIVE = re.compile(
    r"-(?:year|month|week|day|hour)(?:-long)?(?!-old|s?[ -]old|[ -]of)(?![^\W_])", re.IGNORECASE
)
_YEAR_ADJECTIVE = re.compile(r"-year(?:-long)?(?!-old|[ -]old)(?![^\W_])", re.IGNORECASE)
_CALL = re.compile(
    r"[ \u00a0](?:Comments?|comments?|Shares|Views|views|Likes|likes|Replies|replies)"
    r"(?=\s*\n|\s*\Z)"
)
_NAME_AFTER = re.compile(r"(?: [A-Z][\w'’]{0,20}){1,4}+")
_SLASHED = re.compile(r"\d{1,4}(?:[/⁄]\d{1,4}){1,4}(?!\d)")
_LIST_MARK = re.compile(r"[.)][ \u00a0\t](?=\D)")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,2000}+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,32}")

_POST_CODE = re.compile(r" (?:ZIP|zip|Zip|post(?:al)?) ?code", re.IGNORECASE)
_AGE_END = re.compile(r",|\)| by | in | on | when | this | next |\.|\Z")
_AGED = frozenset(("aged", "age", "turned", "turns", "turning"))
_BEING = frozenset(("is", "was", "be", "i'm", "he's", "she's"))
_WHO = frozenset(("he", "she", "who", "i", "i'm"))


def mask_end(text: str, start: int, end: int, before: str) -> int:
    """The end of what is no quantity at the digits ``text[start:end]``, or 0 if it may be one.

    ``before`` is the word before the digits, in lower case, where only a space parts them.
    """
    first = text[start - 1] if start else " "
    following = text[end] if end < len(text) else " "
    if before.rstrip(".") in MONTHS:
        date = _AFTER_MONTH.match(text, start)
        if date is not None and date.end() >= end:
            return date.end()
    if (
        end - start <= 2
        and following in " \u00a0-–/&stnrdo"
        and (date := _DAY_MONTH.match(text, start))
    ):
        return date.end()
    if following in " \u00a0:.hapAPEGUPBCo" or "." in text[start:end]:
        time = _TIME.match(text, start)
        if time is not None and time.end() >= end:
            return time.end()
    if following in "-–/年月" and (chain := _CHAIN.match(text, start)):
        return chain.end()
    if first in "+(" and following in " )-":
        phone = _PHONE.match(text, start)
        if phone is not None and sum(map(str.isdigit, phone[0])) >= _FEWEST_PHONE_DIGITS:
            return phone.end()
    if following in "snrt" and (ordinal := _ORDINAL.match(text, end)):
        return ordinal.end()
    if following == "s" and not text[end + 1 : end + 2].isalnum():
        return end + 1
    if first == "\n" or not start:
        aside = _AGO.match(text, end) or _CALL.match(text, end)
        if aside:
            return aside.end()
    return 0


def is_list_number(text: str, start: int, end: int) -> bool:
    """Whether a number opens a line as "1." or "2)" does."""
    if start and text[start - 1] not in "\n(":
        return False
    if text[start - 1 : start] == "(" and start > 1 and text[start - 2] != "\n":
        return False
    return _LIST_MARK.match(text, end) is not None


def is_footnote(text: str, start: int, end: int) -> bool:
    """Whether a short bare number stands alone in brackets, as a mark of a note does."""
    around = text[start - 1 : start] + text[end : end + 1]
    return around == "[]" or (around in ("()", "(,") and end - start <= 2)


def is_descending(text: str, start: int, end: int, stop: int) -> bool:
    """Whether of two numbers that a dash joins the second is smaller: "787-9" is no range."""
    return int(text[start:end]) > int(text[end + 1 : stop].split("-")[0].split("–")[0])


def slash_end(text: str, start: int) -> int:
    """The end of numbers that slashes join ("24/7", "2024/25"), or 0."""
    joined = _SLASHED.match(text, start)
    return joined.end() if joined else 0


def year_end(text: str, start: int) -> int:
    """The end of a year or a span of years at ``start``, or 0."""
    year = _YEARS.match(text, start)
    return year.end() if year else 0


def score_end(text: str, start: int) -> int:
    """The end of a score such as 3-1 at ``start``, or 0."""
    score = _SCORE.match(text, start)
    return score.end() if score else 0


def is_period_adjective(text: str, end: int, spelled: bool) -> bool:
    """Whether a number that ends at ``end`` only names a span, as in "a five-year plan"."""
    pattern = _PERIOD_ADJECTIVE if spelled else _YEAR_ADJECTIVE
    return text[end : end + 1] == "-" and pattern.match(text, end) is not None


def addresses(text: str) -> list[tuple[int, int]]:
    """Where web and mail addresses stand, the last one first."""
    if "://" not in text and "www." not in text and "@" not in text:
        return []
    return [match.span() for match in _URL.finditer(text)][::-1]


def is_name(word: str, following: str) -> bool:
    """Whether ``word`` before a bare number is a name, so that the number is part of it.

    In a headline ("Acme Cuts 120 Positions") a verb before and a capital after speak against.
    """
    if not word or not any(map(str.isupper, word)):
        return False
    if word[-1] in ",.;:!?)" and word[-2:] != "..":
        return False
    lower = word.lower().lstrip("(“\"'‘")
    if (
        lower in FUNCTION_WORDS
        or lower in TITLE_VERBS
        or (lower.endswith("ly") and lower != "july")
    ):
        return False
    in_headline = following[:1].isupper() and following[-1] == "s"
    return not (in_headline and lower.endswith(("s", "ed")))


def is_title(text: str, end: int, before: str) -> bool:
    """Whether a capitalised number word that ends at ``end`` is part of a name ("Big Three")."""
    following = text[end + 1 : end + 2]
    return not following.isupper() and is_name(before, "")


def is_label(before: str) -> bool:
    """Whether the word ``before`` makes a bare number a label ("Phase 2")."""
    lower = before.lower().lstrip("(").rstrip(":#")
    if lower not in LABELS:
        return False
    return before.lstrip("(")[0].isupper() or lower in LOWER_LABELS


def is_first_part(text: str, end: int) -> bool:
    """Whether a bare number that ends at ``end`` begins a name or an address: "9 High Street"."""
    name = _NAME_AFTER.match(text, end)
    if name is None:
        return False
    if name[0].split()[-1].lower() in STREETS:
        return True
    noun = read_noun(text, end, one=False)
    return noun is None or not noun.plural


def is_rank(text: str, end: int, words: list[str]) -> bool:
    """Whether a number that ends at ``end`` names places in a ranking: "the bottom three"."""
    last = [word.lower() for word in words[-2:]]
    if len(last) < 2 or last[1] not in RANKS or last[0] not in PRONOUNS:
        return False
    return read_noun(text, end, one=False) is None


def is_resolution(text: str, end: int, suffix_end: int, before: str) -> bool:
    """Whether digits with a capital that scales are a designation: "4K video", "1B variant".

    What a scaled number counts stands in the plural, and no name before it ("Upstream 60K").
    """
    if suffix_end == end + 1 and text[end] in "KMB" and before.istitle() and is_name(before, ""):
        return True
    if suffix_end != end + 1 or text[end] not in "KMB":
        return False
    noun = read_noun(text, suffix_end, one=False)
    if noun is not None:
        return not noun.plural
    return text[end] == "K" and text[max(0, end - 2) : end].lstrip(" ") in ("2", "4", "5", "8")


def is_grade(text: str, start: int, end: int, unit_end: int, before: str) -> bool:
    """Whether digits with their letter are a designation: "Grade 316L", "API 5L", "COP28".

    The digits end at ``end``, what was taken for a unit at ``unit_end``.
    """
    if text[max(0, start - 3) : start] == "COP" and end - start == 2:
        return unit_end == end
    if unit_end != end + 1 or not text[end].isalpha():
        return False
    return is_label(before) or (len(before) > 1 and before.isalpha() and before.isupper())


def is_post_code(text: str, end: int) -> bool:
    """Whether "ZIP code" follows."""
    return _POST_CODE.match(text, end) is not None


def is_age(text: str, start: int, end: int, words: list[str]) -> bool:
    """Whether a bare number is a person's age: "aged 54", "he will be 35"."""
    if end - start > 3 or not words or not text[start:end].isdigit():
        return False
    last = [word.lower() for word in words[-3:]]
    if last[-1] in _AGED or last[-2:] == ["age", "of"]:
        return True
    return last[-1] in _BEING and not _WHO.isdisjoint(last) and bool(_AGE_END.match(text, end))


def is_aside_age(text: str, start: int, end: int, words: list[str]) -> bool:
    """Whether a bare number is an age beside a name: "Jane Doe, 54, said"."""
    return (
        end - start == 2
        and bool(words)
        and words[-1][-1] == ","
        and words[-1][0].isupper()
        and text[end : end + 1] == ","
    )
