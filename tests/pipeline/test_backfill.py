"""From the Launchpad: documents of some days are read again, or a source's past is fetched."""

from pathlib import Path

import dagster as dg
import pytest

from orchestration.definitions import build_defs
from orchestration.refresh import main
from orchestration.settings import load_settings
from tests.sources.server import Answer, Request, loopback_server
from tests.workshop import ARTICLES, Workshop


@pytest.mark.parametrize(
    ("config", "count"),
    [
        ({}, 0),
        ({"reprocess_from": "2020-01-01"}, len(ARTICLES)),
        ({"reprocess_to": "2020-01-01"}, 0),
        (
            {
                "reprocess_from": "2025-05-01",
                "reprocess_to": "2025-05-31",
                "range_of": "PUBLICATION",
            },
            1,
        ),
    ],
)
def test_a_backfill_reads_its_range_and_nothing_else(
    refreshed: Workshop, config: dict[str, str], count: int
) -> None:
    job = build_defs(load_settings(refreshed.environment())).resolve_job_def("backfill")
    result = job.execute_in_process(
        instance=dg.DagsterInstance.ephemeral(),
        run_config={"ops": {"articles": {"config": config}}},
        asset_selection=[dg.AssetKey("articles")],
    )
    (materialization,) = result.asset_materializations_for_node("articles")
    assert materialization.metadata["documents_read"].value == count


def test_the_history_of_a_source_is_fetched_from_the_launchpad(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)

    def respond(request: Request) -> Answer:
        host = request.headers["host"]
        entries = "".join(
            f"<url><loc>http://{host}/{year}</loc><lastmod>{year}-05-05</lastmod></url>"
            for year in (2024, 2025)
        )
        page = f"<urlset>{entries}</urlset>" if request.path == "/map.xml" else "<p>Plant.</p>"
        kind = "application/xml" if request.path == "/map.xml" else "text/html"
        return Answer(page.encode(), headers={"Content-Type": kind})

    with loopback_server(respond) as server:
        (workshop.data / "sources.yaml").write_text(
            f"sources:\n- {{name: map, kind: sitemap, address: '{server.url('/map.xml')}'}}\n"
            "- {name: inbox, kind: inbox}\n"
        )
        settings = load_settings(
            workshop.environment(ASSAY_CONTACT="ops@example.org", ASSAY_ALLOWED_HOSTS=server.host)
        )
        result = (
            build_defs(settings)
            .resolve_job_def("source_history")
            .execute_in_process(
                instance=dg.DagsterInstance.ephemeral(),
                run_config={
                    "ops": {
                        "documents": {"config": {"history_of": "map", "history_to": "2024-12-31"}}
                    }
                },
                asset_selection=[dg.AssetKey("documents")],
            )
        )
        assert "/2025" not in server.paths()
    (materialization,) = result.asset_materializations_for_node("documents")
    assert materialization.metadata["landed"].value == 1


def test_a_history_that_can_not_be_had_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in Workshop(tmp_path).environment().items():
        monkeypatch.setenv(name, value)
    assert main(["--history-of", "mill", "--from", "2025-01-01"]) == 1
    assert "There is no source 'mill'" in capsys.readouterr().out
