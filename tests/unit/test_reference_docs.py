"""The description of the reference tables and the tables themselves say the same."""

import re

import pytest

from orchestration.reference.tables import TABLES
from orchestration.settings import PROJECT_ROOT

TEXT = (PROJECT_ROOT / "docs" / "reference_data.md").read_text(encoding="utf-8")
SECTIONS = {
    match["name"]: match["body"]
    for match in re.finditer(r"^### (?P<name>\w+)$(?P<body>.*?)(?=^###? |\Z)", TEXT, re.M | re.S)
}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_and_column_is_described(name: str) -> None:
    first_cells = re.findall(r"^\| (`[^|]+`) \|", SECTIONS[name], re.M)
    described = {column for cell in first_cells for column in re.findall(r"`(\w+)`", cell)}
    assert described == set(TABLES[name].schema.columns)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_key_is_named(name: str) -> None:
    told = re.search(r"Key: ([^.]+)\.", SECTIONS[name])
    assert told is not None
    assert set(re.findall(r"`(\w+)`", told[1])) == set(TABLES[name].key)
