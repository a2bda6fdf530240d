"""What governs a figure in its clause, and what its clause is said of.

Three questions of grammar, asked of the words alone: which words does the figure hang on ("spent
some £3m", "a capacity of 5 t"), which noun is the head of the subject that a verb of standing or
moving says the figure of ("the *grade* of the concentrate was 95%"), and does the phrase behind the
figure only tell what for ("put 3m into energy saving"). What the words mean stands in the cue
tables.
"""

from typing import NamedTuple

from orchestration.extraction.context import Figure, SentenceContext
from orchestration.extraction.cues import inflections

_FILLERS = frozenset(
    {"a", "an", "the", "its", "their", "our", "his", "her", "this", "some", "about", "around"}
    | {"roughly", "approximately", "nearly", "almost", "over", "under", "above", "below", "up"}
    | {"more", "less", "fewer", "than", "as", "much", "many", "at", "least", "most", "no", "only"}
    | {"just", "well", "close", "another", "further", "additional", "extra", "total", "combined"}
    | {"record", "net", "gross", "whopping", "mere", "estimated", "expected", "planned", "barely"}
    | {"not", "even", "now", "still", "already", "currently", "again", "together", "altogether"}
    | {"annually", "to", "~", "≈", ">", "<", "+", "-", "–", "s", "us", "$", "€", "£", "¥", "rmb"}
)
_PREPOSITIONS = frozenset({"to", "at", "by", "from", "of", "for", "with", "in", "into", "on", "as"})
_AUXILIARIES = frozenset(
    {"has", "have", "had", "was", "were", "is", "are", "will", "would", "be", "been", "being"}
    | {"to", "should", "could", "may", "might", "can", "did", "does", "also", "now", "then"}
    | {"already", "still", "again", "even", "only", "itself", "alone", "currently"}
)
_POSTMODIFIERS = frozenset(
    {"of", "in", "for", "at", "from", "on", "per", "by", "with", "without", "that", "which", "who"}
    | {"to", "left", "under", "within", "through", "after", "before", "during", "between", "across"}
)
_CLAUSE_STARTS = frozenset(
    {",", ";", ":", "(", ")", "—", "–", "•", "|", "“", "”", '"', "while", "whereas", "but"}
    | {"although", "though", "because", "that", "which", "said", "says", "when", "if", "as"}
)
_STANDING_VERBS = (
    {"stand", "reach", "hit", "total", "average", "amount", "come", "remain", "stay"}
    | {"exceed", "top", "pass", "cross", "climb", "drop", "rise", "fall", "grow"}
    | {"increase", "decrease", "decline", "slip", "slide", "jump", "surge", "soar"}
    | {"leap", "plunge", "tumble", "sink", "shrink", "widen", "narrow", "improve"}
    | {"worsen", "deteriorate", "edge", "inch", "advance", "gain", "lose", "recover"}
    | {"rebound", "double", "triple", "treble", "halve", "go", "move", "swing", "swell"}
    | {"expand", "contract", "ease", "dip", "sit", "run", "hover", "fluctuate", "range"}
    | {"vary", "peak", "bottom", "near", "approach", "equal", "represent", "lie"}
    | {"settle", "end", "close", "start", "begin", "become", "get", "work", "dwindle"}
    | {"mount", "accelerate", "slow", "tighten", "lengthen", "shorten", "measure"}
    | {"number", "register", "record", "show", "touch", "breach", "surpass", "outstrip"}
    | {"lag", "trail", "turn"}
)
_STANDING = frozenset(form for verb in _STANDING_VERBS for form in inflections(verb)) | {
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
    "remains",
    "s",
}
_OUTLAYS_VERBS = {
    "invest",
    "put",
    "pour",
    "plough",
    "plow",
    "pump",
    "sink",
    "inject",
    "channel",
} | {"commit", "earmark", "allocate", "plan", "budget", "spend", "reinvest", "set"}
_OUTLAYS = frozenset(form for verb in _OUTLAYS_VERBS for form in inflections(verb))
_PURPOSES = frozenset({"in", "into", "on", "for", "to", "toward", "towards", "behind"})
_AFTERTHOUGHTS = frozenset({"a", "year", "annually", "this", "more", "so", "far", "each", "every"})
_AS_FAR = 9
_GOVERNS, _HEAD, _BESIDE_HEAD, _PURPOSE = 1.2, 1.3, 0.7, 0.35


