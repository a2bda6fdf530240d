"""The tables of units and currencies, held against pint and against what they are read into."""

import csv
from decimal import Decimal
from typing import Any

import pint
import pytest

from orchestration.extraction import find_quantities
from orchestration.extraction.quantities.units import load_units
from orchestration.settings import PROJECT_ROOT

REFERENCE = PROJECT_ROOT / "data" / "reference"

# UCUM codes whose name in pint is not the code itself.
IN_PINT = {
    "[mi_i]": "mile",
    "[ft_i]": "foot",
    "[in_i]": "inch",
    "[yd_i]": "yard",
    "[nmi_i]": "nautical_mile",
    "[ly]": "light_year",
    "m2": "m**2",
    "km2": "km**2",
    "cm2": "cm**2",
    "mm2": "mm**2",
    "[sft_i]": "foot**2",
    "[smi_us]": "mile**2",
    "[syd_i]": "yard**2",
    "[acr_us]": "acre",
    "har": "hectare",
    "[mu]": "m**2 * 10000 / 15",
    "m3": "m**3",
    "Nm3": "m**3",
    "km3": "km**3",
    "cm3": "cm**3",
    "[cft_i]": "foot**3",
    "[cyd_i]": "yard**3",
    "[gal_us]": "gallon",
    "[gal_br]": "imperial_gallon",
    "[pt_us]": "pint",
    "[pt_br]": "imperial_pint",
    "[qt_br]": "imperial_quart",
    "[fth_i]": "fathom",
    "[fur_us]": "furlong",
    "Mm3": "m**3 * 1e6",
    "Gm3": "m**3 * 1e9",
    "k[cft_i]": "foot**3 * 1e3",
    "M[cft_i]": "foot**3 * 1e6",
    "G[cft_i]": "foot**3 * 1e9",
    "T[cft_i]": "foot**3 * 1e12",
    "[cft_i]/d": "foot**3/day",
    "M[cft_i]/d": "foot**3/day * 1e6",
    "G[cft_i]/d": "foot**3/day * 1e9",
    "[gal_us]/d": "gallon/day",
    "M[gal_us]/d": "gallon/day * 1e6",
    "[gal_us]/min": "gallon/minute",
    "m3/h": "m**3/hour",
    "L/s": "liter/second",
    "ML/d": "megaliter/day",
    "k[lb_av]": "kilopound",
    "M[lb_av]": "megapound",
    "[lcwt_av]": "long_hundredweight",
    "k[car_m]": "kilocarat",
    "M[car_m]": "megacarat",
    "PW.h": "petawatt_hour",
    "T[Btu]": "teraBtu",
    "GV.A": "gigavolt*ampere",
    "[atm]": "atmosphere",
    "mm[Hg]": "mmHg",
    "EB": "exabyte",
    "ZB": "zettabyte",
    "Tbit/s": "terabit/second",
    "[acr_us].[ft_i]": "acre_foot",
    "[ppt]": "ppm/1000000",
    "[qt_us]": "quart",
    "[foz_us]": "fluid_ounce",
    "[tbs_us]": "tablespoon",
    "[tsp_us]": "teaspoon",
    "[bbl_us]": "oil_barrel",
    "[bu_us]": "bushel",
    "t": "metric_ton",
    "kt": "kilometric_ton",
    "Mt": "megametric_ton",
    "Gt": "gigametric_ton",
    "[ston_av]": "short_ton",
    "[lton_av]": "long_ton",
    "[lb_av]": "pound",
    "[oz_av]": "ounce",
    "[oz_tr]": "troy_ounce",
    "[dr_av]": "dram",
    "[car_m]": "carat",
    "d": "day",
    "wk": "week",
    "mo": "month",
    "a": "year",
    "[mi_i]/h": "mile/hour",
    "[kn_i]": "knot",
    "[mi_i]/[gal_us]": "mile/gallon",
    "[HP]": "horsepower",
    "V.A": "volt*ampere",
    "W.h": "watt_hour",
    "kW.h": "kilowatt_hour",
    "MW.h": "megawatt_hour",
    "GW.h": "gigawatt_hour",
    "TW.h": "terawatt_hour",
    "[Btu]": "Btu",
    "N.m": "newton*meter",
    "[ft_i].[lbf_av]": "foot*force_pound",
    "[psi]": "psi",
    "k[psi]": "kilopsi",
    "Cel": "degC",
    "[degF]": "degF",
    "deg": "degree",
    "A.h": "ampere_hour",
    "mA.h": "milliampere_hour",
    "kOe": "kilooersted",
    "Ohm": "ohm",
    "C": "coulomb",
    "By": "byte",
    "kB": "kilobyte",
    "MB": "megabyte",
    "GB": "gigabyte",
    "TB": "terabyte",
    "PB": "petabyte",
    "R": "roentgen",
    "t/a": "metric_ton/year",
    "kt/a": "kilometric_ton/year",
    "Mt/a": "megametric_ton/year",
    "t/d": "metric_ton/day",
    "t/h": "metric_ton/hour",
    "[bbl_us]/d": "oil_barrel/day",
    "kV.A": "kilovolt*ampere",
    "MV.A": "megavolt*ampere",
    "k[bbl_us]": "kilooil_barrel",
    "M[bbl_us]": "megaoil_barrel",
    "k[bbl_us]/d": "kilooil_barrel/day",
    "M[bbl_us]/d": "megaoil_barrel/day",
    "k[oz_tr]": "kilotroy_ounce",
    "M[oz_tr]": "megatroy_ounce",
    "M[Btu]": "megaBtu",
    "‰": "permille",
    "[ppm]": "ppm",
    "[ppb]": "ppm/1000",
    "[pp]": "percent",
    "[bp]": "percent/100",
    "%": "percent",
}
# Names that pint gives to something else: its ton is the short ton (metric in this field), its
# barrel one of wine (of oil here), "kilo" and "mu" are prefixes, an amp may be attometres a second.
OTHERWISE_IN_PINT = {
    *("ton", "kiloton", "megaton", "gigaton", "barrel", "kilo", "mu", "amp", "degree", "celsius"),
    *("hundredweight", "tonnage"),
    *("centigrade", "fahrenheit"),
}
# What has no dimension in pint: money, counted things and marks in braces.
WITHOUT = ("money", "count", "ratio", "frame rate", "resolution", "frequency", "sound level")
# A unit of each dimension that pint measures.
OF_DIMENSION = {
    "share": "percent",
    "share difference": "percent",
    "length": "m",
    "area": "m**2",
    "volume": "m**3",
    "mass": "kg",
    "time": "s",
    "speed": "m/s",
    "fuel economy": "m/m**3",
    "power": "W",
    "energy": "J",
    "force": "N",
    "torque": "N*m",
    "pressure": "Pa",
    "temperature": "K",
    "angle": "radian",
    "electric current": "A",
    "electric charge": "coulomb",
    "electric potential": "V",
    "electric resistance": "ohm",
    "electric capacitance": "F",
    "magnetic flux density": "T",
    "magnetic field": "oersted",
    "luminous flux": "lumen",
    "luminous intensity": "candela",
    "illuminance": "lux",
    "amount of substance": "mol",
    "information": "bit",
    "data rate": "bit/s",
    "radioactivity": "becquerel",
    "dose": "sievert",
    "exposure": "roentgen",
    "mass flow": "kg/s",
    "volume flow": "m**3/s",
}


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


