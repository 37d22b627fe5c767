"""Check front matter: by its schema, titles and descriptions unique, reviews near enough."""

from __future__ import annotations

from datetime import date

from scripts.checks.locale_sources import LocaleSources
from scripts.config import display_path, limits
from scripts.content import Page
from scripts.data import schema
from scripts.errors import Problem


def check(sources: LocaleSources) -> list[Problem]:
    """Return problems in the front matter of a locale's pages."""
    part = "source" if sources.is_source else "translation"
    problems = []
    for name, page in sources.pages.items():
        name_of_schema = f"front-matter#/$defs/{part}"
        found = schema.problems(page.meta, page.meta_lines, page.path, name_of_schema)
        if sources.is_source and not found:
            found = _review_period(name, page)
        problems += found
    return problems + _repeated(sources)


def _review_period(name: str, page: Page) -> list[Problem]:
    numbers = limits()
    longest = numbers.review_days_task if name in numbers.task_pages else numbers.review_days
    reviewed, review_by = (date.fromisoformat(page.meta[k]) for k in ("reviewed", "review_by"))
    days = (review_by - reviewed).days
    if 0 < days <= longest:
        return []
    message = f"expected review_by 1 to {longest} days after reviewed; found {days}"
    return [Problem(display_path(page.path), page.meta_lines["review_by"], message)]


def _repeated(sources: LocaleSources) -> list[Problem]:
    problems = []
    for key in ("title", "description"):
        owners: dict[str, str] = {}
        for page in sources.pages.values():
            value, file = page.meta.get(key), display_path(page.path)
            owner = owners.setdefault(value.casefold(), file) if isinstance(value, str) else file
            if owner != file:
                message = f"expected a {key} of its own; {owner} has the same"
                problems.append(Problem(file, page.meta_lines[key], message))
    return problems
