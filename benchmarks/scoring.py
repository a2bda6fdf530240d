"""What counts as right: names, numbers and claims compared, and the scores that follow.

Pure definitions, no files and no reader: ``labels`` says what ought to be found, ``findings`` what
was found, and ``accuracy`` tells the scores.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import networkx as nx

LabelT = TypeVar("LabelT")
FoundT = TypeVar("FoundT")

LEVELS: Mapping[str, tuple[str, ...]] = {
    "value + unit": ("unit",),
    "+ metric type": ("unit", "metric_type"),
    "+ company": ("unit", "metric_type", "company"),
    "+ kind, period, modality": (
        "unit",
        "metric_type",
        "company",
        "value_kind",
        "direction",
        "period",
        "modality",
    ),
    "+ comparator, baseline": (
        "unit",
        "metric_type",
        "company",
        "value_kind",
        "direction",
        "period",
        "modality",
        "comparator",
        "baseline_value",
    ),
}
"""The fields that must agree beside the value, each row stricter than the one before it."""

FIELDS = (*LEVELS["+ comparator, baseline"], "per", "reporting_period", "hedge_level")
"""Every field that is compared one by one."""

VERDICTS = ("verification_status", "consistency", "plausibility")
"""What only a warehouse tells about a claim."""

_LEGAL_FORM = re.compile(
    r"(?i)\b(co|company|corp|corporation|inc|ltd|limited|plc|group|holdings?|sa|ag|nl|gmbh|the)\b\.?"
)
_POSSESSIVE = re.compile(r"['’]s\b")
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class ComparedClaim:
    """A claim as it is compared, labelled or found.

    ``company_names`` are all plain names of its company, empty for a market. ``fields`` holds the
    others of ``FIELDS``, and ``VERDICTS`` where they are known. ``initiative`` is its type.
    """

    value: float | None
    company: str | None
    company_names: frozenset[str]
    fields: Mapping[str, object]
    quote: str


@dataclass(frozen=True, slots=True)
class ComparedCompany:
    """A company with all its plain names, and the plain names of all that own it."""

    name: str
    names: frozenset[str]
    parent_names: frozenset[str]


@dataclass(frozen=True, slots=True)
class ComparedInitiative:
    """An initiative: type, status, title, and the plain names of its company."""

    type: str
    status: str
    title: str
    company: str
    company_names: frozenset[str]


@dataclass(frozen=True, slots=True)
class ComparedArticle:
    """All that is compared of one article; ``sources`` holds the plain names of each originator."""

    file: str
    claims: tuple[ComparedClaim, ...]
    companies: tuple[ComparedCompany, ...]
    initiatives: tuple[ComparedInitiative, ...]
    publisher_names: frozenset[str]
    originators: tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How many of ``labelled`` were hit, among ``found``."""

    hits: int = 0
    labelled: int = 0
    found: int = 0

    def __add__(self, other: "Score") -> "Score":
        """Sum over articles."""
        return Score(
            self.hits + other.hits, self.labelled + other.labelled, self.found + other.found
        )

    @property
    def precision(self) -> float:
        """Share of what was found that is right, in %."""
        return 100 * self.hits / max(self.found, 1)

    @property
    def recall(self) -> float:
        """Share of what is labelled that was found, in %."""
        return 100 * self.hits / max(self.labelled, 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in %."""
        return 200 * self.hits / max(self.labelled + self.found, 1)


def plain(name: str | None) -> str:
    """Return a name without legal form, punctuation and case."""
    without = _LEGAL_FORM.sub(" ", _POSSESSIVE.sub("", name or ""))
    return _NO_WORD.sub(" ", without).strip().lower()


def plain_names(*names: str | None) -> frozenset[str]:
    """Return the plain forms of some names, without empty ones."""
    return frozenset(form for form in map(plain, names) if form)


def same_number(found: float | None, labelled: float | None) -> bool:
    """Whether two numbers agree within 0.5 %, or both are missing."""
    if found is None or labelled is None:
        return found is labelled
    return abs(found - labelled) <= 1e-9 + 0.005 * abs(labelled)


def differences(label: ComparedClaim, found: ComparedClaim, fields: Sequence[str]) -> list[str]:
    """Return those of ``fields`` in which a found claim differs from a labelled one."""
    different = []
    for field in fields:
        if field == "company":
            same = (
                not found.company_names
                if not label.company_names
                else bool(label.company_names & found.company_names)
            )
        elif field == "baseline_value":
            same = same_number(_number(found.fields.get(field)), _number(label.fields.get(field)))
        else:
            same = (label.fields.get(field) or None) == (found.fields.get(field) or None)
        if not same:
            different.append(field)
    return different


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def pair(
    labelled: Sequence[LabelT],
    found: Sequence[FoundT],
    same: Callable[[LabelT, FoundT], bool],
    closeness: Callable[[LabelT, FoundT], int] = lambda _label, _found: 0,
) -> list[tuple[int, int]]:
    """Return the indices of a largest one-to-one matching, the closest of those."""
    graph: nx.Graph[int] = nx.Graph()
    for i, label in enumerate(labelled):
        for j, item in enumerate(found):
            if same(label, item):
                graph.add_edge(i, len(labelled) + j, weight=closeness(label, item))
    matching = nx.max_weight_matching(graph, maxcardinality=True)
    ordered = sorted((min(edge), max(edge)) for edge in matching)
    return [(i, j - len(labelled)) for i, j in ordered]


def pair_claims(
    label: ComparedArticle, found: ComparedArticle, fields: Sequence[str]
) -> list[tuple[int, int]]:
    """Match claims that agree in value and in ``fields``, those that agree in more first."""
    return pair(
        label.claims,
        found.claims,
        lambda a, b: same_number(b.value, a.value) and not differences(a, b, fields),
        lambda a, b: len(FIELDS) - len(differences(a, b, FIELDS)),
    )


def pair_companies(label: ComparedArticle, found: ComparedArticle) -> list[tuple[int, int]]:
    """Match companies that share a name."""
    return pair(label.companies, found.companies, lambda a, b: bool(a.names & b.names))


def pair_initiatives(label: ComparedArticle, found: ComparedArticle) -> list[tuple[int, int]]:
    """Match initiatives of one type and one company."""
    return pair(
        label.initiatives,
        found.initiatives,
        lambda a, b: a.type == b.type and bool(a.company_names & b.company_names),
    )


def pair_originators(label: ComparedArticle, found: ComparedArticle) -> list[tuple[int, int]]:
    """Match originators that share a name."""
    return pair(label.originators, found.originators, lambda a, b: bool(a[1] & b[1]))


def score_article(label: ComparedArticle, found: ComparedArticle) -> dict[str, Score]:
    """Return every score of one article, by the name of its row."""
    scores = {
        f"claims: {name}" if name == "value + unit" else f"  {name}": Score(
            len(pair_claims(label, found, fields)), len(label.claims), len(found.claims)
        )
        for name, fields in LEVELS.items()
    }
    for name, pairs, wanted, made in (
        ("companies", pair_companies, label.companies, found.companies),
        ("initiatives", pair_initiatives, label.initiatives, found.initiatives),
        ("originators", pair_originators, label.originators, found.originators),
    ):
        scores[name] = Score(len(pairs(label, found)), len(wanted), len(made))
    return scores


def judge_article(label: ComparedArticle, found: ComparedArticle) -> dict[str, tuple[int, int]]:
    """Return right and asked for each thing that is either right or wrong.

    Fields are judged on claims that agree in value and unit; verdicts on those that agree in metric
    type and company too; parents wherever a label gives one.
    """
    judged: dict[str, tuple[int, int]] = {}
    matched = pair_claims(label, found, ("unit",))
    for field in FIELDS[1:]:
        wrong = sum(
            bool(differences(label.claims[i], found.claims[j], (field,))) for i, j in matched
        )
        judged[field] = (len(matched) - wrong, len(matched))
    parents = [company for company in label.companies if company.parent_names]
    right = sum(
        any(
            child.names & company.names and child.parent_names & company.parent_names
            for company in found.companies
        )
        for child in parents
    )
    judged["parents"] = (right, len(parents))
    if label.publisher_names:
        judged["publisher"] = (int(bool(label.publisher_names & found.publisher_names)), 1)
    for field in VERDICTS:
        asked = [
            (label.claims[i].fields[field], found.claims[j].fields.get(field))
            for i, j in pair_claims(label, found, LEVELS["+ company"])
            if label.claims[i].fields.get(field) is not None and field in found.claims[j].fields
        ]
        judged[field] = (sum(want == got for want, got in asked), len(asked))
    return judged
