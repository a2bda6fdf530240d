"""Who carries an article, from whom its facts come, and who speaks in which sentence."""

import pytest

from orchestration.extraction.companies.finder import find_companies
from orchestration.extraction.holders.references import read_discourse
from orchestration.extraction.records import SourceKind, SourceRole
from orchestration.extraction.sources.finder import SourceReading, find_sources
from orchestration.reference import default_reference
from orchestration.text import Metadata, read_text


def reading_of(text: str, publisher: str | None = None) -> SourceReading:
    article = read_text(text, Metadata(publisher=publisher))
    tables = default_reference()
    companies = find_companies(article, tables)
    discourse = read_discourse(article, companies, tables)
    reading = find_sources(article, companies, discourse, tables)
    assert len(reading.speakers) == len(article.sentences)
    return reading


def publisher_of(reading: SourceReading) -> str | None:
    return next((s.name for s in reading.sources if s.role is SourceRole.PUBLISHER), None)


def originators_of(reading: SourceReading) -> set[str]:
    return {s.name for s in reading.sources if s.role is SourceRole.ORIGINATOR}


def test_a_wire_story_has_its_wire_and_its_speakers() -> None:
    reading = reading_of(
        "Polish freight operator Kolmet moves more grain\n\n"
        "WARSAW, Feb 20, 2026 (Reuters) - Freight operator Kolmet said in a statement that it "
        "moved 38.2 million tonnes in 2025. Two bankers told Reuters that it owes 4 billion zlotys."
    )
    assert publisher_of(reading) == "Reuters"
    assert originators_of(reading) == {"Kolmet", "Reuters"}
    assert reading.speakers[-2:] == (("Kolmet",), ("Reuters",))


def test_a_paid_wire_carries_the_issuers_release() -> None:
    reading = reading_of(
        "Corvane reports 41% more revenue\n\n"
        "DENVER, Aug. 7, 2025 (GLOBE NEWSWIRE) -- Corvane Energy Storage, Inc. today reported "
        "revenue of $18.7 million. Shipments came to 62 MWh."
    )
    assert publisher_of(reading) == "GlobeNewswire"
    assert originators_of(reading) == {"Corvane Energy Storage, Inc."}


def test_a_newsroom_is_no_publisher() -> None:
    reading = reading_of(
        "Our line in Moss saves 4 GWh a year\n\n"
        "Hallvard Recycling ASA has saved 4 GWh since March. The line cost 9 million euros.",
        publisher="Hallvard Recycling",
    )
    assert publisher_of(reading) is None
    assert originators_of(reading) == {"Hallvard Recycling ASA"}


def test_a_disclaimer_names_the_originators() -> None:
    reading = reading_of(
        "Week in the rare earths\n\n"
        "Gansu Rare Earth says that it saves 4 million yuan a year.\n\n"
        "Disclaimer: this item is drawn from Baogang Daily, a company paper.",
        publisher="Magnet Post",
    )
    assert reading.has_disclaimer
    assert publisher_of(reading) == "Magnet Post"
    assert originators_of(reading) == {"Baogang Daily"}
    assert next(s for s in reading.sources if s.role is SourceRole.ORIGINATOR).in_disclaimer


def test_facts_of_a_company_that_made_a_statement_are_its_own() -> None:
    reading = reading_of(
        "Tilling Dairy cuts its steam\n\n"
        "Tilling Dairy Ltd. saved 40 t of steam, it said in a notice to shareholders. The boiler "
        "cost £3 million. Rivals were slower: Orrin Creamery Ltd. used 90 t.",
        publisher="Dairy Post",
    )
    assert reading.sources_of(2, "Tilling Dairy Ltd.") == ("Tilling Dairy Ltd.",)
    assert reading.sources_of(3, "Orrin Creamery Ltd.") == ("Dairy Post",)


def test_each_of_two_companies_speaks_for_itself() -> None:
    reading = reading_of(
        "Two dairies and a quarrel about milk\n\n"
        "Tilling Dairy Ltd. reported sales of 4 t and Orrin Creamery Ltd. 9 t.",
        publisher="Dairy Post",
    )
    assert reading.sources_of(1, "Orrin Creamery Ltd.") == ("Orrin Creamery Ltd.",)
    assert reading.sources_of(1, "Tilling Dairy Ltd.") == ("Tilling Dairy Ltd.",)


