"""A change of code or tables changes the version of the stage that it belongs to."""

from pathlib import Path

import pytest

from orchestration.versions import stage_versions

FILES = (
    "text/reading.py",
    "extraction/claims.py",
    "extraction/grammar/numbers.py",
    "contracts/rows.py",
    "reference/loading.py",
    "publication/snapshot.py",
)
TABLES = ("companies.csv", "unit_costs.csv")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for name in FILES:
        path = tmp_path / "package" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {name}\n")
    (tmp_path / "reference").mkdir()
    for name in TABLES:
        (tmp_path / "reference" / name).write_text("a,b\n")
    return tmp_path


@pytest.mark.parametrize(
    ("changed", "text_changes", "extraction_changes"),
    [
        ("package/text/reading.py", True, False),
        ("package/extraction/claims.py", False, True),
        ("package/extraction/grammar/numbers.py", False, True),
        ("package/contracts/rows.py", False, True),
        ("package/publication/snapshot.py", False, False),
        ("reference/companies.csv", False, True),
        ("reference/unit_costs.csv", False, False),
    ],
)
def test_what_a_change_makes_stale(
    package: Path, changed: str, text_changes: bool, extraction_changes: bool
) -> None:
    before = stage_versions(package / "reference", package / "package")
    assert stage_versions(package / "reference", package / "package") == before
    path = package / changed
    path.write_text(path.read_text() + "changed\n")
    after = stage_versions(package / "reference", package / "package")
    assert (after.text != before.text) is text_changes
    assert (after.extraction != before.extraction) is extraction_changes
