"""Which company an article is about.

A sum of named pieces of evidence for each company of the article: where it is named (title, lead,
letterhead, "About …"), how often, and whether it acts or is only somebody's owner, customer or
supplier. The weights stand here; who acts in a sentence is read in ``roles``.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log2

from orchestration.extraction.holders.roles import ACTING, Part, Role
from orchestration.extraction.patterns import SignPattern
from orchestration.extraction.records import Company
from orchestration.text.article import Article, SectionKind, Sentence

WEIGHTS: Mapping[str, float] = {
    "named": 1.0,
    "paragraphs": 1.5,
    "acting": 3.0,
    "title": 1.5,
    "title subject": 1.5,
    "lead subject": 2.5,
    "lead": 0.5,
    "defined": 4.0,
    "letterhead": 2.5,
    "about": 2.0,
    "labelled": 3.0,
    "customer of the story": 4.0,
    "teller of the story": -4.0,
    "first": 1.0,
    "owner first": -1.5,
    "never acts": -1.0,
    "watches others": -4.0,
}
"""What each piece of evidence is worth.

``named`` counts the logarithm of the mentions, ``paragraphs`` and ``acting`` the share of the
paragraphs that name a company and of the sentences with a subject.
"""

_DEFINED = re.compile(
    r"[^().;]{0,40}\((?:[^()]{0,60}[“\"'‘])?(?:hereinafter |the )?[“\"'‘]?(?:the )?"
    r"(?:Company|Group|Issuer|Corporation|Bank|Fund|Authority)[”\"'’)]"
)
_ABOUT = re.compile(r"(?i)\W*(?:about|who is|profile(?: of)?|company profile:?) (?:the )?$")
_STORY = SignPattern(
    re.compile(
        r"(?m)^\W*(?:customer (?:success )?stor(?:y|ies)|success stor(?:y|ies)|case stud(?:y|ies)"
        r"|reference stor(?:y|ies)|reference project|user stor(?:y|ies)|customer reference)\b"
        r"|\babout the (?:customer|client|user)\b"
    ),
    (
        *("customer s", "success stor", "case stud", "reference stor", "reference proj"),
        *("user stor", "customer ref", "about the c", "about the u"),
    ),
)
_CUSTOMER = re.compile(
    r"(?i)(?:^|\n)\W*(?:about the )?(?:customer|client|user|plant|operator|site)s?\s*(?::|\n)\s*$"
)
_TELLER = re.compile(
    r"(?i)(?:\b(?:published|presented|written|provided|supplied|delivered|sponsored) by"
    r"|\b(?:supplier|vendor|provider|product|solution|technology|system|contractor|partner)s?\s*:"
    r"(?:[^\n.;]{0,40}(?: by| from))?) (?:the )?$"
)
_LABEL = re.compile(
    r"(?i)(?:^|\n)\W*(?:company|issuer|reporting (?:entity|company)|name of (?:the )?"
    r"(?:company|issuer|entity|registrant)|applicant|registrant|listed company)(?: name)?"
    r"\s*:\s*$"
)
_WATCHERS = frozenset(
    (
        *("research", "securities", "analytics", "analysts", "intelligence", "ratings", "brokers"),
        *("brokerage", "consulting", "consult", "consultants", "advisors", "advisers", "advisory"),
    )
)
"""With what the names of houses end that live by telling how others fare."""
_FORMS = re.compile(r"(?i)\W*(?:\([^()]{1,80}\))?\W*")
_SHORTEST_LEAD = 60
_FEW = 2
"""So many sentences more, so that shares of a few say little."""


def find_main_company(
    article: Article,
    companies: Sequence[Company],
    named: Mapping[int, Sequence[tuple[str, int, int, Part]]],
) -> str | None:
    """The company that the article is about, or ``None`` where it only names others as sources.

    Args:
        named: for each sentence, by index, the names in it: company, start, end and role.
    """
    if not companies:
        return None
    scores = _scores(article, companies, named)
    best = max(companies, key=lambda one: scores[one.name]).name
    roles = [part for found in named.values() for name, _, _, part in found if name == best]
    return None if len(roles) > 1 and all(map(_is_source, roles)) else best


def _is_source(part: Part) -> bool:
    """Whether a company is only named as the one that says something."""
    return part.speaks or part.role in (Role.SPEAKER, Role.GIVER)


def _scores(
    article: Article,
    companies: Sequence[Company],
    named: Mapping[int, Sequence[tuple[str, int, int, Part]]],
) -> dict[str, float]:
    text = article.text
    found: dict[str, set[str]] = defaultdict(set)
    times: dict[str, int] = defaultdict(int)
    acts: dict[str, int] = defaultdict(int)
    paragraphs: dict[str, set[int]] = defaultdict(set)
    begins = next(
        (number for number, one in enumerate(article.sentences) if _is_statement(text, one)), 0
    )
    is_story = next(_STORY.finditer(text.lower()), None) is not None
    has_lead = False
    for index, mentions in named.items():
        sentence = article.sentences[index]
        if sentence.section is SectionKind.BOILERPLATE:
            continue
        is_title = sentence.section is SectionKind.TITLE
        is_lead = not (has_lead or is_title) and _is_statement(text, sentence)
        has_lead = has_lead or is_lead
        actor = next(
            (name for name, _, _, part in mentions if part.role in ACTING and not part.within), None
        )
        if actor is not None:
            acts[actor] += 1
            if is_title or is_lead:
                found[actor].add("title subject" if is_title else "lead subject")
        for name, start, end, part in mentions:
            if not (times or is_title):
                found[name].add("first")
            if not times[name] and part.role is Role.OWNER:
                found[name].add("owner first")
            times[name] += 1
            paragraphs[name].add(sentence.paragraph)
            if is_title or is_lead:
                found[name].add("title" if is_title else "lead")
            if part.role in ACTING or part.role in (Role.MAKER, Role.INSIDE, Role.BENEFICIARY):
                found[name].add("acts")
            found[name] |= _marks(text, start, end, is_story=is_story, is_head=index < begins)
    all_acts = sum(acts.values()) + _FEW
    all_paragraphs = max(len(set().union(*paragraphs.values())) if paragraphs else 1, 1)
    scores = {}
    for company in companies:
        name = company.name
        marks = found[name] - {"acts"}
        if "acts" not in found[name]:
            marks.add("never acts")
        if name.rpartition(" ")[2].casefold() in _WATCHERS:
            marks.add("watches others")
        scores[name] = (
            sum(WEIGHTS[mark] for mark in marks)
            + WEIGHTS["named"] * log2(1 + times[name])
            + WEIGHTS["acting"] * acts[name] / all_acts
            + WEIGHTS["paragraphs"] * len(paragraphs[name]) / all_paragraphs
        )
    return scores


def _is_statement(text: str, sentence: Sentence) -> bool:
    """Whether a sentence of the body tells something, unlike a heading or a byline."""
    if sentence.section is SectionKind.TITLE:
        return False
    words = text[sentence.start : sentence.end]
    return len(words) >= _SHORTEST_LEAD or (words[-1:] in ".!?" and words.count(" ") > 5)


def _marks(text: str, start: int, end: int, *, is_story: bool, is_head: bool) -> set[str]:
    """What stands around one name that tells what the company is to the article."""
    marks = set()
    before = text[max(0, start - 60) : start]
    line_start = before.rfind("\n") + 1
    stop = text.find("\n", end, end + 120)
    after = text[end : stop if stop >= 0 else end + 120]
    if _DEFINED.match(text, end, end + 120):
        marks.add("defined")
    if _LABEL.search(before):
        marks.add("labelled")
    alone = not before[line_start:].strip(" \t*#_>") and _FORMS.fullmatch(after[:100])
    if alone and is_head:
        marks.add("letterhead")
    if _ABOUT.fullmatch(before[line_start:]) and _FORMS.fullmatch(after[:60]):
        marks.add("about")
    if is_story:
        if _CUSTOMER.search(before):
            marks.add("customer of the story")
        if _TELLER.search(before):
            marks.add("teller of the story")
    return marks
