"""UTF-8 that was read as a one-byte encoding and lost bytes on the way.

Here every byte of a UTF-8 character became a character of its own, and those that stood for
control characters (0x80 to 0x9F) were often dropped: an apostrophe is left as its first byte alone.
What is complete is decoded; what lost a byte is decided from the characters around it. Damage that
lost nothing and is in a Western encoding is ``ftfy``'s, see ``mojibake``.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Set
from dataclasses import dataclass

from orchestration.text.article import Repair
from orchestration.text.language import english_share
from orchestration.text.punctuation import fill_gaps

_LOST = "\ufffd"

_PARTIAL = {
    0xA0: "†",
    0xA1: "‡",
    0xA4: "≤",
    0xA5: "≥",
    0xA6: "…",
    0xAC: "€",
    0xAF: "\u202f",
    0xB0: "‰",
    0xB2: "′",
    0xB3: "″",
    0xB9: "‹",
    0xBA: "›",
}
"""The usual character of E2 ?? xx by its last byte, when the byte between them is lost."""

_PARTIAL_CURRENCY = {
    0xA9: "₩",
    0xAA: "₪",
    0xAB: "₫",
    0xB1: "₱",
    0xB4: "₴",
    0xB9: "₹",
    0xBA: "₺",
    0xBD: "₽",
}
"""The currency of E2 82 xx by its last byte, beside a number."""

_UNLIKELY = re.compile("[\u2800-\u28ff\u2c00-\u2dff]")
"""Braille, Glagolitic, Coptic, Georgian capitals, Ethiopic: they begin with the byte E2 as well."""

_TIMES = re.compile(r"\d ?. ?\d")

_LAST_IN_WINDOWS_874 = re.compile("\ufffd?[’\x92](?=[\\s\\d¼½¾ย(])")
"""Windows-874 has no character for the middle byte of a minus sign or an arrow, and one for the
last."""

_SECOND_BYTES = frozenset({0x80, 0x82, 0x84, 0x86, 0x88, 0x89})
"""Behind E2: punctuation, subscripts and currencies, letterlike signs, arrows, operators."""


@dataclass(frozen=True, slots=True)
class Misreading:
    """A one-byte encoding that UTF-8 was read in.

    ``byte_of`` gives the byte behind a character; ``leads`` are the first bytes of UTF-8 characters
    that are looked for.
    """

    name: str
    byte_of: dict[str, int]
    leads: frozenset[int]


def _controls() -> dict[str, int]:
    # A lost control character may have come back as itself or as what Windows shows in its place.
    table = {chr(byte): byte for byte in range(0x80, 0xA0)}
    for byte in range(0x80, 0xA0):
        try:
            table[bytes([byte]).decode("cp1252")] = byte
        except UnicodeDecodeError:
            continue
    return table


def _thai() -> dict[str, int]:
    table = _controls() | {"\xa0": 0xA0}
    for byte in range(0xA1, 0x100):
        try:
            table[bytes([byte]).decode("iso8859_11")] = byte
        except UnicodeDecodeError:
            continue
    return table


THAI = Misreading("iso_8859_11", _thai(), frozenset({0xC2, 0xC3, 0xC4, 0xC5, *range(0xE2, 0xF1)}))
"""ISO-8859-11, alias TIS-620 and Windows-874."""

WESTERN = Misreading(
    "cp1252",
    _controls() | {chr(byte): byte for byte in range(0xA0, 0x100)},
    frozenset({0xC2, 0xE2}),
)
"""Windows-1252 and its subset ISO-8859-1."""


@dataclass(frozen=True, slots=True)
class _Damage:
    """``text[start:end]``; ``meant`` is what it was, ``None`` where the context must tell.

    ``is_quote``: the context has quotation marks and apostrophes to choose from, no dashes.
    """

    start: int
    end: int
    meant: str | None
    lost_bytes: bool
    is_quote: bool = False
    may_also_be: str = ""


def restore_thai(text: str) -> tuple[str, list[Repair]]:
    """Give back the characters of UTF-8 that was read as ISO-8859-11, bytes lost or not.

    Returns:
        the repaired text, and its repairs in the order of the text. They are ``text`` itself and
        none when nothing proves damage.
    """
    whole = _whole_runs(text)
    if whole:
        return _apply(text, whole, THAI.name)
    return _apply(text, _proven_thai(text, list(_find(text, THAI))), THAI.name)


_MISREAD_RUN = re.compile(f"[{re.escape(''.join(THAI.byte_of))}]+")
_CONTROL = re.compile(f"[{re.escape(''.join(_controls()))}]")
_WHOLE_SHARE = 0.9


def _whole_runs(text: str) -> list[_Damage]:
    """The runs of a text that lost no byte: nearly all of them are UTF-8, which no Thai is.

    Thai letters alone may spell UTF-8 by chance, so that control bytes have to bear it out.
    """
    if not _THAI_LETTER.search(text):
        return []
    whole: list[_Damage] = []
    explained = unexplained = borne_out = 0
    for run in _MISREAD_RUN.finditer(text):
        letters = _thai_letters(run[0])
        if letters == 0:
            continue
        try:
            meant = bytes(map(THAI.byte_of.__getitem__, run[0])).decode("utf-8")
        except UnicodeDecodeError:
            unexplained += letters
            continue
        explained += letters
        borne_out += _CONTROL.search(run[0]) is not None
        start = run.start()
        for character in meant:
            end = start + len(character.encode())
            if character > "\x7f":
                whole.append(_Damage(start, end, character, lost_bytes=False))
            start = end
    return whole if borne_out and explained >= _WHOLE_SHARE * (explained + unexplained) else []


def restore_western(text: str, *, only_lost: bool) -> tuple[str, list[Repair]]:
    """Give back the characters of UTF-8 that was read as Windows-1252 or ISO-8859-1.

    Args:
        text: the damaged text.
        only_lost: leave characters alone that lost none of their bytes.

    Returns:
        as ``restore_thai``.
    """
    damages = [damage for damage in _find(text, WESTERN) if damage.lost_bytes or not only_lost]
    return _apply(text, _proven_western(text, damages), WESTERN.name)


def _find(
    text: str, misreading: Misreading, first_bytes: Set[int] | None = None
) -> Iterator[_Damage]:
    byte_of = misreading.byte_of
    wanted = misreading.leads if first_bytes is None else first_bytes
    leads = "".join(re.escape(character) for character, byte in byte_of.items() if byte in wanted)
    position = 0
    for match in re.finditer(f"[{leads}]", text):
        if match.start() < position:
            continue
        damage = _parse(text, match.start(), byte_of)
        if damage is not None:
            yield damage
            position = damage.end


def _parse(text: str, start: int, byte_of: dict[str, int]) -> _Damage | None:
    lead = byte_of[text[start]]
    length = 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
    following: list[int] = []
    for character in text[start + 1 : start + length]:
        byte = byte_of.get(character, 0)
        if not 0x80 <= byte < 0xC0:
            break
        following.append(byte)
    if len(following) == length - 1:
        meant = _decode(lead, following)
        if meant is not None:
            return _Damage(start, start + length, meant, lost_bytes=False)
    if lead == 0xE2:
        return _parse_incomplete(text, start, following, byte_of)
    if lead == 0xC2 and text[start + 1 : start + 2] == " " and text[start - 1 : start] not in "‚Ã":
        return _Damage(start, start + 2, "\xa0", lost_bytes=True)
    if lead == 0xC3 and _TIMES.search(text[max(start - 2, 0) : start + 3]):
        return _Damage(start, start + 1, "×", lost_bytes=True)
    return None


def _decode(lead: int, following: list[int]) -> str | None:
    try:
        character = bytes([lead, *following]).decode("utf-8")
    except UnicodeDecodeError:
        return None
    # Controls, and scripts that share the first byte of punctuation, stand in no article.
    is_unlikely = character < "\xa0" or _UNLIKELY.match(character)
    return None if is_unlikely else character


def _parse_incomplete(
    text: str, start: int, following: list[int], byte_of: dict[str, int]
) -> _Damage | None:
    is_known_lost = text[start + 1 : start + 2] == _LOST
    end = start + (3 if is_known_lost else 2)
    byte = byte_of.get(text[end - 1 : end], 0) if is_known_lost else (following or [0])[0]
    if 0xA0 <= byte < 0xC0:
        meant = _partial(text, start, end, byte)
        if meant is None:
            return None
        others = _PARTIAL.get(byte, meant).replace(meant, "")
        return _Damage(start, end, meant, lost_bytes=True, may_also_be=others)
    last = _LAST_IN_WINDOWS_874.match(text, start + 1) if "โ" in byte_of else None
    if last is not None:
        is_sign = text[last.end() : last.end() + 1].isnumeric()
        meant, other = ("−", "→") if is_sign else ("→", "−")
        return _Damage(start, last.end(), meant, lost_bytes=True, may_also_be=other)
    if not following or following[0] not in _SECOND_BYTES:
        end = start + 1
        while end < start + 3 and text[end : end + 1] == _LOST:
            end += 1
        return _Damage(start, end, None, lost_bytes=True)
    end = start + 2
    is_quote = following[0] == 0x80 and "โ" in byte_of
    if text[end : end + 1] == _LOST:
        return _Damage(start, end + 1, None, lost_bytes=True, is_quote=is_quote)
    if following[0] == 0x88:
        return _Damage(start, end, "−", lost_bytes=True, may_also_be="∑√∞∙")
    if text[start + 1] == "€" and "â" in byte_of:
        # What Windows-1252 leaves undefined of this row of UTF-8 is one quotation mark.
        if re.match(r"\w\?[^\W\d_]", text[start - 1 : start] + text[end : end + 2]):
            return _Damage(start, end + 1, None, lost_bytes=True)
        return _Damage(start, end, "”", lost_bytes=True)
    return _Damage(start, end, None, lost_bytes=True, is_quote=is_quote)


def _partial(text: str, start: int, end: int, last: int) -> str | None:
    """E2 ?? ``last``, its middle byte lost, where the context bears out the usual character."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if last == 0xA2:
        is_bullet = (not before or before[-1].isspace()) and (not after or after[0].isspace())
        return "•" if is_bullet else "™"
    character = _PARTIAL.get(last)
    follows_number = before.strip()[-1:].isdigit()
    precedes_number = after.strip()[:1].isdigit()
    if character in ("€", "≤", "≥"):
        return character if follows_number or precedes_number else None
    if character in ("‰", "′", "″"):
        return character if follows_number else None
    currency = _PARTIAL_CURRENCY.get(last)
    if currency is not None and (precedes_number or (follows_number and character is None)):
        return currency
    return character


