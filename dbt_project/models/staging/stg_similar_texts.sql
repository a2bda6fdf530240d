select
    text_sha256,
    other_text_sha256,
    jaccard,
    containment
from {{ source('raw', 'similar_texts') }}
