"""Check links inside the site. Outside addresses stand in docs/_data/sources.yml only."""

from __future__ import annotations

import os
import re

from scripts.checks.locale_sources import LocaleSources
from scripts.config import DOCS, DOWNLOADS, ROOT, display_path
from scripts.content import Page, find_with_lines, links
from scripts.errors import Problem

ADDRESS = re.compile(r"(?:https?:)?//[\w.-]+\.\w+|\bwww\.")


def check(sources: LocaleSources) -> list[Problem]:
    """Return links that do not lead to a page of the same language and a heading that it has.

    What a translation does not have yet may be linked where English has it: readers are led there.
    """
    ids: dict[str, set[str | None]] = {}
    for pages in (sources.english.pages if sources.english else {}, sources.pages):
        for name, page in pages.items():
            ids.setdefault(name, set()).update(heading.id for heading in page.headings)
    problems = []
    for name, page in sources.pages.items():
        file = display_path(page.path)
        message = "expected no address in a page: register it in docs/_data/sources.yml"
        for line, _ in find_with_lines(ADDRESS, page.body):
            problems.append(Problem(file, line, f"{message} and name its id"))
        for line, target, is_picture in links(page.body):
            expected = _picture(page, target) if is_picture else _link(page, name, target, ids)
            if expected:
                problems.append(Problem(file, line, f"expected {expected}"))
    return problems


def _picture(page: Page, target: str) -> str | None:
    """Return what is expected in place of a picture, or None for a good one.

    A picture lies below docs/, or with the theme's files, which are published at the same paths.
    """
    path = os.path.normpath(f"{page.path.parent.name}/{target}")
    try:
        exists = (DOCS / path).exists() or (ROOT / "overrides" / path).exists()
    except ValueError:  # a null character
        exists = False
    return None if exists else f"a picture that exists; found “{target}”"


def _link(page: Page, name: str, target: str, ids: dict[str, set[str | None]]) -> str | None:
    """Return what is expected in place of a link, or None for a good one."""
    scheme, _, download = target.partition(":")
    if ADDRESS.search(target):
        return None  # named as an address
    if scheme in DOWNLOADS:
        if download in DOWNLOADS[scheme]:
            return None
        return f"{scheme}: and one of {', '.join(DOWNLOADS[scheme])}; found “{download}”"
    filename, _, fragment = target.partition("#")
    filename = filename or name
    if filename not in ids:
        if filename.endswith(".md") and (page.path.parent / filename).exists():
            return None  # it cannot be read, or the nav lacks it: that is named, once
        return f"a link to a page of this guide, such as object.md; found “{target}”"
    if fragment and fragment not in ids[filename]:
        return f"a heading of {filename}; found “#{fragment}”"
    return None
