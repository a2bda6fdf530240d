"""``find_quantities``: numbers with their units, ranges and bounds, in text order.

The parts meet here: ``scan`` gives candidates, ``masks`` drops what is no quantity, ``numbers``
reads the number, ``units`` and ``nouns`` what it counts.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from orchestration.extraction import masks
from orchestration.extraction.nouns import STOP_WORDS, read_noun
from orchestration.extraction.numbers import (
    FRACTION_DENOMINATORS,
    VULGAR_FRACTIONS,
    Number,
    read_digits,
    read_scale,
    read_words,
)
from orchestration.extraction.records import Comparator, Quantity, QuantityForm
from orchestration.extraction.scan import CANDIDATE
from orchestration.extraction.units import MONEY, UnitTable, load_units, quotient

_LOOK_BACK = 48
_SPACES = " \u00a0\u202f\u2009"
_MINUS = "-−–"
_MINUS_WORDS = frozenset(("minus", "negative"))
_SIGNS = {
    "~": Comparator.APPROX,
    "≈": Comparator.APPROX,
    "∼": Comparator.APPROX,
    ">": Comparator.AT_LEAST,
    "≥": Comparator.AT_LEAST,
    "<": Comparator.UP_TO,
    "≤": Comparator.UP_TO,
}

_DENOMINATOR = re.compile(
    r"\s?/\s?(?=[^\W\d_]|[³²°¥$€])|[\s-](?:per|PER)[\s-]|[\s-](an?|each|every)[\s-]"
)
_DENOMINATOR_COUNT = re.compile(r"(\d{1,6}(?:,000)*|hundred|thousand|million|billion)[ \u00a0]")
_OF_SUBSTANCE = re.compile(r" of (?:[^\W\d_][\w-]*)(?: [^\W\d_][\w-]*)?(?= per )")
_COUNTS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_DENOMINATOR_NOUN = re.compile(r"[^\W\d_][\w-]*")
_A_NOUNS = frozenset(
    "share head piece person barrel unit game pop night ticket bottle seat".split()
)

_CONNECTOR = re.compile(r"\s?[-–—−~]\s?|\s(?:to|till|through)\s|\s(?:and|or)\s|\sto-|-to-|\s-to-\s")
_FROM_TO_GAP = re.compile(
    r"(?:[^\S\n]+(?!to\b|by\b|and\b|but\b|for\b|over\b)[^\W_][\w'’%-]*){0,4}?[^\S\n]+to[^\S\n]+"
    r"(?:(?:about|around|roughly|nearly|almost|some|just|only|over|approximately|as much as|at least"
    r"|up to|more than|less than|the|a|an)[^\S\n]+){0,2}"
)
_COMPARATOR_AFTER = re.compile(
    r"[ ,](or|and|plus)(?: (more|less|fewer|so|above|over|below|under|higher|lower|greater|better))?"
    r"(?![^\W_])"
)

_AT_LEAST = frozenset(
    "over above exceeding exceeded exceeds topping topped surpassing surpassed past beyond".split()
)
_UP_TO = frozenset("under below sub".split())
_APPROX = frozenset(
    """
about around some roughly nearly almost approximately circa ca ca. c. approx approx. virtually
estimated practically close averaged averaging average
""".split()
)
_MORE = frozenset("more greater higher better longer larger bigger".split())
_LESS = frozenset("less fewer lower smaller shorter".split())
_FILLERS = frozenset(
    "a an the just only another further additional whopping staggering record total full mere".split()
)
_CHANGE_WORDS = frozenset(
    """
by up down rose fell gained lost added climbed dropped jumped slipped slid advanced declined
increased decreased shed surged plunged sank tumbled soared rallied grew widened narrowed improved
raised cut
""".split()
)


@dataclass(slots=True)
class _Measure:
    """A number with the unit that is written beside it; ``unit`` is empty where there is none."""

    number: Number
    value: Decimal
    unit: str
    start: int
    end: int
    money_before: bool
    has_sign: bool
    comparator: Comparator | None = None
    noun: bool = False


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of ``text`` in text order; spans never overlap.

    Any string is read, in time linear in its length. Which numbers count, and how a quantity
    becomes the value of a claim, is told in ``docs/claims.md``.
    """
    return _Reader(text, load_units()).read()


