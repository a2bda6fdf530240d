"""Damaged characters come back, each change on record; what is whole stays as it is."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.text.article import Repair
from orchestration.text.mojibake import repair_encoding

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
SEED = ROOT.parent / "shared" / "seed" / "article.txt"

PROSE = (
    "The plant’s new line “Kompass” saves 80 m³ of water a day — about €1.4 million — and the "
    "group’s 260% gain isn’t small. It cut CO₂ by 5–7% in the third quarter.\n\n"
    "© 2025 Magnet News™\n"
)


def as_thai(text: str, controls: str) -> str:
    """``text`` in UTF-8, read as ISO-8859-11; ``controls`` tells what became of control bytes."""
    pieces = []
    for byte in text.encode():
        if byte < 0x80:
            pieces.append(chr(byte))
        elif byte >= 0xA0:
            pieces.append(bytes([byte]).decode("iso8859_11"))
        elif controls == "kept":
            pieces.append(chr(byte))
        elif controls == "windows":
            pieces.append(bytes([byte]).decode("cp1252", errors="replace"))
    return "".join(pieces)


def as_western(text: str, *, drop_controls: bool) -> str:
    characters = [chr(byte) if byte < 0x100 else "" for byte in text.encode()]
    if drop_controls:
        return "".join(c for c in characters if not "\x80" <= c < "\xa0")
    return "".join(characters)


DAMAGES = {
    "Thai, twice": as_thai(as_thai(PROSE, "kept"), "kept"),
    "Thai, then Windows-1252": as_thai(PROSE, "kept").encode().decode("sloppy-windows-1252"),
    "Thai without control bytes, then Windows-1252": as_thai(PROSE, "dropped")
    .encode()
    .decode("sloppy-windows-1252"),
    "Windows-874": PROSE.encode().decode("cp874", "ignore"),
    "Windows-874, its undefined bytes as U+FFFD": PROSE.encode().decode("cp874", "replace"),
    "Thai, control bytes dropped": as_thai(PROSE, "dropped"),
    "Thai, control bytes kept": as_thai(PROSE, "kept"),
    "Thai, control bytes shown as Windows shows them": as_thai(PROSE, "windows"),
    "Windows-1252": PROSE.encode().decode("sloppy-windows-1252"),
    "Windows-1252 with its undefined bytes lost": PROSE.encode().decode("cp1252", "ignore"),
    "Windows-1252 twice": PROSE.encode()
    .decode("sloppy-windows-1252")
    .encode()
    .decode("sloppy-windows-1252"),
    "ISO-8859-1": as_western(PROSE, drop_controls=False),
    "ISO-8859-1, control bytes dropped": as_western(PROSE, drop_controls=True),
}


@pytest.mark.parametrize("damaged", DAMAGES.values(), ids=DAMAGES.keys())
def test_prose_comes_back_from_every_kind_of_damage(damaged: str) -> None:
    assert damaged != PROSE
    assert repair_encoding(damaged).text == PROSE


@pytest.mark.parametrize("damaged", DAMAGES.values(), ids=DAMAGES.keys())
def test_every_change_is_on_record(damaged: str) -> None:
    repaired = repair_encoding(damaged)
    assert undo(repaired.text, repaired.repairs) == damaged


def undo(text: str, repairs: tuple[Repair, ...]) -> str:
    pieces: list[str] = []
    position = 0
    for repair in repairs:
        end = repair.start + len(repair.after)
        assert text[repair.start : end] == repair.after
        pieces += (text[position : repair.start], repair.before)
        position = end
    return "".join([*pieces, text[position:]])


def test_the_seed_comes_back_whole() -> None:
    if not SEED.exists():
        pytest.skip("the seed article is not beside this checkout")
    damaged = SEED.read_text(encoding="utf-8")
    repaired = repair_encoding(damaged)
    expected = (SEED.parents[1] / "gold" / "seed.repaired.txt").read_text(encoding="utf-8")
    assert repaired.text == expected
    assert repaired.rule == "iso_8859_11"
    assert sum(repair.before.count("โ") for repair in repaired.repairs) == 30
    assert undo(repaired.text, repaired.repairs) == damaged


def test_an_article_in_windows_1252_comes_back_whole() -> None:
    damaged = (GOLD / "d02.txt").read_text(encoding="utf-8")
    repaired = repair_encoding(damaged)
    assert repaired.text == (GOLD / "d02.repaired.txt").read_text(encoding="utf-8")
    assert repaired.rule == "cp1252"
    assert len(repaired.repairs) > 0


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("the companiesโ figures are his", "the companies’ figures are his"),
        ("he said: โThe word โgreenโ is usedโ.", "he said: “The word ‘green’ is used”."),
        ("EPS from โ0.25 to โ0.33 (โ2.3%)", "EPS from −0.25 to −0.33 (−2.3%)"),
        ("โ46 patentsโ, it says", "“46 patents”, it says"),
        ("in 2024โ2025, Q1โQ3, JanuaryโMarch", "in 2024–2025, Q1–Q3, January–March"),
        ("PrโNd oxide", "Pr–Nd oxide"),
        ("in the โ90s OโBrien came at five oโclock", "in the ’90s O’Brien came at five o’clock"),
        ("5 tCOโe and LiโCOโ", "5 tCO₂e and Li₂CO₃"),
        ("โข First\nโข Second", "• First\n• Second"),
        ("the Brandโข works", "the Brand™ works"),
        ("paid โฌ5 million, at โฅ5 and โค6%", "paid €5 million, at ≥5 and ≤6%"),
        ("3 ร 4 m, ยฃ5, 20 ยฐC, ยฑ5", "3 × 4 m, £5, 20 °C, ±5"),
        ("cafรฉ Mรผller", "café Müller"),
        ("prioritiesโgrowth, and โnew forcesโโand", "priorities—growth, and “new forces”—and"),
    ],
)
def test_context_tells_which_mark_was_lost(damaged: str, meant: str) -> None:
    assert repair_encoding(damaged).text == meant


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "บริษัท ปตท. จำกัด (มหาชน) กำไร 12,345 ล้านบาท เพิ่มขึ้น 15% โครงการ โรค ยา ราคา ฿500",
        "The Thai word โรค means disease, ไทย is Thai and ยก is lift.",
        "Le château de Bâle — l’âge d’or, pâte : il coûta 5 €, « à peu près ».",
        "Literele â și î se scriu astfel: când, român, până, mâine, cât.",
        "Consiliul hotărâ că; a coborâ, a doborâ.",
        "München, “Größe”, ‘naïve’, São Paulo, Việt Nam ấn tượng, Þórr",
        "Привет, Ελληνικά, 包钢集团节水80立方米, 東北製錬",
        "don't straighten -- or join...\r\nor CRLF\tor tabs; ﬁ ligatures, ＦＵＬＬ, e\u0301",
        "‹x› «y» „z“ • ™ † ‡ ‰ ≤5 ≥6 −7 ± × ÷ µ ₂ ³ ½",
        "",
    ],
)
def test_what_is_whole_stays_to_the_last_character(text: str) -> None:
    repaired = repair_encoding(text)
    assert (repaired.text, repaired.rule, repaired.repairs) == (text, "none", ())


@given(st.text(alphabet="โยรณฉข€â’“” \n.,s0159aZ—Âà\x80\x99™\ufffdไทย", max_size=60))
def test_digits_and_signs_survive_any_mixture_and_repairs_can_be_undone(text: str) -> None:
    repaired = repair_encoding(text)
    assert [c for c in repaired.text if c in "0159,."] == [c for c in text if c in "0159,."]
    assert undo(repaired.text, repaired.repairs) == text


WORDS = {
    "Thai": "บริษัท โรค ยา กำไร เพิ่มขึ้น ราคา ไทย ยก แพง สะดวก ต่าง ๆ",
    "French": "l’âge d’or « coûta » pâte château œuvre —",
    "German": "„Größe“ Straße für – über ‚so‘",
    "Polish": "„Żółć” gęślą jaźń – książę",
    "Chinese": "包钢集团 节水 80立方米 “稀土” —— 。",
    "Greek": "Ελληνικά «λόγος» και – ότι",
    "Russian": "«Привет» — это ёлка, 2−3 ложки",
    "Indonesian": "Qur’an “yang” Syi’ah …",
    "Vietnamese": "Việt Nam ấn tượng “đẹp”",
}


@given(st.data())
def test_no_script_is_taken_for_damage(data: st.DataObject) -> None:
    words = [word for text in WORDS.values() for word in text.split()]
    chosen = data.draw(st.lists(st.sampled_from([*words, "and", "5%", "−7", "\n"]), max_size=40))
    text = " ".join(chosen)
    assert repair_encoding(text).text == text


@given(
    st.lists(
        st.sampled_from(
            [
                "−5",
                "5–7%",
                "€12.5",
                "(3)",
                "the plant’s",
                "“new”",
                "— and",
                "$1,000",
                "café",
                "80 m³",
            ]
        ),
        min_size=1,
        max_size=30,
    ),
    st.sampled_from(["dropped", "kept", "windows"]),
)
def test_numbers_come_back_or_their_sign_is_marked_as_unsure(
    pieces: list[str], controls: str
) -> None:
    text = " ".join(pieces)
    repaired = repair_encoding(as_thai(text, controls))
    assert re.findall(r"[0-9.,%$()]", repaired.text) == re.findall(r"[0-9.,%$()]", text)
    unsure = {repair.start for repair in repaired.repairs if repair.may_also_be}
    for sign in re.finditer("[−–€](?=\\d)", text):
        found = repaired.text[sign.start()]
        assert found == sign[0] or sign.start() in unsure
    assert repair_encoding(repaired.text).text == repaired.text


@pytest.mark.parametrize(
    ("damaged", "mark", "others"),
    [
        ("a margin of โ5% is", "−", "–"),
        ("growth was 5โ7% a year", "–", "−"),
        ("sold for RMBโ5 million", "—", "−"),
        ("sales fell โ 5% in May", "—", "−"),
        ("a loss of \ufffd5 million", "\ufffd", "−"),
        ("it paid ?5 million", "?", "£"),
        ("in 3\ufffd4 years", "\ufffd", "–"),
    ],
)
def test_a_mark_that_a_number_hangs_on_is_not_decided_in_silence(
    damaged: str, mark: str, others: str
) -> None:
    unsure = [repair for repair in repair_encoding(damaged).repairs if repair.may_also_be]
    (repair,) = unsure
    assert repair.after == mark
    assert others in repair.may_also_be


@pytest.mark.parametrize("text", ["Why? 5 of them.", "in the โ90s", "it wasโfor 5 yearsโthere"])
def test_what_no_number_hangs_on_raises_no_doubt(text: str) -> None:
    assert not any(repair.may_also_be for repair in repair_encoding(text).repairs)
