"""Who says so: publisher, originators, disclaimers, the speaker of each claim and its hedge.

The front door is ``finder.find_sources``. How independent a source is, is decided in dbt.
"""
