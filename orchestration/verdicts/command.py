"""``make verdict``: an analyst decides about a claim, or takes a verdict back.

What isn't given on the command line is asked for, after the claim has been shown.
"""

import argparse
import getpass
from collections.abc import Callable, Sequence
from datetime import datetime

from rich.console import Console

from orchestration.contracts.schemas import VERIFICATION_STATUSES
from orchestration.ingestion.journal import JournalError
from orchestration.settings import Settings, SettingsError, load_settings
from orchestration.verdicts.adding import VerdictError, add_verdict, claim_in_question
from orchestration.verdicts.record import read_record
from orchestration.verdicts.rules import Verdict

Ask = Callable[[str], str]


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    options = argparse.ArgumentParser(prog="verdict", description=__doc__)
    options.add_argument("--claim", help="claim_id of the published warehouse")
    options.add_argument("--status", choices=VERIFICATION_STATUSES, help="what holds instead")
    options.add_argument("--revokes", metavar="VERDICT", help="take this verdict back instead")
    options.add_argument("--rationale", help="why, in at least 20 characters")
    options.add_argument("--evidence", help="addresses that support it, parted by spaces")
    options.add_argument("--analyst", help="who decides; by default the user of the machine")
    options.add_argument("--expires", metavar="DAY", help="first day on which it no longer holds")
    return options


def main(arguments: Sequence[str] | None = None, ask: Ask = input) -> int:
    """Add the verdict; 0, or 1 with a message if it can't be added."""
    console = Console(highlight=False, soft_wrap=True)
    given = parser().parse_args(arguments)
    try:
        settings = load_settings()
        verdict = _decide(settings, given, ask, console)
        added = add_verdict(settings.verdicts_file, settings.raw_dir, verdict)
    except (SettingsError, VerdictError, JournalError) as error:
        console.print(str(error), markup=False)
        return 1
    except (EOFError, KeyboardInterrupt):
        console.print("\nNothing was added.")
        return 1
    console.print(f"Added {added.verdict_id}. It holds from the next refresh on.")
    return 0


def _decide(settings: Settings, given: argparse.Namespace, ask: Ask, console: Console) -> Verdict:
    claim_id = given.claim or (
        _claim_of(settings, given.revokes) if given.revokes else ask("claim_id: ").strip()
    )
    claim = claim_in_question(settings.published_file, claim_id)
    told = (
        f"{claim.company_name or 'No company'}, {claim.metric_type}: {claim.sentence}",
        f"Now {claim.verification_status}: {claim.status_reason}",
    )
    for line in told:
        console.print(line, markup=False)
    status = None
    if given.revokes is None:
        status = given.status or ask(f"status ({', '.join(VERIFICATION_STATUSES)}): ").strip()
    rationale = given.rationale or ask("rationale: ").strip()
    today = settings.as_of or datetime.now(settings.time_zone).date()
    return Verdict(
        verdict_id="",
        claim_id=claim_id,
        verification_status=status,
        rationale=rationale,
        evidence=given.evidence,
        analyst=given.analyst or getpass.getuser(),
        decided_at=today.isoformat(),
        expires_at=given.expires,
        revokes=given.revokes,
    )


def _claim_of(settings: Settings, verdict_id: str) -> str:
    for item in read_record(settings.raw_dir):
        if item.verdict.verdict_id == verdict_id:
            return item.verdict.claim_id
    raise VerdictError(f"No refresh has recorded a verdict {verdict_id!r}: give its --claim.")


if __name__ == "__main__":
    raise SystemExit(main())
