"""Whether a figure is real, planned or open.

The nearest cue of the figure's own clause decides; a window that lies ahead of the article's date
makes a plan.
"""

from collections.abc import Sequence

from orchestration.extraction.claim_cues import ModalityCue
from orchestration.extraction.context import Figure, SentenceContext
from orchestration.extraction.cues import Hit
from orchestration.extraction.records import Modality

_BEFORE_REACH = 16.0
_AFTER_REACH = 9.0
_WEIGHTS = {Modality.PLANNED: 1.0, Modality.INDETERMINATE: 1.0, Modality.ACTUAL: 1.6}


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
    best, found = 1.0, otherwise
    for hit in hits:
        if hit.last <= figure.first and hit.cue.side != "after":
            apart = context.distance(hit.last, figure.first) / _BEFORE_REACH
        elif hit.first >= figure.last and hit.cue.side != "before":
            commas = context.words(figure.last, hit.first).count(",")
            apart = (context.distance(figure.last, hit.first) + 4.0 * commas) / _AFTER_REACH
        elif hit.first >= figure.first and hit.last <= figure.last:
            apart = 0.0
        else:
            continue
        apart *= _WEIGHTS[hit.cue.modality]
        if apart < best:
            best, found = apart, hit.cue.modality
    return found
