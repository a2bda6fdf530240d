"""Landing a large web archive: speed, memory, and a death half-way: ``make bench-archive``.

An archive is made of sample articles, each body with a number of its own. It is read by a bare
fastwarc loop, then landed as a source; a second data directory gets the same while its process is
killed, and is landed again until it is whole. Both must hold the same documents.
"""

import argparse
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path

from fastwarc.warc import ArchiveIterator

from benchmarks.made_archives import write_archive
from orchestration.ingestion import read_ledger
from orchestration.ingestion.gathering import gather_documents
from orchestration.settings import PROJECT_ROOT, Settings, load_settings

SAMPLES = PROJECT_ROOT / "tests" / "gold"
SOURCES = "sources:\n  - {name: crawl, kind: warc, files: archives/*.warc.gz, every_hours: 0}\n"
ARCHIVE = Path("archives") / "crawl.warc.gz"


def make_archive(path: Path, records: int) -> None:
    """Write an archive of responses whose bodies differ."""
    texts = [sample.read_bytes() for sample in sorted(SAMPLES.rglob("*.txt"))]
    bodies = enumerate(islice(cycle(texts), records))
    write_archive(
        path,
        (
            (
                f"https://crawl.example/{number}",
                b"<html><body><article><p>%b %d</p></article></body></html>" % (text, number),
            )
            for number, text in bodies
        ),
    )


def data_directory(root: Path, archive: Path) -> Settings:
    """A data directory whose one source is the archive."""
    (root / "archives").mkdir(parents=True)
    (root / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    os.link(archive, root / ARCHIVE)
    # A file that was written this moment might still grow.
    os.utime(root / ARCHIVE, (1, 1))
    return load_settings({"ASSAY_DATA_DIR": str(root)})


def land(root: Path) -> None:
    """Land what the source holds, and print speed and memory."""
    settings = load_settings({"ASSAY_DATA_DIR": str(root)})
    started = time.perf_counter()
    gathered = gather_documents(settings, "bench", datetime.now(UTC))
    seconds = time.perf_counter() - started
    (visit,) = gathered.visits
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(
        f"{visit.seen} seen, {visit.new} new, {visit.known} known, {visit.refused} refused in "
        f"{seconds:.0f} s: {visit.seen / seconds:.0f} documents/s, at most {peak} MB\n"
    )


def main() -> None:
    """Make the archive, and do to it what the module says."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=100_000)
    options.add_argument("--land", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.land is not None:
        land(given.land)
        return
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        archive = root / ARCHIVE
        make_archive(archive, given.records)
        started = time.perf_counter()
        count = sum(1 for _ in ArchiveIterator(BytesIO(archive.read_bytes())))
        seconds = time.perf_counter() - started
        sys.stdout.write(f"bare fastwarc loop: {count} records, {count / seconds:.0f} records/s\n")
        whole = data_directory(root / "whole", archive)
        started = time.perf_counter()
        subprocess.run(_land(whole.data_dir), check=True)
        seconds = time.perf_counter() - started
        killed = data_directory(root / "killed", archive)
        with subprocess.Popen(_land(killed.data_dir)) as process:
            try:
                process.wait(seconds / 2)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
        sys.stdout.write(f"killed with {len(_documents(killed))} documents landed\n")
        subprocess.run(_land(killed.data_dir), check=True)
        same = _documents(killed) == _documents(whole)
        sys.stdout.write(f"the same {len(_documents(whole))} documents: {same}\n")


def _land(root: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.archives", "--land", str(root)]


def _documents(settings: Settings) -> set[str]:
    return {document.document_id for document in read_ledger(settings.raw_dir)}


if __name__ == "__main__":
    main()
