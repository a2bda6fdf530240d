"""What an article says: quantities, claims, companies, initiatives and sources.

The front doors are :func:`find_quantities` and, for whole articles, :func:`read_article`. Rules
that depend on other articles (identity, verification, conversion) are no part of this package.
"""

from orchestration.extraction.quantities.finder import find_quantities
from orchestration.extraction.reader import read_article

__all__ = ["find_quantities", "read_article"]
