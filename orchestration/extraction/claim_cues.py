"""The cue tables of ``data/reference``, compiled once and ready to be asked.

Which tables extraction reads, and as what, belongs here; what their cues decide stands in the
modules that ask them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from orchestration.extraction.cues import CueTable, inflections
from orchestration.extraction.records import Direction, Modality
from orchestration.reference import Reference


@dataclass(frozen=True, slots=True)
class MetricCue:
    """A phrase that tells what a figure measures.

    ``units`` are the classes of units that it may speak of (``any``: all), ``side`` where it
    stands (``before``, ``after`` or ``any``), ``weight`` how strongly it speaks.
    """

    metric_type: str
    units: frozenset[str]
    side: str
    weight: float


@dataclass(frozen=True, slots=True)
class ModalityCue:
    """A phrase that tells whether a figure is real, planned or open."""

    modality: Modality
    side: str


@dataclass(frozen=True, slots=True)
class ChangeCue:
    """A phrase that tells that a figure is a change, and its sign."""

    direction: Direction
    side: str


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """What counting this noun measures, and the unit that a claim gives it."""

    unit: str
    metric_type: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All compiled cue tables."""

    metrics: CueTable[MetricCue]
    modalities: CueTable[ModalityCue]
    changes: CueTable[ChangeCue]
    nouns: Mapping[str, CountedNoun]
    natures: Mapping[str, str]
    other_natures: CueTable[str]
    qualitative: CueTable[str]


@lru_cache(maxsize=4)
def compile_lexicon(reference: Reference) -> Lexicon:
    """The lexicon of ``reference``; the same tables are compiled once."""
    nouns = {}
    for noun, unit, metric_type in reference.counted_nouns.iter_rows():
        for form in inflections(noun)[:2]:
            nouns[form] = CountedNoun(unit, metric_type)
    return Lexicon(
        metrics=CueTable(
            (cue, MetricCue(metric_type, frozenset(units.split(";")), side, weight))
            for metric_type, cue, units, side, weight in reference.metric_cues.iter_rows()
        ),
        modalities=CueTable(
            (cue, ModalityCue(Modality(modality), side))
            for cue, modality, side in reference.modality_cues.iter_rows()
        ),
        changes=CueTable(
            (cue, ChangeCue(Direction(direction), side))
            for cue, direction, side in reference.change_cues.iter_rows()
        ),
        nouns=nouns,
        natures=dict(reference.metric_periods.iter_rows()),
        other_natures=CueTable(
            (cue, nature) for cue, nature in reference.other_natures.iter_rows()
        ),
        qualitative=CueTable(
            (cue, meaning) for cue, meaning in reference.qualitative_predicates.iter_rows()
        ),
    )
