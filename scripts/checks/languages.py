"""A language as a whole: its pages, and the words of the frame in strings.yml. Page by page: scripts/checks/parity.py."""

from __future__ import annotations

import re
from collections import Counter

from scripts.house import DOCS, SOURCE
from scripts.problems import Problem

PLACEHOLDER = re.compile(r"\{[a-z]+\}")
#: A language may have this only: what a translation does not need.
OWN = ("direction",)


def missing(code: str, names: tuple[str, ...]) -> list[Problem]:
    """Pages this language must have and does not, and pages it has that the menu does not.

    English has all pages. A translation must have its home page; other pages may follow, and readers are told (DESIGN 6).
    """
    have = {path.name for path in (DOCS / code).glob("*.md")}
    found = []
    if code == SOURCE:
        found += [Problem(f"docs/{code}/{name}", 1, "expected this page: the menu of mkdocs.yml names it") for name in names if name not in have]
    elif names[0] not in have:
        found.append(Problem(f"docs/{code}/{names[0]}", 1, f"expected at least this page, translated from docs/{SOURCE}/{names[0]}"))
    return found + [
        Problem(f"docs/{code}/{name}", 1, "expected the menu of mkdocs.yml to name this page") for name in sorted(have - set(names))
    ]


def _flat(tree: object, at: str = "") -> dict[str, str]:
    if not isinstance(tree, dict):
        return {at: "" if tree is None else str(tree)}
    return {key: text for name, part in tree.items() for key, text in _flat(part, f"{at}{'.' if at else ''}{name}").items()}


def strings_parity(code: str, english: dict, translated: dict, lines: dict[str, int]) -> list[Problem]:
    """Where strings.yml differs from the English one: keys, and the placeholders in braces. `lines`: of top-level keys."""
    file = f"docs/{code}/strings.yml"
    ours, theirs = _flat(english), _flat(translated)

    def at(key: str) -> int:
        return lines.get(key.split(".")[0], 1)

    found = [Problem(file, at(key), f"expected the key “{key}”") for key in ours if key not in theirs]
    found += [
        Problem(file, at(key), f"expected only the keys of the English file; found “{key}”") for key in theirs if key not in ours and key not in OWN
    ]
    for key in ours.keys() & theirs.keys():
        if not theirs[key].strip():
            found.append(Problem(file, at(key), f"expected a translation of “{key}”: {ours[key]}"))
        elif Counter(PLACEHOLDER.findall(ours[key])) != Counter(PLACEHOLDER.findall(theirs[key])):
            wanted = ", ".join(PLACEHOLDER.findall(ours[key])) or "no placeholders"
            found.append(Problem(file, at(key), f"expected {wanted} in “{key}”"))
    return found
