"""How well and how fast articles are told from their pages: ``make bench-pages PAGES=…``.

The folder holds ``html/ID.html.gz`` and ``ground-truth.json`` (``{ID: {"articleBody": TEXT}}``),
as the Article Extraction Benchmark lays them out. Each page is read by Assay's page stage, by
trafilatura alone and by readability alone, one after the other, so that all of them meet the same
machine; seconds are those of the process. The measure is that benchmark's own: runs of four words.
"""

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import mean

import trafilatura
from readability import Document
from readability.readability import Unparseable
from resiliparse.extract.html2text import extract_plain_text

from orchestration.text.decoding import Decoded, decode
from orchestration.text.web_page import Page, read_page

RUN = 4
_WORD = re.compile(r"\w+")

Extract = Callable[[str], str | None]


def read_by_assay(markup: str) -> str | None:
    """The article's text by Assay's page stage, without the title, which the labels leave out."""
    page = read_page(markup)
    if not isinstance(page, Page):
        return None
    return page.text.removeprefix(page.metadata.title or "")


def read_by_trafilatura(markup: str) -> str | None:
    """The article's text by trafilatura, as it extracts without more being asked of it."""
    text: str | None = trafilatura.extract(markup, favor_precision=True, include_comments=False)
    return text


def read_by_readability(markup: str) -> str | None:
    """The article's text by readability, its markup taken off by resiliparse."""
    try:
        summary = Document(markup).summary(html_partial=True)
    except Unparseable:
        return None
    return str(extract_plain_text(summary, main_content=False))


READERS: Mapping[str, Extract] = {
    "assay": read_by_assay,
    "trafilatura": read_by_trafilatura,
    "readability": read_by_readability,
}


def runs_of_words(text: str) -> Counter[tuple[str, ...]]:
    """Every run of four words with the number of times that it stands in ``text``."""
    words = _WORD.findall(text)
    if 0 < len(words) < RUN:
        return Counter([tuple(words)])
    return Counter(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def score(found: Mapping[str, str | None], truth: Mapping[str, str]) -> tuple[float, float, float]:
    """Mean precision and recall over pages, and their F1."""
    precisions, recalls = [], []
    for page, text in truth.items():
        wanted, got = runs_of_words(text), runs_of_words(found.get(page) or "")
        common = (wanted & got).total()
        if got:
            precisions.append(common / got.total())
        if wanted:
            recalls.append(common / wanted.total())
    precision, recall = mean(precisions or [0.0]), mean(recalls or [0.0])
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main() -> None:
    """Read every page by every reader, and print what came of it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("pages", type=Path, help="the folder with html/ and ground-truth.json")
    folder = options.parse_args().pages
    labels = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    truth = {page: label.get("articleBody", "") for page, label in labels.items()}
    found: dict[str, dict[str, str | None]] = {name: {} for name in READERS}
    seconds = dict.fromkeys(READERS, 0.0)
    for path in sorted((folder / "html").glob("*.html.gz")):
        decoded = decode(gzip.decompress(path.read_bytes()))
        if not isinstance(decoded, Decoded):
            continue
        for name, read in READERS.items():
            started = time.process_time()
            found[name][path.name.removesuffix(".html.gz")] = read(decoded.text)
            seconds[name] += time.process_time() - started
    lines = [f"{'':12} pages/s  precision  recall     F1   (of {len(truth)} pages, one core)"]
    for name in READERS:
        precision, recall, f1 = score(found[name], truth)
        rate = len(found[name]) / seconds[name]
        lines.append(f"{name:12} {rate:7.1f}  {precision:9.3f}  {recall:6.3f}  {f1:5.3f}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
