"""The words of a text, whatever its layout: what two copies of one text have in common.

How alike two texts are is for ``duplicates`` to say, and what a word means for the extraction.
"""

import hashlib
import re
import unicodedata

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""Characters of scripts that part no words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""

_WORD = re.compile(
    # A number with its separators. A dash belongs to it only where it can be a minus sign.
    r"(?:(?<![\w.,])-(?=\d))?\d+(?:[.,:/]\d+)*"
    # A word, with the marks that \w leaves out.
    "|[^\\W\\d_][\\w\u0300-\u036f\u0591-\u05c7\u0610-\u065f\u0900-\u0963\u0970-\u0dff]*"
    # Without its unit a number is another one.
    "|[%‰$€£¥₹₩₽\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)

_DASHES = str.maketrans("\u2212\u2013", "--")


def words_of(text: str) -> list[str]:
    """The words and numbers of ``text`` in their order, in lower case, without punctuation.

    Separators and signs of numbers, signs of currencies and per cent stay, for they say how much.
    Where a script parts no words, each character is one.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_DASHES)
    if _UNSPACED.search(plain):
        plain = _UNSPACED.sub(r" \g<0> ", plain)
    return _WORD.findall(plain)


def text_fingerprint(text: str) -> str:
    """The hash of the words of ``text``, in hexadecimal; the same for every layout of it."""
    return hashlib.sha256(" ".join(words_of(text)).encode()).hexdigest()