_NO_THAI = re.compile(
    "^[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]|\u0e4f(?=[\u0e01-\u0e4e])|[\u0e40-\u0e44](?![\u0e01-\u0e2e])"
    "|[\u0e48-\u0e4b]{2}|[\x80-\x9f]"
)
"""What Thai spelling excludes: a vowel or tone without a consonant to stand on."""
_OTHER_FOR_EACH_THAI = 2
_ANY_LEADS = frozenset(range(0xC2, 0xF5))
_THAI_LETTER = re.compile("[\u0e00-\u0e7f]")
_THAI_RUN = re.compile(
    "[\u0e00-\u0e7f]+(?:[\x80-\x9f\u0152-\u0192\u02c6\u02dc\u2013-\u2122\ufffd]*[\u0e00-\u0e7f]+)*"
)


def _proven_thai(text: str, damages: list[_Damage]) -> list[_Damage]:
    """Those damages that no Thai word can be: real Thai stays as it is.

    A run of Thai letters is damage only if damaged characters make it up wholly. Where a text holds
    other Thai too, a run must also be one that Thai spelling excludes or cling to Western letters.
    Where the other runs are no Thai either (another script that lost bytes), all is damage.
    """
    starts = [damage.start for damage in damages]
    proven: list[_Damage] = []
    possible: list[_Damage] = []
    thai_letters = other_letters = explained = 0
    for run in _THAI_RUN.finditer(text):
        inside = damages[bisect_left(starts, run.start()) : bisect_left(starts, run.end())]
        letters = _thai_letters(run[0])
        broken = sum(_thai_letters(text[damage.start : damage.end]) for damage in inside)
        if broken < letters or not _is_damage(text, inside):
            if _NO_THAI.search(run[0]):
                other_letters += letters
            elif letters > 2:
                thai_letters += letters
            continue
        explained += letters
        possible.extend(inside)
        if _excludes_thai(text, inside):
            proven.extend(inside)
    if other_letters > _OTHER_FOR_EACH_THAI * thai_letters:
        return list(_find(text, THAI, _ANY_LEADS))
    if thai_letters == 0:
        return possible
    return proven if explained > thai_letters else []


