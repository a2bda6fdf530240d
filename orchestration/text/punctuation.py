"""Which punctuation mark stood at a gap, told by the characters around it.

Typographic quotes, apostrophes, dashes and subscripts share their first byte in UTF-8, so that
damaged text may keep only a gap in their place. Spelling and the pairing of quotes tell most of
them apart. Where nothing does (an en dash or an em dash between words), the commoner one is taken.
"""

import re

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

_CONTRACTION = re.compile(r"(?:s|t|d|m|re|ve|ll|em)(?![^\W_])", re.IGNORECASE)
_DECADE = re.compile(r"\d0s(?![^\W_])")
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
_DASHES = "-–—−"
_CURRENCY = "$€£¥₹"
_WINDOW = 24
_QUOTATION_LENGTH = 400


def fill_gaps(text: str, gap: str) -> str:
    """Replace every ``gap`` (one character that stands for nothing else) by the mark it was.

    Returns:
        a text of the same length.
    """
    if gap != _GAP:
        text = text.replace(_GAP, " ").replace(gap, _GAP)
    return _Filler(_SHAPES.sub(_subscript, text)).fill()


def _subscript(match: re.Match[str]) -> str:
    prefix = match[0][: match.start(1) - match.start()]
    return prefix + _BY_SHAPE[match[1]]


class _Filler:
    """Fills the gaps from left to right and remembers which quotation marks are open."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[str] = []
        self._before = ""

    def fill(self) -> str:
        pieces: list[str] = []
        position = 0
        for match in re.finditer(_GAP, self._text):
            kept = self._text[position : match.start()]
            self._pass_over(kept)
            self._before = (self._before + kept[-_WINDOW:])[-_WINDOW:]
            mark = self._choose(match.end())
            pieces += (kept, mark)
            self._before += mark
            position = match.end()
        pieces.append(self._text[position:])
        return "".join(pieces)

    def _pass_over(self, kept: str) -> None:
        # No quotation runs on behind a blank line, or behind a line that ends as sentences do.
        start = 0
        for boundary in _PARAGRAPH_END.finditer(kept):
            start = boundary.end()
            self._open.clear()
        for mark in re.findall("[“”]", kept[start:]):
            if mark == OPEN_DOUBLE:
                self._open.append(mark)
            elif self._open:
                self._open.pop()

    def _choose(self, position: int) -> str:
        left = self._before[-1:]
        right = self._text[position : position + 1]
        if not left or left.isspace() or left in _OPENING:
            return self._choose_outside(position, right)
        if left in _DASHES or left in (OPEN_DOUBLE, OPEN_SINGLE):
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
            between_numbers = ahead[:1].isdigit() and self._before.rstrip()[-1:].isdigit()
            return EN_DASH if between_numbers else EM_DASH
        if _DECADE.match(self._text, position):
            return APOSTROPHE
        if (right.isdigit() or right in _CURRENCY) and not self._closes_ahead(position):
            return MINUS
        return self._opened(position)

    def _choose_inside(self, position: int, left: str, right: str) -> str:
        """Between two characters of words or numbers."""
        if left.isalnum() and _CONTRACTION.match(self._text, position):
            return APOSTROPHE
        if _NAME_PREFIX.search(self._before) and right.isalpha():
            return APOSTROPHE
        if left == "o" and _CLOCK.match(self._text, position):
            return APOSTROPHE
        if left in (CLOSE_DOUBLE, CLOSE_SINGLE):
            return EM_DASH
        if left.isdigit() and right.isdigit():
            return EN_DASH
        if _PERIOD_BEFORE.search(self._before) and _PERIOD_AFTER.match(self._text, position):
            return EN_DASH
        if _SHORT_CODE.search(self._before) and re.match(
            r"[A-Z][a-z]?(?!\w)", self._right(position)
        ):
            return EN_DASH
        return EM_DASH

    def _choose_behind(self, position: int, left: str, right: str) -> str:
        """Behind a word or a punctuation mark, before a space or a punctuation mark."""
        if self._open:
            is_plural = left in "sS" and re.match(r" [^\W\d_A-Z]", self._right(position))
            if is_plural and self._closes_ahead(position):
                return APOSTROPHE
            return self._closed()
        if left in "sS":
            return APOSTROPHE
        if right.isspace() and left.isalnum() and right != "\n":
            return EM_DASH
        return CLOSE_DOUBLE

    def _choose_first_of_two(self, position: int) -> str:
        after_both = self._text[position + 1 : position + 2]
        if self._open:
            return self._closed()
        return EM_DASH if after_both.isalnum() else CLOSE_DOUBLE

    def _right(self, position: int) -> str:
        return self._text[position : position + _WINDOW]

    def _opened(self, position: int) -> str:
        nested = bool(self._open) and self._open[-1] == OPEN_DOUBLE and self._closes_ahead(position)
        mark = OPEN_SINGLE if nested else OPEN_DOUBLE
        self._open.append(mark)
        return mark

    def _closed(self) -> str:
        opened = self._open.pop() if self._open else OPEN_DOUBLE
        return CLOSE_SINGLE if opened == OPEN_SINGLE else CLOSE_DOUBLE

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
