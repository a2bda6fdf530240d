"""How figures of one sentence stand to each other: old level and new, and the same amount twice.

A figure that is another's baseline, or only restates it, is no claim of its own.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from orchestration.extraction.changes.finder import surroundings
from orchestration.extraction.context import SentenceContext
from orchestration.extraction.figures.dimensions import Measure

_FROM = re.compile(r"\bfrom (?:(?!\bto\b|\band\b)[^\d,;]){0,45}$", re.IGNORECASE)
_ONLY_TO = re.compile(r"^[^;.]{0,40}?\b(?:to|and now|now)\b[^;.]{0,30}$", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:against|versus|vs\.?|compared (?:with|to)|instead of|rather than|down from|up from|from"
    r"|previously|in place of|as opposed to|where previously|before that|not the)"
    r" (?:(?!\b(?:and|will|to|which|is|are|has)\b)[^\d;()]){0,50}$"
    r"|\bthan (?:the|its|their) (?:[^\d;(),]{0,24} )?$",
    re.IGNORECASE,
)
_STILL = (
    r"(?: (?:only|just|about|around|still|some|nearly|almost|over|more than"
    r"|as (?:much|many|high) as))?"
)
_AGO = (
    r"(?:in (?:19|20)\d\d|(?:a|one|two|three|four|five|six|ten) years? (?:ago|earlier|before)"
    r"|last year|the year before|previously|before that|originally)"
)
_WAS = re.compile(
    rf"[;,.–—] ?(?:and |but |while |whereas )?(?:{_AGO},? (?:it|this|that|they|there|the \w+)"
    r" (?:had been|was|were|stood at|had stood at|took|needed|used|made|had|had taken)"
    r"|(?:where|whereas|while|which|that|what|it|they|a \w+ that)(?: \w+){0,2}"
    r" (?:used to|previously|formerly|once)(?: \w+)?"
    r"|the (?:old|previous|former|earlier|conventional)(?: [\w-]+){0,3} (?:had|was|were|needed|took"
    r"|used|consumed|required|made|drew|drank|cost|costs|needs|takes|handled|managed))"
    rf"{_STILL}(?: for)? ?$"
    rf"|\b(?:where|what) (?:it|they|he|she|we|divers?|the \w+)? ?(?:used to|once|previously|had)"
    rf"(?: \w+)?{_STILL} ?$",
    re.IGNORECASE,
)
"""How a clause behind a figure begins that gives its old level."""

_THEN_NOW = re.compile(
    rf"^(?: [^\d;.,]{{1,25}})?,? {_AGO},? (?:and )?(?:(?:is|are) (?:now )?(?:to|at)|now|will|should"
    r"|would|has|have|today)\b[^;.]{0,40}$",
    re.IGNORECASE,
)
_STOOD = re.compile(
    r"\bwhich (?:\w+ )?(?:was|were|stood at|totalled|came to|amounted to|had been)"
    rf"{_STILL} $",
    re.IGNORECASE,
)
_PRIOR_AFTER = re.compile(
    r"^,? (?:(?:in|for) (?:the )?(?:previous|prior|same|year[ -]earlier|corresponding|preceding)\b"
    r"|(?:a|one) (?:year|quarter|month) (?:earlier|before|ago)\b|the (?:previous|prior) (?:year"
    r"|quarter)\b"
    r"|the (?:year|quarter|month) before\b|last year\b(?! to))",
    re.IGNORECASE,
)
_TONS = (Decimal("0.907"), Decimal("1.102"), Decimal("1.016"), Decimal("0.984"))
_TON_SLACK = Decimal("0.006")
_PLAIN_BRACKET = re.compile(r"^(?: of)?(?: [\w-]+){0,3} ?\((?:about |around |some )?$")
_PRIOR_BRACKET = re.compile(
    r"\((?:(?:previous|prior|last|preceding)[ -](?:(?:fiscal|financial|business|half)[ -])?"
    r"(?:year|quarter|period|month)|previously|prev\.?"
    r"|pcp|py"
    r"|(?:q[1-4]|h[12]|fy|[1-4]q|[12]h)?[ -]?’?'?(?:\d{2}|(?:19|20)\d\d)"
    r"|(?:in )?(?:the )?(?:\w+ ){0,3}(?:19|20)\d\d|(?:down |up )?from|was|year[ -]earlier"
    r"|a year (?:ago|earlier)"
    r"|[A-Z][a-z]{2,8} (?:Q|quarter|half|H))"
    r"[:,]? ?(?:about |some |~|loss of )?$",
    re.IGNORECASE,
)
_BRACKET = re.compile(
    r"^[\s,]*(?:\w+ ){0,2}[(（\[]\s?(?:or |about |around |approximately |approx\.? |roughly "
    r"|nearly |some"
    r" |equivalent to |equal to |i\.e\. |ca\.? |≈ ?|~ ?)*$"
)
_OR_BRACKET = re.compile(
    r"^,? (?:or|equivalent to|the equivalent of|i\.e\.) (?:about |some |around )?$"
)
_OLD = re.compile(
    r"\b(?:used to|previously|formerly|originally|earlier|once|in the past|the old"
    r"|in (?:19|20)\d\d)\b[^;.]{0,60}$",
    re.IGNORECASE,
)
_NEW = re.compile(r"\b(?:now|today|currently|these days|the new)\b[^;.]{0,60}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relations:
    """Indices of figures: baseline of each, and what restates each; by the sentence's order."""

    baseline_of: dict[int, int]
    restates: dict[int, int]


