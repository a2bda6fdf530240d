"""When a refresh starts by itself at a time of day, and when it is late."""

from datetime import timedelta

import dagster as dg

from orchestration.settings import Settings

FRESHNESS = dg.FreshnessPolicy.time_window(
    fail_window=timedelta(hours=50), warn_window=timedelta(hours=26)
)
"""Two hours past a missed night the published warehouse is late; after two nights it is stale."""


def nightly_refresh(settings: Settings, job_name: str) -> dg.ScheduleDefinition:
    """The schedule that refreshes every night; it is on unless somebody stops it."""
    return dg.ScheduleDefinition(
        name="nightly_refresh",
        job_name=job_name,
        cron_schedule=settings.refresh_cron,
        execution_timezone=settings.time_zone.key,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Reads what came in since the last refresh, and publishes.",
    )
