"""Which names of an article are companies: the evidence on each, summed over all its mentions.

Evidence comes from form (legal form, head noun), role ("a unit of"), context (what a name does)
and repetition; what a form or a context weighs stands in ``evidence`` and ``contexts``. Which names
mean the same company is decided in ``companies``.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from orchestration.extraction.companies.contexts import context_score
from orchestration.extraction.companies.evidence import (
    NameKind,
    form_score,
    is_site,
    kind_of,
    refine,
)
from orchestration.extraction.companies.names import (
    FAMILY,
    UPPER,
    Piece,
    Word,
    find_pieces,
    is_imprint,
)
from orchestration.extraction.companies.organisation_lexicon import Key, OrganisationLexicon, fold
from orchestration.text.article import Article, SectionKind

ENOUGH = 2.0
"""Evidence from which a name is a company; the weights are in ``evidence`` and ``contexts``."""
BY_ALIAS = 5.0

_ENOUGH_FOR_ONE_WORD = 1.25
"""A name of one word wants one piece of evidence of at least this weight."""
_STRONG = 2.5
"""Evidence of this weight outdoes the looks of a common word."""
_LISTED = 2.0
_BY_COUNTRY = 1.5
_BY_ACRONYM = 3.0
_MEETS_PERSON = -3.5
"""A context that speaks for a person weighs less than this."""
_MEANT = 1.75
"""For the one name to which "the company" in the next sentence can lead."""
_LONGEST_HEADLINE_NAME = 4
_GOES_ON = re.compile(
    rf"(?:, [{UPPER}][\w&'’-]*(?: [{UPPER}][\w&'’-]*){{0,3}}){{0,6}},? (?:and|or) [{UPPER}]"
)
_LISTING = frozenset((" and ", ", and ", " or ", " and the ", " & ", ", the "))
_FORMS = frozenset(("form", "alias", "named unit", "letterhead"))
_DEEDS = frozenset(("weak", "act", "report"))
_HOLDING = frozenset(("agent", "stake", "share"))
_OUTDONE = frozenset(("lies in", "article", "site"))
"""Rules that say nothing about a name which has the form of a company's."""
_OF_PLACE = frozenset(("port", "ports", "university", "bank"))
"""What a place runs that bears its name: "Port of Skarsund"."""
_COMPANY_COLUMN = re.compile(
    r"^\|? ?\**(?:Compan(?:y|ies)|Firms?|Producers?|Makers?|Manufacturers?|Operators?"
    r"|Suppliers?|Banks?"
    r"|Groups?|Airlines?|Carriers?|Miners?|Retailers?|Utilit(?:y|ies)|Vendors?|Contractors?|Brands?"
    r"|Bidders?|Issuers?|Subsidiar(?:y|ies))\**(?: name)? ?\|",
    re.MULTILINE,
)
_FIRST_CELL = re.compile(r"\|? ?\**([^\W\d_][^|*\n]{1,60}?)\**(?: \([^)|]*\))? ?(?:\||$)")
_TWICE = 2
"""A ticker is a name only where it comes again."""
_IN_COLUMN = 3.5
"""For a name in a column of companies."""
_LIKELY_NOUN = re.compile(
    r"(?:ings?|ed|ly|tions?|ments?|ness|ity|ities|ers|ists|ians|weights?|water|work|flows?|downs?"
    r"|times?|[ae]nces?|ships?|isms?)$"
)
"""How common words end; a sentence's opening word of such a kind wants more to be a name."""
_ACRONYM = re.compile(
    r" ?\((?:the |[A-Za-z ]{2,18}: ?)?[“\"'‘]?([A-Z][A-Za-z&]{1,9})(?:[:. ][A-Z]{2})?[”\"'’]?\)"
)
_THE_COMPANY = re.compile(
    r"\b(?:[Tt]he|[Ii]ts) (?:[a-z]+ )?(?:company|firm|group|business|producer|maker|manufacturer"
    r"|miner|supplier|retailer|operator|utility|start-up|startup|venture|developer|co-operative|cooperative"
    r"|steelmaker|carmaker|chipmaker|brewer|bank|lender|airline|carrier|contractor)\b"
)
_SITE_UNIT = re.compile(
    r" (?P<site>(?:[a-z]+ )?(?:mine|mill|plant|depot|station|smelter|refinery|brewery|factory|"
    r"colliery|works|yard|shipyard|workshop|quarry|foundry|dairy|cannery))"
    r", (?:an?|the|another) (?:[\w-]+ ){0,3}(?:subsidiary|affiliate|unit|arm) of\b"
    r"| (?P<part>depot|branch|section|bureau|workshop|station) of (?=[A-Z])"
)
"""A type of site behind a name, where the text goes on to say whose unit that is."""
_OF_ANOTHER = re.compile(
    r"\b(?:owned|controlled|held|acquired|bought|part|unit|subsidiary|arm|affiliate|branch|"
    r"division|offshoot|belongs)\b[^.;]{0,60}\b(?:by|of|to|from) (?:the )?(?:[a-z]+ ){0,3}$"
)
_DATED = re.compile(r",? (?:[|·–-] )?(?:\d{1,2}\.? |[A-Z][a-z]{2,8}\.? \d)")
"""A date right behind a name, as in the line that an outlet stands in."""
_SEAT = re.compile(r"^ \([A-Z]{2,12}\)|, [A-Z][\w-]{1,20}$")
"""What may follow a name on its letterhead: its short name, its town."""
_SMALL_WORD = re.compile(r"(?<![\w’'-])[a-z]{3,}(?![\w’'])")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that is a company on its ``score``; ``piece`` is its best spelled mention."""

    piece: Piece
    score: float

    @property
    def owner(self) -> Key | None:
        """The key of the owner in "Acme's Test Center"."""
        return self.piece.key[: owner_words(self.piece)] or None


@dataclass(frozen=True, slots=True)
class Judgement:
    """All names of an article, their kinds by their key, and those that are companies."""

    pieces: tuple[Piece, ...]
    kinds: Mapping[Key, NameKind]
    companies: tuple[Candidate, ...]
    acronyms: Mapping[Key, tuple[Key, ...]]
    distinct: frozenset[Key]
    """Names that are another company's than the longer name which begins with them."""


