"""Initiatives (first form)."""

from collections.abc import Sequence

from orchestration.extraction.drafts import Draft
from orchestration.extraction.holders import Holder
from orchestration.extraction.records import Initiative
from orchestration.reference import Reference
from orchestration.text.article import Article


def find_initiatives(
    article: Article,
    holders: Sequence[Holder],
    groups: Sequence[Sequence[Draft]],
    reference: Reference,
) -> tuple[tuple[Initiative, ...], dict[int, str]]:
    return (), {}
