"""Which texts tell one story: reprints, with a line more or a paragraph less.

``shingles`` takes a text apart, ``signatures`` finds who may be alike, ``similarity`` decides who
is. All are functions of texts alone. Which article is a copy of which is for dbt's models to say.
"""

from orchestration.duplicates.shingles import Profile, profile_of, shingles_of
from orchestration.duplicates.signatures import buckets_of
from orchestration.duplicates.similarity import Similarity, similarity_of

__all__ = ["Profile", "Similarity", "buckets_of", "profile_of", "shingles_of", "similarity_of"]