def relate(text: str, context: SentenceContext, measures: list[Measure]) -> Relations:
    """The relations between the figures of one sentence.

    ``baseline_of`` maps a figure to the one that holds its old level, ``restates`` a figure to
    the one that it repeats in another unit or in brackets.
    """
    baseline_of: dict[int, int] = {}
    restates: dict[int, int] = {}
    figures = context.figures
    for index in range(1, len(figures)):
        gap = text[figures[index - 1].quantity.end : figures[index].quantity.start]
        if (_BRACKET.match(gap) or _OR_BRACKET.match(gap)) and _same_amount(
            context, index, measures, bracket="(" in gap or "（" in gap
        ):
            restates[index] = restates.get(index - 1, index - 1)
    open_figures = [index for index in range(len(figures)) if index not in restates]
    for position, index in enumerate(open_figures):
        before, behind = surroundings(text, context, index)
        nearer = _comparable_before(open_figures, position, measures)
        after = _comparable_after(open_figures, position, measures)
        if (
            nearer is not None
            and nearer not in baseline_of
            and (
                _PRIOR_BRACKET.search(before)
                or _PRIOR_AFTER.match(behind)
                or _AGAINST.search(before)
                or _WAS.search(before)
                or (nearer == index - 1 and _in_plain_bracket(text, context, index))
            )
            and not _leads_on(text, context, index, after)
        ):
            baseline_of[nearer] = index
            continue
        if after is not None and _leads_on(text, context, index, after):
            baseline_of[after] = index
    used = set(baseline_of.values())
    return Relations({new: old for new, old in baseline_of.items() if new not in used}, restates)


def _leads_on(text: str, context: SentenceContext, index: int, after: int | None) -> bool:
    """Whether the figure is the old level of the figure ``after`` it ("from 30 to 8")."""
    if after is None:
        return False
    before, _ = surroundings(text, context, index)
    this, other = context.figures[index].quantity, context.figures[after].quantity
    gap = text[this.end : other.start]
    if len(gap) > 90:
        return False
    if _FROM.search(before) and _ONLY_TO.match(gap):
        return True
    if _STOOD.search(before) and _THEN_NOW.match(gap):
        return True
    return bool(_OLD.search(before) and _NEW.search(gap))


def _in_plain_bracket(text: str, context: SentenceContext, index: int) -> bool:
    """Whether nothing but a bracket parts a figure from the one before it ("5.2 t (4.8 t)")."""
    this, other = context.figures[index].quantity, context.figures[index - 1].quantity
    gap = text[other.end : this.start]
    return bool(_PLAIN_BRACKET.match(gap)) and text[this.end : this.end + 1] == ")"


def _comparable_before(order: list[int], position: int, measures: list[Measure]) -> int | None:
    """The nearest figure before of the same unit and denominator, else of the same unit.

    An old level may leave its denominator out ("0.3 kg per tonne, down from 1.1 kg").
    """
    old = measures[order[position]]
    earlier = [order[at] for at in range(position - 1, max(position - 4, -1), -1)]
    for new in earlier:
        if _comparable(old, measures[new]):
            return new
    if old.per is None:
        return next((new for new in earlier if measures[new].unit == old.unit), None)
    return None


def _comparable_after(order: list[int], position: int, measures: list[Measure]) -> int | None:
    if position + 1 < len(order) and _comparable(
        measures[order[position]], measures[order[position + 1]]
    ):
        return order[position + 1]
    return None


def _comparable(one: Measure, other: Measure) -> bool:
    return one.unit == other.unit and one.per == other.per


def _is_other_ton(one: Decimal, other: Decimal) -> bool:
    """Whether one mass in tonnes is the other in short or long tons, as far as rounding tells."""
    if not one or not other:
        return False
    ratio = one / other
    return any(abs(ratio - size) <= _TON_SLACK for size in _TONS)


def _same_amount(
    context: SentenceContext, index: int, measures: list[Measure], *, bracket: bool
) -> bool:
    this, other = context.figures[index].quantity, context.figures[index - 1].quantity
    one, before = measures[index], measures[index - 1]
    money = one.classes & before.classes & {"money", "money_rate"}
    if money:
        if one.unit == before.unit:
            return this.low == other.low
        return one.per == before.per or bracket
    if not bracket:
        return False
    if one.unit == before.unit or one.unit == "1":
        return this.low == other.low or (
            one.unit == "t" and this.unit != "1" and _is_other_ton(this.low, other.low)
        )
    shared = one.classes & before.classes - {"count", "change", "other"}
    return bool(shared) and one.per == before.per
