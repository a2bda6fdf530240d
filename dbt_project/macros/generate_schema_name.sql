{% macro generate_schema_name(custom_schema_name, node) -%}
    {#- A schema is called what dbt_project.yml calls it, without the target's own as a prefix. -#}
    {{- (custom_schema_name or target.schema) | trim -}}
{%- endmacro %}
