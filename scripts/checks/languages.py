"""A language beside English: the same pages, headings, sources, links, dates and words of the frame.

Compared are multisets, section by section, never positions: a sentence may be turned round in another language.
"""

from __future__ import annotations

import functools
import re
from collections import Counter

from scripts.house import DOCS, SOURCE, shown
from scripts.pages import Page, cited, links, sections, TIME
from scripts.problems import Problem

PLACEHOLDER = re.compile(r"\{[a-z]+\}")
#: A blank of a letter, which docs/assets/letters.js fills in: `*\[your full name\]*{ data-field=name }`.
BLANK = re.compile(r"\{ *data-field=(\w+) *\}")


def missing(code: str, names: tuple[str, ...]) -> list[Problem]:
    """Pages of the menu that this language does not have, and pages it has that the menu does not."""
    have = {path.name for path in (DOCS / code).glob("*.md")}
    what = "this page: the menu of mkdocs.yml names it" if code == SOURCE else f"this page, translated from docs/{SOURCE}/{{}}"
    found = [Problem(f"docs/{code}/{name}", 1, f"expected {what.format(name)}") for name in names if name not in have]
    found += [
        Problem(f"docs/{code}/{name}", 1, "expected the menu of mkdocs.yml to name this page") for name in sorted(have - set(names))
    ]
    return found


def parity(english: Page, translated: Page) -> list[Problem]:
    """Where a translated page differs from the English one in what must not differ."""
    file = shown(translated.path)
    ours, theirs = ([(h.level, h.id) for h in page.headings] for page in (english, translated))
    if ours != theirs:
        at = next((i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
        line = translated.headings[at].line if at < len(theirs) else len(translated.lines)
        expected = f"“#{ours[at][1]}”, level {ours[at][0]}" if at < len(ours) else "no more headings"
        return [Problem(file, line, f"expected the headings of {shown(english.path)}: here {expected}")]
    found = []
    theirs = sections(translated)
    for identifier, (_, text) in sections(english).items():
        line, other = theirs[identifier]
        for what, lost, added in zip(COMPARED, _counted(text), _counted(other)):
            if lost != added:
                parts = [f"{sign} {', '.join(map(str, (a - b).elements()))}" for sign, a, b in (("without", lost, added), ("with", added, lost)) if a - b]
                found.append(Problem(file, line, f"expected the {what} of the English section #{identifier}; found it {' and '.join(parts)}"))
    return found


COMPARED = {
    "sources": lambda text: [identifier for _, identifier in cited(text)],
    "links": lambda text: [target for _, target, _ in links(text)],
    "blanks": lambda text: BLANK.findall(text),
    "dates": lambda text: [match["iso"] for match in TIME.finditer(text)],
}


@functools.lru_cache(maxsize=4096)
def _counted(text: str) -> tuple[Counter, ...]:
    """What is compared of a section's text. Kept, since the English section is asked for once for each language."""
    return tuple(Counter(read(text)) for read in COMPARED.values())


def _flat(tree: object, at: str = "") -> dict[str, str]:
    if not isinstance(tree, dict):
        return {at: str(tree)}
    return {key: text for name, part in tree.items() for key, text in _flat(part, f"{at}{'.' if at else ''}{name}").items()}


def strings_parity(code: str, english: dict, translated: dict, lines: dict[str, int]) -> list[Problem]:
    """Where strings.yml differs from the English one: keys, and the placeholders in braces. `lines`: of top-level keys."""
    file = f"docs/{code}/strings.yml"
    ours, theirs = _flat(english), _flat(translated)
    found = [Problem(file, lines.get(key.split(".")[0], 1), f"expected the key “{key}”") for key in ours if key not in theirs]
    found += [
        Problem(file, lines.get(key.split(".")[0], 1), f"expected only the keys of the English file; found “{key}”")
        for key in theirs
        if key not in ours and key != "direction"
    ]
    for key in ours.keys() & theirs.keys():
        if Counter(PLACEHOLDER.findall(ours[key])) != Counter(PLACEHOLDER.findall(theirs[key])):
            wanted = ", ".join(PLACEHOLDER.findall(ours[key])) or "no placeholders"
            found.append(Problem(file, lines[key.split(".")[0]], f"expected {wanted} in “{key}”"))
    return found
