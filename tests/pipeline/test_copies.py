"""Copies and versions over three nights: what is read once, what is read again, what is kept."""

from pathlib import Path

from tests.workshop import Workshop

HEADLINE = "Brightwater Glass cuts gas use at its Selby furnace\n\n"
LEAD = """Brightwater Glass Ltd has rebuilt the largest furnace at its Selby works and now melts \
with far less gas than before. The new furnace saves 14,000 MWh of natural gas a year, the company \
said, and cost GBP 9.5 million. It went into service after a trial in which every shift kept its \
own record of temperatures and waste.

The works makes bottles for brewers and dairies in the north of the country. Its crews were \
trained at a sister plant before the old furnace was let go cold, and no order was lost while the \
masons worked on the crown and the side walls.
"""
TAIL = """
The company employs 640 people in Selby. A second furnace is to follow once the first has run \
through a whole winter without a repair, its managers said.
"""
STORY = HEADLINE + LEAD + TAIL
PAGE = """<html><head><title>Selby furnace</title></head><body><article><h1>Selby furnace</h1>
<p>The works at Selby opens its gates on the {number} Sunday of May. Visitors may see the new \
furnace from a bridge above the hall, and the crews will show how a bottle is blown.</p>
<p>Children are welcome from the age of six. Boots and glasses are lent at the gate.</p>
</article><aside class="advert"><p>{advert}</p></aside></body></html>
"""
BROUGHT_BY = '{{"publisher": "{publisher}", "date": "{date}"}}'


def put(workshop: Workshop, name: str, text: str, publisher: str, date: str) -> None:
    workshop.put(name, text)
    workshop.put(f"{name}.meta.json", BROUGHT_BY.format(publisher=publisher, date=date))


def standing(workshop: Workshop) -> dict[str, str | None]:
    """The address of what is read in place of each article, by its own address."""
    return dict(
        workshop.rows(
            """
            SELECT copies.source_uri, originals.source_uri
            FROM marts.articles AS copies
            LEFT JOIN marts.articles AS originals ON originals.article_id = copies.duplicate_of
            WHERE copies.superseded_by IS NULL
            """
        )
    )


def saved(workshop: Workshop) -> list[tuple[int, int, str]]:
    """Each saving of energy: how many MWh, in how many articles, and since when."""
    return workshop.rows(
        """
        SELECT (value / 1000)::INTEGER, article_count, first_published_on::VARCHAR
        FROM marts.claims
        WHERE metric_type = 'energy_saving'
        ORDER BY 1
        """
    )


def versions(workshop: Workshop) -> list[tuple[int, bool, bool]]:
    """Each version of the page, and whether the chain leads back and on from it."""
    return workshop.rows(
        """
        SELECT
            version_number,
            supersedes IS NOT DISTINCT FROM lag(article_id) OVER (ORDER BY version_number),
            superseded_by IS NOT DISTINCT FROM lead(article_id) OVER (ORDER BY version_number)
        FROM marts.articles
        WHERE source_uri = 'page.html'
        ORDER BY version_number
        """
    )


def outcomes(workshop: Workshop) -> dict[str, int]:
    """How many documents became what."""
    return dict(workshop.rows("SELECT outcome, count(*) FROM marts.documents GROUP BY ALL"))


def test_copies_and_versions_over_three_nights(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "workshop")
    put(workshop, "gazette.txt", STORY, "Selby Gazette", "2025-03-12")
    workshop.put("page.html", PAGE.format(number="first", advert="Cheap sand!"))
    workshop.refresh()

    on_top = "From our correspondent, 13 March 2025, 10:30\n\n"
    put(workshop, "weekly.txt", on_top + STORY, "Glass Weekly", "2025-03-13")
    put(workshop, "short.txt", HEADLINE + LEAD, "Northern Brief", "2025-03-14")
    # The same form, filled with the figures of another furnace.
    other = STORY.replace("14,000", "9,000").replace("9.5 million", "6.1 million")
    put(workshop, "second.txt", other, "Selby Gazette", "2025-09-01")
    workshop.put("page.html", PAGE.format(number="first", advert="Cheaper sand, today only!"))
    assert "texts new 3, pairs found 3" in workshop.refresh()
    assert standing(workshop) == {
        "gazette.txt": None,
        "page.html": None,
        "second.txt": None,
        "short.txt": "gazette.txt",
        "weekly.txt": "gazette.txt",
    }
    assert saved(workshop) == [(9000, 1, "2025-09-01"), (14000, 1, "2025-03-12")]
    assert versions(workshop) == [(1, True, True)], "another advert makes no other article"
    assert outcomes(workshop) == {"article": 3, "duplicate": 2, "same_text": 1}

    # The wire had it first, and arrives last.
    put(workshop, "wire.txt", STORY + "\nReport by the wire's desk.\n", "Ore Wire", "2025-03-11")
    workshop.put("page.html", PAGE.format(number="second", advert="Cheap sand!"))
    workshop.refresh()
    by_wire = {
        "gazette.txt": "wire.txt",
        "page.html": None,
        "second.txt": None,
        "short.txt": "wire.txt",
        "weekly.txt": "wire.txt",
        "wire.txt": None,
    }
    assert standing(workshop) == by_wire
    assert saved(workshop) == [(9000, 1, "2025-09-01"), (14000, 1, "2025-03-11")]
    assert versions(workshop) == [(1, True, True), (2, True, True)]
    assert outcomes(workshop) == {"article": 4, "duplicate": 3, "same_text": 1}
