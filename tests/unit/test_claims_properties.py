"""Whatever the text: no exception, exact spans, links that lead somewhere, one result."""

from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.extraction import read_article
from orchestration.extraction.records import Comparator, ValueKind

PIECES = st.sampled_from(
    [
        "5",
        "12.5",
        "3,400",
        "(46)",
        "%",
        " ",
        "\n",
        ". ",
        ", ",
        "; ",
        " t",
        " tonnes of zinc",
        "$",
        "€4 million",
        " million",
        "Corvin Alloys Inc. ",
        "The company ",
        "it ",
        "from ",
        " to ",
        " by ",
        "rose ",
        "cut its costs ",
        "output ",
        "revenue of ",
        " a year",
        " in the third quarter of 2025",
        " versus ",
        "each site ",
        "will ",
        "halved ",
        "zero-cost ",
        "no injuries",
        " | ",
        "- ",
        "“",
        "”",
        "Highlights\n",
        "Unit: RMB 10,000\n",
        " percentage points",
        "internationally leading ",
        "a grant of ",
        "a second line ",
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200))


@settings(max_examples=250)
@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    reading = read_article(text)
    assert read_article(text) == reading
    companies = {company.name for company in reading.companies}
    keys = {initiative.key for initiative in reading.initiatives}
    assert len(keys) == len(reading.initiatives)
    for claim in reading.claims:
        assert claim.company is None or claim.company in companies
        assert claim.initiative is None or claim.initiative in keys
        assert claim.mentions
        for mention in claim.mentions:
            assert text[mention.start : mention.end] == mention.quote
            assert mention.sentence_start <= mention.start < mention.end <= mention.sentence_end
        if claim.value_kind in (
            ValueKind.CHANGE_PCT,
            ValueKind.CHANGE_PP,
            ValueKind.CHANGE_ABS,
        ):
            assert claim.value is not None
            assert claim.value >= 0
        if claim.comparator is Comparator.BETWEEN:
            assert claim.value_low is not None
            assert claim.value_high is not None
            assert claim.value_low <= claim.value_high
    for initiative in reading.initiatives:
        assert initiative.company in companies
        assert 0 < len(initiative.title.split()) <= 12
        assert all(text[span.start : span.end] == quote for quote, span in initiative.mentions)
