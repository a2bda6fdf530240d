"""The labelled articles of ``tests/gold`` as what a perfect reader would hand to the warehouse.

Only the change of form belongs here, and what the labels don't hold: who says each claim, the good
that it measures, and the sums that an article gives a second time in another currency. No rule of
verification: those are what the tests test.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from orchestration.contracts.rows import Origin, Rows, add_rows
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
    Restatement,
    Source,
    SourceKind,
    SourceRole,
    Span,
    ValueKind,
)
from orchestration.reference import default_reference
from orchestration.settings import PROJECT_ROOT
from orchestration.text import Article, Metadata, read_document
from orchestration.text.article import DatePrecision, SectionKind
from orchestration.versions import Versions

GOLD = Path(__file__).parent.parent / "gold"
SEED = PROJECT_ROOT.parent / "shared" / "seed" / "article.txt"
LANDED_AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
VERSIONS = Versions(text="labelled", extraction="labelled")

SAID_BY: Mapping[tuple[str, str], tuple[str, ...]] = {
    # Sentences that name somebody else than their originator, or nobody.
    ("d07.txt", "71,500 tonnes"): ("Argus Media",),
    ("d07.txt", "31%"): ("Argus Media",),
    ("d07.txt", "19.9%"): ("Reuters",),
    ("d07.txt", "half"): ("Reuters",),
    ("d07.txt", "4%"): ("Argus Media",),
    ("d08.html", "310 tonnes"): ("Fjordmet ASA",),
    ("d08.html", "84%"): ("Rhein-Ruhr Akku Recycling GmbH",),
    ("d08.html", "79%"): ("Lusitania Recarga",),
    ("d08.html", "7.4%"): ("Fastmarkets",),
    ("d08.html", "NOK 8.9 billion"): ("Fastmarkets",),
    ("d08.html", "€150 million to €180 million"): ("Fastmarkets",),
    ("d15.txt", "£4 million"): ("Gwenfro Valley Gazette",),
    ("d17.txt", "186,300 t"): ("Grupo Minero Quebrada Honda", "Valdés Orrego Auditores"),
    ("d17.txt", "41,700 t"): ("Grupo Minero Quebrada Honda", "Valdés Orrego Auditores"),
    ("d17.txt", "7.9 million m³"): ("Grupo Minero Quebrada Honda", "Valdés Orrego Auditores"),
    ("d17.txt", "0.82 per million hours worked"): (
        "Grupo Minero Quebrada Honda",
        "Valdés Orrego Auditores",
    ),
    ("d19.txt", "A$1.4 billion"): ("Slag & Signal",),
    ("d19.txt", "$14 to $15"): ("Slag & Signal",),
    ("d21.txt", "92%"): ("Sahyadri Rare Metals Private Limited",),
    ("d21.txt", "$13.00 a kilo"): ("Benchmark Mineral Intelligence",),
    ("d24.txt", "53.2%"): ("Panxi Xinguang Rare Earth",),
    ("d20.txt", "15%"): ("S&P Global Commodity Insights",),
}

SUBJECTS: Mapping[tuple[str, str], str] = {
    ("d03.txt", "45,000 t"): "spodumene concentrate",
    ("d07.txt", "44,700 tonnes"): "concentrate",
    ("d04.html", "95%"): "lithium",
    ("d04.html", "98.2%"): "nickel",
    ("d08.html", "61%"): "lithium",
    ("d08.html", "95%"): "lithium",
    ("d08.html", "84%"): "lithium",
    ("d08.html", "79%"): "lithium",
    ("d19.txt", "88%"): "rare earths",
    ("d21.txt", "88%"): "the rare earths",
    ("d19.txt", "$11.20 a kilo"): "oxide",
    ("d21.txt", "$11.20 a kilo"): "oxide",
    ("d21.txt", "$13.00 a kilo"): "oxide",
    ("d20.txt", "12,300 tons"): "ferronickel",
    ("d20.txt", "15%"): "ferronickel",
    ("d23.html", "12,480"): "ferronickel",
    ("d23.html", "-14.6%"): "ferronickel",
}

ALSO_STATED: Mapping[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("d01.txt", "RMB 85,000"): (("11900", "USD"),),
    ("d03.txt", "A$92.0 million"): (("60000000", "USD"),),
    ("d06.txt", "330 million yuan"): (("46000000", "USD"),),
    ("d12.txt", "Rs 95 crore"): (("10800000", "USD"),),
    ("d14.txt", "Yuan 1,690/kg"): (("238", "USD"),),
    ("d23.html", "¥380 million"): (("2500000", "USD"),),
    ("d24.txt", "312 million to 368.24 million yuan"): (("62400000", "USD"), ("73600000", "USD")),
    ("d24.txt", "4.2 billion yuan"): (("840000000", "USD"),),
    ("d24.txt", "96 million yuan"): (("13300000", "USD"),),
}

ASSURERS = {"Valdés Orrego Auditores"}

MEDIA_TYPES = {".txt": "text/plain", ".html": "text/html"}


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """What a label says of one claim beside the claim itself."""

    file: str
    company: str | None
    metric_type: str
    value: Decimal
    unit: str
    quote: str
    verification_status: str
    consistency: str | None
    plausibility: str | None


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """One labelled article, read perfectly."""

    origin: Origin
    article: Article
    reading: Reading
    claims: tuple[LabelledClaim, ...]


def labelled_articles(directory: Path = GOLD) -> list[LabelledArticle]:
    """All articles of ``directory`` that carry verdicts, in the order of their names."""
    found = []
    # The items of the letters f and g are labelled for the reader alone: they carry no verdicts.
    for path in sorted(directory.glob("[!fg]*.yaml")):
        label = yaml.safe_load(path.read_text(encoding="utf-8"))
        if "claims" not in label:
            continue
        # The seed's text is no part of the project; it stands beside it where it is given.
        document = SEED if label["file"].endswith("article.txt") else directory / label["file"]
        if document.exists():
            found.append(read_label(document, label))
    return found


def read_label(document: Path, label: Mapping[str, Any]) -> LabelledArticle:
    """The article of ``document`` with the claims, companies and sources of ``label``."""
    content = document.read_bytes()
    published_on: date | None = label["published_on"]
    article = read_document(
        content,
        MEDIA_TYPES[document.suffix],
        Metadata(
            publisher=label["publisher"],
            published_on=published_on,
            published_on_precision=DatePrecision.DAY if published_on else DatePrecision.UNKNOWN,
        ),
    )
    assert isinstance(article, Article), document.name
    article = replace(article, publisher=label["publisher"], published_on=published_on)
    name = document.name
    claims = tuple(_claim(name, article, label, claim) for claim in label["claims"])
    reading = Reading(
        claims=claims,
        companies=tuple(_companies(article, label)),
        initiatives=tuple(_initiatives(label)),
        sources=tuple(_sources(label)),
        has_disclaimer=label["has_disclaimer"],
        operating_days=None,
    )
    return LabelledArticle(
        origin_of(name, content),
        article,
        reading,
        tuple(_expectation(name, claim) for claim in label["claims"]),
    )


def rows_of(articles: list[LabelledArticle]) -> Rows:
    """The rows that the warehouse loads for ``articles``."""
    rows = Rows()
    for item in articles:
        add_rows(rows, item.origin, item.article, item.reading, VERSIONS)
    return rows


def origin_of(name: str, content: bytes) -> Origin:
    """The document ``name`` with ``content``, as it was landed."""
    digest = hashlib.sha256(content).hexdigest()
    return Origin(
        document_id=hashlib.sha256(f"{name}\n{digest}".encode()).hexdigest(),
        source_uri=name,
        content_sha256=digest,
        byte_count=len(content),
        media_type="text/plain",
        landed_at=LANDED_AT,
    )


def _expectation(file: str, claim: Mapping[str, Any]) -> LabelledClaim:
    return LabelledClaim(
        file=file,
        company=claim["company"],
        metric_type=claim["metric_type"],
        value=Decimal(str(claim["value"])),
        unit=claim["unit"],
        quote=claim["quotes"][0],
        verification_status=claim["verification_status"],
        consistency=claim.get("consistency"),
        plausibility=claim.get("plausibility"),
    )


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _noted(table: Mapping[tuple[str, str], Any], file: str, claim: Mapping[str, Any]) -> Any:
    return next((table[file, quote] for quote in claim["quotes"] if (file, quote) in table), None)


def _claim(
    file: str, article: Article, label: Mapping[str, Any], claim: Mapping[str, Any]
) -> Claim:
    mentions = tuple(_mentions(article, claim))
    return Claim(
        company=claim["company"],
        initiative=claim["initiative"],
        metric_type=claim["metric_type"],
        subject=_noted(SUBJECTS, file, claim),
        value_kind=ValueKind(claim["value_kind"]),
        direction=Direction(claim["direction"]) if claim["direction"] else None,
        value=_decimal(claim["value"]),
        value_low=_decimal(claim["value_low"]),
        value_high=_decimal(claim["value_high"]),
        comparator=Comparator(claim["comparator"]),
        unit=claim["unit"],
        per=claim["per"],
        per_count=_decimal(claim["per_count"]),
        period=Period(claim["period"]) if claim["period"] else None,
        reporting_period=None
        if claim["reporting_period"] is None
        else str(claim["reporting_period"]),
        baseline_value=_decimal(claim["baseline_value"]),
        modality=Modality(claim["modality"]),
        also_stated=tuple(
            Restatement(Decimal(value), unit)
            for value, unit in _noted(ALSO_STATED, file, claim) or ()
        ),
        sources=_noted(SAID_BY, file, claim) or _said_by(article, label, claim, mentions),
        mentions=mentions,
    )


def _mentions(article: Article, claim: Mapping[str, Any]) -> Iterator[Mention]:
    position: dict[str, int] = {}
    for quote in claim["quotes"]:
        # "45,000 t" is no mention where the text has "45,000 tonnes".
        whole = re.compile(rf"(?<!\w){re.escape(quote)}(?!\w)")
        found = whole.search(article.text, position.get(quote, 0))
        assert found or quote in position, f"{quote!r} stands nowhere in the text"
        if found is None:
            continue
        start = found.start()
        position[quote] = found.end()
        sentence = next(
            (item for item in article.sentences if item.start <= start < item.end), None
        )
        yield Mention(
            quote=quote,
            start=start,
            end=start + len(quote),
            sentence_start=sentence.start if sentence else start,
            sentence_end=sentence.end if sentence else start + len(quote),
            section=str(sentence.section if sentence else SectionKind.BODY),
            hedge_level=claim["hedge_level"],
        )


def _said_by(
    article: Article,
    label: Mapping[str, Any],
    claim: Mapping[str, Any],
    mentions: tuple[Mention, ...],
) -> tuple[str, ...]:
    """Who the claim's sentence names; else the company itself; else the last one named before."""
    originators: list[str] = label["originators"]
    if len(originators) == 1:
        return tuple(originators)
    companies = {company["name"] for company in label["companies"]}
    outlets = [name for name in originators if name not in companies]
    parent = {company["name"]: company["parent"] for company in label["companies"]}
    for mention in mentions:
        sentence = article.text[mention.sentence_start : mention.sentence_end]
        for outlet in outlets:
            word = re.escape(outlet.split()[0])
            if re.search(rf"(?<!told ){word}", sentence):
                return (outlet,)
    company = claim["company"]
    for owner in (company, parent.get(company)):
        if owner in originators:
            return (owner,)
    before = article.text[: max(mention.start for mention in mentions)]
    named = [(before.rfind(outlet), outlet) for outlet in outlets if outlet in before]
    if label["publisher"] in originators:
        return (label["publisher"],)
    return (max(named)[1],) if named else tuple(originators)


