"""How well damaged texts are repaired: ``make repair-bench TEXTS=…``.

Whole texts are damaged in ways that really happen, repaired, and set beside what they were. The
texts come from a JSON file (``{ID: {"articleBody": TEXT}}``) or from the ``.txt`` files of a
folder; the damage and the comparison belong here, nothing of the repair.
"""

import argparse
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from orchestration.settings import PROJECT_ROOT
from orchestration.text.mojibake import Repaired, repair_encoding

GOLD = PROJECT_ROOT / "tests" / "gold"

CLASSES = {
    "opening quote": "“‘„‚«‹",
    "apostrophe": "’",
    "closing quote": "”»›",
    "dash": "–—‒―‑‐",
    "ellipsis": "…",
    "bullet": "•·‣▪●",
    "prime": "′″",
    "minus and arithmetic": "−±×÷≈≤≥≠",
    "currency": "€£¥₹¢₩₽",
}
"""Marks of one class by their characters. A closing single quote is an apostrophe's character."""
OTHER = "other mark"
PICTURE = "picture or ideographic mark"
LETTER = "letter"
SPACE = "space"
APART = frozenset({LETTER, SPACE, PICTURE})
"""What is no punctuation of Western text, and told apart from it."""

SIGNS = frozenset("0123456789.,+-%$()" + CLASSES["minus and arithmetic"] + CLASSES["currency"])
"""What a number is read with; none of them may change without a flag."""
_DASHES = frozenset(CLASSES["dash"])


def _one_by_one(codec: str, undefined: Callable[[int], str]) -> Callable[[str], str]:
    """Read UTF-8 in ``codec``, and bytes that it doesn't define as ``undefined`` says."""
    table = []
    for byte in range(256):
        try:
            table.append(bytes([byte]).decode(codec))
        except UnicodeDecodeError:
            table.append(undefined(byte))
    return lambda text: "".join(map(table.__getitem__, text.encode("utf-8", "surrogatepass")))


def _drop(_: int) -> str:
    return ""


def _replace(_: int) -> str:
    return "\ufffd"


def _thai_without_controls(text: str) -> str:
    return "".join(
        character
        for character in _one_by_one("iso8859_11", _drop)(text)
        if not "\x80" <= character < "\xa0"
    )


def _latin_without_controls(text: str) -> str:
    return "".join(
        character
        for character in text.encode().decode("latin-1")
        if not "\x80" <= character < "\xa0"
    )


_AS_CP1252 = _one_by_one("sloppy-windows-1252", _drop)

WAYS: Mapping[str, Callable[[str], str]] = {
    "iso_8859_11": _one_by_one("iso8859_11", _replace),
    "iso_8859_11, control bytes lost": _thai_without_controls,
    "cp874": _one_by_one("cp874", chr),
    "cp874, undefined bytes lost": _one_by_one("cp874", _drop),
    "cp1252": _AS_CP1252,
    "cp1252 twice": lambda text: _AS_CP1252(_AS_CP1252(text)),
}
"""UTF-8 read as something else, by the name of what it was read as."""

FURTHER_WAYS: Mapping[str, Callable[[str], str]] = {
    "cp874, undefined bytes as U+FFFD": _one_by_one("cp874", _replace),
    "cp1252, undefined bytes lost": _one_by_one("cp1252", _drop),
    "cp1252, undefined bytes as U+FFFD": _one_by_one("cp1252", _replace),
    "iso_8859_1": lambda text: text.encode().decode("latin-1"),
    "iso_8859_1, control bytes lost": _latin_without_controls,
    "mac_roman": _one_by_one("mac_roman", _drop),
    "iso_8859_11, then cp1252": lambda text: _AS_CP1252(_one_by_one("iso8859_11", _replace)(text)),
    "iso_8859_11, control bytes lost, then cp1252": lambda text: _AS_CP1252(
        _thai_without_controls(text)
    ),
}
"""Rarer ones, which no target is set for."""


@dataclass(slots=True)
class Score:
    """Counts over texts: marks by class, how many came back, and what must never happen."""

    total: Counter[str] = field(default_factory=Counter)
    exact: Counter[str] = field(default_factory=Counter)
    in_class: Counter[str] = field(default_factory=Counter)
    silent_signs: int = 0
    flagged: int = 0
    seconds: float = 0.0
    characters: int = 0

    def share(self, counts: Counter[str]) -> float:
        """The share of all marks (what is told apart aside) that ``counts`` has; 1 for no marks."""
        marks = sum(n for name, n in self.total.items() if name not in APART)
        good = sum(n for name, n in counts.items() if name not in APART)
        return good / marks if marks else 1.0


def class_of(character: str) -> str:
    """The class of a character beyond ASCII."""
    for name, characters in CLASSES.items():
        if character in characters:
            return name
    category = unicodedata.category(character)
    if category[0] in "LM":
        return LETTER
    if category[0] in "ZC":
        return SPACE
    is_picture = (category[0] == "S" and category not in ("Sc", "Sm")) and character >= "\u2190"
    return PICTURE if is_picture or character >= "\u2e80" else OTHER


def texts_of(source: Path) -> dict[str, str]:
    """The texts of a JSON file or of a folder, by name.

    Raises:
        FileNotFoundError: there is none.
    """
    if source.is_file():
        entries = json.loads(source.read_text(encoding="utf-8"))
        return {name: entry["articleBody"] for name, entry in sorted(entries.items())}
    found = {
        str(path.relative_to(source)): path.read_text(encoding="utf-8")
        for path in sorted(source.rglob("*.txt"))
    }
    if not found:
        raise FileNotFoundError(f"no text below {source}")
    return found


