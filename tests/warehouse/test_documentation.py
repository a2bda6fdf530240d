"""What users and people who change the models rely on: contracts, descriptions, and the sources."""

import re
from pathlib import Path
from typing import Any

import yaml

from orchestration.contracts.schemas import TABLES
from orchestration.settings import PROJECT_ROOT
from tests.warehouse.conftest import DBT_PROJECT, Warehouse

MODELS = DBT_PROJECT / "models"
CONTRACT = PROJECT_ROOT / "docs" / "warehouse.md"


def read_yaml(path: Path) -> dict[str, Any]:
    """The content of a YAML file."""
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def promised_columns() -> dict[str, list[str]]:
    """The tables and columns of the contract, from the table in the documentation for users."""
    promised = {}
    for line in CONTRACT.read_text(encoding="utf-8").splitlines():
        row = re.match(r"\| `(\w+)` \|[^|]*\| (.*) \|$", line)
        if row:
            promised[row[1]] = re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", row[2]))
    return promised


def test_sources_are_the_tables_that_python_validates() -> None:
    sources = read_yaml(MODELS / "staging" / "_sources.yml")["sources"][0]["tables"]
    described = {
        table["name"]: [column["name"] for column in table["columns"]] for table in sources
    }
    assert described == {name: list(schema.columns) for name, schema in TABLES.items()}


def test_every_promised_column_is_published(labelled_warehouse: Warehouse) -> None:
    found: dict[str, set[str]] = {}
    for row in labelled_warehouse.rows(
        """
        select table_name, column_name
        from information_schema.columns
        where table_schema = 'marts'
        """
    ):
        found.setdefault(row["table_name"], set()).add(row["column_name"])
    promised = promised_columns()
    assert len(promised) >= 17
    missing = {
        table: sorted(set(columns) - found.get(table, set()))
        for table, columns in promised.items()
        if set(columns) - found.get(table, set())
    }
    # verification_history's statuses and flags are promised in words.
    assert missing == {}


def test_money_dates_and_ids_have_their_types(labelled_warehouse: Warehouse) -> None:
    wrong = labelled_warehouse.rows(
        """
        select table_name, column_name, data_type
        from information_schema.columns
        where
            table_schema = 'marts'
            and (
                (column_name like '%\\_id' escape '\\' and data_type <> 'VARCHAR')
                or (column_name like '%\\_on' escape '\\' and data_type <> 'DATE')
                or (column_name in ('as_of', 'valid_from', 'valid_to') and data_type <> 'DATE')
                or (
                    (column_name like '%value%' or column_name in ('fx_rate', 'implied_unit_cost'))
                    and column_name <> 'value_kind'
                    and data_type not like 'DECIMAL%'
                )
            )
        """
    )
    assert wrong == []


def test_every_model_and_column_is_described_beside_it(labelled_warehouse: Warehouse) -> None:
    columns: dict[str, set[str]] = {}
    for row in labelled_warehouse.rows(
        """
        select table_name, column_name
        from information_schema.columns
        where table_schema in ('staging', 'intermediate', 'marts')
        """
    ):
        columns.setdefault(row["table_name"], set()).add(row["column_name"])
    for model in sorted(MODELS.glob("*/*.sql")):
        described = read_yaml(model.with_suffix(".yml"))["models"][0]
        assert described["name"] == model.stem
        assert described["description"].startswith("One row"), model.name
        named = {column["name"] for column in described["columns"] if column["description"]}
        assert named == columns[model.stem.removeprefix("published_")], model.name


def test_the_unit_tests_of_the_models_pass(labelled_warehouse: Warehouse) -> None:
    labelled_warehouse.dbt("test", "--select", "test_type:unit")
