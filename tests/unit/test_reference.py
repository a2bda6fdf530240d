"""The reference tables: what is accepted, and how each mistake is told."""

import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import yaml

from orchestration.reference import ReferenceError, default_reference, load_reference
from orchestration.reference.tables import TABLES
from orchestration.settings import PROJECT_ROOT

REFERENCE_DIR = PROJECT_ROOT / "data" / "reference"

Edit = Callable[[str, Callable[[str], str]], list[str]]


@pytest.fixture
def mistakes_after(tmp_path: Path) -> Edit:
    """Load a copy of the tables in which one file was edited, and return the mistakes told."""

    def load(name: str, edit: Callable[[str], str]) -> list[str]:
        directory = tmp_path / "reference"
        shutil.copytree(REFERENCE_DIR, directory, copy_function=shutil.copyfile)
        file = directory / f"{name}.csv"
        before = file.read_text(encoding="utf-8")
        after = edit(before)
        assert after != before, "the edit must change the file"
        file.write_text(after, encoding="utf-8")
        with pytest.raises(ReferenceError) as raised:
            load_reference(directory)
        return str(raised.value).splitlines()[1:]

    return load


def set_field(column: str, value: str, line: int = 2) -> Callable[[str], str]:
    """Edit one unquoted field; ``line`` counts as an editor does."""

    def edit(text: str) -> str:
        lines = text.splitlines(keepends=True)
        fields = lines[line - 1].rstrip("\n").split(",")
        fields[lines[0].rstrip("\n").split(",").index(column)] = value
        lines[line - 1] = ",".join(fields) + "\n"
        return "".join(lines)

    return edit


def append(row: str) -> Callable[[str], str]:
    """Add one row at the end."""
    return lambda text: text.rstrip("\n") + "\n" + row + "\n"


def test_every_table_is_an_attribute_with_the_types_of_its_schema() -> None:
    reference = default_reference()
    for name, table in TABLES.items():
        frame = getattr(reference, name)
        types = {column: spec.dtype.type for column, spec in table.schema.columns.items()}
        assert dict(frame.schema) == types, name


def test_empty_fields_are_null_and_never_an_empty_text() -> None:
    for frame in default_reference().tables.values():
        for column in frame.select(pl.col(pl.String)).iter_columns():
            assert "" not in column, column.name


def test_a_table_that_is_not_there_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no reference table 'compnaies'"):
        _ = default_reference().compnaies


def test_the_tables_reach_another_process_whole() -> None:
    reference = default_reference()
    copy = pickle.loads(pickle.dumps(reference))
    assert copy.fingerprint == reference.fingerprint
    assert copy.companies.equals(reference.companies)


def test_the_fingerprint_follows_the_bytes(tmp_path: Path) -> None:
    same, other = tmp_path / "same", tmp_path / "other"
    for directory in (same, other):
        shutil.copytree(REFERENCE_DIR, directory, copy_function=shutil.copyfile)
    with (other / "hedges.csv").open("a", encoding="utf-8") as file:
        file.write("is whispered to,2,distanced\n")
    assert load_reference(same).fingerprint == default_reference().fingerprint
    assert load_reference(other).fingerprint != default_reference().fingerprint


def test_an_unknown_column_is_named(mistakes_after: Edit) -> None:
    told = mistakes_after("tolerances", lambda text: text.replace("name,value", "name,valeu", 1))
    assert told == [
        "tolerances.csv:1: valeu: unknown column",
        "tolerances.csv:1: value: missing column",
    ]


@pytest.mark.parametrize(
    ("table", "column", "value", "told"),
    [
        ("tolerances", "value", "two", "tolerances.csv:2: value: 'two' is no number"),
        ("fx_rates", "year", "2005.5", "fx_rates.csv:2: year: '2005.5' is no whole number"),
        ("company_aliases", "needs_review", "no", "'no' is no true or false"),
        ("company_aliases", "alias", "", "company_aliases.csv:2: alias: must not be empty"),
        ("company_aliases", "confidence", "1.5", "company_aliases.csv:2: confidence: '1.5' breaks"),
        ("company_aliases", "alias_type", "pet", "company_aliases.csv:2: alias_type: 'pet' breaks"),
        ("company_aliases", "company_id", "cn_x", "'cn_x' is not in companies.csv"),
        ("outlets", "owner_company_id", "cn_x", "'cn_x' is not in companies.csv"),
        ("unit_costs", "metric_type", "luck", "'luck' is not in metric_types.csv"),
        ("unit_costs", "low", "99", "unit_costs.csv:2: low: 99.0 is above high 20.0"),
        ("fx_rates", "units_per_usd", "0", "fx_rates.csv:2: units_per_usd: '0.0' breaks"),
        ("hedges", "level", "4", "hedges.csv:2: level: '4' breaks"),
        ("hedges", "phrase", " said", "hedges.csv:2: phrase: white space around ' said'"),
    ],
)
def test_a_field_that_breaks_a_rule_is_told_with_its_place(
    mistakes_after: Edit, table: str, column: str, value: str, told: str
) -> None:
    (mistake,) = mistakes_after(table, set_field(column, value))
    assert mistake.startswith(f"{table}.csv:2: {column}: ")
    assert told in mistake


