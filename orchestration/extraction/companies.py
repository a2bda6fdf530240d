"""The companies of an article: which names are companies, and which names mean the same one.

Evidence comes from form (legal form, head noun), role ("a unit of"), context (what a name does)
and repetition; its weights stand in ``evidence`` and ``contexts``. What is spelled as one name is
decided in ``names``, what the tables know in ``organisation_lexicon``, whose unit a company is in
``parents``.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from orchestration.extraction.contexts import context_score
from orchestration.extraction.evidence import (
    NameKind,
    form_score,
    kind_of,
    refine,
)
from orchestration.extraction.names import Piece, find_pieces
from orchestration.extraction.organisation_lexicon import (
    Alias,
    Key,
    OrganisationLexicon,
    fold,
    organisation_lexicon,
)
from orchestration.extraction.parents import NamedMention, find_parents, topic_of
from orchestration.extraction.records import Company, Span
from orchestration.reference import Reference
from orchestration.text.article import Article, SectionKind

_ENOUGH = 2.0
"""Evidence from which a name is a company; the weights are in ``evidence`` and ``contexts``."""

_ENOUGH_FOR_ONE_WORD = 1.25
"""A name of one word wants one piece of evidence of at least this weight."""
_STRONG = 2.5
"""Evidence of this weight outdoes the looks of a common word."""
_BY_ALIAS = 5.0
_LISTED = 2.0
_BY_COUNTRY = 1.5
_BY_ACRONYM = 3.0
_LONGEST_HEADLINE_NAME = 4
_GOES_ON = re.compile(r"(?:, [A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*){0,3}){0,6},? (?:and|or) [A-Z]")
_LISTING = frozenset((" and ", ", and ", " or ", " and the ", " & "))
_FORMS = frozenset(("form", "alias", "named unit", "letterhead"))

_LIKELY_NOUN = re.compile(r"(?:s|ing|ed|ly|tion|ment|ness|ity)$")
"""How common words end; a sentence's opening word of such a kind wants more to be a name."""
_ACRONYM = re.compile(r" ?\((?:the )?[“\"'‘]?([A-Z][A-Za-z&]{1,9})[”\"'’]?\)")
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
    candidates = find_pieces(article, lexicon)
    persons = _persons(candidates, lexicon)
    refined = [part for piece in candidates for part in refine(piece, article, lexicon)]
    pieces = list(_with_named_units(article.text, refined, lexicon))
    kinds: dict[Key, NameKind] = {}
    for piece in pieces:
        if piece.key not in kinds:
            kind = kind_of(piece.key, lexicon)
            person = len(piece.key) == 1 and piece.key[0] in persons
            kinds[piece.key] = NameKind.PERSON if person and kind is NameKind.OPEN else kind
    entries = _accepted(article, pieces, kinds, lexicon)
    forms = _forms(article.text, pieces, entries, lexicon)
    _locate(article.text, pieces, kinds, forms, lexicon)
    entries += _chinese(article, forms, lexicon)
    return _companies(
        article, forms, _supported([entry for entry in entries if entry.mentions], lexicon)
    )


def _with_named_units(
    text: str, pieces: Sequence[Piece], lexicon: OrganisationLexicon
) -> Iterator[Piece]:
    """The pieces, with an owner and its named unit ("Acme's Test Center") as one more piece."""
    for position, piece in enumerate(pieces):
        yield piece
        after = pieces[position + 1] if position + 1 < len(pieces) else None
        if (
            after is not None
            and piece.words[-1].possessive
            and text[piece.words[-1].end : after.start] == " "
            and 2 <= len(after.words) <= 4
            and lexicon.is_a("unit_head", after.key[-1])
            and not any(lexicon.is_a("place", key) for key in piece.key)
        ):
            yield replace(piece, words=piece.words + after.words)


def _owner_words(piece: Piece) -> int:
    """How many words of the piece name the owner; 0 if it is no named unit."""
    for index, word in enumerate(piece.words[:-1], 1):
        if word.possessive:
            return index
    return 0


