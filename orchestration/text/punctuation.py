"""Which punctuation mark stood at a gap, told by the characters around it.

Typographic quotes, apostrophes, dashes and subscripts share their first byte in UTF-8, so that
damaged text may keep only a gap in their place. Spelling and the pairing of quotes tell most of
them apart. Where nothing does (an en dash or an em dash between words), the commoner one is taken;
where a number would read otherwise, the choice is marked as unsure.
"""

import re
from collections.abc import Set
from dataclasses import dataclass

from orchestration.text.language import CONFIDENT, detect_language, english_share

APOSTROPHE = CLOSE_SINGLE = "’"
OPEN_SINGLE = "‘"
OPEN_DOUBLE = "“"
CLOSE_DOUBLE = "”"
EN_DASH = "–"
EM_DASH = "—"
MINUS = "−"

_FORMULAS = (
    "CO2 SO2 NO2 N2O CH4 NH3 SF6 CF4 H2O H2O2 H2SO4 HNO3 H3PO4 Al2O3 SiO2 TiO2 Fe2O3 Fe3O4 MnO2 "
    "Cr2O3 V2O5 Nb2O5 Ta2O5 WO3 MoO3 ZrO2 HfO2 CeO2 La2O3 Nd2O3 Pr6O11 Sm2O3 Eu2O3 Gd2O3 Tb4O7 "
    "Dy2O3 Ho2O3 Er2O3 Yb2O3 Lu2O3 Y2O3 Sc2O3 U3O8 UO2 Sb2O3 As2O3 Bi2O3 GeO2 Ga2O3 In2O3 Co3O4 "
    "P2O5 K2O K2SO4 Na2O Na2CO3 NaHCO3 Na2SO4 Li2O Li2CO3 LiPF6 LiFePO4 CaCO3 CaSO4 CaF2 BaSO4 "
    "MgCl2 NH4Cl NH4HCO3 FeS2 CuSO4 NiSO4 CoSO4 MnSO4"
)
"""Formulas of industry and environment that are told from each other without their digits."""

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_GAP = "\ue000"
_BY_SHAPE = {
    re.sub(r"\d", _GAP, formula): formula.translate(_SUBSCRIPTS)
    for formula in reversed(_FORMULAS.split())
}
_SHAPES = re.compile(
    r"(?<![A-Za-z])(?:[kM]?t)?("
    + "|".join(sorted(map(re.escape, _BY_SHAPE), key=len, reverse=True))
    + r")(?=e?(?![A-Za-z]))"
)

_CONTRACTION = re.compile(r"(?:s|t|d|m|re|ve|ll|em|ers?)(?![^\W_])", re.IGNORECASE)
_DROPPED_G = re.compile(r"(?:^|[^\w])[A-Z]\w+in$")
_SHORT_NAME = re.compile(r"(?:^|[^\w])([A-Z][a-z]{1,2})$")
_SHORT_WORD_LIST = (
    "Ah Am An And Any Are As Ask At Be Big But By Can Day Did Do Due Eh End Far Few For Get "
    "Go Had Has He Her Hey Him His How If In Is It Its Let Lo Man May Me Men Mr Ms My New No "
    "Nor Not Now Of Off Oh Ok Old On One Or Our Out Own Put Say See Set She So Ten The To Too "
    "Top Try Two Up Us Use War Was Way We Who Why Yes Yet You"
)
_SHORT_WORDS = frozenset(_SHORT_WORD_LIST.split())
"""What stands before a dash in an English text though it is as short as the head of a name."""
_DECADE = re.compile(r"\d0s(?![^\W_])")
_BARE_DECADE = re.compile(r"[2-9]0(?![\d.,%])")
_NAME_PREFIX = re.compile(r"(?:^|[^\w])(?:[OD]|[dlLMN]|Mc)$")
_CLOCK = re.compile(r"clock(?![^\W_])")
_SHORT_CODE = re.compile(r"(?:^|[^\w])[A-Z][a-z]?$")
_PERIOD = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
    r"|Mon(?:day)?|Tue(?:sday)?|Wed(?:nesday)?|Thu(?:rsday)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?"
    r"|[QH][1-4]|[1-4][QH])"
)
_PERIOD_BEFORE = re.compile(rf"(?:^|[^\w]){_PERIOD}$")
_PERIOD_AFTER = re.compile(rf"{_PERIOD}(?![^\W_])")

_PARAGRAPH_END = re.compile(r"\n\s*\n|[.!?:;”’][ \t]*\n")
_OPENING = "([{/"
_NUMBER = re.compile(r" ?[$€£¥₹]?\.?[\d¼½¾]")
_DASHES = "-–—−"
_CURRENCY = "$€£¥₹"
_BEFORE_SIGNS = ":=<>~*"
_WINDOW = 24
_QUOTATION_LENGTH = 400
_ENTRY_LENGTH = 90


@dataclass(frozen=True, slots=True)
class Filled:
    """A text without gaps; ``unsure`` has, by offset, the marks that others may have been."""

    text: str
    unsure: dict[int, str]


