"""``data/sources.yaml``: which sources there are, and what each of them may take.

Only the form of the file belongs here; how a kind of source is visited stands in ``visits``.
"""

from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from orchestration.ingestion.web.addresses import AddressError, canonical_address

SOURCES_FILE = "sources.yaml"


class SourcesError(ValueError):
    """A file of sources that can't be used; each line of the message names a place and a fault."""


class _Source(BaseModel):
    """What every source has.

    ``outlet`` is the publisher of its documents where they name none, ``language`` (ISO 639-1)
    their language. A source is visited again after ``every_hours``, and is called silent when
    nothing new came for ``silent_after_days``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")]
    outlet: str | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None = None
    every_hours: Annotated[float, Field(ge=0)] = 20.0
    silent_after_days: Annotated[float, Field(gt=0)] | None = None


class _FetchedSource(_Source):
    """What every source has that is fetched; at most ``documents`` are fetched in one visit."""

    documents: Annotated[int, Field(gt=0, le=100_000)] = 1_000


class _FileSource(_Source):
    """What every source has that lies in files below the data directory."""

    files: str

    @field_validator("files")
    @classmethod
    def _stays_inside(cls, value: str) -> str:
        path = PurePosixPath(value)
        if path.is_absolute() or ".." in path.parts or not path.parts:
            raise ValueError("must be a pattern of paths below the data directory, without '..'")
        return value


def _canonical(value: str) -> str:
    try:
        return canonical_address(value)
    except AddressError as error:
        raise ValueError(str(error)) from error


class InboxSource(_Source):
    """Files that people and programs put into the inbox."""

    kind: Literal["inbox"]
    every_hours: Annotated[float, Field(ge=0)] = 0.0


class FeedSource(_FetchedSource):
    """An RSS, Atom or JSON feed, and the pages that it names."""

    kind: Literal["feed"]
    address: str

    _address = field_validator("address")(_canonical)


class SitemapSource(_FetchedSource):
    """A sitemap, or an index of some, and the pages that it names.

    ``containing`` keeps to the addresses in which one of these texts stands.
    """

    kind: Literal["sitemap"]
    address: str
    containing: tuple[str, ...] = ()

    _address = field_validator("address")(_canonical)


class PageSource(_FetchedSource):
    """Pages, by their addresses."""

    kind: Literal["page"]
    addresses: Annotated[tuple[str, ...], Field(min_length=1)]

    @field_validator("addresses")
    @classmethod
    def _canonical_addresses(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(_canonical, values))


class FieldMapping(BaseModel):
    """Which field of a line holds what; dots lead into objects (``article.body``)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    address: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None


class JsonLinesSource(_FileSource):
    """Files with one JSON object on each line; plain or gzip."""

    kind: Literal["jsonl"]
    fields: FieldMapping
    media_type: Literal["text/plain", "text/html", "text/markdown"] = "text/plain"


class WarcSource(_FileSource):
    """Web archives: WARC and WARC.gz."""

    kind: Literal["warc"]


Source = Annotated[
    InboxSource | FeedSource | SitemapSource | PageSource | JsonLinesSource | WarcSource,
    Field(discriminator="kind"),
]


class _SourcesFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sources: list[Source]


INBOX = InboxSource(name="inbox", kind="inbox")
"""What is read where no file of sources lies."""


def load_sources(path: Path) -> tuple[Source, ...]:
    """The sources of a file, in its order; a missing file means the inbox.

    Raises:
        SourcesError: the file can't be read, or is not of this form.
    """
    if not path.exists():
        return (INBOX,)
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        sources = _SourcesFile.model_validate(content).sources
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SourcesError(f"{path.name} can't be read: {error}") from error
    except ValidationError as error:
        faults = [f"{_place(fault['loc'], content)}: {fault['msg']}" for fault in error.errors()]
        raise SourcesError("\n".join([f"{path.name} can't be used:", *faults])) from error
    names = [source.name for source in sources]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise SourcesError(f"{path.name} names {', '.join(twice)} more than once.")
    return tuple(sources)


def _place(location: tuple[int | str, ...], content: Any) -> str:
    """Where a fault is, with the name of the source for its number."""
    if len(location) < 2 or not isinstance(location[1], int):
        return ".".join(map(str, location)) or "the file"
    entry = content["sources"][location[1]]
    name = entry.get("name") if isinstance(entry, dict) else None
    # The discriminator stands in the location as well, and says nothing to who reads it.
    kind = entry.get("kind") if isinstance(entry, dict) else None
    field = ".".join(str(part) for part in location[2:] if part != kind)
    return f"source {name or location[1] + 1}" + (f", {field}" if field else "")
