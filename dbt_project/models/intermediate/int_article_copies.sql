-- Which article stands for a text: the earliest that tells the same story and makes every claim that the text makes.
-- A claim may be lost by no step, so it is lost by no chain of steps either.
with recursive newest as (
    select
        articles.article_id,
        articles.text_sha256,
        row_number() over (
            order by coalesce(articles.published_on, cast('9999-12-31' as date)), articles.source_uri, articles.article_id
        ) as place
    from {{ ref('stg_articles') }} as articles
    inner join {{ ref('int_article_versions') }} as versions on articles.article_id = versions.document_id
    where
        versions.article_id = versions.document_id
        and versions.superseded_by is null
),

-- Of articles with the same text the earliest speaks for it.
texts as (
    select
        text_sha256,
        min(place) as place
    from newest
    group by text_sha256
),

pairs as (
    select
        alike.text_sha256,
        alike.other_text_sha256
    from {{ ref('stg_similar_texts') }} as alike
    inner join texts on alike.text_sha256 = texts.text_sha256
    inner join texts as others on alike.other_text_sha256 = others.text_sha256
),

directed as (
    select
        text_sha256,
        other_text_sha256
    from pairs

    union all

    select
        other_text_sha256 as text_sha256,
        text_sha256 as other_text_sha256
    from pairs
),

paired as (
    select distinct text_sha256
    from directed
),

made as (
    select distinct
        texts.text_sha256,
        {{ key_of([
            "lower(claims.name_in_article)", "claims.metric_type", normalised_phrase("claims.subject"), "claims.value_kind",
            "claims.direction", "claims.value", "claims.value_low", "claims.value_high", "claims.unit", "claims.per",
            "claims.per_count", "claims.period", "claims.modality"
        ]) }} as claim_made,
        claims.reporting_period
    from paired
    inner join texts on paired.text_sha256 = texts.text_sha256
    inner join newest on texts.place = newest.place
    inner join {{ ref('stg_article_claims') }} as claims on newest.article_id = claims.article_id
),

-- Which calendar period a claim is about may hang on the date of its article, which not every copy gives.
lacking as (
    select distinct
        directed.text_sha256,
        directed.other_text_sha256
    from directed
    inner join made on directed.text_sha256 = made.text_sha256
    left join made as others
        on
            directed.other_text_sha256 = others.text_sha256
            and made.claim_made = others.claim_made
            and coalesce(made.reporting_period, others.reporting_period, '') = coalesce(others.reporting_period, made.reporting_period, '')
    where others.text_sha256 is null
),

steps as (
    select
        directed.text_sha256,
        directed.other_text_sha256,
        texts.place,
        others.place as other_place
    from directed
    inner join texts on directed.text_sha256 = texts.text_sha256
    inner join texts as others on directed.other_text_sha256 = others.text_sha256
    left join lacking
        on
            directed.text_sha256 = lacking.text_sha256
            and directed.other_text_sha256 = lacking.other_text_sha256
    where lacking.text_sha256 is null
),

-- Whoever stands for others has no step to an earlier one; to begin there keeps the walk short in a large cluster.
earliest as (
    select
        texts.text_sha256,
        texts.place as original_place
    from texts
    left join steps
        on
            texts.text_sha256 = steps.text_sha256
            and texts.place > steps.other_place
    where steps.text_sha256 is null
),

walked as (
    select
        text_sha256,
        original_place
    from earliest

    union distinct

    select
        steps.text_sha256,
        walked.original_place
    from walked
    inner join steps on walked.text_sha256 = steps.other_text_sha256
),

originals as (
    select
        text_sha256,
        min(original_place) as original_place
    from walked
    group by text_sha256
),

-- A story is all that hangs together, whoever makes which claim.
openings as (
    select
        texts.text_sha256,
        texts.place as story_place
    from texts
    left join directed on texts.text_sha256 = directed.text_sha256
    left join texts as others
        on
            directed.other_text_sha256 = others.text_sha256
            and texts.place > others.place
    group by texts.text_sha256, texts.place
    having count(others.place) = 0
),

told as (
    select
        text_sha256,
        story_place
    from openings

    union distinct

    select
        directed.text_sha256,
        told.story_place
    from told
    inner join directed on told.text_sha256 = directed.other_text_sha256
),

stories as (
    select
        text_sha256,
        min(story_place) as story_place
    from told
    group by text_sha256
)

select
    newest.article_id,
    original.article_id as original_id,
    opening.article_id as story_id
from newest
inner join originals on newest.text_sha256 = originals.text_sha256
inner join newest as original on originals.original_place = original.place
inner join stories on newest.text_sha256 = stories.text_sha256
inner join newest as opening on stories.story_place = opening.place
