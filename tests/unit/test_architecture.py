"""The shape of the house: which package may import which, and where Dagster may be."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "orchestration"
STAGES = [
    "ingestion",
    "text",
    "extraction",
    "contracts",
    "reading",
    "verdicts",
    "duplicates",
    "warehouse",
    "publication",
]
FOUNDATIONS = {"settings", "reference", "versions"}
DAGSTER = {
    "definitions",
    "assets",
    "checks",
    "schedules",
    "sensors",
    "resources",
    "refresh",
}
MOST_LINES = 600

MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path.name} imports relatively"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_imported(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(path) if name.startswith("orchestration.")}


def test_there_are_modules_to_look_at() -> None:
    assert {room_of(path) for path in MODULES} >= {*STAGES, *FOUNDATIONS, *DAGSTER}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    room = room_of(path)
    if room in STAGES:
        allowed = {*STAGES[: STAGES.index(room) + 1], *FOUNDATIONS}
    elif room in FOUNDATIONS:
        allowed = FOUNDATIONS
    else:
        return
    assert rooms_imported(path) <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_dagster_stays_in_its_modules(path: Path) -> None:
    if room_of(path) not in DAGSTER:
        packages = {name.split(".")[0] for name in imports(path)}
        assert not packages & {"dagster", "dagster_dbt"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_is_one_room(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MOST_LINES
    assert ast.get_docstring(ast.parse(source)), "a module says what belongs in it"
