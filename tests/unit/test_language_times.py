"""What sentences say of time, kind, change and certainty: the cases of ``language_times.yaml``."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration.extraction import read_article
from orchestration.extraction.records import Claim
from orchestration.text.article import NO_METADATA, DatePrecision

CASES = yaml.safe_load(Path(__file__).with_name("language_times.yaml").read_text("utf-8"))
PUBLISHED = replace(
    NO_METADATA, published_on=date(2026, 3, 15), published_on_precision=DatePrecision.DAY
)


def wrong_fields(found: Claim, wanted: dict[str, Any]) -> dict[str, object]:
    """The fields, numbers told exactly, in which a claim differs from the wanted one."""
    read = {name: getattr(found, name) for name in wanted}
    return {
        name: value
        for name, value in read.items()
        if value != (Decimal(str(wanted[name])) if isinstance(value, Decimal) else wanted[name])
    }


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_what_a_sentence_says_of_time_and_change(case: dict[str, Any]) -> None:
    claims = read_article(case["text"], metadata=PUBLISHED).claims
    for wanted in case["claims"]:
        assert claims, "nothing was read"
        assert min((wrong_fields(found, wanted) for found in claims), key=len) == {}
