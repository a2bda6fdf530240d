{#-
    Keys and names. A key is a hash of what identifies its row, so it is the same in every build.
-#}

{% macro key_of(fields) -%}
    {{- dbt.hash(dbt.concat(_key_parts(fields))) -}}
{%- endmacro %}

{#- A null is kept apart from an empty text, and a separator that no text holds from its neighbours. -#}
{% macro _key_parts(fields) -%}
    {%- set parts = [] -%}
    {%- for field in fields -%}
        {%- if not loop.first -%}{%- do parts.append("chr(31)") -%}{%- endif -%}
        {%- do parts.append("coalesce(cast(" ~ field ~ " as string), chr(30))") -%}
    {%- endfor -%}
    {{- return(parts) -}}
{%- endmacro %}


{#-
    A company's or outlet's name without case, accents, punctuation, possessive, stock code and legal
    form. "Group" and "Holdings" stay: they tell companies apart. A name that is nothing but a legal
    form stays as it is.
-#}
{% macro normalised_name(name) -%}
    {%- set bare = "lower(" ~ fold_accents(name) ~ ")" -%}
    {%- set bare = replace_pattern(bare, "[\\'’]s\\b" | replace("\\'", "''"), "") -%}
    {%- set bare = replace_pattern(bare, "\\((asx|nyse|nasdaq|lse|tsx|tsxv|hkex|sse|szse|nse|bse|jse|aim|otc)[^)]*\\)", " ") -%}
    {%- set bare = replace_pattern(bare, "[^\\p{L}\\p{N}]+", " ") -%}
    {%- set bare = "trim(" ~ bare ~ ")" -%}
    {%- set stripped = "trim(" ~ replace_pattern(bare, _legal_forms(), "") ~ ")" -%}
    {%- set stripped = replace_pattern(stripped, "^the ", "") -%}
    coalesce(nullif({{ stripped }}, ''), {{ bare }})
{%- endmacro %}

{% macro _legal_forms() -%}
    {%- set forms = [
        "co", "company", "corp", "corporation", "inc", "incorporated", "ltd", "limited", "plc", "p l c", "llc", "l l c",
        "llp", "lp", "sa", "s a", "ag", "a g", "nl", "gmbh", "kg", "se", "nv", "n v", "bv", "b v", "asa", "as", "oyj", "oy",
        "ab", "spa", "s p a", "srl", "pty", "pte", "pvt", "private limited", "private ltd", "bhd", "berhad", "sdn", "kk",
        "k k", "pjsc", "ojsc", "jsc", "oao", "sarl", "s a r l", "ltda", "sab de cv", "public limited company",
    ] -%}
    {{- return("(( (" ~ forms | join("|") ~ "))+|(股份有限公司|有限责任公司|有限公司))$") -}}
{%- endmacro %}


{#- A subject or title in lower case, without punctuation and leading article. -#}
{% macro normalised_phrase(phrase) -%}
    {%- set bare = replace_pattern("lower(" ~ fold_accents(phrase) ~ ")", "[^\\p{L}\\p{N}]+", " ") -%}
    nullif({{ replace_pattern("trim(" ~ bare ~ ")", "^(the|a|an|its|their|our|his|her|this) ", "") }}, '')
{%- endmacro %}


{#- Whether one phrase stands in the other as whole words. -#}
{% macro shares_words(left, right) -%}
    (
        instr(' ' || {{ left }} || ' ', ' ' || {{ right }} || ' ') > 0
        or instr(' ' || {{ right }} || ' ', ' ' || {{ left }} || ' ') > 0
    )
{%- endmacro %}
