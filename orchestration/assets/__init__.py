"""The Dagster assets, one file a stage; each calls a plain library and tells what came of it.

No rule about articles, rows or files belongs here, only what the asset graph has to say: keys,
dependencies, descriptions, metadata.
"""
