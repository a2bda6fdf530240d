"""Which quantities stand in a text: numbers with their units, bounds and ranges, exactly placed.

The front door is ``finder.find_quantities``. What a quantity means (who, what, when) is no business
of this package: nothing here knows of claims.
"""
