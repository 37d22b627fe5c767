"""The finder: every route of docs/_data/routes.yml has its section on object.md, with the forms and the ways on that the file names.

Only in English: that a translation has the same headings and links is compared elsewhere (checks/languages.py).
"""

from __future__ import annotations

from scripts import register, routes
from scripts.house import shown
from scripts.pages import REGISTER_LINK, Page, links, sections
from scripts.problems import BadInput, Problem

PAGE = "object.md"
MARK = "<!-- finder -->"


def mark(page: Page) -> list[Problem]:
    """Whether a language's object.md says once where the finder stands."""
    count = page.body.count(MARK)
    return [] if count == 1 else [Problem(shown(page.path), 1, f"expected the mark `{MARK}` once; found it {count} times")]


def words(file: str, strings: dict, lines: dict[str, int]) -> list[Problem]:
    """Whether strings.yml has the words of every question and answer, and only those."""
    try:
        questions = routes.finder().questions
    except BadInput:
        return []  # named by `problems`
    given = strings.get("finder")
    given = given.get("questions") if isinstance(given, dict) else None
    given, found = given if isinstance(given, dict) else {}, []
    for key, answers in questions.items():
        wanted = ["question", *answers]
        have = given.get(key)
        if not isinstance(have, dict) or list(have) != wanted:
            found.append(Problem(file, lines.get("finder", 1), f"expected under `finder: questions: {key}:` the keys {', '.join(wanted)}, in this order"))
    return found


def problems(pages: dict[str, Page]) -> list[Problem]:
    """Problems between routes.yml and the English pages, given by file name."""
    try:
        known, registered = routes.finder().routes, register.sources()
    except BadInput as error:
        return [error.problem]
    if PAGE not in pages:
        return []  # named already
    page = pages[PAGE]
    found, parts = [], sections(page)
    for route in known.values():
        unknown = [form for form in route.forms if form not in registered]
        if unknown:
            found.append(Problem(shown(routes.FILE), route.line, f"expected an id of docs/_data/sources.yml; found “{unknown[0]}”"))
            continue
        if f"route-{route.id}" not in parts:
            found.append(Problem(shown(page.path), 1, f"expected a heading with the id #route-{route.id}: routes.yml has the route “{route.id}”"))
            continue
        line, text = parts[f"route-{route.id}"]
        forms = {match["id"] for match in REGISTER_LINK.finditer(text)}
        if forms != set(route.forms):
            found.append(Problem(shown(page.path), line, f"expected the forms of routes.yml, {', '.join(route.forms)}; found {', '.join(sorted(forms)) or 'none'}"))
        targets = {target if not target.startswith("#") else PAGE + target for _, target, _ in links(text)}
        for place in (route.steps, route.fails):
            if place not in targets:
                found.append(Problem(shown(page.path), line, f"expected a link to {place}, which routes.yml names for “{route.id}”"))
    for identifier, (line, _) in parts.items():
        if identifier.startswith("route-") and identifier.removeprefix("route-") not in known:
            found.append(Problem(shown(page.path), line, f"expected a route of docs/_data/routes.yml; found “{identifier.removeprefix('route-')}”"))
    return found
