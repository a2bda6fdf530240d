"""From figures to claims: each figure with what it measures, whose it is, and when.

The decisions are made in the modules on metrics, changes, relations, spans, modality and holders;
here they are asked in order, sentence by sentence, and what one sentence leaves to the next is
carried along. Mentions of one claim are merged in ``merging``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from orchestration.extraction.changes import Change, read_change
from orchestration.extraction.claim_cues import Lexicon, compile_lexicon
from orchestration.extraction.context import Figure, SentenceContext, read_context
from orchestration.extraction.denominators import count_in_time, denominator_of
from orchestration.extraction.drafts import Draft, Stated, bounds, plain_number
from orchestration.extraction.figures import find_figures, is_no_claim
from orchestration.extraction.holders import Holder, choose_holder, leading_holder
from orchestration.extraction.markets import is_about_market
from orchestration.extraction.metrics import (
    SAVING_OF,
    USE_OF,
    Vote,
    find_metric_cues,
    rank_metrics,
)
from orchestration.extraction.modality import read_modality
from orchestration.extraction.periods import Window, find_rates, find_windows
from orchestration.extraction.records import (
    Comparator,
    Direction,
    Period,
    Restatement,
    ValueKind,
)
from orchestration.extraction.relations import relate
from orchestration.extraction.signs import is_loss
from orchestration.extraction.spans import Carried, carry, choose_span, resolve
from orchestration.extraction.subjects import find_subject
from orchestration.reference import Reference
from orchestration.text.article import Article, SectionKind, Sentence

_SAVING_TYPES = frozenset(
    {
        "cost_saving",
        "water_saving",
        "energy_saving",
        "emissions_reduction",
        "waste_reduction",
        "material_saving",
        "labour_saving",
        "time_saving",
    }
)
_SILENT = frozenset({SectionKind.BOILERPLATE, SectionKind.DISCLAIMER})
_BULLET = re.compile(r"\s*[-*•–·»]")
_SPELLED = re.compile(r"^(?:one|two|three|1|2)\b", re.IGNORECASE)


@dataclass(slots=True)
class _State:
    """What one sentence leaves to the next."""

    carried: Carried = field(default_factory=Carried)
    paragraph: int = -1
    paragraph_holder: str | None = None
    last: Draft | None = None


def read_drafts(
    article: Article,
    holders: Sequence[Holder],
    main_company: str | None,
    reference: Reference,
) -> list[Draft]:
    """All figures of the article that state something, in text order, mentions not yet merged.

    Args:
        holders: every span that means a company, in text order.
        main_company: the company that the article is about, if it has one.
    """
    lexicon = compile_lexicon(reference)
    return _Reader(article, holders, main_company, lexicon).read()


class _Reader:
    """One pass over the sentences of one article."""

    def __init__(
        self,
        article: Article,
        holders: Sequence[Holder],
        main_company: str | None,
        lexicon: Lexicon,
    ) -> None:
        self.text = article.text
        self.sentences = [s for s in article.sentences if s.section not in _SILENT]
        self.anchor: date | None = article.published_on
        self.main_company = main_company
        self.lexicon = lexicon
        self.state = _State()
        self.holders_of = _by_sentence(self.sentences, holders)
        self.figures = find_figures(self.text, self.sentences, lexicon.nouns)
        self.state.carried = Carried(article=self._article_window())

    def read(self) -> list[Draft]:
        drafts: list[Draft] = []
        for number, sentence in enumerate(self.sentences):
            drafts += self._read_sentence(sentence, self.figures[number], self.holders_of[number])
        return drafts

    def _article_window(self) -> Window | None:
        """The window that the article reports on: the first one that its head names."""
        for sentence in self.sentences[:8]:
            if sentence.paragraph > 6:
                break
            for window in find_windows(self.text, sentence.start, sentence.end, self.anchor):
                if (
                    window.period in (Period.QUARTER, Period.HALF_YEAR)
                    and window.reporting
                    and not (window.compared or window.deadline or window.again)
                ):
                    return window
        return None

    def _read_sentence(
        self, sentence: Sentence, stated: list[Stated], mentions: list[Holder]
    ) -> list[Draft]:
        text, state = self.text, self.state
        fresh = sentence.paragraph != state.paragraph
        if fresh and not _BULLET.match(text, sentence.start):
            state.paragraph_holder = None
        windows = find_windows(text, sentence.start, sentence.end, self.anchor)
        keeps = fresh and bool(_BULLET.match(text, sentence.start))
        windows = resolve(windows, state.carried)
        inherited = state.carried if not fresh or keeps else replace(state.carried, paragraph=None)
        drafts: list[Draft] = []
        kept = [one for one in stated if not is_no_claim(one, windows)]
        if kept:
            drafts = _SentenceReader(self, sentence, kept, mentions, windows, inherited).read()
        state.carried = carry(inherited, windows, fresh=False)
        state.paragraph = sentence.paragraph
        if mentions:
            state.paragraph_holder = (
                leading_holder(text, sentence.start, mentions) or state.paragraph_holder
            )
        if drafts:
            state.last = drafts[-1]
        return drafts


class _SentenceReader:
    """All decisions about the figures of one sentence."""

    def __init__(
        self,
        reader: _Reader,
        sentence: Sentence,
        stated: list[Stated],
        mentions: list[Holder],
        windows: Sequence[Window],
        carried: Carried,
    ) -> None:
        self.reader = reader
        self.text = reader.text
        self.lexicon = reader.lexicon
        self.sentence = sentence
        self.stated = stated
        self.mentions = mentions
        self.windows = windows
        self.carried = carried
        self.context: SentenceContext = read_context(
            self.text, sentence, [one.quantity for one in stated]
        )
        self.metric_hits = find_metric_cues(self.context, self.lexicon)
        self.change_hits = self.lexicon.changes.find(self.context.tokens)
        self.modality_hits = self.lexicon.modalities.find(self.context.tokens)
        self.rates = list(find_rates(self.text, sentence.start, sentence.end))
        self.words = self.text[sentence.start : sentence.end]

    def read(self) -> list[Draft]:
        measures = [one.measure for one in self.stated]
        relations = relate(self.text, self.context, measures)
        baselines = dict(relations.baseline_of)
        for index, one in enumerate(self.stated):
            if one.has_old:
                baselines[index] = index - 1
        consumed = set(baselines.values()) | set(relations.restates)
        counts = count_in_time(self.text, self.context, measures)
        consumed |= set(counts.values())
        changes = [self._change(index) for index in range(len(self.stated))]
        votes = [self._votes(index, changes[index]) for index in range(len(self.stated))]
        drafts: dict[int, Draft] = {}
        for index in range(len(self.stated)):
            if index in consumed:
                continue
            draft = self._draft(index, changes, votes, counts)
            if draft is None:
                continue
            if index in baselines:
                old = self.stated[baselines[index]].value
                draft.baseline_value = plain_number(self._signed(baselines[index], draft, old))
            draft.also_stated = self._also_stated(index, relations.restates)
            drafts[index] = draft
        self._share_metrics(drafts, changes)
        for index, draft in drafts.items():
            self._finish(index, draft)
        return list(drafts.values())

    def _change(self, index: int) -> Change:
        one = self.stated[index]
        if one.is_change:
            direction = Direction.DECREASE if one.falls else Direction.INCREASE
            return Change(ValueKind.CHANGE_PCT, direction)
        unit = "[pp]" if one.is_points else one.measure.unit
        if one.has_old and unit != "[pp]":
            return Change(ValueKind.AMOUNT, None)
        return read_change(self.text, self.context, index, unit, self.change_hits)

    def _votes(self, index: int, change: Change) -> list[Vote]:
        one = self.stated[index]
        classes = one.measure.classes
        if change.kind in (ValueKind.CHANGE_PCT, ValueKind.CHANGE_PP):
            classes = frozenset({"change"})
        elif change.kind is ValueKind.RATIO:
            classes = frozenset({"change", "ratio"})
        elif "change" in classes:
            classes = classes - {"change"}
        if one.is_outlay:
            return [Vote("investment", 3.0)]
        votes = rank_metrics(self.context, self.context.figures[index], classes, self.metric_hits)
        noun = self._noun_vote(index)
        if noun is not None:
            votes = sorted([*votes, noun], key=lambda vote: -vote.score)
        return votes

    def _noun_vote(self, index: int) -> Vote | None:
        measure = self.stated[index].measure
        quote = self.text[
            self.stated[index].quantity.start : self.stated[index].quantity.end
        ].lower()
        for noun in (quote.rsplit(None, 1)[-1], measure.unit.strip("{}")):
            known = self.lexicon.nouns.get(noun)
            if known is not None and measure.unit == known.unit:
                small = bool(_SPELLED.match(quote)) and known.metric_type != "incidents"
                return Vote(known.metric_type, 0.45 if small else 0.85)
        if measure.unit == "{incident}":
            return Vote("incidents", 1.5)
        return None

    def _draft(
        self,
        index: int,
        changes: Sequence[Change],
        votes: Sequence[list[Vote]],
        counts: Mapping[int, int],
    ) -> Draft | None:
        one, change = self.stated[index], changes[index]
        measure = one.measure
        ranked = votes[index]
        metric_type, score = (ranked[0].metric_type, ranked[0].score) if ranked else ("", 0.0)
        if not metric_type:
            metric_type = _default_metric(measure.classes, measure.unit, measure.per, change.kind)
        if not _is_stated(one, metric_type, score, index in counts):
            return None
        if index in counts:
            metric_type, score = "cycle_time", 2.0
        if "time" in measure.classes and measure.per and metric_type == "other":
            metric_type, score = "cycle_time", 0.5
        quantity = one.quantity
        value = one.value
        low, high = quantity.low * measure.factor, quantity.high * measure.factor
        if change.kind is not ValueKind.AMOUNT:
            value, low, high = abs(value), min(abs(low), abs(high)), max(abs(low), abs(high))
        if low > high:
            low, high = high, low
        value_low, value_high = bounds(low, high, quantity.comparator)
        draft = Draft(
            sentence=self.sentence,
            start=quantity.start,
            end=quantity.end,
            quote=self.text[quantity.start : quantity.end],
            value=plain_number(value),
            value_low=None if value_low is None else plain_number(value_low),
            value_high=None if value_high is None else plain_number(value_high),
            comparator=Comparator.BETWEEN
            if low != high and quantity.comparator is Comparator.EXACT
            else quantity.comparator,
            unit=measure.unit,
            per=measure.per,
            classes=measure.classes,
            metric_type=metric_type,
            metric_score=score,
            kind=change.kind,
            direction=change.direction,
        )
        if index in counts:
            counted = self.stated[counts[index]]
            draft.per = counted.measure.unit
            draft.per_count = counted.value if counted.value != 1 else None
        elif draft.per is None and draft.kind is ValueKind.AMOUNT:
            draft.per = denominator_of(
                self.text, self.context, index, measure.classes, self.lexicon.nouns
            )
        return draft

    def _share_metrics(self, drafts: Mapping[int, Draft], changes: Sequence[Change]) -> None:
        """Give a change and the level beside it the metric type that one of them is surer of."""
        order = list(drafts)
        for position, index in enumerate(order):
            draft = drafts[index]
            if draft.kind is ValueKind.AMOUNT and draft.metric_score > 0.0:
                continue
            if draft.kind is ValueKind.AMOUNT and draft.metric_type != "other":
                continue
            partner = self._partner(drafts, order, position)
            if partner is None:
                self._take_from_before(draft)
                continue
            if draft.kind is ValueKind.AMOUNT or partner.metric_score >= draft.metric_score * 0.75:
                draft.metric_type = partner.metric_type
                draft.metric_score = partner.metric_score * 0.9
                if partner.metric_type in _SAVING_TYPES:
                    draft.metric_type = USE_OF.get(partner.metric_type, partner.metric_type)

    def _partner(
        self, drafts: Mapping[int, Draft], order: Sequence[int], position: int
    ) -> Draft | None:
        """The figure of the same statement: next to a change, or the like one before an amount."""
        index, draft = order[position], drafts[order[position]]
        neighbours = []
        if position + 1 < len(order):
            neighbours.append(order[position + 1])
        if position:
            neighbours.append(order[position - 1])
        best: tuple[float, int] | None = None
        for other in neighbours:
            one = drafts[other]
            if draft.kind is ValueKind.AMOUNT and one.unit != draft.unit:
                continue
            first, second = min(index, other), max(index, other)
            left, right = self.context.figures[first], self.context.figures[second]
            apart = self.context.distance(left.last, right.first)
            if other < index:
                apart += 0.5
            gap = self.text[left.quantity.end : right.quantity.start]
            if ";" in gap or apart > 14:
                continue
            if (
                draft.kind is not ValueKind.AMOUNT
                and other > index
                and not re.match(r"^[^,;]{0,30}\bto\b", gap)
            ):
                apart += 4.0
            if best is None or apart < best[0]:
                best = (apart, other)
        return drafts[best[1]] if best else None

    def _take_from_before(self, draft: Draft) -> None:
        last = self.reader.state.last
        if (
            last is not None
            and draft.metric_score == 0.0
            and draft.kind is not ValueKind.AMOUNT
            and last.sentence.paragraph == self.sentence.paragraph
        ):
            draft.metric_type = USE_OF.get(last.metric_type, last.metric_type)

    def _finish(self, index: int, draft: Draft) -> None:
        one = self.stated[index]
        figure = self.context.figures[index]
        _settle_kind(draft)
        if draft.metric_type == "profit" and draft.kind is ValueKind.AMOUNT:
            self._settle_sign(index, draft)
        draft.modality = read_modality(
            self.context, figure, self.modality_hits, ahead=self._is_ahead(figure)
        )
        draft.period, draft.reporting_period = choose_span(
            self.text,
            self.context,
            figure,
            nature=self.lexicon.natures.get(draft.metric_type, "other"),
            metric_type=draft.metric_type,
            kind=draft.kind,
            modality=draft.modality,
            unit_period=one.measure.period,
            has_per=draft.per is not None,
            windows=self.windows,
            rates=self.rates,
            carried=self.carried,
            anchor=self.reader.anchor,
        )
        self._settle_company(index, draft)
        draft.subject = find_subject(self.text, self.context, index)

    def _settle_sign(self, index: int, draft: Draft) -> None:
        value = draft.value
        if value is not None and value > 0 and is_loss(self.context, self.context.figures[index]):
            low, high = draft.value_low, draft.value_high
            draft.value = -value
            draft.value_low = None if high is None else -high
            draft.value_high = None if low is None else -low

    def _signed(self, index: int, draft: Draft, old: Decimal) -> Decimal:
        loss = draft.metric_type == "profit" and is_loss(self.context, self.context.figures[index])
        return -old if loss and old > 0 else old

    def _is_ahead(self, figure: Figure) -> bool:
        anchor = self.reader.anchor
        if anchor is None:
            return False
        for window in self.windows:
            if window.compared or window.reporting is None:
                continue
            ahead = _starts_after(window.reporting, anchor)
            near = abs(window.start - figure.quantity.start) < 120
            if near and (ahead or (window.deadline and int(window.reporting[:4]) >= anchor.year)):
                return True
        return False

    def _settle_company(self, index: int, draft: Draft) -> None:
        chosen = choose_holder(
            self.text,
            self.context,
            index,
            self.mentions,
            is_stake=draft.metric_type == "ownership_stake",
        )
        draft.companies = tuple(dict.fromkeys(mention.name for mention in self.mentions))
        if chosen is not None and chosen[1] >= 0.1:
            draft.company, draft.company_score = chosen
            return
        market = is_about_market(
            self.text, self.context, index, draft.metric_type, draft.classes, self.lexicon
        )
        if market:
            return
        draft.company = self.reader.state.paragraph_holder or self.reader.main_company

    def _also_stated(self, index: int, restates: Mapping[int, int]) -> tuple[Restatement, ...]:
        own = self.stated[index].measure.unit
        return tuple(
            Restatement(plain_number(self.stated[other].value), self.stated[other].measure.unit)
            for other, first in restates.items()
            if first == index and self.stated[other].measure.unit not in (own, "1")
        )


def _settle_kind(draft: Draft) -> None:
    """Bring metric type, kind and direction into the forms that a claim has."""
    if draft.kind is ValueKind.CHANGE_ABS:
        if draft.metric_type in SAVING_OF and draft.direction is Direction.DECREASE:
            draft.metric_type = SAVING_OF[draft.metric_type]
        if draft.metric_type in _SAVING_TYPES:
            draft.kind, draft.direction = ValueKind.AMOUNT, None
    elif draft.kind is ValueKind.CHANGE_PCT:
        if draft.metric_type in USE_OF:
            draft.metric_type, draft.direction = USE_OF[draft.metric_type], Direction.DECREASE
        elif draft.metric_type in _SAVING_TYPES:
            draft.direction = None
    elif draft.kind is ValueKind.AMOUNT and "percent" in draft.classes:
        if draft.metric_type in USE_OF:
            draft.metric_type = USE_OF[draft.metric_type]
            draft.kind, draft.direction = ValueKind.CHANGE_PCT, Direction.DECREASE
        elif draft.metric_type == "efficiency_gain":
            draft.kind, draft.direction = ValueKind.CHANGE_PCT, Direction.INCREASE
        elif draft.metric_type in _SAVING_TYPES:
            draft.kind = ValueKind.CHANGE_PCT
    if draft.kind is not ValueKind.AMOUNT and draft.metric_type == "efficiency_gain":
        draft.direction = draft.direction or Direction.INCREASE


def _default_metric(classes: frozenset[str], unit: str, per: str | None, kind: ValueKind) -> str:
    if "ppm" in classes:
        return "purity"
    if "money_rate" in classes and per and not per.startswith("{"):
        return "price"
    if "people" in classes:
        return "headcount"
    if "power" in classes and kind is ValueKind.AMOUNT:
        return "capacity"
    if "concentration" in classes:
        return "ore_grade" if unit in ("g", "[oz_tr]") else "other"
    return "other"


def _is_stated(one: Stated, metric_type: str, score: float, counted: bool) -> bool:
    """Whether a figure says enough to be a claim."""
    classes = one.measure.classes
    if counted or one.is_worded:
        return True
    if "time" in classes:
        return score >= 0.4 or one.measure.per is not None
    if "count" in classes and "people" not in classes:
        return score >= 0.4
    if "people" in classes:
        return score >= 0.5
    if classes & {"area", "other"}:
        return score >= 0.4
    return True


def _starts_after(reporting: str, anchor: date) -> bool:
    year, _, part = reporting.partition("-")
    month = 1
    if part.startswith("Q"):
        month = int(part[1]) * 3 - 2
    elif part.startswith("H"):
        month = int(part[1]) * 6 - 5
    elif part:
        month = int(part)
    return (int(year), month) > (anchor.year, anchor.month)


def _by_sentence(sentences: Sequence[Sentence], holders: Sequence[Holder]) -> list[list[Holder]]:
    found: list[list[Holder]] = []
    at = 0
    for sentence in sentences:
        while at < len(holders) and holders[at].start < sentence.start:
            at += 1
        inside = []
        while at < len(holders) and holders[at].start < sentence.end:
            inside.append(holders[at])
            at += 1
        found.append(inside)
    return found
