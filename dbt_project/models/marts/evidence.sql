select
    evidence.evidence_id,
    evidence.claim_id,
    evidence.article_id,
    evidence.originator_id,
    articles.publisher_id,
    evidence.relation,
    evidence.owner_group,
    evidence.stance,
    evidence.value_low,
    evidence.value_high,
    evidence.unit,
    evidence.observed_on
from {{ ref('int_evidence') }} as evidence
inner join {{ ref('articles') }} as articles on evidence.article_id = articles.article_id
