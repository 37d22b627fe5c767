"""Read the sources, docs/_data/sources.yml: every page that the guide cites."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.cache import cached
from scripts.config import DATA, display_path
from scripts.data import schema
from scripts.errors import BuildError

FILE = DATA / "sources.yml"
#: Whose page a source is, in the order in which lists show them.
VOICES = ("law", "meta", "authority", "court", "organisation", "press")


@dataclass(frozen=True)
class Source:
    """A page somebody can read; docs/_data/schemas/sources.schema.json says what each field is.

    Dates are ISO 8601 text, of a year, a month or a day; `line` is its place in the file.
    """

    id: str
    title: str
    publisher: str
    voice: str
    language: str
    published: str | None
    read: str | None
    confidence: str
    url: str | None
    opened: str | None = None
    note: str | None = None
    line: int = 0


@cached
def load_sources() -> dict[str, Source]:
    """Return all sources by id, in the order of the file.

    Raises BuildError for the first bad one, or for an address that two have.
    """
    data, lines = schema.load(FILE, "sources.input")
    sources = {key: Source(id=key, line=lines[key], **entry) for key, entry in data.items()}
    owners: dict[str, str] = {}
    for source in sources.values():
        if source.url and (owner := owners.setdefault(source.url, source.id)) != source.id:
            message = f"{source.id}: expected an address of its own; “{owner}” has it"
            raise BuildError(display_path(FILE), source.line, message)
    return sources
