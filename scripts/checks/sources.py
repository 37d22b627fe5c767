"""Check sources: each id that a page names is known, and each source is named by a page."""

from __future__ import annotations

from scripts.checks.locale_sources import LocaleSources
from scripts.config import display_path
from scripts.content import SOURCE_LINK, citations, find_with_lines
from scripts.data.sources import FILE, load_sources
from scripts.errors import BuildError, Problem


def check(sources: LocaleSources) -> list[Problem]:
    """Return problems between docs/_data/sources.yml and the English pages."""
    try:
        known = load_sources()
    except BuildError:
        return []  # scripts/checks/data_files.py names it
    problems, used = [], set()
    for page in sources.pages.values() if sources.is_source else ():
        found = []
        for line, identifier in citations(page.body):
            used.add(identifier)
            if identifier not in known:
                found.append((line, f"an id of docs/_data/sources.yml; found “{identifier}”"))
        for line, match in find_with_lines(SOURCE_LINK, page.body):
            if match["id"] in known and not known[match["id"]].url:
                found.append((line, f"a source with an address; “{match['id']}” has none"))
        for line, text in enumerate(page.lines, 1):
            if text.startswith("[^") and "]:" in text:
                message = "no footnote text in a page: it comes from docs/_data/sources.yml"
                found.append((line, message))
        file = display_path(page.path)
        problems += [Problem(file, line, f"expected {message}") for line, message in found]
    for identifier, source in known.items() if sources.is_source else ():
        if identifier not in used:
            message = f"expected a page to name “{identifier}”; none does: use it or take it out"
            problems.append(Problem(display_path(FILE), source.line, message))
    return problems
