"""Mentions of one claim become one claim: told twice, rounded in a headline, repeated in a quote.

What counts as the same statement is decided here, for one article; across articles it is a matter
of the warehouse.
"""

from collections.abc import Sequence
from decimal import Decimal
from heapq import merge
from operator import itemgetter
from typing import TypeVar

from orchestration.extraction.drafts import Draft
from orchestration.extraction.records import Claim, Comparator, Mention, ValueKind

Field = TypeVar("Field")

_OPEN = frozenset({Comparator.EXACT, Comparator.BETWEEN, Comparator.UP_TO})
_LOOSENESS = {
    Comparator.EXACT: 0,
    Comparator.BETWEEN: 1,
    Comparator.AT_LEAST: 2,
    Comparator.UP_TO: 2,
    Comparator.APPROX: 3,
}


def merge_drafts(drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Groups of drafts that make the same claim, in the order of their first mention.

    The first draft of a group is the one whose fields the claim takes: the most precise one, and
    of those the one of the body.
    """
    groups: list[list[Draft]] = []
    converted: dict[tuple[str | None, Decimal | None], list[Draft]] = {}
    restated: list[tuple[list[Draft], Draft]] = []
    by_size: dict[tuple[str | None, ValueKind, int | None], list[tuple[int, list[Draft]]]] = {}
    for draft in sorted(drafts, key=lambda one: (one.rank, one.start)):
        size = _size(draft.value)
        candidates = merge(
            *(by_size.get((draft.unit, draft.kind, near), ()) for near in _sizes_near(size)),
            key=itemgetter(0),
        )
        home = next((group for _, group in candidates if _is_same(group, draft)), None)
        source = converted.get((draft.unit, draft.value))
        if home is None and source is not None and _is_conversion(draft, source):
            restated.append((source, draft))
            continue
        if home is None:
            home = []
            by_size.setdefault((draft.unit, draft.kind, size), []).append((len(groups), home))
            groups.append(home)
        home.append(draft)
        for other in draft.also_stated:
            converted.setdefault((other.unit, other.value), home)
    for group in groups:
        group.sort(key=lambda one: (one.rank, -_digits(one.value), one.start))
    for group, draft in restated:
        group.append(draft)
    groups.sort(key=lambda group: min(one.start for one in group))
    return groups


def _size(value: Decimal | None) -> int | None:
    """The power of ten of a value; none for no value and for zero."""
    return value.adjusted() if value else None


def _sizes_near(size: int | None) -> tuple[int | None, ...]:
    """The sizes that a value and what it is rounded to may have: 99.6 and 100 differ by one."""
    return (None,) if size is None else (size - 1, size, size + 1)


def _is_conversion(draft: Draft, group: Sequence[Draft]) -> bool:
    """Whether ``draft`` states again what the claim of ``group`` was converted to."""
    return (
        not draft.also_stated and group[0].company == draft.company and group[0].kind is draft.kind
    )


def _is_same(group: Sequence[Draft], draft: Draft) -> bool:
    first = group[0]
    if not _same_value(first, draft):
        return False
    if draft.rank > first.rank:
        # A head repeats what the body tells in full; its own words are too few to judge by.
        return draft.direction in (None, first.direction) or first.direction is None
    if first.metric_type != draft.metric_type:
        return min(first.metric_score, draft.metric_score) < 0.25 and _close(first, draft)
    if first.company != draft.company:
        return False
    if first.period and draft.period and first.period != draft.period:
        return False
    if (
        first.reporting_period
        and draft.reporting_period
        and first.reporting_period != draft.reporting_period
    ):
        return False
    if first.per != draft.per and first.per and draft.per:
        return False
    if first.subject and draft.subject and not _akin(first.subject, draft.subject):
        return False
    return first.direction == draft.direction


def _close(first: Draft, draft: Draft) -> bool:
    return first.company == draft.company and first.sentence.section == draft.sentence.section


def _akin(one: str, other: str) -> bool:
    return bool(set(one.lower().split()) & set(other.lower().split()))


def _same_value(one: Draft, other: Draft) -> bool:
    if one.value is None or other.value is None:
        return one.value is other.value and one.quote.lower() == other.quote.lower()
    if one.value == other.value:
        return True
    same_rank = one.rank == other.rank
    if same_rank and one.in_table is other.in_table and _is_about(one, other):
        return True
    if (same_rank and one.in_table is other.in_table) or "count" in one.classes:
        return False
    # A table tells in full what the text around it rounds.
    is_head = other.in_table if same_rank else one.rank > other.rank
    head, body = (one, other) if is_head else (other, one)
    assert head.value is not None
    assert body.value is not None
    return _rounds(body.value, head.value)


def _is_about(one: Draft, other: Draft) -> bool:
    """Whether of two figures of the body one says about what the other says exactly."""
    loose, exact = (one, other) if one.comparator is not Comparator.EXACT else (other, one)
    if exact.comparator is not Comparator.EXACT or loose.comparator in _OPEN:
        return False
    if loose.value is None or exact.value is None or one.in_table:
        return False
    if loose.comparator is Comparator.AT_LEAST and exact.value < loose.value:
        return False
    return loose.metric_type == exact.metric_type and _rounds(exact.value, loose.value)


def _rounds(precise: Decimal, rounded: Decimal) -> bool:
    """Whether ``rounded`` is ``precise`` with fewer significant digits (at least two)."""
    if not precise or not rounded or _digits(rounded) >= _digits(precise):
        return False
    digits = max(_digits(rounded), 2)
    place = Decimal(1).scaleb(precise.adjusted() - digits + 1)
    return abs(precise - rounded) <= place / 2


def _digits(value: Decimal | None) -> int:
    if not value:
        return 1
    return len(value.normalize().as_tuple().digits)


def to_claim(group: Sequence[Draft], sources: tuple[str, ...], initiative: str | None) -> Claim:
    """The claim that a group of drafts makes, of an initiative of the article or of none."""
    first = group[0]
    comparator = max((one.comparator for one in group), key=lambda one: _LOOSENESS[one])
    low, high = first.value_low, first.value_high
    if comparator is not first.comparator and comparator is Comparator.APPROX:
        low, high = first.value, first.value
    elif comparator is not first.comparator:
        comparator = first.comparator
    return Claim(
        company=first.company,
        initiative=initiative,
        metric_type=first.metric_type,
        subject=first.subject,
        value_kind=first.kind,
        direction=first.direction,
        value=first.value,
        value_low=low,
        value_high=high,
        comparator=comparator,
        unit=first.unit,
        per=first.per,
        per_count=first.per_count,
        period=_first([one.period for one in group]),
        reporting_period=_first([one.reporting_period for one in group]),
        baseline_value=_first([one.baseline_value for one in group]),
        modality=first.modality,
        also_stated=next((one.also_stated for one in group if one.also_stated), ()),
        sources=sources,
        mentions=tuple(
            Mention(
                quote=one.quote,
                start=one.start,
                end=one.end,
                sentence_start=one.sentence.start,
                sentence_end=one.sentence.end,
                section=one.sentence.section.value,
                hedge_level=one.hedge_level,
            )
            for one in sorted(group, key=lambda one: one.start)
        ),
    )


def _first(values: list[Field | None]) -> Field | None:
    return next((value for value in values if value is not None), None)
