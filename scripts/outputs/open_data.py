"""Write the lists that others may build on, below data/.

Sources, authorities and the timeline, each with its JSON Schema beside it.

The names of their fields are a promise (about.md#hand-on): fields may be added, none is renamed or
taken away. The schemas are docs/_data/schemas/*.schema.json; each list names its own by a relative
address, so it holds on any mirror.
"""

from __future__ import annotations

import json

from scripts import content
from scripts.config import DATA, DOCS, SOURCE_LOCALE, page_url, site_url
from scripts.content import TIMELINE_PAGE
from scripts.data.authorities import country_name, load_authorities
from scripts.data.sources import load_sources
from scripts.l10n import load_strings
from scripts.site import Files, Site
from scripts.timeline import timeline_entries

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
SOURCE_FIELDS = (
    "id",
    "title",
    "publisher",
    "voice",
    "language",
    "published",
    "read",
    "opened",
    "confidence",
    "url",
)
Rows = list[dict[str, object]]


def _sources() -> Rows:
    """List the register, without the notes for editors."""
    return [
        {key: getattr(source, key) for key in SOURCE_FIELDS} for source in load_sources().values()
    ]


def _authorities() -> Rows:
    return [
        {
            "country": each.country,
            "country_name": country_name(each.country, SOURCE_LOCALE),
            "languages": list(each.languages),
            "names": each.names,
            "website": each.website,
            "complaint": each.complaint,
        }
        for each in load_authorities()
    ]


def _status(site: Site) -> Rows:
    """List the timeline.

    Titles in the languages that have the entry, the text in English, and the ids of its sources.
    """
    timelines = {
        code: timeline_entries(pages.articles[TIMELINE_PAGE], code)
        for code, pages in site.locales.items()
        if TIMELINE_PAGE in pages.articles
    }
    titles = {
        code: {entry.id: entry.title for entry in entries if entry.language == code}
        for code, entries in timelines.items()
    }
    sections = content.page_sections(content.read_page(DOCS / SOURCE_LOCALE / TIMELINE_PAGE))
    source = timelines.get(SOURCE_LOCALE, next(iter(timelines.values()), []))
    return [
        {
            "id": entry.id,
            "kind": entry.kind,
            "date": entry.date,
            "title": {code: known[entry.id] for code, known in titles.items() if entry.id in known},
            "text": entry.text,
            "sources": list(
                dict.fromkeys(name for _, name in content.citations(sections[entry.id][1]))
            ),
            "url": f"{site_url()}{page_url(TIMELINE_PAGE)}#{entry.id}",
        }
        for entry in source
        if entry.id in sections
    ]


def files(site: Site) -> Files:
    """Write the lists and their schemas."""
    lists = {
        "sources": ("sources", _sources()),
        "authorities": ("authorities", _authorities()),
        "status": ("entries", _status(site)),
    }
    made = {}
    for name, (key, rows) in lists.items():
        schema = DATA / "schemas" / f"{name}.schema.json"
        data = {
            "$schema": schema.name,
            "title": load_strings(SOURCE_LOCALE)["site"],
            "url": site_url(),
            "licence": LICENCE,
            key: rows,
        }
        made[f"data/{schema.name}"] = schema.read_text(encoding="utf-8").encode()
        made[f"data/{name}.json"] = (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
    return made
