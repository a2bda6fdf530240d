"""Which figures are claims, and in whose money: texts of our own with the claims they make."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration.extraction import read_article

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("figures.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_figures(case: dict[str, Any]) -> None:
    claims = read_article(case["text"]).claims
    told = [f"{claim.value:f} {claim.unit}" for claim in claims if claim.value is not None]
    assert told == case["claims"]
