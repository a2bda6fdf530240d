"""The parts of an article: what is read, what disclaims, and what only surrounds it."""

from pathlib import Path

import pytest
import yaml

from orchestration.text import Article, Metadata, SectionKind, read_document, read_text

GOLD = Path(__file__).parents[1] / "gold"
ITEMS = sorted(path for path in GOLD.glob("d*.yaml"))
MEDIA_TYPES = {".txt": "text/plain", ".html": "text/html"}

STORY = (
    "The plant at Moss has cut its use of fresh water by a third since spring, the company said "
    "on Monday.\n\nIt now takes 80 cubic metres a day, which is the lowest figure since it opened "
    "twelve years ago.\n"
)


def section_of(text: str, words: str) -> SectionKind:
    article = read_text(text)
    start = text.index(words)
    return next(s.section for s in article.sentences if s.start <= start < s.end)


def labelled(path: Path) -> tuple[dict[str, object], Article]:
    label = yaml.safe_load(path.read_text(encoding="utf-8"))
    document = GOLD / label["file"]
    article = read_document(document.read_bytes(), MEDIA_TYPES[document.suffix])
    assert isinstance(article, Article)
    return label, article


@pytest.mark.parametrize("path", ITEMS, ids=lambda path: path.stem)
def test_labelled_articles_have_their_date_and_disclaimer(path: Path) -> None:
    label, article = labelled(path)
    assert article.published_on == label["published_on"]
    has_disclaimer = any(s.section is SectionKind.DISCLAIMER for s in article.sentences)
    assert has_disclaimer == label["has_disclaimer"]


@pytest.mark.parametrize("path", ITEMS, ids=lambda path: path.stem)
def test_every_labelled_quote_stands_in_a_sentence_that_is_read(path: Path) -> None:
    label, article = labelled(path)
    read = [
        article.text[s.start : s.end]
        for s in article.sentences
        if s.section is not SectionKind.BOILERPLATE
    ]
    claims = label["claims"]
    assert isinstance(claims, list)
    for quote in (quote for claim in claims for quote in claim["quotes"]):
        assert any(quote in sentence for sentence in read), quote


def test_the_first_line_is_the_title_and_metadata_win_over_it() -> None:
    text = "Moss plant saves water\n\n" + STORY
    assert read_text(text).title == "Moss plant saves water"
    assert section_of(text, "Moss plant") is SectionKind.TITLE
    assert read_text(text, Metadata(title="Another title")).title == "Another title"


def test_a_headline_is_told_from_the_name_of_the_series_above_it() -> None:
    text = "Metals Memo #412\n\nMoss plant to save a third of its water\n\n" + STORY
    assert read_text(text).title == "Moss plant to save a third of its water"


@pytest.mark.parametrize(
    "above",
    [
        "News Release",
        "Success Story | Ports & Terminals",
        "Moss Works Co., Ltd.",
        "MOSS WORKS LIMITED (ASX: MOS)",
        "The Oslo Stock Exchange takes no responsibility for the contents of this announcement.",
    ],
)
def test_a_headline_is_told_from_rubric_letterhead_and_notice_above_it(above: str) -> None:
    article = read_text(f"{above}\n\nMoss raises its yield at two of its plants\n\n{STORY}")
    assert article.title == "Moss raises its yield at two of its plants"


def test_an_article_that_begins_with_its_highlights_has_no_title() -> None:
    text = "Highlights\n- Moss saves 80 m³ a day.\n- It costs nothing.\n" + STORY
    assert read_text(text).title is None
    assert section_of(text, "Moss saves") is SectionKind.HIGHLIGHTS
    assert section_of(text, "The plant at Moss") is SectionKind.BODY


def test_bullets_between_headline_and_story_are_highlights_and_later_ones_are_not() -> None:
    text = "Moss saves water\n\n• 80 m³ a day\n• No cost\n\n" + STORY + "\n• Later bullet of 5 t\n"
    assert section_of(text, "80 m³ a day\n") is SectionKind.HIGHLIGHTS
    assert section_of(text, "Later bullet") is SectionKind.BODY


