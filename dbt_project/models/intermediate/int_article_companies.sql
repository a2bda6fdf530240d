with named as (
    select
        companies.article_id,
        companies.name_in_article,
        companies.parent_name,
        companies.reference_company_id is not null and companies.needs_review as needs_review,
        {{ normalised_name('companies.name_in_article') }} as normalised_name,
        companies.reference_company_id
    from {{ ref('stg_article_companies') }} as companies
    inner join {{ ref('int_articles') }} as articles on companies.article_id = articles.article_id
    where articles.is_read
),

known as (
    select
        named.article_id,
        named.name_in_article,
        named.parent_name,
        named.needs_review,
        named.normalised_name,
        coalesce(named.reference_company_id, reference_names.company_id) as reference_company_id
    from named
    left join {{ ref('int_reference_company_names') }} as reference_names
        on named.normalised_name = reference_names.normalised_name
),

-- A short form that some article uses for a company whose full name it gives, in at least two words.
short_forms as (
    select
        {{ normalised_name('mentions.mentioned_as') }} as short_name,
        known.normalised_name as full_name,
        known.reference_company_id
    from {{ ref('stg_company_mentions') }} as mentions
    inner join known
        on
            mentions.article_id = known.article_id
            and mentions.name_in_article = known.name_in_article
    where not known.needs_review
),

-- One that stands for two companies, or beside its own long form as another company, says nothing.
unambiguous_short_forms as (
    select
        short_name,
        max(full_name) as full_name,
        max(reference_company_id) as reference_company_id
    from short_forms
    where
        short_name <> full_name
        and instr(short_name, ' ') > 0
        and instr(' ' || full_name || ' ', ' ' || short_name || ' ') > 0
    group by short_name
    having count(distinct coalesce(reference_company_id, full_name)) = 1
),

separate as (
    select
        longer.normalised_name as full_name,
        shorter.normalised_name as short_name
    from known as longer
    inner join known as shorter on longer.article_id = shorter.article_id
    where longer.normalised_name <> shorter.normalised_name
    group by longer.normalised_name, shorter.normalised_name
),

usable_short_forms as (
    select
        forms.short_name,
        forms.full_name,
        forms.reference_company_id
    from unambiguous_short_forms as forms
    left join separate
        on
            forms.full_name = separate.full_name
            and forms.short_name = separate.short_name
    where separate.short_name is null
),

merged as (
    select
        known.*,
        forms.full_name,
        forms.reference_company_id as full_reference_company_id
    from known
    left join usable_short_forms as forms
        on
            known.normalised_name = forms.short_name
            and known.reference_company_id is null
)

select
    article_id,
    name_in_article,
    parent_name,
    needs_review,
    normalised_name,
    coalesce(reference_company_id, full_reference_company_id) as reference_company_id,
    coalesce(
        reference_company_id,
        full_reference_company_id,
        {{ key_of(["'company'", "coalesce(full_name, normalised_name)"]) }}
    ) as company_id
from merged
