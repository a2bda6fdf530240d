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


TRADES = [
    (
        "Corvin Alloys Inc. plans to open 40 stores in Poland next year.",
        "capacity_expansion",
        "announced",
    ),
    (
        "Corvin Alloys Inc. has opened a 22,000-square-metre fulfilment centre near Leipzig.",
        "capacity_expansion",
        "completed",
    ),
    (
        "Corvin Alloys Inc. is building a data centre of 48 MW in Tampere.",
        "capacity_expansion",
        "in_progress",
    ),
    (
        "Corvin Alloys Inc. has begun construction of a vaccine plant in Nantes.",
        "capacity_expansion",
        "in_progress",
    ),
    (
        "Corvin Alloys Inc. will add two gates and a new runway at its airport by 2029.",
        "capacity_expansion",
        "announced",
    ),
    (
        "Corvin Alloys Inc. has switched its reheating furnaces from oil to natural gas.",
        "energy_efficiency",
        "completed",
    ),
    (
        "Corvin Alloys Inc. is piping the cooling water of its caster back into the circuit.",
        "water_reuse",
        "in_progress",
    ),
    (
        "Corvin Alloys Inc. will stop making rails at its Northgate works in June.",
        "other",
        "announced",
    ),
    ("Corvin Alloys Inc. was named exporter of the year.", "award_recognition", "completed"),
    ("Corvin Alloys Inc. has put its Boron pit up for sale.", "m_and_a", "announced"),
    ("Corvin Alloys Inc. deepened the channel to 15 metres.", "capacity_expansion", "completed"),
    ("Corvin Alloys Inc. moved its payments to the cloud.", "automation_ai", "completed"),
    (
        "Corvin Alloys Inc. is testing bacteria that leach copper from low-grade ore.",
        "rd_patents",
        "in_progress",
    ),
    (
        "Corvin Alloys Inc. raised €30 million by selling new shares.",
        "financing",
        "completed",
    ),
    (
        "Corvin Alloys Inc. ordered twelve electric locomotives from a Czech builder.",
        "capacity_expansion",
        "announced",
    ),
    (
        "Corvin Alloys Inc. has replaced 6,400 street lamps with LED lighting.",
        "energy_efficiency",
        "completed",
    ),
    (
        "Corvin Alloys Inc. will install a heat pump at its greenhouse in Delft.",
        "energy_efficiency",
        "announced",
    ),
    (
        "Corvin Alloys Inc. will add a carbon capture unit to its kiln.",
        "emissions_abatement",
        "announced",
    ),
    (
        "Corvin Alloys Inc. put 30 electric buses into service in Cork.",
        "emissions_abatement",
        "completed",
    ),
    (
        "Corvin Alloys Inc. has begun to recycle fishing nets into yarn.",
        "waste_valorisation",
        "in_progress",
    ),
    (
        "Corvin Alloys Inc. has fitted a membrane plant that returns rinse water.",
        "water_reuse",
        "completed",
    ),
    (
        "Corvin Alloys Inc. has introduced a chatbot that answers its customers.",
        "automation_ai",
        "completed",
    ),
    (
        "Corvin Alloys Inc. will deploy autonomous trucks at its quarry.",
        "automation_ai",
        "announced",
    ),
    (
        "Corvin Alloys Inc. trained 480 riggers in safety drills at its shipyard.",
        "safety",
        "completed",
    ),
    (
        "Corvin Alloys Inc. has started a phase III trial of its malaria vaccine.",
        "rd_patents",
        "in_progress",
    ),
    ("Corvin Alloys Inc. filed 31 patent applications last year.", "rd_patents", "completed"),
    (
        "Corvin Alloys Inc. has acquired the Danish software house Nordbit A/S for €41 million.",
        "m_and_a",
        "completed",
    ),
    (
        "Corvin Alloys Inc. said it would sell its tannery business to Pellmor Leather Inc.",
        "m_and_a",
        "announced",
    ),
    (
        "Corvin Alloys Inc. raised $85 million in a Series B round led by Aster Ventures.",
        "financing",
        "completed",
    ),
    ("Corvin Alloys Inc. plans to issue green bonds worth €500 million.", "financing", "announced"),
    (
        "Corvin Alloys Inc. signed a ten-year power purchase agreement with Helmsund Vind AS.",
        "offtake_supply",
        "completed",
    ),
    (
        "Corvin Alloys Inc. won a £60 million contract to maintain 90 trains.",
        "offtake_supply",
        "completed",
    ),
    (
        "Corvin Alloys Inc. was named employer of the year by a trade magazine.",
        "award_recognition",
        "completed",
    ),
    (
        "Corvin Alloys Inc. received the national quality award for its bearings.",
        "award_recognition",
        "completed",
    ),
    (
        "Corvin Alloys Inc. has adopted a code of conduct for its suppliers.",
        "governance_compliance",
        "completed",
    ),
    (
        "Corvin Alloys Inc. will close its tyre plant in Luton and cut 620 jobs.",
        "other",
        "announced",
    ),
    (
        "Corvin Alloys Inc. agreed a wage deal with its unions that lifts pay by 4.2%.",
        "other",
        "completed",
    ),
    (
        "Under its Steady Hand programme Corvin Alloys Inc. has saved $14 million so far.",
        "other",
        "in_progress",
    ),
    (
        "Corvin Alloys Inc. has scrapped plans for a second ethanol plant in Iowa.",
        "capacity_expansion",
        "cancelled",
    ),
    ("Corvin Alloys Inc. called off the sale of its ferry unit.", "m_and_a", "cancelled"),
    (
        "Corvin Alloys Inc. has walked away from its A$480 million bid for Blackwood Nickel.",
        "m_and_a",
        "cancelled",
    ),
    (
        "The European Growth Bank will lend Corvin Alloys Inc. €320 million.",
        "financing",
        "announced",
    ),
    ("The board of Corvin Alloys Inc. approved a share buyback.", "financing", "announced"),
    (
        "Corvin Alloys Inc. has launched an internal investigation into two payments.",
        "governance_compliance",
        "in_progress",
    ),
    (
        "Corvin Alloys Inc. is recalling 18,000 pans after a handle broke.",
        "governance_compliance",
        "in_progress",
    ),
    ("Corvin Alloys Inc. held an evacuation drill with 420 workers.", "safety", "completed"),
    ("Corvin Alloys Inc. has fitted 60 dumpers with fatigue cameras.", "safety", "completed"),
    (
        "Corvin Alloys Inc. and the union agreed on a pay rise of 4.2% over 18 months.",
        "other",
        "completed",
    ),
    ("Corvin Alloys Inc. donated 5,000 meals to a food bank.", "other", "completed"),
    (
        "Engineers at Corvin Alloys Inc. have developed a transistor that withstands 1,200 volts.",
        "rd_patents",
        "completed",
    ),
    (
        "A membrane plant at Corvin Alloys Inc. lets 70% of the rinse water go round again.",
        "water_reuse",
        "completed",
    ),
    (
        "After the new tunnel kiln went in, gas consumption at Corvin Alloys Inc. fell by 18%.",
        "energy_efficiency",
        "completed",
    ),
]
"""What undertakings of many trades look like in one sentence: its type and its state."""


