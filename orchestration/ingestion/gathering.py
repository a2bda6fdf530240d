"""The gathering of a refresh: every source that is due is visited, and what it holds is landed.

The pieces are put together here, with the settings and the clock; each stands in its own module.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from orchestration.ingestion.documents import LandedDocument, Refusal, Waiting
from orchestration.ingestion.fetch_log import FetchLog
from orchestration.ingestion.history import Days, history_of
from orchestration.ingestion.landing import DocumentStore, Landings
from orchestration.ingestion.revisiting import RevisitingFetcher
from orchestration.ingestion.sources import Source, load_sources
from orchestration.ingestion.visits import (
    Surroundings,
    Visit,
    is_due,
    last_visits,
    read_visits,
    visit_sources,
)
from orchestration.ingestion.web.fetching import Fetcher
from orchestration.settings import Settings

SETTLED_AFTER = timedelta(seconds=2)
"""A file that was changed later than so long before the refresh began may still be growing."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The visits of one refresh, and what became of all that the sources held.

    ``resting`` names the sources whose hours are not over.
    """

    visits: tuple[Visit, ...]
    new: tuple[LandedDocument, ...]
    refused: tuple[Refusal, ...]
    waiting: tuple[Waiting, ...]
    resting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HistoryWanted:
    """A range of days of a source's history as people ask for it: ends are YYYY-MM-DD, or open."""

    source: str
    first: str | None
    last: str | None


def gather_documents(settings: Settings, run_id: str, started_at: datetime) -> Gathered:
    """Visit every source that is due, side by side.

    Args:
        settings: where sources, files and the store are, and who fetches.
        run_id: the refresh that visits.
        started_at: when it began, with time zone.

    Raises:
        SourcesError: the file of sources can't be used.
        LandingError: the store can't be written or read.
        OSError: a journal can't be written or read.
    """
    last = last_visits(read_visits(settings.raw_dir))
    due: list[Source] = []
    resting: list[str] = []
    for source in load_sources(settings.sources_file):
        if is_due(source, last.get(source.name), started_at):
            due.append(source)
        else:
            resting.append(source.name)
    return _gathered(asyncio.run(_visit(due, settings, run_id, started_at)), tuple(resting))


def gather_history(
    settings: Settings,
    run_id: str,
    started_at: datetime,
    wanted: HistoryWanted,
    tell: Callable[[str], None],
) -> Gathered:
    """Land what one source lists of a range of days; what was landed before is not fetched again.

    Whoever is killed on the way goes on by asking for the same again.

    Args:
        settings: where sources, files and the store are, and who fetches.
        run_id: the refresh that asks.
        started_at: when it began, with time zone.
        wanted: which source and which days.
        tell: is told from time to time how far it has come.

    Raises:
        HistoryError: there is no such source, it has no dates, or the range is none.
        SourcesError: the file of sources can't be used.
        LandingError: the store can't be written or read.
        OSError: a journal can't be written or read.
    """
    sources = load_sources(settings.sources_file)
    history = history_of(sources, wanted.source, wanted.first, wanted.last)
    tell(f"{wanted.source}: the history of {history.days} is fetched.")
    visit = _visit([history.source], settings, run_id, started_at, history.days, tell)
    return _gathered(asyncio.run(visit), ())


def _gathered(visited: list[tuple[Visit, Landings]], resting: tuple[str, ...]) -> Gathered:
    return Gathered(
        visits=tuple(visit for visit, _ in visited),
        new=tuple(document for _, landings in visited for document in landings.new),
        refused=tuple(refusal for _, landings in visited for refusal in landings.refused),
        waiting=tuple(waiting for _, landings in visited for waiting in landings.waiting),
        resting=resting,
    )


async def _visit(
    sources: list[Source],
    settings: Settings,
    run_id: str,
    started_at: datetime,
    days: Days | None = None,
    tell: Callable[[str], None] | None = None,
) -> list[tuple[Visit, Landings]]:
    raw_dir = settings.raw_dir
    contact = settings.fetch_contact
    async with Fetcher(contact or "", allowed_hosts=settings.allowed_hosts) as fetcher:
        around = Surroundings(
            data_dir=settings.data_dir,
            inbox_dir=settings.inbox_dir,
            raw_dir=raw_dir,
            store=DocumentStore(raw_dir, started_at),
            fetcher=RevisitingFetcher(fetcher, FetchLog(raw_dir), raw_dir, _now)
            if contact
            else None,
            started_at=started_at,
            settled_before=started_at - SETTLED_AFTER,
            now=_now,
            days=days,
            tell=tell,
        )
        return await visit_sources(sources, around, run_id)


def _now() -> datetime:
    return datetime.now(UTC)
