"""One saving, night after night: who says what of it, and what becomes of its status."""

from collections.abc import Callable
from datetime import date

import duckdb
import pytest

from orchestration.contracts.rows import Rows, add_rows
from orchestration.extraction import read_article
from orchestration.text import Article, Metadata, read_document
from tests.warehouse.conftest import Warehouse
from tests.warehouse.labels import VERSIONS, origin_of

SAVING = "SELECT claim_id FROM marts.claims WHERE metric_type = 'cost_saving' AND value = 1710000"
PATENTS = "SELECT claim_id FROM marts.claims WHERE metric_type = 'patents' AND value = 46"

OWN = """Hongtai Salt Chemical cuts its cost with a closed water loop

Hongtai Salt Chemical Co., Ltd. said in a statement that a closed water loop at its Linhe plant \
saves about RMB 1.71 million a year. Hongtai Salt Chemical holds 46 patents, it said.
"""
XINHUA = """Salt maker saves with water loop

LINHE (Xinhua) -- Hongtai Salt Chemical Co., Ltd. has put a closed loop into use. The loop saves \
about RMB 1.71 million a year, the company said.
"""
REUTERS = """Salt maker's water loop pays, meters show

LINHE, May 12 (Reuters) - Bills and meter readings that Reuters has seen show that Hongtai Salt \
Chemical Co., Ltd. saves RMB 1.60 million to RMB 1.65 million a year with its closed water loop.
"""
ARGUS = """Savings at Hongtai Salt smaller than told, Argus finds

Hongtai Salt Chemical Co., Ltd. saves RMB 0.4 million to RMB 0.5 million a year with its closed \
water loop, Argus estimates from the plant's bills.
"""
BLOOMBERG = """Water bills of salt maker fall

Hongtai Salt Chemical Co., Ltd. saves RMB 1.7 million a year, Bloomberg calculates from the \
plant's accounts.
"""
CNIPA = """Patents of Hongtai Salt Chemical

The register of CNIPA shows that Hongtai Salt Chemical Co., Ltd. holds 46 patents.
"""
LATER = """Hongtai Salt Chemical saves more

Hongtai Salt Chemical Co., Ltd. said in a statement that the closed water loop at its Linhe plant \
now saves RMB 2.4 million a year.
"""


class Nights:
    """A warehouse to which articles come from night to night."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse = warehouse
        self.articles: list[tuple[str, str, str, date]] = []
        self.number = 0

    def put(self, name: str, text: str, publisher: str, day: date) -> None:
        """An article comes in."""
        self.articles.append((name, text, publisher, day))

    def pass_by(self, as_of: date) -> None:
        """A night: everything is loaded and decided for ``as_of``."""
        self.number += 1
        rows = Rows()
        for name, text, publisher, day in self.articles:
            metadata = Metadata(publisher=publisher, published_on=day)
            article = read_document(text.encode(), "text/plain", metadata)
            assert isinstance(article, Article)
            origin = origin_of(name, text.encode())
            add_rows(rows, origin, article, read_article(article), VERSIONS)
        self.warehouse.load(rows, run_id=f"night-{self.number:02}", as_of=as_of)
        self.warehouse.build("verification_history", "claims")

    def status(self, which: str) -> tuple[object, ...]:
        """Status, rule's status, lifecycle, independent originators and need of review."""
        ((row,),) = [
            self.warehouse.rows(
                f"""
                SELECT verification_status, rule_status, lifecycle_status,
                    independent_originator_count, needs_review
                FROM marts.verification_status WHERE claim_id = ({which})
                """
            )
        ]
        return tuple(row.values())

    def opened(self, which: str) -> list[str]:
        """Why rows of the claim's history were opened last night."""
        rows = self.warehouse.rows(
            f"""
            SELECT changed_because FROM marts.verification_history
            WHERE claim_id = ({which}) AND opened_by_run_id = ?
            """,
            f"night-{self.number:02}",
        )
        return [row["changed_because"] for row in rows]

    def decide(self, number: int, status: str | None, day: date, revokes: str | None) -> None:
        """An analyst decides about the saving."""
        ((claim,),) = [self.warehouse.rows(SAVING)]
        with duckdb.connect(str(self.warehouse.build_file)) as connection:
            connection.execute(
                """
                INSERT INTO raw.verdicts BY NAME SELECT
                    ?::BIGINT AS verdict_number, ? AS verdict_id, ? AS claim_id,
                    ? AS verification_status, 'The bills were read at the plant.' AS rationale,
                    'A. Reader' AS analyst, ?::DATE AS decided_at, ? AS revokes
                """,
                [number, f"v{number}", claim["claim_id"], status, day, revokes],
            )


@pytest.fixture
def nights(new_warehouse: Callable[[str], Warehouse]) -> Nights:
    return Nights(new_warehouse("scenario"))


def test_a_saving_from_night_to_night(nights: Nights) -> None:
    nights.put("own.txt", OWN, "Hongtai Salt Chemical Co., Ltd.", date(2025, 3, 3))
    nights.put("xinhua.txt", XINHUA, "Xinhua", date(2025, 3, 5))
    for site in range(10):
        nights.put(f"site{site}.txt", XINHUA, f"Trade Site {site}", date(2025, 3, 6))
    nights.pass_by(date(2025, 3, 7))
    assert nights.status(SAVING)[:4] == ("self_reported", "self_reported", "active", 0)

    nights.put("reuters.txt", REUTERS, "Reuters", date(2025, 5, 12))
    nights.pass_by(date(2025, 5, 13))
    assert nights.status(SAVING)[:4] == ("corroborated", "corroborated", "active", 1)
    assert nights.opened(SAVING) == ["new_evidence"]

    nights.put("argus.txt", ARGUS, "Argus", date(2025, 5, 20))
    nights.decide(1, "verified", date(2025, 5, 20), None)
    nights.pass_by(date(2025, 5, 21))
    assert nights.status(SAVING) == ("verified", "disputed", "active", 1, False)
    assert nights.opened(SAVING) == ["analyst"]

    nights.put("bloomberg.txt", BLOOMBERG, "Bloomberg", date(2025, 6, 2))
    nights.pass_by(date(2025, 6, 3))
    assert nights.status(SAVING) == ("verified", "disputed", "active", 2, True)
    assert nights.opened(SAVING) == ["new_evidence"]

    nights.decide(2, None, date(2025, 6, 4), "v1")
    nights.put("cnipa.txt", CNIPA, "CNIPA", date(2025, 6, 4))
    nights.pass_by(date(2025, 6, 5))
    assert nights.status(SAVING)[:2] == ("disputed", "disputed")
    assert nights.opened(SAVING) == ["analyst"]
    assert nights.status(PATENTS)[:2] == ("verified", "verified")
    assert nights.opened(PATENTS) == ["new_evidence"]

    nights.pass_by(date(2026, 12, 5))
    assert nights.status(SAVING)[2] == "stale"
    assert nights.opened(SAVING) == ["staleness"]

    nights.put("later.txt", LATER, "Hongtai Salt Chemical Co., Ltd.", date(2026, 12, 7))
    nights.pass_by(date(2026, 12, 8))
    assert nights.status(SAVING)[2] == "superseded"
    assert nights.opened(SAVING) == ["new_evidence"]
