"""What is undertaken, by whom, of which type and in which state, and which claims belong to it.

The front door is ``finder.find_initiatives``.
"""
