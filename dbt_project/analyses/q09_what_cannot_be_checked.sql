-- Which claims give nothing that anybody could check?
select
    claims.claim_id,
    claims.company_name,
    claims.metric_type,
    mentions.quote,
    mentions.sentence
from {{ ref('verification_status') }} as status
inner join {{ ref('claims') }} as claims on status.claim_id = claims.claim_id
inner join {{ ref('claim_mentions') }} as mentions on claims.claim_id = mentions.claim_id
where status.verification_status = 'not_checkable'
order by claims.company_name, mentions.article_id, mentions.char_start
