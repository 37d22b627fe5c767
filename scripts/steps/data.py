"""Writes the lists that others may build on, below data/: sources, authorities and the timeline, each with its JSON Schema beside it.

The names of their fields are a promise (about.md#hand-on): fields may be added, none is renamed or taken away. The schemas are
docs/_data/schemas/*.schema.json, written by hand; each list names its own by a relative address, so it holds on any mirror.
"""

from __future__ import annotations

import json
from pathlib import Path

from scripts import config, content, l10n
from scripts.data import authorities
from scripts.data.sources import load_sources
from scripts.steps import feed, metadata

KINDS = {"t": "event", "c": "change"}


def _sources() -> list[dict]:
    """The register. The notes for editors are left out, and the line in the file."""
    keys = ("id", "title", "publisher", "voice", "language", "published", "read", "opened", "confidence", "url")
    return [{key: getattr(source, key) for key in keys} for source in load_sources().values()]


def _authorities() -> list[dict]:
    return [
        {
            "country": each.country,
            "country_name": authorities.country_name(each.country, config.SOURCE_LOCALE),
            "languages": list(each.languages),
            "names": each.names,
            "website": each.website,
            "complaint": each.complaint,
        }
        for each in authorities.load_authorities()
    ]


def _status(timelines: dict[str, list[dict]]) -> list[dict]:
    """The timeline: titles in the languages that have the entry, the text in English, which the others are translated from, and the
    ids of its sources."""
    titles = {code: {entry["id"]: entry["title"] for entry in entries if entry["language"] == code} for code, entries in timelines.items()}
    page = content.read_page(config.DOCS / config.SOURCE_LOCALE / feed.PAGE)
    sections = content.page_sections(page)
    found = []
    for entry in timelines[config.SOURCE_LOCALE]:
        found.append({
            "id": entry["id"],
            "kind": KINDS[entry["kind"]],
            "date": entry["date"],
            "title": {code: known[entry["id"]] for code, known in titles.items() if entry["id"] in known},
            "text": entry["text"],
            "sources": list(dict.fromkeys(identifier for _, identifier in content.citations(sections[entry["id"]][1]))),
            "url": f"{config.site_url()}{config.page_url(feed.PAGE)}#{entry['id']}",
        })
    return found


def timeline(html: str) -> list[dict]:
    """What the list needs of a language's page status.md, from the finished page."""
    return [{key: getattr(entry, key) for key in ("id", "kind", "date", "title", "language", "text")} for entry in feed.entries(html)]


def run(site: Path, timelines: dict[str, list[dict]]) -> None:
    """Write `site`/data. `timelines` has what `timeline` gave, by language."""
    folder = site / "data"
    folder.mkdir()
    lists = {"sources": ("sources", _sources()), "authorities": ("authorities", _authorities()), "status": ("entries", _status(timelines))}
    for name, (key, rows) in lists.items():
        schema = config.DATA / "schemas" / f"{name}.schema.json"
        (folder / schema.name).write_bytes(schema.read_bytes())
        data = {
            "$schema": schema.name,
            "title": l10n.load_strings(config.SOURCE_LOCALE)["site"],
            "url": config.site_url(),
            "licence": metadata.LICENCE,
            key: rows,
        }
        (folder / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
