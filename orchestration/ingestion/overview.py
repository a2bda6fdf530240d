"""What ``make sources`` shows: each source, how it is, and what came of it.

The rows belong here, and the table made of them; when a source counts as silent is told here, and
asked by the checks of a refresh.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from rich.console import Console
from rich.table import Table

from orchestration.ingestion.journal import JournalError
from orchestration.ingestion.sources import Source, SourcesError, load_sources
from orchestration.ingestion.visits import Visit, read_visits
from orchestration.settings import SettingsError, load_settings


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source is, by all its visits.

    ``documents`` counts what came from it, ``refused`` and ``waiting`` are those of its last visit.
    """

    name: str
    kind: str
    last_success: datetime | None
    last_new_document: datetime | None
    documents: int
    refused: int
    waiting: int
    trouble: str | None
    is_silent: bool


def source_states(
    sources: Iterable[Source], visits: Sequence[Visit], now: datetime
) -> list[SourceState]:
    """The state of each source at ``now``, in their order.

    A source is silent if nothing new came for the days that it is allowed, since its first visit.
    """
    states: list[SourceState] = []
    for source in sources:
        every = [visit for visit in visits if visit.source == source.name]
        # What came from the past of a source does not tell whether it still speaks.
        own = [visit for visit in every if visit.days is None]
        with_new = [visit for visit in own if visit.new]
        successes = [visit for visit in own if visit.trouble is None]
        patience = source.silent_after_days
        heard = with_new[-1].finished_at if with_new else own[0].started_at if own else now
        states.append(
            SourceState(
                name=source.name,
                kind=source.kind,
                last_success=successes[-1].finished_at if successes else None,
                last_new_document=with_new[-1].finished_at if with_new else None,
                documents=sum(visit.new for visit in every),
                refused=own[-1].refused if own else 0,
                waiting=own[-1].waiting if own else 0,
                trouble=own[-1].trouble if own else None,
                is_silent=patience is not None and now - heard > timedelta(days=patience),
            )
        )
    return states


def source_table(states: Iterable[SourceState]) -> Table:
    """The states as a table for the terminal."""
    table = Table(box=None, pad_edge=False)
    for heading in ("source", "kind", "last success", "last new document"):
        table.add_column(heading, no_wrap=True)
    for heading in ("documents", "refused", "waiting"):
        table.add_column(heading, justify="right")
    table.add_column("trouble", no_wrap=True)
    for state in states:
        troubles = [state.trouble or "", "silent" if state.is_silent else ""]
        table.add_row(
            state.name,
            state.kind,
            _day(state.last_success),
            _day(state.last_new_document),
            f"{state.documents:,}",
            f"{state.refused:,}",
            f"{state.waiting:,}",
            "; ".join(filter(None, troubles)),
        )
    return table


def main() -> int:
    """Print the table; 0, or 1 if the sources can't be read."""
    console = Console(highlight=False, soft_wrap=True)
    try:
        settings = load_settings()
        sources = load_sources(settings.sources_file)
        visits = read_visits(settings.raw_dir)
    except (SettingsError, SourcesError, JournalError) as error:
        console.print(str(error), markup=False)
        return 1
    console.print(source_table(source_states(sources, visits, datetime.now(UTC))))
    return 0


def _day(moment: datetime | None) -> str:
    return "never" if moment is None else f"{moment:%Y-%m-%d %H:%M}"


if __name__ == "__main__":
    raise SystemExit(main())
