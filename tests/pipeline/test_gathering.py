"""Articles from a feed: from a page on a server to a row that is published."""

from pathlib import Path

from tests.sources.server import Answer, Request, loopback_server
from tests.workshop import Workshop

PAGE = """<html><head><title>Lindal Paper saves water</title></head><body><article>
<h1>Lindal Paper saves water</h1><p>Lindal Paper AS said on 3 March 2025 that a new closed loop at
its Oster mill saves 1,200 m3 of water a day. The loop needs no further water, it added.</p>
</article></body></html>"""


def test_a_feed_is_fetched_landed_read_and_published(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)

    def respond(request: Request) -> Answer:
        host = request.headers["host"]
        items = "".join(
            f"<item><link>http://{host}{path}</link></item>" for path in ("/mill", "/gone")
        )
        answers = {
            "/feed": f'<rss version="2.0"><channel>{items}</channel></rss>',
            "/mill": PAGE,
        }
        content = answers.get(request.path)
        if content is None:
            return Answer(status=404)
        return Answer(content.encode(), headers={"Content-Type": "text/html; charset=utf-8"})

    with loopback_server(respond) as server:
        (workshop.data / "sources.yaml").write_text(
            f"sources:\n- {{name: mill, kind: feed, address: '{server.url('/feed')}', "
            "outlet: Ore Wire, every_hours: 0}\n- {name: inbox, kind: inbox}\n"
        )
        asked = {"ASSAY_CONTACT": "ops@example.org", "ASSAY_ALLOWED_HOSTS": server.host}
        said = workshop.refresh(**asked)
        assert "Documents: 1 seen, 1 new, 1 rejected" in said
    assert workshop.rows(
        """
        SELECT articles.source_uri, outlets.outlet_name, claims.value, claims.unit
        FROM marts.articles
        INNER JOIN marts.outlets ON articles.publisher_id = outlets.outlet_id
        INNER JOIN marts.claim_mentions USING (article_id)
        INNER JOIN marts.claims USING (claim_id)
        """
    ) == [(server.url("/mill"), "Ore Wire", 1200, "m3")]
    assert workshop.rows(
        "SELECT address, outcome, status FROM marts.fetch_log ORDER BY fetched_at"
    ) == [
        (server.url("/feed"), "fetched", 200),
        (server.url("/mill"), "fetched", 200),
        (server.url("/gone"), "failed", 404),
    ]
    assert workshop.rows(
        "SELECT source, seen, new, known, refused FROM marts.source_visits ORDER BY source"
    ) == [("inbox", 0, 0, 0, 0), ("mill", 2, 1, 0, 1)]
    assert workshop.rows("SELECT DISTINCT reason_code FROM marts.rejected_records") == [
        ("http_status",)
    ]
