"""What the figures of one sentence state: each decision asked in order.

The decisions themselves are made in the modules on metrics, changes, relations, spans, modality,
denominators and holders; what one sentence leaves to the next is carried in ``claims``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from orchestration.extraction.changes.finder import Change, read_change, share_changes
from orchestration.extraction.changes.relations import relate
from orchestration.extraction.changes.share_moves import is_share_level, is_share_move
from orchestration.extraction.changes.signs import is_loss
from orchestration.extraction.claim_cues import Lexicon
from orchestration.extraction.context import Figure, SentenceContext, read_context
from orchestration.extraction.cues import Hit, tokenise
from orchestration.extraction.drafts import Draft, Stated, bounds, plain_number
from orchestration.extraction.figures.denominators import count_in_time, denominator_of
from orchestration.extraction.figures.selection import is_claim
from orchestration.extraction.figures.worded import NO_CURRENCY
from orchestration.extraction.holders.choice import Holder, choose_holder
from orchestration.extraction.holders.markets import is_market_price
from orchestration.extraction.metrics.ranking import (
    LEVEL_OF,
    NO_SHARES,
    Vote,
    find_metric_cues,
    pair_votes,
    rank_from_lead,
    rank_metrics,
)
from orchestration.extraction.metrics.settling import (
    default_metric,
    settle_content,
    settle_kind,
    settle_saving,
)
from orchestration.extraction.metrics.sharing import MetricSharing, is_share_of_something
from orchestration.extraction.metrics.subjects import find_subject
from orchestration.extraction.periods.governing import governing_window
from orchestration.extraction.periods.modality import (
    announces,
    goes_on_planned,
    read_modality,
    stays_planned,
)
from orchestration.extraction.periods.tenses import Tense, verb_of
from orchestration.extraction.periods.timeline import Carried
from orchestration.extraction.periods.timing import choose_span
from orchestration.extraction.periods.windows import Window, ahead, find_rates
from orchestration.extraction.records import (
    Comparator,
    Direction,
    Modality,
    Restatement,
    ValueKind,
)
from orchestration.text.article import SectionKind, Sentence

_NOUN_VOTES = {"jobs_created": 1.7, "incidents": 1.5, "patents": 3.0}
_BUILD = re.compile(
    r"\b(?:build\w*|construct\w*|plant|line|base|factory|facility|smelter|refinery|mill"
    r"|expan\w+)\b",
    re.IGNORECASE,
)
_ALWAYS_TOLD = frozenset({"incidents", "patents"})
_OF_BUILDINGS = frozenset({"investment", "capacity", "jobs_created"})
_NEAR = 16.0
_SHARE_PRICE, _LARGEST_SHARE_PRICE = 2.5, 10_000
_SHARES = re.compile(r"\b(?:shares?|stock)\b", re.IGNORECASE)
_OLD_REACH = 30
_PER_TIME = re.compile(r"\b(?:per|an?|each|every) (?:minute|hour|day|week|month|shift)$")
_JOBS_REACH = 8.0
_HINT_REACH = 9.0
_SPELLED = re.compile(r"^(?:one|two|three|1|2)(?![\d.,]*\d)\b", re.IGNORECASE)


class Scene(NamedTuple):
    """A sentence and what stands around it.

    ``mentions`` are the spans of the sentence that mean a company, ``windows`` the times that it
    names, ``carried`` those that earlier sentences set. ``holder`` is the company that the
    paragraph, else the article, is about; ``last`` the figure before this sentence, ``recent`` the
    last few, in text order. ``lead`` is the
    sentence before if it holds no figure, ``heading`` the one above. ``in_table`` tells that the
    text is made of a table's row and head, whose figures are claims by their place.
    """

    text: str
    sentence: Sentence
    mentions: Sequence[Holder]
    windows: Sequence[Window]
    carried: Carried
    anchor: date | None
    holder: str | None
    last: Draft | None
    recent: Sequence[Draft] = ()
    in_plans: bool = False
    lead: Sentence | None = None
    heading: Sentence | None = None
    in_table: bool = False


def read_statements(scene: Scene, stated: Sequence[Stated], lexicon: Lexicon) -> list[Draft]:
    """What each of the figures ``stated`` in a sentence says; some say nothing of their own."""
    return _Statements(scene, stated, lexicon).read()


class _Statements:
    """All decisions about the figures of one sentence."""

    def __init__(self, scene: Scene, stated: Sequence[Stated], lexicon: Lexicon) -> None:
        self.scene = scene
        self.text = scene.text
        self.lexicon = lexicon
        self.sentence = scene.sentence
        self.stated = stated
        self.windows = scene.windows
        self.context: SentenceContext = read_context(
            self.text, scene.sentence, [one.quantity for one in stated]
        )
        self.names = [(one.start, one.end) for one in scene.mentions if one.named]
        self.metric_hits = find_metric_cues(self.context, lexicon, self.names)
        self.change_hits = lexicon.changes.find(self.context.tokens)
        self.modality_hits = [
            hit
            for hit in lexicon.modalities.find(self.context.tokens)
            if not self._is_month(hit.first)
        ]
        self.has_old: set[int] = set()
        self.rates = list(find_rates(self.text, scene.sentence.start, scene.sentence.end))

    def _is_month(self, at: int) -> bool:
        """Whether the token "may" is the month."""
        token = self.context.tokens[at]
        return (
            token.lower == "may"
            and self.text[token.start] == "M"
            and token.start != self.sentence.start
        )

    def read(self) -> list[Draft]:
        measures = [one.measure for one in self.stated]
        relations = relate(self.text, self.context, measures)
        baselines = dict(relations.baseline_of)
        consumed = set(baselines.values()) | set(relations.restates)
        counts = count_in_time(self.text, self.context, measures)
        consumed |= set(counts.values())
        self.has_old = set(baselines)
        self.windows = self._own_windows(set(baselines.values()))
        changes = share_changes(
            self.text,
            self.context,
            [one.measure.unit for one in self.stated],
            [self._change(index) for index in range(len(self.stated))],
        )
        classes_of = [self._classes(index, change) for index, change in enumerate(changes)]
        votes = [self._votes(index, classes_of) for index in range(len(self.stated))]
        for index in range(len(self.stated) - 1):
            pair = pair_votes(self.context, index, classes_of, self.metric_hits)
            if pair is not None:
                votes[index], votes[index + 1] = [pair[0]], [pair[1]]
        drafts: dict[int, Draft] = {}
        for index in range(len(self.stated)):
            if index in consumed:
                continue
            draft = self._draft(index, changes, votes, counts)
            if draft is None:
                continue
            came_from = self.stated[index].old
            if index in baselines:
                old = self.stated[baselines[index]].value
                draft.baseline_value = plain_number(self._signed(baselines[index], draft, old))
            elif came_from is not None:
                draft.baseline_value = plain_number(came_from.value)
            draft.also_stated = self._also_stated(index, relations.restates)
            drafts[index] = draft
        MetricSharing(
            self.text, self.context, self.metric_hits, self.scene.last, self.scene.recent
        ).share(drafts)
        before: Draft | None = None
        for index, draft in drafts.items():
            self._finish(index, draft, before)
            before = draft
        return list(drafts.values())

    def _own_windows(self, old: set[int]) -> list[Window]:
        """The windows without those of old levels ("against 5 t in the third quarter of 2024")."""
        ends = [self.stated[index].quantity.end for index in old]
        return [
            window
            for window in self.scene.windows
            if not any(0 <= window.start - end <= _OLD_REACH for end in ends)
        ]

    def _change(self, index: int) -> Change:
        one = self.stated[index]
        if one.is_change:
            direction = Direction.DECREASE if one.falls else Direction.INCREASE
            return Change(ValueKind.CHANGE_PCT, direction)
        unit = "[pp]" if one.is_points else one.measure.unit
        if one.old is not None and unit != "[pp]":
            return Change(ValueKind.AMOUNT, None)
        return read_change(self.text, self.context, index, unit, self.change_hits)

    def _classes(self, index: int, change: Change) -> frozenset[str]:
        """The classes of a figure's unit as far as its kind leaves them to it.

        An absolute decrease is of the classes of its unit, and of them with ``_less``.
        """
        classes = self.stated[index].measure.classes
        if change.kind in (ValueKind.CHANGE_PCT, ValueKind.CHANGE_PP):
            return frozenset({"change"})
        if change.kind is ValueKind.RATIO:
            return frozenset({"change", "ratio"})
        classes -= {"change", "count"} if "people" in classes else {"change"}
        if change.kind is ValueKind.CHANGE_ABS and change.direction is Direction.DECREASE:
            classes |= {f"{name}_less" for name in classes}
        return classes

    def _votes(self, index: int, classes_of: Sequence[frozenset[str]]) -> list[Vote]:
        one = self.stated[index]
        if one.is_outlay:
            return [Vote("investment", 3.0)]
        if one.measure.unit == NO_CURRENCY:
            return [Vote("profit", 3.0)]
        if self._is_share_price(index):
            return [Vote("price", _SHARE_PRICE)]
        noun = self._noun_vote(index)
        votes = rank_metrics(
            self.context,
            index,
            classes_of,
            self.metric_hits,
            noun=noun.metric_type if noun is not None else None,
        )
        if noun is not None:
            votes = sorted([*votes, noun], key=lambda vote: -vote.score)
        if is_share_of_something(self.text, one):
            # "83% of arrivals" is a share of them, whatever the sentence before spoke of.
            if "percent" not in classes_of[index]:
                return votes
            return [vote for vote in votes if vote.metric_type not in NO_SHARES]
        if not votes and self.scene.lead is not None:
            votes = self._votes_of(self.scene.lead, classes_of[index])
        if not votes and self.scene.heading is not None:
            # Less sure than what a figure before tells: no support, only a type.
            above = self._votes_of(self.scene.heading, classes_of[index])
            votes = [vote._replace(score=0.0) for vote in above]
        return votes

    def _is_share_price(self, index: int) -> bool:
        """Whether a figure tells how far a company's shares moved, or where to."""
        one = self.stated[index]
        quantity = one.quantity
        classes = one.measure.classes
        if one.is_points or not classes & {"percent", "money"} or "rate_money" in classes:
            return False
        begin = self.sentence.start
        if is_share_move(self.text, begin, quantity.start, quantity.end, self.names):
            return "percent" in one.measure.classes or abs(one.value) < _LARGEST_SHARE_PRICE
        if not index or "money" not in one.measure.classes:
            return False
        until = self.stated[index - 1].quantity.end
        return is_share_level(self.text, quantity.start, until) and self._is_share_price(index - 1)

    def _votes_of(self, sentence: Sentence, classes: frozenset[str]) -> list[Vote]:
        """What another sentence, one without figures, makes of a figure of this one."""
        tokens = tokenise(self.text, sentence.start, sentence.end)
        return rank_from_lead(self.lexicon.metrics.find_all(tokens), classes, len(tokens))

    def _noun_vote(self, index: int) -> Vote | None:
        measure = self.stated[index].measure
        quote = self.text[
            self.stated[index].quantity.start : self.stated[index].quantity.end
        ].lower()
        for noun in (quote.rsplit(None, 1)[-1], measure.unit.strip("{}")):
            if "rate_count" in measure.classes or _PER_TIME.search(quote):
                break
            known = self.lexicon.nouns.get(noun)
            if known is not None and measure.unit == known.unit:
                small = _SPELLED.match(quote) and known.metric_type not in _ALWAYS_TOLD
                return Vote(
                    known.metric_type, 0.35 if small else _NOUN_VOTES.get(known.metric_type, 0.85)
                )
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
        cue_span = (ranked[0].first, ranked[0].last) if ranked else (0, 0)
        rate = self._rate_before(index)
        if rate is not None:
            measure = replace(
                measure, unit=rate.unit or "1", per=rate.per, per_count=rate.per_count
            )
            metric_type, score = rate.metric_type, rate.metric_score
        if one.old is not None and "saving" not in " ".join(self.context.words(*cue_span)):
            metric_type = LEVEL_OF.get(metric_type, metric_type)
        if not metric_type:
            metric_type = default_metric(
                measure.classes,
                measure.unit,
                measure.per,
                change.kind,
                has_old=one.old is not None,
            )
        if (
            rate is None
            and not self.scene.in_table
            and not is_claim(
                self.text,
                self.sentence,
                one,
                metric_type,
                score,
                self.lexicon.nouns,
                related=index in counts or index in self.has_old,
            )
        ):
            return None
        if index in counts:
            metric_type, score = "cycle_time", 2.0
        if measure.per_count is not None and measure.unit == "1" and metric_type == "incidents":
            measure = replace(measure, unit="{incident}")
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
            per_count=measure.per_count,
            classes=measure.classes,
            metric_type=metric_type,
            metric_score=score,
            metric_cue=" ".join(self.context.words(*cue_span)),
            cue_span=cue_span,
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

    def _rate_before(self, index: int) -> Draft | None:
        """The rate of the sentence before that a bare number goes on with ("a rate of 0.5")."""
        one, last = self.stated[index], self.scene.last
        if (
            last is None
            or last.per_count is None
            or one.measure.unit != "1"
            or one.is_worded
            or last.sentence.paragraph != self.sentence.paragraph
        ):
            return None
        before = self.text[self.sentence.start : one.quantity.start]
        return last if re.search(r"\brate\b", before, re.IGNORECASE) else None

    def _finish(self, index: int, draft: Draft, before: Draft | None) -> None:
        one = self.stated[index]
        figure = self.context.figures[index]
        if draft.metric_type == "jobs_created" and draft.kind is ValueKind.AMOUNT:
            self._settle_jobs(figure, draft)
        draft.subject = find_subject(
            self.text, self.context, index, with_lead="money" not in draft.classes
        )
        settle_saving(draft)
        settle_content(draft, self.text[draft.end : draft.end + 60])
        settle_kind(draft)
        if (
            before is not None
            and draft.per is None
            and "money" in draft.classes
            and before.per is not None
            and (before.unit, before.metric_type) == (draft.unit, draft.metric_type)
        ):
            draft.per = before.per
        if (
            draft.metric_type == "price"
            and "money" in draft.classes
            and draft.per is None
            and _SHARES.search(self.text, self.sentence.start, draft.start)
        ):
            draft.per = "{share}"
        if draft.metric_type == "profit" and draft.kind is ValueKind.AMOUNT:
            self._settle_sign(index, draft)
        draft.modality = read_modality(
            self.context,
            figure,
            self.modality_hits,
            otherwise=self._otherwise(figure, draft, before),
        )
        if (
            draft.metric_type == "production"
            and draft.modality is Modality.PLANNED
            and draft.kind is ValueKind.AMOUNT
            and _BUILD.search(self.text, self.sentence.start, draft.start)
        ):
            draft.metric_type = "capacity"
        draft.period, draft.reporting_period = choose_span(
            self.text,
            self.context,
            figure,
            nature=self.lexicon.natures.get(draft.metric_type, "other"),
            metric_type=draft.metric_type,
            classes=draft.classes,
            kind=draft.kind,
            modality=draft.modality,
            unit_period=one.measure.period,
            has_per=draft.per is not None,
            windows=self.windows,
            rates=self.rates,
            carried=self.scene.carried,
            hint=self._nature_of_other(figure) if draft.metric_type == "other" else None,
            with_last=self._goes_on_planned(before),
        )
        self._settle_company(index, draft, before)

    @cached_property
    def _other_natures(self) -> list[Hit[str]]:
        """The words of the sentence that give a figure of no type its nature."""
        return self.lexicon.other_natures.find(self.context.tokens)

    def _nature_of_other(self, figure: Figure) -> str | None:
        """The nature that the nearest word gives a figure that fits no metric type."""
        best, found = _HINT_REACH, None
        for hit in self._other_natures:
            if hit.last <= figure.first:
                apart = self.context.distance(hit.last, figure.first)
            else:
                apart = 1.5 * self.context.distance(figure.last, hit.first)
            if apart < best:
                best, found = apart, hit.cue
        return found

    def _goes_on_planned(self, before: Draft | None) -> bool:
        """Whether the figure before, of the same paragraph, is planned."""
        last = before or self.scene.last
        return (
            last is not None
            and last.modality is Modality.PLANNED
            and last.sentence.paragraph == self.sentence.paragraph
        )

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

    def _settle_jobs(self, figure: Figure, draft: Draft) -> None:
        """Posts cut are a change; posts made are an amount."""
        for hit in self.change_hits:
            near = (
                hit.last <= figure.first
                and self.context.distance(hit.last, figure.first) <= _JOBS_REACH
            ) or (
                hit.first >= figure.last
                and self.context.distance(figure.last, hit.first) <= _JOBS_REACH / 2
            )
            if near and hit.cue.direction is Direction.DECREASE:
                draft.kind, draft.direction = ValueKind.CHANGE_ABS, Direction.DECREASE

    def _otherwise(self, figure: Figure, draft: Draft, before: Draft | None) -> Modality:
        """The modality of a figure that no cue is near to: by its window, else as before it."""
        anchor = self.scene.anchor
        window = governing_window(self.context, figure, self.windows, reach=_NEAR)
        if anchor is not None and window is not None and window.reporting is not None:
            if ahead(window.reporting, anchor):
                return Modality.PLANNED
            if window.deadline and int(window.reporting[:4]) >= anchor.year:
                return Modality.PLANNED
        if draft.metric_type in _OF_BUILDINGS and self._opens_later(figure):
            return Modality.PLANNED
        if self.scene.in_plans:
            past = verb_of(self.context, figure)[0] in (Tense.PAST, Tense.PERFECT)
            return Modality.ACTUAL if past else Modality.PLANNED
        if before is not None:
            earlier = self.context.figure_at(before.start)
            real = before.modality is Modality.PLANNED and not stays_planned(
                self.context, earlier, figure
            )
            return Modality.ACTUAL if real else before.modality
        if self.sentence.section is SectionKind.TITLE and announces(self.context, figure):
            return Modality.PLANNED
        last = self.scene.last
        same = last is not None and last.sentence.paragraph == self.sentence.paragraph
        told = last.modality if last is not None and same else None
        if goes_on_planned(self.context, figure, draft.metric_type, told):
            return Modality.PLANNED
        return Modality.ACTUAL

    def _opens_later(self, figure: Figure) -> bool:
        """Whether a figure's subject is yet to open ("A wing costing £60m opens in 2027")."""
        anchor = self.scene.anchor
        if anchor is None or verb_of(self.context, figure)[0] not in (Tense.PRESENT, Tense.NONE):
            return False
        return any(
            window.event_at is not None
            and window.event_at >= figure.quantity.end
            and window.reporting is not None
            and ahead(window.reporting, anchor)
            for window in self.windows
        )

    def _settle_company(self, index: int, draft: Draft, before: Draft | None) -> None:
        chosen = choose_holder(
            self.text,
            self.context,
            index,
            self.scene.mentions,
            metric_type=draft.metric_type,
        )
        draft.companies = tuple(dict.fromkeys(mention.name for mention in self.scene.mentions))
        if chosen is not None and chosen[1]:
            draft.company = chosen[0]
            return
        last = before or self.scene.last
        market = is_market_price(
            self.text,
            self.context,
            index,
            draft.metric_type,
            has_per=draft.per is not None,
            goes_on=last is not None
            and last.company is None
            and last.metric_type == "price"
            and last.sentence.paragraph == self.sentence.paragraph,
        )
        if market:
            return
        draft.company = self.scene.holder or (chosen[0] if chosen else None)

    def _also_stated(self, index: int, restates: Mapping[int, int]) -> tuple[Restatement, ...]:
        own = self.stated[index].measure.unit
        return tuple(
            Restatement(plain_number(self.stated[other].value), self.stated[other].measure.unit)
            for other, first in restates.items()
            if first == index and self.stated[other].measure.unit not in (own, "1")
        )
