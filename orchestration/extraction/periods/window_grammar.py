"""How texts write windows of time: a small grammar over the words of a sentence.

Each way of naming a time ("the third quarter of 2024", "the six months to 30 June", "over the past
three years", "since 2021") is one rule of ``WindowReader``; which rules are tried where is told by
the word that they begin with. What stands before a window ("against", "by", "since") is no business
of this module: ``periods`` reads it.
"""

from collections.abc import Callable, Mapping, Sequence

from orchestration.extraction.periods.time_reader import TimeReader
from orchestration.extraction.periods.time_words import (
    FISCAL,
    IN_MONTHS,
    MONTHS,
    NUMERIC_DATE,
    ORDINALS,
    PART_NOUNS,
    PARTS,
    PLAN_ORDINALS,
    PRIOR,
    REPORTS,
    RESULTS,
    SAME,
    SEASONS,
    SHIFTS,
    SINCE_REACH,
    UNITS,
    Core,
    end_month,
    length_period,
    named_part,
    part_that_ends,
    replace_date,
)
from orchestration.extraction.records import Period


class WindowReader(TimeReader):
    """Reads the windows of one run of tokens."""

    def read_at(self, at: int) -> Core | None:
        """The window that begins with the token ``at``, if one does."""
        word = self.word(at)
        for rule in _RULES_OF.get(word, ()):
            found = rule(self, at)
            if found is not None:
                return found
        if word[:1].isdecimal():
            return self._read_number(at)
        return None

    def _read_number(self, at: int) -> Core | None:
        year = self.year_at(at)
        if year is not None:
            return self._read_year(at, year)
        number = self.word(at)
        numeric = NUMERIC_DATE.fullmatch(number)
        if numeric is not None:
            month = int(numeric["month"])
            reporting = f"{numeric['year']}-{month:02d}"
            return Core(at + 1, Period.POINT_IN_TIME, reporting, date=True) if month < 13 else None
        if len(number) > 2 or not number.isdecimal():
            return None
        tight = self.gap(at) == ""
        if tight and self.word(at + 1) == "q" and 1 <= int(number) <= 4:
            return self.part_of_year(at + 2, 3, int(number))
        if tight and self.word(at + 1) == "h" and 1 <= int(number) <= 2:
            return self.part_of_year(at + 2, 6, int(number))
        if tight and self.word(at + 1) == "m" and number in ("3", "6", "9", "12"):
            found = self.short_year_at(at + 2)
            if found is not None:
                return self._first_months(found[1], 1, int(number), fiscal=False, year=found[0])
        if self.word(at + 1) in ("st", "nd", "rd", "th"):
            plan = self.plan(at)
            if plan is not None:
                return Core(plan[0], Period.CUMULATIVE)
            if self.word(at + 2) in ("quarter", "half") and 1 <= int(number) <= 4:
                months = 3 if self.word(at + 2) == "quarter" else 6
                if int(number) * months <= 12:
                    return self.part_of_year(at + 3, months, int(number))
        day = self.read_day(at)
        return day if day is not None else self._read_length(at)

    def _read_year(self, at: int, year: int) -> Core:
        after = at + 1
        following = self.word(after)
        if following in ("q", "h") and self.word(after + 1).isdecimal() and self.gap(after) == "":
            months = 3 if following == "q" else 6
            number = int(self.word(after + 1))
            if 1 <= number <= 12 // months:
                return Core(after + 2, *named_part(year, months, number))
        pair = self.year_pair(after, year)
        if pair > after:
            return Core(pair, Period.YEAR)
        other = self.other_year(after)
        if other is not None and year < other[1] <= year + 30:
            return Core(other[0], Period.CUMULATIVE, span=True)
        if following in FISCAL and self.word(after + 1) == "year":
            return Core(after + 2, Period.YEAR)
        month = self.word(after)
        if self.gap(at) == "-" and month.isdecimal() and len(month) == 2 and 1 <= int(month) <= 12:
            end = after + 1
            if self.gap(after) == "-" and self.word(end).isdecimal() and len(self.word(end)) == 2:
                end += 1
            return Core(end, Period.POINT_IN_TIME, f"{year}-{month}", date=True)
        return Core(after, Period.YEAR, str(year))

    def _read_q(self, at: int) -> Core | None:
        """Read "Q3 2025", "H1"; ``at`` is the letter."""
        number = self.word(at + 1)
        months = 3 if self.word(at) == "q" else 6
        if self.gap(at) or not number.isdecimal() or not 1 <= int(number) <= 12 // months:
            return None
        return self.part_of_year(at + 2, months, int(number))

    def _read_ordinal(self, at: int) -> Core | None:
        """Read "first quarter of 2025", "first nine months", "last three months of 2025"."""
        number = ORDINALS[self.word(at)]
        here = at + 1
        full = self.word(here) in ("full", "complete", "whole")
        here += full
        fiscal_before = self.word(here) in FISCAL or self.word(at - 1) in FISCAL
        here += self.word(here) in FISCAL
        count = self.count(here)
        if count is not None:
            unit = UNITS.get(self.word(here + 1))
            if self.word(at - 1) in ("its", "their", "our") and unit is not None:
                return Core(here + 2, Period.CUMULATIVE, length=True)
            if unit not in (Period.MONTH, Period.QUARTER):
                return None
            months = count * IN_MONTHS[unit]
            return self._first_months(here + 2, number, months, fiscal=fiscal_before)
        unit = UNITS.get(self.word(here))
        if unit is Period.HALF_YEAR and self.word(here + 1) in ("of", "a"):
            last, year, fiscal = self.of_year(here + 1)
            if last == here + 1:
                return None
        if unit in (Period.WEEK, Period.MONTH, Period.YEAR):
            if full or (number == 1 and self.word(here + 1) in ("of", "after")):
                return Core(here + 1, unit)
            return None
        if unit is None or unit is Period.CUMULATIVE:
            return None
        end = here + 1
        if self.word(end) == "year" and unit is Period.HALF_YEAR:
            end += 1
        length = IN_MONTHS[unit]
        if full:
            return Core(end, unit)
        if number == -1:
            last, year, fiscal = self.of_year(end)
            if self.word(at) == "last" and last == end:
                return None
            number = 12 // length
        if number > 12 // length:
            return None
        last, year, fiscal = self.of_year(end)
        fiscal = fiscal or fiscal_before
        ended = self.until(last)
        if ended is not None:
            return Core(ended[0], unit, part_that_ends(ended[2], ended[1], length))
        if fiscal:
            return Core(last, unit)
        year = year or self.past_year(number * length)
        return Core(last, *named_part(year, length, number))

    def _first_months(
        self, end: int, number: int, months: int, *, fiscal: bool, year: int | None = None
    ) -> Core | None:
        last, of_fiscal = end, False
        if year is None:
            last, year, of_fiscal = self.of_year(end)
        if number == -1:
            if last == end:
                return None
            if months in (3, 6) and year and not of_fiscal:
                return Core(last, *named_part(year, months, 12 // months))
            return Core(last, length_period(months))
        if number != 1:
            if months in (3, 6) and number * months <= 12:
                year = year or self.past_year(number * months)
                return Core(last, *named_part(year, months, number))
            return None
        if not 1 <= months <= 12:
            return None
        if fiscal or of_fiscal:
            return Core(last, length_period(months))
        year = year or self.past_year(months)
        if months in (3, 6):
            return Core(last, *named_part(year, months, 1))
        return Core(last, length_period(months), str(year) if year else None)

    def _read_shifted(self, at: int) -> Core | None:
        """Read "this year", "last quarter", "the past three years", "next month"."""
        word = self.word(at)
        shift = SHIFTS[word]
        count = self.count(at + 1)
        if count is not None:
            unit = UNITS.get(self.word(at + 2))
            end = at + 3
            if unit is None or unit is Period.WEEK:
                return None
            if self.words(end, "period"):
                end += 1
            months = count * IN_MONTHS.get(unit, 120)
            if word == "last" and unit in (Period.MONTH, Period.QUARTER):
                last, year, fiscal = self.of_year(end)
                if last > end and year:
                    return self._first_months(end, -1, months, fiscal=fiscal)
            period = length_period(months) if shift < 0 else Period.CUMULATIVE
            return Core(end, period, length=True)
        here = at + 1
        if self.word(here) == "full":
            here += 1
        fiscal = self.word(here) in FISCAL
        here += fiscal
        unit = UNITS.get(self.word(here))
        if unit is None:
            if self.word(here) in SEASONS:
                return Core(here + 1, Period.ONE_OFF, vague=True)
            return None
        end = here + 1
        if unit is Period.CUMULATIVE or self.word(here).endswith("s"):
            return Core(end, Period.CUMULATIVE, length=True)
        if unit is Period.HALF_YEAR and self.word(end) == "year":
            end += 1
        if word in ("previous", "following"):
            opens = at <= 2 and self.word(0) in ("in", "during", "for")
            return Core(end, unit, compared=word == "previous" and not opens)
        if word == "last" and unit in (Period.QUARTER, Period.HALF_YEAR):
            last, year, of_fiscal = self.of_year(end)
            if last > end:
                length = IN_MONTHS[unit]
                if of_fiscal or year is None:
                    return Core(last, unit)
                return Core(last, *named_part(year, length, 12 // length))
        if fiscal or unit is Period.WEEK or self.word(here) == "season":
            return Core(end, unit)
        if self.word(at - 1) == "the" and word in ("last", "past"):
            return Core(end, unit, length=True)
        if unit is Period.YEAR and self.words(end, "so", "far"):
            return self.since_the_year_began(end + 2)
        return Core(end, unit, self.shifted(shift, IN_MONTHS[unit]))

    def _read_so_far(self, at: int) -> Core | None:
        """Read "so far this year", "to date", "year to date", "ytd", "in total"."""
        if self.words(at, "so", "far"):
            here = at + 2
            here += self.word(here) in ("in", "during")
            if self.words(here, "this", "year") or self.words(here, "the", "year"):
                return self.since_the_year_began(here + 2)
            year = self.year_at(here)
            if year is not None:
                return Core(here + 1, Period.CUMULATIVE, str(year))
            return Core(at + 2, Period.CUMULATIVE)
        if self.words(at, "to", "date"):
            return Core(at + 2, Period.CUMULATIVE)
        if self.words(at, "year", "to", "date"):
            return self.since_the_year_began(at + 3)
        if self.word(at) == "ytd":
            return self.since_the_year_began(at + 1)
        if self.word(at) in ("cumulatively", "accumulatively"):
            return Core(at + 1, Period.CUMULATIVE)
        return None

    def _read_since(self, at: int) -> Core | None:
        """Read "since 2021", "since the start of the year", "since it opened"."""
        here = at + 1
        if self.word(here) in ("early", "mid", "late", "last", "then", "the"):
            here += 1
        if self.word(here) in PART_NOUNS or self.word(here) == "end":
            here += 1
            here += self.word(here) == "of"
            here += self.word(here) in ("the", "this")
        if self.word(here) == "year" and self.word(here - 1) in ("the", "this"):
            return self.since_the_year_began(here + 1)
        if self.words(here, "new", "year"):
            return self.since_the_year_began(here + 2)
        here -= self.word(here - 1) == "last" and self.word(here) not in SEASONS
        here += self.word(here) == "this" and self.word(here + 1) in SEASONS
        if self.word(here) in SEASONS:
            return Core(here + 1, Period.CUMULATIVE, vague=True)
        inner = self.read_at(here) if self.word(here) != "since" else None
        if inner is not None and not inner.compared:
            year = inner.reporting[:4] if inner.reporting else None
            same = self.anchor is not None and year == str(self.anchor.year)
            return Core(inner.last, Period.CUMULATIVE, year if same else None)
        for later in range(at + 2, at + 2 + SINCE_REACH):
            if self.word(later) in (",", ";", ""):
                break
            if self.word(later) in ("in", "on", "at") and self.word(later + 1) != "the":
                named = self.read_at(later + 1)
                if named is not None and not named.compared:
                    return Core(named.last, Period.CUMULATIVE)
        return Core(at + 1, Period.CUMULATIVE, vague=True)

    def _read_over(self, at: int) -> Core | None:
        """Read "over its lifetime", "over the life of the project"."""
        here = at + 1
        here += self.word(here) in ("the", "its", "their", "a")
        here += self.word(here) in ("whole", "entire", "full", "expected", "useful", "working")
        if self.count(here) is not None and self.word(here + 1) == "year":
            here += 2
        if self.word(here) in ("life", "lifetime", "lifespan"):
            return Core(here + 1, Period.CUMULATIVE, length=True)
        return None

    def _read_length(self, at: int) -> Core | None:
        """Read "three months to 30 June", "over five years"; ``at`` is the number."""
        count = self.count(at)
        unit = UNITS.get(self.word(at + 1))
        if count is None or unit is None:
            return None
        end = at + 2
        if unit is Period.HALF_YEAR:
            return None
        end += self.word(end) == "period"
        ended = self.until(end)
        months = count * IN_MONTHS.get(unit, 120)
        if unit is not Period.WEEK and ended is not None:
            return self.stretch(ended, months)
        if unit is Period.WEEK or months <= 1 or self.word(end) in ("ago", "earlier", "old"):
            return None
        back = self.word(at - 1) in ("those", "these", "same") or (
            self.word(at - 1) == "the" and unit is Period.MONTH and count in (3, 6, 9, 12)
        )
        if back:
            return Core(end, length_period(months), again=True)
        before = self.word(at - 1)
        if before in ("about", "some", "around", "nearly", "almost", "just", "roughly", "only"):
            before = self.word(at - 2)
        if before in ("the", "a", "trailing", "rolling"):
            before = self.word(at - 2) if before != "trailing" else "over"
        if before in ("over", "within", "in", "across", "during") and not self.word(
            at + 1
        ).endswith("'"):
            return Core(
                end, length_period(months) if months == 12 else Period.CUMULATIVE, length=True
            )
        return None

    def _read_unit(self, at: int) -> Core | None:
        """Read "quarter to March", "half-year ended …", "year-end 2025", "full-year profit"."""
        word = self.word(at)
        unit = UNITS[word]
        end = at + 1
        if word == "half" and self.word(end) == "year":
            end += 1
        if self.word(end) == "end" and unit in (Period.YEAR, Period.QUARTER, Period.HALF_YEAR):
            return self._end_of(end + 1, unit, self.year_at(end + 1), back=unit is not Period.YEAR)
        end += self.word(end) == "period"
        months = IN_MONTHS.get(unit)
        ended = self.until(end)
        if months is None:
            return Core(ended[0], unit) if ended is not None else None
        if ended is not None:
            return self.stretch(ended, months)
        full = word == "year" and self.word(at - 1) == "full"
        if (full or end > at + 1) and self.word(end) in RESULTS:
            return Core(end, unit, again=True)
        return None

    def _read_end(self, at: int) -> Core | None:
        """Read "end of June 2025", "end-2026", "the end of the quarter", "the end of last year"."""
        here = at + 1
        here += self.word(here) == "of"
        here += self.word(here) in ("the", "this") and self.word(here + 1) != "year"
        if self.word(here) == "calendar":
            here += 1
        plan = self.plan(here)
        if plan is not None:
            return Core(plan[0], Period.POINT_IN_TIME, f"{plan[1]}-12")
        year = self.year_at(here)
        if year is not None:
            return Core(here + 1, Period.POINT_IN_TIME, f"{year}-12")
        month = self.month_at(here)
        if month is not None:
            return replace_date(self.date(month[1], month[0]))
        if self.word(here) in ("this", "last", "next", "the", "year"):
            shift = SHIFTS.get(self.word(here), 0)
            at_year = here if self.word(here) == "year" else here + 1
            if self.word(at_year) == "year":
                known = self.anchor and self.word(here) != "year" and self.word(here) != "the"
                year = self.anchor.year + shift if known and self.anchor else None
                return Core(
                    at_year + 1,
                    Period.POINT_IN_TIME,
                    f"{year}-12" if year else None,
                    again=not year,
                )
        here += self.word(here) in REPORTS
        inner = self.word(here)
        if inner in ("quarter", "period", "half"):
            here += 1
            here += inner == "half" and self.word(here) == "year"
            return Core(here, Period.POINT_IN_TIME, again=True)
        found = self.read_at(here) if inner in ORDINALS or inner in ("q", "h", "fy") else None
        if found is not None:
            return Core(found.last, Period.POINT_IN_TIME, end_month(found.reporting))
        if inner in ("decade", "century"):
            return Core(here + 1, Period.POINT_IN_TIME)
        return None

    def _end_of(self, end: int, unit: Period, year: int | None, *, back: bool) -> Core:
        if year is not None:
            return Core(end + 1, Period.POINT_IN_TIME, f"{year}-12")
        return Core(end, Period.POINT_IN_TIME, again=True)

    def _read_fiscal(self, at: int) -> Core | None:
        """Read "FY26", "fiscal 2026", "financial year 2025/26": no calendar years."""
        end = self.fiscal_at(at)
        if self.word(end) in ("ended", "ending", "to"):
            ended = self.until(end)
            if ended is not None:
                return self.stretch(ended, 12)
        found = self.short_year_at(end)
        if found is None:
            return None
        return Core(self.year_pair(found[1], found[0]), Period.YEAR)

    def _read_back(self, at: int) -> Core | None:
        """Read "the quarter", "that month", "the reporting period", "the same six months"."""
        here = at + 1
        same = self.word(here) in SAME or self.word(at) == "same"
        here += self.word(here) in SAME
        prior = self.word(here) in PRIOR
        here += prior
        full = self.word(here) in ("full", "whole", "entire", "past", "latest")
        latest = self.word(here) in ("past", "latest")
        here += full
        report = self.word(here) in REPORTS
        here += report
        count = self.count(here)
        if count is not None:
            here += 1
        word = self.word(here)
        if word in ("day", "date") and (same or self.word(at) == "that"):
            return Core(here + 1, Period.POINT_IN_TIME, again=True, date=True)
        unit = Period.CUMULATIVE if word == "period" else UNITS.get(word)
        if unit is None or (word == "period" and count):
            return None
        end = here + 1
        end += word == "half" and self.word(end) == "year"
        if word == "half" and end == here + 1 and self.word(end) == "of":
            return None
        if count is not None and latest:
            return None
        if self.words(end, "under", "review"):
            end += 2
        ago = self.word(end) in ("ago", "earlier", "before", "prior")
        if prior or ago or (same and self.of_last(end)):
            last = self.of_last(end) or end + ago
            return Core(last, unit, compared=True)
        if self.word(end) == "end" or (self.word(end) == "that" and self.word(end + 1) == "ended"):
            return None
        if count is not None:
            months = count * IN_MONTHS.get(unit, 120)
            if months > 12 or self.until(end) is not None:
                return None
            return Core(end, length_period(months), again=True)
        if unit is Period.CUMULATIVE and word != "period":
            return None
        if word.endswith("s") or self.until(end) is not None:
            return None
        if self.word(end) == "to" and self.word(end + 1) == "date":
            return None
        if latest and unit is not Period.CUMULATIVE:
            return Core(end, unit)
        if self.word(end) == "of":
            return None
        return Core(end, unit, again=True)

    def _read_ago(self, at: int) -> Core | None:
        """Read "a year earlier", "two years ago", "year on year": comparisons, no windows."""
        here = at + (self.word(at) in ("a", "an", "one"))
        if self.word(here) == "decade" and self.word(here + 1) in ("ago", "earlier"):
            return Core(here + 2, Period.CUMULATIVE, compared=True)
        if self.word(here) in UNITS and self.word(here + 1) in ("ago", "earlier", "before"):
            return Core(here + 2, Period.YEAR, compared=True)
        return None

    def _read_comparison(self, at: int) -> Core | None:
        unit = self.word(at)
        if self.word(at + 1) in ("on", "over") and self.word(at + 2) == unit:
            return Core(at + 3, UNITS[unit], compared=True)
        if unit == "year" and self.word(at + 1) in ("ago", "earlier", "before"):
            end = at + 2 + (self.word(at + 2) in ("period", "quarter", "month", "half", "level"))
            return Core(end, Period.YEAR, compared=True)
        return None

    def _read_part(self, at: int) -> Core | None:
        """Read "early 2026", "mid-May", "late last year", "the spring of 2028", "autumn 2027"."""
        here = at + 1
        if self.word(at) in PART_NOUNS or self.word(at) in SEASONS:
            here += self.word(here) == "of"
            if self.word(at) in PART_NOUNS and here == at + 1:
                return None
        here += self.word(here) == "the"
        part_of_half = self.word(at) in PARTS
        year = self.year_at(here)
        if year is not None:
            return Core(here + 1, Period.YEAR, str(year), vague=True)
        if part_of_half and self.month_at(here) is not None:
            month = self.month_at(here)
            if month is not None:
                found = self.date(month[1], month[0])
                return Core(found.last, Period.POINT_IN_TIME, found.reporting, vague=True)
        if self.word(here) in ("this", "last", "next"):
            inner = self._read_shifted(here)
            if inner is not None:
                return Core(inner.last, inner.period, inner.reporting, vague=True)
        if self.word(here) == "year" and self.word(at) in PART_NOUNS:
            reporting = str(self.anchor.year) if self.anchor else None
            return Core(here + 1, Period.YEAR, reporting, vague=True)
        return None

    def _read_plan(self, at: int) -> Core | None:
        plan = self.plan(at)
        return None if plan is None else Core(plan[0], Period.CUMULATIVE)


_Rule = Callable[[WindowReader, int], Core | None]
_RULES: Sequence[tuple[str, Sequence[_Rule]]] = (
    (" ".join(MONTHS), (WindowReader.read_month,)),
    ("q h", (WindowReader._read_q,)),
    ("this current ongoing past next coming following", (WindowReader._read_shifted,)),
    ("last", (WindowReader._read_ordinal, WindowReader._read_shifted)),
    ("previous", (WindowReader._read_shifted,)),
    ("first second third fourth final closing opening", (WindowReader._read_ordinal,)),
    ("so to ytd cumulatively accumulatively", (WindowReader._read_so_far,)),
    ("since", (WindowReader._read_since,)),
    ("over during", (WindowReader._read_over,)),
    ("the that those these its our their same", (WindowReader._read_back,)),
    ("a an one", (WindowReader._read_ago, WindowReader._read_length)),
    (
        "two three four five six seven eight nine ten eleven twelve fifteen twenty",
        (WindowReader._read_length,),
    ),
    (
        "year",
        (WindowReader._read_so_far, WindowReader._read_comparison, WindowReader._read_unit),
    ),
    ("quarter month week half", (WindowReader._read_comparison, WindowReader._read_unit)),
    ("semester season", (WindowReader._read_unit,)),
    ("end", (WindowReader._read_end,)),
    ("fy fiscal financial", (WindowReader._read_fiscal,)),
    ("early mid late start beginning middle turn", (WindowReader._read_part,)),
    ("spring summer autumn fall winter", (WindowReader._read_part,)),
    (" ".join(PLAN_ORDINALS), (WindowReader._read_plan,)),
)
_RULES_OF: Mapping[str, Sequence[_Rule]] = {
    word: rules for words, rules in _RULES for word in words.split()
}
FIRST_WORDS = frozenset(_RULES_OF)
"""The words that a window may begin with, beside numbers."""
