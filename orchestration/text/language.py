"""Which language a text is in.

Detection by ``py3langid``, and the share of English function words, which tells English from text
that merely holds Latin letters. What becomes of a text in another language is decided in
``reading``.
"""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION_WORDS = (
    "the of and to in for is that was with as its it has from by on at be are this will which "
    "have an not said were their or been than would but they he she we about after"
)
_ENGLISH = frozenset(_FUNCTION_WORDS.split())

CONFIDENT = 0.99
"""A probability from which a detected language may decide over a text."""


def detect_language(text: str) -> tuple[str, float]:
    """The most probable language of ``text``: its ISO 639-1 code and a probability from 0 to 1."""
    language, probability = _identifier().classify(text[:_SAMPLE])
    return str(language), float(probability)


def english_share(text: str) -> float:
    """The share of English function words among the words of ``text``; English prose has 0.3."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    return sum(word in _ENGLISH for word in words) / len(words) if words else 0.0


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
