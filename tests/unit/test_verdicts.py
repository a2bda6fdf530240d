"""What a verdict must be, row by row and against what was recorded."""

from dataclasses import asdict, replace

import pytest

from orchestration.verdicts.file import read_lines, write_line
from orchestration.verdicts.rules import COLUMNS, Line, Verdict, reasons_to_refuse, verdict_of

FIRST = Verdict(
    verdict_id="v1",
    claim_id="0" * 32,
    verification_status="verified",
    rationale="The plant's meters were read on site.",
    evidence="https://register.example/46",
    analyst="A. Reader",
    decided_at="2026-01-05",
    expires_at=None,
    revokes=None,
)
REVOCATION = replace(FIRST, verdict_id="v2", verification_status=None, revokes="v1")


def codes(*lines: Line, recorded: tuple[Verdict, ...] = ()) -> list[set[str]]:
    known = {verdict.verdict_id: verdict for verdict in recorded}
    found = reasons_to_refuse(lines, known)
    return [{reason.code for reason in found.get(row, [])} for row in range(len(lines))]


def test_a_verdict_and_its_revocation_are_taken() -> None:
    lines = [asdict(FIRST), asdict(REVOCATION)]
    assert codes(*lines) == [set(), set()]
    assert [verdict_of(line) for line in lines] == [FIRST, REVOCATION]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"rationale": None}, "missing_value"),
        ({"rationale": "Nineteen characters"}, "malformed"),
        ({"analyst": None}, "missing_value"),
        ({"claim_id": "the first one"}, "malformed"),
        ({"verification_status": "true"}, "not_in_vocabulary"),
        ({"verification_status": None}, "status_or_revokes"),
        ({"revokes": "v1"}, "status_or_revokes"),
        ({"evidence": "a phone call"}, "malformed"),
        ({"decided_at": "2026-02-31"}, "malformed"),
        ({"decided_at": "5 January 2026"}, "malformed"),
        ({"expires_at": "2026-01-05"}, "expired_from_the_start"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused_alone(
    changes: dict[str, str | None], code: str
) -> None:
    broken = {**asdict(FIRST), "verdict_id": "v0", **changes}
    refused, taken = codes(broken, asdict(FIRST))
    assert code in refused
    assert taken == set()


def test_the_shortest_rationale_that_is_enough() -> None:
    assert codes(asdict(replace(FIRST, rationale="Twenty characters ok"))) == [set()]


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (replace(FIRST, analyst="B. Reader"), "repeated_id"),
        (replace(REVOCATION, revokes="v9"), "unknown_verdict"),
        (replace(REVOCATION, claim_id="1" * 32), "other_claim"),
    ],
)
def test_rows_must_fit_together(second: Verdict, code: str) -> None:
    assert codes(asdict(FIRST), asdict(second)) == [set(), {code}]


def test_a_revocation_is_not_revoked() -> None:
    again = replace(REVOCATION, verdict_id="v3", revokes="v2")
    assert codes(asdict(FIRST), asdict(REVOCATION), asdict(again))[2] == {"not_revocable"}


def test_a_past_row_is_not_edited() -> None:
    edited = asdict(replace(FIRST, verification_status="doubtful"))
    assert codes(edited, recorded=(FIRST,)) == [{"edited"}]
    assert codes(asdict(FIRST), recorded=(FIRST,)) == [set()]


def test_a_recorded_verdict_is_revoked_whatever_became_of_its_row() -> None:
    edited = asdict(replace(FIRST, verification_status="doubtful"))
    assert codes(edited, asdict(REVOCATION), recorded=(FIRST,)) == [{"edited"}, set()]
    assert codes(asdict(REVOCATION), recorded=(FIRST,)) == [set()]


def test_what_is_written_is_read_again() -> None:
    told = replace(FIRST, rationale='Meters say "80 m³", not 90; see the report, page 4.')
    content = ",".join(COLUMNS) + "\n" + write_line(asdict(told))
    lines, broken = read_lines(content.encode())
    assert not broken
    assert [(line.number, verdict_of(line.fields)) for line in lines] == [(2, told)]


def test_lines_that_are_no_rows_are_told_with_their_number() -> None:
    row = write_line(asdict(FIRST))
    content = ",".join(COLUMNS) + "\n" + row + 'v2,"open\n' + "v3,short\n" + row
    lines, broken = read_lines(content.encode())
    assert [line.number for line in lines] == [2, 5]
    assert [(item.number, item.reason.code) for item in broken] == [
        (3, "malformed"),
        (4, "malformed"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"claim,status\n", "wrong_header", id="header"),
        pytest.param(",".join(COLUMNS).encode() + b"\nv1,\xff\n", "not_utf8", id="bytes"),
    ],
)
def test_a_file_that_is_another_is_told(content: bytes, code: str) -> None:
    lines, broken = read_lines(content)
    assert lines == []
    assert [item.reason.code for item in broken] == [code]
