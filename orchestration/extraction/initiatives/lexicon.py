"""The words by which texts tell of undertakings.

They stand in the tables ``initiative_cues`` (nouns) and ``initiative_actions`` (verbs).

Which roles a cue can play, and the one tree in which all of them are found, belongs here; what a
sentence makes of them is decided in ``predications`` and ``initiatives``.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from orchestration.extraction.cues import CueTable
from orchestration.extraction.records import InitiativeStatus
from orchestration.reference import Reference


class CueRole(StrEnum):
    """What a phrase tells of an undertaking.

    Of nouns: a ``THING`` is what is built, bought or signed ("plant", "contract"), a ``DEED`` names
    an undertaking by itself ("expansion", "project"), a ``TOPIC`` only what it is about, a
    ``MEASURE`` what it makes better ("yield", "consumption").
    Of verbs: ``DO`` carries an undertaking out, ``BETTER`` tells its effect; ``PLAN``, ``BEGIN``
    and ``CANCEL`` how far it has come. A ``STATE`` tells that without being a verb.
    """

    THING = "thing"
    DEED = "deed"
    TOPIC = "topic"
    MEASURE = "measure"
    DO = "do"
    BETTER = "better"
    PLAN = "plan"
    BEGIN = "begin"
    CANCEL = "cancel"
    STATE = "state"


OBJECTS = frozenset({CueRole.THING, CueRole.DEED})
VERBS = frozenset({CueRole.DO, CueRole.BETTER, CueRole.PLAN, CueRole.BEGIN, CueRole.CANCEL})


@dataclass(frozen=True, slots=True)
class InitiativeCue:
    """A phrase of one role, the type and the status that it speaks for, and how strongly."""

    role: CueRole
    type: str | None
    status: InitiativeStatus | None
    weight: float


@lru_cache(maxsize=4)
def initiative_lexicon(reference: Reference) -> CueTable[InitiativeCue]:
    """All cues of ``reference`` in one tree; the same tables are compiled once."""
    nouns = (
        (cue, InitiativeCue(CueRole(role), kind, None, weight))
        for cue, role, kind, weight in reference.initiative_cues.iter_rows()
    )
    verbs = (
        (
            cue,
            InitiativeCue(
                CueRole(role), kind, None if status is None else InitiativeStatus(status), weight
            ),
        )
        for cue, role, kind, status, weight in reference.initiative_actions.iter_rows()
    )
    return CueTable([*nouns, *verbs])