def judge_names(article: Article, lexicon: OrganisationLexicon) -> Judgement:
    """Decide for each name of the article whether it is a company's."""
    candidates = find_pieces(article, lexicon)
    persons = _persons(candidates, lexicon)
    refined = [part for piece in candidates for part in refine(piece, article, lexicon)]
    pieces = tuple(_with_named_units(article.text, refined, lexicon))
    kinds: dict[Key, NameKind] = {}
    for piece in pieces:
        if piece.key not in kinds:
            kinds[piece.key] = _kind(piece, persons, lexicon)
    for key in _owners_of_firms(pieces, lexicon):
        if kinds[key] is NameKind.OPEN:
            kinds[key] = NameKind.PERSON
    acronyms = _acronyms(article.text, pieces)
    scores = _scores(article, pieces, kinds, acronyms, lexicon)
    _share_in_lists(article.text, pieces, kinds, scores)
    _lend_from_headings(article, pieces, kinds, scores, lexicon)
    _follow_back(article, pieces, kinds, scores)
    return Judgement(
        pieces,
        kinds,
        tuple(_accepted(article, pieces, scores)),
        acronyms,
        _distinct(article.text, pieces),
    )


def _owners_of_firms(pieces: Sequence[Piece], lexicon: OrganisationLexicon) -> set[Key]:
    """Names of persons whose surname their firm bears: "Ilse Vogt" beside "Vogt Bearings"."""
    plain = lexicon.plain
    fronts = {
        key[0]
        for key in (piece.key for piece in pieces)
        if 1 < len(key) < 4
        and key[0] not in plain
        and (
            key[-1] in lexicon.industry
            or lexicon.ends_like_company(key[-1])
            or key[-1] in lexicon.words["legal_form"]
            or key[-1] in FAMILY
        )
    }
    return {
        piece.key
        for piece in pieces
        if len(piece.key) == 2
        and piece.key[1] in fronts
        and piece.key[0] not in plain
        and not lexicon.is_a("vocabulary", piece.key[0])
        and piece.key[0] not in lexicon.words["prefix_head"]
        and not piece.words[0].text.isupper()
    }


def owner_words(piece: Piece) -> int:
    """How many words of the piece name the owner; 0 if it is no named unit."""
    for index, word in enumerate(piece.words[:-1], 1):
        if word.possessive:
            return index
    return 0


