"""What a sentence says of a verb: done, under way, planned or only possible, and by which voice.

A verb is read with the auxiliaries and adverbs before it. Only this small grammar of the verb group
and of the phrases next to it belongs here; which verbs matter is told by tables.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from orchestration.extraction.cues import Token
from orchestration.extraction.quantities.lexis import ADVERBS, PREPOSITIONS, words_in


class Aspect(StrEnum):
    """How a sentence stands to what its verb tells."""

    DONE = "done"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    HABITUAL = "habitual"


class Predication(NamedTuple):
    """A verb in its group: the tokens of the group begin with ``start``."""

    aspect: Aspect
    is_passive: bool
    is_negated: bool
    start: int


_BE = frozenset({"is", "are", "was", "were", "be", "been", "am", "'re", "'m"})
_HAVE = frozenset({"has", "have", "had", "having"})
_MODALS = frozenset({"will", "shall", "would", "should", "must", "'ll"})
_POSSIBLE = frozenset({"could", "may", "might", "can", "cannot"})
_NEGATIONS = frozenset({"not", "never", "no", "without", "n't", "nor", "neither", "hardly"})
_BEGUN = words_in(
    """
begin begins began begun beginning start starts started starting continue continues continued
continuing keeps kept
"""
)
_MANAGED = words_in("managed manages helped helps able enough")
_FAILED = words_in("failed fails refused refuses declined declines unable")
_USED = frozenset({"used", "had", "has", "have", "needs", "need"})
_DONE_BEFORE_ING = words_in("by after since from with through on upon via thanks to")
_PLANNED_BEFORE_ING = words_in(
    """
consider considers considered considering of for before without against propose proposes
proposed mull mulls mulling contemplate contemplates about into planning recommends
"""
)
_SAME_IN_PAST = words_in("cut put set shut let hit split spread bid shed")
_PAST = words_in(
    """
built rebuilt bought sold won took taken began begun broke broken laid led made met paid spent
struck spun went gone gave given got sent kept drew drawn brought wound dug fed sought lent left
taught held threw thrown sank sunk came ran stood froze frozen
"""
)
_BARE_PARTICIPLES = words_in("taken begun broken gone given drawn thrown frozen sunk")
_DETERMINERS = words_in(
    """
a an the its their our his her this these those any every each another some no my your whose 's
new second third fourth fifth first last next latest major large big small larger further more
several many two three four five six seven eight nine ten one main own future further additional
long short annual
"""
)
_SPEECH = words_in(
    """
added adding announced introduced concluded promised explained
"""
)
_COORDINATIONS = frozenset({"and", "or", "then"})
_SKIPPED = ADVERBS | words_in(
    """
