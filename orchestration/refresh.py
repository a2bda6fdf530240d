"""The command behind ``make refresh``: ``python -m orchestration.refresh``.

It runs the job ``refresh`` in this process, shows how far it has come, and ends with a summary or
with what failed. What a refresh does stands in ``assets``, how it is shown in ``progress``.
"""

import argparse
import gc
import logging
import os
import sqlite3
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, Any, cast

from rich.console import Console

from orchestration.dbt_manifest import DbtProjectError
from orchestration.ingestion.gathering import HistoryWanted
from orchestration.ingestion.history import HistoryError, history_of
from orchestration.ingestion.sources import SourcesError, load_sources
from orchestration.progress import Progress, one_line, tell
from orchestration.publication.summary import summarise
from orchestration.reference import ReferenceError, load_reference
from orchestration.settings import PROJECT_ROOT, Settings, SettingsError, load_settings
from orchestration.warehouse import WarehouseError
from orchestration.warehouse.lock import RefreshRunningError, hold_refresh_lock

if TYPE_CHECKING:
    import dagster as dg

FAILED = 1
ALREADY_RUNNING = 75
INTERRUPTED = 130

MOST_LINES = 12
"""A message is cut after so many lines."""


class RefreshFailedError(RuntimeError):
    """The refresh failed; the message says what did, for people."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Refresh, and return the exit code: 0, 1 if it failed, 75 if another refresh runs."""
    parser = argparse.ArgumentParser(
        prog="python -m orchestration.refresh",
        description="Read what is new in the sources, rebuild the warehouse, and publish it.",
    )
    parser.add_argument("--verbose", action="store_true", help="show Dagster's and dbt's logs")
    parser.add_argument("--history-of", metavar="SOURCE", help="fetch the history of a source")
    parser.add_argument("--from", dest="first", metavar="DAY", help="its first day (YYYY-MM-DD)")
    parser.add_argument("--to", dest="last", metavar="DAY", help="its last day")
    told = parser.parse_args(arguments)
    if told.history_of is None and (told.first or told.last):
        parser.error("--from and --to are those of --history-of")
    history = None
    if told.history_of is not None:
        history = HistoryWanted(told.history_of, told.first, told.last)
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    started = time.monotonic()
    try:
        settings = load_settings()
        load_reference(settings.reference_dir)
        sources = load_sources(settings.sources_file)
        if history is not None:
            history_of(sources, history.source, history.first, history.last)
        settings.inbox_dir.mkdir(parents=True, exist_ok=True)
        with hold_refresh_lock(settings.lock_file, f"process {os.getpid()}"):
            pass
        _run(settings, console, history, verbose=told.verbose)
        summary = summarise(settings.published_file)
    except RefreshRunningError as error:
        return _fail(console, str(error), ALREADY_RUNNING)
    except (
        SettingsError,
        SourcesError,
        HistoryError,
        ReferenceError,
        WarehouseError,
        DbtProjectError,
        RefreshFailedError,
        OSError,
    ) as error:
        return _fail(console, str(error), FAILED)
    except KeyboardInterrupt:
        return _fail(console, "Interrupted.", INTERRUPTED)
    tell(console, settings, summary, time.monotonic() - started)
    return 0


