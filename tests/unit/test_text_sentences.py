"""Where sentences end, and that their offsets hold for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.text import SectionKind, read_text
from orchestration.text.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "expected",
    [
        ["It saved 5.2 t.", "Costs fell."],
        ["Tarrant, Inc. and Foo Co. Ltd. sold No. 3 mill to Dr. H. Vossbeck on Oct. 14."],
        ["It is a unit of Foo Metals Inc.", "The company said so."],
        [
            "The U.S. Department agreed at 9:00 a.m. Eastern time.",
            "It closed at 5 p.m.",
            "We left.",
        ],
        ["It cost approx. 5 million, i.e. 3% more (see Fig. 2)."],
        ["“Nobody enjoys that.”", "She left."],
        ["“That’s no headline, is it?” she says.", "I agree."],
        ["They waited… and waited.", "Then it came."],
        ["Scope: 260 instruments; training of 24 people; two presses."],
        ["产量增长15%。", "成本下降。"],
        ["Emissions were 186,300 t.†", "Scope 2 came to 41,700 t."],
        ["1. Operating revenue: 86,420.15.", "Change: +21.20%."],
        ["II. Production in the period"],
        ["Brands such as e.g. Foo won!", "Really?", "Yes."],
        ["J. R. Smith of D.C. spoke."],
        ["CLARKSVILLE, Tenn. & OSLO -- Foo built it."],
        ["It moved from Portland, Ore. to Yuma.", "It sells iron ore.", "Foo buys it."],
        ["Its mill stands in Rockford, Ill.", "The mill is old."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


@given(st.text(alphabet='aB1 .!?\n\r\t-•|"”“’。;:()[]0©DisclaimerHighlghts', max_size=200))
def test_sentences_stand_in_order_and_hold_every_visible_character_once(text: str) -> None:
    article = read_text(text)
    covered = [0] * len(text)
    position = 0
    for sentence in article.sentences:
        assert position <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        for index in range(sentence.start, sentence.end):
            covered[index] += 1
        position = sentence.end
    assert all(c == 1 for c, char in zip(covered, text, strict=True) if not char.isspace())
    paragraphs = [sentence.paragraph for sentence in article.sentences]
    assert paragraphs == sorted(paragraphs)


def test_a_wrapped_paragraph_is_one_and_its_sentences_run_over_line_ends() -> None:
    text = (
        "Plant saves water in a new way\n\n"
        "The plant at Moss has cut its use of water by one\n"
        "third since spring, it said on Monday. It now takes\n"
        "80 cubic metres a day, and hopes for less.\n\n"
        "A second line is planned. It will cost five million\n"
        "euros, and will be built by the end of the next year.\n"
    )
    body = [s for s in read_text(text).sentences if s.section is SectionKind.BODY]
    assert [text[s.start : s.end].replace("\n", " ") for s in body] == [
        "The plant at Moss has cut its use of water by one third since spring, it said on Monday.",
        "It now takes 80 cubic metres a day, and hopes for less.",
        "A second line is planned.",
        "It will cost five million euros, and will be built by the end of the next year.",
    ]
    assert len({s.paragraph for s in body}) == 2


def test_lines_that_are_not_wrapped_stay_apart() -> None:
    text = (
        "NOTICE OF AWARD\n\n"
        "Awarded to: Foo GmbH, Hanau\nContract price: USD 4,860,000, excluding tax\n"
        "Scope: supply of 3 filter presses by 30 September 2026\nOption: 2 further presses\n"
    )
    lines = [text[s.start : s.end] for s in read_text(text).sentences]
    assert lines == text.replace("\n\n", "\n").strip().split("\n")


def test_a_row_of_a_table_is_one_sentence() -> None:
    text = "Item | Unit | Q3. Audited | Q3\nSales. Net | t | 5. | 6\n"
    assert len(read_text(text).sentences) == 2
