"""MinHash signatures, cut into bands: texts that share a band may be alike.

Of two texts whose shingles have the Jaccard similarity s a band of three values agrees with the
probability s³, so one of 42 does with 1 - (1 - s³)⁴²: 99.6 % at 0.5, the least that counts as
alike, all but certain at 0.8, and 4 % at 0.1.
"""

import hashlib
import struct
from collections.abc import Set

from rensa import RMinHash

BANDS = 42
BAND_VALUES = 3
SEED = 1


def buckets_of(shingles: Set[str]) -> list[int]:
    """One 64-bit number for each band, which similar texts probably share; none for no words."""
    if not shingles:
        return []
    sketch = RMinHash(num_perm=BANDS * BAND_VALUES, seed=SEED)
    sketch.update(list(shingles))
    values = sketch.digest()
    return [
        _bucket(band, values[band * BAND_VALUES : (band + 1) * BAND_VALUES])
        for band in range(BANDS)
    ]


def _bucket(band: int, values: list[int]) -> int:
    packed = struct.pack(f"<{1 + len(values)}Q", band, *values)
    return int.from_bytes(hashlib.blake2b(packed, digest_size=8).digest(), "little", signed=True)
