"""Where the rows of a refresh lie between two stages: Parquet files below the build directory.

Each stage empties its own directory before it writes, so what a killed refresh left is never
taken for what this one made.
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from orchestration.contracts.rejections import Rejection, rejections_frame
from orchestration.contracts.schemas import ARTICLE_TABLES, JOURNAL_TABLES

INBOX, VERDICTS, TEXT, CLAIMS = "inbox", "verdicts", "articles", "claims"
JOURNALS = "journals"
"""The directories of the stages that write here."""


@dataclass(frozen=True, slots=True)
class StagingArea:
    """The staged rows of one refresh, below ``root``."""

    root: Path

    def clear(self, stage: str) -> None:
        """Empty the directory of ``stage``."""
        directory = self.root / stage
        if directory.exists():
            shutil.rmtree(directory)
        directory.mkdir(parents=True)

    def write(self, stage: str, table: str, part: int, frame: pl.DataFrame) -> None:
        """Write one part of a table; an empty one is left out."""
        if not frame.is_empty():
            directory = self.root / stage / table
            directory.mkdir(exist_ok=True)
            frame.write_parquet(directory / f"part-{part:05}.parquet")

    def write_rejections(
        self,
        stage: str,
        part: int,
        rejections: Iterable[Rejection],
        run_id: str,
        rejected_at: datetime,
    ) -> None:
        """Write what ``stage`` refused."""
        frame = rejections_frame(rejections, run_id, rejected_at)
        self.write(stage, "rejected_records", part, frame)

    def parts(self, stage: str, table: str) -> list[Path]:
        """The parts of a table, in order."""
        return sorted((self.root / stage / table).glob("part-*.parquet"))

    def loadable(self) -> dict[str, list[Path]]:
        """The parts of every table of ``raw`` that has staged rows."""
        tables = {name: self.parts(CLAIMS, name) for name in (*ARTICLE_TABLES, "documents")}
        tables["documents"] += self.parts(TEXT, "documents")
        tables["verdicts"] = self.parts(VERDICTS, "verdicts")
        tables |= {name: self.parts(JOURNALS, name) for name in JOURNAL_TABLES}
        tables["rejected_records"] = [
            part
            for stage in (INBOX, VERDICTS, TEXT, CLAIMS)
            for part in self.parts(stage, "rejected_records")
        ]
        return {name: parts for name, parts in tables.items() if parts}
