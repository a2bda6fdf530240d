{#-
    Units and the rounding of stated values.
-#}

{#- How many of the canonical unit of its dimension one of this unit is. -#}
{% macro canonical_factor(unit) -%}
    case {{ unit }}
        when 'mg' then 0.000000001
        when 'g' then 0.000001
        when 'kg' then 0.001
        when '[lb_av]' then 0.00045359237
        when '[oz_tr]' then 0.0000311034768
        when 'L' then 0.001
        when 'l' then 0.001
        when 's' then 0.016666666666666666
        when 'h' then 60.0
        when 'd' then 1440.0
        when 'kW' then 0.001
        when 'GW' then 1000.0
        when 'MJ' then 0.2777777777777778
        when 'GJ' then 277.77777777777777
        when '[ppm]' then 0.0001
        when '[ppb]' then 0.0000001
        else 1.0
    end
{%- endmacro %}

{% macro canonical_unit(unit) -%}
    case
        when {{ unit }} in ('mg', 'g', 'kg', '[lb_av]', '[oz_tr]') then 't'
        when {{ unit }} in ('L', 'l') then 'm3'
        when {{ unit }} in ('s', 'h', 'd') then 'min'
        when {{ unit }} in ('kW', 'GW') then 'MW'
        when {{ unit }} in ('MJ', 'GJ') then 'kW.h'
        when {{ unit }} in ('[ppm]', '[ppb]') then '%'
        else {{ unit }}
    end
{%- endmacro %}

{#- Whether a unit is a currency code. -#}
{% macro is_currency(unit) -%}
    (length({{ unit }}) = 3 and {{ unit }} = upper({{ unit }}) and {{ matches_pattern(unit, "'^[A-Z]{3}$'") }})
{%- endmacro %}

{#- Place value of the last digit of a DECIMAL(38, 9) that is not zero: 10000 for 1710000, 0.1 for 23.8. -#}
{% macro last_digit_step(value) -%}
    case
        when {{ value }} = 0 then 1.0
        when {{ value }} = floor({{ value }}) then power(
            10.0,
            length(cast(cast(abs({{ value }}) as decimal(29, 0)) as string))
            - length(rtrim(cast(cast(abs({{ value }}) as decimal(29, 0)) as string), '0'))
        )
        else power(
            10.0,
            -length(rtrim(split_part(cast(cast({{ value }} as decimal(38, 9)) as string), '.', 2), '0'))
        )
    end
{%- endmacro %}


{#- How many of a period stand in a year with that many days of operation; null where a year has none of its kind. -#}
{% macro periods_per_year(period, operating_days) -%}
    case {{ period }}
        when 'hour' then 24.0 * {{ operating_days }}
        when 'day' then 1.0 * {{ operating_days }}
        when 'week' then {{ operating_days }} / 7.0
        when 'month' then 12.0
        when 'quarter' then 4.0
        when 'half_year' then 2.0
        when 'year' then 1.0
    end
{%- endmacro %}

{#- Whether a stated amount is a rate that goes on, not the sum over one calendar period. -#}
{% macro is_running_rate(period, reporting_period) -%}
    (
        {{ period }} in ('hour', 'day', 'week', 'month', 'year')
        or ({{ period }} in ('quarter', 'half_year') and {{ reporting_period }} is null)
    )
{%- endmacro %}

{#- A computed number as a published one; null where it is too large for any column, or infinite. -#}
{% macro to_decimal(value) -%}
    case when abs({{ value }}) < 1e28 then cast({{ value }} as decimal(38, 9)) end
{%- endmacro %}

{#- A number as people write it: at most three decimals, none that are zero. -#}
{% macro plain_number(value) -%}
    coalesce(rtrim(rtrim(cast(cast({{ to_decimal(value) }} as decimal(38, 3)) as string), '0'), '.'), 'a number too large')
{%- endmacro %}
