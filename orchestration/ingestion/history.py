"""The history of a source: which range of days of it is asked for, and whether it can be had.

How what a source lists is held against the range stands where it is listed: in ``fetched_sources``,
``archives`` and ``json_lines``. The backfill of documents that lie in the store is another thing;
see ``warehouse.state``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from orchestration.ingestion.sources import InboxSource, JsonLinesSource, Source


class HistoryError(ValueError):
    """A history that can't be asked for; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Days:
    """A range of days, ends included; an end that is ``None`` is open."""

    first: date | None
    last: date | None

    def __contains__(self, day: date | None) -> bool:
        """Whether ``day`` is one of them; what has no date is in no range."""
        return (
            day is not None
            and (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
        )

    def __str__(self) -> str:
        """The range as ISO 8601 writes an interval, with ``..`` for an open end."""
        return f"{self.first or '..'}/{self.last or '..'}"


@dataclass(frozen=True, slots=True)
class History:
    """What a source lists of a range of days."""

    source: Source
    days: Days


def history_of(
    sources: Iterable[Source], name: str, first: str | None, last: str | None
) -> History:
    """The history of the source ``name`` from ``first`` to ``last`` (YYYY-MM-DD, both included).

    Raises:
        HistoryError: there is no such source, what it holds has no dates, or the range is none.
    """
    by_name = {source.name: source for source in sources}
    if name not in by_name:
        raise HistoryError(f"There is no source {name!r}; there are {', '.join(by_name)}.")
    source = by_name[name]
    if isinstance(source, InboxSource):
        raise HistoryError(
            f"The source {name!r} is an inbox: its files have no dates, and each refresh takes all."
        )
    if isinstance(source, JsonLinesSource) and source.fields.published is None:
        raise HistoryError(
            f"The lines of the source {name!r} have no dates: its fields name none as 'published'."
        )
    days = Days(_day(first), _day(last))
    if days.first is not None and days.last is not None and days.last < days.first:
        raise HistoryError(f"The range ends on {days.last}, before it begins on {days.first}.")
    return History(source, days)


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise HistoryError(f"{text!r} is no date (YYYY-MM-DD).") from error
