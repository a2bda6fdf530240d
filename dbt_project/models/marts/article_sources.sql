select
    {{ key_of(["article_id", "outlet_id", "role"]) }} as article_source_id,
    article_id,
    outlet_id,
    role,
    min(source_name) as source_name,
    max(in_disclaimer) as in_disclaimer
from {{ ref('int_article_sources') }}
group by article_id, outlet_id, role