@pytest.mark.parametrize(
    "disclaimer",
    [
        "Disclaimer: This item is drawn from the company’s channel.",
        "Editor’s note: the figures were supplied by the company and have not been checked.",
        "We have checked none of these figures, so check them yourself before you buy.",
        "This article is for informational purposes only and is not investment advice.",
        "The facts above have not been independently verified.",
    ],
)
def test_disclaimers_with_and_without_a_label(disclaimer: str) -> None:
    text = "Moss saves water\n\n" + STORY + "\n" + disclaimer + "\n"
    assert section_of(text, disclaimer) is SectionKind.DISCLAIMER


@pytest.mark.parametrize(
    "sentence",
    [
        "The report is unaudited.",
        "The auditors have not reviewed it. Next date: nine-month figures on 11 November.",
        "Such claims of 46 patents should be independently verified, an analyst said.",
        "(Reporting by the Sydney bureau; Editing by the commodities desk)",
    ],
)
def test_other_last_words_are_no_disclaimer(sentence: str) -> None:
    text = "Moss saves water\n\n" + STORY + "\n" + sentence + "\n"
    assert section_of(text, sentence[:20]) is SectionKind.BODY


@pytest.mark.parametrize(
    "line",
    [
        "☰ Menu    Home | Metals | Jobs | Log in",
        "🔥 FLASH SALE: 40% off annual plans, ends Sunday! 🔥",
        "[Advertisement]",
        "Share this: WhatsApp | Telegram | Print",
        "Subscribe to our newsletter and save 20%",
        "Join 8,400 readers of our monthly letter.",
        "© 2025 Magnet News — Accelerating 100% of insight",
        "Copyright 2025 Foo. All rights reserved.",
        "0 Comments",
        "5 min read · 1,318 views · 23 shares",
        "Poll of the day: is gold boring? Yes / No / Ask me in 2030",
        "Contact: Media desk, +61 8 5550 0142",
        "Dial 1-555-014-2200, conference ID 40817.",
        "We and our 47 partners use cookies to measure how 100% of visitors use this site.",
        "Unsubscribe · Privacy · Terms · © Memo · Suite 9, MG Road, Kochi · +91 99999 01234",
    ],
)
def test_lines_that_surround_an_article_are_boilerplate(line: str) -> None:
    text = "Moss saves water\n\n" + STORY + "\n" + line + "\n"
    assert section_of(text, line) is SectionKind.BOILERPLATE


@pytest.mark.parametrize(
    "line",
    [
        "Share prices rose 5% and the company printed 2.4 million notices.",
        "Subscribers to the plan rose 12% to 1.4 million.",
        "Contract price: USD 4,860,000, excluding VAT",
        "The call option is worth $5 million.",
        "It joined 40 others and saved 12% off its peak cost.",
        "Home sales | 1,200 | 1,100 | +9%",
    ],
)
def test_lines_of_an_article_are_not(line: str) -> None:
    text = "Moss saves water\n\n" + STORY + "\n" + line + "\n\n" + STORY
    assert section_of(text, line) is SectionKind.BODY


def test_lists_of_other_articles_and_comments_end_where_they_end() -> None:
    text = (
        "Moss saves water\n\n" + STORY + "\nYou may also like\n» 7 charts on copper\n» Top 10 of "
        "2025\n\nThe plan was approved by the board of the company in spring, it said on Monday "
        "evening.\n\nCOMMENTS (2)\nprospector: bought 200 shares\nbull: 12 tonnes, lol\n"
    )
    for words in ("You may also", "7 charts", "Top 10", "COMMENTS", "bought 200", "12 tonnes"):
        assert section_of(text, words) is SectionKind.BOILERPLATE
    assert section_of(text, "The plan was approved") is SectionKind.BODY


def test_words_on_forward_looking_statements_are_boilerplate_and_no_disclaimer() -> None:
    text = (
        "Moss saves water\n\n"
        + STORY
        + "\nForward-Looking Statements\nThis press release contains "
        "forward-looking statements that involve 5 risks and should be verified.\n"
    )
    assert section_of(text, "This press release") is SectionKind.BOILERPLATE


def test_counts_of_readers_are_cut_out_of_the_line_that_dates_an_article() -> None:
    text = "Moss saves water\nMetal News Nov 5, 2025 15:20 Reads: 2,316\n\n" + STORY
    assert section_of(text, "Metal News") is SectionKind.BODY
    assert section_of(text, "2,316") is SectionKind.BOILERPLATE
