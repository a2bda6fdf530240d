"""What Assay found: read directly from the texts, or taken from a published warehouse.

Both give the same compared form; only the way to it belongs here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.scoring import (
    FIELDS,
    VERDICTS,
    ComparedArticle,
    ComparedClaim,
    ComparedCompany,
    ComparedInitiative,
    plain_names,
)
from orchestration.extraction import read_article
from orchestration.extraction.records import Claim, Company, Reading, SourceRole
from orchestration.reference import Reference
from orchestration.text import Unreadable, read_document

MEDIA_TYPES = {".txt": "text/plain", ".html": "text/html", ".md": "text/markdown"}
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The names and owners that the reference tables know."""

    companies: Mapping[str, frozenset[str]]
    owners: Mapping[str, frozenset[str]]
    outlets: Mapping[str, frozenset[str]]


def known_names(reference: Reference) -> KnownNames:
    """Collect the names of each company, of all above it, and of each outlet."""
    companies: dict[str, set[str]] = defaultdict(set)
    outlets: dict[str, set[str]] = defaultdict(set)
    for key, *names in reference.companies.select(
        "company_id", "canonical_name", "name_zh"
    ).iter_rows():
        companies[key] |= plain_names(*names)
    for key, alias in reference.company_aliases.select("company_id", "alias").iter_rows():
        companies[key] |= plain_names(alias)
    for key, *names in reference.outlets.select("outlet_id", "name", "name_zh").iter_rows():
        outlets[key] |= plain_names(*names)
    for key, alias in reference.outlet_aliases.select("outlet_id", "alias").iter_rows():
        outlets[key] |= plain_names(alias)
    parents = dict(reference.companies.select("company_id", "parent_company_id").iter_rows())
    owners: dict[str, set[str]] = defaultdict(set)
    for key in parents:
        above = parents[key]
        while above is not None:
            owners[key] |= companies[above]
            above = parents[above]
    return KnownNames(_frozen(companies), _frozen(owners), _frozen(outlets))


def _frozen(sets: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(names) for key, names in sets.items()}


def read_file(path: Path, reference: Reference, known: KnownNames) -> ComparedArticle:
    """Read one file as a refresh would, without a warehouse.

    Raises:
        ValueError: the file holds no article, which a labelled file always does.
    """
    article = read_document(path.read_bytes(), MEDIA_TYPES[path.suffix])
    if isinstance(article, Unreadable):
        raise ValueError(f"{path.name}: {article.reason}")
    return from_reading(path.name, read_article(article, reference), known)


def from_reading(file: str, reading: Reading, known: KnownNames) -> ComparedArticle:
    """Bring a reading into the compared form; companies of one reference row are one."""
    names: dict[str, frozenset[str]] = {}
    for company in reading.companies:
        own = plain_names(company.name, *(name for name, _ in company.mentions))
        names[company.name] = own | known.companies.get(company.reference_id or "", NOTHING)
    merged: dict[str, ComparedCompany] = {}
    for company in reading.companies:
        key = company.reference_id or company.name
        earlier = merged.get(key)
        merged[key] = ComparedCompany(
            company.name,
            names[company.name] | (earlier.names if earlier else NOTHING),
            _owners(company, reading.companies, names, known)
            | (earlier.parent_names if earlier else NOTHING),
        )
    sources = [
        (
            source.name,
            source.role,
            plain_names(source.name)
            | known.outlets.get(source.outlet_id or "", NOTHING)
            | names.get(source.company or "", NOTHING),
        )
        for source in reading.sources
    ]
    return ComparedArticle(
        file=file,
        claims=tuple(_from_claim(claim, names) for claim in reading.claims),
        companies=tuple(merged.values()),
        initiatives=tuple(
            ComparedInitiative(
                initiative.type,
                initiative.status,
                initiative.title,
                initiative.company,
                names.get(initiative.company, plain_names(initiative.company)),
            )
            for initiative in reading.initiatives
        ),
        publisher_names=frozenset().union(
            *(forms for _, role, forms in sources if role is SourceRole.PUBLISHER)
        ),
        originators=tuple(
            (name, forms) for name, role, forms in sources if role is SourceRole.ORIGINATOR
        ),
    )


def _owners(
    company: Company,
    companies: Iterable[Company],
    names: Mapping[str, frozenset[str]],
    known: KnownNames,
) -> frozenset[str]:
    """Collect the names of all that own a company, as the article or the reference says."""
    by_name = {other.name: other for other in companies}
    owners = known.owners.get(company.reference_id or "", NOTHING)
    seen = {company.name}
    above = company.parent
    while above is not None and above not in seen:
        seen.add(above)
        owners |= names.get(above, plain_names(above))
        owner = by_name.get(above)
        if owner is None:
            break
        owners |= known.owners.get(owner.reference_id or "", NOTHING)
        above = owner.parent
    return owners


