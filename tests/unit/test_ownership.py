"""Whose unit a company is, and which names are companies, in single sentences."""

import pytest

from orchestration.extraction.companies.finder import find_companies
from orchestration.reference import default_reference
from orchestration.text import NO_METADATA, read_text


def _companies(text: str) -> dict[str, str | None]:
    found = find_companies(read_text(text, NO_METADATA), default_reference())
    return {one.name: one.parent for one in found}


@pytest.mark.parametrize(
    "text",
    [
        "Stonecast, the cement arm of Malloy Group, cut output by 4%.",
        "Stonecast, which Malloy Group bought in 2019, cut output by 4%.",
        "Malloy Group, parent of cement maker Stonecast, cut output by 4%.",
        "Through its subsidiary Stonecast, Malloy Group runs nine kilns.",
        "Malloy Group runs nine kilns through Stonecast, its cement business.",
        "Stonecast cut output by 4%. Majority owner Malloy Group holds 64%.",
        "Since the takeover of Stonecast by Malloy Group, output has fallen 4%.",
        "Malloy Group's acquisition of Stonecast, completed in May, added nine kilns.",
        "Hartwell AG sold its cement unit Stonecast to rival Malloy Group for $75 million.",
        "Malloy Group took a majority stake in Stonecast in 2022.",
        "Malloy Group raised its stake in Stonecast from 40% to 65%.",
        "Stonecast's shares are 70% held by Malloy Group.",
        "Stonecast, now in the hands of Malloy Group, cut output by 4%.",
        "The Leeds-based maker Stonecast, owned since 2018 by Malloy Group of Ireland, ran.",
    ],
)
def test_a_majority_makes_a_parent(text: str) -> None:
    assert _companies(text)["Stonecast"] == "Malloy Group"


@pytest.mark.parametrize(
    "text",
    [
        "Stonecast is 30% owned by Malloy Group.",
        "Malloy Group trained workers at its supplier Stonecast.",
        "Malloy Group raised its stake in Stonecast from 20% to 30%.",
        "Malloy Group plans to acquire the cement maker Stonecast for $75 million.",
        "Stonecast, backed by Malloy Group, cut output by 4%.",
        "Stonecast is a 50:50 joint venture of Malloy Group and Hartwell AG.",
    ],
)
def test_a_minority_a_plan_or_a_supplier_makes_none(text: str) -> None:
    assert _companies(text)["Stonecast"] is None


def test_each_unit_of_a_list_has_the_owner() -> None:
    found = _companies("Malloy Group's subsidiaries Stonecast Ltd and Brickline Ltd cut output.")
    assert (found["Stonecast Ltd"], found["Brickline Ltd"]) == ("Malloy Group", "Malloy Group")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Yesterday it rained. FC Nordhafen spent 3.1 million euros.", {"FC Nordhafen"}),
        ("It rained. Port of Skarsund has electrified nine cranes.", {"Port of Skarsund"}),
        ("St Brannoc's Hospital cut its gas bill by 22%.", {"St Brannoc's Hospital"}),
        (
            "The National Grain and Oilseed Cooperative (NGOC) collected 410,000 tonnes.",
            {"National Grain and Oilseed Cooperative"},
        ),
        ("It rained. Robotika showed its new gripper.", {"Robotika"}),
        ("Margins at Ortena Foods widened to 11.2%.", {"Ortena Foods"}),
        ("Heidrun Vogt took over in 2015. Vogt Präzision employs 310 people.", {"Vogt Präzision"}),
        (
            "Company | Revenue\nBertolini Macchine | 84\nTecnoforma | 33",
            {"Bertolini Macchine", "Tecnoforma"},
        ),
        ("Wholly owned by Brackwater Steel AG, it has 900 people.", {"Brackwater Steel AG"}),
    ],
)
def test_names_of_companies(text: str, names: set[str]) -> None:
    assert set(_companies(text)) == names
