"""What comes of real files that others publish: ``make real-files FILES=…``.

The folder holds ``feeds/``, ``warcs/`` and ``pdfs/``. Every file yields what it holds or a reason;
here both are counted. An error that nobody foresaw ends the run: that is what it is for.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from orchestration.ingestion.archives import read_archive
from orchestration.ingestion.documents import FoundDocument
from orchestration.ingestion.feeds import read_feed
from orchestration.ingestion.listings import ListingError
from orchestration.ingestion.sources import WarcSource
from orchestration.text import Article, read_document

ADDRESS = "https://feed.example/feed"
ARCHIVES = WarcSource(name="archives", kind="warc", files="*")


def of_feed(path: Path) -> Iterator[str]:
    """A line for each entry of a feed, or one for the reason why there are none."""
    media_type = "application/json" if path.suffix == ".json" else "application/xml"
    try:
        entries = read_feed(path.read_bytes(), media_type, ADDRESS).entries
    except ListingError:
        yield "refused"
    else:
        yield "feed"
        yield from ("entry" for _ in entries)


def of_archive(path: Path) -> Iterator[str]:
    """A line for each document of an archive, and for each reason why there is none."""
    for item in read_archive(path, path.name, ARCHIVES):
        yield "document" if isinstance(item, FoundDocument) else getattr(item, "reason_code", "?")


def of_pdf(path: Path) -> Iterator[str]:
    """What a PDF is: an article, or the reason why it is none."""
    read = read_document(path.read_bytes(), "application/pdf")
    yield "article" if isinstance(read, Article) else read.reason_code


KINDS: Mapping[str, Callable[[Path], Iterator[str]]] = {
    "feeds": of_feed,
    "warcs": of_archive,
    "pdfs": of_pdf,
}


def main() -> None:
    """Read every file, and print the counts of each kind."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", type=Path, help="the folder with feeds/, warcs/ and pdfs/")
    options.add_argument("--show", action="store_true", help="a line for each file")
    given = options.parse_args()
    for kind, read in KINDS.items():
        total: Counter[str] = Counter()
        paths = sorted(path for path in (given.files / kind).rglob("*") if path.is_file())
        silent = 0
        for path in paths:
            came = Counter(read(path))
            silent += not came
            total += came
            if given.show:
                sys.stdout.write(f"{kind} {path.name}: {_told(came)}\n")
        sys.stdout.write(f"{kind}: {len(paths)} files, {silent} silent: {_told(total)}\n")


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.most_common()) or "nothing"


if __name__ == "__main__":
    main()
