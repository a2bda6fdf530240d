"""Which part of an article each block is: title, highlights, body, disclaimer, boilerplate.

Only that decision belongs here. Blocks come from ``blocks``; the words that give boilerplate away
stand in ``boilerplate``.
"""

import re
from dataclasses import dataclass

from orchestration.text.article import SectionKind
from orchestration.text.blocks import Block, find_blocks
from orchestration.text.boilerplate import (
    COUNTS,
    is_about_call,
    is_boilerplate,
    is_forward_looking,
    opens_call,
    opens_comments,
    opens_forward_looking,
    opens_related,
)
from orchestration.text.dates import find_dates

_HIGHLIGHTS = re.compile(
    r"\W*(?:(?:[\w’'&-]+ ){0,4}highlights?|key (?:points|takeaways|facts|findings|messages|figures)"
    r"|(?:main|key) takeaways|takeaways|at a glance|in brief|the essentials|tl;?dr)\W*",
    re.IGNORECASE,
)
_MAX_HIGHLIGHT = 300
_MAX_UNMARKED_HIGHLIGHTS = 6

_DISCLAIMER = re.compile(r"[\W_]*(?:general |legal )?disclaimers?\b", re.IGNORECASE)
_NOTE = re.compile(
    r"[\W_]*(?:editor(?:ial|[’']?s[’']?)?|publisher[’']?s?|author[’']?s?|translator[’']?s?) note\b"
    r"|[\W_]*note (?:to|for|from) (?:the )?(?:readers?|editors?)\b"
    r"|[\W_]*(?:important notice|legal notice|disclosures?)\b",
    re.IGNORECASE,
)
_DISCLAIMS = re.compile(
    r"\b(?:not|nor|neither|none|nobody|no (?:one|outside party|third party))\b[^.]{0,80}"
    r"\b(?:verified|checked|confirmed|vetted|fact-checked|corroborated)\b"
    r"|\b(?:have|has) (?:checked|verified|confirmed) (?:none|no|nothing)\b"
    r"|\bshould (?:be )?(?:independently )?(?:verif|check|confirm|treat)"
    r"|\b(?:verify|check|confirm|do your own)\b[^.]{0,60}"
    r"\b(?:before|independent\w*|yoursel\w+|research)\b"
    r"|\b(?:investment|financial|legal|trading) advice\b"
    r"|\binformation(?:al)? purposes only\b"
    r"|\b(?:supplied|provided|drawn|taken|sourced|translated|reproduced) (?:by|from)\b"
    r"|\brel(?:ies|y) on\b|\bunverified\b|\bno (?:responsibility|liability|warranty)\b",
    re.IGNORECASE,
)
_WHOLE_ARTICLE = re.compile(
    r"\b(?:figures?|facts?|information|data|claims?|numbers?|statements?|article|story|item|report"
    r"|content|material|publication|advice|readers?|you|them|accuracy)\b",
    re.IGNORECASE,
)
_UNLABELLED = re.compile(
    r"\b(?:not|nor|neither|none)\b[^.]{0,80}\b(?:verified|checked|confirmed|vetted|fact-checked)\b"
    r"|\b(?:have|has) (?:checked|verified|confirmed) (?:none|no|nothing)\b"
    r"|\bshould be (?:independently )?(?:verified|checked|confirmed)\b"
    r"|\breaders? should (?:independently )?(?:verify|check|confirm)\b"
    r"|\b(?:verify|check|confirm)\b[^.]{0,60}\b(?:before|independently|yoursel\w+)\b"
    r"|\bnot\b[^.]{0,60}\b(?:investment|financial|legal|trading) advice\b"
    r"|\binformation(?:al)? purposes only\b",
    re.IGNORECASE,
)
_MAX_UNLABELLED = 500

_BYLINE = re.compile(r"(?:by|from)\s+\S", re.IGNORECASE)
_ISSUE = re.compile(r"#\d|\bno\. ?\d", re.IGNORECASE)
_RUBRIC = re.compile(
    r"\W*(?:(?:press|news|media|investor) (?:release|statement|information)|(?:customer|success)"
    r" (?:story|stories)|case stud(?:y|ies)|(?:market|company|industry) (?:news|report|update)s?"
    r"|(?:weekly|daily|monthly) (?:\w+ )?(?:report|review|update)|interviews?|features?|analysis"
    r"|company (?:announcement|news)|asx announcement|regulatory (?:news|announcement))"
    r"(?: ?[|·•/–—-] ?[\w&]+(?: [\w&]+){0,3}){0,3}\W*",
    re.IGNORECASE,
)
"""The rubric that a headline stands under."""
_LETTERHEAD = re.compile(
    r"(?:[\w&.,’'()-]+ ){1,8}(?:co\.,? ?ltd|ltd|limited|inc|incorporated|corp|corporation|plc|llc"
    r"|ag|se|gmbh|s\.?a\.?|n\.?v\.?|s\.?p\.?a|a/?s|asa|oyj?|ab|pjsc|tbk|berhad)\.?"
    r"(?: \([^()]{2,60}\))*",
    re.IGNORECASE,
)
"""A company's full name alone on a line, with or without where it is listed."""
_MASTHEAD_WORDS = 3
_MAX_TITLE = 250
_HEADER_BLOCKS = 12
_MAX_HEADER_LINE = 200


