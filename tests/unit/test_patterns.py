"""Patterns that are only tried where a word stands with which they can begin."""

import re

import pytest

from orchestration.extraction.changes import finder
from orchestration.extraction.holders import markets, spokespeople
from orchestration.extraction.patterns import WordPattern, alternation, heads_in, word_pattern
from orchestration.extraction.periods import timing

_SENTENCES = (
    "Output rose by 4% to 12,000 t, the mill at Lund said on Friday.",
    "SHARES CLOSED 3% LOWER; Capital spending is to fall to $30m a year.",
    "R&D took 5 % of sales, up from 4% in the same period of last year.",
    "Its CO2 per tonne fell (y/y), it's told: “We've cut it”, she added.",
    "",
)
_IN_USE = [
    (f"{module.__name__.rpartition('.')[2]}{name}", pattern)
    for module in (finder, markets, spokespeople, timing)
    for name, pattern in vars(module).items()
    if isinstance(pattern, WordPattern)
]


@pytest.mark.parametrize(("name", "pattern"), _IN_USE, ids=[name for name, _ in _IN_USE])
def test_a_pattern_finds_what_it_finds_without_looking_at_words(
    name: str, pattern: WordPattern
) -> None:
    for text in _SENTENCES:
        found = pattern.search(text, heads_in(text, 0, len(text)))
        plain = pattern.pattern.search(text)
        assert (found and found.span()) == (plain and plain.span()), name


def test_a_pattern_is_not_tried_without_its_words() -> None:
    pattern = word_pattern(r"\b(?:two|thr)ee? mills\b")
    assert pattern.heads == {"two", "thr"}
    assert not pattern.is_in("three mills", frozenset({"mil"}))


@pytest.mark.parametrize(
    "pattern",
    [r"exchange rate\b", r"\bre\w*", r"\d+ t\b", r"\b(?:of )?\w+", r" of\b", r"\bco2\b", r"\b"],
)
def test_a_pattern_that_may_begin_with_any_word_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"word|mark"):
        word_pattern(pattern)


@pytest.mark.parametrize("words", [("cut", "cuts", "cutting"), ("a", "an", "and"), ("x.y", "x")])
def test_an_alternation_matches_its_words_and_no_other(words: tuple[str, ...]) -> None:
    pattern = re.compile(alternation(words))
    assert all(pattern.fullmatch(word) for word in words)
    assert not any(pattern.fullmatch(word[:-1] + "?") for word in words)
