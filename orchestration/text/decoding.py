"""From bytes to characters.

Only the choice of an encoding belongs here, and the refusal of bytes that are no text. Characters
that were damaged before they became these bytes are repaired by ``mojibake``.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from orchestration.text.article import Repair, Unreadable

MAX_BYTES = 20_000_000
"""The largest document that is read; no article comes near it."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)

_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF media file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)

_DECLARATION = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_DECLARATION_REACH = 4096
_DETECTION_SAMPLE = 200_000

_FOREIGN_BYTE = re.compile("[\udc80-\udcff]")
_WHOLE_FOR_EACH_FOREIGN = 4

_WEB_ENCODINGS = [
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp1258",
    "cp874",
    "cp866",
    "koi8_r",
    "koi8_u",
    "iso8859_2",
    "iso8859_5",
    "iso8859_7",
    "mac_roman",
    "mac_cyrillic",
    "gb18030",
    "big5",
    "cp932",
    "euc_jp",
    "cp949",
]
"""The encodings of the WHATWG standard that are in use."""

_TYPICAL_WESTERN = frozenset("‘’“”–—…•™€£¥©®°±²³µ·×½¼¾§«»†‡‰ \xa0")
"""What stands beyond ASCII in Western text beside letters."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that its bytes were in, and what had to be cut off to decode them."""

    text: str
    encoding: str
    repairs: tuple[Repair, ...] = ()


def decode(content: bytes, declared_encoding: str | None = None) -> Decoded | Unreadable:
    """Decode ``content``: strict UTF-8 first, then what is declared, then what is detected.

    Args:
        content: the bytes of a document.
        declared_encoding: what a header or a person declared; wins over what the bytes declare.

    Returns:
        the text, or ``Unreadable`` with the code ``too_large``, ``empty``, ``binary`` or
        ``undecodable``.
    """
    if len(content) > MAX_BYTES:
        return Unreadable(
            "too_large",
            f"The document has {len(content):,} bytes; the largest that is read has {MAX_BYTES:,}.",
        )
    if not content or content.isspace():
        return Unreadable("empty", "The document holds nothing but white space.")
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return Unreadable("binary", f"The document is {kind}, not a text.")
    decoded = (
        _by_byte_order_mark(content)
        or _as_wide_characters(content)
        or _as_utf_8(content)
        or _as_declared(content, declared_encoding)
        or _as_western(content)
        or _as_detected(content)
    )
    if decoded is None:
        return Unreadable("undecodable", "The document's bytes are text in no known encoding.")
    if "\0" in decoded.text:
        return Unreadable("binary", "The document holds NUL characters, which no text has.")
    if not decoded.text or decoded.text.isspace():
        return Unreadable("empty", "The document holds nothing but white space.")
    return decoded


def _by_byte_order_mark(content: bytes) -> Decoded | None:
    for mark, name, codec in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            text = _strict(content, codec)
            return None if text is None else Decoded(text, name)
    return None


def _as_wide_characters(content: bytes) -> Decoded | None:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    sample = content[:2000]
    half = len(sample) // 2
    if half < 4 or len(content) % 2:
        return None
    zeros_first, zeros_second = sample[::2].count(0), sample[1::2].count(0)
    if zeros_second > 0.7 * half and zeros_first == 0:
        text = _strict(content, "utf-16-le")
    elif zeros_first > 0.7 * half and zeros_second == 0:
        text = _strict(content, "utf-16-be")
    else:
        return None
    return None if text is None else Decoded(text, "utf-16")


def _as_utf_8(content: bytes) -> Decoded | None:
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and not content[: error.start].isascii():
            # The last character was cut in two; what stands before it is whole.
            text = content[: error.start].decode("utf-8")
            rest = content[error.start :].decode("latin-1")
            return Decoded(text, "utf-8", (Repair("cut_character", len(text), rest, ""),))
    return _as_mixed(content)


def _as_mixed(content: bytes) -> Decoded | None:
    """UTF-8 in which somebody pasted a few characters of Windows-1252."""
    text = content.decode("utf-8", errors="surrogateescape")
    foreign = list(_FOREIGN_BYTE.finditer(text))
    whole = sum(character > "\x7f" for character in text) - len(foreign)
    if whole < _WHOLE_FOR_EACH_FOREIGN * len(foreign):
        return None
    repairs = tuple(
        Repair("cp1252", match.start(), chr(ord(match[0]) - 0xDC00), _of_cp1252(match[0]))
        for match in foreign
    )
    text = _FOREIGN_BYTE.sub(lambda match: _of_cp1252(match[0]), text)
    return Decoded(text, "utf-8", repairs)


def _of_cp1252(surrogate: str) -> str:
    # ftfy's codec of this name reads the five undefined bytes as the control characters they are.
    return bytes([ord(surrogate) - 0xDC00]).decode("sloppy-windows-1252")


def _as_declared(content: bytes, declared_encoding: str | None) -> Decoded | None:
    names = [declared_encoding] if declared_encoding else []
    found = _DECLARATION.search(content, 0, _DECLARATION_REACH)
    if found:
        names.append((found[1] or found[2]).decode("ascii", errors="replace"))
    for name in names:
        codec = _codec(name)
        text = None if codec is None else _strict(content, codec)
        if codec is not None and text is not None:
            return Decoded(text, codec)
    return None


def _codec(name: str) -> str | None:
    """Python's name of a text encoding, with the superset that browsers take for it."""
    try:
        codec = codecs.lookup(name.strip())
    except LookupError:
        return None
    if not getattr(codec, "_is_text_encoding", True):
        return None
    supersets = {
        "iso8859-1": "cp1252",
        "ascii": "cp1252",
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "tis-620": "cp874",
        "iso8859-11": "cp874",
        "shift_jis": "cp932",
        "iso8859-9": "cp1254",
    }
    found = supersets.get(codec.name, codec.name)
    # Bytes that are UTF-8 or UTF-16 were known as such before any declaration was asked.
    return None if found.startswith("utf") else found


def _as_western(content: bytes) -> Decoded | None:
    """Windows-1252, where what stands beyond ASCII looks like it."""
    text = content.decode("sloppy-windows-1252")
    beyond = [character for character in text if character > "\x7f"]
    if len(beyond) > 0.2 * len(text):
        return None
    plausible = sum(
        character in _TYPICAL_WESTERN or (character.isalpha() and character < "\u0180")
        for character in beyond
    )
    controls = sum(character < " " and character not in "\t\n\r\f\v" for character in text)
    is_western = plausible >= 0.9 * len(beyond) and not controls
    return Decoded(text, "cp1252") if is_western else None


def _as_detected(content: bytes) -> Decoded | None:
    best = from_bytes(content[:_DETECTION_SAMPLE], cp_isolation=_WEB_ENCODINGS).best()
    if best is None:
        return None
    text = _strict(content, best.encoding)
    return None if text is None else Decoded(text, best.encoding)


def _strict(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None
