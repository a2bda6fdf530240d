"""The version of each stage: a hash of the code and the tables that decide what it makes.

A row remembers the versions that made it; where they differ from today's, its document is read
again. Nobody has to remember to raise a number.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from orchestration.settings import PROJECT_ROOT

PACKAGE = PROJECT_ROOT / "orchestration"

TEXT_SOURCES = ("text",)
EXTRACTION_SOURCES = ("extraction", "contracts", "reference")
DUPLICATES_SOURCES = ("duplicates", "text/words.py")

SQL_TABLES = frozenset({"unit_costs", "tolerances", "fx_rates", "verdicts"})
"""Tables that no reading of text needs; a change in them rereads no article."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of the stages that turn a document into rows, as short hexadecimal hashes."""

    text: str
    extraction: str


def stage_versions(reference_dir: Path, package: Path = PACKAGE) -> Versions:
    """The versions that the code of ``package`` and the CSVs of ``reference_dir`` have now.

    Raises:
        OSError: a file can't be read.
    """
    tables = (path for path in reference_dir.glob("*.csv") if path.stem not in SQL_TABLES)
    return Versions(
        text=_digest(_sources(package, TEXT_SOURCES)),
        extraction=_digest([*_sources(package, EXTRACTION_SOURCES), *tables]),
    )


def duplicates_version(package: Path = PACKAGE) -> str:
    """The version of the comparison of texts, a short hexadecimal hash.

    The library's own version belongs to it: another one may make other signatures.

    Raises:
        OSError: a file can't be read.
    """
    code = _digest(_sources(package, DUPLICATES_SOURCES))
    return f"{code}-{metadata.version('rensa')}"


def _sources(package: Path, parts: Iterable[str]) -> list[Path]:
    paths: list[Path] = []
    for part in parts:
        place = package / part
        paths += place.rglob("*.py") if place.is_dir() else [place]
    return paths


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        content = path.read_bytes()
        digest.update(f"{path.name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:16]
