"""What feeds and sitemaps list: addresses, with what is told about each.

Only the record belongs here; ``feeds`` and ``sitemaps`` read them out of bytes.
"""

from dataclasses import dataclass
from datetime import date, datetime


class ListingError(ValueError):
    """Bytes that are no feed or no sitemap, with a code for filters; the message is a sentence."""

    def __init__(self, reason_code: str, reason: str) -> None:
        super().__init__(reason)
        self.reason_code = reason_code


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a feed or a sitemap.

    ``address`` is as the entry has it, ``None`` where it has none. ``modified`` says since when the
    page is as it is; ``published`` is ``YYYY-MM-DD``.
    """

    address: str | None
    title: str | None = None
    published: str | None = None
    modified: datetime | None = None
    publisher: str | None = None
    language: str | None = None

    @property
    def day(self) -> date | None:
        """The day of the page: that of its publication, or else of its last change."""
        if self.published is not None:
            return date.fromisoformat(self.published)
        return None if self.modified is None else self.modified.date()
