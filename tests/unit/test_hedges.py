"""How far a sentence stands for what it says."""

import pytest

from orchestration.extraction.sources.hedges import hedge_level
from orchestration.reference import default_reference


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("The loop saves 40 m³ a day.", 0),
        ("The loop saves 40 m³ a day, the mill said.", 1),
        ("According to the mill, the loop saves 40 m³ a day.", 1),
        ("The mill put its savings last year at £40,000.", 1),
        ("The mill claims to save 40 m³ a day.", 2),
        ("The loop reportedly saves 40 m³ a day, said the mill.", 2),
        ("The claimed saving should be independently verified.", 3),
        ("该厂称每天节水40立方米。", 1),
        ("", 0),
    ],
)
def test_level_is_that_of_the_strongest_phrase(sentence: str, level: int) -> None:
    assert hedge_level(sentence, default_reference()) == level


def test_a_phrase_inside_a_word_is_none() -> None:
    assert hedge_level("The reclaimed yard and the unsaid word remain.", default_reference()) == 0
