"""From bytes to articles, and why some bytes become none."""

import random
from datetime import date

import pytest

from orchestration.text import Article, DatePrecision, Metadata, Unreadable, read_document

ENGLISH = (
    "Moss saves water\n\nThe plant at Moss has cut its use of fresh water by a third since spring, "
    "the company said on Monday, and it’s proud of “80 m³” a day.\n"
)
PARAGRAPH = (
    "<p>The plant at Moss has cut its use of fresh water by a third since spring, the company said "
    "on Monday, and it is proud of what its crew of 85 people has reached in so short a time.</p>"
)
PORTUGUESE = (
    "A fábrica reduziu o consumo de água em um terço desde a primavera, disse a empresa na segunda-"
    "feira. A produção de carbonato de lítio aumentou quinze por cento no terceiro trimestre, e as "
    "vendas chegaram a quarenta milhões de reais, segundo o comunicado que a companhia divulgou. "
)


def article(content: bytes, media_type: str = "text/plain", **more: str) -> Article:
    found = read_document(content, media_type, **more)
    assert isinstance(found, Article), found
    return found


def code(content: bytes, media_type: str = "text/plain") -> str:
    found = read_document(content, media_type)
    assert isinstance(found, Unreadable)
    assert found.reason.endswith(".")
    return found.reason_code


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (ENGLISH.encode(), "utf-8"),
        (ENGLISH.encode("utf-8-sig"), "utf-8"),
        (ENGLISH.encode("utf-16"), "utf-16"),
        (ENGLISH.encode("utf-16-le"), "utf-16"),
        (ENGLISH.encode("cp1252"), "cp1252"),
    ],
)
def test_encodings_are_told_apart(content: bytes, encoding: str) -> None:
    found = article(content)
    assert (found.text, found.encoding, found.encoding_repair) == (ENGLISH, encoding, "none")


def test_a_declared_encoding_is_used_where_the_bytes_are_no_utf_8() -> None:
    # In Windows-1252 the same bytes would be letters with other accents.
    text = "Łódź: " + ENGLISH.replace("³", "3")
    assert article(text.encode("cp1250"), declared_encoding="windows-1250").text == text


def test_a_wrong_declaration_does_not_damage_utf_8() -> None:
    assert article(ENGLISH.encode(), declared_encoding="tis-620").text == ENGLISH


def test_a_few_foreign_bytes_in_utf_8_are_repaired_and_recorded() -> None:
    content = ENGLISH.encode() * 3 + b"It\x92s done.\n"
    found = article(content)
    assert found.text == ENGLISH * 3 + "It’s done.\n"
    assert found.encoding_repair == "cp1252"
    (repair,) = found.repairs
    assert (repair.start, repair.before, repair.after) == (len(ENGLISH) * 3 + 2, "\x92", "’")


def test_a_last_character_that_was_cut_in_two_is_dropped_and_recorded() -> None:
    found = article(ENGLISH.encode() + "’".encode()[:2])
    assert found.text == ENGLISH
    assert [repair.rule for repair in found.repairs] == ["cut_character"]


@pytest.mark.parametrize(
    ("content", "media_type", "expected"),
    [
        (b"", "text/plain", "empty"),
        (b" \n\t\r\n", "text/plain", "empty"),
        ("\ufeff \n".encode(), "text/plain", "empty"),
        (b"\x89PNG\r\n\x1a\n....", "text/plain", "binary"),
        (b"%PDF-1.7 ...", "text/html", "binary"),
        (b"PK\x03\x04 ...", "text/plain", "binary"),
        (b"some\x00text", "text/plain", "binary"),
        (b"a line of text\n" * 2_700_000, "text/plain", "too_large"),
        (b"<html>" + b" " * 20_000_000, "text/html", "too_large"),
        (b"<html>" + b" " * 6_000_000, "text/html", "no_article"),
        (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "text/html", "no_article"),
        (b"<html><body><p>A new mill.</p></body></html>", "text/html", "no_article"),
        (PORTUGUESE.encode(), "text/plain", "unsupported_language"),
        (
            "包钢集团报告节水八十立方米每年节省一百七十一万元".encode() * 6,
            "text/plain",
            "unsupported_language",
        ),
    ],
)
def test_every_reason_why_a_document_is_no_article(
    content: bytes, media_type: str, expected: str
) -> None:
    assert code(content, media_type) == expected


