"""Whose undertaking it is: the company that acts, buys, receives or owns it.

The mentions of a sentence and their roles are given; here the grammar of the verb that tells of an
undertaking chooses among them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from orchestration.extraction.context import Figure
from orchestration.extraction.holders.choice import Holder, choose_holder, leading_holder
from orchestration.extraction.initiatives.undertaking_clauses import Act, Clauses, Phrase
from orchestration.extraction.initiatives.undertaking_types import DEALS
from orchestration.extraction.quantities.lexis import words_in
from orchestration.extraction.records import Comparator, Quantity

_SUPPLIER_VERBS = words_in(
    """
built supplied designed delivered made engineered installed constructed provided developed drawn
organised awarded granted financed funded
"""
)
_SUPPLIED = re.compile(
    r"\b(?:built|supplied|designed|delivered|made|engineered|installed|constructed|provided|developed"
    r"|manufactured|financed|funded|sourced|leased)"
    r" (?:by|from) (?:the )?$"
)
_NEAR, _SHORTEST_PARTICIPLE = 4, 5
_LENDS = re.compile(
    r"\b(?:grant(?:ed|s)?|sanction\w*|len[dt]s?|approv\w+|provid\w+|extend\w*|promis\w+"
    r"|award\w*|pledg\w+|commit\w*)\b",
    re.IGNORECASE,
)
_LENDER = re.compile(
    r"\b(?:bank|fund|foundation|ministry|agency|facility|capital|partners)\b", re.IGNORECASE
)

_GIVES = re.compile(
    r"\b(?:lend\w*|lent|sanction\w*|contribut\w+|grant(?:ed|s)|disburs\w+|underwr\w+|arrang\w+"
    r"|led|leads|joined|took part)\b"
)
"""What only those do to an outlay of money who do not get it."""
_LENT = re.compile(
    r"\b(?:loans?|grants?|facilit(?:y|ies)|credit|financing|funding|round|subsid(?:y|ies)|aid|bonds?"
    r"|guarantees?|support|notes|money|lines?|million|billion)\b[^.;]{0,50}"
    r"\b(?:from|by|of) (?:the |lender |state lender |development bank )?$"
)
"""Before the name of who lends or gives: "a loan of £5m from …"."""


def owner_of(
    clauses: Clauses,
    act: Act | None,
    phrase: Phrase | None,
    votes: Mapping[str, float],
    holder: str | None,
) -> str | None:
    """The company whose undertaking a sentence tells of.

    Args:
        votes: the types that the sentence speaks for; a deal belongs to who makes it.
        holder: the company that the text goes on about where the sentence names none.
    """
    return _Choice(clauses, votes, holder).of(act, phrase)


class _Choice:
    """The choice among the mentions of one sentence."""

    def __init__(self, clauses: Clauses, votes: Mapping[str, float], holder: str | None) -> None:
        text = clauses.text
        self.clauses = clauses
        self.tokens = clauses.tokens
        self.holder = holder
        self.kind = max(votes, key=lambda name: votes[name]) if votes else None
        self.all = clauses.mentions
        self.mentions: Sequence[Holder] = [
            one
            for one in clauses.mentions
            if not _SUPPLIED.search(text[max(0, one.start - 40) : one.start])
            and not (
                self.kind == "financing" and _LENT.search(text[max(0, one.start - 90) : one.start])
            )
        ]

    def of(self, act: Act | None, phrase: Phrase | None) -> str | None:
        """The company of what ``act`` does to ``phrase``."""
        if not self.mentions:
            return self.holder
        named = self._by_deal(act, phrase)
        if named is not None:
            return named
        leader = self._leader_of(act)
        act = leader if leader is not None else act
        behind = act is not None and phrase is not None and phrase.first >= act.hit.last
        if act is not None and (behind or not act.said.is_passive):
            first, last = act.said.start, act.hit.last
        elif phrase is not None:
            first, last = phrase.low, phrase.last
        else:
            return self.holder
        doer = self._doer_before(phrase) if phrase is not None else None
        if doer is not None:
            return doer
        if self.kind in DEALS and act is None:
            start = self.tokens[first].start
            before = [one for one in self.mentions if one.end <= start]
            leading = self._leading(before)
            if leading is not None:
                return leading
        chosen = self._nearest(first, last)
        if chosen is not None and chosen[1]:
            return chosen[0]
        if self.holder is None and chosen is None:
            return self._leading(self.mentions)
        return self.holder or (chosen[0] if chosen else None)

    def _doer_before(self, phrase: Phrase) -> str | None:
        """Who does it, where a participle stands behind the name: "praised X winning a prize"."""
        for at in range(max(1, phrase.low - _NEAR), phrase.low):
            word = self.clauses.word(at)
            if word.endswith("ing") and len(word) > _SHORTEST_PARTICIPLE:
                end = self.tokens[at - 1].end
                return next((one.name for one in self.mentions if one.end == end), None)
        return None

    def _by_deal(self, act: Act | None, phrase: Phrase | None) -> str | None:
        if self.kind == "financing":
            receiver = self._receiver()
            if receiver is not None:
                return receiver
        if act is not None and act.said.is_passive:
            agent = self._agent_by(act)
            if agent is not None:
                return agent
        return self._buyer_behind(phrase) if self.kind == "m_and_a" else None

    def _leading(self, mentions: Sequence[Holder]) -> str | None:
        start = self.clauses.context.sentence.start
        return leading_holder(self.clauses.text, start, mentions) if mentions else None

    def _nearest(self, first: int, last: int) -> tuple[str, bool] | None:
        """The mention that words belong to, as a figure in their place would."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        mark = Quantity(Decimal(0), Decimal(0), "1", Comparator.EXACT, start, end)
        marked = replace(self.clauses.context, figures=(Figure(mark, first, last, 0),))
        return choose_holder(self.clauses.text, marked, 0, self.mentions)

    def _leader_of(self, act: Act | None) -> Act | None:
        """The verb before it whose subject a verb behind "and" shares."""
        if act is None or self.clauses.word(act.said.start - 1) not in {"and", "or"}:
            return None
        before = [one for one in self.clauses.acts if one.hit.last < act.said.start]
        if not before:
            return None
        last = before[-1]
        words = {t.lower for t in self.tokens[last.hit.last : act.said.start]}
        if words & {";", "which", "that"} or last.said.is_passive != act.said.is_passive:
            return None
        return last

    def _buyer_behind(self, phrase: Phrase | None) -> str | None:
        """Who buys what is sold "to" them."""
        if phrase is None or self.clauses.word(phrase.head.first) != "sale":
            return None
        end = self.tokens[phrase.last - 1].end
        for one in self.mentions:
            if one.named and one.start >= end:
                before = self.clauses.text[end : one.start].rstrip().lower()
                return one.name if before.endswith((" to", " to the")) or before == "to" else None
        return None

    def _agent_by(self, act: Act) -> str | None:
        """Who does it, where the sentence is passive: "was bought by …"."""
        if (
            self.clauses.word(act.hit.last) != "by"
            or self.clauses.word(act.hit.first) in _SUPPLIER_VERBS
        ):
            return None
        end = self.tokens[act.hit.last].end
        return next((m.name for m in self.mentions if 0 <= m.start - end < 6), None)

    def _receiver(self) -> str | None:
        """Who gets the money that a bank or fund lends or gives."""
        first = self.mentions[0]
        end = min(self.clauses.context.sentence.end, first.end + 40)
        lends = _LENDS.search(self.clauses.text, first.end, end)
        gives = _GIVES.search(self.clauses.text, first.end, end)
        if gives and len({one.name for one in self.mentions}) > 1:
            lends = gives
        elif not (lends and _LENDER.search(first.name)) and not (
            gives and first.name != self.holder
        ):
            return None
        others = [one.name for one in self.mentions[1:] if one.name != first.name]
        return others[0] if others else self.holder