def _from_claim(claim: Claim, names: Mapping[str, frozenset[str]]) -> ComparedClaim:
    fields: dict[str, object] = {
        field: getattr(claim, field) for field in FIELDS if field not in ("company", "hedge_level")
    }
    fields["hedge_level"] = min(mention.hedge_level for mention in claim.mentions)
    return ComparedClaim(
        value=None if claim.value is None else float(claim.value),
        company=claim.company,
        company_names=NOTHING
        if claim.company is None
        else names.get(claim.company, plain_names(claim.company)),
        fields=fields,
        quote=claim.mentions[0].quote,
    )


class Warehouse:
    """A published warehouse, opened read-only."""

    def __init__(self, file: Path) -> None:
        """Open it, and load what names the articles.

        Raises:
            duckdb.Error: no warehouse is there, or it lacks a table.
        """
        self._connection = duckdb.connect(str(file), read_only=True)
        names: dict[str, set[str]] = defaultdict(set)
        for row in self._rows(
            "select company_id, name from marts.company_names"
            " union select company_id, company_name from marts.companies"
        ):
            names[row["company_id"]] |= plain_names(row["name"])
        self._names = _frozen(names)
        self._owners = {
            row["company_id"]: self._names.get(row["parent_company_id"], NOTHING)
            | self._names.get(row["ultimate_parent_company_id"], NOTHING)
            for row in self._rows("select * from marts.companies")
        }
        self._articles: dict[str, list[str]] = defaultdict(list)
        for row in self._rows("select article_id, source_uri from marts.articles"):
            self._articles[row["source_uri"].rsplit("/", 1)[-1]].append(row["article_id"])

    def article(self, file: str) -> ComparedArticle | None:
        """Return what the warehouse holds of the article from ``file``, ``None`` if nothing."""
        ids = self._articles.get(file)
        if not ids:
            return None
        claims = self._rows(
            """
            select c.*, v.verification_status, v.consistency, v.plausibility,
                (select min(quote) from marts.claim_mentions q
                 where q.claim_id = c.claim_id and list_contains($ids, q.article_id)) as quote
            from marts.claims c left join marts.verification_status v using (claim_id)
            where c.claim_id in
                (select claim_id from marts.claim_mentions where list_contains($ids, article_id))
            order by c.claim_id
            """,
            ids=ids,
        )
        initiatives = self._rows(
            """
            select * from marts.initiatives where initiative_id in
                (select initiative_id from marts.initiative_mentions
                 where list_contains($ids, article_id))
            order by initiative_id
            """,
            ids=ids,
        )
        mentioned = self._rows(
            "select distinct company_id from marts.company_mentions"
            " where list_contains($ids, article_id)",
            ids=ids,
        )
        companies = {row["company_id"] for row in (*claims, *initiatives, *mentioned)} - {None}
        sources = self._rows(
            "select s.role, o.outlet_name from marts.article_sources s"
            " join marts.outlets o using (outlet_id) where list_contains($ids, s.article_id)"
            " order by o.outlet_name",
            ids=ids,
        )
        return ComparedArticle(
            file=file,
            claims=tuple(self._claim(row) for row in claims),
            companies=tuple(
                ComparedCompany(
                    min(self._names[key]), self._names[key], self._owners.get(key, NOTHING)
                )
                for key in sorted(companies)
            ),
            initiatives=tuple(
                ComparedInitiative(
                    row["initiative_type"],
                    row["initiative_status"],
                    row["initiative_title"],
                    row["company_name"],
                    self._names.get(row["company_id"], NOTHING),
                )
                for row in initiatives
            ),
            publisher_names=plain_names(
                *(row["outlet_name"] for row in sources if row["role"] == "publisher")
            ),
            originators=tuple(
                (row["outlet_name"], plain_names(row["outlet_name"]))
                for row in sources
                if row["role"] == "originator"
            ),
        )

    def _claim(self, row: Mapping[str, Any]) -> ComparedClaim:
        compared = (*FIELDS, *VERDICTS)
        return ComparedClaim(
            value=None if row["value"] is None else float(row["value"]),
            company=row["company_name"],
            company_names=self._names.get(row["company_id"], NOTHING),
            fields={field: row[field] for field in compared if field != "company"},
            quote=row["quote"],
        )

    def _rows(self, query: str, **parameters: object) -> list[dict[str, Any]]:
        cursor = self._connection.execute(query, parameters)
        columns = [column[0] for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
