"""Years, months, dates and ends of stretches among the words of a sentence.

The parts that every window of time is made of; the windows themselves are rules of
``window_grammar``.
"""

from collections.abc import Sequence
from datetime import date

from orchestration.extraction.cues import Token
from orchestration.extraction.periods.time_words import (
    AMBIGUOUS_MONTHS,
    CARDINALS,
    FIRST_PLAN_END,
    FISCAL,
    MONTH_LEADS,
    MONTH_NAMES,
    MONTH_NOUNS,
    MONTHS,
    PLAN_ORDINALS,
    SHIFTS,
    UNTIL,
    Core,
    length_period,
    named_part,
    part_that_ends,
)
from orchestration.extraction.records import Period


class TimeReader:
    """Words of one run of tokens, read as parts of a time; ``anchor`` is the day of the text."""

    def __init__(self, text: str, tokens: Sequence[Token], anchor: date | None) -> None:
        self.text = text
        self.tokens = tokens
        self.anchor = anchor

    def word(self, at: int) -> str:
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def words(self, at: int, *expected: str) -> bool:
        """Whether these words stand at ``at``."""
        return all(self.word(at + offset) == one for offset, one in enumerate(expected))

    def gap(self, at: int) -> str:
        """The characters between the token ``at`` and the next one."""
        if at + 1 >= len(self.tokens):
            return " "
        return self.text[self.tokens[at].end : self.tokens[at + 1].start]

    def year_at(self, at: int) -> int | None:
        """The year of four digits at ``at``."""
        word = self.word(at)
        if len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20"):
            before = self.text[self.tokens[at].start - 1 : self.tokens[at].start]
            after = self.text[self.tokens[at].end : self.tokens[at].end + 1]
            if before not in tuple("$€£¥.,/#") and after != "%":
                return int(word)
        return None

    def short_year_at(self, at: int) -> tuple[int, int] | None:
        """A year of two or four digits, with an apostrophe before it or not, and where it ends."""
        if self.word(at) in ("'", "’"):
            at += 1
        word = self.word(at)
        year = self.year_at(at)
        if year is not None:
            return year, at + 1
        after = self.text[self.tokens[at].end : self.tokens[at].end + 1] if word else ""
        if len(word) == 2 and word.isdecimal() and after != "%":
            return 2000 + int(word), at + 1
        return None

    def fiscal_at(self, at: int) -> int:
        """Where words for a financial year ("fiscal", "FY", "financial year") end, else ``at``."""
        if self.word(at) == "fy":
            return at + 1
        if self.word(at) in FISCAL:
            return at + 2 if self.word(at + 1) in ("year", "years") else at + 1
        return at

    def of_year(self, at: int) -> tuple[int, int | None, bool]:
        """A year behind "of", "in" or a comma: where it ends, the year, whether it is financial.

        "of the year" and "of this year" count; without any, ``at`` comes back.
        """
        here = at
        if self.word(here) in ("of", "in", "for", ",", "/"):
            here += 1
        if self.word(here) in ("the", "its", "our"):
            here += 1
        if self.word(here) == "calendar":
            here += 1
        fiscal = self.fiscal_at(here)
        if fiscal > here:
            found = self.short_year_at(fiscal)
            if found is not None:
                return self.year_pair(found[1], found[0]), None, True
            return (fiscal, None, True) if self.word(here) in FISCAL else (at, None, False)
        year = self.year_at(here)
        if year is not None:
            if self.word(here + 1) in FISCAL and self.word(here + 2) == "year":
                return here + 3, None, True
            return here + 1, year, False
        if self.word(here) in ("this", "last", "next", "current", "previous") and self.word(
            here + 1
        ) in ("year",):
            shift = SHIFTS[self.word(here)]
            return here + 2, self.anchor.year + shift if self.anchor else None, False
        if here > at and self.word(here) == "year" and self.word(here - 1) == "the":
            return here + 1, None, False
        if self.word(at) in ("'", "’") and self.short_year_at(at):
            found = self.short_year_at(at)
            return (found[1], found[0], False) if found else (at, None, False)
        return at, None, False

    def year_pair(self, end: int, year: int) -> int:
        """Where "2025/26" ends whose first year ends at ``end``."""
        joined = self.word(end) in ("/", "–") and self.word(end + 1)
        if joined and self.word(end + 1) in (f"{(year + 1) % 100:02d}", str(year + 1)):
            return end + 2
        if self.word(end) == f"{(year + 1) % 100:02d}" and self.gap(end - 1) in ("-", "‑"):
            return end + 1
        return end

    def date(self, end: int, month: int) -> Core:
        here = end + 1 if self.word(end) == "," else end
        year = self.year_at(here)
        if year is not None:
            end = here + 1
        else:
            year = self.past_year(month)
        reporting = f"{year}-{month:02d}" if year else None
        return Core(end, Period.POINT_IN_TIME, reporting, date=True)

    def month_at(self, at: int) -> tuple[int, int] | None:
        """The month that is named at ``at``, and where its name ends."""
        number = MONTHS.get(self.word(at))
        if number is None:
            return None
        token = self.tokens[at]
        if not self.text[token.start].isupper():
            return None
        abbreviated = len(token.lower) <= 4 and token.lower not in MONTH_NAMES
        end = at + 2 if abbreviated and self.word(at + 1) == "." else at + 1
        return number, end

    def is_month(self, at: int, end: int) -> bool:
        """Whether a bare name ("May", "March") is a month here."""
        before, after = self.word(at - 1), self.word(end)
        if before in MONTH_LEADS or after in ("'s", "’s"):
            return True
        return self.word(at) not in AMBIGUOUS_MONTHS and after in MONTH_NOUNS

    def until(self, at: int) -> tuple[int, int, int | None] | None:
        """The end of a stretch ("to 30 June", "that ended on …"): its last token, month, year."""
        here = at
        here += self.word(here) == ","
        here += self.word(here) in ("that", "which")
        if self.word(here) not in (*UNTIL, "ends"):
            return None
        here += 1
        here += self.word(here) == "on"
        here += self.word(here) == "next"
        here += self.word(here) == "the"
        if self.word(here) == "end":
            here += 1
            here += self.word(here) == "of"
        if self.word(here).isdecimal() and len(self.word(here)) <= 2:
            here += 1
            here += self.word(here) in ("st", "nd", "rd", "th")
        here += self.word(here) == "of"
        month = self.month_at(here)
        if month is None:
            return None
        number, end = month
        day = self.word(end)
        if day.isdecimal() and len(day) <= 2:
            end += 1
            end += self.word(end) in ("st", "nd", "rd", "th")
        following = end + 1 if self.word(end) in (",", "of") else end
        year = self.year_at(following)
        if year is not None:
            return following + 1, number, year
        last, named, _ = self.of_year(end)
        return last, number, named or self.past_year(number)

    def stretch(self, ended: tuple[int, int, int | None], months: int) -> Core:
        """The months up to the month in ``ended``: its last token, the month, its year."""
        last, month, year = ended
        period = length_period(months)
        reporting = None
        if months in (3, 6):
            reporting = part_that_ends(year, month, months)
        elif months == 12 or month == months:
            reporting = str(year) if year and month == months else None
        elif months == 1:
            reporting = f"{year}-{month:02d}" if year else None
        return Core(last, period, reporting)

    def part_of_year(self, end: int, months: int, number: int) -> Core:
        last, year, fiscal = self.of_year(end)
        if last == end:
            here = end + 1 if self.word(end) in ("/", "-", "fy") else end
            found = self.short_year_at(here)
            tight = self.gap(end - 1) in ("", "-", " ") and (here > end or self.gap(end - 1) != " ")
            if found is not None and (tight or self.year_at(here) is not None):
                last, year = found[1], found[0]
                fiscal = fiscal or self.word(here - 1) == "fy"
        if fiscal:
            return Core(last, named_part(None, months, number)[0])
        year = year or self.past_year(number * months)
        return Core(last, *named_part(year, months, number))

    def of_last(self, end: int) -> int:
        """Where "of last year", "in 2024" behind "the same period" end, else 0."""
        here = end + (self.word(end) in ("of", "in", "for", ",", "a"))
        here += self.word(here) == "the"
        if self.year_at(here) is not None:
            return here + 1
        if self.word(here) in ("last", "previous", "prior", "preceding", "year"):
            return here + 1 + (self.word(here + 1) in ("year", "earlier", "ago", "before"))
        return 0

    def plan(self, at: int) -> tuple[int, int] | None:
        """A Chinese Five-Year Plan: where its name ends and the year in which it ends."""
        number = PLAN_ORDINALS.get(self.word(at))
        here = at + 1
        if number is None and self.word(at).isdecimal() and self.word(at + 1) in ("th",):
            number, here = int(self.word(at)), at + 2
        if number is None or not self.words(here, "five", "year"):
            return None
        here += 2
        here += self.word(here) == "plan"
        here += self.word(here) == "period"
        if self.word(here) == "(" and self.year_at(here + 1) is not None:
            close = next((i for i in range(here, here + 6) if self.word(i) == ")"), None)
            here = close + 1 if close else here
        return here, FIRST_PLAN_END + 5 * number

    def count(self, at: int) -> int | None:
        word = self.word(at)
        if word.isdecimal() and len(word) <= 2:
            return int(word)
        return CARDINALS.get(word)

    def past_year(self, month: int) -> int | None:
        """The year of the latest period that ends with ``month`` and has ended or is running."""
        if self.anchor is None:
            return None
        return self.anchor.year if month <= self.anchor.month + 1 else self.anchor.year - 1

    def shifted(self, shift: int, months: int) -> str | None:
        """The month, quarter, half or year ``shift`` steps from the anchor's own."""
        if self.anchor is None:
            return None
        step = (self.anchor.year * 12 + self.anchor.month - 1) // months + shift
        year, number = divmod(step, 12 // months)
        return named_part(year, months, number + 1)[1]

    def since_the_year_began(self, end: int) -> Core:
        return Core(end, Period.CUMULATIVE, str(self.anchor.year) if self.anchor else None)

    def other_year(self, at: int) -> tuple[int, int] | None:
        """The second year of "2021-2025", "2021 to 2025": where it ends, and the year."""
        here = at + 1 if self.word(at) in ("to", "–", "through", "-", "and") else at
        year = self.year_at(here)
        if year is None:
            return None
        if here == at and self.gap(at - 1) not in ("-", "‑"):
            return None
        if self.word(at) == "and" and not self.words(at - 2, "between"):
            return None
        if self.word(at) == "to" and not self.words(at - 2, "from"):
            return None
        return here + 1, year

    def read_day(self, at: int) -> Core | None:
        """Read "31 March 2026", "the 3rd of May"; ``at`` is the day."""
        here = at + 1
        if self.word(here) in ("st", "nd", "rd", "th"):
            here += 1
        if self.word(here) == "of":
            here += 1
        month = self.month_at(here)
        if month is None or not 1 <= int(self.word(at)) <= 31:
            return None
        return self.date(month[1], month[0])

    def read_month(self, at: int) -> Core | None:
        month = self.month_at(at)
        if month is None:
            return None
        number, end = month
        span = self.month_span(end, number)
        if span is not None:
            return span
        following = self.word(end)
        if following in ("quarter", "half") or (following == "q" and self.gap(end)):
            length = 6 if following == "half" else 3
            last, year, fiscal = self.of_year(end + 1)
            year = year or (None if fiscal else self.past_year(number))
            period = Period.HALF_YEAR if length == 6 else Period.QUARTER
            return Core(last, period, part_that_ends(year, number, length))
        if following.isdecimal() and len(following) <= 2:
            day_end = end + 1
            if self.word(day_end) in ("st", "nd", "rd", "th"):
                day_end += 1
            if self.word(day_end) not in ("%", "percent", "million", "billion", "tonnes", "tons"):
                return self.date(day_end, number)
        here = end + 1 if following in (",", "of") else end
        year = self.year_at(here)
        if year is not None:
            return Core(here + 1, Period.MONTH, f"{year}-{number:02d}")
        if following in ("’", "'") and self.short_year_at(end):
            found = self.short_year_at(end)
            if found is not None:
                return Core(found[1], Period.MONTH, f"{found[0]}-{number:02d}")
        if not self.is_month(at, end):
            return None
        shift = SHIFTS.get(self.word(at - 1))
        year = self.past_year(number)
        if shift == 1 and self.anchor:
            year = self.anchor.year + (number <= self.anchor.month)
        return Core(end, Period.MONTH, f"{year}-{number:02d}" if year else None)

    def month_span(self, end: int, first: int) -> Core | None:
        here = end
        joined = self.gap(end - 1) in ("-", "‑") or self.word(here) in ("to", "–", "through", "-")
        if self.word(here) == "and" and self.word(end - 2) in ("between", "in", "for"):
            joined = True
        if not joined:
            return None
        if self.word(here) in ("to", "–", "through", "and", "-"):
            here += 1
        month = self.month_at(here)
        if month is None:
            return None
        last, stop = month
        stop, year, fiscal = self.of_year(stop)
        if self.word(stop) in ("period", "quarter", "half"):
            stop += 1
            if year is None:
                stop, year, fiscal = self.of_year(stop)
        year = year or (None if fiscal else self.past_year(last))
        length = (last - first) % 12 + 1
        if last < first:
            reporting = None
        elif length in (3, 6) and last % length == 0:
            reporting = part_that_ends(year, last, length)
        else:
            reporting = str(year) if year else None
        return Core(stop, length_period(length), reporting, span=True)