@pytest.mark.parametrize(("text", "kind", "status"), TRADES)
def test_undertakings_of_many_trades(text: str, kind: str, status: str) -> None:
    initiative = only(text)
    assert (initiative.type, initiative.status) == (kind, status)
    assert initiative.company == "Corvin Alloys Inc."
    assert 0 < len(initiative.title.split()) <= 12


@pytest.mark.parametrize(
    "text",
    [
        "Corvin Alloys Inc. runs 14 hotels and two vineyards.",
        "Corvin Alloys Inc. sold 3,400 tractors in March, 6% fewer than a year before.",
        "Net profit of Corvin Alloys Inc. rose as the plants ran at full capacity.",
        "Corvin Alloys Inc. has not built a new mill since 1998.",
        "Corvin Alloys Inc. opened its first shop in 1974.",
        "Corvin Alloys Inc. could build a refinery if prices rise.",
        "The board of Corvin Alloys Inc. proposed a dividend of 40 cents a share.",
        "Shares of Corvin Alloys Inc. closed 2% lower in Zurich.",
        "Corvin Alloys Inc. expects sales of $3 billion this year.",
        "Has Corvin Alloys Inc. opened its new depot?",
    ],
)
def test_business_as_usual_is_no_undertaking(text: str) -> None:
    assert read(text).initiatives == ()


def test_what_is_named_first_and_told_of_later_is_one_undertaking() -> None:
    initiative = only(
        "Corvin Alloys Inc. is proud of its new rinse line.\n\n"
        "The line saves 20 cubic metres of water a day."
    )
    assert initiative.type == "water_reuse"


def test_an_answer_tells_what_comes_next() -> None:
    reading = read(
        "Corvin Alloys Inc. runs two works.\n\nWhat is next?\n\n"
        "A desalination plant at the coast, if the bank agrees."
    )
    (initiative,) = reading.initiatives
    assert initiative.status is InitiativeStatus.ANNOUNCED


def test_a_verb_behind_and_shares_the_company() -> None:
    reading = read(
        "Corvin Alloys Inc. has closed its foundry in Leeds and opened a rolling mill in Hull."
    )
    assert {one.type for one in reading.initiatives} == {"other", "capacity_expansion"}
    assert {one.company for one in reading.initiatives} == {"Corvin Alloys Inc."}


def test_who_builds_for_another_is_not_who_undertakes() -> None:
    initiative = only("At Corvin Alloys Inc. a new cold store was built by Velden Koeltechniek BV.")
    assert initiative.company == "Corvin Alloys Inc."