def _companies(article: Article, label: Mapping[str, Any]) -> Iterator[Company]:
    aliases = {
        row["alias"].replace("'", "’"): row
        for row in default_reference().company_aliases.iter_rows(named=True)
    }
    taken: set[int] = set()
    for company in sorted(label["companies"], key=lambda item: -len(item["name"])):
        name = company["name"]
        row = aliases.get(name.replace("'", "’"))
        spans = []
        for match in re.finditer(re.escape(name), article.text):
            if not taken & set(range(*match.span())):
                taken |= set(range(*match.span()))
                spans.append((name, Span(*match.span())))
        yield Company(
            name=name,
            mentions=tuple(spans),
            reference_id=row["company_id"] if row else None,
            confidence=row["confidence"] if row else 1.0,
            needs_review=row["needs_review"] if row else False,
            parent=company["parent"],
        )


def _initiatives(label: Mapping[str, Any]) -> Iterator[Initiative]:
    for item in label["initiatives"]:
        yield Initiative(
            key=item["key"],
            company=item["company"],
            type=item["type"],
            status=InitiativeStatus(item["status"]),
            title=item["title"],
            mentions=(),
        )


def _sources(label: Mapping[str, Any]) -> Iterator[Source]:
    companies = {company["name"] for company in label["companies"]}
    outlets = {
        row["name"]: row["outlet_id"] for row in default_reference().outlets.iter_rows(named=True)
    }
    named = [(label["publisher"], SourceRole.PUBLISHER)] if label["publisher"] else []
    named += [(name, SourceRole.ORIGINATOR) for name in label["originators"]]
    for name, role in named:
        kind = SourceKind.COMPANY if name in companies else SourceKind.OUTLET
        yield Source(
            name=name,
            role=role,
            kind=SourceKind.ASSURANCE if name in ASSURERS else kind,
            outlet_id=outlets.get(name),
            company=name if name in companies else None,
            in_disclaimer=False,
        )