class _Reader:
    """One pass over one text."""

    def __init__(self, text: str, table: UnitTable) -> None:
        self.text = text
        self.table = table
        self.found: list[Quantity] = []

    def read(self) -> list[Quantity]:
        text = self.text
        addresses = masks.addresses(text)
        done = 0
        for match in CANDIDATE.finditer(text):
            start, end = match.span()
            while addresses and addresses[0][1] <= start:
                addresses.pop(0)
            if start < done or (addresses and addresses[0][0] <= start):
                continue
            done = max(end, self._read_candidate(start, end))
        return self.found

    # --- one candidate -------------------------------------------------------------------------

    def _read_candidate(self, start: int, end: int) -> int:
        """Read the candidate ``text[start:end]``; returns the offset that it is done up to."""
        text = self.text
        if text[start].isdigit() or text[start] in VULGAR_FRACTIONS:
            return self._read_digits(start, end)
        return self._read_word(start, end)

    def _word_before(self, position: int) -> str:
        """The word before ``position`` if only one space parts them, else empty."""
        text = self.text
        if position == 0 or text[position - 1] not in _SPACES:
            return ""
        low = max(0, position - 1 - _LOOK_BACK)
        words = text[low : position - 1].rsplit(None, 1)
        if not words or text[position - 2].isspace():
            return ""
        return words[-1]

    def _sentence_starts(self, position: int) -> bool:
        """Whether the word before ``position`` begins a sentence."""
        text = self.text
        low = max(0, position - 1 - _LOOK_BACK)
        space = max(text.rfind(" ", low, position - 1), text.rfind("\n", low, position - 1))
        if space <= low:
            return low == 0
        before = text[low : space + 1].rstrip(" \"'“”‘’(")
        return not before or before[-1] in ".!?:\n•-–—"

    def _read_digits(self, start: int, end: int) -> int:
        text = self.text
        raw_before = self._word_before(start)
        before = raw_before.lower()
        masked = masks.mask_end(text, start, end, before)
        if masked:
            return masked
        token_start = start
        value_sign = 1
        comparator = None
        attached = text[start - 1] if start else " "
        prefix = self.table.currency_before(text, start)
        if (
            attached == "."
            and (start < 2 or not text[start - 2].isalnum())
            and text[start:end].isdigit()
        ):
            number: Number | None = Number(Decimal(f"0.{text[start:end]}"), end)
            token_start = start - 1
            prefix = self.table.currency_before(text, token_start)
            attached = text[token_start - 1] if token_start else " "
        else:
            number = read_digits(text, start, end)
        if number is None:
            return end
        money = ""
        if prefix is None and attached in _MINUS + "+~≈∼<>≥≤ " and token_start >= 2:
            sign_at = token_start - 1
            if attached in _MINUS and (currency := self.table.currency_before(text, sign_at)):
                prefix, value_sign = currency, -1
        if prefix is not None:
            money, token_start = prefix
        attached = text[token_start - 1] if token_start else " "
        if attached in "_#@":
            return end
        if attached.isalpha() and not "\u2e80" <= attached <= "\u9fff":
            return max(end, number.end)
        if attached in "/⁄:.,'’" and token_start >= 2 and text[token_start - 2].isalnum():
            return end
        if attached in _MINUS and token_start >= 2 and value_sign == 1:
            earlier = text[token_start - 2]
            if earlier.isalpha():
                low = max(0, token_start - 12)
                word = re.split(r"[^\w]", text[low : token_start - 1])[-1].lower()
                if word in _MINUS_WORDS:
                    value_sign = -1
                    token_start -= 1 + len(word)
                elif word == "sub":
                    comparator = Comparator.UP_TO
                elif word != "to" and word != "a":
                    return max(end, number.end)
            elif earlier.isdigit():
                return end
            elif earlier in _SPACES + '([\n:;,"“' or earlier in "|":
                if attached != "–" or earlier == "(":
                    value_sign = -1
                    token_start -= 1
        elif attached in _MINUS and token_start == 1:
            value_sign, token_start = -1, 0
        elif attached in _SIGNS:
            comparator = _SIGNS[attached]
            token_start -= 1
        elif attached == "+":
            token_start -= 1
        elif (before in _MINUS_WORDS) and not money:
            value_sign = -1
            token_start -= 1 + len(before)
        measure = self._measure(number, money, token_start)
        if measure is None:
            return max(end, number.end)
        if value_sign < 0:
            measure.value = -measure.value
            measure.has_sign = True
        measure.comparator = comparator
        if not measure.unit and not measure.number.scaled:
            stop = self._bare_is_masked(measure, start, end, raw_before)
            if stop:
                return stop
        return self._finish(measure)

    def _bare_is_masked(self, measure: _Measure, start: int, end: int, raw_before: str) -> int:
        """The end of a bare number that is a year, a score, a label or part of a name; else 0."""
        text = self.text
        before = raw_before.lower()
        number = measure.number
        following = text[number.end] if number.end < len(text) else " "
        if following.isalpha() and not "\u2e80" <= following <= "\u9fff":
            tail = re.compile(r"[\w-]{1,40}").match(text, number.end)
            return tail.end() if tail else end
        if number.integer and end - start == 4 and (year := masks.year_end(text, start)):
            words = self._words_before(measure.start)
            if not self._bound(words)[0]:
                return year
        if following in "-–" and (score := masks.score_end(text, start)) and not measure.has_sign:
            noun = read_noun(text, score, one=False)
            if noun is None or not noun.plural or text[start - 1 : start] == "(":
                return score
        if number.integer and end - start <= 5:
            if before in masks.LABELS and (
                raw_before[0].isupper() or before.startswith("n") or before in ("page", "chapter")
            ):
                return end
            if masks.is_name(raw_before, self._sentence_starts(start)):
                return end
        return 0

    def _read_word(self, start: int, end: int) -> int:
        text = self.text
        word = text[start:end].lower()
        before = self._word_before(start)
        lower_before = before.lower()
        if start and text[start - 1] in "-–'’" and start >= 2 and text[start - 2].isalpha():
            return end
        if word in ("tens", "hundreds", "thousands", "millions", "billions", "trillions", "dozens"):
            return self._read_vague(start, end, word)
        if word in FRACTION_DENOMINATORS:
            return self._read_bare_fraction(start, end, word, lower_before)
        if word in ("hundred", "thousand", "million", "billion", "trillion", "dozen"):
            if lower_before not in ("a", "an", "per"):
                if lower_before in ("half", "quarter"):
                    return end
            if lower_before not in ("a", "half"):
                return end
            size = {
                "hundred": 100,
                "dozen": 12,
                "thousand": 1000,
                "million": 10**6,
                "billion": 10**9,
                "trillion": 10**12,
            }[word]
            number = Number(Decimal(size), end, spelled=True, scaled=True)
            number = read_scale(text, number, money=False)
            return self._finish_checked(self._measure(number, "", start - len(before) - 1), end)
        number_or_none = read_words(text, start)
        if number_or_none is None:
            return end
        number = number_or_none
        fraction = self._fraction_after(number)
        if fraction is not None:
            return self._finish_fraction(fraction, start)
        if _RATIO.match(text, number.end):
            ratio = self._read_ratio(start, number)
            if ratio:
                return ratio
        if masks.is_period_adjective(text, number.end):
            return number.end
        number = read_scale(text, number, money=False)
        if number.value == 1 and not self._one_counts(start, number.end, lower_before):
            return number.end
        if text[start].isupper() and masks.is_name(before, self._sentence_starts(start)):
            following = text[number.end + 1 : number.end + 2]
            if not following.isupper():
                return number.end
        return self._finish_checked(self._measure(number, "", start), end)

    def _one_counts(self, start: int, end: int, before: str) -> bool:
        """Whether "one" is a number rather than a pronoun."""
        if before in _ONE_PRONOUN_BEFORE:
            return False
        following = _ONE_PRONOUN_AFTER.match(self.text, end)
        if following is not None:
            return False
        noun = read_noun(self.text, end, one=True)
        return noun is not None or _ONE_OF.match(self.text, end) is not None

    def _read_vague(self, start: int, end: int, word: str) -> int:
        """ "Tens of thousands of", "dozens of": the range from one step to the next."""
        text = self.text
        low, high = _VAGUE[word]
        of = re.compile(
            r" of(?: (thousands|millions|billions|hundreds|trillions))?(?![^\W_])"
        ).match(text, end)
        if of is None:
            return end
        stop = end
        if of[1]:
            scale = _VAGUE[of[1]][0]
            low, high = low * scale, high * scale
            if of[1] == "hundreds":
                high = low * 10
            stop = of.end()
        position = stop
        if text.startswith(" of ", position):
            position += 3
        number = Number(Decimal(low), position, spelled=True, scaled=True)
        measure = self._measure(number, "", start)
        if measure is None:
            return end
        unit, unit_end = measure.unit, measure.end
        if not unit:
            noun = read_noun(text, position, one=False)
            if noun is None:
                return end
            unit, unit_end = f"{{{noun.head}}}", noun.end
        self._append(Decimal(low), Decimal(high), unit, start, unit_end, None, QuantityForm.NUMBER)
        return unit_end

    def _read_bare_fraction(self, start: int, end: int, word: str, before: str) -> int:
        """ "Half of", "a third", "a quarter of": shares without a numerator."""
        text = self.text
        if word in ("half",):
            if before in ("first", "second", "third", "the", "last", "this", "each", "other"):
                return end
            match = _HALF.match(text, end)
            if match is None and not (before in _APPROX or before in ("a", "one")):
                return end
            if match is not None and match[1]:
                return end
            return self._finish_fraction(Number(Decimal("0.5"), end, fraction=True), start)
        if before != "a" or word.endswith("s") or word == "second":
            return end
        if word in ("quarter",) and not text.startswith((" of", " to"), end):
            return end
        if not re.compile(
            r" of\b| (?:more|less|fewer|higher|lower|as|to|from)\b|[,.;)]|\s?$"
        ).match(text, end):
            return end
        value = Decimal(1) / FRACTION_DENOMINATORS[word]
        return self._finish_fraction(Number(value, end, fraction=True), start - 2)

    def _fraction_after(self, number: Number) -> Number | None:
        """ "Two-thirds", "three quarters", "one-fifth"."""
        match = _FRACTION_NOUN.match(self.text, number.end)
        if match is None or number.value >= 100:
            return None
        noun = match[1].lower()
        if noun not in FRACTION_DENOMINATORS:
            return None
        plural = noun.endswith("s") or noun == "halves"
        if plural != (number.value != 1):
            return None
        if (
            noun in ("quarters", "quarter")
            and not self.text.startswith(" of", match.end())
            and match[0][0] != "-"
        ):
            return None
        denominator = FRACTION_DENOMINATORS[noun]
        if number.value >= denominator:
            return None
        return Number(number.value / denominator, match.end(), fraction=True)

    def _read_ratio(self, start: int, number: Number) -> int:
        """ "One in forty", "two out of three"."""
        text = self.text
        match = _RATIO.match(text, number.end)
        if match is None:
            return 0
        second = read_words(text, match.end())
        if second is None:
            digits = re.compile(r"\d{1,6}(?:,\d{3})*(?![\d.,]*\d)").match(text, match.end())
            second = read_digits(text, match.end(), digits.end()) if digits else None
        if second is None or second.value <= number.value or second.value < 2:
            return 0
        second = read_scale(text, second, money=False)
        if not match[1] and not second.spelled and second.integer and second.value > 1500:
            return 0
        if self.table.match(text, second.end + 1):
            return 0
        return self._finish_fraction(
            Number(number.value / second.value, second.end, fraction=True), start
        )

    def _finish_fraction(self, number: Number, start: int) -> int:
        text = self.text
        end = number.end
        of = re.compile(
            r" of (?:(?:the|its|his|her|their|all|our|a|an|those|these|this|that) )?"
        ).match(text, end)
        position = of.end() - 1 if of else end
        noun = read_noun(text, position, one=False)
        if noun is None or (of is None and not noun.plural):
            unit = "1"
        else:
            unit = f"{{{noun.head}}}"
        self._append(number.value, number.value, unit, start, end, None, QuantityForm.FRACTION)
        return end

    # --- a number with its unit ----------------------------------------------------------------

    def _measure(self, number: Number, money: str, start: int) -> _Measure | None:
        """``number`` with its scale and the unit beside it; ``None`` where it is an identifier."""
        text, table = self.text, self.table
        scaled = (
            number if number.scaled or number.fraction else read_scale(text, number, bool(money))
        )
        unit, end = money, scaled.end
        found = self._unit_at(end, scaled, bool(money))
        if money:
            if found and found[0] == money:
                end = found[1]
        elif found:
            unit, end = found
        elif (
            not scaled.scaled and text[end : end + 1] in ("m", "b") and self._counts_after(end + 1)
        ):
            factor = 10**6 if text[end] == "m" else 10**9
            scaled = Number(scaled.value * factor, end + 1, scaled=True)
            end += 1
        if unit:
            unit, end = self._denominators(unit, end)
        return _Measure(scaled, scaled.value, unit, start, end, bool(money), False)

    def _counts_after(self, position: int) -> bool:
        noun = read_noun(self.text, position, one=False)
        return noun is not None and noun.plural

    def _unit_at(self, end: int, number: Number, money: bool) -> tuple[str, int] | None:
        """The unit after a number that ends at ``end``: its code and the offset after it."""
        text, table = self.text, self.table
        position = end
        gap = text[end : end + 1]
        if gap and gap in _SPACES + "-":
            position = end + 1
        found = table.match(text, position)
        if found is None:
            return None
        unit, stop = found
        if unit.denominator_only:
            return None
        surface = text[position:stop]
        if len(surface) == 1 and surface.isalpha() and surface.isascii():
            if surface == "m" and not money and self._scaled_unit(stop):
                return None
            if gap in _SPACES and surface in "ACFKVNJRTp" and text[stop : stop + 1] == "-":
                return None
            if surface == "c" and position != end:
                return None
        if surface == "lb" or surface.lower() == "pounds":
            if number.scaled or self._money_context(position):
                return ("GBP", stop) if surface.lower() == "pounds" else (unit.code, stop)
        return unit.code, stop

    def _scaled_unit(self, position: int) -> bool:
        """Whether "m" before ``position`` is "million": a unit or a plural follows."""
        text = self.text
        if text[position : position + 1] not in _SPACES or not text[position : position + 1]:
            return False
        found = self.table.match(text, position + 1)
        if found and found[1] - position > 3:
            return True
        return self._counts_after(position)

    def _money_context(self, position: int) -> bool:
        words = self.text[max(0, position - _LOOK_BACK) : position].lower().split()
        return any(word in _MONEY_CUES for word in words)

    def _denominators(self, unit: str, end: int) -> tuple[str, int]:
        text, table = self.text, self.table
        for _ in range(2):
            start = end
            if text.startswith(" of ", end) and (substance := _OF_SUBSTANCE.match(text, end)):
                start = substance.end()
            match = _DENOMINATOR.match(text, start)
            if match is None:
                break
            position = match.end()
            count = _DENOMINATOR_COUNT.match(text, position) if match[1] is None else None
            if count:
                position = count.end()
            found = table.match(text, position)
            if found and found[0].dimension != MONEY:
                if match[1] and found[0].dimension not in _A_DIMENSIONS:
                    break
                code, end = found[0].code, found[1]
                if code in ("%", "[pp]", "[bp]", "{cent}", "{penny}"):
                    break
            else:
                noun = _DENOMINATOR_NOUN.match(text, position)
                if noun is None or (match[1] and noun[0].lower() not in _A_NOUNS):
                    break
                phrase = read_noun(text, match.end() - 1, one=True) if match[0][0] in " -" else None
                head = phrase.head if phrase else noun[0].lower()
                if head in STOP_WORDS:
                    break
                code = f"{{{head}}}"
                end = phrase.end if phrase else noun.end()
            if count:
                size = _COUNTS.get(count[1]) or int(count[1].replace(",", ""))
                code = f"({size}.{code})"
            unit = quotient(unit, code, table.currencies)
        return unit, end

    # --- ranges and the rest -------------------------------------------------------------------

    def _finish_checked(self, measure: _Measure | None, end: int) -> int:
        return end if measure is None else self._finish(measure)

    def _measure_forward(self, position: int) -> _Measure | None:
        """A number with its unit that starts at ``position``, signs and currency included."""
        text = self.text
        start = position
        sign = 1
        comparator = None
        if text[position : position + 1] in ("-", "−", "–"):
            sign, position = -1, position + 1
        elif text[position : position + 1] in _SIGNS:
            comparator = _SIGNS[text[position]]
            position += 1
        elif text[position : position + 1] == "+":
            position += 1
        money = ""
        found = self.table.match(text, position)
        if found and found[0].dimension == MONEY:
            after = found[1]
            if text[after : after + 1] in _SPACES and text[after : after + 1]:
                after += 1
            if text[after : after + 1].isdigit():
                money, position = found[0].code, after
        match = CANDIDATE.match(text, position)
        if match is None:
            return None
        if text[position].isdigit():
            masked = masks.mask_end(text, position, match.end(), "")
            number = None if masked else read_digits(text, position, match.end())
            if number is not None and not money and not number.scaled:
                following = text[number.end : number.end + 1]
                if number.integer and number.end - position == 4 and masks.year_end(text, position):
                    unit = self._unit_at(number.end, number, False)
                    if unit is None:
                        return None
                del following
        else:
            number = read_words(text, position)
            if number is not None and self._fraction_after(number):
                return None
        if number is None:
            return None
        measure = self._measure(number, money, start)
        if measure is not None and sign < 0:
            measure.value = -measure.value
            measure.has_sign = True
        if measure is not None:
            measure.comparator = comparator
        return measure

    def _finish(self, first: _Measure) -> int:
        """Join ``first`` with the other end of a range, find what it counts, and keep it."""
        text = self.text
        words = self._words_before(first.start)
        comparator, bound_words = self._bound(words)
        lead = words[len(words) - bound_words - 1].lower() if len(words) > bound_words else ""
        second, change = self._other_end(first, lead)
        if second is not None:
            return self._finish_range(first, second, change, comparator or first.comparator)
        unit, end, noun = first.unit, first.end, False
        if not unit:
            unit, end, noun = self._count_unit(first)
        value = first.value
        after = self._bound_after(end)
        if after:
            comparator = after
        self._append(
            value,
            value,
            unit,
            first.start,
            end,
            comparator or first.comparator,
            QuantityForm.NUMBER,
        )
        return end

    def _count_unit(self, measure: _Measure) -> tuple[str, int, bool]:
        text = self.text
        one = measure.value == 1 and not measure.number.scaled
        position = measure.number.end
        if one and (of := _ONE_OF.match(text, position)):
            noun = read_noun(text, of.end() - 1, one=False)
            return (f"{{{noun.head}}}", noun.end, True) if noun else ("1", measure.end, False)
        if not one and (of := _COUNT_OF.match(text, position)):
            noun = read_noun(text, of.end() - 1, one=False)
            if noun and noun.plural:
                return f"{{{noun.head}}}", noun.end, True
        noun = read_noun(text, position, one=one)
        if noun is None:
            return "1", measure.end, False
        unit, end = self._denominators(f"{{{noun.head}}}", noun.end)
        return unit, end, True

    def _other_end(self, first: _Measure, lead: str) -> tuple[_Measure | None, bool]:
        text = self.text
        match = _CONNECTOR.match(text, first.end)
        if match is not None:
            word = match[0].strip()
            second = self._measure_forward(match.end())
            if second is not None and self._pairs(first, second, word, lead):
                return second, lead == "from" and word == "to" and bool(first.unit)
        if lead == "from":
            gap = _FROM_TO_GAP.match(text, first.end, min(len(text), first.end + 60))
            if gap is not None:
                second = self._measure_forward(gap.end())
                if second is not None and self._same_kind(first, second):
                    return second, True
        return None, False

    def _same_kind(self, first: _Measure, second: _Measure) -> bool:
        if first.unit and second.unit:
            return first.unit == second.unit
        return True

    def _pairs(self, first: _Measure, second: _Measure, word: str, lead: str) -> bool:
        """Whether two numbers that ``word`` joins are the ends of one range."""
        if first.unit and second.unit and first.unit != second.unit:
            return False
        if first.unit and not second.unit and not (first.money_before and second.number.end):
            return False
        if word == "and":
            return lead == "between"
        if word == "or":
            return (
                not first.unit
                and bool(second.unit or self._counts_after(second.end))
                and second.value == first.value + 1
            )
        if word == "to" and lead in _CHANGE_WORDS and first.unit:
            return False
        if (
            word in ("-", "–", "—", "−", "~")
            and second.value < first.value
            and not second.number.scaled
        ):
            return False
        return True

    def _finish_range(
        self, first: _Measure, second: _Measure, change: bool, comparator: Comparator | None
    ) -> int:
        if (
            second.number.scaled
            and not first.number.scaled
            and not (first.unit and not first.money_before)
            and first.value < 1000
        ):
            plain = read_digits(self.text, second.end, second.end)
            del plain
            first.value *= self._scale_of(second)
        unit = second.unit or first.unit
        end = second.end
        if not first.money_before and not second.unit and not first.unit:
            unit, end, _ = self._count_unit(second)
        after = self._bound_after(end)
        low, high = first.value, second.value
        if not change and low > high and comparator is not None:
            change = False
        form = QuantityForm.CHANGE if change else QuantityForm.NUMBER
        parts: tuple[Quantity, ...] = ()
        if change:
            exact = Comparator.EXACT
            parts = (
                Quantity(low, low, unit, comparator or exact, first.start, first.end),
                Quantity(high, high, unit, second.comparator or exact, second.start, end),
            )
        if low != high and not change:
            comparator = Comparator.BETWEEN
        self._append(low, high, unit, first.start, end, after or comparator, form, parts)
        return end

    def _scale_of(self, measure: _Measure) -> Decimal:
        """The scale that is part of a number: 10**6 in "5 million"."""
        text = self.text
        start = measure.start
        while start < measure.number.end and not CANDIDATE.match(text, start):
            start += 1
        match = CANDIDATE.match(text, start)
        bare = None
        if match is not None:
            bare = (
                read_digits(text, start, match.end())
                if text[start].isdigit()
                else read_words(text, start)
            )
        if bare is None or not bare.value:
            return Decimal(1)
        if bare.spelled and bare.scaled:
            return Decimal(10) ** (
                len(str(int(bare.value))) - 1 - (len(str(int(bare.value))) - 1) % 3
            )
        return abs(measure.value) / bare.value

    # --- bounds ----------------------------------------------------------------------------------

    def _words_before(self, position: int) -> list[str]:
        low = max(0, position - _LOOK_BACK)
        slice_ = self.text[low:position]
        line = slice_.rfind("\n")
        return slice_[line + 1 :].split()[-6:]

    def _bound(self, words: list[str]) -> tuple[Comparator | None, int]:
        """The comparator that the words before a quantity state, and how many words it takes."""
        taken = 0
        rest = [word.lower().lstrip("(“\"'") for word in words]
        while rest and rest[-1] in _FILLERS and taken < 2:
            rest.pop()
            taken += 1
        if not rest:
            return None, 0
        last = rest[-1]
        previous = rest[-2] if len(rest) > 1 else ""
        earlier = rest[-3] if len(rest) > 2 else ""
        found: Comparator | None = None
        used = 1
        if last == "than":
            negated = earlier in ("no", "not", "nothing")
            if previous in _MORE or previous == "other":
                found = Comparator.UP_TO if negated else Comparator.AT_LEAST
                used = 3 if negated else 2
            elif previous in _LESS:
                found = Comparator.AT_LEAST if negated else Comparator.UP_TO
                used = 3 if negated else 2
        elif last == "least" and previous == "at":
            found, used = Comparator.AT_LEAST, 2
        elif last == "most" and previous == "at":
            found, used = Comparator.UP_TO, 2
        elif last == "to" and previous == "up":
            found, used = Comparator.UP_TO, 2
        elif last == "to" and previous == "close":
            found, used = Comparator.APPROX, 2
        elif last == "as" and earlier == "as":
            if previous in ("much", "many", "high", "long", "far", "large"):
                found, used = Comparator.UP_TO, 3
            elif previous in ("little", "few", "low", "small"):
                found, used = Comparator.AT_LEAST, 3
        elif last == "of" and previous in ("maximum", "minimum", "excess"):
            found = Comparator.UP_TO if previous == "maximum" else Comparator.AT_LEAST
            used = 2
        elif last in ("maximum", "max"):
            found = Comparator.UP_TO
        elif last in ("minimum", "min"):
            found = Comparator.AT_LEAST
        elif last in _AT_LEAST:
            found = Comparator.AT_LEAST
        elif last in _UP_TO:
            found = Comparator.UP_TO
        elif last in _APPROX:
            found = Comparator.APPROX
        if found is None:
            return None, 0
        return found, taken + used

    def _bound_after(self, end: int) -> Comparator | None:
        text = self.text
        if text[end : end + 1] == "+":
            return Comparator.AT_LEAST
        match = _COMPARATOR_AFTER.match(text, end)
        if match is None:
            return None
        if match[2] in ("more", "above", "over", "higher", "greater", "better"):
            return Comparator.AT_LEAST
        if match[2] in ("less", "fewer", "below", "under", "lower"):
            return Comparator.UP_TO
        if match[2] == "so":
            return Comparator.APPROX
        return None

    def _append(
        self,
        low: Decimal,
        high: Decimal,
        unit: str,
        start: int,
        end: int,
        comparator: Comparator | None,
        form: QuantityForm,
        parts: tuple[Quantity, ...] = (),
    ) -> None:
        if comparator is None and low != high:
            comparator = Comparator.BETWEEN
        if comparator is None or (form is QuantityForm.FRACTION and comparator is Comparator.EXACT):
            comparator = Comparator.EXACT
        if form is QuantityForm.FRACTION or low != high:
            found = self._bound(self._words_before(start))[0]
            if form is QuantityForm.FRACTION and found:
                comparator = found
        self.found.append(Quantity(low, high, unit or "1", comparator, start, end, form, parts))


