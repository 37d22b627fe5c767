"""The register of sources, docs/_data/sources.yml: what an entry is, and reading it."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from scripts import yaml_lines
from scripts.house import DATA, shown
from scripts.problems import BadInput

FILE = DATA / "sources.yml"
VOICES = ("law", "meta", "authority", "court", "organisation", "press")
#: As in facts.md: read on the page itself; read on a page that reports it; known but not read. "low" is never published.
CONFIDENCES = ("seen", "seen-2nd", "memory-high", "memory-medium")
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
KEYS = ("title", "publisher", "voice", "language", "published", "read", "confidence", "url", "opened", "note")
REQUIRED = KEYS[:8]


@dataclass(frozen=True)
class Source:
    """One page somebody can read. Dates are ISO 8601 text, of a year, a month or a day; `line` is its place in the register."""

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


def is_date(text: object, *, partial: bool = False) -> bool:
    """Whether `text` is a real ISO 8601 day; with `partial`, a month or a year will do."""
    if not isinstance(text, str) or not PARTIAL_DATE.fullmatch(text):
        return False
    if not partial and len(text) != 10:
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 10 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


def is_address(text: object) -> bool:
    """Whether `text` is a complete address of the web."""
    try:
        parts = urlsplit(text)
    except (ValueError, TypeError, AttributeError):
        return False
    return isinstance(text, str) and parts.scheme in ("https", "http") and bool(parts.netloc) and not re.search(r"[\s…<>\"]", text)


def _checked(identifier: str, entry: object, line: int) -> Source:
    """An entry of the register as a Source. Raises BadInput for the first thing wrong with it."""

    def bad(expected: str) -> BadInput:
        return BadInput(shown(FILE), line, f"source “{identifier}”: expected {expected}")

    if not ID.fullmatch(identifier):
        raise bad("an id of small letters, digits and hyphens")
    if not isinstance(entry, dict):
        raise bad("a mapping of " + ", ".join(REQUIRED))
    for key in entry:
        if key not in KEYS:
            raise bad(f"only the keys {', '.join(KEYS)}; found “{key}”")
    for key in REQUIRED:
        if key not in entry:
            raise bad(f"the key “{key}”")
    for key in ("title", "publisher", "language"):
        if not isinstance(entry[key], str) or not entry[key].strip():
            raise bad(f"text in “{key}”")
    if entry["voice"] not in VOICES:
        raise bad(f"voice to be one of {', '.join(VOICES)}; found “{entry['voice']}”")
    if entry["confidence"] not in CONFIDENCES:
        raise bad(f"confidence to be one of {', '.join(CONFIDENCES)}; found “{entry['confidence']}”")
    if entry["published"] is not None and not is_date(entry["published"], partial=True):
        raise bad(f"published to be a quoted date such as \"2025-05-21\" or null; found “{entry['published']}”")
    for key in ("read", "opened"):
        if entry.get(key) is not None and not is_date(entry[key]):
            raise bad(f"{key} to be a quoted date such as \"2026-11-22\" or null; found “{entry[key]}”")
    if entry["url"] is not None and not is_address(entry["url"]):
        raise bad(f"url to be a complete address or null; found “{entry['url']}”")
    if entry.get("note") is not None and not isinstance(entry["note"], str):
        raise bad("text in “note”")
    return Source(id=identifier, line=line, **entry)


@functools.cache
def sources() -> dict[str, Source]:
    """All sources by id, in the order of the file. Raises BadInput for the first bad entry, or an address given twice."""
    data, lines = yaml_lines.load(FILE)
    found = {identifier: _checked(identifier, entry, lines[identifier]) for identifier, entry in data.items()}
    addresses: dict[str, str] = {}
    for source in found.values():
        if source.url and addresses.setdefault(source.url, source.id) != source.id:
            raise BadInput(
                shown(FILE), source.line, f"source “{source.id}”: expected an address of its own; “{addresses[source.url]}” has it"
            )
    return found
