"""Exchanges with the servers of others: one polite, bounded, guarded request after another.

The front door is ``fetching.Fetcher``. Which addresses a source holds is told in ``feeds``,
``sitemaps`` and ``pages`` beside this package, keeping what came in ``landing``.
"""
