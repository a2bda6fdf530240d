"""What figures measure in sentences of many trades: the cases of ``language_metrics.yaml``."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration.extraction import read_article

CASES = yaml.safe_load(Path(__file__).with_name("language_metrics.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_what_each_figure_measures(case: dict[str, Any]) -> None:
    text = case["text"]
    found = {}
    for claim in read_article(text).claims:
        for mention in claim.mentions:
            for words in case["types"]:
                start = text.index(words)
                if mention.start < start + len(words) and start < mention.end:
                    found[words] = claim.metric_type
    assert found == case["types"]
