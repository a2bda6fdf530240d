-- Within an article a company has one name; a second row would double its claims.
select
    article_id,
    name_in_article
from {{ ref('int_article_companies') }}
group by article_id, name_in_article
having count(*) > 1
