"""A quantity in the units of claims: prefixes folded, shares in per cent, changes taken apart.

``find_quantities`` says what the text says; what a claim makes of it is defined in
``docs/claims.md`` and stands here. Which number is a claim at all is decided elsewhere.
"""

from dataclasses import replace

from orchestration.extraction.quantities.units import UnitTable, load_units
from orchestration.extraction.records import Quantity, QuantityForm


def as_claimed(quantity: Quantity) -> tuple[Quantity, ...]:
    """``quantity`` as claims state it, in text order.

    Tonnes and watt-hours lose their prefixes, percentage points (``[pp]``) and basis points
    (``[bp]``) become ``%``, cents and pence become their currency (``USD`` for cents), a share in
    words becomes a percentage. A change from A to B becomes two quantities, A and B.
    """
    if quantity.parts:
        return tuple(folded for part in quantity.parts for folded in as_claimed(part))
    if quantity.form is QuantityForm.FRACTION:
        return (replace(quantity, low=quantity.low * 100, high=quantity.high * 100, unit="%"),)
    return (_fold(quantity, load_units()),)


def _fold(quantity: Quantity, table: UnitTable) -> Quantity:
    unit, denominators = table.by_code.get(quantity.unit), ""
    if unit is None:
        head, slash, tail = quantity.unit.partition("/")
        unit, denominators = table.by_code.get(head), slash + tail
    if unit is None or (unit.claim_code == unit.code and unit.claim_factor == 1):
        return quantity
    return replace(
        quantity,
        low=quantity.low * unit.claim_factor,
        high=quantity.high * unit.claim_factor,
        unit=unit.claim_code + denominators,
    )
