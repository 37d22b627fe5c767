"""The timeline: the id of each entry is its day, since feed and data take the date from it (scripts/steps/feed.py)."""

from __future__ import annotations

import re

from scripts.house import shown
from scripts.pages import TIME, Page
from scripts.problems import Problem

ENTRY = re.compile(r"[tc]-(?P<date>\d{4}-\d{2}(-\d{2})?)(-[a-z])?")


def problems(page: Page) -> list[Problem]:
    """Problems with the entries of status.md: the headings of the third level. That the dates are real, checks/dates.py says."""
    found = []
    for heading in page.headings:
        if heading.level != 3 or heading.id is None:
            continue
        match, time = ENTRY.fullmatch(heading.id), TIME.search(heading.text)
        if not match or not time or match["date"] != time["iso"]:
            day = time["iso"] if time else "2026-07-24"
            found.append(Problem(shown(page.path), heading.line, f"expected the entry’s day in <time> and in its id, #t-{day} or #c-{day}; found “#{heading.id}”"))
    return found
