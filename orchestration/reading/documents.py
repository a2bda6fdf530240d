"""The rows of ``raw.documents``: what became of each document that was read."""

from collections.abc import Iterable

import polars as pl

from orchestration.contracts.rows import Origin
from orchestration.contracts.schemas import DOCUMENTS, polars_schema


def document_rows(
    documents: Iterable[tuple[Origin, int, int]], outcome: str, text_version: str
) -> pl.DataFrame:
    """One row for each document, with the numbers of claims and mentions read from it."""
    rows = [
        (
            origin.document_id,
            origin.source_uri,
            origin.content_sha256,
            origin.byte_count,
            origin.media_type,
            origin.landed_at,
            outcome,
            text_version,
            claims,
            mentions,
        )
        for origin, claims, mentions in documents
    ]
    return pl.DataFrame(rows, schema=polars_schema(DOCUMENTS), orient="row")
