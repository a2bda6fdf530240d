"""A data directory of its own, and the command that refreshes it."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from orchestration.publication.fingerprint import fingerprint
from orchestration.settings import PROJECT_ROOT

AS_OF = "2026-01-15"

ARTICLES: Mapping[str, str] = {
    "mill.txt": """Lindal Paper cuts water use at its Oster mill

Lindal Paper AS said on 3 March 2025 that a new closed loop at its Oster mill saves 1,200 m3 of \
water a day. The loop cost EUR 4.2 million and saves about EUR 610,000 a year, the company said.
""",
    "wire/copper.txt": """Copper output rises at Tamarack Mining

Tamarack Mining Ltd produced 41,300 tonnes of copper in 2024, up 6% from a year \
earlier, the company reported. It plans to invest USD 120 million in a second concentrator.
""",
    "wire/fleet.html": """<html><head><title>Brightwater Bus electrifies its fleet</title></head>
<body><article><h1>Brightwater Bus electrifies its fleet</h1>
<p>Brightwater Bus Ltd has put 85 electric buses on its routes since 2023. The operator said that
the buses have cut its energy use by 38% and avoided 6,400 tonnes of CO2 emissions a year.</p>
<p>A further 40 vehicles are on order for 2026, at a cost of GBP 19 million.</p>
</article></body></html>
""",
}
"""Small articles, in words of their own."""

METADATA = {"wire/copper.txt.meta.json": '{"publisher": "Ore Wire", "date": "2025-05-12"}'}
"""What lies beside them."""


class Workshop:
    """One data directory, with a Dagster home beside it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "data"
        self.inbox = self.data / "inbox"
        self.published_file = self.data / "published" / "current" / "assay.duckdb"
        self.build_file = self.data / "build" / "assay_build.duckdb"
        self.home = root / "home"
        self.inbox.mkdir(parents=True, exist_ok=True)
        self.home.mkdir(exist_ok=True)

    def put(self, name: str, content: str | bytes) -> Path:
        """Put a file into the inbox."""
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of a refresh of this directory."""
        return {
            **os.environ,
            # As for a user, modules are compiled once and not by each of many processes.
            "PYTHONDONTWRITEBYTECODE": "",
            "ASSAY_DATA_DIR": str(self.data),
            "ASSAY_AS_OF": AS_OF,
            "DAGSTER_HOME": str(self.home),
            **more,
        }

    def start(self, **environment: str) -> subprocess.Popen[str]:
        """Begin a refresh; its lines come one by one."""
        return subprocess.Popen(
            [sys.executable, "-u", "-m", "orchestration.refresh"],
            cwd=PROJECT_ROOT,
            env=self.environment(**environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def try_refresh(self, **environment: str) -> subprocess.CompletedProcess[str]:
        """Refresh, whatever comes of it; ``stdout`` holds all that it said."""
        with self.start(**environment) as process:
            said, _ = process.communicate()
        return subprocess.CompletedProcess(process.args, process.returncode, said, None)

    def refresh(self, **environment: str) -> str:
        """Refresh, and return what was said; fails with it if the refresh does."""
        result = self.try_refresh(**environment)
        assert result.returncode == 0, result.stdout
        return result.stdout

    def rows(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """What a query finds in the published file."""
        connection = duckdb.connect(str(self.published_file), read_only=True)
        try:
            return connection.execute(query, list(parameters)).fetchall()
        finally:
            connection.close()

    def fingerprint(self) -> dict[str, tuple[int, str]]:
        """The hashes of the published marts."""
        return fingerprint(self.published_file)

    def version(self) -> str:
        """The version that is published."""
        return (self.data / "published" / "current").readlink().name
