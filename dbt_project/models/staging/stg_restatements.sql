with amounts as (
    select
        article_id,
        claim_key,
        {{ each_json_amount('also_stated') }} as amount
    from {{ source('raw', 'claims') }}
    where also_stated is not null
)

-- A restated range has both its ends in the list; its middle stands against the claim's own middle.
select
    article_id,
    claim_key,
    amount.unit as restated_unit,
    avg(try_cast(amount.value as decimal(38, 9))) as restated_value
from amounts
where
    amount.unit is not null
    and try_cast(amount.value as decimal(38, 9)) is not null
group by article_id, claim_key, amount.unit
