"""Which texts tell one story, and which only look like it."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.duplicates import buckets_of, profile_of, shingles_of, similarity_of
from orchestration.text.words import text_fingerprint, words_of

STORY = """Alder Cement rebuilds its kiln at Morrow

Alder Cement plc has rebuilt the kiln of its Morrow works and burns far less coal than before. The \
kiln saves 21,000 tonnes of coal a year, the company said, and cost EUR 31 million in all.

The works lies on the estuary, where barges bring chalk and clay from two quarries upstream. Its \
crews were trained for a whole winter before the old kiln was cooled down for the last time.

Alder Cement employs 410 people at Morrow and runs two further works in the north of the country.
"""
CHINESE = (
    "红岩矿业今日宣布，其选矿厂改造工程已经完成，每天节水八十立方米，每年节约成本171万元。"
    "公司表示，改造后的循环水系统运行稳定，员工已接受培训，下一步将在另外两座工厂推广。"
)


def alike(one: str, other: str) -> bool:
    first, second = profile_of(one), profile_of(other)
    found = similarity_of(first, second)
    assert found == similarity_of(second, first)
    shares_a_bucket = bool(set(buckets_of(first.shingles)) & set(buckets_of(second.shingles)))
    assert found is None or shares_a_bucket, "what is alike must be found"
    return found is not None


@pytest.mark.parametrize(
    "reprint",
    [
        "MORROW, 12 March 2025 (Ore Wire) – 10:30\n\n" + STORY,
        STORY.rsplit("\n\n", 1)[0],
        STORY.replace("the company said", "it said"),
        STORY.replace("\n\n", " ").upper(),
        STORY + "\nRead more about cement in our 24-page special.\n",
        "2025-03-14\n\n" + STORY.replace("Morrow\n", "Morrow on March 12th, 2025\n", 1),
    ],
    ids=["dateline", "cut", "edited", "layout", "footer", "two_dates"],
)
def test_a_reprint_tells_the_same_story(reprint: str) -> None:
    assert alike(STORY, reprint)


@pytest.mark.parametrize(
    "other",
    [
        STORY.replace("21,000", "34,000"),
        STORY.replace("21,000", "2,100"),
        STORY.replace("EUR 31 million", "EUR 3.1 million"),
        STORY.replace("410 people at Morrow", "290 people at Morrow"),
        STORY.split("\n\n")[0],
        STORY.split("\n\n")[1],
        "Alder Cement plc opens a quarry beside the estuary, where two hundred people will work.",
    ],
    ids=["figure", "digits", "point", "last_line", "title", "teaser", "another"],
)
def test_another_story_is_told_apart(other: str) -> None:
    assert not alike(STORY, other)


def test_years_are_figures_and_dates_are_not() -> None:
    figures = profile_of(
        "On 3 March 2025, at 10:30, output for 2024 was 5,000 t; 12/03/2025. 2024年3月12日。Q3"
    ).figures
    assert figures == {"2024", "5,000", "q3"}


def test_a_script_without_spaces_has_words_enough() -> None:
    assert alike(CHINESE, "本报讯 " + CHINESE)
    assert not alike(CHINESE, CHINESE.replace("171万", "236万"))
    assert not alike(CHINESE, CHINESE[: len(CHINESE) // 3])


def test_short_texts_are_compared_as_they_are() -> None:
    assert alike("Kiln rebuilt.", "KILN REBUILT")
    assert not alike("Kiln rebuilt.", "Kiln closed.")
    assert not alike("", "")
    assert not alike("", "Kiln")


def test_twenty_texts_of_one_template_stay_apart() -> None:
    numbers = random.Random(7)
    texts = [
        STORY.replace("21,000", f"{numbers.randrange(1, 900)},000").replace("31", str(number))
        for number in range(40, 60)
    ]
    assert not any(alike(one, other) for one in texts for other in texts if one is not other)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Acme — saves 5 t!", "ACME saves\n5t", True),
        ("Acme saves 5 t", "Acme saves 6 t", False),
        ("Acme saves 1.2 t", "Acme saves 12 t", False),
        ("a change of −5 %", "a change of 5 %", False),
        ("a change of −5 %", "a change of -5%", True),
        ("it cost $5", "it cost €5", False),
        ("節水８０％", "節水80%", True),
        ("10–15 t", "10-15 t", True),
    ],
    ids=["layout", "number", "point", "sign", "dash", "currency", "width", "range"],
)
def test_a_fingerprint_forgets_the_layout_and_no_number(
    one: str, other: str, is_same: bool
) -> None:
    assert (text_fingerprint(one) == text_fingerprint(other)) is is_same


@given(st.text())
def test_any_text_can_be_compared(text: str) -> None:
    profile = profile_of(text)
    assert bool(profile.shingles) is bool(words_of(text))
    assert profile.shingles == shingles_of(text)
    assert len(buckets_of(profile.shingles)) in (0, 42)
    assert (similarity_of(profile, profile) is None) is (not profile.shingles)
