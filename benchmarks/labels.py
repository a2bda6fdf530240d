"""The labelled articles: what ought to be found in each.

The labels stand in YAML files beside their texts, as ``docs/claims.md`` defines the fields. Only
their reading belongs here.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.scoring import (
    FIELDS,
    VERDICTS,
    ComparedArticle,
    ComparedClaim,
    ComparedCompany,
    ComparedInitiative,
    plain_names,
)
from orchestration.settings import PROJECT_ROOT

LABELS_DIR = PROJECT_ROOT / "tests" / "gold"
SEED_FILE = PROJECT_ROOT.parent / "shared" / "seed" / "article.txt"
"""One real article that is no part of the project; it is scored where it is at hand."""

GROUPS = ("tune", "check", "more", "fresh", "unseen", "wide", "held", "broad", "last")
"""What an item may be used for.

Of the first items (``d01`` …) those with an odd number are for tuning, those with an even number
for checking that a rule was found and not fitted. ``more`` are further items for tuning: other
trades (``f01`` to ``f10``) and the samples of the inbox (``s01`` …). ``fresh`` (``u01`` …),
``unseen`` (``f11`` …, as varied as the ten before them) and ``held`` (``g01`` …) were held back
first and are for tuning now, as are the ``wide`` ones (``w01`` …) and the ``broad`` ones (``y01``
…) of many more trades and genres. Nobody tunes on the ``last`` (``x01`` …): they say how well
articles are read that no rule was written for."""

_GROUP_OF_LETTER = {"g": "held", "u": "fresh", "w": "wide", "x": "last", "y": "broad"}

LAST_OF_MORE = 10
"""The last of the items ``f01`` … that are of the group ``more``; the others are ``unseen``."""


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """A label with the file that it speaks of; ``path`` is ``None`` if that is not at hand.

    ``group`` is one of ``GROUPS``: what the item may be used for.
    """

    item: str
    group: str
    path: Path | None
    label: ComparedArticle


def load_labels(directory: Path = LABELS_DIR) -> list[LabelledArticle]:
    """Load every label below a directory, by item.

    Raises:
        OSError: the directory can't be read.
        KeyError: a label lacks a field.
    """
    labelled = []
    for path in sorted(directory.rglob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if "claims" not in content:
            # Not the label of one article, such as the list of claims that meet across articles.
            continue
        text = path.parent / content["file"]
        if text.name == SEED_FILE.name:
            text = SEED_FILE
        labelled.append(
            LabelledArticle(
                item=path.stem,
                group=_group(path.stem),
                path=text if text.is_file() else None,
                label=_article(text.name, content),
            )
        )
    return labelled


def _group(item: str) -> str:
    if item.startswith("d"):
        return "check" if int(item[1:]) % 2 == 0 else "tune"
    if item == "seed":
        return "tune"
    if item.startswith("f") and int(item[1:]) > LAST_OF_MORE:
        return "unseen"
    return _GROUP_OF_LETTER.get(item[0], "more")


def _article(file: str, content: dict[str, Any]) -> ComparedArticle:
    return ComparedArticle(
        file=file,
        claims=tuple(_claim(claim) for claim in content["claims"]),
        companies=tuple(
            ComparedCompany(
                company["name"], plain_names(company["name"]), plain_names(company["parent"])
            )
            for company in content["companies"] or ()
        ),
        initiatives=tuple(
            ComparedInitiative(
                initiative["type"],
                initiative["status"],
                initiative["title"],
                initiative["company"],
                plain_names(initiative["company"]),
            )
            for initiative in content["initiatives"] or ()
        ),
        publisher_names=plain_names(content["publisher"]),
        originators=tuple((name, plain_names(name)) for name in content["originators"] or ()),
    )


def _claim(claim: dict[str, Any]) -> ComparedClaim:
    value = claim["value"]
    compared = {field: claim[field] for field in FIELDS if field != "company"}
    return ComparedClaim(
        value=None if value is None else float(value),
        company=claim["company"],
        company_names=plain_names(claim["company"]),
        fields=compared | {field: claim.get(field) for field in VERDICTS},
        quote=claim["quotes"][0],
    )