def _kind(piece: Piece, persons: set[str], lexicon: OrganisationLexicon) -> NameKind:
    key = piece.key
    kind = kind_of(key, lexicon)
    text = piece.words[0].text.partition("'")[0].partition("’")[0]
    if kind is NameKind.WORD and len(key) == 1 and text.isupper() and len(key[0]) > 2:
        # "SEMI" is no "semi"; what abbreviates a common word is one itself.
        abbreviates = key[0] in lexicon.industry and not piece.heading
        return NameKind.OPEN if abbreviates else kind
    if kind is NameKind.PLACE and key[0] in _OF_PLACE and _has_of(piece):
        return NameKind.OPEN
    named = len(key) <= 3 and key[-1] in persons and key[-1] not in lexicon.industry
    return NameKind.PERSON if named and kind is NameKind.OPEN else kind


def _has_of(piece: Piece) -> bool:
    """Whether a small word stands behind the first word of a name: "Port of Skarsund"."""
    return len(piece.words) > 1 and piece.words[1].start - piece.words[0].end > len(" x ")


def _with_named_units(
    text: str, pieces: Sequence[Piece], lexicon: OrganisationLexicon
) -> Iterator[Piece]:
    """The pieces, with the type of a site that is a unit ("Hongde coal mine") in its name.

    An owner and its named unit ("Acme's Test Center") are one more piece.
    """
    times = Counter(piece.key[0] for piece in pieces)
    for position, piece in enumerate(pieces):
        site = _SITE_UNIT.match(text, piece.words[-1].end)
        if site is not None and not piece.heading and len(piece.words) < 4:
            start = piece.words[-1].end + 1
            kind = site["site"] or site["part"]
            word = Word(kind, fold(kind), start, start + len(kind), False)
            yield replace(piece, words=(*piece.words, word))
            continue
        yield piece
        after = pieces[position + 1] if position + 1 < len(pieces) else None
        if (
            after is not None
            and piece.words[-1].possessive
            and text[piece.words[-1].end : after.start] == " "
            and 2 <= len(after.words) <= 4
            and lexicon.is_a("unit_head", after.key[-1])
            and (times[piece.key[0]] > 1 or not piece.initial)
            and not any(lexicon.is_a("place", key) for key in piece.key)
        ):
            yield replace(piece, words=piece.words + after.words)


def _scores(
    article: Article,
    pieces: Sequence[Piece],
    kinds: Mapping[Key, NameKind],
    acronyms: Mapping[Key, tuple[Key, ...]],
    lexicon: OrganisationLexicon,
) -> dict[Key, dict[str, float]]:
    """The evidence on each name: the weights of the rules by their names."""
    scores: dict[Key, dict[str, float]] = {}
    rows = _names_in_rows(article.text)
    single = {piece.key[0] for piece in pieces if len(piece.key) == 1}
    small = {word for word in single if _stands_small(article.text, word)}
    for piece in pieces:
        key, kind = piece.key, kinds[piece.key]
        owners = owner_words(piece)
        if not owners and _is_never_one(piece, kind):
            continue
        found = scores.setdefault(key, {})
        if owners or piece.words[-1].text.islower():
            found["named unit"] = 3.0
        if rows.get(piece.start) == piece.end:
            found["row"] = _IN_COLUMN
            found.setdefault("form", 0.0)
        if kind is NameKind.ALIAS:
            found["alias"] = BY_ALIAS
        if kind is NameKind.LEGAL or not piece.heading:
            found["form"] = max(found.get("form", 0.0), form_score(piece, article.text, lexicon))
        if kind in (NameKind.PLACE, NameKind.PERSON, NameKind.THING):
            found["kind"] = -3.0 if kind is not NameKind.PLACE or len(key) > 1 else -9.0
        if kind is NameKind.WORD and len(key) < 3:
            found["kind"] = -1.0
        if len(key) == 1:
            _doubt_word(piece, small, found, lexicon)
        if not piece.heading and not _is_sure(key, kind, lexicon):
            for rule, weight in context_score(piece, article, lexicon).items():
                if rule in _OUTDONE and found["form"] >= ENOUGH:
                    continue
                found[rule] = weight if weight < 0 else max(weight, found.get(rule, 0.0))
            if "article" in found and is_site(key):
                found["article"] = -2.5
            if key[-1] == "fund" and not found.keys().isdisjoint(_HOLDING):
                found["kind"] = 0.0
            if len(key) > 1:
                found["within"] = 0.5
            elif not found.keys().isdisjoint(_DEEDS) and not lexicon.is_a("vocabulary", key[0]):
                found["stranger"] = 0.5
            if piece.initial and len(key) < 3 and lexicon.plain.issuperset(key):
                found["plain"] = -1.0
        elif len(article.sentences) > 1 and _fills_sentence(piece, article):
            found["letterhead"] = form_score(piece, article.text, lexicon)
        if key in acronyms and key[-1] in lexicon.industry:
            found["acronym"] = _BY_ACRONYM
    return scores


