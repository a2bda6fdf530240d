"""What an article says: quantities, claims, companies, initiatives and sources.

The front doors are :func:`find_quantities` and, for whole articles, ``read_article``. Rules that
depend on other articles (identity, verification, conversion) are no part of this package.
"""

from orchestration.extraction.quantities import find_quantities

__all__ = ["find_quantities"]
