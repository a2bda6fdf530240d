"""The tables in ``data/reference``, loaded and validated once, as typed polars frames.

Facts about the world that people edit belong there: companies, outlets, metric types, cues, bands
of unit costs, rates. dbt reads the same files as seeds. What a table looks like stands in
``tables``, what must hold across tables in ``checks``, and how a file is read in ``loading``.

To add a table, write ``data/reference/NAME.csv`` and one entry for it in ``tables.TABLES``
(columns, key, and the tables that it points to). It is then the attribute ``NAME`` of every
:class:`Reference`.
"""

from orchestration.reference.loading import (
    Reference,
    ReferenceError,
    default_reference,
    load_reference,
)

__all__ = ["Reference", "ReferenceError", "default_reference", "load_reference"]