def _stands_small(text: str, word: str) -> bool:
    """Whether a word stands somewhere in small letters, as a whole word."""
    at = text.find(word)
    while at >= 0:
        match = _SMALL_WORD.match(text, at)
        if match is not None and match[0] == word:
            return True
        at = text.find(word, at + 1)
    return False


def _names_in_rows(text: str) -> dict[int, int]:
    """Where the first cells of tables stand whose first column is headed as one of companies."""
    found: dict[int, int] = {}
    for head in _COMPANY_COLUMN.finditer(text):
        at = text.find("\n", head.end()) + 1
        while at and at < len(text):
            stop = text.find("\n", at)
            line = text[at : stop if stop >= 0 else len(text)]
            if "|" not in line:
                break
            cell = _FIRST_CELL.match(line)
            if cell is not None:
                found[at + cell.start(1)] = at + cell.end(1)
            at = stop + 1
    return found


def _doubt_word(
    piece: Piece, small: set[str], found: dict[str, float], lexicon: OrganisationLexicon
) -> None:
    """Doubts about a name of one word: that a capital at the head of a sentence means nothing."""
    word = piece.key[0]
    bare = word.removeprefix("un").removeprefix("non").lstrip("-")
    if word in small and not piece.words[0].text.isupper():
        found["small"] = -3.0
    if not piece.initial:
        found["noun"] = 0.0
    elif all(lexicon.is_a("vocabulary", part) for part in bare.split("-")):
        found.setdefault("noun", -2.5)
    elif _LIKELY_NOUN.search(word):
        found.setdefault("noun", -2.0)


def _accepted(
    article: Article, pieces: Sequence[Piece], scores: Mapping[Key, Mapping[str, float]]
) -> Iterator[Candidate]:
    """The names whose evidence suffices, each with its best spelled mention."""
    fullest: dict[Key, Piece] = {}
    for piece in pieces:
        best = fullest.get(piece.key)
        if best is None or (best.heading and not piece.heading):
            fullest[piece.key] = piece
    sure = any(
        not piece.heading and _is_company(piece.key, scores.get(piece.key, {})) for piece in pieces
    )
    imprints = {
        index
        for index, sentence in enumerate(article.sentences)
        if sentence.section is not SectionKind.TITLE and is_imprint(article.text, sentence)
    }
    told = {
        piece.key
        for piece in pieces
        if piece.sentence not in imprints or not _DATED.match(article.text, piece.words[-1].end)
    }
    persons = {
        word
        for key, found in scores.items()
        if min(found.values(), default=0.0) <= -4.0
        for word in key
    }
    products = {
        key[0] for key, found in scores.items() if found.get("called so") or found.get("brand")
    }
    firms = {key[0] for key, found in scores.items() if len(key) > 1 and _is_company(key, found)}
    for key, found in scores.items():
        if key[0] in products and "form" in found and found["form"] < ENOUGH:
            found = {**found, "product": -3.0}
        if len(key) == 1 and key[0] in persons - firms and "alias" not in found:
            continue
        in_text = key in told or any(
            one[: len(key)] == key or key[: len(one)] == one for one in told
        )
        if len(key) == 1 and found.get("noun", 0.0) < 0 and key[0].endswith("ly"):
            continue  # "Wholly owned by …"
        if _is_company(key, found) and (in_text or not sure or "alias" in found):
            yield Candidate(fullest[key], sum(found.values()))


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
    if strongest >= _STRONG and not key[0].endswith("ly"):
        total -= found.get("noun", 0.0)
    return total >= ENOUGH and not found.keys().isdisjoint(_FORMS)


