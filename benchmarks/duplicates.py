"""What finding reprints costs, beside reading the same articles.

    .venv/bin/python -m benchmarks.duplicates --articles 20000

Articles are made of sentences of the labelled ones, drawn anew for each; every tenth is a reprint
of one before it, with a line on top. All of them are compared at first, then as many more as a
night brings. Times are those of the processor.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from orchestration.contracts.schemas import ARTICLES, polars_schema
from orchestration.extraction import read_article
from orchestration.reference import default_reference
from orchestration.settings import PROJECT_ROOT
from orchestration.text import read_text
from orchestration.text.words import text_fingerprint
from orchestration.warehouse import open_build_file, prepare_build_file
from orchestration.warehouse.comparing import Comparison, compare_texts

GOLD = PROJECT_ROOT / "tests" / "gold"
SENTENCES = 18
NIGHT = 0.01
"""Share of all articles that a night brings."""
READ_BESIDE = 200


def make_texts(count: int, seed: int = 1) -> list[str]:
    """``count`` articles, of which every tenth is a reprint."""
    draw = random.Random(seed)
    pool = sorted(
        {
            sentence
            for path in GOLD.rglob("*.txt")
            for sentence in path.read_text(encoding="utf-8", errors="ignore").split(". ")
            if 40 < len(sentence) < 400
        }
    )
    texts: list[str] = []
    for number in range(count):
        if number % 10 == 9:
            texts.append(f"Taken over by house {chr(97 + number % 26)}.\n\n{draw.choice(texts)}")
        else:
            texts.append(". ".join(draw.sample(pool, SENTENCES)) + ".")
    return texts


def add_articles(build_file: Path, texts: list[str], first: int) -> None:
    """Load articles that hold nothing but these texts."""
    rows = [
        {
            "article_id": f"{number:064x}",
            "source_uri": f"{number}.txt",
            "content_sha256": f"{number:064x}",
            "text_sha256": text_fingerprint(text),
            "landed_at": datetime(2026, 1, 1, tzinfo=UTC),
            "published_on_precision": "unknown",
            "language": "en",
            "text": text,
            "encoding": "utf-8",
            "encoding_repair": "none",
            "repair_count": 0,
            "has_disclaimer": False,
            "text_version": "benchmark",
            "extraction_version": "benchmark",
        }
        for number, text in enumerate(texts, first)
    ]
    frame = pl.DataFrame(rows, polars_schema(ARTICLES))
    with open_build_file(build_file) as connection:
        connection.register("frame", frame)
        connection.execute("INSERT INTO raw.articles BY NAME FROM frame")


def compare(build_file: Path) -> tuple[Comparison, float]:
    """What one comparison found, and the seconds that it took."""
    begun = time.process_time()
    return compare_texts(build_file, "benchmark"), time.process_time() - begun


def seconds_of_reading(texts: list[str]) -> float:
    """How long the text stage and the extraction take for one article."""
    reference = default_reference()
    read_article(read_text(texts[0]), reference)
    begun = time.process_time()
    for text in texts:
        read_article(read_text(text), reference)
    return (time.process_time() - begun) / len(texts)


def main() -> None:
    """Measure, and print a line for each measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=20_000)
    count = parser.parse_args().articles
    night = max(1, int(count * NIGHT))
    texts = make_texts(count + night)
    with tempfile.TemporaryDirectory() as directory:
        build_file = Path(directory) / "build.duckdb"
        prepare_build_file(build_file)
        add_articles(build_file, texts[:count], 0)
        whole, seconds = compare(build_file)
        add_articles(build_file, texts[count:], count)
        nightly, seconds_of_night = compare(build_file)
        _, seconds_of_nothing = compare(build_file)
        megabytes = build_file.stat().st_size / 1e6
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    reading = seconds_of_reading(texts[:READ_BESIDE])
    lines = (
        f"{count} articles at once: {count / seconds:.0f}/s, {whole}",
        f"reading them takes {reading * count / seconds:.0f} times as long",
        f"a night with {night} more: {seconds_of_night:.2f} s, {nightly}",
        f"a night with none: {seconds_of_nothing:.2f} s",
        f"peak memory {memory:.0f} MB, build file {megabytes:.0f} MB",
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
