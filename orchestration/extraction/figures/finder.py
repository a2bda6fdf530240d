"""The figures of a sentence that may be claims, with their units as claims state them.

Quantities and worded values meet here, and what is no claim whatever stands around it (windows of
time, rhetorical counts, distances) is left out. What a figure measures is decided later.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from orchestration.extraction.claim_cues import CountedNoun
from orchestration.extraction.drafts import Stated
from orchestration.extraction.figures.bare_units import (
    BareUnit,
    bare_unit_at,
    find_bare_units,
    labelled_unit,
)
from orchestration.extraction.figures.dimensions import Measure, read_measure
from orchestration.extraction.figures.elided import Counting, with_compounds, with_elided_nouns
from orchestration.extraction.figures.home_currency import NO_HOME, HomeCurrency, settle_money
from orchestration.extraction.figures.word_amounts import find_word_amounts
from orchestration.extraction.figures.worded import Worded, find_worded
from orchestration.extraction.quantities.finder import find_quantities
from orchestration.extraction.quantities.nouns import read_noun
from orchestration.extraction.records import Comparator, Quantity, QuantityForm
from orchestration.text.article import Sentence

_POINTS = frozenset({"[pp]", "[bp]"})
_TIMES = re.compile(
    r"^(?P<number>[\w.,-]+) times\b(?= (?:the|that|its|their|his|as|more|higher|larger|greater"
    r"|what|last"
    r"|those|faster|\w+er\b))",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"^ (?:earlier|ago|before)\b", re.IGNORECASE)
_ADVERB_TAIL = re.compile(r" per ([a-z]+) ([a-z]+ly)$")
_AT_MOST = re.compile(r",? at (most|least)\b", re.IGNORECASE)
_RATE_TAIL = re.compile(r" an? (?:year|month|quarter|week|day)$", re.IGNORECASE)
_BARE_LEAD = re.compile(
    r"\b(?:to|at|of|reached|reaching|hit|was|is|totall?ed|stood at|stands at|numbers|numbered)"
    r"(?: (?:about|around|nearly|over|more than|some|almost|just|up to|at least|only|as many as))?"
    r"\s$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(at least|more than|over|above|up to|less than|under|as much as|below|about|around|nearly"
    r"|almost|some|roughly|approximately) $",
    re.IGNORECASE,
)
_BOUNDS = {
    "at least": Comparator.AT_LEAST,
    "more than": Comparator.AT_LEAST,
    "over": Comparator.AT_LEAST,
    "above": Comparator.AT_LEAST,
    "up to": Comparator.UP_TO,
    "less than": Comparator.UP_TO,
    "under": Comparator.UP_TO,
    "below": Comparator.UP_TO,
    "as much as": Comparator.UP_TO,
}
_MORE_THAN = re.compile(r" (?:more|fewer|less) than\b")
_AMOUNT = re.compile(r"[.,]\d|\d{3}|^\(")
_TAKES_UNIT = re.compile(
    r"(?:\b(?:against|versus|vs\.?|from|to|compared (?:with|to)|instead of|rather than|following"
    r"|after|than)(?: about| only| just)?"
    r"|(?<=[^\d\s] )\(|(?<=\w )\(|\b(?:today|now)\b[^;.]{0,40}\b(?:has|have"
    r"|employs|is|at|to)) ?$",
    re.IGNORECASE,
)
_COMES_TO = re.compile(
    r"\b(?:is|was|be|to|at|reach\w*|hit|remain\w*) (?:virtually |almost )?$", re.I
)
_MEASURED = frozenset({"mass", "volume", "energy", "area", "length", "power"})
_ONE = re.compile(r"one\b", re.IGNORECASE)
_NUMBER_OF = re.compile(r"\bnumbers? of(?= )", re.IGNORECASE)
_LABEL = re.compile(r"(?:^|[|•.;·*-] *)\W*([A-Z][a-z]+(?: [a-z]+){0,2})\W{0,3}:\W{0,4}$")
_PEOPLE, _INCIDENT = "{person}", "{incident}"
_HURT = re.compile(
    r" (?:(?:was|were|has|have|had|been|got|being|slightly|seriously|badly|fatally|also) ){0,4}"
    r"(?:injured|hurt|killed|wounded|burnt|burned|scalded|hospitali[sz]ed|poisoned|electrocuted"
    r"|died|(?:a |an )?(?:fatal |serious |minor |lost[- ]time )?(?:accidents?|injur(?:y|ies))"
    r"|lost (?:his|her|their) (?:life|lives))\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


def find_figures(
    text: str,
    sentences: Sequence[Sentence],
    nouns: Mapping[str, CountedNoun],
    home: HomeCurrency = NO_HOME,
) -> list[list[Stated]]:
    """The figures of each sentence, in text order; money in the currency that ``home`` tells."""
    quantities = find_quantities(text)
    bare_units = [
        replace(unit, currency=home.of(unit.currency, text[unit.start : unit.end]))
        for unit in find_bare_units(text)
    ]
    found: list[list[Stated]] = []
    at = 0
    counting = Counting()
    for number, sentence in enumerate(sentences):
        while at < len(quantities) and quantities[at].start < sentence.start:
            at += 1
        inside = []
        while at < len(quantities) and quantities[at].end <= sentence.end:
            inside.append(quantities[at])
            at += 1
        inside = _with_words(inside, find_word_amounts(text, sentence.start, sentence.end))
        worded = find_worded(text, sentence.start, sentence.end)
        figures = _merge(text, sentence, inside, worded, nouns)
        figures = [one for one in figures if not _is_denominator(text, sentence, one)]
        figures = _with_bare_units(text, sentence, figures, bare_units)
        figures = with_compounds(text, figures)
        figures = with_elided_nouns(text, sentence, number, figures, counting, nouns)
        found.append(figures)
    return settle_money(text, found, home)


def _with_words(quantities: list[Quantity], in_words: list[Quantity]) -> list[Quantity]:
    """The quantities with those in words, which win where both overlap."""
    if not in_words:
        return quantities
    apart = [
        one
        for one in quantities
        if not any(one.start < other.end and other.start < one.end for other in in_words)
    ]
    return sorted([*apart, *in_words], key=lambda one: one.start)


def _is_denominator(text: str, sentence: Sentence, one: Stated) -> bool:
    """Whether a figure is what others are told per: "one litre of beverage", "per 10,000 yuan"."""
    quantity, measure = one.quantity, one.measure
    before = text[max(sentence.start, quantity.start - 5) : quantity.start].lower()
    if before.endswith(" per ") or before == "per ":
        return True
    return (
        quantity.low == quantity.high == 1
        and bool(measure.classes & _MEASURED)
        and _ONE.match(text, quantity.start) is not None
    )


def _with_bare_units(
    text: str,
    sentence: Sentence,
    figures: list[Stated],
    units: list[BareUnit],
) -> list[Stated]:
    """The figures with the unit that the document states for bare ones, or a neighbour's."""
    made: list[Stated] = []
    for figure in figures:
        quantity = figure.quantity
        if any(u.start < quantity.end and quantity.start < u.end for u in units):
            continue
        stated = next((u for u in units if 0 <= quantity.start - u.end <= 3), None)
        if stated is not None and quantity.unit == stated.currency:
            figure = replace(figure, measure=replace(figure.measure, factor=stated.factor))
        if quantity.unit == "1" and figure.measure.unit == "1" and not figure.is_worded:
            before = text[max(sentence.start, quantity.start - 40) : quantity.start]
            after = text[quantity.end : min(sentence.end, quantity.end + 14)]
            if (
                made
                and made[-1].measure.unit != "1"
                and (
                    _TAKES_UNIT.search(before)
                    or _MORE_THAN.match(after)
                    or (not quantity.high and _COMES_TO.search(before))
                )
            ):
                figure = replace(figure, measure=made[-1].measure)
            else:
                unit = bare_unit_at(units, quantity.start, sentence.start, sentence.end)
                quote = text[quantity.start : quantity.end]
                own = labelled_unit(text, quantity.start, unit)
                if own is not None:
                    figure = replace(figure, measure=own)
                elif unit is not None and _AMOUNT.search(quote):
                    measure = read_measure(unit.currency)
                    figure = replace(figure, measure=replace(measure, factor=unit.factor))
        made.append(figure)
    return made


