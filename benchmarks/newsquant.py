"""Scores of ``find_quantities`` on NewsQuant, sentences of news with their quantities.

The sentences are not part of the project: the caller names the label file, beside which stand the
codes of its units (``units.csv``) and, two folders up, the scorer (``tools/newsquant.py``). Where
they are absent this says so and ends well.

The sentences are split by a hash: rules were looked for in the first part, and the second tells
whether they were found or fitted. ``--show`` lists what differs in the first part only.
"""

import argparse
import csv
import hashlib
import importlib.util
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from orchestration.extraction import find_quantities
from orchestration.settings import PROJECT_ROOT

DEFAULT_LABELS = PROJECT_ROOT.parent / "shared" / "eval" / "newsquant" / "even.json"

Reading = tuple[tuple[float, float], str]
"""The two bounds of a quantity and its unit."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one sentence states, and what was read in it."""

    text: str
    stated: list[Reading]
    found: list[Reading]
    for_tuning: bool


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the sentences, score and tell."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.newsquant", description=__doc__)
    parser.add_argument("labels", type=Path, nargs="?", default=DEFAULT_LABELS)
    parser.add_argument("--scorer", type=Path, help="newsquant.py; default: beside the labels")
    parser.add_argument("--show", action="store_true", help="list what differs")
    options = parser.parse_args(arguments)
    scorer_path = options.scorer or options.labels.parents[2] / "tools" / "newsquant.py"
    for path in (options.labels, scorer_path):
        if not path.is_file():
            _tell(f"NewsQuant: skipped, {path} is not there")
            return
    scorer = _load(scorer_path)
    sentences = _read(options.labels, scorer)
    _tell("NewsQuant             sentences   value F1   value and unit F1")
    parts = {
        "all": sentences,
        "for tuning": [one for one in sentences if one.for_tuning],
        "for checking": [one for one in sentences if not one.for_tuning],
    }
    for name, part in parts.items():
        value, unit = _score(part, scorer, with_unit=False), _score(part, scorer, with_unit=True)
        _tell(f"{name:20s} {len(part):10d} {value:10.1f} {unit:19.1f}")
    if options.show:
        for sentence in parts["for tuning"]:
            _show(sentence)


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("newsquant_scorer", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(labels: Path, scorer: ModuleType) -> list[Sentence]:
    with (labels.parent / "units.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["name"].lower(): row["code"] for row in csv.DictReader(file)}
    rows: list[dict[str, Any]] = json.loads(labels.read_text(encoding="utf-8"))
    return [
        Sentence(
            row["text"],
            [
                (scorer.bounds(one["value"]), scorer.unit_code(one["normalized_unit"], codes))
                for one in row["quantities"]
            ],
            [((float(one.low), float(one.high)), one.unit) for one in find_quantities(row["text"])],
            int(hashlib.sha256(row["text"].encode()).hexdigest(), 16) % 5 < 3,
        )
        for row in rows
    ]


def _score(sentences: Iterable[Sentence], scorer: ModuleType, with_unit: bool) -> float:
    """F1 in per cent; quantities meet one to one within a sentence."""

    def same(one: Reading, other: Reading) -> bool:
        return bool(scorer.near(one, other)) and (
            not with_unit or one[1].lower() == other[1].lower()
        )

    hits = stated = found = 0
    for sentence in sentences:
        hits += len(scorer.matched(sentence.stated, sentence.found, same))
        stated += len(sentence.stated)
        found += len(sentence.found)
    return 200 * hits / max(stated + found, 1)


def _show(sentence: Sentence) -> None:
    missed = [one for one in sentence.stated if one not in sentence.found]
    invented = [one for one in sentence.found if one not in sentence.stated]
    if missed or invented:
        _tell(f"\n{sentence.text}\n  missed {missed}\n  invented {invented}")


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
