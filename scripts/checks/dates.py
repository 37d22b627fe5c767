"""Check dates: real ones, inside <time>, and written out as the page's language writes them."""

from __future__ import annotations

import re

from scripts.checks.locale_sources import LocaleSources
from scripts.config import display_path
from scripts.content import TIME, Page, find_with_lines
from scripts.errors import Problem
from scripts.l10n import is_iso_date

#: A date outside <time>, by ISO 8601 or with slashes or dots. Months in words are not looked for.
BARE_DATE = re.compile(
    r"(?<![\d#-])\d{4}-\d{2}-\d{2}(?!\d)|(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)"
)
#: What may hold such digits without being read: tags, attributes, targets of links.
UNREAD = re.compile(r"<time [^>]*>|\{[^}]*\}|\([^)]*\)")


def check(sources: LocaleSources) -> list[Problem]:
    """Return problems with dates. Of the words only the day, or a month's year, is compared."""
    return [problem for page in sources.pages.values() for problem in _page_problems(page)]


def _page_problems(page: Page) -> list[Problem]:
    problems = []
    for line, match in find_with_lines(TIME, page.body):
        iso, message = match["iso"], ""
        if not is_iso_date(iso, partial=True):
            message = f"expected a real date in datetime; found “{iso}”"
        else:
            number = str(int(iso[8:])) if len(iso) == 10 else iso[:4]
            if number not in match["text"]:
                message = f"expected “{number}” in the words of {iso}; found “{match['text']}”"
        if message:
            problems.append(Problem(display_path(page.path), line, message))
    text = UNREAD.sub(lambda match: "\n" * match[0].count("\n"), page.body)
    for line, match in find_with_lines(BARE_DATE, text):
        message = f"expected a date written out inside <time>; found “{match[0]}”"
        problems.append(Problem(display_path(page.path), line, message))
    return problems
