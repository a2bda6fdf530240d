"""What users see: a read-only snapshot of the marts, whole or not at all.

``snapshot`` makes and switches to a new version, ``proof`` reads one whole in a process of its
own, ``fingerprint`` tells whether two versions say the same. How rows come about belongs to the
warehouse and to dbt.
"""

from orchestration.publication.snapshot import (
    PublicationError,
    Published,
    make_version_name,
    publish,
)

__all__ = ["PublicationError", "Published", "make_version_name", "publish"]
