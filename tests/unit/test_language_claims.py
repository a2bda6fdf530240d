"""What must be read from single sentences: the cases of ``language_claims.yaml``."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration.extraction import read_article
from orchestration.extraction.records import Claim

CASES = yaml.safe_load(Path(__file__).with_name("language_claims.yaml").read_text("utf-8"))
each_case = pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])


def field(found: Claim, name: str) -> object:
    """One field of a claim, its hedge level being the lowest of its mentions."""
    if name == "hedge_level":
        return min(mention.hedge_level for mention in found.mentions)
    return getattr(found, name)


def agrees(found: object, wanted: object) -> bool:
    """Whether a field has the wanted value; numbers to a tenth of a per cent."""
    if isinstance(found, Decimal) and isinstance(wanted, int | float):
        return abs(found - Decimal(str(wanted))) <= abs(found) / 1000
    return found == wanted


def wrong_fields(found: Claim, wanted: dict[str, Any]) -> dict[str, object]:
    """The fields in which a claim differs from the wanted one."""
    return {
        name: field(found, name)
        for name, value in wanted.items()
        if not agrees(field(found, name), value)
    }


@each_case
def test_what_a_sentence_claims(case: dict[str, Any]) -> None:
    claims = read_article(case["text"]).claims
    for wanted in case.get("claims", ()):
        values = [found for found in claims if agrees(found.value, wanted["value"])]
        assert values, f"{wanted['value']} was not read"
        assert min((wrong_fields(found, wanted) for found in values), key=len) == {}
    for value in case.get("absent", ()):
        assert not any(agrees(found.value, value) for found in claims), value


@each_case
def test_every_mention_quotes_the_text(case: dict[str, Any]) -> None:
    text = case["text"]
    for found in read_article(text).claims:
        for mention in found.mentions:
            assert text[mention.start : mention.end] == mention.quote
            assert mention.sentence_start <= mention.start < mention.end <= mention.sentence_end