class Frame(NamedTuple):
    """The place of one figure in its clause, in tokens of the sentence.

    ``figure`` is its first token; ``governors`` are the ends of what it hangs on; ``subject``
    (first, end of the head noun with what leads it, verb) is what it is said of, (0, 0, 0) if none;
    ``purpose`` where a phrase begins that only tells what the money is for, past the sentence if
    none does.
    """

    figure: int
    governors: tuple[int, ...]
    subject: tuple[int, int, int]
    purpose: int

    def share(self, first: int, last: int, *, opaque: bool) -> float:
        """How much more or less than its distance says the cue ``tokens[first:last]`` speaks of it.

        Args:
            opaque: whether the cue speaks no more when it stands in a phrase of purpose.
        """
        if opaque and first >= self.purpose:
            return _PURPOSE
        begin, head, verb = self.subject
        if begin <= first and last <= verb:
            if first < head <= last:
                return _HEAD
            if first >= head:
                return _BESIDE_HEAD
        # What stands right before the figure is as near as can be without that.
        return _GOVERNS if last in self.governors and last != self.figure else 1.0


def read_frame(context: SentenceContext, index: int) -> Frame:
    """The frame of the figure ``index`` of a sentence; walks a few words to either side."""
    figure = context.figures[index]
    tokens = context.tokens
    floor = context.figures[index - 1].last if index else 0
    at = figure.first
    while at > max(floor, figure.first - _AS_FAR) and _fills(tokens[at - 1].lower):
        at -= 1
    # The fillers hold prepositions of bounds ("up to", "at least"): each end may be the governor's.
    governors = [at]
    verb = at - 1
    if verb >= floor and tokens[verb].lower in _PREPOSITIONS:
        governors.append(verb)
        verb -= 1
        while verb >= floor and _fills(tokens[verb].lower) and verb > at - _AS_FAR:
            verb -= 1
    subject = _subject(context, floor, verb)
    opaque = verb >= floor and any(
        token.lower in _OUTLAYS for token in tokens[max(floor, verb - 2) : at]
    )
    purpose = len(tokens) + 1
    behind = figure.last
    if opaque:
        while behind < len(tokens) and tokens[behind].lower in _AFTERTHOUGHTS:
            behind += 1
        if behind < len(tokens) and tokens[behind].lower in _PURPOSES:
            purpose = behind
    return Frame(figure.first, tuple(governors), subject, purpose)


def _fills(word: str) -> bool:
    return word in _FILLERS or (word.endswith("ly") and len(word) > 4)


def _subject(context: SentenceContext, floor: int, verb: int) -> tuple[int, int, int]:
    """The subject before a verb of standing or moving: its first token, end of its head, verb."""
    tokens = context.tokens
    if verb < floor or tokens[verb].lower not in _STANDING:
        return (0, 0, 0)
    end = verb
    while end > floor and (
        tokens[end - 1].lower in _AUXILIARIES or tokens[end - 1].lower.endswith("ly")
    ):
        end -= 1
    first = end
    while first > floor and tokens[first - 1].lower not in _CLAUSE_STARTS:
        first -= 1
    if first == end:
        return (0, 0, 0)
    head = next(
        (at for at in range(first + 1, end) if tokens[at].lower in _POSTMODIFIERS),
        end,
    )
    return (first, head, end)


def inside_another(figure: Figure, first: int, last: int, others: tuple[Figure, ...]) -> bool:
    """Whether ``tokens[first:last]`` is only the noun that another figure counts ("23 ships")."""
    return any(
        other is not figure and other.first <= first and last <= other.last for other in others
    )