_VAGUE = {
    "tens": (10, 100),
    "dozens": (12, 120),
    "hundreds": (100, 1000),
    "thousands": (1000, 10_000),
    "millions": (10**6, 10**7),
    "billions": (10**9, 10**10),
    "trillions": (10**12, 10**13),
}
_RATIO = re.compile(r" (?:in every|in|(out of)(?: every)?) ")
_HALF = re.compile(
    r" (?:of|the|its|his|her|their|our|all|as)\b| an? (hour|day|year|million|billion|dozen|century|mile|tonne|ton)\b"
)
_FRACTION_NOUN = re.compile(r"[ -]([a-z]{4,11})(?![^\W_])")
_ONE_OF = re.compile(
    r" of (?:the|his|her|its|their|my|our|your|these|those|only)(?: (?:world|country|nation|company)['’]?s)? "
)
_COUNT_OF = re.compile(r" of (?:the|his|her|its|their|my|our|your|these|those) (?=[^\W\d_])")
_ONE_PRONOUN_BEFORE = frozenset(
    "the this that each every any no some same another which new old last first next best only such "
    "day's no-".split()
)
_ONE_PRONOUN_AFTER = re.compile(r"['’]s?\b| another\b|-(?:time|off|way|stop|sided|of)\b")
_MONEY_CUES = frozenset(
    "cost costs paid pay price priced worth fine fined salary spend spent earn".split()
)
_A_DIMENSIONS = frozenset(("time", "mass", "volume", "area", "length", "energy", "count"))


def as_claimed(quantity: Quantity) -> tuple[Quantity, ...]:
    """``quantity`` as a claim states it: a change as its two levels, prefixes and cents folded.

    Tonnes and watt-hours lose their prefixes, percentage points and basis points become ``%``,
    cents become the currency when :func:`currency_of_cents` knows it, a fraction becomes per cent.
    """
    if quantity.parts:
        return tuple(folded for part in quantity.parts for folded in as_claimed(part))
    if quantity.form is QuantityForm.FRACTION:
        return (
            replace(
                quantity,
                low=quantity.low * 100,
                high=quantity.high * 100,
                unit="%",
            ),
        )
    table = load_units()
    head, slash, tail = quantity.unit.partition("/")
    unit = table.by_code.get(quantity.unit)
    if unit is not None:
        head, slash, tail = quantity.unit, "", ""
    else:
        unit = table.by_code.get(head)
    if unit is None or (unit.claim_code == unit.code and unit.claim_factor == 1):
        return (quantity,)
    return (
        replace(
            quantity,
            low=quantity.low * unit.claim_factor,
            high=quantity.high * unit.claim_factor,
            unit=unit.claim_code + slash + tail,
        ),
    )