@dataclass(frozen=True, slots=True)
class _Habits:
    """The marks that a language takes where English takes others."""

    opening: str
    closing: str
    dash: str
    elides: bool


_ENGLISH_HABITS = _Habits(OPEN_DOUBLE, CLOSE_DOUBLE, EM_DASH, elides=False)
_OTHER_HABITS = _Habits(OPEN_DOUBLE, CLOSE_DOUBLE, EN_DASH, elides=True)
_HABITS = {
    **dict.fromkeys(("de", "cs", "sk", "sl", "is"), _Habits("„", "“", EN_DASH, elides=True)),
    **dict.fromkeys(("pl", "hu", "ro", "hr"), _Habits("„", "”", EN_DASH, elides=True)),
    **dict.fromkeys(("es", "ca"), _Habits(OPEN_DOUBLE, CLOSE_DOUBLE, EM_DASH, elides=True)),
    "en": _ENGLISH_HABITS,
}
_ENGLISH_SHARE = 0.05
_REMAINS = re.compile("[\ue000\u0e00-\u0e7f]+")
"""What damage left that is no letter of the language."""
_LONG_ENOUGH = 200
"""Characters from which the language of a text is told."""


def fill_gaps(text: str, gap: str, quotes: Set[int] = frozenset()) -> Filled:
    """Replace every ``gap`` (one character that stands for nothing else) by the mark it was.

    Args:
        text: the text with its gaps.
        gap: the character.
        quotes: the offsets of gaps that were quotation marks or apostrophes for certain.

    Returns:
        a text of the same length, and where its number may read otherwise.
    """
    if gap != _GAP:
        text = text.replace(_GAP, " ").replace(gap, _GAP)
    return _Filler(_SHAPES.sub(_subscript, text), quotes, _habits(text)).fill()


def _habits(text: str) -> _Habits:
    if len(text) < _LONG_ENOUGH or english_share(text) >= _ENGLISH_SHARE:
        return _ENGLISH_HABITS
    language, probability = detect_language(_REMAINS.sub(" ", text))
    return _HABITS.get(language, _OTHER_HABITS) if probability >= CONFIDENT else _OTHER_HABITS


def _subscript(match: re.Match[str]) -> str:
    prefix = match[0][: match.start(1) - match.start()]
    return prefix + _BY_SHAPE[match[1]]