UNITS = _rows("units.csv")
MEASURED = [row for row in UNITS if row["dimension"] not in WITHOUT and "{" not in row["code"]]


@pytest.fixture(scope="module")
def registry() -> Any:
    return pint.UnitRegistry()


@pytest.mark.parametrize("row", MEASURED, ids=[row["code"] for row in MEASURED])
def test_a_unit_has_the_dimension_that_pint_gives_it(row: dict[str, str], registry: Any) -> None:
    unit = registry.parse_expression(IN_PINT.get(row["code"], row["code"]))
    expected = registry.parse_expression(OF_DIMENSION[row["dimension"]])
    assert unit.dimensionality == expected.dimensionality


@pytest.mark.parametrize("row", MEASURED, ids=[row["code"] for row in MEASURED])
def test_a_claims_unit_converts_as_pint_does(row: dict[str, str], registry: Any) -> None:
    if row["claim_code"] == row["code"]:
        assert Decimal(row["claim_factor"]) == 1
        return
    unit = registry.parse_expression(IN_PINT.get(row["code"], row["code"]))
    claimed = registry.parse_expression(IN_PINT.get(row["claim_code"], row["claim_code"]))
    assert (unit / claimed).to("").magnitude == pytest.approx(float(row["claim_factor"]))


@pytest.mark.parametrize("row", MEASURED, ids=[row["code"] for row in MEASURED])
def test_names_in_the_table_mean_the_same_in_pint(row: dict[str, str], registry: Any) -> None:
    """A plain one-word name that pint knows too is the unit that the table says."""
    unit = registry.parse_expression(IN_PINT.get(row["code"], row["code"]))
    for name in row["names"].split("|"):
        if (
            {name, name.rstrip("s")} & OTHERWISE_IN_PINT
            or not name.isalpha()
            or name not in registry
        ):
            continue
        known = registry.parse_expression(name)
        assert (known / unit).to("").magnitude == pytest.approx(1, rel=2e-3), name


