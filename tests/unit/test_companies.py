"""Which names of a text are companies, which mean the same one, and whose unit they are."""

import pytest

from orchestration.extraction.companies.finder import find_companies
from orchestration.extraction.records import Company
from orchestration.reference import default_reference
from orchestration.text import read_text

TITLE = "A letter from our own correspondent in the north of the country"


def companies_of(words: str) -> dict[str, Company]:
    text = f"{TITLE}\n\n{words}"
    found = find_companies(read_text(text), default_reference())
    assert all(text[span.start : span.end] == name for one in found for name, span in one.mentions)
    return {one.name: one for one in found}


def names_of(text: str) -> set[str]:
    return set(companies_of(text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Tilling Dairy Ltd. cut its steam use by 12% last year.",
            {"Tilling Dairy Ltd."},
        ),
        (
            "Shares in Orrin Castings plc rose 3% after it sold 400 t of iron.",
            {"Orrin Castings plc"},
        ),
        (
            "Freight operator Kolmet moved 38 million tonnes of grain in 2025.",
            {"Kolmet"},
        ),
        (
            "The blades come from Rotorix, and Vestbro Maskin A/S supplies the towers.",
            {"Rotorix", "Vestbro Maskin A/S"},
        ),
        (
            "According to the mill, Sovereign Roasters and Kettle & Sons buy half.",
            {"Sovereign Roasters", "Kettle & Sons"},
        ),
        (
            "Demirkaya Holding reported a loss of 4 million and Varga Acél 9 million euros.",
            {"Demirkaya Holding", "Varga Acél"},
        ),
        (
            "The city chose Hidros (BME: HDR), whose shares closed at 12 euros.",
            {"Hidros"},
        ),
        (
            "Canning firm Orrell & Daughters wants a scrubber, and Barlow & Rusk built it.",
            {"Orrell & Daughters", "Barlow & Rusk"},
        ),
        (
            "A fire at Oriho Jisei destroyed a furnace. The company puts the damage at ¥1 million.",
            {"Oriho Jisei"},
        ),
        (
            "The mill of varnost AG burns gas. Last year varnost saved 4 GWh.",
            {"varnost AG"},
        ),
        (
            "The Tolka Bridge & Rail Authority bought 900 t of rail from Denmark's Holm & Juhl.",
            {"Tolka Bridge & Rail Authority", "Holm & Juhl"},
        ),
        (
            "Tolka Gas and Electric Company sold 4 GWh to St. Bruno University Hospital.",
            {"Tolka Gas and Electric Company", "St. Bruno University Hospital"},
        ),
        (
            "Rolling Mill No. 3 of Luoshan Iron and Steel Group has cut its scrap by 4 t.",
            {"Rolling Mill No. 3", "Luoshan Iron and Steel Group"},
        ),
        (
            "At the Hongde coal mine, a subsidiary of Luoshan Group, seven workers dig 900 t.",
            {"Hongde coal mine", "Luoshan Group"},
        ),
        (
            "Neighbouring Tolka Spinning shut 900 spindles, and rival Mirvex shut 40.",
            {"Tolka Spinning", "Mirvex"},
        ),
        (
            "Mirvex Foods-owned Larder Direct delivers 4,000 boxes a day.",
            {"Mirvex Foods", "Larder Direct"},
        ),
        (
            "Grupo Salinero del Norte and Compañía Minera Los Andes merged in 2024.",
            {"Grupo Salinero del Norte", "Compañía Minera Los Andes"},
        ),
    ],
)
def test_finds_companies_that_no_list_holds(text: str, names: set[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The Ministry of Commerce and the European Commission met in Brussels on Monday.",
        "Billing rose and KSh 24 a kilo was paid. The crossing costs R640 or Tk 4.6 crore.",
        "Night-flow control spared us 2,300 m³ a day, and the Hanada Works cut its fuel by 4 t.",
        "The bulk carrier Elbe Pioneer carried 4,000 t. Project Keystone saved 3 t.",
        "Hong Kong Exchanges and Clearing Limited takes no responsibility for its contents.",
        "The Stock Exchange of Hong Kong Limited takes no responsibility for its contents.",
        "The Energy and Petroleum Regulatory Authority approved a tariff of 4 cents.",
        "The mills in Kiszkowo, Dobroń, Sierakowice and Świdnica make 620,000 tonnes a year.",
        "Prices in Rotterdam and Antwerp fell by 4%, while Lake Superior froze over.",
        "Chief executive Marta Lindqvist said that she expects 40 new jobs by March.",
        "The London Metal Exchange cut its fees. Copper rose 2% in Shanghai trading.",
        "The Golden Hammer Award went to a welder. The Fit for Spring programme saved 3 t.",
        "Complaints have halved since 2020. Buyers were few, and Refiners ran short of ore.",
        "The Boeing 737 has 4 seats in the first row, and ISO 9001 says nothing about it.",
        "Its Party Committee studied the Central Economic Work Conference for two days.",
        "“We’re not a climate club,” said Ms Barlow. Barlow laughed at her own joke.",
    ],
)
def test_calls_nothing_else_a_company(text: str) -> None:
    assert names_of(text) == set()


def test_short_forms_join_the_fullest_form() -> None:
    text = (
        "Brackwater Lithium Limited (ASX: BWL) sold 400 t. Brackwater Lithium "
        "expects more, and Brackwater’s mine grows. BRACKWATER LITHIUM was listed in 2011."
    )
    found = companies_of(text)
    assert set(found) == {"Brackwater Lithium Limited"}
    assert [name for name, _ in found["Brackwater Lithium Limited"].mentions] == [
        "Brackwater Lithium Limited",
        "Brackwater Lithium",
        "Brackwater",
        "BRACKWATER LITHIUM",
    ]