def _accepted(
    article: Article,
    pieces: list[Piece],
    kinds: dict[Key, NameKind],
    lexicon: OrganisationLexicon,
) -> list[_Entry]:
    """One entry for each name that is a company by alias, by form or by its contexts."""
    scores: dict[Key, dict[str, float]] = {}
    acronyms = _acronyms(article.text, pieces)
    fullest: dict[Key, Piece] = {}
    for piece in pieces:
        key, kind = piece.key, kinds[piece.key]
        owners = _owner_words(piece)
        if not owners and _is_never_one(piece, kind):
            continue
        found = scores.setdefault(key, {})
        if owners:
            found["named unit"] = 3.0
        if kind is NameKind.ALIAS:
            found["alias"] = _BY_ALIAS
        elif kind is NameKind.LEGAL or not piece.heading:
            found["form"] = max(found.get("form", 0.0), form_score(piece, lexicon))
        if kind in (NameKind.PLACE, NameKind.PERSON, NameKind.THING):
            found["kind"] = -3.0 if kind is not NameKind.PLACE or len(key) > 1 else -9.0
        if kind is NameKind.WORD:
            found["kind"] = -1.0
        if piece.initial and len(key) == 1 and _LIKELY_NOUN.search(key[0]):
            found.setdefault("noun", -2.0)
        elif not piece.initial:
            found["noun"] = 0.0
        if not piece.heading and not _is_sure(key, kind, lexicon):
            for rule, weight in context_score(piece, article, lexicon).items():
                found[rule] = weight if weight < 0 else max(weight, found.get(rule, 0.0))
            if not piece.initial and len(key) > 1:
                found["within"] = 0.25
        elif len(article.sentences) > 1 and _fills_sentence(piece, article):
            found["letterhead"] = form_score(piece, lexicon)
        if key in acronyms and key[-1] in lexicon.industry:
            found["acronym"] = _BY_ACRONYM
        best = fullest.get(key)
        if best is None or (best.heading and not piece.heading):
            fullest[key] = piece
    _share_in_lists(article.text, pieces, kinds, scores)
    _lend_from_headings(pieces, kinds, scores, lexicon)
    persons = {
        word
        for key, found in scores.items()
        if min(found.values(), default=0.0) <= -4.0
        for word in key
    }
    entries = []
    for key, found in scores.items():
        if len(key) == 1 and key[0] in persons and "alias" not in found:
            continue
        if _is_company(key, found):
            piece = fullest[key]
            alias = lexicon.aliases.get(key) or lexicon.aliases.get(lexicon.without_legal_form(key))
            owner = piece.key[: _owner_words(piece)] or None
            name = article.text[piece.start : piece.end]
            entries.append(_Entry(key, name, sum(found.values()), alias, owner))
    return entries


def _is_never_one(piece: Piece, kind: NameKind) -> bool:
    """Whether no context can make a company of the name."""
    if kind is NameKind.WORD:
        return len(piece.words) < 2 or piece.heading
    return kind in (NameKind.OUTLET, NameKind.PUBLIC_BODY)


def _is_sure(key: Key, kind: NameKind, lexicon: OrganisationLexicon) -> bool:
    """Whether a name is a company wherever it stands."""
    alias = lexicon.aliases.get(key)
    return kind is NameKind.LEGAL or (alias is not None and not alias.wants_support)


def _is_company(key: Key, found: Mapping[str, float]) -> bool:
    """Whether the evidence on a name suffices."""
    strongest = max(found.values(), default=0.0)
    if len(key) == 1 and strongest < _ENOUGH_FOR_ONE_WORD:
        return False
    total = sum(found.values())
    if strongest >= _STRONG:
        total -= found.get("noun", 0.0)
    return total >= _ENOUGH and not found.keys().isdisjoint(_FORMS)


def _lend_from_headings(
    pieces: Sequence[Piece],
    kinds: Mapping[Key, NameKind],
    scores: dict[Key, dict[str, float]],
    lexicon: OrganisationLexicon,
) -> None:
    """A full name that only a heading has, where the text goes on with its front words."""
    body = {piece.key for piece in pieces if not piece.heading}
    for piece in pieces:
        key = piece.key
        if not piece.heading or key in body or not 2 <= len(key) <= _LONGEST_HEADLINE_NAME:
            continue
        fronts = (key[:end] for end in range(1, len(key)))
        if kinds[key] is NameKind.OPEN and any(
            front in body
            and (
                lexicon.industry.issuperset(key[len(front) :])
                or not _is_company(front, scores.get(front, {}))
            )
            for front in fronts
        ):
            scores.setdefault(key, {})["form"] = form_score(piece, lexicon)


