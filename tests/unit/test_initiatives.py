"""What is undertaken, by whom, of which type, in which state, and the claims that belong to it."""

import pytest

from orchestration.extraction import read_article
from orchestration.extraction.records import Initiative, InitiativeStatus, Reading

HEAD = "Corvin Alloys Inc. and its neighbours\n\n"


def read(text: str) -> Reading:
    return read_article(HEAD + text)


def only(text: str) -> Initiative:
    (initiative,) = read(text).initiatives
    return initiative


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        (
            "Corvin Alloys Inc. will build a second casting line in Ghent.",
            "capacity_expansion",
            InitiativeStatus.ANNOUNCED,
        ),
        (
            "Corvin Alloys Inc. has agreed to buy Brackwater Copper Ltd.",
            "m_and_a",
            InitiativeStatus.ANNOUNCED,
        ),
        (
            "Corvin Alloys Inc. received a state grant of €3 million.",
            "financing",
            InitiativeStatus.COMPLETED,
        ),
        (
            "Corvin Alloys Inc. signed a supply agreement with a carmaker.",
            "offtake_supply",
            InitiativeStatus.COMPLETED,
        ),
        (
            "Corvin Alloys Inc. won a national innovation award for its crucible.",
            "award_recognition",
            InitiativeStatus.COMPLETED,
        ),
        (
            "Corvin Alloys Inc. has installed a heat-recovery system at its furnace hall.",
            "energy_efficiency",
            InitiativeStatus.COMPLETED,
        ),
        (
            "At Corvin Alloys Inc. wastewater is now treated and reused in the pickling line.",
            "water_reuse",
            InitiativeStatus.COMPLETED,
        ),
        (
            "Corvin Alloys Inc. has deployed robots with machine vision to sort scrap.",
            "automation_ai",
            InitiativeStatus.COMPLETED,
        ),
        (
            "A third smelter that Corvin Alloys Inc. had planned was cancelled in May.",
            "capacity_expansion",
            InitiativeStatus.CANCELLED,
        ),
    ],
)
def test_type_company_and_status(text: str, kind: str, status: InitiativeStatus) -> None:
    initiative = only(text)
    assert (initiative.type, initiative.status) == (kind, status)
    assert initiative.company == "Corvin Alloys Inc."


@pytest.mark.parametrize(
    "text",
    [
        "Corvin Alloys Inc. has appointed Mira Solberg as its chief executive.",
        "Revenue of Corvin Alloys Inc. rose 4% in the third quarter of 2025.",
        "The trick at Corvin Alloys Inc. was not a new furnace.",
    ],
)
def test_what_is_no_initiative(text: str) -> None:
    assert read(text).initiatives == ()


def test_highlights_and_body_tell_of_one_initiative() -> None:
    reading = read_article(
        "Corvin Alloys taps its waste heat\n\n"
        "Highlights\n"
        "- Waste heat of the furnaces now warms the offices of Corvin Alloys Inc.\n\n"
        "Corvin Alloys Inc. has installed heat pumps that use the waste heat of its furnaces.\n"
    )
    (initiative,) = reading.initiatives
    assert len(initiative.mentions) > 1


def test_claims_belong_to_the_initiative_of_their_statement() -> None:
    reading = read(
        "Corvin Alloys Inc. has installed LED lamps that save 90,000 kWh a year. "
        "The lamps cost €14,000.\n\n"
        "Corvin Alloys Inc. employs 310 people."
    )
    (initiative,) = reading.initiatives
    belongs = {claim.metric_type: claim.initiative for claim in reading.claims}
    assert belongs["energy_saving"] == belongs["investment"] == initiative.key
    assert belongs["headcount"] is None


def test_money_lent_is_the_financing_of_its_receiver() -> None:
    initiative = only(
        "Harbour Development Bank granted Corvin Alloys Inc. a loan of €30 million in March."
    )
    assert (initiative.type, initiative.company) == ("financing", "Corvin Alloys Inc.")


def test_titles_are_words_of_the_text_and_short() -> None:
    text = (
        "Corvin Alloys Inc. has commissioned a second recycling line for aluminium scrap and dross "
        "from the many foundries of the wide valley between the river and the old road."
    )
    initiative = only(text)
    assert 0 < len(initiative.title.split()) <= 12
    assert initiative.title.lower() in text.lower()
    for quote, span in initiative.mentions:
        assert (HEAD + text)[span.start : span.end] == quote
