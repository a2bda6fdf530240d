"""Whether a profit figure is a loss; claims state a loss as a negative value."""

from orchestration.extraction.context import Figure, SentenceContext

_LOSS = frozenset({"loss", "losses", "deficit", "shortfall", "lost"})
_GAIN = frozenset(
    {"profit", "profits", "income", "earnings", "ebitda", "ebit", "earned", "surplus", "npat"}
)
_REACH = 26.0


def is_loss(context: SentenceContext, figure: Figure) -> bool:
    """Whether the nearest word of profit or loss before the figure (else behind it) is a loss."""
    for at in range(min(figure.first, len(context.tokens)) - 1, -1, -1):
        word = context.tokens[at].lower
        if word in _LOSS or word in _GAIN:
            if context.distance(at + 1, figure.first) > _REACH:
                return False
            return word in _LOSS
    for at in range(figure.last, min(figure.last + 4, len(context.tokens))):
        word = context.tokens[at].lower
        if word in _LOSS or word in _GAIN:
            return word in _LOSS
    return False