def test_no_form_stands_for_two_units() -> None:
    for columns, rows in (
        (("names", "symbols"), UNITS),
        (("words", "signs", "attached_signs", "codes"), _rows("currencies.csv")),
    ):
        owner: dict[str, str] = {}
        for row in rows:
            for form in {form for column in columns for form in row[column].split("|") if form}:
                assert owner.setdefault(form, row["code"]) == row["code"], form


def test_every_form_of_the_tables_is_read_as_its_unit() -> None:
    table = load_units()
    for form, unit in [*table.by_name.items(), *table.by_symbol.items()]:
        found = table.match(f"{form} ", 0)
        assert found is not None, form
        assert (found[0].code, found[1]) == (unit.code, len(form)), form


@pytest.mark.parametrize("row", _rows("currencies.csv"), ids=lambda row: str(row["code"]))
def test_each_currency_is_read_before_and_after_a_number(row: dict[str, str]) -> None:
    code = row["codes"].split("|")[0]
    # Codes that are words as well ("ALL", "TOP") are not read.
    texts = (f"{code} 5.2 million", f"5.2 million {code}", f"{code}5.2 million") if code else ()
    for text in texts:
        (quantity,) = find_quantities(text)
        assert (quantity.low, quantity.unit) == (5_200_000, row["code"]), text
    for word in row["words"].split("|")[:2]:
        (quantity,) = find_quantities(f"5.2 million {word}")
        assert quantity.unit == row["code"], word


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("80 m³/day", "m3/d"),
        ("4,500 tonnes a year", "t/a"),
        ("9 million yuan every year", "CNY/a"),
        ("US$812 per tonne", "USD/t"),
        ("$1,045 an ounce", "USD/[oz_tr]"),
        ("$0.31 per diluted share", "USD/{share}"),
        ("480 kWh per tonne", "kW.h/t"),
        ("7 L per 100 km", "L/(100.km)"),
        ("30 minutes per alarm", "min/{alarm}"),
        ("1.2 tCO2e/t", "t/t"),
        ("three containers a week", "{container}/wk"),
        ("12 mg/Nm³", "mg/Nm3"),
        ("52,000 barrels a day", "[bbl_us]/d"),
        ("$445 million a year earlier", "USD"),
        ("5 per cent a year", "%/a"),
    ],
)
def test_denominators_are_part_of_the_unit(text: str, unit: str) -> None:
    (quantity,) = find_quantities(text)
    assert quantity.unit == unit
