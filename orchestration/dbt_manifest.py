"""The manifest of the dbt project, made anew when a file that it is made of has changed.

Only what dbt needs before Dagster can know its models belongs here; running them is for
``assets.warehouse``.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from orchestration.settings import PROJECT_ROOT, Settings

DBT_PROJECT_DIR = PROJECT_ROOT / "dbt_project"
SEEDS_DIR = PROJECT_ROOT / "data" / "reference"
DBT_COMMAND = Path(sys.executable).parent / "dbt"


class DbtProjectError(RuntimeError):
    """The dbt project can't be parsed; the message is what dbt says."""


def dbt_environment(settings: Settings) -> dict[str, str]:
    """The environment variables by which dbt's profile finds the build file."""
    return {"ASSAY_BUILD_FILE": os.fspath(settings.build_file)}


def prepare_manifest(settings: Settings) -> None:
    """Parse the dbt project, unless its manifest was made of the same files.

    Raises:
        DbtProjectError: dbt can't parse it.
    """
    manifest = DBT_PROJECT_DIR / "target" / "manifest.json"
    stamp = manifest.with_name("manifest.sha256")
    digest = _project_digest()
    if _is_made_of(digest, manifest, stamp):
        return
    stamp.parent.mkdir(exist_ok=True)
    # Several processes may start at once, as Dagster's servers do; dbt must not write the same
    # files twice at a time.
    with manifest.with_name("manifest.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _is_made_of(digest, manifest, stamp):
            _parse(settings)
            stamp.write_text(digest)


def _is_made_of(digest: str, manifest: Path, stamp: Path) -> bool:
    return manifest.exists() and stamp.exists() and stamp.read_text() == digest


def _parse(settings: Settings) -> None:
    parse = subprocess.run(
        [os.fspath(DBT_COMMAND), "--quiet", "--no-use-colors", "parse"],
        cwd=DBT_PROJECT_DIR,
        env={**os.environ, **dbt_environment(settings), "DBT_PROFILES_DIR": str(DBT_PROJECT_DIR)},
        capture_output=True,
        text=True,
        check=False,
    )
    if parse.returncode != 0:
        said = " ".join(f"{parse.stdout} {parse.stderr}".split())
        raise DbtProjectError(f"The dbt project can't be parsed: {said}")


def _project_digest() -> str:
    """The hash of what a manifest is made of: the project's files, and which seeds there are."""
    digest = hashlib.sha256()
    for path in sorted(DBT_PROJECT_DIR.rglob("*")):
        inside = path.relative_to(DBT_PROJECT_DIR)
        if path.is_file() and inside.parts[0] not in ("target", "logs"):
            digest.update(f"{inside}\n".encode())
            digest.update(path.read_bytes())
    for path in sorted(SEEDS_DIR.glob("*.csv")):
        digest.update(f"{path.name}\n".encode())
    return digest.hexdigest()
