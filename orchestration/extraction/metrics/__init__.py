"""What a figure measures: the metric types that cues near it speak for, ranked by closeness.

The front door is ``ranking``. The cues themselves stand in ``data/reference/metric_cues.csv``.
"""