def test_a_short_form_shared_by_a_family_means_its_head() -> None:
    text = (
        "Polvex AB sold 40 t of cells. Its unit Polvex Norge AS sold 4 t. Polvex employs 90 people."
    )
    found = companies_of(text)
    assert [name for name, _ in found["Polvex AB"].mentions] == ["Polvex AB", "Polvex"]
    assert found["Polvex Norge AS"].parent == "Polvex AB"


def test_an_acronym_in_brackets_is_a_name() -> None:
    text = "Eastern Gulf Aluminium (EGA) opened a line. EGA said that it saves 4 GWh a year."
    found = companies_of(text)
    assert [name for name, _ in found["Eastern Gulf Aluminium"].mentions] == [
        "Eastern Gulf Aluminium",
        "EGA",
        "EGA",
    ]


def test_a_named_unit_keeps_its_owner_in_its_name() -> None:
    text = "Baogang's Test Laboratory saved 4 t. Baogang Group reported 900 t."
    found = companies_of(text)
    assert found["Baogang's Test Laboratory"].parent == "Baogang Group"
    assert found["Baogang Group"].reference_id == "cn_baogang_group"


def test_a_listed_name_leads_to_its_row() -> None:
    found = companies_of("Lynas sold 2,000 t of oxide, and 北方稀土 sold 3,000 t.")
    assert {one.reference_id for one in found.values()} == {"au_lynas", "cn_northern_rare_earth"}


def test_an_ambiguous_alias_wants_support() -> None:
    alone = companies_of("Mountain Pass was busy with trucks last week.")
    assert all(one.reference_id is None for one in alone.values())
    supported = companies_of("MP Materials runs the mine. Mountain Pass sold 900 t of concentrate.")
    assert {one.reference_id for one in supported.values()} == {"us_mp_materials"}


def test_a_longer_name_is_not_its_alias() -> None:
    found = companies_of("Solvay Brewing Supplies Inc. sold 40 t of malt.")
    assert found["Solvay Brewing Supplies Inc."].reference_id is None


PARENT, CHILD = "Brackwater Foods", "Tilling Dairy"


@pytest.mark.parametrize(
    "statement",
    [
        "Tilling Dairy, a unit of Brackwater Foods, cut its steam use.",
        "Tilling Dairy, part of the Brackwater Foods group, cut its steam use.",
        "Tilling Dairy saved 4 t. The plant belongs to Brackwater Foods.",
        "Tilling Dairy’s parent, Brackwater Foods, invested £3 million.",
        "Brackwater Foods’ cheese arm, Tilling Dairy, saved 40 t.",
        "Brackwater Foods, which bought Tilling Dairy in 2019, invested £3 million.",
        "Tilling Dairy, 75% owned by Brackwater Foods, saved 40 t.",
        "Tilling Dairy, in which Brackwater Foods has a 51% stake, saved 40 t.",
        "Brackwater Foods holds 60% of Tilling Dairy.",
        "Brackwater Foods said its subsidiary Tilling Dairy saved 40 t.",
        "Tilling Dairy saved 40 t, said Brackwater Foods, its majority owner.",
        "Tilling Dairy (a subsidiary of Brackwater Foods) sold 40 t.",
        "Tilling Dairy saved 4 t. Its owner, Brackwater Foods, is pleased.",
        "Tilling Dairy saved 4 t. It was bought by the Irish co-op Brackwater Foods in 2019.",
        "Tilling Dairy, in which Brackwater Foods has a two-thirds stake, saved 40 t.",
        "Tilling Dairy, affiliated to Brackwater Foods, saved 40 t.",
        "Brackwater Foods completed its acquisition of 60% of the shares in Tilling Dairy.",
        "Brackwater Foods, already the main owner, bought the remaining 49% of Tilling Dairy.",
        "Tilling Dairy is owned by Morrow Farms (26%) and Brackwater Foods (74%).",
        "Brackwater Foods-owned Tilling Dairy saved 40 t.",
        "Tilling Dairy, a Brackwater Foods company, saved 40 t.",
        "Tilling Dairy, the cheese maker controlled by Brackwater Foods, sold 40 t.",
    ],
)
def test_reads_the_parent(statement: str) -> None:
    found = companies_of(f"{statement} Tilling Dairy sold 3 t. Brackwater Foods sold 30 t.")
    parents = {name: one.parent for name, one in found.items() if name != "Morrow Farms"}
    assert parents == {CHILD: PARENT, PARENT: None}


@pytest.mark.parametrize(
    "statement",
    [
        "Tilling Dairy, 25% owned by Brackwater Foods, saved 40 t.",
        "Brackwater Foods holds 30% of Tilling Dairy.",
        "Brackwater Foods and Tilling Dairy signed a supply deal.",
        "Tilling Dairy is a customer of Brackwater Foods.",
        "Tilling Dairy is a joint venture of Brackwater Foods (50%) and the county (50%).",
        "Brackwater Foods bought the Elm plant from Tilling Dairy.",
        "Tilling Dairy, jointly owned by Brackwater Foods and others, sold 40 t.",
    ],
)
def test_a_minority_or_a_deal_makes_no_parent(statement: str) -> None:
    found = companies_of(f"{statement} Tilling Dairy sold 3 t. Brackwater Foods sold 30 t.")
    assert {name: one.parent for name, one in found.items()} == {CHILD: None, PARENT: None}


@pytest.mark.parametrize(
    "text", ["", "(", "A " * 400, "of and the " * 200, "A&B's " * 300, "é" * 500, "包钢" * 200]
)
def test_any_text_is_read(text: str) -> None:
    companies_of(text)