def _run(
    settings: Settings, console: Console, history: HistoryWanted | None, *, verbose: bool
) -> None:
    os.environ.setdefault("DAGSTER_HOME", str(PROJECT_ROOT / ".dagster"))
    os.environ.setdefault("DAGSTER_TELEMETRY_DISABLED", "1")
    with ExitStack() as stack:
        progress = None
        if not verbose:
            progress = stack.enter_context(Progress(console))
            # What dbt and Dagster print is for whoever looks for a fault.
            log = stack.enter_context(settings.log_file.open("w", encoding="utf-8"))
            stack.enter_context(redirect_stdout(log))
            stack.enter_context(redirect_stderr(log))
        # Dagster and the dbt project take some seconds to come, so something is said before. What
        # they make lives to the end: to look for garbage among it would take a tenth of the time.
        gc.disable()
        import dagster as dg

        from orchestration.definitions import build_defs

        gc.freeze()
        gc.enable()

        def progress_events(_: dg.InitLoggerContext) -> logging.Logger:
            logger = logging.Logger("progress", logging.DEBUG)
            if progress:
                logger.addHandler(_EventHandler(progress))
            return logger

        about = "Shows how far the refresh has come."
        loggers = {"progress": dg.LoggerDefinition(progress_events, description=about)}
        job = build_defs(settings, loggers if progress else None).resolve_job_def("refresh")
        _write_history_without_waiting()
        with dg.DagsterInstance.get() as instance:
            result = job.execute_in_process(
                instance=instance,
                raise_on_error=False,
                run_config={
                    **({"loggers": {"progress": {}}} if progress else {}),
                    **(_config_of(history) if history else {}),
                },
            )
    if not result.success:
        raise RefreshFailedError(
            f"{failure_of(result.all_events)} (All that was said is in {settings.log_file}.)"
        )


def _config_of(history: HistoryWanted) -> dict[str, Any]:
    ends = {"history_from": history.first, "history_to": history.last}
    told = {name: day for name, day in ends.items() if day}
    return {"ops": {"documents": {"config": {"history_of": history.source, **told}}}}


def _write_history_without_waiting() -> None:
    """Let Dagster write its events without waiting for the disk at each of a thousand commits.

    A killed process loses none of them. After a power cut the record of this run may be damaged,
    which is no part of the warehouse.
    """
    from sqlalchemy import Engine, event

    @event.listens_for(Engine, "connect")
    def set_pragma(connection: Any, _: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.execute("PRAGMA synchronous = OFF")


class _EventHandler(logging.Handler):
    """Hands the events of a run on to the progress; every other record is for the logs."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        meta: dict[str, object] = getattr(record, "dagster_meta", None) or {}
        event = cast("dg.DagsterEvent | None", meta.get("dagster_event"))
        if event is None and meta.get("step_key") == "documents" and record.levelname == "INFO":
            self._progress.say(str(meta.get("orig_message")))
        if event is None or event.step_key is None:
            return
        match event.event_type_value:
            case "STEP_START":
                self._progress.begin(event.step_key)
            case "ASSET_MATERIALIZATION":
                metadata = event.step_materialization_data.materialization.metadata
                values = {name: value.value for name, value in metadata.items()}
                self._progress.materialized(event.step_key, values)
            case "STEP_SUCCESS":
                self._progress.end(event.step_key)


def failure_of(events: "Iterable[dg.DagsterEvent]") -> str:
    """What failed in a run, in one sentence for each thing, in the order in which it did."""
    told: list[str] = []
    for event in events:
        match event.event_type_value:
            case "ASSET_CHECK_EVALUATION":
                check = event.asset_check_evaluation_data
                # dbt's tests have no description: its step tells what failed.
                if not check.passed and check.description:
                    told.append(f"{check.check_name}: {check.description}.")
            case "STEP_FAILURE":
                data = event.step_failure_data
                failure = data.user_failure_data
                told.append((failure and failure.description) or _words(data.error))
            case "PIPELINE_FAILURE" if not told:
                told.append(_words(event.job_failure_data.error))
    return " ".join(dict.fromkeys(filter(None, told))) or "no step says why; try --verbose."


def _words(error: Any) -> str:
    """The words of Assay's own error in a chain of causes, or else of what it began with."""
    message = ""
    while error is not None:
        message = str(error.message)
        if message.startswith("orchestration."):
            break
        error = error.cause
    return one_line(message)


def _fail(console: Console, message: str, code: int) -> int:
    lines = message.splitlines()
    if len(lines) > MOST_LINES:
        lines[MOST_LINES:] = [f"… and {len(lines) - MOST_LINES} more lines"]
    console.print("Refresh failed: " + "\n".join(lines), style="bold red", markup=False)
    console.print("What was published before is untouched.", markup=False)
    return code


if __name__ == "__main__":
    sys.exit(main())
