"""The companies of an article: which of its names mean the same one, and where each stands.

What is spelled as one name is decided in ``names``, which names are companies in ``judging``, what
the tables know in ``organisation_lexicon``, whose unit a company is in ``parents``.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from orchestration.extraction.companies.evidence import NameKind
from orchestration.extraction.companies.judging import (
    BY_ALIAS,
    ENOUGH,
    Judgement,
    judge_names,
    owner_words,
)
from orchestration.extraction.companies.organisation_lexicon import (
    Alias,
    Key,
    OrganisationLexicon,
    organisation_lexicon,
)
from orchestration.extraction.companies.parents import NamedMention, find_parents, topic_of
from orchestration.extraction.records import Company, Span
from orchestration.reference import Reference
from orchestration.text.article import Article, SectionKind

_TRIMMED = frozenset(["group", "holdings", "holding", "corporation", "company"])


@dataclass(eq=False, slots=True)
class _Entry:
    """One company in the making; ``name`` is the fullest form seen so far."""

    key: Key
    name: str
    score: float
    alias: Alias | None = None
    owner: Key | None = None
    mentions: list[tuple[str, Span]] = field(default_factory=list)


def find_companies(article: Article, reference: Reference) -> tuple[Company, ...]:
    """The companies that the article names, in the order of their first mention.

    Pure, and linear in the length of the text. A company's ``mentions`` are its named ones;
    pronouns and definite references are found by ``references.find_references``.
    """
    lexicon = organisation_lexicon(reference)
    judged = judge_names(article, lexicon)
    entries = [
        _Entry(
            one.piece.key,
            article.text[one.piece.start : one.piece.end],
            one.score,
            lexicon.alias_of(one.piece.key),
            one.owner,
        )
        for one in judged.companies
    ]
    forms = _forms(judged, entries, lexicon)
    _locate(article.text, judged, forms)
    entries += _chinese(article, forms, lexicon)
    return _companies(
        article, forms, _supported([entry for entry in entries if entry.mentions], lexicon)
    )


def _forms(
    judged: Judgement, entries: Sequence[_Entry], lexicon: OrganisationLexicon
) -> dict[Key, _Entry]:
    """Every form under which a company of the article can be named.

    Longer names come first, so that a name which is a shorter form of another one joins it. A form
    that two companies share stays with the one whose name has a legal form, else with the first.
    """
    forms: dict[Key, _Entry] = {}
    by_reference: dict[str, _Entry] = {}
    acronyms = judged.acronyms
    owners: list[_Entry] = []
    for entry in sorted(entries, key=lambda entry: -len(entry.key)):
        known = (forms.get(entry.key) if entry.key not in judged.distinct else None) or (
            by_reference.get(entry.alias.company_id) if entry.alias is not None else None
        )
        if known is not None:
            _join(known, entry)
            forms.setdefault(entry.key, known)
            continue
        owners.append(entry)
        if entry.alias is not None:
            by_reference.setdefault(entry.alias.company_id, entry)
        forms[entry.key] = entry
        forms.setdefault(lexicon.without_legal_form(entry.key), entry)
        for form in acronyms.get(entry.key, ()):
            forms[form] = entry
        if entry.owner is not None:
            # "Acme" in "Acme's Test Center" means the owner, "Test Center" the unit.
            forms.setdefault(entry.key[len(entry.owner) :], entry)
            forms.setdefault(entry.owner[:1] + entry.key[len(entry.owner) :], entry)
            continue
        for form in _short_forms(lexicon.without_legal_form(entry.key), lexicon):
            forms.setdefault(form, entry)
    named = {entry.key for entry in owners} | {
        form for short in acronyms.values() for form in short
    }
    legal = lexicon.words["legal_form"]
    place = {id(entry): position for position, entry in enumerate(entries)}
    for entry in sorted(owners, key=lambda entry: place[id(entry)], reverse=True):
        if entry.key[-1] in legal:
            core = lexicon.without_legal_form(entry.key)
            for form in (core, *_short_forms(core, lexicon)):
                if form not in named:
                    forms[form] = entry
    return forms


def _join(known: _Entry, entry: _Entry) -> None:
    if known.alias is None or (
        entry.alias is not None and entry.alias.confidence > known.alias.confidence
    ):
        known.alias = entry.alias or known.alias
    if len(entry.name) > len(known.name):
        known.name = entry.name
    known.score = max(known.score, entry.score)


def _short_forms(core: Key, lexicon: OrganisationLexicon) -> list[Key]:
    """Shorter ways to say a name: from its front, with and without a place before it."""
    words = lexicon.words
    plain = lexicon.plain
    starts = [0]
    while starts[-1] + 1 < len(core) and core[starts[-1]] in words["prefix_head"]:
        starts.append(starts[-1] + 1)
    while starts[-1] + 1 < len(core) and (
        core[starts[-1]] in words["place"] or core[starts[-1]] in words["direction"]
    ):
        starts.append(starts[-1] + 1)
    starts += [at for at, word in enumerate(core[1:-1], 1) if word in words["prefix_head"]]
    if len(core) == 2 and core[1] not in plain and len(core[1]) > 3:
        starts.append(1)
    forms: list[Key] = []
    if len(core) > 2 and core[0] in words["prefix_head"] and core[-1] not in plain:
        forms.append(core[-1:])
    for start in starts:
        if start:
            forms.append(core[start:])
        for end in range(len(core) - 1, start, -1):
            short = core[start:end]
            if len(short) == 1 and (len(short[0]) < 3 or short[0] in words["first_name"]):
                continue
            if not plain.issuperset(short):
                forms.append(short)
        if len(core) > start + 3 and core[-1] in lexicon.industry:
            inner = range(start + 1, len(core) - 1)
            forms += [
                core[start:at] + core[at + 1 :]
                for at in inner
                if core[at] in lexicon.industry or core[at] in words["institution"]
            ]
        if len(core) > start + 2 and core[-1] in _TRIMMED and core[start] not in plain:
            forms.append((core[start], core[-1]))
    return forms


def _locate(text: str, judged: Judgement, forms: Mapping[Key, _Entry]) -> None:
    """Write each mention to its company, the longest form first."""
    longest = max(map(len, forms), default=0)
    taken = 0
    for piece in judged.pieces:
        words, key = piece.words, piece.key
        whole = forms.get(key)
        if whole is not None:
            if piece.start >= taken or owner_words(piece):
                _mention(whole, text, piece.start, piece.end)
                taken = max(taken, piece.end)
            continue
        if not piece.heading and judged.kinds[key] in (
            NameKind.OUTLET,
            NameKind.PLACE,
            NameKind.PERSON,
        ):
            continue
        start = 0
        while start < len(words):
            for end in range(min(len(words), start + longest), start, -1):
                entry = forms.get(key[start:end])
                if entry is not None and (start == 0 or piece.heading or end - start > 1):
                    part = replace(piece, words=words[start:end])
                    if part.start >= taken:
                        _mention(entry, text, part.start, part.end)
                        taken = part.end
                    start = end
                    break
            else:
                start += 1


def _mention(entry: _Entry, text: str, start: int, end: int) -> None:
    name = text[start:end]
    if entry.mentions and entry.mentions[-1][1].start == start:
        return
    entry.mentions.append((name, Span(start, end)))
    if (len(name.split()), not name.isupper()) > (
        len(entry.name.split()),
        not entry.name.isupper(),
    ):
        entry.name = name


def _chinese(
    article: Article, forms: dict[Key, _Entry], lexicon: OrganisationLexicon
) -> list[_Entry]:
    """Companies named in Chinese: the names of the reference tables, the longest first."""
    if lexicon.chinese is None or article.text.isascii():
        return []
    known = {entry.alias.company_id: entry for entry in forms.values() if entry.alias is not None}
    added: list[_Entry] = []
    for match in lexicon.chinese.finditer(article.text):
        alias = lexicon.chinese_aliases.get(match[0])
        if alias is None:
            continue
        entry = known.get(alias.company_id)
        if entry is None:
            entry = known[alias.company_id] = _Entry((match[0],), match[0], BY_ALIAS, alias)
            added.append(entry)
        entry.mentions.append((match[0], Span(*match.span())))
    return added


def _supported(entries: list[_Entry], lexicon: OrganisationLexicon) -> list[_Entry]:
    """Leave an ambiguous name its row of the tables only where the article supports it.

    Support is another name of the same company, or a company of its family.
    """
    sure = {
        entry.alias.company_id
        for entry in entries
        if entry.alias is not None and not entry.alias.wants_support
    }
    family = sure | {lexicon.parents.get(one) for one in sure}
    kept = []
    for entry in entries:
        alias = entry.alias
        if alias is not None and alias.wants_support:
            parent = lexicon.parents.get(alias.company_id)
            entry.score -= BY_ALIAS
            if alias.is_place and entry.score >= ENOUGH:
                pass
            elif alias.company_id not in family and (parent is None or parent not in family):
                entry.alias = None
            else:
                entry.score += BY_ALIAS
        if entry.score >= ENOUGH:
            kept.append(entry)
    return kept


def _companies(
    article: Article, forms: Mapping[Key, _Entry], entries: Iterable[_Entry]
) -> tuple[Company, ...]:
    ordered = sorted(entries, key=lambda entry: entry.mentions[0][1].start)
    starts = [sentence.start for sentence in article.sentences]
    mentions = sorted(
        (
            NamedMention(entry.name, span, bisect_right(starts, span.start) - 1)
            for entry in ordered
            for _, span in entry.mentions
        ),
        key=lambda mention: (mention.span.start, -mention.span.end),
    )
    named = [
        m for m in mentions if article.sentences[m.sentence].section != SectionKind.BOILERPLATE
    ]
    parents = find_parents(article, named, topic_of(article, named))
    for entry in ordered:
        owner = forms.get(entry.owner) if entry.owner is not None else None
        if owner is not None and owner is not entry and owner.mentions:
            parents[entry.name] = owner.name
    return tuple(
        Company(
            name=entry.name,
            mentions=tuple(sorted(entry.mentions, key=lambda mention: mention[1].start)),
            reference_id=entry.alias.company_id if entry.alias is not None else None,
            confidence=entry.alias.confidence if entry.alias is not None else 1.0,
            needs_review=entry.alias.needs_review if entry.alias is not None else False,
            parent=parents.get(entry.name),
        )
        for entry in ordered
    )