def _share_in_lists(
    text: str,
    pieces: list[Piece],
    kinds: Mapping[Key, NameKind],
    scores: dict[Key, dict[str, float]],
) -> None:
    """A name beside a company in a list is likely one as well ("Acme and Foobar")."""
    for pair in pairwise(pieces):
        first, second = pair
        if first.sentence != second.sentence or first.heading:
            continue
        if (
            kinds[first.key] is NameKind.PLACE
            and first.words[-1].possessive
            and second.key in scores
            and text[first.words[-1].end : second.start] == " "
        ):
            scores[second.key]["country"] = _BY_COUNTRY
        gap = text[first.end : second.start]
        if gap not in _LISTING and not (gap == ", " and _GOES_ON.match(text, second.end)):
            continue
        found = [scores.get(piece.key, {}) for piece in pair]
        sure = [_is_company(piece.key, one) for piece, one in zip(pair, found, strict=True)]
        both = all("pair" in one for one in found)
        for piece, one, beside in zip(pair, found, reversed(sure), strict=True):
            if (
                (beside or both)
                and kinds[piece.key] is NameKind.OPEN
                and min(one.values(), default=0.0) >= 0
            ):
                scores.setdefault(piece.key, {"form": 0.0})["listed"] = _LISTED


def _fills_sentence(piece: Piece, article: Article) -> bool:
    """Whether a heading is nothing but the name, as on a letter."""
    sentence = article.sentences[piece.sentence]
    return piece.start == sentence.start and sentence.end - piece.words[-1].end <= 1


def _persons(pieces: Sequence[Piece], lexicon: OrganisationLexicon) -> set[str]:
    """The words of the names of persons: what follows a title, or a known first name."""
    titles = lexicon.words["person_title"] - lexicon.words["common"] | {"mr", "mrs", "ms", "dr"}
    found: set[str] = set()
    for piece in pieces:
        key = piece.key
        for index, word in enumerate(key[:-1]):
            if word in titles and key[-1] not in lexicon.industry:
                found.update(key[index + 1 :])
        if kind_of(key, lexicon) is NameKind.PERSON:
            found.update(key)
    return found


def _forms(
    text: str, pieces: list[Piece], entries: list[_Entry], lexicon: OrganisationLexicon
) -> dict[Key, _Entry]:
    """Every form under which a company of the article can be named.

    Longer names come first, so that a name which is a shorter form of another one joins it. A form
    that two companies share stays with the one whose name has a legal form, else with the first.
    """
    forms: dict[Key, _Entry] = {}
    by_reference: dict[str, _Entry] = {}
    acronyms = _acronyms(text, pieces)
    owners: list[_Entry] = []
    for entry in sorted(entries, key=lambda entry: -len(entry.key)):
        known = forms.get(entry.key) or (
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


def _acronyms(text: str, pieces: list[Piece]) -> dict[Key, tuple[Key, ...]]:
    """Short names given in brackets behind a name: its initials, or words of its own."""
    found: dict[Key, tuple[Key, ...]] = {}
    for piece in pieces:
        match = _ACRONYM.match(text, piece.words[-1].end)
        if match is None or piece.words[-1].possessive:
            continue
        short = match[1]
        initials = "".join(word.text[0] for word in piece.words)
        letters = "".join(sign for sign in short if sign.isupper())
        if short.isupper() and letters and initials.startswith(letters[:2]):
            found[piece.key] = (*found.get(piece.key, ()), (fold(short),))
    return found


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
    for start in starts:
        if start:
            forms.append(core[start:])
        for end in range(len(core) - 1, start, -1):
            short = core[start:end]
            if len(short) == 1 and (len(short[0]) < 3 or short[0] in words["first_name"]):
                continue
            if not plain.issuperset(short):
                forms.append(short)
        if len(core) > start + 2 and core[-1] in _TRIMMED and core[start] not in plain:
            forms.append((core[start], core[-1]))
    return forms


def _locate(
    text: str,
    pieces: list[Piece],
    kinds: dict[Key, NameKind],
    forms: dict[Key, _Entry],
    lexicon: OrganisationLexicon,
) -> None:
    """Write each mention to its company, the longest form first."""
    longest = max(map(len, forms), default=0)
    taken = 0
    for piece in pieces:
        words, key = piece.words, piece.key
        whole = forms.get(key)
        if whole is not None:
            if piece.start >= taken or _owner_words(piece):
                _mention(whole, text, piece.start, piece.end)
                taken = max(taken, piece.end)
            continue
        if not piece.heading and kinds[key] in (
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
            entry = known[alias.company_id] = _Entry((match[0],), match[0], _BY_ALIAS, alias)
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
            entry.score -= _BY_ALIAS
            if alias.is_place and entry.score >= _ENOUGH:
                pass
            elif alias.company_id not in family and (parent is None or parent not in family):
                entry.alias = None
            else:
                entry.score += _BY_ALIAS
        if entry.score >= _ENOUGH:
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
