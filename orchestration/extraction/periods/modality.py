"""Whether a figure is real, planned or open.

The nearest cue of the figure's own clause decides. A cue of another clause doesn't reach past that
clause's end where the figure's own verb tells what was or is ("wants half by 2030; today it is
18 %"). Where no cue is near, the window of the figure decides, then the heading, then what the
figure before it was, for a sentence that goes on about the same project.
"""

import re
from collections.abc import Sequence

from orchestration.extraction.claim_cues import ModalityCue
from orchestration.extraction.context import Figure, SentenceContext
from orchestration.extraction.cues import Hit
from orchestration.extraction.periods.tenses import VERB_FORMS, Tense, verb_of
from orchestration.extraction.records import Modality

_BEFORE_REACH = 16.0
_AFTER_REACH = 9.0
_WEIGHTS = {Modality.PLANNED: 1.0, Modality.INDETERMINATE: 1.0, Modality.ACTUAL: 1.6}
_SUBJECT_REACH = 5.0
_NO_INFINITIVES = frozenset(["the", "a", "an", "its", "their", "date", "record", "over", "about"])
_BREAKS = frozenset([",", ";", "and", "but", "while", "whereas", "which", ":", "—", "–", "(", ")"])
_STOPS = frozenset([";", ":", "which", "while", "whereas", "but", "after", "because", "although"])
_SCOPE = re.compile(
    r"\W*(?:[IVX\d]{1,4}(?:\.\d{1,2})*[.)]? {1,2})?(?:scope(?: of (?:the )?[\w ]{3,20})?"
    r"|subject(?:[ -]matter)?(?: of (?:the )?[\w ]{3,20})?|object(?: of (?:the )?[\w ]{3,20})?"
    r"|(?:short|brief) description|description of (?:the )?[\w ]{3,20}"
    r"|estimated (?:total )?(?:value|cost|quantit(?:y|ies))[\w ,]{0,20}|deliverables"
    r"|(?:technical )?requirements|works to be [\w ]{3,20})(?:[.:]|$)",
    re.IGNORECASE,
)
_REAL = frozenset({Tense.PAST, Tense.PRESENT, Tense.PERFECT})
_MODALS = frozenset(["will", "would", "can", "could", "may", "might", "should", "must", "shall"])
_INFINITIVES = _MODALS | {"to", "be"}
_WITHIN_VERB = frozenset(["have", "been", "not", "also", "only", "then", "thus", "otherwise"])
_LONGEST_CLAUSE = 60
_HELD = 0.95
"""How far a plan is from a figure that its verb governs at any distance, 1 being out of reach."""

_POSSESSIVES = frozenset(["its", "their", "our", "his", "her"])
_GOES_ON = frozenset(["it", "its", "that", "this", "the", "these", "those", "they", "their"])
"""Words that begin a sentence about what the one before it told of."""

_OF_PROJECTS = frozenset(
    [
        "investment",
        "capacity",
        "equipment_count",
        "jobs_created",
        "funding",
        "contract_value",
        "production",
        "cost",
        "other",
    ]
)


def read_modality(
    context: SentenceContext,
    figure: Figure,
    hits: Sequence[Hit[ModalityCue]],
    *,
    otherwise: Modality,
) -> Modality:
    """The modality of ``figure``.

    Args:
        hits: the modality cues of the sentence.
        otherwise: what it is where no cue is near.
    """
    tense, verb = verb_of(context, figure)
    best, found = 1.0, otherwise
    for hit in hits:
        apart = _apart(context, figure, hit, verb)
        if apart is None:
            continue
        if hit.cue.modality is Modality.ACTUAL and _is_infinitive(context, hit):
            continue
        if hit.cue.modality is not Modality.ACTUAL and _is_elsewhere(context, hit, tense, verb):
            continue
        apart *= _WEIGHTS[hit.cue.modality]
        if apart < best:
            best, found = apart, hit.cue.modality
    return found