def test_a_key_given_twice_is_told_with_both_lines(mistakes_after: Edit) -> None:
    (told,) = mistakes_after("hedges", append("said,2,again"))
    assert "hedges.csv:" in told
    assert told.endswith(": phrase: 'said' stands in line 2 already")


def test_an_unknown_parent_is_told(mistakes_after: Edit) -> None:
    row = "xx_child,Child Ltd,,GB,private,xx_nobody,,,high,"
    (told,) = mistakes_after("companies", append(row))
    assert told.endswith(": parent_company_id: 'xx_nobody' is not in companies.csv")


def test_a_circle_of_parents_is_told_at_each_of_its_rows_and_at_no_other(
    mistakes_after: Edit,
) -> None:
    rows = [
        "xx_a,A Ltd,,GB,private,xx_b,,,high,",
        "xx_b,B Ltd,,GB,private,xx_a,,,high,",
        "xx_c,C Ltd,,GB,private,xx_a,,,high,",
    ]
    told = mistakes_after("companies", append("\n".join(rows)))
    assert [line.split("parent_company_id: ")[1] for line in told] == [
        "a circle of parents: xx_a → xx_b → xx_a",
        "a circle of parents: xx_b → xx_a → xx_b",
    ]


def test_a_wrong_check_digit_of_an_lei_is_told(mistakes_after: Edit) -> None:
    told = mistakes_after(
        "companies", append("xx_a,A Ltd,,GB,private,,,549300X3UK4GG3FNMO07,high,")
    )
    assert [line.split(": ", 1)[1] for line in told] == [
        "lei: '549300X3UK4GG3FNMO07' has a wrong check digit"
    ]


def test_an_lei_of_the_wrong_form_is_told_once(mistakes_after: Edit) -> None:
    (told,) = mistakes_after("companies", append("xx_a,A Ltd,,GB,private,,,5493-00,high,"))
    assert "lei: '5493-00' breaks" in told


def test_a_name_of_two_companies_must_say_that_it_is_ambiguous(mistakes_after: Edit) -> None:
    told = mistakes_after("company_aliases", append("LYNAS,en,au_iluka,short,1.0,false"))
    assert len(told) == 2
    assert all("alias_type must be 'ambiguous'" in line for line in told)


def test_a_line_break_in_a_field_is_told(mistakes_after: Edit) -> None:
    (told,) = mistakes_after("hedges", append('"is said\nto",2,distanced'))
    assert told.endswith("a field holds a line break")


def test_a_row_with_too_many_fields_is_told(mistakes_after: Edit) -> None:
    (told,) = mistakes_after("hedges", append("is said to, perhaps,2,distanced"))
    assert told.endswith("4 fields for 3 columns")


def test_an_open_quotation_mark_is_told(mistakes_after: Edit) -> None:
    (told,) = mistakes_after("hedges", append('"is said to,2,distanced'))
    assert told.startswith("hedges.csv:")


def test_an_empty_file_is_told(mistakes_after: Edit) -> None:
    assert "hedges.csv:1: is empty" in mistakes_after("hedges", lambda _: "")


def test_missing_and_stray_tables_are_told_together(tmp_path: Path) -> None:
    directory = tmp_path / "reference"
    shutil.copytree(REFERENCE_DIR, directory, copy_function=shutil.copyfile)
    (directory / "hedges.csv").rename(directory / "hedge.csv")
    with pytest.raises(ReferenceError) as raised:
        load_reference(directory)
    assert str(raised.value).splitlines()[1:] == [
        "hedge.csv: is no table that Assay knows; see TABLES",
        "hedges.csv: is missing",
    ]


def test_bytes_that_are_no_utf8_are_told_with_their_line(tmp_path: Path) -> None:
    directory = tmp_path / "reference"
    shutil.copytree(REFERENCE_DIR, directory, copy_function=shutil.copyfile)
    with (directory / "hedges.csv").open("ab") as file:
        file.write(b"pr\xe9tend,2,distanced\n")
    lines = (REFERENCE_DIR / "hedges.csv").read_text(encoding="utf-8").count("\n")
    with pytest.raises(ReferenceError, match=rf"hedges.csv:{lines + 1}: is not UTF-8 here"):
        load_reference(directory)


