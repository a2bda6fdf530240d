"""Real pages as a site and as an archive: ``make bench-site PAGES=…``.

The pages (``html/ID.html.gz``) are served on loopback with a feed and a sitemap and visited three
times, the third time after ten of them changed; the bytes of their bodies are counted by the
server. The same pages as one WARC must give the same articles, row for row.
"""

import argparse
import gzip
import hashlib
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import polars as pl

from benchmarks.made_archives import write_archive
from orchestration.ingestion.gathering import gather_documents
from orchestration.reading import StagingArea, landed_documents, stage_articles
from orchestration.reading.area import TEXT
from orchestration.settings import Settings, load_settings
from tests.sources.server import Answer, Loopback, Request, loopback_server

CHANGED = 10
IN_FEED = 60
"""Pages that the feed names; the sitemap names them all."""

Pages = dict[str, bytes]


def read_pages(folder: Path) -> Pages:
    """The bytes of each page by its path on the site."""
    return {
        f"/p/{path.name.split('.')[0]}": gzip.decompress(path.read_bytes())
        for path in sorted((folder / "html").glob("*.html.gz"))
    }


def answer(request: Request, pages: Mapping[str, bytes], host: str) -> Answer:
    """What the site says: a feed, a sitemap, or a page, each with an ETag."""
    if request.path == "/feed":
        items = "".join(
            f"<item><link>http://{host}{path}</link></item>" for path in list(pages)[:IN_FEED]
        )
        content = f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()
    elif request.path == "/sitemap.xml":
        places = "".join(f"<url><loc>http://{host}{path}</loc></url>" for path in pages)
        content = f"<urlset>{places}</urlset>".encode()
    elif request.path in pages:
        content = pages[request.path]
    else:
        return Answer(status=404)
    tag = f'"{hashlib.sha256(content).hexdigest()}"'
    if request.headers.get("if-none-match") == tag:
        return Answer(status=304)
    return Answer(content, headers={"ETag": tag, "Content-Type": "text/html"})


@dataclass(frozen=True, slots=True)
class Visited:
    """What came of one visit: documents landed, and bytes of bodies that the server sent."""

    landed: int
    body_bytes: int


@dataclass(frozen=True, slots=True)
class Site:
    """A site that was visited: its pages as they are now, its host, and where they were landed."""

    settings: Settings
    pages: Pages
    host: str
    visits: tuple[Visited, ...]

    def articles(self, staging: Path) -> pl.DataFrame:
        """The articles of the newest documents."""
        return _articles_of(self.settings, staging)


def visit_three_times(root: Path, pages: Pages) -> Site:
    """Serve the pages and visit them three times, the last time after some of them changed."""
    served = dict(pages)
    hosts: list[str] = []
    visits = []
    with loopback_server(lambda request: answer(request, served, hosts[0])) as server:
        hosts.append(server.host)
        settings = _site_directory(root, server)
        for visit in ("first", "second", "third"):
            before = server.body_bytes
            if visit == "third":
                served |= _changed(served)
            gathered = gather_documents(settings, visit, datetime.now(UTC))
            visits.append(Visited(len(gathered.new), server.body_bytes - before))
    return Site(settings, served, hosts[0], tuple(visits))


def articles_of_archive(root: Path, pages: Pages, host: str) -> pl.DataFrame:
    """The articles that an archive of the pages gives."""
    write_archive(
        root / "archives" / "site.warc.gz",
        ((f"http://{host}{path}", content) for path, content in pages.items()),
    )
    (root / "sources.yaml").write_text(
        "sources:\n  - {name: site, kind: warc, files: archives/*}\n", encoding="utf-8"
    )
    settings = load_settings({"ASSAY_DATA_DIR": str(root)})
    # A file that was written this moment might still grow: it is visited when that is long ago.
    gather_documents(settings, "archive", datetime(2100, 1, 1, tzinfo=UTC))
    return _articles_of(settings, root / "rows")


def main() -> None:
    """Visit the site, read the archive, compare, and print what came of it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("pages", type=Path, help="the folder with html/")
    pages = read_pages(options.parse_args().pages)
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        site = visit_three_times(root / "site", pages)
        of_site = site.articles(root / "rows")
        of_archive = articles_of_archive(root / "archive", site.pages, site.host)
    for number, visit in enumerate(site.visits, start=1):
        sys.stdout.write(
            f"visit {number}: {visit.landed} documents landed, "
            f"{visit.body_bytes:,} bytes of bodies moved\n"
        )
    sys.stdout.write(
        f"{of_site.height} articles of the site, {of_archive.height} of the archive, "
        f"the same row for row: {of_site.equals(of_archive)}\n"
    )


def _articles_of(settings: Settings, staging: Path) -> pl.DataFrame:
    """The staged articles of the newest documents, without when they were landed."""
    area = StagingArea(staging)
    newest = {item.origin.source_uri: item for item in landed_documents(settings.raw_dir, "bench")}
    stage_articles(list(newest.values()), area, "bench", datetime.now(UTC), processes=1)
    frames = [pl.read_parquet(part) for part in area.parts(TEXT, "articles")]
    return pl.concat(frames).drop("landed_at", "text_version").sort("source_uri")


def _site_directory(root: Path, server: Loopback) -> Settings:
    root.mkdir()
    (root / "sources.yaml").write_text(
        f"""
sources:
  - {{name: feed, kind: feed, address: "{server.url("/feed")}", every_hours: 0}}
  - {{name: sitemap, kind: sitemap, address: "{server.url("/sitemap.xml")}", every_hours: 0}}
""",
        encoding="utf-8",
    )
    return load_settings(
        {
            "ASSAY_DATA_DIR": str(root),
            "ASSAY_CONTACT": "bench@assay.example",
            "ASSAY_ALLOWED_HOSTS": server.host,
        }
    )


def _changed(pages: Pages) -> Pages:
    return {
        path: content.replace(b"</p>", b" It saved 5 MWh more.</p>", 3)
        for path, content in islice(pages.items(), CHANGED)
    }


if __name__ == "__main__":
    main()
