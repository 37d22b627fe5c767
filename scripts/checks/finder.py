"""Check the finder: every route has its section on object.md, with the forms and ways on."""

from __future__ import annotations

from scripts.checks.locale_sources import LocaleSources
from scripts.config import display_path
from scripts.content import FINDER_PAGE, FINDER_PLACEHOLDER, SOURCE_LINK, Page, links, page_sections
from scripts.data import finder
from scripts.data.sources import load_sources
from scripts.errors import BuildError, Problem


def check(sources: LocaleSources) -> list[Problem]:
    """Return problems between docs/_data/finder.yml, the page with the finder, and strings.yml."""
    page = sources.pages.get(FINDER_PAGE)
    problems = _placeholder(page) if page else []
    try:
        tree, known = finder.load_tree(), load_sources()
    except BuildError:
        return problems  # scripts/checks/data_files.py names it
    if sources.strings:
        problems += _strings(sources, tree)
    if page and sources.is_source:  # that a translation has the same is a matter of parity
        problems += _sections(page, tree, set(known))
    return problems


def _placeholder(page: Page) -> list[Problem]:
    count = page.body.count(FINDER_PLACEHOLDER)
    message = f"expected the mark `{FINDER_PLACEHOLDER}` once; found it {count} times"
    return [] if count == 1 else [Problem(display_path(page.path), 1, message)]


def _strings(sources: LocaleSources, tree: finder.Finder) -> list[Problem]:
    """Check that strings.yml has the words of every question and answer, and only those."""
    words = sources.strings.get("finder")
    words = words.get("questions") if isinstance(words, dict) else None
    words = words if isinstance(words, dict) else {}
    problems = []
    for question, answers in tree.questions.items():
        wanted, given = ["question", *answers], words.get(question)
        if not isinstance(given, dict) or list(given) != wanted:
            place = f"finder.questions.{question}"
            lines = sources.string_lines
            line = lines.get(place, lines.get("finder", 1))
            keys = f"the keys {', '.join(wanted)}, in this order"
            message = f"expected under `finder: questions: {question}:` {keys}"
            problems.append(Problem(sources.strings_file, line, message))
    return problems


def _sections(page: Page, tree: finder.Finder, known_sources: set[str]) -> list[Problem]:
    file, sections = display_path(page.path), page_sections(page)
    problems = []
    for route in tree.routes.values():
        unknown = [form for form in route.forms if form not in known_sources]
        if unknown:
            message = f"expected an id of docs/_data/sources.yml; found “{unknown[0]}”"
            problems.append(Problem(display_path(finder.FILE), route.line, message))
            continue
        if f"route-{route.id}" not in sections:
            heading = f"a heading with the id #route-{route.id}"
            message = f"expected {heading}: finder.yml has the route “{route.id}”"
            problems.append(Problem(file, 1, message))
            continue
        line, text = sections[f"route-{route.id}"]
        forms = {match["id"] for match in SOURCE_LINK.finditer(text)}
        if forms != set(route.forms):
            found = ", ".join(sorted(forms)) or "none"
            message = f"expected the forms of finder.yml, {', '.join(route.forms)}; found {found}"
            problems.append(Problem(file, line, message))
        targets = [target for _, target, _ in links(text)]
        targets = [FINDER_PAGE + each if each.startswith("#") else each for each in targets]
        for place in (route.steps, route.fallback):
            if place not in targets:
                message = f"expected a link to {place}, which finder.yml names for “{route.id}”"
                problems.append(Problem(file, line, message))
    for identifier, (line, _) in sections.items():
        name = identifier.removeprefix("route-")
        if identifier != name and name not in tree.routes:
            message = f"expected a route of docs/_data/finder.yml; found “{name}”"
            problems.append(Problem(file, line, message))
    return problems
