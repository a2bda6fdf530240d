"""Whether two texts tell one story, decided by their shingles and figures themselves."""

from dataclasses import dataclass

from orchestration.duplicates.shingles import Profile

LEAST_JACCARD = 0.8
"""From here on two texts are alike as wholes. In a text of 300 words five single words that differ
leave 0.85, ten 0.73."""

LEAST_CONTAINMENT = 0.9
"""From here on the shorter text stands within the longer one …"""

LEAST_JACCARD_CONTAINED = 0.5
"""… which may be up to twice as long. A teaser is no copy of its article."""


@dataclass(frozen=True, slots=True)
class Similarity:
    """How alike two texts are, from 0 to 1.

    ``jaccard`` is the share of all their shingles that both have, ``containment`` the share of the
    smaller text's shingles that the larger one has.
    """

    jaccard: float
    containment: float


def similarity_of(one: Profile, other: Profile) -> Similarity | None:
    """How alike two texts are, or ``None`` if they tell no one story; the order doesn't matter.

    Texts of which each has a figure that the other lacks are two fillings of one template.
    """
    if one.figures - other.figures and other.figures - one.figures:
        return None
    common = len(one.shingles & other.shingles)
    if not common:
        return None
    jaccard = common / (len(one.shingles) + len(other.shingles) - common)
    containment = common / min(len(one.shingles), len(other.shingles))
    if jaccard >= LEAST_JACCARD or (
        jaccard >= LEAST_JACCARD_CONTAINED and containment >= LEAST_CONTAINMENT
    ):
        return Similarity(jaccard, containment)
    return None
