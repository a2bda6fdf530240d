"""Which rows are accepted, which are rejected, and what a rejection takes with it."""

import dataclasses
import json
from datetime import UTC, datetime
from decimal import Decimal

import polars as pl
import pytest

from orchestration.contracts.rejections import Rejection
from orchestration.contracts.rows import Origin, Rows, add_rows, claim_key
from orchestration.contracts.schemas import ARTICLE_TABLES
from orchestration.contracts.validation import Validated, validate
from orchestration.extraction.records import (
    Claim,
    Company,
    Comparator,
    Direction,
    Initiative,
    InitiativeStatus,
    Mention,
    Modality,
    Period,
    Reading,
    Source,
    SourceKind,
    SourceRole,
    Span,
    ValueKind,
)
from orchestration.reference import default_reference
from orchestration.text import read_text
from orchestration.versions import Versions

TEXT = "Acme saves acid\n\nAcme Corp said it saved 5 t of acid a year. Zed cut 1 t in May."
ARTICLE = read_text(TEXT)
ORIGIN = Origin(
    document_id="a" * 64,
    source_uri="news/acme.txt",
    content_sha256="b" * 64,
    byte_count=len(TEXT),
    media_type="text/plain",
    landed_at=datetime(2025, 1, 1, tzinfo=UTC),
)
VERSIONS = Versions(text="t", extraction="e")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def mention(words: str) -> Mention:
    place = span(words)
    sentence = next(s for s in ARTICLE.sentences if s.start <= place.start < s.end)
    return Mention(
        quote=words,
        start=place.start,
        end=place.end,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        section=sentence.section,
        hedge_level=1,
    )


CLAIM = Claim(
    company="Acme Corp",
    initiative="acid",
    metric_type="material_saving",
    subject="acid",
    value_kind=ValueKind.AMOUNT,
    direction=None,
    value=Decimal(5),
    value_low=Decimal(5),
    value_high=Decimal(5),
    comparator=Comparator.EXACT,
    unit="t",
    per=None,
    per_count=None,
    period=Period.YEAR,
    reporting_period=None,
    baseline_value=None,
    modality=Modality.ACTUAL,
    also_stated=(),
    sources=("Acme",),
    mentions=(mention("5 t"),),
)
COMPANY = Company(
    name="Acme Corp",
    mentions=(("Acme Corp", span("Acme Corp")),),
    reference_id=None,
    confidence=1.0,
    needs_review=False,
    parent=None,
)
INITIATIVE = Initiative(
    key="acid",
    company="Acme Corp",
    type="process_optimisation",
    status=InitiativeStatus.COMPLETED,
    title="Less acid",
    mentions=(("saved 5 t of acid", span("saved 5 t of acid")),),
)
SOURCE = Source("Acme", SourceRole.ORIGINATOR, SourceKind.COMPANY, None, "Acme Corp", False)
READING = Reading((CLAIM,), (COMPANY,), (INITIATIVE,), (SOURCE,), False, None)


def frames(reading: Reading = READING) -> dict[str, pl.DataFrame]:
    rows = Rows()
    add_rows(rows, ORIGIN, ARTICLE, reading, VERSIONS)
    assert not rows.refused
    return rows.frames()


def split(reading: Reading = READING) -> Validated:
    return validate(frames(reading), default_reference())


def with_claims(*claims: Claim) -> Reading:
    return dataclasses.replace(READING, claims=claims)


def only_rejection(result: Validated) -> Rejection:
    (rejection,) = result.rejected
    return rejection


def heights(result: Validated) -> dict[str, int]:
    return {name: frame.height for name, frame in result.accepted.items() if frame.height}


