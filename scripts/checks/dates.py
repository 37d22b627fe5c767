"""Dates in the text: real ones, inside <time>, and written out as the page's language writes them."""

from __future__ import annotations

import re

from scripts.house import shown
from scripts.pages import TIME, Page, numbered
from scripts.problems import Problem
from scripts.register import is_date

#: A date that stands outside <time>: by ISO 8601, or with slashes or dots. Months in words are not looked for.
BARE = re.compile(r"(?<![\d#-])\d{4}-\d{2}-\d{2}(?!\d)|(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)")

#: What may hold digits and hyphens without being read: tags, attributes, link targets.
MARKS = re.compile(r"<time [^>]*>|\{[^}]*\}|\([^)]*\)")


def problems(page: Page) -> list[Problem]:
    """Problems with the dates of one page. Of the words only the day, or of a month the year, is compared."""
    found = []
    for number, match in numbered(TIME, page.body):
        if not is_date(match["iso"], partial=True):
            found.append(Problem(shown(page.path), number, f"expected a real date in datetime; found “{match['iso']}”"))
        elif (sign := str(int(match["iso"][8:])) if len(match["iso"]) == 10 else match["iso"][:4]) not in match["text"]:
            found.append(Problem(shown(page.path), number, f"expected “{sign}” in the words of {match['iso']}; found “{match['text']}”"))
    text = MARKS.sub(lambda mark: "\n" * mark[0].count("\n"), page.body)
    for number, match in numbered(BARE, text):
        found.append(Problem(shown(page.path), number, f"expected a date written out inside <time>; found “{match[0]}”"))
    return found