def _merge(
    text: str,
    sentence: Sentence,
    quantities: list[Quantity],
    worded: list[Worded],
    nouns: Mapping[str, CountedNoun],
) -> list[Stated]:
    stated = []
    for item in worded:
        unit = read_measure(item.quantity.unit)
        stated.append(
            Stated(
                item.quantity,
                unit,
                is_worded=True,
                is_change=item.is_change,
                falls=item.falls,
                is_outlay=item.is_outlay,
            )
        )
    for quantity in quantities:
        if any(
            quantity.start < item.quantity.end and item.quantity.start < quantity.end
            for item in worded
        ):
            continue
        if quantity.parts:
            stated.append(_change(text, sentence, quantity, nouns))
        else:
            stated.append(_stated(text, sentence, quantity, nouns))
    stated.sort(key=lambda item: item.quantity.start)
    return stated


def _change(
    text: str, sentence: Sentence, quantity: Quantity, nouns: Mapping[str, CountedNoun]
) -> Stated:
    """The new level of "from A to B", with the old one that it comes from."""
    old, new = (_stated(text, sentence, part, nouns) for part in quantity.parts)
    if old.measure.unit == new.measure.unit == "1":
        before = _noun_before(text, sentence, quantity, nouns)
        if before is not None:
            old = replace(old, measure=_counted(old.measure, before))
    if old.measure.unit == new.measure.unit == "1":
        noun = _WORD.search(text, old.quantity.end, new.quantity.start)
        known = nouns.get(noun.group().lower()) if noun else None
        if known is not None:
            old = replace(old, measure=_counted(old.measure, known))
    if new.measure.unit == "1":
        new = replace(new, measure=old.measure)
    elif old.measure.unit == "1":
        old = replace(old, measure=new.measure)
    if new.quantity.comparator is Comparator.EXACT:
        bound = _BOUND.search(text[max(0, new.quantity.start - 24) : new.quantity.start])
        if bound:
            comparator = _BOUNDS.get(bound[1].lower(), Comparator.APPROX)
            new = replace(new, quantity=replace(new.quantity, comparator=comparator))
    return replace(new, old=old)


