"""The gathering of a refresh: every source that is due is visited, and what it holds is landed.

The pieces are put together here, with the settings and the clock; each stands in its own module.
"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from orchestration.ingestion.documents import LandedDocument, Refusal, Waiting
from orchestration.ingestion.fetch_log import FetchLog
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
    visited = asyncio.run(_visit(due, settings, run_id, started_at))
    return Gathered(
        visits=tuple(visit for visit, _ in visited),
        new=tuple(document for _, landings in visited for document in landings.new),
        refused=tuple(refusal for _, landings in visited for refusal in landings.refused),
        waiting=tuple(waiting for _, landings in visited for waiting in landings.waiting),
        resting=tuple(resting),
    )


async def _visit(
    sources: list[Source], settings: Settings, run_id: str, started_at: datetime
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
        )
        return await visit_sources(sources, around, run_id)


def _now() -> datetime:
    return datetime.now(UTC)
