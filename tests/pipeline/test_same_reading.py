"""A text is read the same in any process, whatever the seed of its hashes."""

import json
import os
import subprocess
import sys

from orchestration.extraction import find_quantities, read_article
from orchestration.settings import PROJECT_ROOT
from orchestration.text import read_text

_IN_ANOTHER_PROCESS = """
import json, sys
from orchestration.extraction import find_quantities, read_article
from orchestration.text import read_text
text = json.loads(sys.stdin.read())
print(json.dumps([repr(find_quantities(text)), repr(read_article(read_text(text)))]))
"""


def test_another_process_with_another_hash_seed_reads_the_same() -> None:
    text = (
        "Acme Zinc Ltd said its two smelters made 5,400 t in 2024, up 12% from 4,800 t. It holds "
        "46 patents and cut power use from 14.2 MWh/t to 13.9 MWh/t, at no extra cost.\n\n"
        "The company, a unit of Borealis Metals, spent Tk 4.6 crore and $3 million on 12 robots. "
    )

    def read(seed: str) -> object:
        done = subprocess.run(
            [sys.executable, "-c", _IN_ANOTHER_PROCESS],
            input=json.dumps(text),
            capture_output=True,
            text=True,
            check=True,
            cwd=PROJECT_ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        return json.loads(done.stdout)

    assert (
        read("1")
        == read("4711")
        == [repr(find_quantities(text)), repr(read_article(read_text(text)))]
    )
