"""Verbs, and the tense of the clause that a figure stands in.

A figure that a present tense states is the state of things ("recovers 84 %"), one that a past tense
states belongs to the time that the text tells of ("recovered 84 %"). Only verbs and their tense are
read here; what follows for a period or a modality is decided in ``spans`` and ``modality``.
"""

from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache

from orchestration.extraction.context import Figure, SentenceContext
from orchestration.extraction.cues import Token, inflections


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _bases(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_REACH = 30
_BREAKS = frozenset(";•|")
_FUTURE = frozenset(["will", "shall", "would", "should", "'ll"])
_OPEN = frozenset(["could", "may", "might"])
_ABLE = frozenset(["can", "must"])
_IS = frozenset(
    ["is", "are", "am", "'re", "remains", "remain", "stands", "stand", "do", "does", "cannot"]
)
_WAS = frozenset(["was", "were"])
_HAS = frozenset(["has", "have", "'ve"])
_ADVERBS_BETWEEN = 3
_DETERMINERS = _words(
    """
    the a an its their our his her of in with for from by on at some any this these that those
    each every and or to annual
    """
)
_OBJECT_STARTS = _words(
    """
    the a an its their our about some around over up more less nearly almost only just to from at
    by as between for roughly approximately fewer all another his her no on in close well under
    above below least most half one two three four five six seven eight nine ten twice every some
    each what zero none
    """
)


_EVENTS = _bases(
    """
    commission inaugurate open reopen launch start begin complete finish found establish create
    incorporate list float acquire approve sanction sign announce unveil install fit build erect
    switch enter join appoint retire close shut mothball restart resume introduce adopt publish
    release issue file submit present enact register bottle propose promise pledge vow tell say
    state declare warn predict agree conclude claim note forecast guide initiate trigger enter
    convert modernise modernize renovate overhaul refurbish merge award grant lay
    """
)
"""Verbs of what happens once: a time that goes with one dates it and sums up nothing."""

_LASTING = _bases(
    """
    account add advance average amount bear benefit boost bring burn buy carry climb charge cost
    cover cut deal decline decrease deliver deplete depend dig discharge dispatch draw drive drop
    earn ease emit employ empty exceed expand export fall feed fill free gain generate give grow
    handle harvest have help hire host house import improve include increase invest jump keep lay
    leave lift load lose lower make manage manufacture mean mine move need net occupy offer operate
    order own pay plunge pour process produce provide pump purchase raise reach receive record
    recover recycle reduce refine rely remain remove report represent require return reuse rise run
    save see sell send serve ship shrink slide slip slump smelt soar source spend stand stay stock
    store supply supplies surge swallow tap total trade train transport treat trim tumble turn
    understand use value weigh withdraw work yield achieve assemble attain bank book breed brew
    bottle can catch collect compost consume cool crush cultivate dispose distribute dry extract
    fly freeze grind grow hatch heat hit incur land lease mill mint pack package paint pick pipe
    plant post press print register release repair replace rent retain roll sink slaughter sort
    spin stamp stitch suffer sweep tan teach transfer truck undercut vent wash waste weave weld
    host win operate contain comprise hold contribute take bring put go come set
    constitute remain allow let enable displace
    tout boast quote speak put ask find estimate avoid prevent replace offset equal correspond
    span measure mark top
    """
)

_IRREGULAR_PAST = frozenset(
    _bases(
        """
        rose fell grew made sold bought won paid spent cut shed sank shrank slid lost left led
        had did came went got gave took brought built held kept ran hit stood put set let met fed
        drew drove dug flew froze ground caught wove spun swept taught understood saw sent became
        began said told wrote fought sought left rang swam slew hurt burnt learnt
        """
    )
)
_DONE = frozenset(
    _bases(
        """
        been come become cut put set made sold won paid spent held kept built bought brought led
        left lost found got had let met risen fallen grown taken given shrunk sunk begun run hit
        stood drawn driven dug gone cost
        """
    )
)


class Tense(Enum):
    """When the clause of a figure says that it is so; ``NONE`` without a verb."""

    PAST = auto()
    PRESENT = auto()
    PERFECT = auto()
    FUTURE = auto()
    OPEN = auto()
    NONE = auto()


_SPEECH = _bases(
    """
    tell say state declare warn predict claim note forecast guide promise propose pledge vow
    announce
    """
)


def _forms(bases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for base in bases for form in inflections(base))


EVENT_FORMS = _forms(_EVENTS)
EVENT_NOUNS = _words(
    """
    shutdown shutdowns outage outages stoppage stoppages strike strikes fire fires flood floods
    flooding storm hurricane earthquake explosion accident accidents leak breakdown breakdowns
    blackout closure commissioning acquisition takeover inauguration opening relocation rockslide
    landslide derailment collision walkout lockout turnaround bankruptcy insolvency spill
    """
)
"""Nouns of what happens once: a time that goes with one dates nothing but it."""

SPEECH_FORMS = _forms(_SPEECH)
"""Of these, the verbs of saying: a time that goes with one dates the saying alone."""

_ALL = tuple(dict.fromkeys((*_EVENTS, *_LASTING)))
_THIRD_PERSON = frozenset(
    form for base in _ALL for form in inflections(base)[1:2] if form.endswith("s")
)
_PAST = _IRREGULAR_PAST | frozenset(
    form for base in _ALL for form in inflections(base) if form.endswith("ed")
)
_PLURAL_PRESENT = _words(
    """
    make account use need employ run produce supply cover own hold process recycle sell buy export
    import serve contain generate return recover consume draw emit cost take carry handle treat
    represent comprise operate earn pay spend provide come go exceed average total
    """
)
_SUBJECTS = frozenset(["we", "they", "you", "i", "who", "which", "that", "women", "men", "people"])
_NO_PARTICIPLES = _words(
    """
    based fired headquartered located combined united limited so-called hundred indeed speed exceed
    proceed succeed need breed seed shared
    """
)
"""Words in -ed that are no verb where they stand before a noun ("coal-fired units")."""

_AUXILIARIES = _FUTURE | _OPEN | _ABLE | _IS | _WAS | _HAS | {"had", "did", "does", "do"}
_MOVED = frozenset(["put", "went", "came", "brought", "taken", "took", "entered", "gone"])
_EVENT_REACH = 14
_EVENT_BREAKS = frozenset([",", ";", ".", ":", "(", "which", "who", "that", "and", "|", "•"])
_EVENT_PARTICLES = frozenset(["into", "in", "onto", "on", "online", "live", "over"])
VERB_FORMS = _PAST | _THIRD_PERSON | _AUXILIARIES
"""All finite forms that are known, those included that are nouns elsewhere ("costs")."""


def event_before(tokens: Sequence[Token], at: int) -> int | None:
    """The verb of an event that the words before the token ``at`` go with, if it is one.

    "commissioned in March", "put into operation in 2024", "acquired by its rival last year".
    """
    for back in range(at - 1, max(at - _EVENT_REACH, 0) - 1, -1):
        word = tokens[back].lower
        if word in _EVENT_BREAKS:
            return None
        if word in EVENT_FORMS or word in EVENT_NOUNS:
            return back
        if word in _MOVED and tokens[back + 1].lower in _EVENT_PARTICLES:
            return back
        if word in VERB_FORMS and word not in _THIRD_PERSON:
            return None
    return None


_FINITE = _AUXILIARIES | _PAST | _PLURAL_PRESENT | _THIRD_PERSON


def read_tense(context: SentenceContext, figure: Figure) -> Tense:
    """The tense of the verb that ``figure`` goes with: the nearest before it, else behind it."""
    return verb_of(context, figure)[0]


@lru_cache(maxsize=16)
def verb_of(context: SentenceContext, figure: Figure) -> tuple[Tense, int | None]:
    """The verb that ``figure`` goes with: its tense, and its token where it stands before it.

    Several questions about one figure want it: it is looked for once.
    """
    tokens = context.tokens
    for at in range(figure.first - 1, max(figure.first - _REACH, 0) - 1, -1):
        word = tokens[at].lower
        if word in _BREAKS:
            break
        if word not in _FINITE and not word.endswith("ed"):
            continue
        found = _tense_at(context, at, figure.first)
        if found is not None:
            return found, at
    for at in range(figure.last, min(figure.last + _REACH // 2, len(tokens))):
        word = tokens[at].lower
        if word in _BREAKS or word == ",":
            break
        found = _tense_at(context, at, len(tokens))
        if found is not None:
            return found, None
    return Tense.NONE, None


def _tense_at(context: SentenceContext, at: int, before: int) -> Tense | None:
    """The tense of the verb at the token ``at``, if a finite one stands there."""
    word = context.tokens[at].lower
    if word in _FUTURE:
        return Tense.FUTURE
    if word in _OPEN:
        return Tense.OPEN
    if word in _ABLE or word in _IS:
        return Tense.PRESENT
    if word in _WAS or word in ("had", "did"):
        return Tense.PAST
    if word in _HAS:
        following = context.tokens[at + 1].lower if at + 1 < len(context.tokens) else ""
        later = context.tokens[at + 2].lower if at + 2 < len(context.tokens) else ""
        done = any(
            w in _PAST or w.endswith(("ed", "en", "wn")) or w in _DONE for w in (following, later)
        )
        return Tense.PERFECT if done else Tense.PRESENT
    if word in _PAST or (word.endswith("ed") and len(word) > 4):
        return None if word in _NO_PARTICIPLES else _participle(context, at)
    if word in _PLURAL_PRESENT:
        after = context.tokens[at + 1] if at + 1 < len(context.tokens) else None
        previous = context.tokens[at - 1].lower if at else ""
        plural = previous in _SUBJECTS or (previous.endswith("s") and len(previous) > 3)
        if plural or previous in ("now", "still", "already", "currently"):
            fits = after is None or after.lower[:1].isdigit() or after.lower in _OBJECT_STARTS
            return Tense.PRESENT if fits or at + 1 == before else None
        return None
    if word in _THIRD_PERSON:
        after = context.tokens[at + 1] if at + 1 < len(context.tokens) else None
        previous = context.tokens[at - 1].lower if at else ""
        if previous in _DETERMINERS or previous.isdigit() or after is None:
            return None
        number = after.lower[:1].isdigit() or at + 1 == before or not after.lower.isalnum()
        return Tense.PRESENT if number or after.lower in _OBJECT_STARTS else None
    return None


def _participle(context: SentenceContext, at: int) -> Tense | None:
    """The tense of a form in -ed or of an irregular past: what stands before it tells.

    One that opens a sentence is an adverbial ("Calculated over the year, 8 million will be saved").
    """
    if context.tokens[at].lower.endswith("ed") and not any(
        token.lower.isalpha() for token in context.tokens[:at]
    ):
        return None
    for back in range(1, _ADVERBS_BETWEEN + 1):
        word = context.tokens[at - back].lower if at - back >= 0 else ""
        if word in _IS or word == "being":
            return Tense.PRESENT
        if word in _WAS or word == "had":
            return Tense.PAST
        if word in _HAS or word == "been":
            return Tense.PERFECT
        if word == "be" or word in _FUTURE:
            return Tense.FUTURE
        if word in _OPEN:
            return Tense.OPEN
        if back == 1 and (word in _DETERMINERS or word == "to"):
            return None
        if not word.endswith("ly") and word not in ("also", "then", "already", "now", "been"):
            break
    return Tense.PAST
