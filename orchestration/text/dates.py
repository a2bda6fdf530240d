"""Dates as articles write them, and which one is the day of publication.

Only dates of publication are decided here: those that metadata gives, that stand in a line of their
own at the top of a text, in a dateline, or behind a label. A date within prose belongs to what it
tells of, and a year of copyright to nothing; neither is ever taken.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from orchestration.text.article import DatePrecision

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:19|20)\d\d"
_ORDINAL = r"(?:st|nd|rd|th)?"

_DATE = re.compile(
    rf"""(?<![\w/.])(?<!\w-)(?:
      (?P<month_a>{_MONTH})\s?(?P<day_a>\d{{1,2}}){_ORDINAL},?\s+(?P<year_a>{_YEAR})(?!\d)
    | (?P<day_b>\d{{1,2}}){_ORDINAL}[\s-](?:of\s)?(?P<month_b>{_MONTH})[,\s-]\s?
      (?P<year_b>{_YEAR})(?!\d)
    | (?P<year_c>{_YEAR})(?P<mark_c>[-/.])(?P<month_c>\d{{1,2}})(?P=mark_c)
      (?P<day_c>\d{{1,2}})(?!\d|[-/.]\d)
    | (?P<year_d>{_YEAR})\s?年\s?(?P<month_d>\d{{1,2}})\s?月\s?(?P<day_d>\d{{1,2}})\s?日
    | (?P<day_e>\d{{1,2}})(?P<mark_e>[/.])(?P<month_e>\d{{1,2}})(?P=mark_e)(?P<year_e>{_YEAR})(?!\d)
    | (?P<month_f>{_MONTH}),?\s+(?P<year_f>{_YEAR})(?!\d)
    | (?P<year_g>{_YEAR})\s?年\s?(?P<month_g>\d{{1,2}})\s?月
    )""",
    re.IGNORECASE | re.VERBOSE,
)

_ISO = re.compile(rf"\s*(?P<year>{_YEAR})(?:-?(?P<month>\d\d)(?:-?(?P<day>\d\d))?)?(?!\d)")

_LABEL = re.compile(
    r"(?<!\bbe )\b(?:published|posted|released|issued|publication date|release date"
    r"|date of (?:notice|release|publication|issue|announcement)|date|dated|online since"
    r"|first published)\b"
    r"(?: (?:on|at|online))?\s*[:|–—-]?\s*$",
    re.IGNORECASE,
)
_NO_PUBLICATION = re.compile(
    r"\b(?:ended|ending|ends|until|till|through|since|from|to|as of|as at|before|by|after|due"
    r"|effective|expected|on or about|quarter|half|months?|year|period|weeks?|report|results?"
    r"|accounts|statements)(?: on)?\s*$"
    r"|\b(?:updated|modified|revised|deadline|closing|closes|copyright|conference|forum|summit"
    r"|webinar|meeting|next|established|founded|valid|expires?)\b[^\n]{0,40}$|©[^\n]{0,40}$|\($",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"(?<!last )(?<!latest )\bupdated\s*:\s*$", re.IGNORECASE)
"""The only date that some outlets give ("China Daily | Updated: …"), from the first version on."""
_AGENCY = r"(?:\([^()\n]{2,60}\)|/[^/\n]{2,40}/)"
_DATELINE_END = re.compile(rf"[\s,]*\)?[\s,]*{_AGENCY}?\s*(?:--|(?:-|–|—|:|\|)\s)|[\s,]*{_AGENCY}")
_PLACE = re.compile(r"(?:[^\W\d_][\w.’' -]{1,30},\s*){0,2}(?:dated:?\s*)?")
_CLOSING_LINES = 8
_MAX_DATELINE = 90
_MAX_LINE = 160


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as ``text[start:end]`` writes it; its first day where it names no day."""

    value: date
    precision: DatePrecision
    start: int
    end: int


def find_dates(text: str) -> Iterator[WrittenDate]:
    """The dates that ``text`` writes with a year and at least a month, in order."""
    for match in _DATE.finditer(text):
        written = _written(match)
        if written is not None:
            yield written


