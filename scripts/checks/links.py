"""Links inside the site: to a page of the same language and a heading that it has. Outside addresses stand in the register only."""

from __future__ import annotations

import re

from scripts.house import DOCS, MADE, shown
from scripts.pages import Page, links, numbered
from scripts.problems import Problem

ADDRESS = re.compile(r"(?:https?:)?//[\w.-]+\.\w+|\bwww\.")


def problems(pages: dict[str, Page], english: dict[str, Page]) -> list[Problem]:
    """Problems with the links of one language's pages, given by file name.

    What the language does not have yet may be linked all the same where `english` has it: scripts/hooks/behind.py leads there.
    """
    ids = {name: {heading.id for heading in page.headings} for name, page in english.items()}
    for name, page in pages.items():
        ids.setdefault(name, set()).update(heading.id for heading in page.headings)
    found = []
    for name, page in pages.items():
        file = shown(page.path)
        for number, _ in numbered(ADDRESS, page.body):
            found.append(Problem(file, number, "expected no address in a page: register it in docs/_data/sources.yml and name its id"))
        for number, target, picture in links(page.body):
            if picture:
                if not (DOCS / page.path.parent.name / target).resolve().exists():
                    found.append(Problem(file, number, f"expected a picture that exists; found “{target}”"))
                continue
            if ADDRESS.search(target):
                continue  # named above
            root, _, made = target.partition(":")
            if root in MADE:
                if made not in MADE[root]:
                    found.append(Problem(file, number, f"expected {root}: and one of {', '.join(MADE[root])}; found “{made}”"))
                continue
            there, _, part = target.partition("#")
            there = there or name
            if there not in ids and there.endswith(".md") and (page.path.parent / there).exists():
                continue  # it cannot be read, or the menu lacks it: that is named, once
            if there not in ids:
                found.append(Problem(file, number, f"expected a link to a page of this guide, such as object.md; found “{target}”"))
            elif part and part not in ids[there]:
                found.append(Problem(file, number, f"expected a heading of {there}; found “#{part}”"))
    return found
