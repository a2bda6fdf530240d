"""Which time a figure covers, and whether it is past, present, planned or conditional.

The front doors are ``windows.find_windows`` for one stretch of text and ``timing`` for a sentence.
Dates of publication are read with the text, not here.
"""
