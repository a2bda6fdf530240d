"""Scores of the extraction on the labelled articles: ``make accuracy``.

By default each article is read directly, without a warehouse, in seconds; ``--warehouse FILE``
scores what a refresh published instead, verification included. ``--show`` lists what was missed,
invented or wrong.

``d`` items with an odd number (and the real article) are for tuning, those with an even number for
checking that a rule was found and not fitted: look at their details rarely. These are the main
figures. The columns on the right add further items for tuning and, in ``last``, those that nobody
tunes on: they say how well articles are read that no rule was written for.
"""

import argparse
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

from benchmarks.findings import Warehouse, known_names, read_file
from benchmarks.labels import GROUPS, LABELS_DIR, LabelledArticle, load_labels
from benchmarks.scoring import (
    FIELDS,
    LEVELS,
    VERDICTS,
    ComparedArticle,
    ComparedClaim,
    Score,
    differences,
    judge_article,
    pair_claims,
    pair_companies,
    pair_initiatives,
    pair_originators,
    score_article,
)
from orchestration.reference import default_reference

QUANTITIES = "benchmarks.newsquant"
"""Scores ``find_quantities`` on sentences of a public set, where that is at hand."""

SHOWABLE = ("claims", "fields", "companies", "parents", "initiatives", "status", "sources")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read or load, score and tell."""
    options = _options().parse_args(arguments)
    wanted = set(options.items.split(",")) if options.items else None
    labelled = [
        item
        for item in load_labels(options.labels)
        if (wanted is None or item.item in wanted) and options.group in (None, item.group)
    ]
    started = time.perf_counter()
    found = _from_warehouse(labelled, options.warehouse) if options.warehouse else _read(labelled)
    seconds = time.perf_counter() - started
    for item in labelled:
        if item.item in found:
            for kind in options.show:
                _tell(_details(kind, item.label, found[item.item]))
    absent = [item.label.file for item in labelled if item.item not in found]
    if absent:
        _tell([f"not at hand, so not scored: {', '.join(absent)}", ""])
    _tell(_summary([(item, found[item.item]) for item in labelled if item.item in found]))
    _tell([f"{len(found)} articles in {seconds:.1f} s"])
    if not (options.warehouse or wanted or options.group) and find_spec(QUANTITIES) is not None:
        # A process of its own: it scores another set and has options of its own.
        sys.stdout.flush()
        subprocess.run([sys.executable, "-m", QUANTITIES], check=True)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--warehouse", type=Path, metavar="FILE", help="score this DuckDB file")
    parser.add_argument("--labels", type=Path, default=LABELS_DIR, metavar="DIR")
    parser.add_argument("--show", choices=SHOWABLE, action="append", default=[])
    parser.add_argument("--items", metavar="d01,d02", help="only these")
    parser.add_argument("--group", choices=GROUPS, help="only this group of items")
    return parser


def _read(labelled: Iterable[LabelledArticle]) -> dict[str, ComparedArticle]:
    reference = default_reference()
    known = known_names(reference)
    found = {}
    for item in labelled:
        if item.path is None:
            continue
        try:
            found[item.item] = read_file(item.path, reference, known)
        except Exception as error:
            error.add_note(f"while reading {item.item}")
            raise
    return found


def _from_warehouse(labelled: Iterable[LabelledArticle], file: Path) -> dict[str, ComparedArticle]:
    warehouse = Warehouse(file)
    articles = {item.item: warehouse.article(item.label.file) for item in labelled}
    return {item: article for item, article in articles.items() if article is not None}


def _summary(pairs: Sequence[tuple[LabelledArticle, ComparedArticle]]) -> list[str]:
    main = {item.group for item, _ in pairs}
    if main & {"tune", "check"}:
        main &= {"tune", "check"}
    scores: dict[str, dict[str, Score]] = {group: defaultdict(Score) for group in GROUPS}
    total: dict[str, Score] = defaultdict(Score)
    judged: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for item, found in pairs:
        for name, score in score_article(item.label, found).items():
            scores[item.group][name] += score
            if item.group in main:
                total[name] += score
        if item.group in main:
            for name, (right, asked) in judge_article(item.label, found).items():
                judged[name][0] += right
                judged[name][1] += asked
    lines = [f"{'':28s} {'P':>5s}  {'R':>5s}  {'F1':>5s} F1 of:" + _row(GROUPS)]
    for name, score in total.items():
        groups = _row(
            f"{scores[g][name].f1:.1f}" if scores[g][name].labelled else "" for g in GROUPS
        )
        lines.append(
            f"{name:28s} {score.precision:5.1f}  {score.recall:5.1f}  {score.f1:5.1f}       "
            f"{groups}   ({score.hits} of {score.labelled}, {score.found} found)"
        )
    lines += ["", "right where value and unit are:"]
    lines += [_judged(name, judged[name]) for name in FIELDS[1:]]
    lines += ["", "right where asked:"]
    lines += [_judged(name, judged[name]) for name in ("parents", "publisher", *VERDICTS)]
    return lines


def _row(cells: Iterable[str]) -> str:
    return "".join(f"{cell:>9s}" for cell in cells)


def _judged(name: str, counts: Sequence[int]) -> str:
    right, asked = counts
    share = f"{100 * right / asked:5.1f} %" if asked else "not asked"
    return f"  {name:26s} {share}   ({right} of {asked})"


def _details(kind: str, label: ComparedArticle, found: ComparedArticle) -> list[str]:
    lines = {
        "claims": _claim_details,
        "fields": _field_details,
        "companies": _company_details,
        "parents": _parent_details,
        "initiatives": _initiative_details,
        "status": _status_details,
        "sources": _source_details,
    }[kind](label, found)
    return [f"{label.file}: {line}" for line in lines]


def _claim_details(label: ComparedArticle, found: ComparedArticle) -> list[str]:
    """List claims that differ in value, unit, metric type or company, with the nearest found."""
    pairs = pair_claims(label, found, LEVELS["+ company"])
    hit, used = {i for i, _ in pairs}, {j for _, j in pairs}
    left_labels = [claim for i, claim in enumerate(label.claims) if i not in hit]
    left_found = [claim for j, claim in enumerate(found.claims) if j not in used]
    near = dict(
        pair_claims(
            ComparedArticle(label.file, tuple(left_labels), (), (), frozenset(), ()),
            ComparedArticle(found.file, tuple(left_found), (), (), frozenset(), ()),
            ("unit",),
        )
    )
    lines = []
    for i, claim in enumerate(left_labels):
        if i in near:
            other = left_found[near[i]]
            wrong = ", ".join(
                f"{field} {_field(other, field)} for {_field(claim, field)}"
                for field in differences(claim, other, LEVELS["+ company"])
            )
            lines.append(f"wrong  {_told(claim)}: {wrong}")
        else:
            lines.append(f"missed {_told(claim)}")
    close = set(near.values())
    lines += [f"extra  {_told(claim)}" for j, claim in enumerate(left_found) if j not in close]
    return lines


def _field_details(label: ComparedArticle, found: ComparedArticle) -> list[str]:
    """List the wrong fields of claims that agree in value, unit, metric type and company."""
    return [
        f"{_told(label.claims[i])}: {field} {_field(found.claims[j], field)}"
        f" for {_field(label.claims[i], field)}"
        for i, j in pair_claims(label, found, LEVELS["+ company"])
        for field in differences(label.claims[i], found.claims[j], FIELDS)
    ]


def _field(claim: ComparedClaim, field: str) -> object:
    return claim.company if field == "company" else claim.fields.get(field)


def _told(claim: ComparedClaim) -> str:
    value = "no value" if claim.value is None else f"{claim.value:g}"
    unit = claim.fields.get("unit")
    return f"{claim.company} {claim.fields['metric_type']} {value} {unit} “{claim.quote}”"


def _company_details(label: ComparedArticle, found: ComparedArticle) -> list[str]:
    pairs = pair_companies(label, found)
    hit, used = {i for i, _ in pairs}, {j for _, j in pairs}
    return [
        *(f"missed {item.name}" for i, item in enumerate(label.companies) if i not in hit),
        *(f"extra  {item.name}" for j, item in enumerate(found.companies) if j not in used),
    ]


def _parent_details(label: ComparedArticle, found: ComparedArticle) -> list[str]:
    return [
        f"{label.companies[i].name}: parents {sorted(found.companies[j].parent_names)}"
        f" for {sorted(label.companies[i].parent_names)}"
        for i, j in pair_companies(label, found)
        if bool(label.companies[i].parent_names) != bool(found.companies[j].parent_names)
        or not label.companies[i].parent_names <= found.companies[j].parent_names
    ]


def _initiative_details(label: ComparedArticle, found: ComparedArticle) -> list[str]:
    pairs = pair_initiatives(label, found)
    hit, used = {i for i, _ in pairs}, {j for _, j in pairs}
    return [
        *(
            f"missed {item.company} {item.type} {item.status} “{item.title}”"
            for i, item in enumerate(label.initiatives)
            if i not in hit
        ),
        *(
            f"extra  {item.company} {item.type} {item.status} “{item.title}”"
            for j, item in enumerate(found.initiatives)
            if j not in used
        ),
        *(
            f"status {found.initiatives[j].status} for {label.initiatives[i].status}"
            f" “{label.initiatives[i].title}”"
            for i, j in pairs
            if label.initiatives[i].status != found.initiatives[j].status
        ),
    ]


def _status_details(label: ComparedArticle, found: ComparedArticle) -> list[str]:
    lines = []
    for i, j in pair_claims(label, found, LEVELS["+ company"]):
        for field in VERDICTS:
            want, got = label.claims[i].fields.get(field), found.claims[j].fields.get(field)
            if want is not None and field in found.claims[j].fields and want != got:
                lines.append(f"{_told(label.claims[i])}: {field} {got} for {want}")
    return lines


def _source_details(label: ComparedArticle, found: ComparedArticle) -> list[str]:
    pairs = pair_originators(label, found)
    hit, used = {i for i, _ in pairs}, {j for _, j in pairs}
    lines = [
        *(
            f"missed originator {name}"
            for i, (name, _) in enumerate(label.originators)
            if i not in hit
        ),
        *(
            f"extra  originator {name}"
            for j, (name, _) in enumerate(found.originators)
            if j not in used
        ),
    ]
    if bool(label.publisher_names) != bool(found.publisher_names) or (
        label.publisher_names and not label.publisher_names & found.publisher_names
    ):
        lines.append(
            f"publisher {sorted(found.publisher_names)} for {sorted(label.publisher_names)}"
        )
    return lines


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
