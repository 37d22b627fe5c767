"""Sources: every id that a page names is in the register, with an address where it is a link; every entry is named by a page."""

from __future__ import annotations

from scripts import register
from scripts.house import shown
from scripts.pages import REGISTER_LINK, Page, cited, numbered
from scripts.problems import BadInput, Problem


def problems(pages: dict[str, Page]) -> list[Problem]:
    """Problems between the register and the English pages, given by file name (translations are compared with those)."""
    try:
        known = register.sources()
    except BadInput as error:
        return [error.problem]
    found, used = [], set()
    for page in pages.values():
        file = shown(page.path)
        for number, identifier in cited(page.body):
            used.add(identifier)
            if identifier not in known:
                found.append(Problem(file, number, f"expected an id of docs/_data/sources.yml; found “{identifier}”"))
        for number, match in numbered(REGISTER_LINK, page.body):
            if match["id"] in known and not known[match["id"]].url:
                found.append(Problem(file, number, f"expected a source with an address; “{match['id']}” has none"))
        for number, line in enumerate(page.lines, 1):
            if line.startswith("[^") and "]:" in line:
                found.append(Problem(file, number, "expected no footnote text in a page: it comes from docs/_data/sources.yml"))
    for identifier, source in known.items():
        if identifier not in used:
            found.append(Problem(shown(register.FILE), source.line, f"expected a page to name “{identifier}”; none does: use it or take it out"))
    return found
