"""Visits of sources: each is looked through once a refresh, what it holds is landed and counted.

How one kind of source is looked through is told by its own module; here is what they share: when a
visit is due, how many documents it may fetch, what is written down about it.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from orchestration.ingestion.archives import read_archive
from orchestration.ingestion.documents import (
    Find,
    FoundDocument,
    KnownDocument,
    Refusal,
    Waiting,
)
from orchestration.ingestion.fetched_sources import SourceTroubleError, find_fetched
from orchestration.ingestion.files import Read, find_in_files
from orchestration.ingestion.history import Days
from orchestration.ingestion.inbox import scan_inbox
from orchestration.ingestion.journal import append_to_journal, read_journal
from orchestration.ingestion.json_lines import read_json_lines
from orchestration.ingestion.landing import DocumentStore, Landing, Landings
from orchestration.ingestion.revisiting import RevisitingFetcher
from orchestration.ingestion.sources import (
    FeedSource,
    InboxSource,
    JsonLinesSource,
    PageSource,
    SitemapSource,
    Source,
    WarcSource,
)

VISITS = "visits.jsonl"

TOLD_EVERY = 25
"""Items of a source between two words on how far its visit has come."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit of a source: a line of the journal.

    ``trouble`` says why the source could not be looked through, or not to its end. ``days`` is the
    range of a visit that asked for a part of the source's history, ``None`` for what is new.
    """

    source: str
    kind: str
    run_id: str
    started_at: datetime
    finished_at: datetime
    seen: int
    new: int
    known: int
    refused: int
    waiting: int
    trouble: str | None = None
    days: str | None = None

    @property
    def adds_up(self) -> bool:
        """Whether every document seen is new, known or refused."""
        return self.seen == self.new + self.known + self.refused


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What visits of one refresh share.

    Args:
        data_dir: below it lie the files of sources that are files.
        inbox_dir: the inbox.
        raw_dir: the raw store, with the journals.
        store: where documents are landed.
        fetcher: how addresses are fetched; ``None`` where nobody says who fetches.
        started_at: when the refresh began, with time zone.
        settled_before: a file of the inbox that is younger waits.
        now: the clock.
        days: the days whose history is asked for; ``None`` for what is new.
        tell: is told from time to time how far the visit of a source has come.
    """

    data_dir: Path
    inbox_dir: Path
    raw_dir: Path
    store: DocumentStore
    fetcher: RevisitingFetcher | None
    started_at: datetime
    settled_before: datetime
    now: Callable[[], datetime]
    days: Days | None = None
    tell: Callable[[str], None] | None = None


async def visit_sources(
    sources: Iterable[Source], around: Surroundings, run_id: str
) -> list[tuple[Visit, Landings]]:
    """Visit every source side by side, and write each visit into the journal.

    Raises:
        OSError: the store or the journal can't be written.
    """
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_visit(source, around, run_id)) for source in sources]
    return [task.result() for task in tasks]


def is_due(source: Source, last: Visit | None, now: datetime) -> bool:
    """Whether a source is visited again: after its hours, and always after trouble."""
    if last is None or last.trouble is not None or last.waiting:
        return True
    return now - last.started_at >= timedelta(hours=source.every_hours)


def read_visits(raw_dir: Path) -> list[Visit]:
    """Every visit that was written down, oldest first.

    Raises:
        JournalError: a line can't be read.
    """
    return [_from_fields(fields) for fields in read_journal(raw_dir / VISITS)]


def last_visits(visits: Sequence[Visit]) -> dict[str, Visit]:
    """The newest visit of each source that asked for what is new."""
    return {visit.source: visit for visit in visits if visit.days is None}


async def _visit(source: Source, around: Surroundings, run_id: str) -> tuple[Visit, Landings]:
    started_at = around.now()
    landing = Landing(around.store)
    seen = items = 0
    trouble = None
    try:
        async for item in _finds(source, around):
            seen += _is_document(item)
            landing.take(item)
            items += 1
            if around.tell is not None and items % TOLD_EVERY == 0:
                around.tell(_so_far(source.name, landing.result()))
    except SourceTroubleError as error:
        trouble = str(error)
    landings = landing.result()
    visit = Visit(
        source=source.name,
        kind=source.kind,
        run_id=run_id,
        started_at=started_at,
        finished_at=around.now(),
        seen=seen,
        new=len(landings.new),
        known=landings.known,
        refused=landings.refused_documents,
        waiting=len(landings.waiting),
        trouble=trouble,
        days=None if around.days is None else str(around.days),
    )
    if around.tell is not None:
        around.tell(_so_far(source.name, landings) + (f"; {trouble}" if trouble else ""))
    append_to_journal(
        around.raw_dir / VISITS,
        {
            **asdict(visit),
            "started_at": visit.started_at.isoformat(),
            "finished_at": visit.finished_at.isoformat(),
        },
    )
    return visit, landings


def _so_far(source: str, landings: Landings) -> str:
    return (
        f"{source}: {len(landings.new):,} new, {landings.known:,} known, "
        f"{landings.refused_documents:,} refused, {len(landings.waiting):,} waiting"
    )


async def _finds(source: Source, around: Surroundings) -> AsyncIterator[Find]:
    if isinstance(source, FeedSource | SitemapSource | PageSource):
        if around.fetcher is None:
            raise SourceTroubleError(
                "Nothing is fetched before ASSAY_CONTACT says who fetches: an e-mail or a page."
            )
        async for fetched in find_fetched(source, around.store, around.fetcher, around.days):
            yield fetched
    else:
        for item in _in_files(source, around):
            yield item
            # A source that never waits lets the others have their turn.
            await asyncio.sleep(0)


def _is_document(item: Find) -> bool:
    """Whether an item is a document that the source holds now, whatever becomes of it."""
    match item:
        case FoundDocument() | KnownDocument():
            return True
        case Refusal():
            return item.record_type == "document"
        case Waiting():
            return False


def _in_files(
    source: InboxSource | JsonLinesSource | WarcSource, around: Surroundings
) -> Iterator[Find]:
    match source:
        case InboxSource():
            return scan_inbox(around.inbox_dir, around.settled_before)
        case JsonLinesSource():
            read: Read = partial(read_json_lines, source=source, days=around.days)
        case WarcSource():
            read = partial(read_archive, source=source, days=around.days)
    return find_in_files(
        source.name,
        source.files,
        around.data_dir,
        around.raw_dir,
        around.settled_before,
        read,
        in_part=around.days is not None,
    )


def _from_fields(fields: Mapping[str, Any]) -> Visit:
    return Visit(
        **{
            **fields,
            "started_at": datetime.fromisoformat(fields["started_at"]),
            "finished_at": datetime.fromisoformat(fields["finished_at"]),
        }
    )