def test_bytes_in_no_encoding_are_undecodable() -> None:
    generator = random.Random(1)  # the same bytes every time
    noise = bytes(generator.choice([*range(1, 9), *range(128, 256)]) for _ in range(3000))
    assert code(noise) == "undecodable"


def test_short_or_mixed_texts_are_not_refused_for_their_language() -> None:
    assert article(b"Lithium: 5 t").language == "en"
    mixed = "包钢集团节水\n\n" + ENGLISH
    assert article(mixed.encode()).language == "en"


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{body}</body></html>".encode()


CONSENT = page(
    "<main><h1>Before you continue</h1><p>We and our 212 partners store and/or access information "
    "on a device, such as unique IDs in cookies, to process personal data. You may accept or "
    "manage your choices by clicking below. We use cookies to show you personalised ads and "
    "content, and to measure them. Some of our partners rely on legitimate interest.</p>"
    "<button>Accept all</button><button>Reject all</button><a href='/p'>Privacy policy</a></main>"
)
SHELL = page(
    "<noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div>"
    "<script src='/main.js'></script>",
    "<title>Lindal Paper</title>",
)
GONE = page(
    "<main><h1>Page not found</h1><p>Sorry, the page that you are looking for has moved, or was "
    "taken down by its author some time ago. Go back to the front page, or look for it in the "
    "archive of older stories.</p></main>",
    "<title>404 – Ore Wire</title>",
)
LOGIN = page(
    "<main><h1>Mill saves water</h1><p>This story is for subscribers. Already a member? Log in to "
    "continue reading with your account, or subscribe for 1 euro a week and cancel whenever you "
    "like. Forgot your password? Create a free account to read three articles a month.</p></main>"
)
JAPANESE = page(
    "<article><h1>製紙工場で節水</h1><p>"
    + "リンダル製紙は三日、オステル工場に新しい循環水設備を導入し、一日あたり千二百立方メートルの"
    "水を節約したと発表した。同社によると設備の費用は四百二十万ユーロで、年間の効果は大きいという。"
    * 3
    + "</p></article>"
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(CONSENT, "consent_wall", id="consent"),
        pytest.param(SHELL, "script_only", id="shell"),
        pytest.param(GONE, "error_page", id="gone"),
        pytest.param(LOGIN, "login_wall", id="login"),
        pytest.param(JAPANESE, "unsupported_language", id="japanese"),
    ],
)
def test_a_page_that_holds_something_else_says_what(content: bytes, expected: str) -> None:
    assert code(content, "text/html") == expected


FINE = (
    "Regulators fined the retailer EUR 2 million because it asked for consent to cookies too "
    "late. The shop said it has changed its banner. Some 40,000 customers were told by letter, "
    "and the fine was paid in March. The authority looks at six other shops this year."
)
SUBSCRIBERS = (
    "Nordwind Media said that 1.2 million subscribers log in every day, 8% more than a year "
    "ago. It plans to raise prices in May. Revenue rose to EUR 410 million in 2024, and the "
    "group employs 3,100 people at nine sites in four countries."
)
NOT_FOUND = "Page not found was what most readers of the railway's site saw in the storm" + "".join(
    f". In week {week} the railway moved {week * 37} timetables to new servers" for week in range(9)
)


@pytest.mark.parametrize("story", [FINE, SUBSCRIBERS, NOT_FOUND], ids=["fine", "users", "storm"])
def test_an_article_about_such_pages_is_an_article(story: str) -> None:
    paragraphs = "".join(f"<p>{part}.</p>" for part in story.split(". "))
    found = read_document(page(f"<article><h1>News</h1>{paragraphs}</article>"), "text/html")
    assert isinstance(found, Article)


