"""Headings: each with its id written out, each id once, one first heading `#top`, no level left out."""

from __future__ import annotations

import re

from scripts.house import shown
from scripts.pages import Page
from scripts.problems import Problem

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
UNDERLINE = re.compile(r"^(=+|-{2,})[ \t]*$")


def problems(page: Page) -> list[Problem]:
    """Problems with the headings of one page. Does not see HTML headings, which the house style does not use."""
    found = []
    file = shown(page.path)
    seen: dict[str, int] = {}
    level = 0
    for number, heading in enumerate(page.headings):
        if heading.id is None:
            found.append(Problem(file, heading.line, f"expected an id after the heading “{heading.text}”: {{ #some-id }}"))
            continue
        if not ID.fullmatch(heading.id):
            found.append(Problem(file, heading.line, f"expected an id of small letters, digits and hyphens; found “{heading.id}”"))
        if seen.setdefault(heading.id, heading.line) != heading.line:
            found.append(Problem(file, heading.line, f"expected an id of its own; “{heading.id}” stands in line {seen[heading.id]}"))
        if (heading.level == 1) != (number == 0):
            found.append(Problem(file, heading.line, "expected one heading of the first level, and first on the page"))
        elif heading.level == 1 and heading.id != "top":
            found.append(Problem(file, heading.line, f"expected the first heading to have the id “top”; found “{heading.id}”"))
        elif heading.level > level + 1:
            found.append(Problem(file, heading.line, f"expected a heading of level {level + 1} at most; found level {heading.level}"))
        level = heading.level
    if not page.headings:
        found.append(Problem(file, len(page.meta_lines) + 3, "expected a first heading: # … { #top }"))
    lines = page.lines
    for number in range(1, len(lines)):
        if UNDERLINE.match(lines[number]) and lines[number - 1].strip() and "|" not in lines[number - 1]:
            found.append(Problem(file, number + 1, "expected headings written with #, not underlined"))
    return found
