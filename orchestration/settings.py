"""Where things are and how a refresh behaves, read once from the environment.

Only settings belong here: names, defaults, and the paths that follow from them. Facts about the
world (companies, units, rates) are reference tables.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Number = TypeVar("Number", int, float)

PROJECT_ROOT = Path(__file__).resolve().parent.parent


class SettingsError(ValueError):
    """A setting that can't be used, with the variable's name."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one refresh; paths are absolute.

    ``as_of`` is the day to decide for, ``None`` for today's. ``fetch_contact`` tells operators of
    servers who fetches; ``allowed_hosts`` may be fetched from although they lie in private ranges.
    """

    data_dir: Path
    reference_dir: Path
    time_zone: ZoneInfo
    refresh_cron: str
    kept_versions: int
    max_rejected_share: float
    tolerated_rejects: int
    reader_processes: int
    fetch_contact: str | None = None
    allowed_hosts: frozenset[str] = frozenset()
    as_of: date | None = None

    @property
    def sources_file(self) -> Path:
        """The file that names the sources."""
        return self.data_dir / "sources.yaml"

    @property
    def inbox_dir(self) -> Path:
        """Where people and other programs put articles."""
        return self.data_dir / "inbox"

    @property
    def raw_dir(self) -> Path:
        """Where documents lie as they came, named by their hash."""
        return self.data_dir / "raw"

    @property
    def verdicts_file(self) -> Path:
        """Where analysts write what they decide about single claims."""
        return self.reference_dir / "verdicts.csv"

    @property
    def build_dir(self) -> Path:
        """Where the refresh works; nobody else opens anything here."""
        return self.data_dir / "build"

    @property
    def build_file(self) -> Path:
        """The DuckDB file that the one writer and dbt work on."""
        return self.build_dir / "assay_build.duckdb"

    @property
    def lock_file(self) -> Path:
        """Held by the refresh that is under way."""
        return self.build_dir / "refresh.lock"

    @property
    def log_file(self) -> Path:
        """What Dagster and dbt said during the last ``make refresh``."""
        return self.build_dir / "refresh.log"

    @property
    def published_dir(self) -> Path:
        """Where users look: versions, and ``current``, which points to the newest."""
        return self.data_dir / "published"

    @property
    def published_file(self) -> Path:
        """The DuckDB file that BI tools open."""
        return self.published_dir / "current" / "assay.duckdb"

    @property
    def dbt_project_dir(self) -> Path:
        """The dbt project."""
        return PROJECT_ROOT / "dbt_project"


def _number(
    environment: Mapping[str, str], name: str, default: Number, low: Number, high: Number
) -> Number:
    text = environment.get(name, "")
    if not text:
        return default
    try:
        value = type(default)(text)
    except ValueError as error:
        raise SettingsError(f"{name} is {text!r}, which is no number") from error
    if not low <= value <= high:
        raise SettingsError(f"{name} is {value}, outside {low} to {high}")
    return value


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from ``environment`` (default: the process's own).

    Raises:
        SettingsError: a variable holds what it can't mean.
    """
    env = os.environ if environment is None else environment
    zone = env.get("ASSAY_TIME_ZONE") or "UTC"
    try:
        time_zone = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingsError(f"ASSAY_TIME_ZONE is {zone!r}, which is no time zone") from error
    as_of = env.get("ASSAY_AS_OF")
    try:
        day = date.fromisoformat(as_of) if as_of else None
    except ValueError as error:
        raise SettingsError(f"ASSAY_AS_OF is {as_of!r}, which is no date (YYYY-MM-DD)") from error
    data_dir = Path(env.get("ASSAY_DATA_DIR") or PROJECT_ROOT / "data")
    reference_dir = Path(env.get("ASSAY_REFERENCE_DIR") or PROJECT_ROOT / "data" / "reference")
    return Settings(
        data_dir=data_dir.resolve(),
        reference_dir=reference_dir.resolve(),
        time_zone=time_zone,
        refresh_cron=env.get("ASSAY_REFRESH_CRON") or "0 2 * * *",
        kept_versions=_number(env, "ASSAY_KEPT_VERSIONS", 7, 1, 1000),
        max_rejected_share=_number(env, "ASSAY_MAX_REJECTED_SHARE", 0.5, 0.0, 1.0),
        # A few bad files among a few articles are no reason to stop. Who sets a share means it.
        tolerated_rejects=_number(
            env,
            "ASSAY_TOLERATED_REJECTS",
            0 if env.get("ASSAY_MAX_REJECTED_SHARE") else 10,
            0,
            1_000_000_000,
        ),
        reader_processes=_number(env, "ASSAY_READER_PROCESSES", os.cpu_count() or 1, 1, 64),
        fetch_contact=(env.get("ASSAY_CONTACT") or "").strip() or None,
        allowed_hosts=frozenset((env.get("ASSAY_ALLOWED_HOSTS") or "").replace(",", " ").split()),
        as_of=day,
    )