def test_rows_that_keep_to_their_contract_all_go_on() -> None:
    given = frames()
    result = validate(given, default_reference())
    assert result.rejected == ()
    assert (result.claims_read, result.mentions_read) == (1, 1)
    for name in ARTICLE_TABLES:
        assert result.accepted[name].equals(given[name])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"metric_type": "happiness"}, "unknown_metric_type"),
        ({"value": Decimal(-5), "value_low": Decimal(-5)}, "out_of_range"),
        ({"metric_type": "purity", "unit": "%", "value_high": Decimal(101)}, "out_of_range"),
        ({"value_low": Decimal(6)}, "value_outside_bounds"),
        ({"value": None}, "bounds_without_value"),
        ({"direction": Direction.DECREASE}, "direction_without_change"),
        (
            {"value_kind": ValueKind.CHANGE_ABS, "value": Decimal(-1), "value_low": None},
            "negative_change",
        ),
        ({"per_count": Decimal(3)}, "per_count_without_per"),
        ({"reporting_period": "last year"}, "malformed"),
        ({"company": "Nobody"}, "unknown_company"),
        ({"initiative": "nothing"}, "unknown_initiative"),
        ({"unit": ""}, "malformed"),
    ],
)
def test_a_claim_that_breaks_a_rule_goes_with_its_mentions(
    changes: dict[str, object], code: str
) -> None:
    bad = dataclasses.replace(CLAIM, **changes)
    result = split(with_claims(CLAIM, bad))
    rejection = only_rejection(result)
    assert (rejection.record_type, rejection.reason_code) == ("claim", code)
    assert rejection.source_uri == "news/acme.txt"
    assert rejection.article_id == ORIGIN.document_id
    record = json.loads(rejection.record)
    assert record["claim_key"] == claim_key(bad)
    assert [item["quote"] for item in record["mentions"]] == ["5 t"]
    assert result.accepted["claims"]["claim_key"].to_list() == [claim_key(CLAIM)]
    assert result.accepted["claim_mentions"].height == 1
    assert result.accepted["claim_sources"].height == 1


@pytest.mark.parametrize(
    "changes",
    [
        # 250 ppm of an impurity is a purity above 100, but not 100 %.
        {"metric_type": "purity", "unit": "[ppm]", "value": Decimal(250)},
        {"metric_type": "profit", "unit": "CNY", "value": Decimal(-5)},
        {"metric_type": "efficiency_gain", "unit": "%", "value": Decimal(260)},
        {"metric_type": "market_share", "unit": "%", "value_kind": ValueKind.CHANGE_PCT},
    ],
)
def test_a_range_is_about_levels_in_its_own_unit(changes: dict[str, object]) -> None:
    value = changes.get("value", Decimal(150))
    changes = {"value": value, "value_low": value, "value_high": value, **changes}
    assert split(with_claims(dataclasses.replace(CLAIM, **changes))).rejected == ()


def test_a_claim_has_every_reason_told() -> None:
    bad = dataclasses.replace(
        CLAIM, metric_type="happiness", company="Nobody", direction=Direction.INCREASE
    )
    rejection = only_rejection(split(with_claims(bad)))
    assert rejection.reason_code.split(", ") == [
        "unknown_metric_type",
        "unknown_company",
        "direction_without_change",
    ]
    assert "'happiness'" in rejection.reason
    assert "'Nobody'" in rejection.reason


def test_a_mention_whose_span_is_not_its_quote_goes_alone() -> None:
    wrong = dataclasses.replace(mention("1 t"), quote="9 t")
    result = split(with_claims(dataclasses.replace(CLAIM, mentions=(*CLAIM.mentions, wrong))))
    rejection = only_rejection(result)
    assert (rejection.record_type, rejection.reason_code) == ("mention", "span_is_not_quote")
    assert result.accepted["claims"].height == 1
    assert result.accepted["claim_mentions"]["quote"].to_list() == ["5 t"]


def test_a_claim_without_a_mention_left_goes() -> None:
    wrong = dataclasses.replace(mention("1 t"), quote="9 t")
    result = split(with_claims(dataclasses.replace(CLAIM, mentions=(wrong,))))
    codes = {(item.record_type, item.reason_code) for item in result.rejected}
    assert codes == {("mention", "span_is_not_quote"), ("claim", "no_mention")}
    assert "claims" not in heights(result)


def test_a_quote_stands_in_its_sentence() -> None:
    elsewhere = mention("Zed cut")
    moved = dataclasses.replace(
        mention("5 t"),
        sentence_start=elsewhere.sentence_start,
        sentence_end=elsewhere.sentence_end,
    )
    other = dataclasses.replace(CLAIM, mentions=(moved, mention("1 t")))
    assert only_rejection(split(with_claims(other))).reason_code == "quote_outside_sentence"


