"""PDF files as articles: paragraphs out of lines, and a reason where there is no text."""

from collections.abc import Sequence

from orchestration.text import Article, Unreadable, read_document

HEAD = "Lindal Paper AS | Press release"
FIRST = (
    "Lindal Paper said on 3 March 2025 that a closed loop at its",
    "Oster mill saves 1,200 m3 of water a day. The loop took two",
    "years to build.",
)
SECOND = (
    "The mill has cut its use of energy by 6% since then, and the",
    "company plans a further loop at Vik that will save as much a",
    "year later, it said.",
)


def pdf(*pages: Sequence[str]) -> bytes:
    """A PDF file with these lines on its pages (PDF 1.4, no compression)."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        content = f"BT /F1 11 Tf 14 TL 60 760 Td {shown} ET"
        page = "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
        objects += [
            f"<< {page} /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    body = "%PDF-1.4\n"
    offsets: list[int] = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


def read(content: bytes) -> Article | Unreadable:
    return read_document(content, "application/pdf")


def test_lines_become_paragraphs_and_what_repeats_is_left_out() -> None:
    pages = [
        (HEAD, *FIRST, "1"),
        (HEAD, *SECOND, "Page 2 of 3"),
        (HEAD, "The loop at Vik will be built by its own people.", "3"),
    ]
    article = read(pdf(*pages))
    assert isinstance(article, Article)
    assert article.text.split("\n\n") == [
        " ".join(FIRST),
        " ".join(SECOND),
        "The loop at Vik will be built by its own people.",
    ]


def test_a_document_without_text_says_why() -> None:
    scan, cut, huge = read(pdf(())), read(pdf(FIRST)[:60]), read(pdf(*[("A page",)] * 301))
    assert isinstance(scan, Unreadable)
    assert isinstance(cut, Unreadable)
    assert isinstance(huge, Unreadable)
    assert [scan.reason_code, cut.reason_code, huge.reason_code] == [
        "no_text",
        "damaged",
        "too_large",
    ]
