"""Accuracy on labelled articles, and speed beside what others use.

Programs that measure belong here, nothing that the refresh runs. ``make accuracy`` and
``make bench`` call them.
"""
