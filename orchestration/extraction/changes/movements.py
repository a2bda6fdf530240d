"""Words of rising and falling: the verbs, nouns and comparatives that make a figure a change.

Word families only, with the sign that each gives; how a figure must stand to one of them to be a
change is read in ``changes``.
"""

from orchestration.extraction.cues import inflections
from orchestration.extraction.records import Direction


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_RISE = _words(
    """
    rise grow climb jump surge soar increase gain advance expand improve rally swell balloon rebound
    strengthen accelerate escalate spike leap mount rocket skyrocket vault widen firm appreciate
    inflate lengthen broaden bounce explode bulge deepen
    """
)
_FALL = _words(
    """
    fall drop decline decrease slip slide slump plunge tumble dip ease sink shrink retreat contract
    narrow lose soften weaken slow dwindle dive crash collapse plummet nosedive ebb recede erode
    deteriorate wane slacken subside shorten lighten depreciate falter shrivel thin
    """
)
_RAISE = _words(
    """
    lift raise boost hike bump enlarge enhance heighten ramp quicken speed upgrade extend stretch
    exceed beat surpass overshoot outperform outstrip
    """
)
_LOWER = _words(
    """
    cut reduce lower trim slash shave shed axe eliminate pare prune curb curtail slim lop whittle
    squeeze minimise minimize diminish lessen halve downgrade crimp dent miss undershoot undercut
    """
)
_WITH_PARTICLE = _words(
    "edge tick inch creep nudge pick go move come push drive bring step scale be stay turn drift"
)
"""Verbs that a particle of direction makes verbs of movement: "edged up", "came down"."""

_PARTICLES = {
    "up": Direction.INCREASE,
    "higher": Direction.INCREASE,
    "down": Direction.DECREASE,
    "lower": Direction.DECREASE,
    "back": Direction.DECREASE,
}
_UP_NOUNS = _words(
    """
    rise increase growth gain climb jump surge improvement boost uplift uptick advance expansion
    hike upturn rebound spike leap acceleration appreciation bump bounce plus increment upswing
    """
)
_DOWN_NOUNS = _words(
    """
    fall drop decline decrease reduction cut slump plunge dip slide contraction shrinkage saving
    downturn slowdown erosion tumble collapse crash minus deterioration weakening softening
    retreat easing cutback deceleration downswing
    """
)
_UP_COMPARATIVES = _words(
    """
    higher more above up better faster quicker greater larger longer heavier dearer pricier costlier
    over increased bigger stronger ahead warmer wider richer brighter taller steeper fuller hotter
    busier denser deeper harder
    """
)
_DOWN_COMPARATIVES = _words(
    """
    lower less fewer below down cheaper smaller shorter slower lighter reduced under off short
    weaker cooler narrower thinner poorer worse emptier colder drier leaner quieter softer
    """
)


def _forms(bases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for base in bases for form in inflections(base))


UP_VERBS = _forms(_RISE) | _forms(_RAISE)
DOWN_VERBS = _forms(_FALL) | _forms(_LOWER)
_NOUNS_ELSEWHERE = frozenset(["contract", "contracts", "firm", "firms", "mount", "slow", "thin"])
MOVED = (_forms(_RISE) | _forms(_FALL)) - _NOUNS_ELSEWHERE
"""Verbs after which a figure is a change without "by": "rose 12 %"."""

CAUSED = _forms(_RAISE) | _forms(_LOWER)
"""Verbs with an object: "cut costs by 12 %"."""

PARTICLE_VERBS = _forms(_WITH_PARTICLE) | {"is", "are", "was", "were", "been", "went", "came"}
NOUNS = frozenset(form for noun in (*_UP_NOUNS, *_DOWN_NOUNS) for form in (noun, f"{noun}s"))
COMPARATIVES = frozenset((*_UP_COMPARATIVES, *_DOWN_COMPARATIVES))
LOOSE_COMPARATIVES = frozenset(
    ["over", "under", "off", "up", "down", "above", "below", "ahead", "short", "better", "reduced"]
)
"""Words that are no comparison where they only follow a percentage ("8 % over five years")."""

_DOWN = (
    DOWN_VERBS
    | frozenset(_DOWN_COMPARATIVES)
    | frozenset(form for noun in _DOWN_NOUNS for form in (noun, f"{noun}s"))
)


def direction_of(words: str) -> Direction:
    """The sign of a movement's word or words ("fell", "edged up", "lower")."""
    parts = words.lower().split()
    for part in reversed(parts):
        if len(parts) > 1 and part in _PARTICLES:
            return _PARTICLES[part]
    return Direction.DECREASE if parts and parts[0] in _DOWN else Direction.INCREASE