def goes_on_planned(
    context: SentenceContext,
    figure: Figure,
    metric_type: str,
    last: Modality | None,
) -> bool:
    """Whether a sentence without a cue goes on about what is planned ("The order comprises …").

    Args:
        last: the modality of the last figure of the sentence before, if it is of the same
            paragraph.
    """
    if last is not Modality.PLANNED or metric_type not in _OF_PROJECTS or not context.tokens:
        return False
    if context.tokens[0].lower not in _GOES_ON:
        return False
    return verb_of(context, figure)[0] in (Tense.PRESENT, Tense.NONE)


def stays_planned(context: SentenceContext, before: Figure, figure: Figure) -> bool:
    """Whether a figure shares the plan of the one ``before`` it, no verb of what is real between.

    "hoped to sell 15,000 tonnes but managed only 12,400 tonnes" parts them.
    """
    tense, verb = verb_of(context, figure)
    return not (verb is not None and verb >= before.last and tense in _REAL)


def announces(context: SentenceContext, figure: Figure) -> bool:
    """Whether a headline tells of a plan by an infinitive alone ("Group to build €70m plant")."""
    words = context.words(0, figure.first)
    if "to" not in words:
        return False
    at = words.index("to")
    following = words[at + 1] if at + 1 < len(words) else ""
    return (
        at > 0
        and following.isalpha()
        and following not in _NO_INFINITIVES
        and not any(word in VERB_FORMS for word in words[:at])
    )


def _apart(
    context: SentenceContext, figure: Figure, hit: Hit[ModalityCue], verb: int | None
) -> float | None:
    """How far a cue is from a figure, 1 being as far as it reaches; ``None`` on the wrong side.

    A verb that stands before other figures may follow one that is its subject, unless that is
    something owned ("its 240 staff will move"). The verb of a plan holds for all that it governs,
    however far ("plans to invest 9 million in … and another 2 million in …").

    Args:
        verb: the token of the verb that the figure goes with, where it stands before it.
    """
    if verb is None and hit.first >= figure.last and hit.cue.side == "before":
        before = context.tokens[figure.first - 1].lower if figure.first else ""
        if before in _POSSESSIVES:
            return None
        apart = context.distance(figure.last, hit.first)
        return apart / _AFTER_REACH if apart < _SUBJECT_REACH else None
    if hit.last <= figure.first and hit.cue.side != "after":
        apart = context.distance(hit.last, figure.first) / _BEFORE_REACH
        if apart < 1.0 or (verb is not None and verb >= hit.last):
            return apart
        return _HELD if _governs(context, hit, figure) else apart
    if hit.first >= figure.last and hit.cue.side != "before":
        commas = context.words(figure.last, hit.first).count(",")
        return (context.distance(figure.last, hit.first) + 4.0 * commas) / _AFTER_REACH
    if hit.first >= figure.first and hit.last <= figure.last:
        return 0.0
    return None


def _governs(context: SentenceContext, hit: Hit[ModalityCue], figure: Figure) -> bool:
    """Whether a cue is the verb of a plan and its sentence goes on to the figure unbroken."""
    if hit.cue.modality is Modality.ACTUAL or hit.cue.side != "before":
        return False
    if figure.first - hit.last > _LONGEST_CLAUSE:
        return False
    return not any(one in _STOPS for one in context.words(hit.last, figure.first))


def _is_infinitive(context: SentenceContext, hit: Hit[ModalityCue]) -> bool:
    """Whether a form of the past is an infinitive here ("plans to cut", "is to be built").

    "would have produced" is one too; "claims to have cut" tells what was.
    """
    at = hit.first - 1
    while at >= 0 and context.tokens[at].lower in _WITHIN_VERB:
        at -= 1
    before = context.tokens[at].lower if at >= 0 else ""
    return before in (_INFINITIVES if at == hit.first - 1 else _MODALS)


def begins_scope(words: str) -> bool:
    """Whether a line of a notice begins with the label of what is yet to be done ("2. Scope.")."""
    return _SCOPE.match(words) is not None


def _is_elsewhere(
    context: SentenceContext, hit: Hit[ModalityCue], tense: Tense, verb: int | None
) -> bool:
    """Whether the figure's own verb stands in a clause behind that of the cue."""
    if verb is None or tense not in _REAL or hit.last > verb:
        return False
    between = context.words(hit.last, verb)
    return any(word in _BREAKS for word in between)
