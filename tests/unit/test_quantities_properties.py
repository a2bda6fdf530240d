"""What holds for any text: exact and ordered spans, the same result again, linear cost."""

import cProfile
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.extraction import find_quantities, read_article
from orchestration.extraction.records import Comparator, QuantityForm
from orchestration.text import read_text

# Pieces that meet each other in every way that news and damaged text can put them.
_WORDS = """
0 1 2 7 12 45 100 250 2024 1,200 3.5 .5 1,1,1 1.2.3 ½ 99.95 10^6 one two five sixty-four hundred
thousand million dozen half third tens of $ US$ € ¥ RMB yuan R % t kg m³ m km /day /t per tonne
a year h MW cents p from to and or between by about up more than - – ~ < ( ) , . : / x × No. Phase
people sites Boeing COVID-19 the its one's 万 亿 元 é March a.m. 3rd @ # _ ‰ www.example.org/5
https://example.org/7
"""
_PIECES = st.sampled_from([*_WORDS.split(), "e\u0301", "\u00a0", "\u202f", "\n"])
_TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(_PIECES, max_size=40).map(" ".join),
    st.lists(_PIECES, max_size=40).map("".join),
)


@pytest.fixture(scope="module", autouse=True)
def _tables() -> None:
    """Load the tables before the first example, whose time is limited."""
    find_quantities("5,400 t")


@given(_TEXTS)
def test_spans_are_exact_ordered_and_apart(text: str) -> None:
    last = 0
    for quantity in find_quantities(text):
        assert last <= quantity.start < quantity.end <= len(text)
        quote = text[quantity.start : quantity.end]
        assert quote == quote.strip()
        last = quantity.end


@given(_TEXTS)
def test_values_and_units_are_usable(text: str) -> None:
    for quantity in find_quantities(text):
        assert quantity.low.is_finite()
        assert quantity.high.is_finite()
        assert quantity.unit
        assert quantity.unit == quantity.unit.strip()
        assert isinstance(quantity.low, Decimal)
        if quantity.low != quantity.high and quantity.form is QuantityForm.NUMBER:
            assert quantity.comparator is not Comparator.EXACT
        for part in quantity.parts:
            assert quantity.start <= part.start < part.end <= quantity.end


@given(_TEXTS)
def test_the_same_text_gives_the_same_quantities(text: str) -> None:
    assert find_quantities(text) == find_quantities(text)


@given(st.lists(_PIECES, max_size=20).map(" ".join), st.lists(_PIECES, max_size=20).map(" ".join))
def test_a_paragraph_is_read_whatever_stands_before_it(before: str, after: str) -> None:
    """A line's own quantities don't depend on how far into the text it stands."""
    blank = "\n" * 200
    alone = find_quantities(blank + after)
    moved = find_quantities(before + blank + after)
    offset = len(before)
    tail = [one for one in moved if one.start >= offset + len(blank)]
    if "¥" in before or any(word in before for word in ("yuan", "RMB", "元")):
        return  # A text about China reads the sign of the yen as that of the yuan.
    assert [(one.low, one.high, one.unit, one.start - offset) for one in tail] == [
        (one.low, one.high, one.unit, one.start) for one in alone
    ]


def _calls(action: Callable[[], object]) -> int:
    """How many functions ``action`` calls, those of the standard library included."""
    profile = cProfile.Profile()
    profile.runcall(action)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        ",",
        "(",
        "1,",
        "1 ",
        "1-",
        "1/",
        "$1 ",
        "word",
        "e\u0301",
        "one ",
        "one and ",
        "from 1 to ",
        "1 t per ",
        "1 aa bb ",
        "5% ",
        "- 5%\n",
        "The plant made 1,200 tonnes in 2024, up 5% from 1,140 tonnes. ",
    ],
)
def test_twice_the_text_is_no_more_than_twice_the_work(piece: str) -> None:
    once = piece * (4000 // len(piece))
    find_quantities(once)
    assert (
        _calls(lambda: find_quantities(once + once))
        <= 2.2 * _calls(lambda: find_quantities(once)) + 100
    )


@pytest.mark.parametrize(
    "piece",
    [
        *("t\n", "(", "1,", "e\u0301", "word ", "no injuries ", "cost nothing ", "two more "),
        *("$1 ", "5% ", "- 5%\n", "Acme Ltd ", "said said ", "| Sales | 1,234 | 5% |\n"),
    ],
)
def test_twice_the_article_is_no_more_than_twice_the_work(piece: str) -> None:
    once, twice = (read_text(piece * (size // len(piece))) for size in (4_000, 8_000))
    # Another text warms the tables up, so that neither of the two is found in a cache.
    read_article(read_text(f"Acme Zinc Ltd made 5,400 t in 2024. {piece * 3}"))
    assert _calls(lambda: read_article(twice)) <= 2.15 * _calls(lambda: read_article(once)) + 2000


_VALUES = st.decimals(
    min_value=Decimal("0.01"), max_value=Decimal(10) ** 12, places=2, allow_nan=False
)


@given(_VALUES, st.sampled_from(["{:,f}", "{:f}"]))
def test_a_number_is_read_as_it_was_written(value: Decimal, form: str) -> None:
    (quantity,) = find_quantities(f"The plant made {form.format(value)} tonnes.")
    assert (quantity.low, quantity.high, quantity.unit) == (value, value, "t")


@given(st.integers(min_value=1000, max_value=10**12), st.sampled_from("\u00a0\u202f\u2009"))
def test_groups_parted_by_narrow_spaces_are_one_number(value: int, space: str) -> None:
    (quantity,) = find_quantities(f"The plant made {format(value, ',').replace(',', space)} kg.")
    assert (quantity.low, quantity.unit) == (value, "kg")


@given(_VALUES.filter(lambda value: value >= 1000))
def test_points_that_group_and_a_decimal_comma_are_read(value: Decimal) -> None:
    written = f"{value:,f}".translate(str.maketrans(",.", ".,"))
    (quantity,) = find_quantities(f"The group booked {written} euros.")
    assert (quantity.low, quantity.unit) == (value, "EUR")


@given(
    st.decimals(min_value=Decimal("0.1"), max_value=999, places=1),
    st.sampled_from(
        [("million", 6), ("m", 6), ("mn", 6), ("bn", 9), ("billion", 9), ("trillion", 12), ("k", 3)]
    ),
    st.sampled_from([("$", "USD"), ("€", "EUR"), ("RMB", "CNY"), ("Rs ", "INR"), ("A$", "AUD")]),
)
def test_scales_and_currencies_are_read_in_any_combination(
    value: Decimal, scale: tuple[str, int], money: tuple[str, str]
) -> None:
    blank = " " if len(scale[0]) > 2 else ""
    (quantity,) = find_quantities(f"It cost {money[0]}{value}{blank}{scale[0]} in all.")
    assert (quantity.low, quantity.unit) == (value.scaleb(scale[1]), money[1])


@given(
    st.integers(min_value=1, max_value=999),
    st.integers(min_value=1, max_value=999),
    st.sampled_from(["{}-{} t", "{} to {} t", "between {} and {} t", "{} t to {} t"]),
)
def test_ranges_keep_both_their_ends(low: int, step: int, form: str) -> None:
    high = low + step
    (quantity,) = find_quantities(f"The line makes {form.format(low, high)} each day.")
    assert (quantity.low, quantity.high, quantity.comparator) == (low, high, Comparator.BETWEEN)
