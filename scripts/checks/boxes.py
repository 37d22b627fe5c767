"""Check the boxes of a page: each of a known kind, each closed (`/// html | div.steps` … `///`).

pymdownx leaves a box that it does not know as text, and lets one that is not closed swallow the
rest of the page.
"""

from __future__ import annotations

import re

from scripts.checks.locale_sources import LocaleSources
from scripts.config import display_path
from scripts.content import find_with_lines
from scripts.errors import Problem

#: What css/content.css has a style for.
KINDS = ("html | div.steps", "html | div.grid.cards", "html | div.timeline")
_LINE = re.compile(r"^[ \t]*/{3,}[ \t]*(?P<kind>.*?)[ \t]*$", re.MULTILINE)


def check(sources: LocaleSources) -> list[Problem]:
    """Name boxes of an unknown kind, boxes that are not closed, and ends without a beginning."""
    problems = []
    for page in sources.pages.values():
        file, opened = display_path(page.path), 0
        for line, match in find_with_lines(_LINE, page.body):
            kind = match["kind"]
            if kind and kind not in KINDS:
                expected = " or ".join(f"/// {each}" for each in KINDS)
                problems.append(Problem(file, line, f"expected {expected}; found “/// {kind}”"))
            if kind and opened:
                message = f"expected `///` before the next box: the one of line {opened} is open"
                problems.append(Problem(file, line, message))
            elif not kind and not opened:
                problems.append(Problem(file, line, "expected a box that ends here; none is open"))
            opened = line if kind else 0
        if opened:
            problems.append(Problem(file, opened, "expected `///` where this box ends; found none"))
    return problems
