"""Check the timeline: the id of each entry is its day, from which feed and data take the date."""

from __future__ import annotations

from scripts.checks.locale_sources import LocaleSources
from scripts.content import TIME, TIMELINE_ENTRY, TIMELINE_PAGE
from scripts.errors import Problem


def check(sources: LocaleSources) -> list[Problem]:
    """Return problems with the entries: the headings of the third level of the page."""
    page = sources.pages.get(TIMELINE_PAGE)
    problems = []
    for heading in page.headings if page else ():
        if heading.level != 3 or heading.id is None:
            continue
        entry, time = TIMELINE_ENTRY.fullmatch(heading.id), TIME.search(heading.text)
        if not entry or not time or entry["date"] != time["iso"]:
            day = time["iso"] if time else "2026-07-24"
            expected = f"expected the entry’s day in <time> and in its id, #t-{day} or #c-{day}"
            message = f"{expected}; found “#{heading.id}”"
            problems.append(Problem(f"docs/{sources.code}/{TIMELINE_PAGE}", heading.line, message))
    return problems
