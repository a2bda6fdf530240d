"""What a refresh says at its end: a few numbers of the published warehouse.

The numbers are queries over the published file, so that they can't differ from what users find.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb


@dataclass(frozen=True, slots=True)
class Summary:
    """The refresh that published the file, and what the file holds.

    ``savings`` are company, kind of saving, value with unit, and period, largest first;
    ``statuses`` are verification statuses with the number of their claims.
    """

    documents_seen: int
    documents_new: int
    documents_rejected: int
    claims: int
    companies: int
    savings: tuple[tuple[str, str, str, str], ...]
    statuses: tuple[tuple[str, int], ...]


def summarise(file: Path, savings: int = 10) -> Summary:
    """Query the published ``file``; at most ``savings`` savings are told."""
    connection = duckdb.connect(str(file), read_only=True)
    try:
        seen, new = _row(
            connection,
            """
            SELECT documents_seen, documents_new
            FROM marts.refresh_log ORDER BY finished_at DESC LIMIT 1
            """,
        )
        rejected, claims, companies = _row(
            connection,
            """
            SELECT
                (SELECT count(*) FROM marts.rejected_records WHERE record_type = 'document'),
                (SELECT count(*) FROM marts.claims),
                (SELECT count(*) FROM marts.companies)
            """,
        )
        largest = connection.execute(
            """
            SELECT
                coalesce(company_name, '(no company)'),
                saving_type,
                concat(format('{:,}', CAST(value AS DOUBLE)), ' ', unit),
                coalesce(period, '')
            FROM marts.savings
            WHERE value IS NOT NULL
            ORDER BY annual_value_usd DESC NULLS LAST, company_name, saving_type, value DESC
            LIMIT $savings
            """,
            {"savings": savings},
        ).fetchall()
        statuses = connection.execute(
            """
            SELECT verification_status, count(*)
            FROM marts.verification_status GROUP BY ALL ORDER BY 2 DESC, 1
            """
        ).fetchall()
    finally:
        connection.close()
    return Summary(
        documents_seen=seen,
        documents_new=new,
        documents_rejected=rejected,
        claims=claims,
        companies=companies,
        savings=tuple(largest),
        statuses=tuple(statuses),
    )


def _row(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    row = connection.execute(query).fetchone()
    return tuple(row) if row else (0, 0)
