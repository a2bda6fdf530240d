"""Which quantities, and which words like "halved", are figures that may be claims.

The front doors are ``finder.find_figures`` and ``selection``. What a figure measures is told in
``metrics``, how it is written in ``quantities``.
"""
