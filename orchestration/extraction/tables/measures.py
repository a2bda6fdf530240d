"""What a bare figure of a table is measured in: by its cell, row, column, section or caption.

The nearest statement of a unit wins; one that holds for a whole table is left to the rows that it
can be meant for: a table in millions of yen may count its employees and give its margins in
percent. How units are written is told in ``units``.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from orchestration.extraction.claim_cues import Lexicon
from orchestration.extraction.cues import tokenise
from orchestration.extraction.drafts import Stated
from orchestration.extraction.figures.bare_units import find_bare_units
from orchestration.extraction.figures.dimensions import Measure, read_measure
from orchestration.extraction.figures.home_currency import NO_HOME, HomeCurrency
from orchestration.extraction.quantities.nouns import is_plural, singular
from orchestration.extraction.quantities.units import MONEY, load_units
from orchestration.extraction.tables.cells import CellNumber
from orchestration.extraction.tables.columns import Columns, Series
from orchestration.extraction.tables.grid import Row, Table
from orchestration.extraction.tables.units import CellUnit, caption_unit, label_units, read_unit

_PER_SHARE = re.compile(
    r"\bper (?:[\w-]+ ){0,3}(?:shares?|stock|ads|adr|ads unit)\b|\b(?:[ed]ps)\b"
    r"|\bdividends?\b.{0,30}\bper\b",
    re.IGNORECASE,
)
_SHARES = re.compile(
    r"\b(?:number of |weighted[ -]average |outstanding |issued |diluted |basic |ordinary |common )+"
    r"(?:[\w-]+ )*?shares\b|\bshares (?:outstanding|issued|in issue|repurchased)\b",
    re.IGNORECASE,
)
_SHARE_LIKE = re.compile(
    r"\b(?:margins?|utili[sz]ation|ro(?:e|ce|ic|a|ace)|return on|gearing|percentage|proportion"
    r"|share of"
    r"|% of|occupancy|load factor|availability|recover(?:y|ies)|grade|yield|payout|penetration"
    r"|(?:tax|interest|growth|recycling|turnover|retention|recovery|utili[sz]ation|scrap|defect"
    r"|rejection|churn|vacancy|operating|capacity|qualification|completion|pass|reuse|absence"
    r"|absenteeism|coverage|conversion|dropout|collection|loss|attrition|occupancy|fill) rate|oee"
    r"|market share)\b",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"\b(?:ratio|book[ -]to[ -]bill|leverage|multiple|cover|net debt ?(?:/"
    r"|to) ?(?:adjusted )?ebitda"
    r"|inventory turns?|times)\b",
    re.IGNORECASE,
)
_RATES = re.compile(
    r"\b(?P<million>ltifr?|trifr?|lti frequency|trcfr|(?:injury|accident|incident"
    r"|case)s? (?:frequency )?rate"
    r"|(?:injury|accident|incident) frequency)\b|\b(?P<hundred>trir|ltir|dart|osha)\b",
    re.IGNORECASE,
)
_OF_NUMBER = re.compile(
    r"^(?:total |average )?(?:number|no\.?|count) of (?P<what>.+)", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_][\w-]*")
_COUNTS = frozenset({"headcount", "staff", "workforce", "personnel", "employees", "fte", "ftes"})
_MONEY_TYPES = frozenset(
    {"revenue", "profit", "cost", "investment", "cost_saving", "funding", "contract_value",
     "valuation",
     "price"}
)  # fmt: skip
_MONEY_WORDS = re.compile(
    r"\b(?:sales|revenues?|turnover|income|profit|loss|earnings|ebitda?|ebit|costs?|expen\w+"
    r"|cash|debt"
    r"|assets|liabilit\w+|equity|capital|capex|invest\w+|borrowings|receivables|payables"
    r"|inventor\w+"
    r"|dividends?|tax\w*|interest|amorti[sz]ation|depreciation|impairment|reserves|provisions"
    r"|orders?"
    r"|order intake|backlog|spend\w*|fees|royalt\w+|goodwill|premiums?|deposits|loans|proceeds"
    r"|purchases?|payments?|salaries|wages|remuneration|value|price)\b",
    re.IGNORECASE,
)
_ABSTRACT = frozenset(
    [
        "sales",
        "shipments",
        "deliveries",
        "operations",
        "results",
        "figures",
        "totals",
        "others",
        "goods",
        "revenues",
        "costs",
        "expenses",
        "assets",
        "liabilities",
        "earnings",
        "profits",
        "losses",
        "taxes",
        "orders",
        "purchases",
        "emissions",
        "products",
        "activities",
        "services",
        "items",
        "volumes",
        "exports",
        "imports",
        "receipts",
    ]
)
_BELOW_RATIO = 10
_BARE_DOLLAR = re.compile(r"\$|dollars?\b|cents?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MoneyOf:
    """The currency that a document speaks of most, and what "$" and "¥" mean in it; or empty.

    ``bare`` holds the units that the document states for its bare figures: position, unit.
    """

    main: str = ""
    dollar: str = "USD"
    yen: str = ""
    bare: tuple[tuple[int, CellUnit], ...] = ()


def money_of(
    text: str, figures: Sequence[Sequence[Stated]], home: HomeCurrency = NO_HOME
) -> MoneyOf:
    """The currencies that the figures of a document speak of."""
    main: Counter[str] = Counter()
    dollar: Counter[str] = Counter()
    yen: Counter[str] = Counter()
    for one in (one for sentence in figures for one in sentence):
        if not one.measure.classes & {"money", "money_rate"}:
            continue
        code, sign = one.measure.unit, text[one.quantity.start]
        main[code] += 1
        if sign == "$":
            dollar[code] += 1
        elif sign in "¥￥":
            yen[code] += 1
    bare = tuple(
        (
            unit.end,
            CellUnit(home.of(unit.currency, text[unit.start : unit.end]), unit.factor),
        )
        for unit in find_bare_units(text)
        if unit.whole
    )
    return MoneyOf(_most(main), _most(dollar) or home.of("USD", "$"), _most(yen), bare)


def _most(counts: Counter[str]) -> str:
    return max(counts, key=lambda code: counts[code], default="")


def label_of(row: Row, columns: Columns, carried: str) -> str:
    """The words of a row before its figures."""
    first = min((s.current.index for s in columns.series), default=0)
    indices = [i for i in columns.labels if i < first] or list(columns.labels[:1])
    words = [row.words(index) for index in indices if row.words(index)]
    return " ".join(([carried] if carried else []) + words)


class Measures:
    """The measures of the figures of one table."""

    def __init__(self, table: Table, lexicon: Lexicon, money: MoneyOf) -> None:
        self.table = table
        self.lexicon = lexicon
        self.money = money
        captions = [unit for words in table.captions if (unit := caption_unit(words)) is not None]
        notes = [unit for words in table.notes if (unit := _note_unit(words)) is not None]
        self.caption = next(iter([*captions, *notes]), None)
        self.cash = next((code for code in _currencies(table)), "")

    def measure(
        self,
        row: Row,
        columns: Columns,
        series: Series,
        cell: CellNumber,
        label: str,
        section: str,
    ) -> tuple[Measure, str] | None:
        """The measure of a figure and the words of its unit; ``None`` if nothing tells it."""
        label_unit, bare_label = label_units(label, self.lexicon.nouns)
        if cell.scaled and cell.unit:
            return read_measure(self._settled(cell.unit, cell.money)), ""
        if cell.unit in ("%", "[ppth]", "1"):
            return read_measure(cell.unit), ""
        if cell.unit in ("[pp]", "[bp]"):
            return None
        own = self._own(row, columns, series, label_unit)
        code, words = cell.unit, cell.money
        factor: Decimal | None = None
        for unit in own:
            if unit.factor != 1 and factor is None:
                factor = unit.factor
            if unit.code:
                if not code or _same_money(code, unit.code):
                    code, words = unit.code, unit.words
                    factor = unit.factor if factor is None else factor
                break
        per_share = _PER_SHARE.search(bare_label) is not None
        if code and per_share:
            measure, _ = self._per_share(code, words) or (read_measure(code), "")
            return _scaled(measure, factor or Decimal(1)), ""
        if code and not cell.unit:
            return self._made(code, factor or Decimal(1), words, label)
        wide = list(self._wide(columns, series, section))
        if per_share:
            stated = next((u for u in wide if u.is_money), None)
            if stated is not None:
                code, words = stated.code, stated.words
            return self._per_share(code or self.cash or self.money.main, words)
        if code:
            if factor is None:
                factor = next((u.factor for u in wide if not u.code or u.is_money), Decimal(1))
            return self._made(code, factor, words, label)
        return self._unstated(bare_label, cell, wide, factor, section)

    def _own(
        self, row: Row, columns: Columns, series: Series, label_unit: CellUnit | None
    ) -> Iterator[CellUnit]:
        """The units that a figure's own label, unit cell and head give, in this order."""
        if label_unit is not None:
            yield label_unit
        if columns.unit is not None:
            words = row.words(columns.unit)
            unit = read_unit(words, True) if words else None
            if unit is not None:
                yield unit
        if series.current.unit is not None and series.current.rest:
            yield series.current.unit

    def _wide(self, columns: Columns, series: Series, section: str) -> Iterator[CellUnit]:
        """The units that hold for several rows, the nearest first."""
        if series.current.unit is not None and not series.current.rest:
            yield series.current.unit
        if section:
            unit = caption_unit(section)
            if unit is not None:
                yield unit
        if columns.corner:
            unit = caption_unit(columns.corner) or read_unit(columns.corner)
            if unit is not None:
                yield unit
        if self.caption is not None:
            yield self.caption
        before = [unit for at, unit in self.money.bare if at < self.table.end]
        if before:
            yield before[-1]

    def _unstated(
        self,
        label: str,
        cell: CellNumber,
        wide: list[CellUnit],
        factor: Decimal | None,
        section: str,
    ) -> tuple[Measure, str] | None:
        """The measure of a figure whose row gives none: by what it is, else by the table's."""
        rates = _RATES.search(label)
        if rates:
            hours = "1000000" if rates["million"] else "200000"
            return read_measure(f"{{incident}}/({hours}.h)"), ""
        unit = wide[0] if wide else None
        is_money = self._is_money(label)
        if not (is_money and unit is not None and unit.is_money):
            if _SHARE_LIKE.search(label) and cell.high <= 100 * 10:
                return read_measure("%"), ""
            if _RATIO.search(label):
                return read_measure("1" if cell.high < _BELOW_RATIO else "%"), ""
            if _SHARES.search(label):
                all_rows = next((u.factor for u in wide if not u.code), factor or Decimal(1))
                return _scaled(read_measure("{share}"), all_rows), ""
            counted = self._counted(label, strict=unit is not None and bool(unit.code))
            if counted is not None:
                return _scaled(counted, factor or Decimal(1)), ""
        scale = factor
        for one in wide:
            if not one.code:
                scale = scale or one.factor
                continue
            if one.is_money and not is_money and not self._may_be_money(label):
                continue
            return self._made(one.code, scale or one.factor, one.words, label)
        if is_money:
            code = self.cash or (self.money.main if scale is not None else "")
            return self._made(code, scale or Decimal(1), "", label) if code else None
        counted = self._counted(f"{section} {label}", strict=False)
        return None if counted is None else (_scaled(counted, scale or Decimal(1)), "")

    def _is_money(self, label: str) -> bool:
        if _MONEY_WORDS.search(label):
            return True
        hits = self.lexicon.metrics.find_all(tokenise(label, 0, len(label)))
        return any(hit.cue.metric_type in _MONEY_TYPES for hit in hits)

    def _may_be_money(self, label: str) -> bool:
        """Whether a row of a table in money that names no money still is one ("Chemicals")."""
        return self._counted(label, strict=True) is None

    def _counted(self, label: str, *, strict: bool) -> Measure | None:
        if _COMPANY_END.search(label):
            return None
        numbered = _OF_NUMBER.match(label)
        words = [word.lower() for word in _WORD.findall(numbered["what"] if numbered else label)]
        if strict and not numbered and _MONEY_WORDS.search(label):
            return None
        nouns = self.lexicon.nouns
        for size in (2, 1):
            for at in range(len(words) - size + 1):
                phrase = " ".join(words[at : at + size])
                known = nouns.get(phrase)
                if known is None:
                    continue
                last = words[at + size - 1]
                if strict and not numbered and not (is_plural(last) or last in _COUNTS):
                    continue
                return read_measure(known.unit)
        if strict and not numbered:
            return None
        if _is_name(label):
            return None
        for word in words:
            if is_plural(word) and word not in _ABSTRACT and len(word) > 3:
                return read_measure(f"{{{singular(word)}}}")
        return None

    def _made(
        self, code: str, factor: Decimal, words: str, label: str
    ) -> tuple[Measure, str] | None:
        if not code:
            return None
        if code == "1":
            counted = self._counted(label, strict=False)
            made = counted if counted is not None else read_measure("1")
            return _scaled(made, factor), ""
        measure = _scaled(read_measure(self._settled(code, words)), factor)
        if code.startswith("1/("):
            measure = replace(measure, unit="{incident}")
        shown = "" if "money" in measure.classes or measure.unit == "%" else words
        return measure, shown

    def _per_share(self, code: str, words: str) -> tuple[Measure, str] | None:
        if not code:
            return None
        whole = self._settled(code, words)
        return read_measure(whole if "/" in whole else f"{whole}/{{share}}"), ""

    def _settled(self, code: str, words: str) -> str:
        """A currency whose sign several share, as the document means it."""
        head, slash, rest = code.partition("/")
        if head == "USD" and _BARE_DOLLAR.match(words):
            return f"{self.money.dollar or head}{slash}{rest}"
        if head in ("JPY", "CNY") and self.money.yen and words[:1] in ("¥", "￥"):
            return f"{self.money.yen}{slash}{rest}"
        return code


_COMPANY_END = re.compile(r"\b(?:inc|corp|ltd|plc|llc|co|ag|sa|se|nv|oyj|asa|ab)\.?\W*$", re.I)


def _is_name(label: str) -> bool:
    """Whether a label names somebody, so that no word of it is counted: "Ana Soares", "Lowe's Inc."

    Heads of rows in sentence case have small letters behind the first word.
    """
    words = [word for word in label.split() if word[0].isalpha()]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _same_money(one: str, other: str) -> bool:
    return one.split("/")[0] == other.split("/")[0]


def _scaled(measure: Measure, factor: Decimal) -> Measure:
    return replace(measure, factor=measure.factor * factor)


def _note_unit(words: str) -> CellUnit | None:
    """The unit that a short note under a table states."""
    return (
        caption_unit(words) if re.search(r"\bunit|\bfigures\b|\bamounts\b", words, re.I) else None
    )


def _currencies(table: Table) -> Iterator[str]:
    known = load_units().by_code
    for row in table.rows:
        for cell in row.cells:
            if cell is None or cell.number is None or not cell.number.unit:
                continue
            unit = known.get(cell.number.unit)
            if unit is not None and unit.dimension == MONEY:
                yield unit.code