def test_a_company_takes_its_claims_and_initiatives_with_it() -> None:
    unknown = dataclasses.replace(COMPANY, reference_id="no_such_row")
    result = split(dataclasses.replace(READING, companies=(unknown,)))
    codes = {(item.record_type, item.reason_code) for item in result.rejected}
    assert codes == {
        ("company", "unknown_company"),
        ("claim", "company_rejected"),
        ("initiative", "company_rejected"),
    }
    assert heights(result) == {"articles": 1}


def test_a_claim_outlives_its_initiative_and_its_source() -> None:
    long = dataclasses.replace(INITIATIVE, title=" ".join(["word"] * 13))
    unknown = dataclasses.replace(SOURCE, outlet_id="no_such_row")
    result = split(dataclasses.replace(READING, initiatives=(long,), sources=(unknown,)))
    codes = {(item.record_type, item.reason_code) for item in result.rejected}
    assert codes == {("initiative", "title_too_long"), ("source", "unknown_outlet")}
    assert result.accepted["claims"]["initiative_key"].to_list() == [None]
    assert "claim_sources" not in heights(result)


def test_of_two_rows_with_one_key_the_first_stays() -> None:
    twice = dataclasses.replace(COMPANY, mentions=COMPANY.mentions * 2)
    result = split(dataclasses.replace(READING, companies=(twice,)))
    assert only_rejection(result).reason_code == "duplicate_key"
    assert result.accepted["company_mentions"].height == 1


def test_a_frame_of_another_shape_is_rejected_whole() -> None:
    given = frames()
    given["claims"] = given["claims"].with_columns(pl.col("value").cast(pl.String))
    result = validate(given, default_reference())
    assert only_rejection(result).record_type == "claim"
    assert "wrong_frame" in only_rejection(result).reason_code
    assert dict(result.accepted["claims"].schema) == dict(frames()["claims"].schema)
    assert "claim_mentions" not in heights(result)


def test_an_article_takes_everything_with_it() -> None:
    given = frames()
    given["articles"] = given["articles"].with_columns(published_on_precision=pl.lit("century"))
    result = validate(given, default_reference())
    assert heights(result) == {}
    types = [item.record_type for item in result.rejected]
    assert types == ["document", "initiative", "claim"]
    assert TEXT not in result.rejected[0].record


def test_equal_claims_are_one_with_all_mentions() -> None:
    again = dataclasses.replace(CLAIM, mentions=(mention("1 t"),), sources=("Acme", "Zed"))
    given = frames(with_claims(CLAIM, again))
    assert given["claims"].height == 1
    assert given["claim_mentions"]["quote"].to_list() == ["5 t", "1 t"]
    assert given["claim_sources"]["source_name"].to_list() == ["Acme", "Zed"]


@pytest.mark.parametrize("value", ["1e28", "-1e400", "NaN", "Infinity"])
def test_a_number_that_no_column_holds_is_refused(value: str) -> None:
    rows = Rows()
    huge = dataclasses.replace(CLAIM, value=Decimal(value))
    add_rows(rows, ORIGIN, ARTICLE, with_claims(CLAIM, huge), VERSIONS)
    (refused,) = rows.refused
    assert refused.reason_code == "value_too_large"
    assert rows.frames()["claims"].height == 1
    assert rows.frames()["claim_mentions"].height == 1


def test_a_value_is_kept_to_the_billionth() -> None:
    fine = dataclasses.replace(CLAIM, value=Decimal("0.12345678949"), value_low=None)
    assert frames(with_claims(fine))["claims"]["value"].to_list() == [Decimal("0.123456789")]


def test_a_claim_key_tells_fields_apart_and_nothing_else() -> None:
    same = dataclasses.replace(CLAIM, value=Decimal("5.00"), mentions=(), sources=())
    assert claim_key(same) == claim_key(CLAIM)
    for changes in ({"value": Decimal(6)}, {"unit": "kg"}, {"company": None}, {"subject": None}):
        assert claim_key(dataclasses.replace(CLAIM, **changes)) != claim_key(CLAIM)
