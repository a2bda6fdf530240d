"""Verdicts: what analysts decided about single claims, in rows that are added and never changed.

``file`` reads the CSV that people write into, ``rules`` says what a verdict must be, ``record``
keeps each verdict as it was first seen, ``taking`` brings the three together for a refresh, and
``adding`` (behind ``make verdict``) puts a new one into the CSV. What a verdict does to the status
of its claim is decided in SQL.
"""

from orchestration.verdicts.adding import VerdictError, add_verdict, claim_in_question
from orchestration.verdicts.rules import Verdict
from orchestration.verdicts.taking import TakenVerdicts, stage_verdicts, take_verdicts

__all__ = [
    "TakenVerdicts",
    "Verdict",
    "VerdictError",
    "add_verdict",
    "claim_in_question",
    "stage_verdicts",
    "take_verdicts",
]
