"""From figures to whole claims: what they measure, whose they are, when, from what."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from orchestration.extraction import read_article
from orchestration.extraction.records import (
    Claim,
    Comparator,
    Direction,
    Modality,
    Period,
    Restatement,
    ValueKind,
)
from orchestration.text import DatePrecision, Metadata

METADATA = Metadata(published_on=date(2025, 11, 6), published_on_precision=DatePrecision.DAY)


def claims_of(text: str) -> tuple[Claim, ...]:
    return read_article(text, metadata=METADATA).claims


def the(claims: tuple[Claim, ...], value: str) -> Claim:
    (found,) = [one for one in claims if one.value == Decimal(value)]
    return found


def test_a_level_reached_through_a_change_is_two_claims() -> None:
    claims = claims_of("Brackwater Copper Ltd raised its output by 12% to 5,400 t in October 2025.")
    change, level = the(claims, "12"), the(claims, "5400")
    assert (change.value_kind, change.direction) == (ValueKind.CHANGE_PCT, Direction.INCREASE)
    assert (level.value_kind, level.direction) == (ValueKind.AMOUNT, None)
    assert change.metric_type == level.metric_type == "production"
    assert level.reporting_period == "2025-10"


def test_from_an_old_level_to_a_new_one_is_one_claim() -> None:
    claims = claims_of("Brackwater Copper Ltd cut the cycle time from 50 minutes to 35 minutes.")
    assert [(one.value, one.baseline_value) for one in claims] == [(Decimal(35), Decimal(50))]
    assert claims[0].metric_type == "cycle_time"


def test_the_old_level_may_stand_in_the_sentence_before() -> None:
    claims = claims_of(
        "Before the refit of Brackwater Copper Ltd each batch took 12 hours. It now takes 9 hours."
    )
    assert [(one.value, one.baseline_value) for one in claims] == [(Decimal(9), Decimal(12))]


def test_a_prior_value_in_brackets_is_the_baseline() -> None:
    (claim,) = claims_of("Brackwater Copper Ltd sold 8,100 t (2024: 7,300 t) in the third quarter.")
    assert (claim.value, claim.baseline_value) == (Decimal(8100), Decimal(7300))
    assert claim.reporting_period == "2025-Q3"


def test_rates_on_different_bases_are_two_claims() -> None:
    claims = claims_of(
        "At Brackwater Copper Ltd a rig checks four pumps in 20 minutes, versus 15 minutes "
        "per pump by hand."
    )
    rig, hand = the(claims, "20"), the(claims, "15")
    assert (rig.per, rig.per_count, rig.baseline_value) == ("{pump}", Decimal(4), None)
    assert (hand.per, hand.per_count) == ("{pump}", None)


def test_a_second_currency_is_told_again_and_no_claim() -> None:
    (claim,) = claims_of(
        "Brackwater Copper Ltd spent £2.0 million ($2.6 million) on a filter press."
    )
    assert claim.also_stated == (Restatement(Decimal(2600000), "USD"),)
    assert (claim.unit, claim.metric_type) == ("GBP", "investment")


def test_a_headline_that_rounds_is_a_mention() -> None:
    claims = claims_of(
        "Brackwater Copper sells 9.3 million tonnes of ore\n\n"
        "Brackwater Copper Ltd sold 9.27 million tonnes of ore in the third quarter.\n"
    )
    (claim,) = claims
    assert claim.value == Decimal(9270000)
    assert [mention.section for mention in claim.mentions] == ["title", "body"]


def test_a_headline_that_the_body_contradicts_is_a_claim_of_its_own() -> None:
    claims = claims_of(
        "Brackwater Copper output jumps 40%\n\n"
        "Output at Brackwater Copper Ltd rose 31% in the third quarter of 2025, it said.\n"
    )
    assert {one.value for one in claims} == {Decimal(40), Decimal(31)}


def test_two_companies_in_one_sentence_get_their_own_figures() -> None:
    claims = claims_of(
        "Brackwater Copper Ltd reported revenue of $410 million and Corvin Alloys Inc. $265"
        " million."
    )
    assert the(claims, "410000000").company == "Brackwater Copper Ltd"
    assert the(claims, "265000000").company == "Corvin Alloys Inc."
    assert {one.metric_type for one in claims} == {"revenue"}


def test_a_buyer_holds_the_deal_and_the_stake() -> None:
    claims = claims_of(
        "Corvin Alloys Inc. has agreed to buy 40% of Brackwater Copper Ltd for $90 million."
    )
    assert {one.company for one in claims} == {"Corvin Alloys Inc."}
    assert {one.metric_type for one in claims} == {"ownership_stake", "contract_value"}
    assert {one.modality for one in claims} == {Modality.PLANNED}


def test_a_market_price_has_no_company() -> None:
    (claim,) = claims_of("Zinc stood at $2,950 a tonne in London on Wednesday.")
    assert (claim.company, claim.metric_type, claim.per) == (None, "price", "t")


def test_posts_cut_are_a_change_and_posts_made_an_amount() -> None:
    cut = claims_of("Brackwater Copper Ltd cut 80 positions in the second quarter of 2025.")[0]
    made = claims_of("Brackwater Copper Ltd created 80 jobs in the second quarter of 2025.")[0]
    assert (cut.value_kind, cut.direction) == (ValueKind.CHANGE_ABS, Direction.DECREASE)
    assert (made.value_kind, made.direction) == (ValueKind.AMOUNT, None)
    assert {cut.metric_type, made.metric_type} == {"jobs_created"}


def test_what_is_saved_in_per_cent_is_a_cut_in_use() -> None:
    (claim,) = claims_of("New pumps save Brackwater Copper Ltd 15% of its energy use.")
    assert claim.metric_type == "energy_use"
    assert (claim.value_kind, claim.direction) == (ValueKind.CHANGE_PCT, Direction.DECREASE)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("plans to spend up to $30 million on a mill", {"modality": Modality.PLANNED}),
        ("could spend $30 million on a mill", {"modality": Modality.INDETERMINATE}),
        ("spent $30 million on a mill", {"modality": Modality.ACTUAL, "period": Period.ONE_OFF}),
        ("has so far spent $30 million on a mill", {"period": Period.CUMULATIVE}),
        ("spent more than $30 million on a mill", {"comparator": Comparator.AT_LEAST}),
    ],
)
def test_modality_period_and_comparator(text: str, fields: dict[str, Any]) -> None:
    (claim,) = claims_of(f"Brackwater Copper Ltd {text}.")
    assert {name: getattr(claim, name) for name in fields} == fields


def test_a_unit_stated_once_holds_for_bare_figures() -> None:
    claims = claims_of(
        "Brackwater Copper Ltd: half-year report 2025\nUnit: EUR 1,000\n".replace(
            "1,000", "thousand"
        )
        + "Revenue: 81,240. Same period of last year: 77,105.\n"
    )
    (claim,) = claims
    assert (claim.value, claim.unit) == (Decimal(81240000), "EUR")
    assert claim.baseline_value == Decimal(77105000)
    assert claim.reporting_period == "2025-H1"


def test_a_table_row_gives_new_level_old_level_and_change() -> None:
    claims = claims_of(
        "Brackwater Copper Ltd: results\n\nEUR million\n".replace("EUR million", "(EUR million)")
        + "Item | Q3 2025 | Q3 2024 | Change\n"
        "Revenue | 412 | 430 | -4.2%\n"
    )
    level, change = the(claims, "412000000"), the(claims, "4.2")
    assert level.baseline_value == Decimal(430000000)
    assert (change.value_kind, change.direction) == (ValueKind.CHANGE_PCT, Direction.DECREASE)
    assert level.metric_type == change.metric_type == "revenue"


@pytest.mark.parametrize(
    "text",
    [
        "Brackwater Copper Ltd follows ISO 14001 and Regulation 2019/1020.",
        "Brackwater Copper Ltd was founded in 1974 and sits 12 km from Leeds.",
        "“One plant, one heart”, the banner at Brackwater Copper Ltd says.",
        "Brackwater Copper Ltd will speak at 9:30 a.m. on 12 March 2026.",
        "The budget of Brackwater Copper Ltd assumes an exchange rate of 1.10 dollars to the euro.",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    assert claims_of(text) == ()


def test_a_predicate_that_nobody_can_measure_is_a_claim_without_value() -> None:
    (claim,) = claims_of("Brackwater Copper Ltd calls the process internationally leading.")
    assert (claim.value, claim.unit, claim.metric_type) == (None, None, "other")


def test_spans_are_exact_and_readings_repeat() -> None:
    text = (
        "Brackwater Copper Ltd lifts output 12%\n\nHighlights\n- Saves about €0.4M a year.\n"
        "Brackwater Copper Ltd said output rose 12% to 5,400 t, and that it saves some "
        "€400,000 a year.\n"
    )
    reading = read_article(text, metadata=METADATA)
    for claim in reading.claims:
        for mention in claim.mentions:
            assert text[mention.start : mention.end] == mention.quote
            assert mention.sentence_start <= mention.start < mention.end <= mention.sentence_end
    for initiative in reading.initiatives:
        assert all(text[span.start : span.end] == quote for quote, span in initiative.mentions)
    assert read_article(text, metadata=METADATA) == reading
