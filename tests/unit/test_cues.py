"""How phrases of the cue tables are written, and how they are found."""

import pytest

from orchestration.extraction.cues import CueTable, inflections, longest, phrases, tokenise


def found(pattern: str, sentence: str) -> list[str]:
    tokens = tokenise(sentence, 0, len(sentence))
    hits = CueTable([(pattern, None)]).find(tokens)
    return [sentence[tokens[hit.first].start : tokens[hit.last - 1].end] for hit in hits]


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("save", "saving"),
        ("trim", "trimmed"),
        ("carry", "carries"),
        ("rise", "rose"),
        ("reach", "reaches"),
        ("ship", "shipped"),
    ],
)
def test_inflections_hold_regular_and_irregular_forms(word: str, form: str) -> None:
    assert form in inflections(word)


def test_alternatives_and_optional_words_multiply() -> None:
    assert phrases("cash|unit cost of?") == [
        ("cash", "cost", "of"),
        ("cash", "cost"),
        ("unit", "cost", "of"),
        ("unit", "cost"),
    ]


def test_hyphens_count_as_spaces() -> None:
    assert found("lost time injury", "A lost-time injury was recorded.") == ["lost-time injury"]


def test_a_gap_is_up_to_three_words_and_stops_at_marks() -> None:
    assert found("cut~ … costs", "They cut their heavy fuel costs.") == [
        "cut their heavy fuel costs"
    ]
    assert found("cut~ … costs", "They cut one, two costs.") == []
    assert found("cut~ … costs", "They cut all of the very high costs.") == []


def test_a_cue_inside_a_longer_one_is_left_out() -> None:
    sentence = "Net profit rose."
    tokens = tokenise(sentence, 0, len(sentence))
    table = CueTable([("profit", "short"), ("net profit", "long")])
    assert [hit.cue for hit in table.find(tokens)] == ["long"]
    assert [hit.cue for hit in longest(table.find_all(tokens))] == ["long"]
    assert len(table.find_all(tokens)) == 2


def test_tokens_point_into_the_text() -> None:
    text = "Mill’s output: 4,200 t – up."
    for token in tokenise(text, 0, len(text)):
        assert text[token.start : token.end].lower().replace("’", "'") == token.lower