def test_all_mistakes_are_told_at_once_in_the_order_of_their_places(mistakes_after: Edit) -> None:
    def edit(text: str) -> str:
        return set_field("level", "9", 5)(set_field("level", "", 3)(text))

    assert [line.split(": ")[0] for line in mistakes_after("hedges", edit)] == [
        "hedges.csv:3",
        "hedges.csv:5",
    ]


def test_a_company_with_a_known_outlet_owner_stays_loadable_with_a_byte_order_mark(
    tmp_path: Path,
) -> None:
    """Spreadsheets write one in front of UTF-8."""
    directory = tmp_path / "reference"
    shutil.copytree(REFERENCE_DIR, directory, copy_function=shutil.copyfile)
    file = directory / "outlets.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert load_reference(directory).outlets.equals(default_reference().outlets)


class TestUnitCosts:
    """The bands of unit costs hold well-known prices apart from absurd ones."""

    @staticmethod
    def bands(metric_type: str, unit: str, currency: str) -> pl.DataFrame:
        return default_reference().unit_costs.filter(
            (pl.col("metric_type") == metric_type)
            & (pl.col("unit") == unit)
            & (pl.col("currency") == currency)
        )

    @pytest.mark.parametrize("currency", ["CNY", "EUR", "USD", "GBP", "INR", "AUD"])
    def test_water_and_electricity_have_a_band_without_conditions(self, currency: str) -> None:
        for metric_type, unit in (("water_saving", "m3"), ("energy_saving", "kW.h")):
            plain = self.bands(metric_type, unit, currency).filter(
                pl.col("required_words").is_null()
            )
            assert plain.height == 1, metric_type

    @pytest.mark.parametrize("currency", ["CNY", "EUR", "USD", "GBP", "INR", "AUD"])
    def test_bands_of_one_thing_leave_no_gap(self, currency: str) -> None:
        """A value between two bands would look implausible although both neighbours are not."""
        bands = self.bands("water_saving", "m3", currency).sort("low")
        reached = bands["high"].cum_max().shift(1).drop_nulls()
        assert (bands["low"][1:] <= reached).all()

    def test_bands_of_one_thing_agree_across_currencies_within_a_factor(self) -> None:
        """Prices differ between countries, but no middle of a band by more than twenty times."""
        rates = default_reference().fx_rates.filter(pl.col("year") == 2024)
        middles = (
            default_reference()
            .unit_costs.filter(pl.col("required_words").is_null())
            .join(rates, on="currency")
            .with_columns(middle=(pl.col("low") * pl.col("high")).sqrt() / pl.col("units_per_usd"))
            .group_by("metric_type", "unit", "subject_words")
            .agg(spread=pl.col("middle").max() / pl.col("middle").min())
        )
        assert middles.filter(pl.col("spread") > 20).to_dicts() == []


class TestRates:
    """The exchange rates are complete and near what everybody remembers."""

    @staticmethod
    def rate(currency: str, year: int) -> float:
        rates = default_reference().fx_rates
        return float(
            rates.filter((pl.col("currency") == currency) & (pl.col("year") == year))[
                "units_per_usd"
            ].item()
        )

    @pytest.mark.parametrize(
        ("currency", "year", "near"),
        [("CNY", 2023, 7.08), ("EUR", 2023, 0.925), ("JPY", 2015, 121.0), ("GBP", 2010, 0.647)],
    )
    def test_a_rate_is_units_for_one_dollar(self, currency: str, year: int, near: float) -> None:
        assert self.rate(currency, year) == pytest.approx(near, rel=0.01)

    def test_the_dollar_and_the_euro_are_themselves(self) -> None:
        rates = default_reference().fx_rates
        assert set(rates.filter(pl.col("currency") == "USD")["units_per_usd"]) == {1.0}
        assert set(rates.filter(pl.col("currency") == "EUR")["units_per_eur"]) == {1.0}

    def test_years_of_the_yuan_have_no_gap(self) -> None:
        years = default_reference().fx_rates.filter(pl.col("currency") == "CNY")["year"]
        assert years.to_list() == list(range(2006, 2006 + len(years)))


def test_dbt_is_given_the_tables_by_a_relative_path() -> None:
    """Given an absolute one, dbt would write its compiled SQL over the CSVs themselves."""
    project = yaml.safe_load((PROJECT_ROOT / "dbt_project" / "dbt_project.yml").read_text("utf-8"))
    for path in project["seed-paths"]:
        assert "{{" not in path
        assert not Path(path).is_absolute()
