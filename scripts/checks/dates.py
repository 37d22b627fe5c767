"""Dates in the text: real ones, inside <time>, and written out as the page's language writes them."""

from __future__ import annotations

import re

from scripts.house import shown
from scripts.pages import TIME, Page
from scripts.problems import Problem
from scripts.register import is_date

#: A date that stands outside <time>: by ISO 8601, or with slashes or dots. Months in words are not looked for.
BARE = re.compile(r"(?<![\d#-])\d{4}-\d{2}-\d{2}(?!\d)|(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)")


def problems(page: Page) -> list[Problem]:
    """Problems with the dates of one page. Does not check that the words say the same day as `datetime`."""
    found = []
    for number, line in enumerate(page.lines, 1):
        for match in TIME.finditer(line):
            if not is_date(match["iso"], partial=True):
                found.append(Problem(shown(page.path), number, f"expected a real date in datetime; found “{match['iso']}”"))
            elif match["iso"][:4] not in match["text"]:
                found.append(Problem(shown(page.path), number, f"expected the year {match['iso'][:4]} in the words “{match['text']}”"))
        for match in BARE.finditer(re.sub(r"<time [^>]*>|\{[^}]*\}|\([^)]*\)", "", line)):
            found.append(Problem(shown(page.path), number, f"expected a date written out inside <time>; found “{match[0]}”"))
    return found