def _follow_back(
    article: Article,
    pieces: Sequence[Piece],
    kinds: Mapping[Key, NameKind],
    scores: dict[Key, dict[str, float]],
) -> None:
    """Strengthen the one name that "the company" of a next sentence can mean.

    Only where neither that sentence nor the one before it has a company of its own.
    """
    by_sentence: dict[int, list[Piece]] = {}
    for piece in pieces:
        by_sentence.setdefault(piece.sentence, []).append(piece)
    for index, sentence in enumerate(article.sentences):
        if index == 0 or sentence.section is not SectionKind.BODY:
            continue
        match = _THE_COMPANY.search(article.text, sentence.start, sentence.end)
        if match is None:
            continue
        for before in (index - 1, index - 2):
            near = by_sentence.get(before, [])
            keys = {piece.key for piece in near}
            if any(_is_company(key, scores.get(key, {})) for key in keys):
                break
            could = {
                piece.key
                for piece in near
                if not piece.heading
                and kinds[piece.key] is NameKind.OPEN
                and piece.key in scores
                and min(scores[piece.key].values(), default=0.0) > -1.0
            }
            if len(could) == 1:
                scores[could.pop()]["meant"] = _MEANT
            if could or article.sentences[before].paragraph != sentence.paragraph:
                break


def _lend_from_headings(
    article: Article,
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
            scores.setdefault(key, {})["form"] = form_score(piece, article.text, lexicon)


def _share_in_lists(
    text: str,
    pieces: Sequence[Piece],
    kinds: Mapping[Key, NameKind],
    scores: dict[Key, dict[str, float]],
) -> None:
    """A name beside a company in a list is likely one as well ("Acme and Foobar")."""
    pairs = list(pairwise(pieces))
    for pair in (*pairs, *reversed(pairs)):
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
        if found[0].get("inside", 0.0) < 0 and found[1].get("form", ENOUGH) < ENOUGH:
            found[1]["inside"] = found[0]["inside"]
        sure = [_is_company(piece.key, one) for piece, one in zip(pair, found, strict=True)]
        both = all("pair" in one for one in found)
        for piece, one, beside in zip(pair, found, reversed(sure), strict=True):
            is_person = kinds[piece.key] is NameKind.PERSON and len(piece.key) == 2
            if beside and is_person and min(one.values(), default=0.0) > _MEETS_PERSON:
                one["kind"] = 0.0
            elif kinds[piece.key] is not NameKind.OPEN:
                continue
            if (beside or both) and min(one.values(), default=0.0) >= -0.75:
                scores.setdefault(piece.key, {"form": 0.0})["listed"] = _LISTED


def _distinct(text: str, pieces: Sequence[Piece]) -> frozenset[Key]:
    """Short names of owners: "Brack" in "Brack Foods is owned by Brack"."""
    found = set()
    for first, second in pairwise(pieces):
        length = len(second.key)
        if (
            first.sentence == second.sentence
            and length < len(first.key)
            and first.key[:length] == second.key
            and _OF_ANOTHER.search(text, first.end, second.start)
        ):
            found.add(second.key)
    return frozenset(found)


def _fills_sentence(piece: Piece, article: Article) -> bool:
    """Whether a heading is nothing but the name, as on a letter."""
    sentence = article.sentences[piece.sentence]
    rest = _SEAT.sub("", article.text[piece.words[-1].end : sentence.end])
    return piece.start == sentence.start and len(rest) <= 1


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


def _acronyms(text: str, pieces: Sequence[Piece]) -> dict[Key, tuple[Key, ...]]:
    """Short names given in brackets behind a name: its initials, or words of its own."""
    found: dict[Key, tuple[Key, ...]] = {}
    for piece in pieces:
        match = _ACRONYM.match(text, piece.words[-1].end)
        if match is None or piece.words[-1].possessive:
            continue
        short = match[1]
        is_ticker = (
            not match[0].endswith((f"{short})", f"{short}”)", f'{short}")')) or ":" in match[0]
        )
        if is_ticker and text.count(short) < _TWICE:
            continue
        if short.isupper() and _abbreviates(short, piece):
            found[piece.key] = (*found.get(piece.key, ()), (fold(short),))
    return found


def _abbreviates(short: str, piece: Piece) -> bool:
    """Whether the letters of ``short`` begin as the words of a name do, or stand in it in order."""
    letters = "".join(sign for sign in short if sign.isupper())
    initials = "".join(word.text[0] for word in piece.words)
    if letters and len(piece.words) > 1 and initials.startswith(letters[:2]):
        return True
    name = iter("".join(word.text for word in piece.words).upper())
    return len(letters) > 1 and letters[0] == initials[0] and all(one in name for one in letters)
