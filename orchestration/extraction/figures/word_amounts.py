"""Amounts and shares in words that hold no number of their own: "an hour and a half", "by half".

They are figures like any other, unlike the worded changes of ``worded``: whether one is a claim is
judged by its place. Number words as such belong in ``quantities``.
"""

import re
from decimal import Decimal

from orchestration.extraction.records import Comparator, Quantity

_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "hundred": 100,
}
_ORDINALS = {"third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_PARTS = {"thirds": 3, "quarters": 4, "fifths": 5, "sixths": 6, "eighths": 8, "tenths": 10}
_UNITS = {
    "minute": "min",
    "hour": "h",
    "day": "d",
    "week": "wk",
    "month": "mo",
    "year": "a",
    "mile": "[mi_i]",
}
_TIMES = (
    r"(?:second|minute|hour|day|night|week|weekend|month|quarter|half|season|year|decade|time"
    r"|attempt|moment)s?\b"
)
_NUMBER = "|".join(_NUMBERS)
_AMOUNTS = re.compile(
    rf"(?P<more>\b(?:an?|one) (?P<unit>{'|'.join(_UNITS)}) and a half\b)"
    r"|\bby (?P<half>(?:a |one[ -])?half)\b(?! (?:of (?:a|an|the) (?:percent|per cent|point|million"
    r"|billion|century)|an? |time|the time|past|price))"
    rf"|\bby (?P<parts>(?P<how>two|three|four|five)[ -](?P<of>{'|'.join(_PARTS)}))\b"
    rf"|\b(?P<ratio>one (?:[a-z-]+ ){{1,2}}in (?:every )?(?P<n>{_NUMBER}|\d{{1,3}}))\b"
    rf"(?! (?:{_TIMES}|(?-i:[A-Z])|million|billion|thousand|[a-z]+s\b)|[\d,.:-]*\d)"
    rf"|(?<![\d.,])(?P<hundred>(?P<hits>\d{{1,2}}) (?:of|out of)(?: every)? (?:the )?100)\b"
    r"(?![.,]?\d| ?%)"
    rf"|\b(?P<every>every (?P<nth>{'|'.join(_ORDINALS)}) (?!{_TIMES}|party\b)[a-z]+)\b",
    re.IGNORECASE,
)
_SIGNS = re.compile(
    r"and a half|by (?:a |one[ -])?half|by (?:two|three|four|five)|one (?:[a-z-]+ ){1,2}in "
    r"|every |of (?:the )?100"
)
"""What a sentence in lower case holds where it holds such an amount; quicker to look for."""


def find_word_amounts(text: str, start: int, end: int) -> list[Quantity]:
    """The amounts in words of ``text[start:end]``, in text order."""
    if _SIGNS.search(text[start:end].lower()) is None:
        return []
    return [_made(match) for match in _AMOUNTS.finditer(text, start, end)]


def _made(match: re.Match[str]) -> Quantity:
    if match["more"]:
        return _quantity(match, "more", Decimal("1.5"), _UNITS[match["unit"].lower()])
    if match["half"]:
        return _quantity(match, "half", Decimal(50), "%")
    if match["parts"]:
        share = Decimal(_NUMBERS[match["how"].lower()]) / _PARTS[match["of"].lower()]
        return _quantity(match, "parts", 100 * share, "%")
    if match["hundred"]:
        return _quantity(match, "hundred", Decimal(match["hits"]), "%")
    if match["ratio"]:
        whole = match["n"].lower()
        size = _NUMBERS.get(whole) or max(int(whole), 1)
        return _quantity(match, "ratio", Decimal(100) / size, "%")
    return _quantity(match, "every", Decimal(100) / _ORDINALS[match["nth"].lower()], "%")


def _quantity(match: re.Match[str], group: str, value: Decimal, unit: str) -> Quantity:
    start, end = match.span(group)
    return Quantity(value, value, unit, Comparator.EXACT, start, end)
