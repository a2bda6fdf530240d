"""Which names are companies, and which companies stand above them.

The front door is ``finder.find_companies``. Which company a figure belongs to is told in
``holders``; publishers and the people who speak in ``sources``.
"""
