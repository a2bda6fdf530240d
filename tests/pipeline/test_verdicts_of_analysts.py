"""Verdicts through the command and whole refreshes: added, in force, never changed, taken back."""

import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from orchestration.settings import PROJECT_ROOT
from orchestration.verdicts import Verdict, VerdictError, add_verdict
from orchestration.verdicts.command import main
from tests.workshop import Workshop

STATUS = """
    SELECT verification_status, decided_by, status_reason
    FROM marts.verification_status WHERE claim_id = ?
"""
VERDICTS = "SELECT verdict_id, is_in_force FROM marts.verdicts ORDER BY verdict_id"
REFUSED = """
    SELECT reason_code FROM marts.rejected_records WHERE record_type = 'verdict' ORDER BY 1
"""


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    """Reference tables of one's own, with no verdict yet."""
    directory = tmp_path / "reference"
    shutil.copytree(PROJECT_ROOT / "data" / "reference", directory)
    return directory


Decide = Callable[..., tuple[int, str]]


@pytest.fixture
def decide(
    refreshed: Workshop,
    reference: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Decide:
    """Runs the command on the workshop; returns its exit code and what it said."""
    for name, value in refreshed.environment(ASSAY_REFERENCE_DIR=os.fspath(reference)).items():
        monkeypatch.setenv(name, value)

    def run(*arguments: str) -> tuple[int, str]:
        return main(arguments, ask=_nobody_answers), capsys.readouterr().out

    return run


def _nobody_answers(question: str) -> str:
    raise EOFError(question)


def verdict(number: int) -> Verdict:
    return Verdict(
        verdict_id="",
        claim_id=f"{number:032x}",
        verification_status="doubtful",
        rationale="Nobody at the site knows of it.",
        evidence=None,
        analyst="A. Reader",
        decided_at="2026-01-05",
        expires_at=None,
        revokes=None,
    )


def test_a_verdict_holds_until_it_is_taken_back(
    refreshed: Workshop, reference: Path, decide: Decide
) -> None:
    ((claim, before),) = refreshed.rows(
        """
        SELECT claims.claim_id, verification_status
        FROM marts.claims INNER JOIN marts.verification_status USING (claim_id)
        WHERE metric_type = 'water_saving'
        """
    )
    rationale = 'The meters say 1,200 m3, as the register has it: "loop 3".'
    code, said = decide(
        *("--claim", claim, "--status", "verified", "--rationale", rationale),
        *("--evidence", "https://register.example/3", "--analyst", "A. Reader"),
    )
    assert (code, "Added v1" in said) == (0, True), said
    file = reference / "verdicts.csv"
    add_verdict(file, refreshed.data / "raw", verdict(0))
    settings = {"ASSAY_REFERENCE_DIR": os.fspath(reference)}
    refreshed.refresh(**settings)
    ((status, decided_by, reason),) = refreshed.rows(STATUS, claim)
    assert (status, decided_by) == ("verified", "analyst")
    assert rationale in reason
    assert refreshed.rows(VERDICTS) == [("v1", True), ("v2", False)]
    assert refreshed.rows(REFUSED) == [("unknown_claim",)]

    # A row is edited and another removed, which changes nothing; what was recorded is taken back.
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([lines[0], lines[1].replace("verified", "disputed")]), "utf-8")
    code, said = decide("--revokes", "v1", "--rationale", "The register was of another plant.")
    assert (code, "Added v3" in said) == (0, True), said
    refreshed.refresh(**settings)
    ((status, decided_by, _),) = refreshed.rows(STATUS, claim)
    assert (status, decided_by) == (before, "rule")
    assert refreshed.rows(REFUSED) == [("edited",), ("removed",), ("unknown_claim",)]
    history = refreshed.rows(
        """
        SELECT verification_status, changed_because FROM marts.verification_history
        WHERE claim_id = ? ORDER BY valid_from, valid_to NULLS LAST, opened_by_run_id
        """,
        claim,
    )
    assert sorted(history) == sorted(
        [(before, "new_evidence"), ("verified", "analyst"), (before, "analyst")]
    )


def test_what_the_command_refuses(refreshed: Workshop, reference: Path, decide: Decide) -> None:
    code, said = decide("--claim", "0" * 32, "--status", "verified")
    assert (code, "No published claim" in said) == (1, True), said
    ((claim,),) = refreshed.rows("SELECT min(claim_id) FROM marts.claims")
    code, said = decide(
        *("--claim", claim, "--status", "verified", "--rationale", "Too short"),
    )
    assert (code, "rationale" in said) == (1, True), said
    assert (reference / "verdicts.csv").read_text(encoding="utf-8").count("\n") == 1


def test_verdicts_of_several_people_at_once_all_stand(tmp_path: Path) -> None:
    file = tmp_path / "verdicts.csv"
    with ThreadPoolExecutor(8) as people:
        added = list(people.map(lambda n: add_verdict(file, tmp_path, verdict(n)), range(16)))
    assert {item.verdict_id for item in added} == {f"v{number}" for number in range(1, 17)}
    assert len(file.read_text(encoding="utf-8").splitlines()) == 17


def test_a_file_that_is_broken_is_not_written_to(tmp_path: Path) -> None:
    file = tmp_path / "verdicts.csv"
    file.write_text("some,other,table\n", encoding="utf-8")
    with pytest.raises(VerdictError, match="header"):
        add_verdict(file, tmp_path, verdict(1))
    assert file.read_text(encoding="utf-8") == "some,other,table\n"