also now since reportedly jointly in principle so thus thereby hence therefore
"""
)
_MOST_BACK = 8


def form_of(word: str) -> str:
    """The form of a verb by its ending: ``past``, ``ing``, ``s`` or ``base``."""
    if word.endswith("ing") and len(word) > 4:
        return "ing"
    if word in _PAST or word.endswith("ed"):
        return "past"
    if word.endswith("s") and not word.endswith("ss"):
        return "s"
    return "base"


def read_predication(
    tokens: Sequence[Token], first: int, before: Predication | None, *, in_head: bool
) -> Predication | None:
    """How the verb ``tokens[first]`` is said; ``None`` if it is a noun or part of one.

    Args:
        before: the predication of the verb before it in the sentence, whose auxiliaries a verb
            behind "and" shares.
        in_head: whether it stands in a headline, whose present tells what has happened.
    """
    word = tokens[first].lower
    form = form_of(word)
    seen: set[str] = set()
    negated = False
    at = first - 1
    while at >= 0 and first - at <= _MOST_BACK:
        here = tokens[at].lower
        if here in _NEGATIONS:
            negated = True
        elif here in _HAVE and seen & _BE - {"been"}:
            break
        elif (
            here in _BE or here in _HAVE or here in _MODALS or here in _POSSIBLE or here == "being"
        ):
            seen.add(here)
        elif here == "to":
            return _infinitive(tokens, at, seen, form, negated, in_head=in_head)
        elif not (here in _SKIPPED or (here.endswith("ly") and len(here) > 3)):
            break
        at -= 1
    start = at + 1
    follower = tokens[first + 1].lower if first + 1 < len(tokens) else "."
    governor = tokens[at].lower if at >= 0 else ""
    if seen:
        form = "past" if word in _SAME_IN_PAST else form
        return _with_auxiliary(seen, form, negated, start)
    if governor in _COORDINATIONS and before is not None and form != "ing" and form != "s":
        return Predication(before.aspect, before.is_passive and form == "past", negated, start)
    if form == "ing":
        return _participle(governor, follower, before, negated, start, at)
    if word in _SPEECH and (not follower.isalpha() or follower in {"that", "on"}):
        return None
    if governor in _DETERMINERS:
        return None
    if governor in {"than", "as"}:
        return None
    if form == "past":
        # "Built by Velden" is passive, "dropped by 8%" is not.
        behind = tokens[first + 2].lower if first + 2 < len(tokens) else ""
        passive = word in _BARE_PARTICIPLES or (follower == "by" and behind[:1].isalpha())
        return Predication(Aspect.DONE, passive, negated, start)
    if governor in PREPOSITIONS:
        return None
    if follower in {"of", "in"} and (form == "base" or form == "s"):
        return None
    if form == "base" and word in _SAME_IN_PAST and governor not in {"", ","}:
        return Predication(Aspect.DONE, False, negated, start)
    # "now turns": what has become a habit is a change.
    changed = in_head or tokens[first - 1].lower == "now"
    aspect = Aspect.DONE if changed else Aspect.HABITUAL
    return Predication(aspect, False, negated, start)


def _infinitive(
    tokens: Sequence[Token], at: int, seen: set[str], form: str, negated: bool, *, in_head: bool
) -> Predication | None:
    governor = tokens[at - 1].lower if at > 0 else ""
    if form == "ing":
        return Predication(Aspect.DONE, False, negated, at)
    if form in ("past", "s") and not seen:
        return None
    passive = form == "past" and bool(seen & _BE)
    aspect = Aspect.PLANNED
    if governor in _BEGUN:
        aspect = Aspect.ONGOING
    elif governor in _MANAGED:
        aspect = Aspect.DONE
    elif governor in _USED:
        aspect = Aspect.HABITUAL
    elif governor in _FAILED:
        negated = True
    del in_head
    return Predication(aspect, passive, negated, at)


def _with_auxiliary(seen: set[str], form: str, negated: bool, start: int) -> Predication:
    passive = form == "past" and bool(seen & _BE or "being" in seen)
    if seen & _MODALS:
        aspect = Aspect.PLANNED
    elif seen & _POSSIBLE:
        aspect = Aspect.POSSIBLE
    elif "being" in seen or (form == "ing" and seen & _BE):
        aspect = Aspect.ONGOING
    elif form in ("base", "s") and not seen & _HAVE:
        # "is open": an adjective or a noun.
        aspect = Aspect.HABITUAL
    else:
        aspect = Aspect.DONE
    return Predication(aspect, passive, negated, start)


def _participle(
    governor: str, follower: str, before: Predication | None, negated: bool, start: int, at: int
) -> Predication | None:
    if governor in _DONE_BEFORE_ING:
        aspect = Aspect.DONE
        if before is not None and before.aspect in (Aspect.PLANNED, Aspect.POSSIBLE):
            aspect = before.aspect
        return Predication(aspect, False, negated, start)
    if governor in _PLANNED_BEFORE_ING:
        return Predication(Aspect.PLANNED, False, negated, start)
    if governor in _BEGUN:
        return Predication(Aspect.ONGOING, False, negated, start)
    if governor == "," or (governor in _COORDINATIONS and before is not None):
        aspect = before.aspect if before is not None else Aspect.DONE
        return Predication(aspect, False, negated, start)
    if at < 0 or not governor.isalpha():
        # "Recycling lifted …": a noun, where a verb follows at once.
        return (
            None if form_of(follower) == "past" else Predication(Aspect.DONE, False, negated, start)
        )
    return None
