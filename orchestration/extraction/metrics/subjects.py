"""The good, substance, step or site that a figure measures, as a short phrase of the text."""

import re

from orchestration.extraction.changes.finder import surroundings
from orchestration.extraction.context import SentenceContext

_OF = re.compile(
    r"^ (?:REO |LCE )?of (?:the |its |mixed |fresh "
    r"|new )*(?P<phrase>[^\W\d_][\w-]*(?: [^\W\d_][\w-]*){0,3})"
)
_LEAD = re.compile(
    r"\b(?P<phrase>[A-Za-z][\w-]*(?: [a-z][\w-]*)?) "
    r"(?:production|output|recovery|recoveries|purity|prices?|sales|shipments|exports|imports"
    r"|stocks"
    r"|inventor(?:y|ies)|capacity|grades?|demand|use|consumption)\b",
    re.IGNORECASE,
)
_LEADING = frozenset({"pro", "out", "rec", "pur", "pri", "sal", "shi", "exp", "imp", "sto", "inv"})
_LEADING |= {"cap", "gra", "dem", "use", "con"}
"""How the nouns of ``_LEAD`` begin."""
_STOPS = frozenset(
    [
        "reduced",
        "increased",
        "raised",
        "lowered",
        "cut",
        "all",
        "adjusted",
        "gross",
        "unit",
        "cash",
        "overall",
        "combined",
        "state",
        "share",
        "shares",
        "a",
        "an",
        "the",
        "of",
        "in",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "on",
        "per",
        "and",
        "or",
        "but",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "will",
        "would",
        "that",
        "which",
        "who",
        "it",
        "its",
        "their",
        "his",
        "her",
        "this",
        "these",
        "those",
        "last",
        "next",
        "year",
        "quarter",
        "half",
        "month",
        "first",
        "second",
        "third",
        "fourth",
        "annual",
        "annually",
        "while",
        "during",
        "after",
        "before",
        "than",
        "since",
        "up",
        "down",
        "total",
        "net",
        "average",
        "realised",
        "realized",
        "monthly",
        "daily",
        "record",
        "operating",
        "said",
        "says",
        "each",
        "every",
        "over",
        "under",
        "about",
        "around",
        "nearly",
        "full",
        "new",
        "more",
        "less",
        "higher",
        "lower",
        "rose",
        "fell",
        "group",
        "company",
        "quarterly",
        "sales",
        "into",
        "through",
        "against",
        "because",
        "so",
        "far",
        "now",
        "then",
        "also",
        "had",
        "has",
        "have",
        "not",
        "no",
        "fed",
        "put",
        "made",
        "used",
        "between",
        "same",
        "other",
        "than",
    ]
)
_VAGUE = frozenset(
    [
        "feed",
        "capacity",
        "output",
        "production",
        "savings",
        "material",
        "product",
        "products",
        "goods",
        "money",
        "cash",
        "waste",
        "it",
        "them",
    ]
)


def find_subject(text: str, context: SentenceContext, index: int, *, with_lead: bool) -> str | None:
    """The subject of a figure: what follows its unit ("tonnes of …"), else what leads its noun.

    Args:
        with_lead: whether a leading noun can be its subject; a sum of money has none.
    """
    before, after = surroundings(text, context, index)
    match = _OF.match(after)
    if match:
        phrase = _clean(match["phrase"])
        if phrase:
            return phrase
    if with_lead and not _LEADING.isdisjoint(context.heads):
        leads = list(_LEAD.finditer(before))
        if leads and " and " not in before[leads[-1].end() :]:
            return _clean(leads[-1]["phrase"], from_end=True)
    return None


def _clean(phrase: str, *, from_end: bool = False) -> str | None:
    words = phrase.split()
    if from_end:
        kept: list[str] = []
        for word in reversed(words):
            if word.lower() in _STOPS:
                break
            kept.insert(0, word)
    else:
        kept = []
        for word in words:
            if word.lower() in _STOPS:
                break
            kept.append(word)
    if not kept or " ".join(kept).lower() in _VAGUE:
        return None
    return " ".join(kept)
