"""Check which pages a locale has: those that the nav names, and a translation its home page."""

from __future__ import annotations

from scripts.checks.locale_sources import LocaleSources
from scripts.config import DOCS, SOURCE_LOCALE, page_filenames
from scripts.errors import Problem


def check(sources: LocaleSources) -> list[Problem]:
    """Return pages that are missing, and pages that the nav does not name.

    English has all pages. A translation has its home page; others may follow, and readers are told.
    """
    code, names = sources.code, page_filenames()
    present = {path.name for path in (DOCS / code).glob("*.md")}
    problems = []
    if not sources.is_source and names[0] not in present:
        message = f"expected at least this page, translated from docs/{SOURCE_LOCALE}/{names[0]}"
        problems.append(Problem(f"docs/{code}/{names[0]}", 1, message))
    if sources.is_source:
        message = "expected this page: the menu of mkdocs.yml names it"
        missing = [name for name in names if name not in present]
        problems += [Problem(f"docs/{code}/{name}", 1, message) for name in missing]
    message = "expected the menu of mkdocs.yml to name this page"
    extra = present - set(names)
    return problems + [Problem(f"docs/{code}/{name}", 1, message) for name in sorted(extra)]
