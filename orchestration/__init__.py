"""Assay: from articles to a warehouse of what companies claim, and how far it can be believed.

The packages are named after the stages of a refresh: ``ingestion``, ``text``, ``extraction``,
``contracts``, ``warehouse``, ``publication``. They are plain libraries; only the modules that
define the Dagster code location import dagster.
"""
