"""What the words around a name say for and against its being a company.

One rule a pattern, with its weight; the words of the rules are ``organisation_words.csv``. Every
pattern looks at a short window, so that a name costs the same in a sentence of any length.
"""

import re

from orchestration.extraction.companies.context_rules import Rules, rules_of
from orchestration.extraction.companies.names import Piece
from orchestration.extraction.companies.organisation_lexicon import OrganisationLexicon, fold
from orchestration.text.article import Article

_BEFORE = 48
_AFTER = 96


def context_score(piece: Piece, article: Article, lexicon: OrganisationLexicon) -> dict[str, float]:
    """Evidence around one occurrence of a name: its weights by the name of the rule."""
    rules = rules_of(lexicon)
    sentence = article.sentences[piece.sentence]
    text = article.text
    before = text[max(sentence.start, piece.start - _BEFORE) : piece.start]
    behind = text[piece.end : min(sentence.end, piece.end + _AFTER)]
    found = {rule.name: rule.weight for rule in rules.behind if rule.pattern.match(behind)}
    if before:
        found |= _found_before(before, rules)
    country = _COUNTRY.search(before)
    if country is not None and _is_country(country, lexicon):
        plain = before[: country.start()]
        found["of a country"] = 1.25 if country["own"] else 0.75
        found |= _found_before(plain, rules)
    if "person before" in found or "vessel" in found or "called so" in found:
        found.pop("role before", None)
    if "article" in found:
        found.pop("does its", None)
    if "inside" in found:
        # "in Lund, which X owns" tells of what is there.
        for name in ("owned", "which"):
            found.pop(name, None)
    if "unit" in found and _IN_THE.search(before):
        found["unit"] = 0.75
    if "university" in piece.key:
        found.pop("stake", None)
    if "founder" in found:
        found.pop("agent", None)
    if _EXPECTING.search(before) and behind.startswith(" to "):
        found["expected to"] = 2.0
    if "called so" in found and before.endswith(", ") and not behind.startswith(","):
        found.pop("called so")
    if _RELATIVE.search(before) or _LEADER.match(behind):
        found.pop("who", None)
    if "site" in found:
        for name in _OF_SITES:
            found.pop(name, None)
    last = before.split()[-1:] and before.split()[-1].strip(',“"').casefold()
    if last and lexicon.is_a("person_role", last) and lexicon.is_a("company_noun", last):
        found.pop("person before", None)
        found["role before"] = 1.5
    place = _PLACE_BEHIND.match(behind)
    if place is not None and place["of"] is not None:
        found["at home"] = 1.5 if _is_place(place["place"], lexicon) else 0.75
    elif (
        place is not None
        and _is_place(place["place"], lexicon)
        and found.keys().isdisjoint(("role before", "agent", "supplier", "bought from"))
    ):
        found["lies in"] = -2.0
    if piece.initial and behind.startswith(": ") and not before:
        found["label"] = -3.0
    if "unit" in found and _OWN_UNIT.match(behind) and _OUR.search(before):
        found["unit"] = 0.75
    if _ITS_COMPANY.match(behind) and before.endswith((" a ", " an ", " another ")):
        found["its company"] = 3.0
    if before.casefold().endswith("according to ") and piece.words[0].text.isupper():
        found["according"] = 1.5
    if before[-1:] in _OPENING_QUOTES and behind[:1] in _CLOSING_QUOTES:
        found["quoted"] = -1.5
    complement = rules.complement.search(before) is not None
    if not complement:
        for rule in rules.verbs:
            if rule.pattern.match(behind):
                found[rule.name] = rule.weight
                break
    elif _PLACED.isdisjoint(found) and rules.preposition.search(before):
        found["preposition"] = 0.75
    listed = rules.listed.search(before) is not None
    if (listed or behind.startswith(" and ")) and not complement and rules.pair.match(behind):
        found["pair"] = 1.0
    if listed and rules.figure.match(behind):
        found["figure"] = 2.0
        found.pop("number", None)
        found.pop("model", None)
    return found


def _found_before(before: str, rules: Rules) -> dict[str, float]:
    """The rules that fit the text before a name."""
    lower = before.lower()
    return {
        rule.name: rule.weight
        for rule in rules.before
        if (not rule.ends or lower.endswith(rule.ends)) and rule.pattern.search(before)
    }


_IN_THE = re.compile(r"\b(?:in|across|within|throughout) the $")
_EXPECTING = re.compile(
    r"\b(?:expect(?:s|ed)?|forecasts?|sees?|want(?:s|ed)?|urged?|urges|asked|ordered|allow(?:s|ed)?|"
    r"forced?|forces|helps?|helped|enabled?|enables|require[sd]?|permit(?:s|ted)?|predicts?|"
    r"predicted) $"
)
_COUNTRY = re.compile(r"(?:\b[Tt]he )?\b(?P<word>[A-Z][\w.-]*?)(?P<own>['’]s)? $")
_PLACE_BEHIND = re.compile(
    r"(?:(?P<of> of|,? (?:based |headquartered )in)|,) (?P<place>[A-Z][\w-]+)(?![\w'’-])"
)
_OWN_UNIT = re.compile(r" (?:unit|branch)s?\b")
_OPENING_QUOTES = ("“", "‘", '"')
_CLOSING_QUOTES = ("”", "’", '"')
_ITS_COMPANY = re.compile(r" (?:group |portfolio )?(?:company|brand|affiliate)\b")
_LEADER = re.compile(
    r", (?:the |an? )?(?:[\w’'-]+ ){0,3}(?:market|industry|world|global|sector) leader\b"
)
_OF_SITES = ("object", "partner", "of a country", "from", "sold to", "bought from", "supplier")
"""Rules that speak of the site when its type stands behind the name."""
_OUR = re.compile(r"\b(?:[Oo]ur|[Ii]ts|[Tt]heir) $")
_RELATIVE = re.compile(r"\b(?:at|from|of|with) (?:the )?$")


def _is_country(found: re.Match[str], lexicon: OrganisationLexicon) -> bool:
    """Whether the word before a name says where it is at home ("Denmark's", "the Dutch")."""
    word = fold(found["word"])
    return lexicon.is_a("place" if found["own"] else "demonym", word)


def _is_place(words: str, lexicon: OrganisationLexicon) -> bool:
    return lexicon.is_a("place", fold(words))


_PLACED = frozenset(
    ("agent", "stake", "bought from", "sold to", "supplier", "adviser", "partner", "inside")
)
