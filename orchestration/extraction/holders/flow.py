"""What the sentences of an article are about where no company of their own acts in them.

The topic changes by paragraph, heading and list, and by who is the subject of a sentence. Which
company a reference means is decided in ``references``.
"""

import re
from collections.abc import Sequence

from orchestration.extraction.cues import tokenise
from orchestration.extraction.holders.anaphors import CompanyReference, ReferenceKind
from orchestration.extraction.holders.roles import ACTING, Part, Role
from orchestration.text.article import SectionKind, Sentence

_HEADING_LENGTH = 70
_MORE_THAN_NAME = 12
_BULLET = re.compile(r"\s*(?:[-*•–·»▪◦]|\(?[0-9a-z]{1,2}[.)]\s)")
_SUPPLYING = frozenset(
    (
        *("supplied", "supplies", "built", "delivered", "lent", "granted", "financed", "audited"),
        *("certified", "verified", "rated", "estimates", "estimated", "provided", "provides"),
        *("installed", "designed", "advised", "assessed", "sanctioned", "approved", "offered"),
        *("underwrote", "arranged", "guaranteed", "insured", "extended"),
    )
)
"""What a company does for the one that a paragraph is about, without taking over its topic."""


class Flow:
    """What the sentences without a company of their own are about."""

    def __init__(self, main: str | None) -> None:
        self.main = main
        self.paragraph = -1
        self.heading: str | None = None
        self.topic: str | None = main
        self.topic_is_set = False
        self.listed: str | None = None
        self.opens_list = False

    def begin(self, text: str, sentence: Sentence, begins: bool) -> None:
        """Take up the topic with which a sentence begins."""
        self.paragraph = sentence.paragraph
        if not begins:
            return
        is_bullet = _BULLET.match(text, sentence.start) is not None
        if is_bullet and self.opens_list:
            self.listed = self.topic
        elif not is_bullet:
            self.listed = None
        self.opens_list = False
        self.topic = self.listed or self.heading or self.main
        self.topic_is_set = self.listed is not None

    def go_on(
        self,
        text: str,
        sentence: Sentence,
        found: Sequence[CompanyReference],
        speaker: str | None,
    ) -> None:
        """Leave the topic for the next sentence of the paragraph."""
        words = text[sentence.start : sentence.end].rstrip(" *_")
        self.opens_list = words.endswith(":")
        if sentence.section is SectionKind.TITLE:
            return
        is_heading = len(words) < _HEADING_LENGTH and words[-1:] not in '.!?;,:”"'
        acting = [one for one in found if one.part.role in ACTING]
        chosen = [one for one in acting if not one.part.within][:1] or acting[:1]
        if is_heading and (_BULLET.match(words) or any(map(str.isdigit, words))):
            # A line with a figure is a heading only if it is hardly more than a name.
            is_heading = bool(acting) and (
                len(words) - (acting[0].span.end - acting[0].span.start) < _MORE_THAN_NAME
            )
        if is_heading:
            named = [one for one in acting if one.kind is ReferenceKind.NAMED]
            self.heading = named[0].name if len({one.name for one in named}) == 1 else None
            if self.heading is not None:
                self.topic = self.heading
            return
        if not chosen:
            chosen = [
                one
                for one in found
                if one.part.role in (Role.INSIDE, Role.MAKER, Role.BENEFICIARY)
                and one.part.first < 8
            ][:1]
        if chosen and (
            chosen[0].name == self.main or not is_helping(text, sentence, chosen[0].part)
        ):
            self.topic, self.topic_is_set = chosen[0].name, True
        elif speaker is not None and not self.topic_is_set:
            self.topic, self.topic_is_set = speaker, True


def is_helping(text: str, sentence: Sentence, part: Part) -> bool:
    """Whether a company only does something for the one that the paragraph is about."""
    if part.role is not Role.SUBJECT:
        return False
    tokens = tokenise(text, sentence.start, sentence.end)
    behind = max(part.last, part.aside)
    return any(token.lower in _SUPPLYING for token in tokens[behind : behind + 3])
