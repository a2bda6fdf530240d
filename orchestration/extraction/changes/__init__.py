"""Whether a figure is a level or a change, in which direction, and from which old level.

The front door is ``finder.read_change``. Whether the change has happened is told in ``periods``.
"""
