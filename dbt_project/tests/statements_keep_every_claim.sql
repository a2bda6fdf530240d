-- No join may lose or double a claim of an article that is read.
select
    claims.article_id,
    claims.claim_key
from {{ ref('stg_article_claims') }} as claims
inner join {{ ref('int_articles') }} as articles on claims.article_id = articles.article_id
left join {{ ref('int_statements') }} as statements
    on
        claims.article_id = statements.article_id
        and claims.claim_key = statements.claim_key
where articles.is_read
group by claims.article_id, claims.claim_key
having count(statements.statement_id) <> 1
