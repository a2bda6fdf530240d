"""Coverage-guided fuzzing of both front doors: ``make fuzz SECONDS=600``.

Atheris makes texts from bytes and from pieces of industry news, and follows which lines of the
package they reach. Each text must be read without an exception, twice with the same result, and
every span must be the exact quote of what it tells. Atheris has wheels for Linux only, so that no
set-up installs it; where it is absent this says so and ends well.

A finding ends the run with the bytes that led to it, written to ``crash-…`` in ``.fuzz/``;
``python -m benchmarks.fuzz FILE`` reads them again.
"""

import argparse
import random
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

try:
    import atheris

    _watched: Any = atheris.instrument_imports(include=["orchestration"])
except ModuleNotFoundError:
    atheris = None
    _watched = nullcontext()

# Only what is imported here is followed line by line.
with _watched:
    from orchestration.extraction import find_quantities, read_article
    from orchestration.extraction.records import QuantityForm
    from orchestration.settings import PROJECT_ROOT
    from orchestration.text import Unreadable, read_document

CORPUS = PROJECT_ROOT / ".fuzz"
SEEDS = PROJECT_ROOT / "tests" / "gold"
LONGEST = 600
"""Most bytes of one text; longer ones only cost time."""
_MOST_PIECES = 80
_ARTICLES = 5

PIECES = (
    *("0", "1", "2", "12", "45", "1,200", "3.5", ".5", "1,1,1", "½", "10^6", "×10", "2024", "-"),
    *("one", "two", "hundred", "a few thousand", "half", "a third", "nine of every ten", "tens of"),
    *("million", "bn", "m", "k", "crore", "万", "亿", "$", "US$", "€", "¥", "RMB", "R", "KSh", "p"),
    *("%", "t", "kg", "m³", "MW", "kWh", "oz", "TEU", "percentage points", "/day", "per tonne"),
    *("from", "to", "between", "and", "by", "up", "about", "more than", "no", "not a single", "of"),
    *("halved", "doubled", "twice as much", "cost nothing", "injuries", "plants", "turbines"),
    *("Acme Group Ltd", "the company", "its unit", "said", "In 2024,", "March", "Q1", "will"),
    *(
        "(",
        ")",
        "[1]",
        "|",
        "\n",
        "\n\n",
        "- ",
        ": ",
        "; ",
        ". ",
        "“",
        "”",
        "â€™",
        "e\u0301",
        "\x00",
        "–",
    ),
)
"""What texts are made of beside raw characters."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Fuzz for some seconds, or read the given files once."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--seed", type=int, default=0, help="0: another one each run")
    parser.add_argument("files", type=Path, nargs="*", help="read only these, without atheris")
    options = parser.parse_args(arguments)
    for path in options.files:
        check(text_of(path.read_bytes()))
    if options.files:
        return
    if atheris is None:
        sys.stdout.write("Fuzzing: skipped, atheris is not installed (pip install atheris)\n")
        return
    _fuzz(options.seconds, options.seed)


def _fuzz(seconds: int, seed: int) -> None:
    corpus = CORPUS / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(sorted(SEEDS.rglob("*.txt"))):
        (corpus / f"seed-{number}").write_bytes(b"\x00" + path.read_bytes()[: LONGEST - 1])
    atheris.Setup(
        [
            sys.argv[0],
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            f"-seed={seed}",
            f"-artifact_prefix={CORPUS}/",
            "-timeout=60",
            "-print_final_stats=1",
            str(corpus),
        ],
        lambda data: check(text_of(data), whole=len(data) % _ARTICLES == 0),
    )
    atheris.Fuzz()


def text_of(data: bytes) -> str:
    """The text that ``data`` stands for: raw characters, or pieces that its bytes choose.

    The first byte decides; half of what follows a piece is chosen by a generator that the bytes
    seed, so that few bytes make long texts.
    """
    if not data:
        return ""
    rest = data[1:]
    if data[0] % 3 == 0:
        return rest.decode("utf-8", errors="surrogateescape")
    if data[0] % 3 == 1:
        return " ".join(PIECES[byte % len(PIECES)] for byte in rest[:_MOST_PIECES])
    choice = random.Random(rest)
    glue = (" ", " ", "", "\n")
    return "".join(
        PIECES[byte % len(PIECES)] + choice.choice(glue) + choice.choice(PIECES) + " "
        for byte in rest[:_MOST_PIECES]
    )


def check(text: str, *, whole: bool = True) -> None:
    """Read ``text`` by both front doors and hold what they find against what holds for any text.

    ``whole`` tells whether it is read as an article too, which takes thirty times as long.

    Raises:
        AssertionError: a span, a quote or a second reading is wrong.
    """
    quantities = find_quantities(text)
    last = 0
    for one in quantities:
        assert last <= one.start < one.end <= len(text), "spans are ordered and apart"
        quote = text[one.start : one.end]
        assert quote == quote.strip(), f"a quote has no blanks around it: {quote!r}"
        assert one.low.is_finite(), quote
        assert one.high.is_finite(), quote
        assert one.unit.strip() == one.unit != "", quote
        assert (one.form is QuantityForm.CHANGE) == bool(one.parts), quote
        last = one.end
    assert quantities == find_quantities(text), "the same text gives the same quantities"
    if not whole:
        return
    article = read_document(text.encode("utf-8", errors="surrogateescape"), "text/plain")
    if isinstance(article, Unreadable):
        return
    reading = read_article(article)
    for claim in reading.claims:
        for mention in claim.mentions:
            assert article.text[mention.start : mention.end] == mention.quote, mention
    assert reading == read_article(article), "the same text gives the same reading"


if __name__ == "__main__":
    main()
