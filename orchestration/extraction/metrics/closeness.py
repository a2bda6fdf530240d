"""How close a word and a figure of one sentence are, as its grammar ties them.

Nearness alone does not tell: a word behind a figure that a conjunction cuts off and that leads
to a figure of its own ("sales rose 14% and profit fell to £2m") says nothing about the first one.
Which words matter, and what they mean, is no business of this module.
"""

from collections.abc import Sequence

from orchestration.extraction.context import REACH, Figure, SentenceContext

_INSIDE = 1.3
_BEFORE_DECAY, _AFTER_DECAY = 0.11, 0.22
_AFTER = 0.95
_NEARER_TO_NEXT = 0.45
_OF_NEXT = 0.2
_BEHIND_OTHER = 0.6
_SPENT = 0.5
_GOVERNS = 1.2
_ATTRIBUTE = 1.2
_BREAKS = frozenset(
    {
        ",",
        ";",
        "and",
        "but",
        "while",
        "whereas",
        "as",
        "or",
        "which",
        "who",
        "•",
        "|",
        "—",
        "(",
        ")",
    }
)
_NO_ATTRIBUTE = _BREAKS | frozenset(
    {"a", "an", "the", "of", "in", "at", "to", "for", "from", "by", "with", "on", "per", "than"}
    | {"is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "that"}
    | {"its", "their", "our", "this", "these", ":", "."}
)


def closeness(
    context: SentenceContext,
    figure: Figure,
    first: int,
    last: int,
    side: str,
    rivals: Sequence[Figure],
) -> float:
    """How strongly the words ``tokens[first:last]`` are tied to ``figure``; 0 if not at all.

    Args:
        side: where the words must stand to mean a figure: ``before``, ``after`` or ``any``.
        rivals: the other figures of the sentence that the words could speak of.
    """
    if first >= figure.first and last <= figure.last:
        return _INSIDE
    if last <= figure.first:
        if side == "after" or figure.first - last > REACH:
            return 0.0
        share = _SPENT if _is_spent(context, figure, last, rivals) else 1.0
        apart = context.distance(last, figure.first)
        return (_GOVERNS if apart == 0.0 else share) / (1.0 + _BEFORE_DECAY * apart)
    if first >= figure.last:
        if side == "before" or first - figure.last > REACH:
            return 0.0
        apart = context.distance(figure.last, first)
        share = _AFTER * _share_behind(context, figure, first, last, apart, rivals)
        return share / (1.0 + _AFTER_DECAY * apart)
    return 1.0


def _is_spent(
    context: SentenceContext, figure: Figure, last: int, rivals: Sequence[Figure]
) -> bool:
    """Whether a word before a figure already told of another, and something new has begun."""
    for rival in reversed(rivals):
        if last <= rival.first and rival.last <= figure.first:
            return not _BREAKS.isdisjoint(context.words(rival.last, figure.first))
    return False


def _share_behind(
    context: SentenceContext,
    figure: Figure,
    first: int,
    last: int,
    apart: float,
    rivals: Sequence[Figure],
) -> float:
    """What of the tie of a word behind a figure is left after other figures had their share."""
    between = context.words(figure.last, first)
    if any(figure.last <= rival.first < first for rival in rivals):
        return _BEHIND_OTHER
    following = next((other for other in context.figures if other.first >= last), None)
    if following is not None:
        cut_off = not _BREAKS.isdisjoint(between)
        if cut_off and _BREAKS.isdisjoint(context.words(last, following.first)):
            return _OF_NEXT
        if following in rivals and context.distance(last, following.first) < apart:
            return _NEARER_TO_NEXT
    if len(between) <= 2 and _NO_ATTRIBUTE.isdisjoint(context.words(figure.last, first + 1)):
        return _ATTRIBUTE
    return 1.0
