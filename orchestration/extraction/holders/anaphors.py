"""Words that can refer back to a company: "the group", "its plant", "the two companies", "we".

Their closed classes and where they stand; which company they mean is decided in ``references``.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from orchestration.extraction.companies.organisation_lexicon import OrganisationLexicon
from orchestration.extraction.holders.roles import Part
from orchestration.extraction.records import Span

UNITS = frozenset(("unit", "subsidiary", "affiliate", "arm", "branch", "division"))
OWNERS = frozenset(("parent", "owner"))
OTHERS = frozenset(
    ("rival", "customer", "buyer", "partner", "supplier", "competitor", "client", "investor")
)
"""What "its" before makes another company than the one that it means."""
BODIES = frozenset(("authority", "council", "co-op", "railway", "trust", "charity", "fund", "bank"))
GENERAL = frozenset(("company", "firm", "business", "enterprise", "corporation", "group"))
SITES = frozenset(
    (
        *("plant", "mine", "mill", "smelter", "refinery", "factory", "site", "works", "facility"),
        *("workshop", "yard", "shipyard", "fab", "foundry", "brewery", "dairy", "terminal"),
        *("quarry", "furnace", "laboratory", "hospital", "port", "airport", "depot", "project"),
        *("winery", "distillery", "hotel", "university", "school", "lab", "station", "tannery"),
        *("bakery", "hall", "operation", "network", "pit", "fleet", "farm", "base", "line"),
    )
)
_NO_ADJECTIVES = (
    "the|a|an|of|in|on|at|by|to|for|from|with|and|or|but|its|this|their|our|is|are|was|were|will|has"
    "|have|had|that|which|who|as|than|said"
)
POSSESSIVES = frozenset(("its", "their", "our"))
FIRST_PERSON = frozenset(("we", "our", "us"))
PAIRS = frozenset(("companies", "firms", "partners", "groups"))


class ReferenceKind(StrEnum):
    """How a text refers to a company."""

    NAMED = "named"
    DEFINITE = "definite"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class CompanyReference:
    """One place of the text that means a company; ``name`` is its ``Company.name``.

    ``words`` are the folded words of a definite reference or pronoun ("group", "its"), ``part`` its
    role in the sentence.
    """

    name: str
    span: Span
    kind: ReferenceKind
    words: str
    part: Part


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place of a sentence that may mean a company: a name, or an anaphor to be understood."""

    span: Span
    name: str | None
    match: re.Match[str] | None


@lru_cache(maxsize=4)
def anaphor(lexicon: OrganisationLexicon) -> re.Pattern[str]:
    nouns = "|".join(
        sorted(
            lexicon.words["reference_noun"] | SITES | BODIES, key=lambda word: (-len(word), word)
        )
    )
    return re.compile(
        r"\b(?:(?P<determiner>[Tt]he|[Tt]his|[Ii]ts|[Tt]heir) "
        rf"(?P<words>(?:(?!(?:{_NO_ADJECTIVES}) )[\w’'-]+ ){{0,2}})"
        rf"(?P<noun>{nouns}|[A-Z][a-z]+(?<=Group|mpany))(?P<own>['’]s)?(?![\w-]| [A-Z])"
        r"(?<!unit(?= (?:production |labou?r )?(?:costs?|prices?|profit|values?|sales)\b))"
        r"(?<!management(?= (?:accounts?|fees?)\b))|"
        r"(?:[Tt]he two|[Bb]oth|[Tt]he) (?P<pair>companies|firms|partners|groups)(?![\w-])|"
        r"[Tt]he (?P<order>former|latter)(?=['’]s|,|\.| (?:is|was|has|had|will|would|\w+ed)\b)|"
        r"(?P<pronoun>[Ii]t|[Ii]ts|[Tt]heir|[Tt]hey|[Ww]e|[Oo]ur|[Uu]s|itself)(?![\w’'-]))"
    )