def test_it_said_goes_on_with_the_outlet() -> None:
    reading = reading_of(
        "Tilling Dairy under the eye of a paper\n\n"
        "Tilling Dairy Ltd. sold 4 t, Inner Mongolia Daily wrote. That is 2 t less, it said.",
        publisher="Dairy Post",
    )
    assert reading.speakers[1] == reading.speakers[2] == ("Inner Mongolia Daily",)


def test_an_auditor_gives_assurance() -> None:
    reading = reading_of(
        "Sustainability report 2025\n\n"
        "Salinas del Norte S.A. saved 40,000 m3 of water. Verifica Nord Auditores gave limited "
        "assurance on the marked figures.",
        publisher="Salinas del Norte S.A.",
    )
    kinds = {s.name: s.kind for s in reading.sources}
    assert kinds["Verifica Nord Auditores"] is SourceKind.ASSURANCE


def test_a_filing_is_a_filing() -> None:
    reading = reading_of(
        "Magnet maker files its numbers\n\n"
        "Tianhe Magnet Co., Ltd. earned 40 million yuan, according to its filing with the "
        "Shenzhen Stock Exchange.",
        publisher="Magnet Post",
    )
    kinds = {s.name: s.kind for s in reading.sources if s.role is SourceRole.ORIGINATOR}
    assert kinds == {"Tianhe Magnet Co., Ltd.": SourceKind.FILING}


def test_answers_of_an_interview_are_known() -> None:
    reading = reading_of(
        "Leaks are the cheapest reservoir\n\n"
        "Hidros del Norte S.A. supplies the valley.\n\n"
        "Q: How much was lost?\n\nBarros: Last year it was 16%.\n\n"
        "Q: And the year before?\n\nBarros: It was 34%. We were not proud of it.",
        publisher="Water Post",
    )
    assert len(reading.answers) >= 3
    assert all(reading.speakers[index] == ("Hidros del Norte S.A.",) for index in reading.answers)


def test_any_text_is_read() -> None:
    for text in ("", "said said said", "According to " * 200, "“" * 300, "it said " * 300):
        reading_of(text)


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        (
            "Tilling sells more\nBy Ana Ruiz, Dairy Freight Weekly\n12 March 2026",
            "Dairy Freight Weekly",
        ),
        (
            "Tilling sells more\nBy Ana Ruiz in Leeds | China Daily | Updated: 2026-03-12",
            "China Daily",
        ),
        ("Tilling sells more\nMarch 12, 2026 · Milk & Whey · 4 min read", "Milk & Whey"),
        (
            "Tilling sells more\nThe Fen Courier\nFriday, 12 March 2026\nBy Ana Ruiz",
            "The Fen Courier",
        ),
        ("Tilling sells more\nFreightScope Iberia, 12 March 2026", "FreightScope Iberia"),
        ("NEWS RELEASE\nLeeds, 12 March 2026\nTilling sells more", None),
        (
            "Tilling sells more\nLEEDS, March 12, 2026 / ACCESS Newswire / Tilling rose.",
            "ACCESS Newswire",
        ),
    ],
)
def test_the_head_of_a_page_names_its_outlet(head: str, publisher: str | None) -> None:
    body = (
        "\n\nTilling Dairy Ltd. sold 38 million litres in 2025, Tilling Dairy Ltd. said on Monday."
    )
    assert publisher_of(reading_of(head + body)) == publisher


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Tilling Dairy Ltd., which carries its own milk, said it lost 4 t.", "Tilling Dairy Ltd."),
        ("It lost 4 t, said Mia Holm, head of sales at Tilling Dairy Ltd.", "Tilling Dairy Ltd."),
        ("Sales fell to 4 t, two people with knowledge of the matter said.", "Dairy Post"),
        ("Sales fell to 4 t, Tilling Dairy Ltd.'s annual report showed.", "Tilling Dairy Ltd."),
    ],
)
def test_a_sentence_tells_who_says_it(sentence: str, speaker: str) -> None:
    reading = reading_of(f"A dairy and its sales\n\n{sentence}", publisher="Dairy Post")
    assert reading.speakers[-1] == (speaker,)
