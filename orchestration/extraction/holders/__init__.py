"""Whose figure it is: the company, or the market, that a figure in a sentence belongs to.

The front door is ``choice.choose_holder``. Which names are companies at all is told in
``companies``.
"""
