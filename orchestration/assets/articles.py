"""The text stage: landed documents become readable articles."""

from datetime import date
from itertools import islice

import dagster as dg

from orchestration.assets.shared import OWNERS, markdown_table, transient_faults
from orchestration.reading import landed_documents, stage_articles, staged_articles
from orchestration.resources import RefreshRun
from orchestration.warehouse import prepare_build_file, restore_history
from orchestration.warehouse.state import Backfill, RangeOf, read_states, stale_documents


class ReadingConfig(dg.Config):
    """What to read besides new and stale documents: those of a range of days, ends included."""

    reprocess_from: str | None = None
    reprocess_to: str | None = None
    range_of: RangeOf = RangeOf.LANDING

    def backfill(self) -> Backfill | None:
        """The range that is asked for, or ``None``.

        Raises:
            ValueError: an end is no date (YYYY-MM-DD).
        """
        if self.reprocess_from is None and self.reprocess_to is None:
            return None
        first, last = (
            date.fromisoformat(day) if day else None
            for day in (self.reprocess_from, self.reprocess_to)
        )
        return Backfill(first, last, self.range_of)


@dg.asset(
    deps=["documents"],
    group_name="reading",
    owners=OWNERS,
    kinds={"python", "parquet"},
)
def articles(
    context: dg.AssetExecutionContext,
    config: ReadingConfig,
    refresh: dg.ResourceParam[RefreshRun],
) -> dg.MaterializeResult[None]:
    """Repaired text with sections, sentences and dates, of every document that is new or stale.

    Stale is what another version of the text stage or of the extraction read, and what a backfill
    asks for. A document that holds no article becomes a rejected record.
    """
    settings = refresh.settings
    with transient_faults():
        message = prepare_build_file(settings.build_file)
        if restore_history(settings.build_file, settings.published_file):
            context.log.warning("The history of statuses is taken from what is published.")
        states = read_states(settings.build_file)
    if message:
        context.log.warning(message)
    documents = landed_documents(settings.raw_dir, refresh.versions.text)
    stale = stale_documents(documents, states, refresh.versions.extraction, config.backfill())
    totals = stage_articles(
        stale, refresh.area, refresh.run_id, refresh.started_at, settings.reader_processes
    )
    rows = [
        (staged.origin.source_uri, staged.article.title, staged.article.published_on)
        for part in islice(staged_articles(refresh.area), 1)
        for staged in part[:5]
    ]
    return dg.MaterializeResult(
        metadata={
            "documents_landed": len(documents),
            "documents_read": len(stale),
            "documents_new": sum(document.origin.document_id not in states for document in stale),
            "articles": totals.articles,
            "rejected": totals.rejected,
            "repaired_places": totals.repairs,
            "text_version": refresh.versions.text,
            "sample": markdown_table(("source", "title", "published on"), rows),
        }
    )
