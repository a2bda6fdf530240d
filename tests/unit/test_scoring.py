"""What the accuracy figures count: scores of articles whose findings are known."""

from dataclasses import replace

import pytest

from benchmarks.labels import load_labels
from benchmarks.scoring import (
    ComparedArticle,
    ComparedClaim,
    Score,
    differences,
    judge_article,
    plain,
    same_number,
    score_article,
)

LABELS = {item.item: item.label for item in load_labels()}


def claim(value: float, unit: str = "t", company: str = "acme", **fields: object) -> ComparedClaim:
    """A claim with only the fields that a test is about."""
    return ComparedClaim(
        value=value,
        company=company,
        company_names=frozenset({company}),
        fields={"unit": unit, "metric_type": "production", **fields},
        quote=str(value),
    )


def article(*claims: ComparedClaim) -> ComparedArticle:
    """An article with only claims."""
    return ComparedArticle("a.txt", claims, (), (), frozenset(), ())


@pytest.mark.parametrize("item", sorted(LABELS))
def test_finding_what_is_labelled_scores_full(item: str) -> None:
    label = LABELS[item]
    scores = score_article(label, label)
    assert {name for name, score in scores.items() if score.hits != score.labelled} == set()
    assert all(right == asked for right, asked in judge_article(label, label).values())


def test_finding_nothing_scores_nothing_and_divides_by_nothing() -> None:
    empty = ComparedArticle("d01.txt", (), (), (), frozenset(), ())
    assert {score.f1 for score in score_article(LABELS["d01"], empty).values()} == {0.0}


def test_the_same_claim_found_twice_counts_once() -> None:
    scores = score_article(article(claim(5)), article(claim(5), claim(5)))
    assert scores["claims: value + unit"] == Score(hits=1, labelled=1, found=2)


def test_matching_is_the_largest_not_the_first_that_fits() -> None:
    """100.4 fits both labels and 99.6 only one: a greedy pairing would lose a hit."""
    label = article(claim(100), claim(100.8))
    found = article(claim(100.4), claim(99.6))
    assert score_article(label, found)["claims: value + unit"].hits == 2


def test_of_equal_values_those_that_agree_in_more_are_paired() -> None:
    output, sales = claim(5), claim(5, metric_type="sales_volume")
    judged = judge_article(article(output, sales), article(sales, output))
    assert judged["metric_type"] == (2, 2)


def test_rows_grow_stricter() -> None:
    right = claim(5, value_kind="amount", comparator="approx")
    label = article(right)
    wrong_company = article(replace(right, company_names=frozenset({"other"})))
    wrong_comparator = article(replace(right, fields={**right.fields, "comparator": "exact"}))
    for found, hit in ((wrong_company, [1, 1, 0, 0, 0]), (wrong_comparator, [1, 1, 1, 1, 0])):
        scores = score_article(label, found)
        assert [score.hits for name, score in scores.items() if name[0] in " c"][:5] == hit


def test_a_market_figure_has_no_company() -> None:
    market = replace(claim(5), company=None, company_names=frozenset())
    assert differences(market, claim(5), ("company",)) == ["company"]
    assert differences(market, market, ("company",)) == []


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Umicore SA", "umicore"),
        ("The Lynas Corp.", "lynas"),
        ("Baogang’s Metrology Center", "baogang metrology center"),
        ("IREL (India) Limited", "irel india"),
        (None, ""),
    ],
)
def test_names_are_compared_without_legal_form(name: str | None, form: str) -> None:
    assert plain(name) == form


def test_numbers_agree_within_half_a_percent() -> None:
    assert same_number(1005.0, 1000.0)
    assert not same_number(1006.0, 1000.0)
    assert not same_number(None, 0.0)
    assert same_number(None, None)