def test_a_page_becomes_title_and_paragraphs_without_what_surrounds_them() -> None:
    body = (
        "<div id='cookie-banner'><p>We and our 47 partners use cookies.</p></div>"
        "<nav><a href='/'>Home</a></nav><article><h1>Moss saves water</h1>"
        + PARAGRAPH
        * 1
        + "<p>It avoids 740 tonnes of CO<sub>2</sub>e and takes 80 m<sup>3</sup> a day, or 10"
        "<sup>4</sup> litres, since the new loop has been in service.</p>"
        "<ul><li>First item of 5 t</li><li>Second item of 6 t</li></ul>"
        "<table><tr><th>Item</th><th>Q3</th></tr><tr><td>Sales</td><td>13,050</td></tr></table>"
        "</article><aside class='related'><h3>Related news</h3><p>Dividend of 3.10</p></aside>"
        "<footer><p>&copy; 2025 Moss News, Tel. +47 55 50 01 42</p></footer>"
    )
    found = article(page(body, "<title>Moss saves water - Moss News</title>"), "text/html")
    assert found.title == "Moss saves water"
    assert found.publisher == "Moss News"
    lines = [line for line in found.text.split("\n") if line]
    assert lines[0] == "Moss saves water"
    assert "It avoids 740 tonnes of CO2e and takes 80 m3 a day, or 10⁴ litres" in found.text
    assert "- First item of 5 t" in lines
    assert "Sales | 13,050" in lines
    for outside in ("cookies", "Home", "Dividend", "2025"):
        assert outside not in found.text


def json_ld(described: str) -> str:
    return f'<script type="application/ld+json">{described}</script>'


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<meta property='article:published_time' content='2025-09-09T08:00:00+02:00'>", 9),
        ("<meta name='date' content='2025-09-08'>", 8),
        (
            json_ld(
                '[{"@type": "Site"}, {"@type": "Report", "datePublished": "2025-09-07T23:59Z"}]'
            ),
            7,
        ),
        (json_ld("{broken") + "<meta name='date' content='2025-09-06'>", 6),
    ],
)
def test_the_date_of_a_page(head: str, expected: int) -> None:
    found = article(page(f"<article><h1>Moss</h1>{PARAGRAPH}</article>", head), "text/html")
    assert found.published_on == date(2025, 9, expected)
    assert found.published_on_precision is DatePrecision.DAY


def test_a_page_without_a_date_has_none_whatever_its_copyright_says() -> None:
    found = article(
        page(f"<article><h1>Moss</h1>{PARAGRAPH}</article><footer>© 2025</footer>"), "text/html"
    )
    assert found.published_on is None


def test_the_encoding_that_a_page_declares_is_used() -> None:
    body = f"<article><h1>Łódź plant saves water</h1>{PARAGRAPH}</article>"
    content = page(body, "<meta charset='windows-1250'>").decode().encode("cp1250")
    assert article(content, "text/html").title == "Łódź plant saves water"


def test_a_page_that_came_as_text_is_read_as_a_page() -> None:
    found = article(page(f"<article><h1>Moss</h1>{PARAGRAPH}</article>"), "text/plain")
    assert "<p>" not in found.text


def test_damage_in_a_page_is_repaired_with_offsets_into_the_text() -> None:
    damaged = "<p>It takes 80 mยณ of water a day and is โgreenโ.</p>"
    body = f"<article><h1>Mossโs water</h1>{PARAGRAPH}{damaged}</article>"
    found = article(page(body), "text/html")
    assert found.title == "Moss’s water"
    assert found.encoding_repair == "iso_8859_11"
    assert "80 m³ of water a day and is “green”." in found.text
    assert len(found.repairs) == 4
    for repair in found.repairs:
        assert found.text[repair.start : repair.start + len(repair.after)] == repair.after


def test_markdown_loses_its_marks_and_gives_its_front_matter() -> None:
    source = (
        "---\ntitle: Moss saves water\ndate: 2025-10-14\npublisher: Moss News\n---\n"
        "# Moss saves water\n\nThe **plant** cut its [water use](https://x.example) by `5 t`, "
        "and\nis _proud_ of it.\n\n- First of 5 t\n- Second of 6 t\n\n"
        "| Item | Q3 |\n| --- | --- |\n| Sales | 13,050 |\n"
    )
    found = article(source.encode(), "text/markdown")
    assert found.title == "Moss saves water"
    assert found.publisher == "Moss News"
    assert found.published_on == date(2025, 10, 14)
    assert [line for line in found.text.split("\n") if line] == [
        "Moss saves water",
        "The plant cut its water use by 5 t, and is proud of it.",
        "- First of 5 t",
        "- Second of 6 t",
        "Item | Q3",
        "Sales | 13,050",
    ]