def _written(match: re.Match[str]) -> WrittenDate | None:
    parts = {
        name.partition("_")[0]: value
        for name, value in match.groupdict().items()
        if value is not None
    }
    year = int(parts["year"])
    month_text = parts["month"].rstrip(".").lower()
    month = int(month_text) if month_text.isdigit() else _MONTHS[month_text]
    day = int(parts["day"]) if "day" in parts else None
    if match["day_e"] is not None and match["mark_e"] == "/" and day is not None:
        # Both orders are in use; only a number above twelve tells them apart.
        if month > 12:
            month, day = day, month
        elif day <= 12 and day != month:
            return None
    precision = DatePrecision.MONTH if day is None else DatePrecision.DAY
    try:
        value = date(year, month, day or 1)
    except ValueError:
        return None
    return WrittenDate(value, precision, match.start(), match.end())


def parse_date(text: str) -> tuple[date, DatePrecision] | None:
    """The date that a field holds: ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or written out.

    A time of day behind it is ignored: the day is the one that the field names.
    """
    match = _ISO.match(text)
    if match:
        try:
            value = date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
        except ValueError:
            return None
        if match["day"]:
            return value, DatePrecision.DAY
        return value, DatePrecision.MONTH if match["month"] else DatePrecision.YEAR
    written = next(find_dates(text[:_MAX_LINE]), None)
    return None if written is None else (written.value, written.precision)


def find_publication_date(
    header: list[str], opening: str | None, lines: list[str]
) -> tuple[date, DatePrecision] | None:
    """The day on which a text says that it was published.

    Args:
        header: the lines above the running text.
        opening: the first paragraph of the running text, which may begin with a dateline.
        lines: the other short lines, where only a date behind a label counts, or one that closes
            the text below a signature, alone or with its place.

    Returns:
        the date and its precision, ``None`` if the text gives none. The day of an update
        stands in for that of publication where the text tells no other.
    """
    found = _labelled(header, _LABEL) or _in_header(header)
    if (found is None or found.precision is not DatePrecision.DAY) and opening is not None:
        found = _in_dateline(opening) or found
    if found is None or found.precision is not DatePrecision.DAY:
        found = _labelled(lines, _LABEL) or found
    if found is None:
        found = _in_closing(lines[-_CLOSING_LINES:]) or _labelled(header, _UPDATED)
    return None if found is None else (found.value, found.precision)


def _labelled(lines: list[str], label: re.Pattern[str]) -> WrittenDate | None:
    for line in lines:
        if len(line) > _MAX_LINE:
            continue
        for written in find_dates(line):
            if label.search(line[: written.start]):
                return written
    return None


def _in_header(header: list[str]) -> WrittenDate | None:
    """The first date of a day in a line above the text, else the first of a month."""
    months: list[WrittenDate] = []
    for line in header:
        if len(line) > _MAX_LINE:
            continue
        for written in find_dates(line):
            if _NO_PUBLICATION.search(line[: written.start]):
                continue
            if written.precision is DatePrecision.DAY:
                return written
            if _stands_apart(line, written):
                months.append(written)
    return months[0] if months else None


def _stands_apart(line: str, written: WrittenDate) -> bool:
    """Whether a month is a field of its line rather than a word of a headline."""
    before, after = line[: written.start].rstrip(), line[written.end :].lstrip()
    return (not before or before[-1] in "|,–—-·•:/") and (not after or after[0] in "|,–—-·•:/(")


def _in_dateline(opening: str) -> WrittenDate | None:
    """``CITY, Country, 14 October 2025 (AGENCY) --`` at the beginning of a paragraph."""
    for written in find_dates(opening[: 2 * _MAX_DATELINE]):
        before = opening[: written.start]
        if written.start > _MAX_DATELINE or written.precision is not DatePrecision.DAY:
            return None
        if re.search(r"[.!?]\s+(?=[A-Z][a-z])", before) or not _DATELINE_END.match(
            opening, written.end
        ):
            continue
        if before and not re.search(r"[,(/–—:-]\s*$|^\W*$", before):
            continue
        return written
    return None


def _in_closing(lines: list[str]) -> WrittenDate | None:
    """``Hong Kong, 26 January 2026``: a line of its own at the end, as notices and letters have."""
    for line in lines:
        for written in find_dates(line):
            is_alone = not line[written.end :].strip(" .") and _PLACE.fullmatch(
                line[: written.start]
            )
            if is_alone and written.precision is DatePrecision.DAY:
                return written
    return None
