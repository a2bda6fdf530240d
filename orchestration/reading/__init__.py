"""Reading many documents: the pure stages over a batch, their rows kept on disk until loaded.

``area`` says where the rows lie, ``documents`` what is to be read, ``pool`` spreads work over
processes, ``articles`` runs the text stage and ``claims`` the extraction and the contracts. How one
article is read stands in ``text`` and ``extraction``; nothing here opens the build file.
"""

from orchestration.reading.area import StagingArea
from orchestration.reading.articles import (
    StagedArticle,
    TextTotals,
    stage_articles,
    staged_articles,
)
from orchestration.reading.claims import ClaimTotals, stage_claims
from orchestration.reading.documents import Document, landed_documents, stage_refusals
from orchestration.reading.journals import stage_journals

__all__ = [
    "ClaimTotals",
    "Document",
    "StagedArticle",
    "StagingArea",
    "TextTotals",
    "landed_documents",
    "stage_articles",
    "stage_claims",
    "stage_journals",
    "stage_refusals",
    "staged_articles",
]
