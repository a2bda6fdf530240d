"""Which company "the group", "the plant", "its" or "it" means."""

import pytest

from orchestration.extraction.companies.finder import find_companies
from orchestration.extraction.holders.anaphors import ReferenceKind
from orchestration.extraction.holders.references import find_references
from orchestration.reference import default_reference
from orchestration.text import read_text

TITLE = "A letter from our own correspondent in the north of the country"


def meant(words: str, anaphor: str) -> str | None:
    """The company that the last place of ``anaphor`` means."""
    text = f"{TITLE}\n\n{words}"
    article, tables = read_text(text), default_reference()
    found = find_references(article, find_companies(article, tables), tables)
    starts = [one.span.start for one in found]
    assert starts == sorted(starts)
    return next(
        (
            one.name
            for one in reversed(found)
            if one.kind is not ReferenceKind.NAMED
            and text[one.span.start : one.span.end] == anaphor
        ),
        None,
    )


FAMILY = "Tilling Dairy Ltd., a unit of Brackwater Group, opened a line. "


@pytest.mark.parametrize(
    ("words", "anaphor", "name"),
    [
        (FAMILY + "It sold 4 t.", "It", "Tilling Dairy Ltd."),
        (FAMILY + "The unit sold 4 t.", "The unit", "Tilling Dairy Ltd."),
        (FAMILY + "Its parent sold 40 t.", "Its parent", "Brackwater Group"),
        (FAMILY + "The group sold 40 t.", "The group", "Brackwater Group"),
        (FAMILY + "Brackwater Group was pleased. It sold 40 t.", "It", "Brackwater Group"),
        (
            "Tilling Dairy Ltd. runs a loop supplied by Orrin Castings Ltd. for £4. It sold 4 t.",
            "It",
            "Tilling Dairy Ltd.",
        ),
        (
            "Orrin Smelter Ltd. met Tilling Dairy Ltd. last week. The smelter sold 4 t.",
            "The smelter",
            "Orrin Smelter Ltd.",
        ),
    ],
)
def test_meaning(words: str, anaphor: str, name: str) -> None:
    assert meant(words, anaphor) == name


def test_nothing_is_meant_where_nobody_is_named() -> None:
    assert meant("It rained, and the company of friends went home.", "It") is None
