"""Whose figures an article states: the company of each marked figure of ``attribution.yaml``."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration.extraction import read_article

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("attribution.yaml").read_text(encoding="utf-8")
)
MARK = re.compile(r"\[\[([^|\]]+)\|(\w+)\]\]")


def unmarked(marked: str) -> tuple[str, list[tuple[int, str]]]:
    """The text without its marks, and where each marked figure stands with its key."""
    text, at, figures = "", 0, []
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        figures.append((len(text), match[2]))
        text += match[1]
        at = match.end()
    return text + marked[at:], figures


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_whose_figures_they_are(case: dict[str, Any]) -> None:
    text, figures = unmarked(case["text"])
    names = case["companies"]
    reading = read_article(text)
    found = {mention.start: claim.company for claim in reading.claims for mention in claim.mentions}
    wrong = {
        text[start : start + 24]: (found[start], names.get(key))
        for start, key in figures
        if start in found and found[start] != names.get(key)
    }
    assert not wrong
    read = sum(start in found for start, _ in figures)
    assert read >= len(figures) - 2
