-- Where does a headline or a summary assert what the body only passes on as somebody's word?
select
    claims.claim_id,
    claims.company_name,
    mentions.section,
    mentions.hedge_level,
    mentions.sentence,
    status.attribution_loss
from {{ ref('verification_status') }} as status
inner join {{ ref('claims') }} as claims on status.claim_id = claims.claim_id
inner join {{ ref('claim_mentions') }} as mentions on claims.claim_id = mentions.claim_id
where status.attribution_loss > 0
order by claims.claim_id, mentions.article_id, mentions.char_start
