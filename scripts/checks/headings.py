"""Check headings: each with its id written out, each id once, `#top` first, no level left out."""

from __future__ import annotations

import re

from scripts.checks.locale_sources import LocaleSources
from scripts.config import display_path
from scripts.content import IDENTIFIER, Heading, Page
from scripts.errors import Problem

UNDERLINE = re.compile(r"^(=+|-{2,})[ \t]*$")


def check(sources: LocaleSources) -> list[Problem]:
    """Return problems with the headings of a locale's pages. HTML headings are not seen."""
    return [problem for page in sources.pages.values() for problem in _page_problems(page)]


def _page_problems(page: Page) -> list[Problem]:
    file = display_path(page.path)
    problems: list[Problem] = []
    lines_by_id: dict[str, int] = {}
    level = 0
    for index, heading in enumerate(page.headings):
        messages = _level_problems(heading, index, level)
        if heading.id is None:
            messages = [f"expected an id after the heading “{heading.text}”: {{ #some-id }}"]
        else:
            level = heading.level
            first = lines_by_id.setdefault(heading.id, heading.line)
            if first != heading.line:
                message = f"expected an id of its own; “{heading.id}” stands in line {first}"
                messages.append(message)
        problems += [Problem(file, heading.line, message) for message in messages]
    if not page.headings:
        line = page.body.count("\n", 0, len(page.body) - len(page.body.lstrip("\n"))) + 1
        problems.append(Problem(file, line, "expected a first heading: # … { #top }"))
    lines = page.lines
    for number in range(1, len(lines)):
        above = lines[number - 1]
        if UNDERLINE.match(lines[number]) and above.strip() and "|" not in above:
            message = "expected headings written with #, not underlined"
            problems.append(Problem(file, number + 1, message))
    return problems


def _level_problems(heading: Heading, index: int, level: int) -> list[str]:
    messages = []
    found = f"found “{heading.id}”"
    if heading.id and not IDENTIFIER.fullmatch(heading.id):
        messages.append(f"expected an id of small letters, digits and hyphens; {found}")
    if (heading.level == 1) != (index == 0):
        messages.append("expected one heading of the first level, and first on the page")
    elif heading.level == 1 and heading.id != "top":
        messages.append(f"expected the first heading to have the id “top”; {found}")
    elif heading.level > level + 1:
        most = f"a heading of level {level + 1} at most"
        messages.append(f"expected {most}; found level {heading.level}")
    return messages
