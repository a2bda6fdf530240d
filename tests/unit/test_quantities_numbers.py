"""The grammar of numbers: digits of several locales, words, scale words, fractions, powers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.extraction import find_quantities
from orchestration.extraction.quantities.numbers import parse_numeral, read_words


@pytest.mark.parametrize(
    ("token", "value"),
    [
        ("7", "7"),
        ("1,234", "1234"),
        ("1,234,567.8", "1234567.8"),
        ("3,10,000", "310000"),
        ("1.234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("0,5", "0.5"),
        ("12.50", "12.5"),
        ("0.258", "0.258"),
    ],
)
def test_marks_are_read_in_several_locales(token: str, value: str) -> None:
    assert parse_numeral(token) == Decimal(value)


@pytest.mark.parametrize(
    "token", ["1.2.3", "1,2,3", "10.12.2024", "12,34,56", "9" * 40, "1,1" * 20]
)
def test_marks_that_make_no_number_give_none(token: str) -> None:
    assert parse_numeral(token) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("sixty-four", 64),
        ("two hundred and five", 205),
        ("one hundred thousand", 100_000),
        ("three million two hundred thousand", 3_200_000),
        ("four lakh", 400_000),
        ("ninety-nine point five", Decimal("99.5")),
        ("two and a half", Decimal("2.5")),
    ],
)
def test_numbers_in_words_are_read_to_their_end(words: str, value: Decimal | int) -> None:
    number = read_words(words, 0)
    assert number is not None
    assert (number.value, number.end) == (value, len(words))


@pytest.mark.parametrize(
    ("words", "value"), [("two and three", 2), ("five six", 5), ("one ten", 1)]
)
def test_words_that_make_no_one_number_stay_apart(words: str, value: int) -> None:
    number = read_words(words, 0)
    assert number is not None
    assert number.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$5k", 5_000),
        ("$5m", 5_000_000),
        ("US$5mn", 5_000_000),
        ("RMB 1.71M", 1_710_000),
        ("€2.5bn", 2_500_000_000),
        ("£3B", 3_000_000_000),
        ("$1.2tn", 1_200_000_000_000),
        ("Rs 95 crore", 950_000_000),
        ("₹2 lakh", 200_000),
        ("32亿元", 3_200_000_000),
        ("5万元", 50_000),
        ("$1,500 thousand", 1_500_000),
    ],
)
def test_scale_words_and_suffixes_multiply(text: str, value: int) -> None:
    (quantity,) = find_quantities(text)
    assert (quantity.low, quantity.start, quantity.end) == (value, 0, len(text))


def _english(value: int) -> str:
    small = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen"
    )
    tens = "twenty thirty forty fifty sixty seventy eighty ninety"
    if value < 20:
        return small.split()[value]
    if value < 100:
        rest = value % 10
        return tens.split()[value // 10 - 2] + (f"-{_english(rest)}" if rest else "")
    for size, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= size:
            rest = value % size
            joint = " and " if size == 100 or rest < 100 else " "
            return f"{_english(value // size)} {name}" + (joint + _english(rest) if rest else "")
    raise AssertionError(value)


@given(st.integers(0, 999_999_999))
def test_any_number_in_words_is_read_back(value: int) -> None:
    number = read_words(_english(value), 0)
    assert number is not None
    assert (number.value, number.end) == (value, len(_english(value)))


@given(
    st.decimals(min_value=0, max_value=10**12, allow_nan=False, allow_infinity=False, places=2),
    st.sampled_from(["{:,.2f} t", "{:.2f} t", "US${:,.2f}", "-{:,.2f}%", "{:,.2f} kWh per tonne"]),
)
def test_a_formatted_decimal_is_read_back(value: Decimal, pattern: str) -> None:
    text = pattern.format(value)
    (quantity,) = find_quantities(text)
    sign = -1 if pattern.startswith("-") else 1
    assert quantity.low == quantity.high == sign * value
    assert text[quantity.start : quantity.end] == text


@given(st.integers(10**4, 10**11))
def test_groups_in_any_style_are_read_back(value: int) -> None:
    grouped = f"{value:,}"
    indian = f"{value % 1000:03d}"
    rest = value // 1000
    while rest >= 100:
        indian, rest = f"{rest % 100:02d},{indian}", rest // 100
    indian = f"{rest},{indian}" if rest else indian
    styles = [grouped, grouped.replace(",", "\u00a0"), grouped.replace(",", "’"), indian]
    if value >= 10**6:
        styles.append(grouped.replace(",", "."))
    for style in styles:
        (quantity,) = find_quantities(f"{style} kg")
        assert (quantity.low, quantity.unit) == (value, "kg"), style