def score(texts: Sequence[str], damage: Callable[[str], str]) -> Score:
    """Damage and repair every text, and count what came back."""
    counts = Score()
    for text in texts:
        damaged = damage(text)
        started = time.process_time()
        repaired = repair_encoding(damaged)
        counts.seconds += time.process_time() - started
        counts.characters += len(damaged)
        _compare(counts, text, repaired)
    return counts


def _compare(counts: Score, text: str, repaired: Repaired) -> None:
    found_text = repaired.text
    is_flagged: dict[int, bool] = {}
    for repair in repaired.repairs:
        reach = range(repair.start, repair.start + max(1, len(repair.after)))
        is_flagged.update(dict.fromkeys(reach, bool(repair.may_also_be)))
    counts.flagged += sum(bool(repair.may_also_be) for repair in repaired.repairs)
    for meant, found, at in pairs(text, found_text):
        if meant > "\x7f":
            name = class_of(meant)
            counts.total[name] += 1
            counts.exact[name] += meant == found
            counts.in_class[name] += found != "" and _is_alike(class_of(found), name)
        if meant != found and not is_flagged.get(at, True):
            counts.silent_signs += _is_sign(meant, found_text, at) != _is_sign(
                found, found_text, at
            ) or bool({meant, found} & SIGNS)


def _is_alike(found: str, meant: str) -> bool:
    # The closing single quote has the apostrophe's character; either way it closes or binds.
    closing = ("apostrophe", "closing quote")
    return found == meant or (found in closing and meant in closing)


def _is_sign(mark: str, text: str, at: int) -> bool:
    """Whether ``mark`` in this place would be read as the sign of the number behind it."""
    if mark not in _DASHES or mark == "":
        return mark in SIGNS
    return text[at + 1 : at + 2].isdigit() and not text[max(at - 1, 0) : at].isalnum()


def pairs(text: str, repaired: str) -> Iterator[tuple[str, str, int]]:
    """Each character of ``text`` beside what stands in its place, and the offset of that.

    What stands nowhere is ``""`` on the other side. Both texts are laid line by line on their ASCII
    characters; where these differ, on what they share.
    """
    lines, others = text.split("\n"), repaired.split("\n")
    if len(lines) != len(others):
        lines, others = [text], [repaired]
    at = 0
    for line, other in zip(lines, others, strict=True):
        yield from _pairs_of_line(line, other, at)
        at += len(other) + 1


def _pairs_of_line(line: str, other: str, at: int) -> Iterator[tuple[str, str, int]]:
    meant, found = _NOT_ASCII_RUN.split(line), _NOT_ASCII_RUN.split(other)
    if meant[::2] != found[::2]:
        yield from _aligned(line, other, at)
        return
    for number, (one, another) in enumerate(zip(meant, found, strict=True)):
        if number % 2 and one != another:
            yield from _aligned(one, another, at)
        elif number % 2:
            yield from ((character, character, at + i) for i, character in enumerate(one))
        at += len(another)


_LONG = 1000
_NOT_ASCII_RUN = re.compile("([^\x00-\x7f]+)")


def _aligned(text: str, repaired: str, offset: int) -> Iterator[tuple[str, str, int]]:
    steps = SequenceMatcher(None, text, repaired, autojunk=len(text) > _LONG).get_opcodes()
    for _, start, end, low, high in steps:
        both = zip_longest(text[start:end], repaired[low:high], fillvalue="")
        yield from ((meant, found, offset + low + i) for i, (meant, found) in enumerate(both))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.repair", description=__doc__)
    parser.add_argument(
        "texts",
        type=Path,
        nargs="?",
        default=GOLD,
        help="a JSON file or a folder; by default the labelled articles",
    )
    parser.add_argument("--part", choices=("even", "odd"), help="every other text only")
    parser.add_argument("--classes", action="store_true", help="tell each class of marks")
    options = parser.parse_args(arguments)
    texts = list(texts_of(options.texts).values())
    if options.part:
        texts = texts[options.part == "odd" :: 2]
    _tell_undamaged(texts)
    _tell("")
    _tell(
        f"{'damage':46s}{'marks':>6s}{'exact':>8s}{'by class':>9s}{'letters':>8s}"
        f"{'silent signs':>13s}{'flagged':>8s}{'MB/s':>6s}"
    )
    for name, damage in {**WAYS, **FURTHER_WAYS}.items():
        if name == next(iter(FURTHER_WAYS)):
            _tell("")
        _tell_way(name, score(texts, damage), with_classes=options.classes)


def _tell_undamaged(texts: Sequence[str]) -> None:
    started = time.process_time()
    kept = sum(repair_encoding(text).text == text for text in texts)
    speed = sum(len(text.encode()) for text in texts) / (time.process_time() - started) / 1e6
    _tell(f"{kept} of {len(texts)} undamaged texts unchanged, {speed:.1f} MB/s")


def _tell_way(name: str, found: Score, *, with_classes: bool) -> None:
    marks = sum(n for kind, n in found.total.items() if kind not in APART)
    letters = found.exact[LETTER] / max(1, found.total[LETTER])
    speed = found.characters / max(found.seconds, 1e-9) / 1e6
    _tell(
        f"{name:46s}{marks:6d}{found.share(found.exact):8.1%}{found.share(found.in_class):9.1%}"
        f"{letters:8.1%}{found.silent_signs:13d}{found.flagged:8d}{speed:6.1f}"
    )
    if with_classes:
        for kind, total in found.total.most_common():
            exact, in_class = found.exact[kind] / total, found.in_class[kind] / total
            _tell(f"    {kind:42s}{total:6d}{exact:8.1%}{in_class:9.1%}")


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
