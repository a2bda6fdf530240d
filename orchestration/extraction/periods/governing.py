"""Which of the windows that a sentence names holds for a figure.

A window belongs to the clause that it stands in: one that dates an event ("commissioned in March"),
or that stands in a clause about something else ("after a fire in August"), says nothing about the
figures of another clause. What period follows from the window is decided in ``spans``.
"""

from collections.abc import Sequence

from orchestration.extraction.context import Figure, SentenceContext
from orchestration.extraction.periods.tenses import EVENT_NOUNS, SPEECH_FORMS, VERB_FORMS
from orchestration.extraction.periods.windows import Window
from orchestration.extraction.records import Period

_FAR = 40.0
_FRONTED = 6.0
_FRONT_TOKENS = 4
_POINT_PENALTY = 2.0
_RELATIVES = frozenset(["which", "who", "whose", "where", "that", "when"])
_SUBORDINATORS = frozenset(
    ["after", "before", "once", "because", "while", "whereas", "until", "if", "when", "where"]
)
_PREPOSED = frozenset(["after", "before", "following", "despite", "since"])
_AUXILIARIES = frozenset(
    ["is", "are", "was", "were", "been", "be", "being", "has", "have", "had", "also", "already"]
)
_JOINS = frozenset(["and", "but", "or", "while", "whereas", ",", ";"])
_SAYING = SPEECH_FORMS | frozenset(
    (
        "report",
        "reports",
        "reported",
        "show",
        "shows",
        "showed",
        "added",
        "adds",
        "expects",
        "estimates",
        "estimated",
        "believes",
        "means",
        "explained",
        "confirmed",
        "said",
        "says",
    )
)


def governing_window(
    context: SentenceContext,
    figure: Figure,
    windows: Sequence[Window],
    *,
    reach: float = _FAR,
    planned: bool = False,
) -> Window | None:
    """The window that holds for ``figure``, if any within ``reach``.

    Of several the nearest; one that opens the sentence is near to all of it.
    """
    best, found = reach, None
    for window in windows:
        if window.compared or _overlaps(window, figure):
            continue
        if window.vague and not window.deadline and window.period is not Period.CUMULATIVE:
            continue
        distance = _distance(context, figure, window)
        if distance >= best or not _holds(context, figure, window, planned=planned):
            continue
        best, found = distance, window
    return found


def distance_to(context: SentenceContext, figure: Figure, window: Window) -> float:
    """How far a window is from a figure; one that opens the sentence is near all of it."""
    if window.end <= figure.quantity.start:
        first = context.token_at(window.start)
        apart = context.distance(context.token_at(window.end), figure.first)
        return min(apart, _FRONTED) if first < _FRONT_TOKENS else apart
    return context.distance(figure.last, context.token_at(window.start))


def _overlaps(window: Window, figure: Figure) -> bool:
    return window.start < figure.quantity.end and figure.quantity.start < window.end


def _distance(context: SentenceContext, figure: Figure, window: Window) -> float:
    apart = distance_to(context, figure, window)
    return apart + _POINT_PENALTY if window.period is Period.POINT_IN_TIME else apart


def _holds(context: SentenceContext, figure: Figure, window: Window, *, planned: bool) -> bool:
    """Whether nothing between a figure and a window of its sentence parts them.

    What is planned may wait for another time ("650 people once it is ramped up in 2027").
    """
    first, last = context.token_at(window.start), context.token_at(window.end)
    if window.event_at is not None:
        return _is_argument(context, figure, first, context.token_at(window.event_at))
    if window.end <= figure.quantity.start:
        return _holds_behind(context, figure, first, last)
    between = context.words(figure.last, first)
    if ";" in between:
        return False
    if planned and ("once" in between or "when" in between):
        return True
    if any(word in _RELATIVES or word in _SUBORDINATORS for word in between[: len(between) - 1]):
        return False
    others = any(figure.last <= other.first and other.last <= first for other in context.figures)
    if not others or "and" not in between:
        return True
    return not any(word in VERB_FORMS for word in between[between.index("and") :])


def _holds_behind(context: SentenceContext, figure: Figure, first: int, last: int) -> bool:
    """Whether a window holds for a figure that comes after it."""
    between = context.words(last, figure.first)
    if "which" in between and context.tokens[last + between.index("which") - 1].lower != "of":
        return False
    lead = _clause_start(context, first)
    if lead is None:
        return True
    word = context.tokens[lead].lower
    if first - lead <= 2 and word not in _PREPOSED:
        return True
    inside = context.words(lead + 1, first)
    has_verb = any(one in VERB_FORMS for one in inside)
    if word in _RELATIVES or (word in _SUBORDINATORS and (has_verb or word not in _PREPOSED)):
        parted = any(one in VERB_FORMS or one in (",", ")") for one in between)
        return not (has_verb and parted)
    return "," not in between


def _clause_start(context: SentenceContext, first: int) -> int | None:
    """The relative pronoun or subordinator that opens the clause of the token ``first``."""
    for at in range(first - 1, -1, -1):
        word = context.tokens[at].lower
        if word in (",", ";", ":", "(") and at < first - 1:
            before = context.tokens[at + 1].lower
            return at + 1 if before in _RELATIVES or before in _SUBORDINATORS else None
        if word == "that" and at and context.tokens[at - 1].lower in _SAYING:
            return None
        if word in _RELATIVES or word in _SUBORDINATORS or word in _PREPOSED:
            return at
    return None


def _is_argument(context: SentenceContext, figure: Figure, window: int, verb: int) -> bool:
    """Whether a figure goes with the verb of an event whose window it is ("shut 22 lines in May").

    It stands between verb and window, or is the subject of a passive ("22 lines were shut in May").
    """
    if context.tokens[verb].lower in SPEECH_FORMS:
        return False
    if verb < figure.first and figure.last <= window:
        return True
    if figure.last > verb or context.tokens[verb].lower in EVENT_NOUNS:
        return False
    between = context.words(figure.last, verb)
    if any(word in _RELATIVES or word in _JOINS for word in between):
        return False
    return any(word in _AUXILIARIES for word in between)


def is_apart(context: SentenceContext, figure: Figure, window: Window) -> bool:
    """Whether a window stands before a figure in another clause of the sentence."""
    if window.end > figure.quantity.start:
        return False
    first = context.token_at(window.start)
    if first < _FRONT_TOKENS:
        return False
    return any(
        word in VERB_FORMS for word in context.words(context.token_at(window.end), figure.first)
    )