def test_metadata_from_outside_win_over_the_document() -> None:
    metadata = Metadata(publisher="Outer", title="Outer title", published_on=date(2024, 5, 6))
    found = read_document(
        b"---\ntitle: Inner\npublisher: Inner\ndate: 2025-01-01\n---\nText of the note.\n",
        "text/markdown",
        metadata,
    )
    assert isinstance(found, Article)
    assert (found.publisher, found.title) == ("Outer", "Outer title")
    assert (found.published_on, found.published_on_precision) == (
        date(2024, 5, 6),
        DatePrecision.DAY,
    )


@pytest.mark.parametrize("filler", ["<p>a</p>" * 30_000, "<!-- " + "a" * 6_000_000 + " -->"])
def test_a_page_that_is_large_or_intricate_is_read_more_plainly(filler: str) -> None:
    sentence = "The mill saved 1,200 m3 of water a day in 2024, the company said in its report. "
    markup = (
        "<html><head><title>Water at the mill</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>Water at the mill</h1><p>{sentence * 3}</p></article>{filler}</body></html>"
    )
    article = read_document(markup.encode(), "text/html")
    assert isinstance(article, Article)
    assert article.title == "Water at the mill"
    assert sentence.strip() in article.text
    assert "Home" not in article.text


def test_a_list_of_figures_is_kept_before_a_short_close() -> None:
    prose = (
        "<p>Orrin Metals makes valves, pumps and rollers for mills that work around the clock, and"
        " has done so since it was founded by two brothers in a shed beside the river.</p>"
    )
    page = (
        "<html><body>\n<ul>\n<li>Net sales of $880 million to $910 million</li>\n"
        "<li>Diluted earnings per share of $2.05 to $2.25</li>\n"
        "<li>Capital expenditures of approximately $30 million</li>\n</ul>\n"
        f"{prose}\n<p>Contact: Investor Relations, (815) 555-0143</p></body></html>"
    )
    article = read_document(page.encode(), "text/html")
    assert isinstance(article, Article)
    assert "- Net sales of $880 million to $910 million\n- Diluted earnings" in article.text


@pytest.mark.parametrize(
    ("content", "media_type", "origin", "authors"),
    [
        pytest.param(
            page(
                f"<article><h1>Mill</h1><p>{ENGLISH}</p></article>",
                '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": '
                '"2025-03-03", "author": [{"name": "Maja Lind"}, {"name": "Per Dahl"}]}</script>',
            ),
            "text/html",
            "markup",
            ("Maja Lind", "Per Dahl"),
            id="annotation",
        ),
        pytest.param(
            page(
                f"<article><h1>Mill</h1><p>{ENGLISH}</p></article>",
                '<meta name="author" content="By Maja Lind, Ore Wire staff">',
            ),
            "text/html",
            None,
            ("Maja Lind",),
            id="meta",
        ),
        pytest.param(
            f"Mill saves\n\nBy Maja Lind and Per Dahl\n\n3 May 2025\n\n{ENGLISH}\n".encode(),
            "text/plain",
            "text",
            ("Maja Lind", "Per Dahl"),
            id="byline",
        ),
        pytest.param(
            f"---\ntitle: Mill\ndate: 2025-03-03\nauthor: Maja Lind\n---\n\n{ENGLISH}\n".encode(),
            "text/markdown",
            "markup",
            ("Maja Lind",),
            id="front matter",
        ),
        pytest.param(
            f"Mill saves water\n\nBy the newsroom\n\n{ENGLISH}\n".encode(),
            "text/plain",
            None,
            (),
            id="nobody",
        ),
    ],
)
def test_who_wrote_it_and_where_its_date_stood(
    content: bytes, media_type: str, origin: str | None, authors: tuple[str, ...]
) -> None:
    found = read_document(content, media_type)
    assert isinstance(found, Article)
    assert found.published_on_origin == origin
    assert found.authors == authors


def test_a_date_that_the_source_gives_is_given() -> None:
    given = Metadata(published_on=date(2025, 3, 4))
    found = read_document(f"3 March 2025\n\n{ENGLISH}".encode(), "text/plain", given)
    assert isinstance(found, Article)
    assert (found.published_on, found.published_on_origin) == (date(2025, 3, 4), "given")