def _thai_letters(text: str) -> int:
    return sum("\u0e00" <= character <= "\u0e7f" for character in text)


def _is_damage(text: str, run: list[_Damage]) -> bool:
    """Accented letters must stand in a Western word, and an opening exclamation mark before one."""
    if any(damage.meant == "¡" for damage in run):
        return _is_western(text[run[-1].end : run[-1].end + 1])
    letters = [damage for damage in run if damage.meant is not None and damage.meant.isalpha()]
    if not letters or max(damage.meant or "" for damage in letters) > "\u2000":
        return True
    return _is_western(text[run[0].start - 1 : run[0].start]) or _is_western(
        text[run[-1].end : run[-1].end + 1]
    )


def _excludes_thai(text: str, run: list[_Damage]) -> bool:
    """Whether Thai spelling forbids the run.

    A Thai word doesn't end with a leading vowel, and clings to no Western letter or digit.
    """
    return (
        any(len(text[d.start : d.end]) > _thai_letters(text[d.start : d.end]) for d in run)
        or run[-1].meant is None
        or _is_western(text[run[0].start - 1 : run[0].start])
        or _is_western(text[run[-1].end : run[-1].end + 1])
    )


def _is_western(character: str) -> bool:
    return character.isalnum() and character < "\u0250"


_LONE_A_CIRCUMFLEX = re.compile(
    r"[^\W_]â(?=[\s.,;:!?)]|$|s\b|t\b|re\b|ve\b|ll\b)|[.,!?;:]â(?=\s|$)|(?<![^\s(])â(?=[\sA-Z\d])"
)
_NO_WORD = re.compile(r"(?<!\S)â(?!\S)|[.,!?;:]â(?=\s|$)")
"""An ``â`` that is a word of no language; in such a text none that ends or begins one is either."""
_IN_WORD = re.compile(r"[^\W\d_]â[^\W\d_]")
_ENGLISH_SHARE = 0.08