def _stated(
    text: str, sentence: Sentence, quantity: Quantity, nouns: Mapping[str, CountedNoun]
) -> Stated:
    if quantity.form is QuantityForm.FRACTION:
        low, high = quantity.low * 100, quantity.high * 100
        return Stated(replace(quantity, low=low, high=high), read_measure("%"))
    quote = text[quantity.start : quantity.end]
    times = _TIMES.match(text[quantity.start : quantity.end + 12])
    if times:
        end = quantity.start + times.end()
        return Stated(replace(quantity, end=end), read_measure("1"), is_worded=True)
    tail = _RATE_TAIL.search(quote)
    if tail and _EARLIER.match(text[quantity.end : quantity.end + 9]):
        head, _, _ = quantity.unit.rpartition("/")
        quantity = replace(quantity, end=quantity.start + tail.start(), unit=head)
    adverb = _ADVERB_TAIL.search(quote)
    if adverb:
        # "30 minutes per alarm manually": the adverb tells how, not of what.
        head, _, _ = quantity.unit.rpartition("/")
        end = quantity.start + adverb.start(2) - 1
        quantity = replace(quantity, end=end, unit=f"{head}/{{{adverb[1]}}}")
        quote = text[quantity.start : end]
    ending = _AT_MOST.match(text, quantity.end)
    if ending and quantity.comparator is Comparator.EXACT:
        most = ending[1].lower() == "most"
        bound = Comparator.UP_TO if most else Comparator.AT_LEAST
        quantity = replace(quantity, comparator=bound)
    measure = read_measure(quantity.unit)
    if quantity.unit == "1" and quantity.low == quantity.low.to_integral_value():
        noun = _noun_before(text, sentence, quantity, nouns)
        if noun is not None:
            measure = _counted(measure, noun)
    elif measure.unit.startswith("{"):
        known = nouns.get(" ".join(quote.lower().split()[-2:])) or nouns.get(measure.unit[1:-1])
        if known is not None:
            measure = _counted(measure, known)
    if measure.unit == _PEOPLE and _HURT.match(text, quantity.end, sentence.end):
        measure = replace(measure, unit=_INCIDENT, classes=read_measure(_INCIDENT).classes)
    if measure.unit.startswith("{") and quote.endswith(measure.unit[1:-1].upper()):
        measure = replace(measure, unit=f"{{{measure.unit[1:-1].upper()}}}")
    if (
        measure.unit == "{point}"
        and "%" in text[sentence.start : sentence.end]
        and "index" not in text[sentence.start : quantity.start].lower()
    ):
        return Stated(quantity, read_measure("%"), is_points=True)
    return Stated(quantity, measure, is_points=quantity.unit in _POINTS)


def _counted(measure: Measure, noun: CountedNoun) -> Measure:
    return replace(
        read_measure(noun.unit), factor=measure.factor, per=measure.per, period=measure.period
    )


def _noun_before(
    text: str, sentence: Sentence, quantity: Quantity, nouns: Mapping[str, CountedNoun]
) -> CountedNoun | None:
    """The noun that a bare number counts where it stands before it ("patents … reached 141")."""
    before = text[max(sentence.start, quantity.start - 90) : quantity.start]
    labelled = _LABEL.search(before)
    if labelled:
        return next((nouns[w] for w in labelled[1].lower().split()[::-1] if w in nouns), None)
    counted = next(reversed(list(_NUMBER_OF.finditer(before))), None)
    if counted is not None:
        noun = read_noun(before, counted.end(), one=False)
        if noun is not None and noun.plural:
            return nouns.get(noun.head) or CountedNoun(f"{{{noun.head}}}", "other")
    if not _BARE_LEAD.search(before) or before.endswith("out of "):
        return None
    for word in reversed(_WORD.findall(before.lower())[-9:]):
        if word in ("crew", "crews", "workforce", "headcount", "payroll", "team", "teams"):
            return nouns.get("staff")
        if word in nouns and (word.endswith("s") or word in ("staff", "people")):
            return nouns[word]
    return None