@dataclass(frozen=True, slots=True)
class Part:
    """``text[start:end]`` and the section that it belongs to."""

    start: int
    end: int
    section: SectionKind
    block: Block


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a text in order, the title if the text has one, and where dates may stand.

    ``header`` holds the lines above the running text without the title, ``opening`` the first
    paragraph of the running text, ``other_lines`` all short lines further down.
    """

    parts: tuple[Part, ...]
    title: str | None
    header: list[str]
    opening: str | None
    other_lines: list[str]


def lay_out(text: str, title: str | None = None) -> Layout:
    """Tell the sections of ``text``.

    Args:
        text: a repaired text.
        title: the headline, if it is known from elsewhere.
    """
    blocks = find_blocks(text)
    sections = _mark_boilerplate(blocks)
    header = _header(blocks, sections)
    title_index = _find_title(blocks, sections, header, title)
    if title_index is not None:
        sections[title_index] = SectionKind.TITLE
        for index in range(title_index):
            if sections[index] is None and _LETTERHEAD.fullmatch(blocks[index].text):
                sections[index] = SectionKind.TITLE
    _mark_highlights(blocks, sections, header)
    _mark_disclaimers(blocks, sections)
    parts: list[Part] = []
    for index, block in enumerate(blocks):
        section = sections[index] or SectionKind.BODY
        if index < header and section is SectionKind.BODY:
            parts.extend(_carve_counts(block))
        else:
            parts.append(Part(block.start, block.end, section, block))
    found = None if title_index is None else " ".join(blocks[title_index].text.split())
    return Layout(
        parts=tuple(parts),
        title=title or found,
        header=[block.text for i, block in enumerate(blocks[:header]) if i != title_index],
        opening=blocks[header].text if header < len(blocks) else None,
        other_lines=[
            block.text for block in blocks[header:] if len(block.text) <= _MAX_HEADER_LINE
        ],
    )


def _mark_boilerplate(blocks: list[Block]) -> list[SectionKind | None]:
    sections: list[SectionKind | None] = [None] * len(blocks)
    index = 0
    while index < len(blocks):
        end = _boilerplate_end(blocks, index)
        for position in range(index, end):
            sections[position] = SectionKind.BOILERPLATE
        index = max(end, index + 1)
    return sections


def _boilerplate_end(blocks: list[Block], index: int) -> int:
    """The index behind the boilerplate that begins at ``index``, or ``index`` if none does."""
    text = blocks[index].text
    following = index + 1
    if len(text) < 2:
        return index
    if opens_comments(text) and index > 0:
        return len(blocks)
    if opens_related(text):
        marked = following < len(blocks) and blocks[following].is_bullet
        while following < len(blocks) and _is_listed(blocks[following], marked):
            following += 1
        return following
    if opens_call(text):
        while following < len(blocks) and is_about_call(blocks[following].text):
            following += 1
        return following
    if opens_forward_looking(text):
        while following < len(blocks) and not blocks[following].is_heading:
            following += 1
        return following
    if is_boilerplate(text) or is_forward_looking(text):
        return following
    return index


def _is_listed(block: Block, marked: bool) -> bool:
    """Whether a block goes on with the list of other articles that stands before it."""
    if marked:
        return block.is_bullet
    return not block.after_blank and len(block.text) <= 160 and not block.is_paragraph


def _header(blocks: list[Block], sections: list[SectionKind | None]) -> int:
    """The number of blocks before the running text begins."""
    for index, block in enumerate(blocks):
        if sections[index] is None and (block.is_paragraph or len(block.text) > _MAX_TITLE):
            return index
    return min(len(blocks), _HEADER_BLOCKS)


def _find_title(
    blocks: list[Block], sections: list[SectionKind | None], header: int, title: str | None
) -> int | None:
    if title is not None:
        wanted = _letters(title)
        same = (
            i for i, block in enumerate(blocks[:_HEADER_BLOCKS]) if _letters(block.text) == wanted
        )
        return next(same, None)
    candidates: list[int] = []
    for index, block in enumerate(blocks[: min(header, _HEADER_BLOCKS)]):
        if _opens_highlights(block) or block.is_item:
            break
        if sections[index] is None and _is_title_like(block):
            candidates.append(index)
    # A paragraph that opens the text without a heading over it is no title.
    first = candidates[0] if candidates else None
    if first is None or not _is_masthead(blocks[first].text):
        return first
    # The name of an outlet, a series or the company, not yet a headline.
    longer = (
        i for i in candidates[1:] if not _is_masthead(blocks[i].text) and not blocks[i].is_row
    )
    return next(longer, first)


def _is_title_like(block: Block) -> bool:
    text = block.text
    if len(text) > _MAX_TITLE or text.startswith(("[", "(")) or _BYLINE.match(text):
        return False
    if text.count(": ") > 1 or COUNTS.search(text):
        return False
    dated = next(find_dates(text), None)
    # A headline may name a date; the line that dates the article is little else.
    if dated is None:
        return True
    before = text[: dated.start].rstrip()
    return len(before.split()) > 4 and before[-1] not in ",–—-(" and not re.search("[|·]", text)


def _is_masthead(text: str) -> bool:
    return (
        len(text.split()) <= _MASTHEAD_WORDS
        or _ISSUE.search(text) is not None
        or _RUBRIC.fullmatch(text) is not None
        or _LETTERHEAD.fullmatch(text) is not None
    )


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _mark_highlights(blocks: list[Block], sections: list[SectionKind | None], header: int) -> None:
    for index, block in enumerate(blocks):
        if sections[index] is None and _opens_highlights(block):
            end = _highlights_end(blocks, sections, index + 1)
            if end > index + 1:
                sections[index:end] = [SectionKind.HIGHLIGHTS] * (end - index)
    # Bullets between the headline and the running text sum the article up.
    for index in range(min(header, len(blocks))):
        if sections[index] is None and blocks[index].is_bullet and header < len(blocks):
            sections[index] = SectionKind.HIGHLIGHTS


def _opens_highlights(block: Block) -> bool:
    return len(block.text) <= 60 and _HIGHLIGHTS.fullmatch(block.text) is not None


def _highlights_end(blocks: list[Block], sections: list[SectionKind | None], start: int) -> int:
    end = start
    if start < len(blocks) and blocks[start].is_item:
        while end < len(blocks) and sections[end] is None and blocks[end].is_item:
            end += 1
        return end
    while (
        end < min(len(blocks), start + _MAX_UNMARKED_HIGHLIGHTS)
        and sections[end] is None
        and len(blocks[end].text) <= _MAX_HIGHLIGHT
        and not (blocks[end].after_blank and end > start)
    ):
        end += 1
    return end


def _mark_disclaimers(blocks: list[Block], sections: list[SectionKind | None]) -> None:
    labelled = False
    for index, block in enumerate(blocks):
        if sections[index] is not None:
            continue
        if _DISCLAIMER.match(block.text) or (
            _NOTE.match(block.text) and _DISCLAIMS.search(block.text)
        ):
            labelled = True
            sections[index] = SectionKind.DISCLAIMER
            # A label that stands alone belongs to the paragraph behind it.
            alone = block.is_heading and len(block.text) <= 40
            if alone and index + 1 < len(blocks) and sections[index + 1] is None:
                sections[index + 1] = SectionKind.DISCLAIMER
    kept = [index for index, section in enumerate(sections) if section is None]
    if labelled or len(kept) < 2:
        return
    last = blocks[kept[-1]].text
    if (
        len(last) <= _MAX_UNLABELLED
        and not any(character.isdigit() for character in last)
        and _UNLABELLED.search(last)
        and _WHOLE_ARTICLE.search(last)
    ):
        sections[kept[-1]] = SectionKind.DISCLAIMER


def _carve_counts(block: Block) -> list[Part]:
    """A line below the headline without the counts of its readers, which are boilerplate."""
    parts: list[Part] = []
    position = block.start
    matches = COUNTS.finditer(block.text) if len(block.text) <= _MAX_HEADER_LINE else iter(())
    for match in matches:
        start, end = block.start + match.start(), block.start + match.end()
        if position < start:
            parts.append(Part(position, start, SectionKind.BODY, block))
        parts.append(Part(start, end, SectionKind.BOILERPLATE, block))
        position = end
    if position < block.end:
        parts.append(Part(position, block.end, SectionKind.BODY, block))
    return parts
