"""The asset graph and a finished run, as a data engineer sees them in a real browser."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from orchestration.settings import PROJECT_ROOT

playwright = pytest.importorskip("playwright.sync_api", reason="the extra 'browser' is missing")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
REQUIRED = os.environ.get("ASSAY_REQUIRE_BROWSER") == "1"

pytestmark = [
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(CHROMIUM is None and not REQUIRED, reason="no Chromium on this machine"),
]

ARTICLE = """Fjellvik Zinc saves 40,000 m³ of water a year
5 May 2025

Fjellvik Zinc AS said its smelter saves 40,000 m³ of fresh water a year after a leak was closed.
"""

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A data directory and a Dagster instance in which one refresh has finished."""
    home = tmp_path_factory.mktemp("dagster_home")
    shutil.copy(PROJECT_ROOT / ".dagster" / "dagster.yaml", home)
    data_dir = tmp_path_factory.mktemp("data")
    (data_dir / "inbox").mkdir()
    (data_dir / "inbox" / "fjellvik.txt").write_text(ARTICLE, encoding="utf-8")
    environment = {
        **os.environ,
        "ASSAY_DATA_DIR": str(data_dir),
        "DAGSTER_HOME": str(home),
        "DAGSTER_TELEMETRY_DISABLED": "1",
        "PYTHONUNBUFFERED": "1",
    }
    refresh = subprocess.run(
        [sys.executable, "-m", "orchestration.refresh"],
        cwd=PROJECT_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert refresh.returncode == 0, refresh.stdout + refresh.stderr
    return environment


@pytest.fixture(scope="module")
def address(environment: dict[str, str]) -> Iterator[str]:
    """The address of a Dagster web server on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [
            Path(sys.executable).with_name("dagster-webserver"),
            *("-w", "workspace.yaml", "-h", "127.0.0.1", "-p", str(port)),
        ],
        cwd=PROJECT_ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert server.stdout is not None
        lines = []
        for line in server.stdout:
            lines.append(line)
            if "Serving dagster-webserver on " in line:
                break
        else:
            pytest.fail("the web server ended:\n" + "".join(lines))
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="module")
def page(address: str) -> Iterator["playwright.Page"]:
    """A page in headless Chromium that stands on the server's front page."""
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        page = browser.new_page(base_url=address, viewport={"width": 1600, "height": 1000})
        # A machine that runs other tests beside this one takes its time.
        page.set_default_timeout(60_000)
        playwright.expect.set_options(timeout=60_000)
        yield page
        browser.close()


def test_the_asset_graph_shows_the_way_from_sources_to_publication(
    page: "playwright.Page",
) -> None:
    page.goto("/asset-groups")

    for group in ("sources", "reading", "raw", "staging", "intermediate", "marts", "publication"):
        # First in the list beside the graph, last in the graph itself.
        playwright.expect(page.get_by_text(group, exact=True)).to_have_count(3)
        playwright.expect(page.get_by_text(group, exact=True).last).to_be_visible()
    keep_picture(page, "asset_graph.png")


def test_an_asset_explains_itself_and_what_it_made(page: "playwright.Page") -> None:
    page.goto("/assets/claims?view=overview")

    playwright.expect(page.get_by_text("What the articles say").first).to_be_visible()
    playwright.expect(page.get_by_text("claims_read").first).to_be_visible()


def test_a_finished_run_is_shown_as_a_success_with_its_steps(
    page: "playwright.Page", environment: dict[str, str]
) -> None:
    with dg.DagsterInstance.from_config(environment["DAGSTER_HOME"]) as instance:
        run = instance.get_runs(limit=1)[0]

    page.goto(f"/runs/{run.run_id}")

    playwright.expect(page.get_by_text("Success", exact=True).first).to_be_visible()
    playwright.expect(page.get_by_text("published_warehouse").first).to_be_visible()
    keep_picture(page, "finished_run.png")


def keep_picture(page: "playwright.Page", name: str) -> None:
    """Write a screenshot where ``ASSAY_PICTURES`` says, for the docs; nothing if it is unset."""
    folder = os.environ.get("ASSAY_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / name)
