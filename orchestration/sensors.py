"""When a refresh starts by itself because something came in."""

import hashlib
from pathlib import Path

import dagster as dg

from orchestration.settings import Settings

INTERVAL_SECONDS = 60


def inbox_sensor(settings: Settings, job_name: str) -> dg.SensorDefinition:
    """The sensor that refreshes when the inbox has changed, and has been still since the last look.

    It is off until somebody starts it: the nightly schedule reads the same files.
    """

    @dg.sensor(
        name="inbox_changes",
        job_name=job_name,
        minimum_interval_seconds=INTERVAL_SECONDS,
        default_status=dg.DefaultSensorStatus.STOPPED,
        description="Refreshes soon after articles were put into the inbox.",
    )
    def inbox_changes(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        now = inbox_fingerprint(settings.inbox_dir)
        seen, _, refreshed = (context.cursor or "").partition(" ")
        if now == refreshed:
            context.update_cursor(f"{now} {refreshed}")
            return dg.SkipReason("The inbox is as it was at the last refresh.")
        if now != seen:
            context.update_cursor(f"{now} {refreshed}")
            return dg.SkipReason("The inbox has changed; it may be changing still.")
        return dg.SensorResult(run_requests=[dg.RunRequest(run_key=now)], cursor=f"{now} {now}")

    return inbox_changes


def inbox_fingerprint(inbox: Path) -> str:
    """A hash of the names, sizes and times of all files below ``inbox``."""
    digest = hashlib.sha256()
    for path in sorted(inbox.rglob("*")):
        if path.is_file():
            status = path.stat()
            digest.update(f"{path}\n{status.st_size}\n{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
