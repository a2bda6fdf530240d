"""Comparing the texts of the build file: which of them tell one story.

What makes two texts alike stands in ``duplicates``; here the new ones are found, held against all
others, and the result is kept. It depends on the texts that are loaded alone, not on the order in
which they came: texts that are gone take their rows with them, and every other pair was compared
when the later of the two was new.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from orchestration.contracts.schemas import SIMILAR_TEXTS, TEXT_SIGNATURES, polars_schema
from orchestration.duplicates import (
    Profile,
    Similarity,
    buckets_of,
    profile_of,
    shingles_of,
    similarity_of,
)
from orchestration.warehouse.build_file import open_build_file

TEXTS_AT_ONCE = 1_000
PAIRS_AT_ONCE = 1_000
"""So many pairs are decided before the texts that they need are let go."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared: new texts, pairs that shared a bucket, and pairs that tell one story."""

    texts_new: int
    pairs_compared: int
    pairs_found: int


def compare_texts(build_file: Path, duplicates_version: str) -> Comparison:
    """Bring ``raw.text_signatures`` and ``raw.similar_texts`` up to the articles that are loaded.

    Args:
        build_file: a prepared build file.
        duplicates_version: version of the comparison; what another one made is made anew.

    Raises:
        WarehouseError: see :func:`open_build_file`.
    """
    with open_build_file(build_file) as connection:
        connection.begin()
        try:
            _forget(connection, duplicates_version)
            signed = _sign_new_texts(connection, duplicates_version)
            compared = _find_candidates(connection) if signed else 0
            found = _decide(connection, compared)
        except duckdb.Error:
            connection.rollback()
            raise
        connection.commit()
    return Comparison(signed, compared, found)


def _forget(connection: duckdb.DuckDBPyConnection, duplicates_version: str) -> None:
    connection.execute(
        """
        DELETE FROM raw.text_signatures
        WHERE duplicates_version <> ?
            OR text_sha256 NOT IN (SELECT text_sha256 FROM raw.articles)
        """,
        [duplicates_version],
    )
    connection.execute(
        """
        DELETE FROM raw.similar_texts
        WHERE text_sha256 NOT IN (SELECT text_sha256 FROM raw.text_signatures)
            OR other_text_sha256 NOT IN (SELECT text_sha256 FROM raw.text_signatures)
        """
    )


def _sign_new_texts(connection: duckdb.DuckDBPyConnection, duplicates_version: str) -> int:
    """Add the signatures of new texts, and name these in the temporary table ``new_texts``."""
    connection.execute(
        """
        CREATE TEMP TABLE new_texts AS
        SELECT text_sha256, min(article_id) AS article_id
        FROM raw.articles
        WHERE text_sha256 NOT IN (SELECT text_sha256 FROM raw.text_signatures)
        GROUP BY text_sha256
        """
    )
    result = connection.execute(
        """
        SELECT articles.text_sha256, articles.text
        FROM raw.articles AS articles INNER JOIN new_texts USING (article_id)
        """
    )
    frames = []
    while texts := result.fetchmany(TEXTS_AT_ONCE):
        rows = []
        for text_sha256, text in texts:
            shingles = shingles_of(text)
            rows.append((text_sha256, len(shingles), buckets_of(shingles), duplicates_version))
        schema = polars_schema(TEXT_SIGNATURES)
        frames.append(TEXT_SIGNATURES.validate(pl.DataFrame(rows, schema, orient="row")))
    for frame in frames:
        _insert(connection, "text_signatures", frame)
    return sum(frame.height for frame in frames)


def _find_candidates(connection: duckdb.DuckDBPyConnection) -> int:
    """Number the pairs of a new text and any other that may be alike, in ``candidates``."""
    connection.execute(
        """
        CREATE TEMP TABLE candidates AS
        WITH everyone AS (
            SELECT rowid AS number, text_sha256, shingle_count, unnest(buckets) AS bucket
            FROM raw.text_signatures
        ),

        fresh AS (
            SELECT everyone.* FROM everyone INNER JOIN new_texts USING (text_sha256)
        ),

        pairs AS (
            SELECT DISTINCT
                least(fresh.number, everyone.number) AS one,
                greatest(fresh.number, everyone.number) AS other
            FROM fresh INNER JOIN everyone ON everyone.bucket = fresh.bucket
            WHERE everyone.number <> fresh.number
                -- No text is alike to one that is more than twice as long.
                AND everyone.shingle_count <= 2 * fresh.shingle_count
                AND fresh.shingle_count <= 2 * everyone.shingle_count
        )

        SELECT
            row_number() OVER (ORDER BY pairs.one, pairs.other) - 1 AS number,
            least(one.text_sha256, other.text_sha256) AS text_sha256,
            greatest(one.text_sha256, other.text_sha256) AS other_text_sha256
        FROM pairs
        INNER JOIN raw.text_signatures AS one ON one.rowid = pairs.one
        INNER JOIN raw.text_signatures AS other ON other.rowid = pairs.other
        """
    )
    row = connection.execute("SELECT count(*) FROM candidates").fetchone()
    return int(row[0]) if row else 0


def _decide(connection: duckdb.DuckDBPyConnection, candidates: int) -> int:
    profiles: dict[str, Profile] = {}
    found = 0
    for first in range(0, candidates, PAIRS_AT_ONCE):
        pairs = connection.execute(
            """
            SELECT text_sha256, other_text_sha256 FROM candidates
            WHERE number >= $first AND number < $first + $count
            """,
            {"first": first, "count": PAIRS_AT_ONCE},
        ).fetchall()
        needed = {text for pair in pairs for text in pair}
        profiles = {text: profile for text, profile in profiles.items() if text in needed}
        profiles |= _profiles(connection, needed - profiles.keys())
        rows = [
            (one, other, similarity.jaccard, similarity.containment)
            for one, other, similarity in _similar(pairs, profiles)
        ]
        if rows:
            frame = pl.DataFrame(rows, polars_schema(SIMILAR_TEXTS), orient="row")
            _insert(connection, "similar_texts", SIMILAR_TEXTS.validate(frame))
        found += len(rows)
    return found


def _similar(
    pairs: Collection[tuple[str, str]], profiles: Mapping[str, Profile]
) -> Iterator[tuple[str, str, Similarity]]:
    for one, other in pairs:
        similarity = similarity_of(profiles[one], profiles[other])
        if similarity is not None:
            yield one, other, similarity


def _profiles(connection: duckdb.DuckDBPyConnection, texts: Collection[str]) -> dict[str, Profile]:
    if not texts:
        return {}
    rows = connection.execute(
        """
        SELECT text_sha256, any_value(text) FROM raw.articles
        WHERE text_sha256 IN (SELECT unnest($texts))
        GROUP BY text_sha256
        """,
        {"texts": list(texts)},
    ).fetchall()
    return {text_sha256: profile_of(text) for text_sha256, text in rows}


def _insert(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    connection.register("frame", frame)
    connection.execute(f'INSERT INTO raw."{table}" BY NAME FROM frame')
    connection.unregister("frame")
