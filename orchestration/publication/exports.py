"""Exports of a version for people and programs without DuckDB: a flat CSV, and ClaimReview.

What stands in them is queried from the version's own file. Every mart as Parquet is written by
``snapshot``.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

CLAIMS = "claims.csv"
REVIEWS = "claim_reviews.jsonld"
BATCH = 10_000

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula (OWASP, CSV Injection)."""

RATINGS: Mapping[str, int] = {
    "contradicted": 1,
    "doubtful": 2,
    "disputed": 2,
    "unverified": 3,
    "self_reported": 3,
    "single_source": 3,
    "corroborated": 4,
    "verified": 5,
}
"""Stars of a review, 5 for what can be believed most; what can't be checked has none."""

OUTSIDE_STATUSES = ("verified", "corroborated", "contradicted", "disputed")
"""Statuses in which somebody outside has spoken, so that a review says more than the claim does."""


def write_exports(file: Path, directory: Path) -> None:
    """Write the exports of the published ``file`` into the new ``directory``.

    Raises:
        duckdb.Error: the file can't be read.
        OSError: the disk is full.
    """
    directory.mkdir()
    with duckdb.connect(str(file), read_only=True) as connection:
        _write_claims(connection, directory / CLAIMS)
        _write_reviews(connection, directory / REVIEWS)


def guard_cell(value: object) -> object:
    """A cell of a CSV; a text that a spreadsheet would take for a formula is quoted by ``'``."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def claim_review(row: Mapping[str, Any]) -> dict[str, Any]:
    """A review of one claim in the terms of schema.org's ClaimReview.

    Args:
        row: a claim of ``marts.claims_flat`` with ``analyst``, ``decided_at`` and ``as_of``.
    """
    rating: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": row["verification_status"].replace("_", " "),
        "ratingExplanation": row["status_reason"],
    }
    if row["verification_status"] in RATINGS:
        stars = RATINGS[row["verification_status"]]
        rating |= {"ratingValue": stars, "worstRating": 1, "bestRating": 5}
    appearance = {
        "@type": "NewsArticle",
        "headline": row["article_title"],
        "datePublished": _day(row["first_published_on"]),
        "publisher": _organisation(row["publisher_name"]),
        "url": row["source_uri"] if row["source_uri"].startswith("http") else None,
        "identifier": row["article_id"],
    }
    author = (
        {"@type": "Person", "name": row["analyst"]}
        if row["decided_by"] == "analyst"
        else _organisation("Assay")
    )
    return _without_nulls(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "identifier": row["claim_id"],
            "url": f"urn:assay:claim:{row['claim_id']}",
            "claimReviewed": row["sentence"],
            "datePublished": _day(row["decided_at"] or row["as_of"]),
            "author": author,
            "itemReviewed": {
                "@type": "Claim",
                "author": _organisation(row["company_name"]),
                "datePublished": _day(row["first_published_on"]),
                "appearance": _without_nulls(appearance),
            },
            "reviewRating": rating,
        }
    )


def _write_claims(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    result = connection.execute("FROM marts.claims_flat ORDER BY claim_id")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(column[0] for column in result.description or [])
        while rows := result.fetchmany(BATCH):
            writer.writerows([guard_cell(value) for value in row] for row in rows)


def _write_reviews(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in _reviewed(connection):
            file.write(json.dumps(claim_review(row), ensure_ascii=False) + "\n")


def _reviewed(connection: duckdb.DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    result = connection.execute(
        """
        SELECT claims_flat.*, verdicts.analyst, verdicts.decided_at, status.as_of
        FROM marts.claims_flat
        INNER JOIN marts.verification_status AS status USING (claim_id)
        LEFT JOIN marts.verdicts ON status.verdict_id = verdicts.verdict_id
        WHERE status.decided_by = 'analyst'
            OR list_contains($outside, status.verification_status)
        ORDER BY claims_flat.claim_id
        """,
        {"outside": list(OUTSIDE_STATUSES)},
    )
    names = [column[0] for column in result.description or []]
    while rows := result.fetchmany(BATCH):
        for row in rows:
            yield dict(zip(names, row, strict=True))


def _organisation(name: str | None) -> dict[str, str] | None:
    return None if name is None else {"@type": "Organization", "name": name}


def _day(value: Any) -> str | None:
    return None if value is None else str(value)


def _without_nulls(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
