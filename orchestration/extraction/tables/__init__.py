"""What a table of text lines says: its grid, its headings, and the claims of its cells.

The front door is ``claims``. Running text is read in ``statements``.
"""
