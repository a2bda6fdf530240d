{#-
    What DuckDB and Spark write differently. Models call these and stay the same on both engines;
    the default is DuckDB's form.
-#}

{% macro replace_pattern(text, pattern, replacement) -%}
    {{ return(adapter.dispatch('replace_pattern', 'assay')(text, pattern, replacement)) }}
{%- endmacro %}

{% macro default__replace_pattern(text, pattern, replacement) -%}
    regexp_replace({{ text }}, '{{ pattern }}', '{{ replacement }}', 'g')
{%- endmacro %}

{% macro spark__replace_pattern(text, pattern, replacement) -%}
    regexp_replace({{ text }}, r'{{ pattern }}', '{{ replacement }}')
{%- endmacro %}


{% macro matches_pattern(text, pattern) -%}
    {{ return(adapter.dispatch('matches_pattern', 'assay')(text, pattern)) }}
{%- endmacro %}

{#- Both arguments are SQL expressions: the pattern may stand in a column. -#}
{% macro default__matches_pattern(text, pattern) -%}
    regexp_matches({{ text }}, {{ pattern }})
{%- endmacro %}

{% macro spark__matches_pattern(text, pattern) -%}
    {{ text }} rlike {{ pattern }}
{%- endmacro %}


{% macro first_match(text, pattern) -%}
    {{ return(adapter.dispatch('first_match', 'assay')(text, pattern)) }}
{%- endmacro %}

{#- The empty string where nothing matches. -#}
{% macro default__first_match(text, pattern) -%}
    regexp_extract({{ text }}, '{{ pattern }}', 0)
{%- endmacro %}

{% macro spark__first_match(text, pattern) -%}
    regexp_extract({{ text }}, r'{{ pattern }}', 0)
{%- endmacro %}


{% macro fold_accents(text) -%}
    {{ return(adapter.dispatch('fold_accents', 'assay')(text)) }}
{%- endmacro %}

{% macro default__fold_accents(text) -%}
    strip_accents({{ text }})
{%- endmacro %}

{% macro spark__fold_accents(text) -%}
    translate(
        {{ text }},
        'àáâãäåçèéêëìíîïñòóôõöùúûüýÿśšžźżčćęąłőű',
        'aaaaaaceeeeiiiinooooouuuuyysszzzcceaalou'
    )
{%- endmacro %}


{% macro sorted_words(text) -%}
    {{ return(adapter.dispatch('sorted_words', 'assay')(text)) }}
{%- endmacro %}

{#- The distinct words of a text in alphabetical order, with one space between them. -#}
{% macro default__sorted_words(text) -%}
    array_to_string(list_sort(list_distinct(string_split({{ text }}, ' '))), ' ')
{%- endmacro %}

{% macro spark__sorted_words(text) -%}
    array_join(array_sort(array_distinct(split({{ text }}, ' '))), ' ')
{%- endmacro %}


{% macro each_json_amount(json) -%}
    {{ return(adapter.dispatch('each_json_amount', 'assay')(json)) }}
{%- endmacro %}

{#- One row for each {"value": …, "unit": …} of a JSON list, as a struct. -#}
{% macro default__each_json_amount(json) -%}
    unnest(from_json({{ json }}, '[{"value": "VARCHAR", "unit": "VARCHAR"}]'))
{%- endmacro %}

{% macro spark__each_json_amount(json) -%}
    explode(from_json({{ json }}, 'array<struct<value: string, unit: string>>'))
{%- endmacro %}


{% macro month_later(day, months) -%}
    cast({{ dbt.dateadd('month', months, day) }} as date)
{%- endmacro %}
