"""The same pages by way of a site and of a web archive are the same articles, row for row."""

from pathlib import Path

from benchmarks.site import articles_of_archive, visit_three_times

SAVING = (
    "Lindal Paper AS said on 3 March 2025 that a closed loop at its Oster mill saves 1,200 m³ of "
    "water a day, and that the loop cost €4.2 million."
)
STAFF = (
    "The mill’s staff have run it since January. A second mill is to follow in 2026, the company "
    "said in a statement to its shareholders."
)


def page(number: int, charset: str) -> bytes:
    body = f"<p>{SAVING}</p><p>{STAFF}</p>"
    markup = (
        f'<html lang="en"><head><meta charset="{charset}"><title>Mill {number}</title>'
        f'<meta property="article:published_time" content="2025-03-0{number}T08:00:00Z"></head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>Mill {number}</h1>{body}</article>"
        "</body></html>"
    )
    return markup.encode(charset)


def test_a_site_and_an_archive_of_it_give_the_same_articles(tmp_path: Path) -> None:
    pages = {f"/p/{n}": page(n, charset) for n, charset in ((1, "utf-8"), (2, "windows-1252"))}
    site = visit_three_times(tmp_path / "site", pages)
    assert [visit.landed for visit in site.visits] == [2, 0, 2]
    assert [visit.body_bytes > 0 for visit in site.visits] == [True, False, True]
    rows = site.articles(tmp_path / "rows")
    assert rows["title"].to_list() == ["Mill 1", "Mill 2"]
    assert all("1,200 m³" in text and "€4.2" in text for text in rows["text"])
    assert rows.equals(articles_of_archive(tmp_path / "archive", site.pages, site.host))