class _Filler:
    """Fills the gaps from left to right and remembers which quotation marks are open."""

    def __init__(self, text: str, quotes: Set[int], habits: _Habits) -> None:
        self._text = text
        self._quotes = quotes
        self._habits = habits
        self._open: list[str] = []
        self._before = ""
        self._unsure: dict[int, str] = {}

    def fill(self) -> Filled:
        pieces: list[str] = []
        position = 0
        for match in re.finditer(_GAP, self._text):
            kept = self._text[position : match.start()]
            self._pass_over(kept)
            self._before = (self._before + kept[-_WINDOW:])[-_WINDOW:]
            mark = self._choose(match.end())
            if match.start() not in self._quotes:
                self._weigh(match.end(), mark)
            elif mark in _DASHES:
                mark = self._quoted(match.end(), mark)
            pieces += (kept, mark)
            self._before += mark
            position = match.end()
        pieces.append(self._text[position:])
        return Filled("".join(pieces), self._unsure)

    def _weigh(self, position: int, mark: str) -> None:
        """Keep what else the mark may have been where a number behind it would read otherwise."""
        left = self._before[-1:]
        if not _NUMBER.match(self._text, position):
            return
        if left.isnumeric():
            if mark in _DASHES:
                self._unsure[position - 1] = MINUS.replace(mark, EN_DASH)
            return
        if mark == APOSTROPHE and _DECADE.match(self._text, position):
            return
        if self._text[position : position + 1] == " " and self._before.rstrip()[-1:].isdigit():
            return
        others = MINUS + EN_DASH + (OPEN_DOUBLE if not left.isalnum() else EM_DASH)
        self._unsure[position - 1] = others.replace(mark, "")

    def _quoted(self, position: int, mark: str) -> str:
        """A gap that was no dash, though its surroundings look like one's."""
        left, right = self._before[-1:], self._text[position : position + 1]
        if left.isalnum() and right.isalnum():
            return APOSTROPHE
        if left and not left.isspace() and right.isspace():
            return self._closed()
        return self._closed() if self._open and mark == EM_DASH else self._opened(position)

    def _pass_over(self, kept: str) -> None:
        # No quotation runs on behind a blank line, or behind a line that ends as sentences do.
        start = 0
        for boundary in _PARAGRAPH_END.finditer(kept):
            start = boundary.end()
            self._open.clear()
        for mark in re.findall("[“”„]", kept[start:]):
            if mark == self._habits.opening:
                self._open.append(mark)
            elif self._open:
                self._open.pop()

    def _choose(self, position: int) -> str:
        left = self._before[-1:]
        right = self._text[position : position + 1]
        if not left or left.isspace() or left in _OPENING:
            return self._choose_outside(position, right)
        if left in _DASHES or left in (self._habits.opening, OPEN_SINGLE):
            opens = right.isalnum() or (right != "" and right in _CURRENCY + _GAP)
            return self._opened(position) if opens else self._closed()
        if right == _GAP:
            return self._choose_first_of_two(position)
        if right.isalnum() or (right != "" and right in _CURRENCY):
            return self._choose_inside(position, left, right)
        return self._choose_behind(position, left, right)

    def _choose_outside(self, position: int, right: str) -> str:
        """Behind a space or an opening bracket."""
        if not right or right.isspace():
            ahead = self._text[position : position + 3].lstrip()
            follows_number = self._before.rstrip()[-1:].isdigit()
            if self._before[-1:] in ("", "\n"):
                # What somebody says in a dialogue, or an entry of a list.
                return EM_DASH
            if follows_number and (ahead[:1].isdigit() or self._is_list_entry(position)):
                return EN_DASH
            return self._habits.dash
        if _DECADE.match(self._text, position):
            return APOSTROPHE
        if self._habits.elides and _BARE_DECADE.match(self._text, position):
            return APOSTROPHE
        if (right.isdigit() or right in _CURRENCY) and not self._closes_ahead(position):
            return MINUS
        return self._opened(position)

    def _is_list_entry(self, position: int) -> bool:
        """Whether a line is so short that it is an entry: a date, a dash and a place."""
        if not self._right(position).lstrip()[:1].isupper():
            return False
        start = self._text.rfind("\n", max(0, position - _ENTRY_LENGTH), position)
        end = self._text.find("\n", position, position + _ENTRY_LENGTH)
        return start >= 0 and start < end < start + _ENTRY_LENGTH

    def _choose_inside(self, position: int, left: str, right: str) -> str:
        """Between two characters of words or numbers."""
        if left.isalnum() and _CONTRACTION.match(self._text, position):
            return APOSTROPHE
        if _NAME_PREFIX.search(self._before) and right.isalpha():
            return APOSTROPHE
        if left == "o" and _CLOCK.match(self._text, position):
            return APOSTROPHE
        if left == "." and _CONTRACTION.match(self._text, position):
            return APOSTROPHE
        if left in (self._habits.closing, CLOSE_SINGLE):
            return EM_DASH
        if left.isnumeric() and right.isnumeric():
            return EN_DASH
        if left in _BEFORE_SIGNS and right.isdigit():
            return MINUS
        if _PERIOD_BEFORE.search(self._before) and _PERIOD_AFTER.match(self._text, position):
            return EN_DASH
        if _SHORT_CODE.search(self._before) and re.match(
            r"[A-Z][a-z]?(?!\w)", self._right(position)
        ):
            return EN_DASH
        if left.isalpha() and right.isalpha() and self._binds():
            return APOSTROPHE
        return EM_DASH

    def _binds(self) -> bool:
        """Whether what stands before is the head of a name (De’, Mu’) or of a word that elides."""
        if self._habits.elides:
            return True
        head = _SHORT_NAME.search(self._before)
        return head is not None and head[1] not in _SHORT_WORDS

    def _choose_behind(self, position: int, left: str, right: str) -> str:
        """Behind a word or a punctuation mark, before a space or a punctuation mark."""
        if self._open:
            if _DROPPED_G.search(self._before) and self._closes_ahead(position):
                return APOSTROPHE
            is_plural = left in "sS" and re.match(r" [^\W\d_A-Z]", self._right(position))
            if is_plural and self._closes_ahead(position):
                return APOSTROPHE
            return self._closed()
        if left in "sS":
            return APOSTROPHE
        if right.isspace() and left.isalnum() and right != "\n":
            return APOSTROPHE if self._habits.elides else EM_DASH
        return self._habits.closing

    def _choose_first_of_two(self, position: int) -> str:
        after_both = self._text[position + 1 : position + 2]
        if self._open:
            return self._closed()
        return EM_DASH if after_both.isalnum() else self._habits.closing

    def _right(self, position: int) -> str:
        return self._text[position : position + _WINDOW]

    def _opened(self, position: int) -> str:
        opening = self._habits.opening
        nested = bool(self._open) and self._open[-1] == opening and self._closes_ahead(position)
        mark = OPEN_SINGLE if nested else opening
        self._open.append(mark)
        return mark

    def _closed(self) -> str:
        opened = self._open.pop() if self._open else self._habits.opening
        return CLOSE_SINGLE if opened == OPEN_SINGLE else self._habits.closing

    def _closes_ahead(self, position: int) -> bool:
        """Whether the next gap that opens or closes a quotation closes one, in the same line."""
        text = self._text
        end = min(len(text), position + _QUOTATION_LENGTH)
        line_end = text.find("\n", position, end)
        end = end if line_end < 0 else line_end
        at = text.find(_GAP, position + 1, end)
        while at >= 0:
            left, right = text[at - 1], text[at + 1 : at + 2]
            if left.isspace() or left in _OPENING:
                if right and not right.isspace():
                    return False
            elif not right.isalnum() and not (
                left in "sS" and re.match(r" [^\W\d_A-Z]", text[at + 1 : at + 3])
            ):
                return True
            at = text.find(_GAP, at + 1, end)
        return False
