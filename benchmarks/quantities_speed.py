"""Speed of ``find_quantities``: on prose, from one kilobyte to one megabyte, and on hostile text.

``measure`` is for other benchmarks that set readers side by side on the same texts.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from orchestration.extraction import find_quantities
from orchestration.settings import PROJECT_ROOT

GOLD = PROJECT_ROOT / "tests" / "gold"
MEGABYTE = 1_000_000
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
    "web addresses": "http://",
}
"""Pieces that fill a text of a megabyte; such a text may cost five times what prose costs."""


def measure(read: Callable[[str], object], text: str, runs: int = 3) -> float:
    """Characters a second of processor time, the best of ``runs``."""
    best = float("inf")
    for _ in range(runs):
        started = time.process_time()
        read(text)
        best = min(best, time.process_time() - started)
    return len(text) / best


def prose(size: int, folder: Path = GOLD) -> str:
    """Text of the labelled articles, repeated to ``size`` characters."""
    paths = sorted(folder.rglob("*.txt"))
    if not paths:
        raise FileNotFoundError(f"no text below {folder}")
    once = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in paths)
    return (once * (size // len(once) + 1))[:size]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.quantities_speed", description=__doc__
    )
    parser.add_argument("--hostile", action="store_true", help="also texts made to be slow")
    options = parser.parse_args(arguments)
    find_quantities("12 kg")
    _tell("find_quantities                KB/s")
    for size in (1_000, 10_000, 100_000, MEGABYTE):
        speed = measure(find_quantities, prose(size)) / 1000
        _tell(f"prose, {size // 1000:4d} KB {speed:18.0f}")
    if options.hostile:
        usual = measure(find_quantities, prose(100_000)) / 1000
        for name, piece in HOSTILE.items():
            text = piece * (MEGABYTE // len(piece))
            speed = measure(find_quantities, text, runs=1) / 1000
            _tell(f"{name:20s} {speed:14.0f}   cost of prose × {usual / speed:.1f}")


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
