"""Gather what is checked of one locale: its pages and its strings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scripts import yaml_with_lines
from scripts.config import DOCS, page_filenames
from scripts.content import Page, read_page
from scripts.errors import BuildError, Problem


@dataclass(frozen=True, eq=False)
class LocaleSources:
    """A locale's sources, as far as they can be read.

    `pages` is by file name; `string_lines` has the line of each key of `strings`, nested ones as
    "footer.printed"; `english` is None for English itself.
    """

    code: str
    pages: dict[str, Page]
    strings: dict[str, Any]
    string_lines: dict[str, int]
    english: LocaleSources | None = None

    @property
    def is_source(self) -> bool:
        """Whether this is the locale that all others are translated from."""
        return self.english is None

    @property
    def strings_file(self) -> str:
        """The path of strings.yml, as messages name it."""
        return f"docs/{self.code}/strings.yml"

    def page_pairs(self) -> Iterator[tuple[Page, Page]]:
        """Yield each page with the English one; nothing for English."""
        for name, page in self.pages.items():
            if self.english and name in self.english.pages:
                yield self.english.pages[name], page


def load_locale_sources(
    code: str, english: LocaleSources | None = None
) -> tuple[LocaleSources, list[Problem]]:
    """Read a locale's sources. Return them, and a problem for each file that cannot be read."""
    pages, problems = {}, []
    strings: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for name in page_filenames():
        path = DOCS / code / name
        if path.exists():
            try:
                pages[name] = read_page(path)
            except BuildError as error:
                problems.append(error.problem)
    try:
        strings, lines = yaml_with_lines.load(DOCS / code / "strings.yml")
    except BuildError as error:
        problems.append(error.problem)
    return LocaleSources(code, pages, strings, lines, english), problems


def flat_strings(tree: object, prefix: str = "") -> dict[str, str]:
    """Flatten nested strings: {"footer": {"home": "Start"}} → {"footer.home": "Start"}."""
    if not isinstance(tree, dict):
        return {prefix: "" if tree is None else str(tree)}
    flat: dict[str, str] = {}
    for key, value in tree.items():
        flat |= flat_strings(value, f"{prefix}.{key}" if prefix else key)
    return flat