def _proven_western(text: str, damages: list[_Damage]) -> list[_Damage]:
    """Those damages that no word with an accent can be.

    A lone ``â`` may be a French or Romanian letter; in an English text that has one where no such
    word has it (at the end of a word, before a possessive s) all of them are damage. In another
    language, where more stand alone than in words, those are that stand between no letters.
    """
    if not damages:
        return []
    if _LONE_A_CIRCUMFLEX.search(text) and english_share(text) > _ENGLISH_SHARE:
        return damages
    stands_alone = len(_NO_WORD.findall(text)) > len(_IN_WORD.findall(text))
    return [
        damage
        for damage in damages
        if text[damage.start : damage.end] != "â" or (stands_alone and _is_no_letter(text, damage))
    ]


def _is_no_letter(text: str, damage: _Damage) -> bool:
    before, after = text[max(damage.start - 1, 0) : damage.start], text[damage.end : damage.end + 1]
    return not (before.isalpha() and after.isalpha())


def _apply(text: str, damages: list[_Damage], rule: str) -> tuple[str, list[Repair]]:
    if not damages:
        return text, []
    meant = _decide(text, damages)
    pieces: list[str] = []
    repairs: list[Repair] = []
    position = length = 0
    for damage, (after, others) in zip(damages, meant, strict=True):
        kept = text[position : damage.start]
        before = text[damage.start : damage.end]
        pieces += (kept, after)
        repairs.append(Repair(rule, length + len(kept), before, after, others))
        length += len(kept) + len(after)
        position = damage.end
    pieces.append(text[position:])
    return "".join(pieces), repairs


def _decide(text: str, damages: list[_Damage]) -> list[tuple[str, str]]:
    """What each damage was meant to be, and what else it may have been.

    The lost ones are told by their surroundings.
    """
    if all(damage.meant is not None for damage in damages):
        return [(damage.meant or "", damage.may_also_be) for damage in damages]
    gap = next(chr(code) for code in range(0xE000, 0xF900) if chr(code) not in text)
    pieces: list[str] = []
    places: list[int] = []
    quotes: set[int] = set()
    position = length = 0
    for damage in damages:
        kept = text[position : damage.start]
        pieces += (kept, gap if damage.meant is None else damage.meant)
        places.append(length + len(kept))
        if damage.is_quote:
            quotes.add(places[-1])
        length += len(kept) + 1
        position = damage.end
    pieces.append(text[position:])
    filled = fill_gaps("".join(pieces), gap, quotes)
    return [
        (filled.text[place], filled.unsure.get(place, damage.may_also_be))
        for place, damage in zip(places, damages, strict=True)
    ]
