"""Tell the reader where a translation is behind the English text.

A note in each section that has changed, a heading in English for a section that is new, and the
pages that exist in English only, at the menu's end.

What is behind is decided in scripts/translation.py. The rest of the page stays as it is.
"""

from __future__ import annotations

import re
from html import escape
from types import SimpleNamespace
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Link, Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from scripts import content, templates, translation
from scripts.config import DOCS, SOURCE_LOCALE, page_url
from scripts.content import INLINE_LINK, Page
from scripts.l10n import load_strings
from scripts.page_location import locale_and_filename, relative_root
from scripts.translation import State

#: A way to an English page that does not depend on where the page lies; on_page_content writes it
#: out.
ENGLISH_SCHEME = "english:"
ENGLISH_LINK = re.compile(rf'(?<=href="){ENGLISH_SCHEME}([\w-]+\.md)')


def _notice(code: str, filename: str, identifier: str, outdated: bool) -> str:
    """Return the line below a heading.

    What is the matter, and the way to this very section in English.
    """
    return templates.render(
        "partials/outdated-notice.html",
        strings=load_strings(code)["changed"],
        outdated=outdated,
        href=f"{ENGLISH_SCHEME}{filename}#{identifier}",
    ).strip()


def insert_notices(markdown: str, code: str, filename: str, english: Page, translated: Page) -> str:
    """Return a translated page's Markdown with a note in each section that is behind.

    Headings that only English has are put in where they belong.
    """
    sections, states = (
        translation.sections(english),
        translation.section_states(english, translated),
    )
    lines = markdown.split("\n")
    places = {
        heading.id: heading.line for heading in content.headings(markdown)
    }  # from 1: also the index after the heading
    inserted: dict[int, list[str]] = {}
    order = list(sections)
    for identifier, state in states.items():
        if state is State.OUTDATED:
            notice = _notice(code, filename, identifier, outdated=True)
            inserted.setdefault(places[identifier], []).append(f"\n{notice}\n")
        elif state is State.MISSING:
            following = next(
                (
                    places[other]
                    for other in order[order.index(identifier) + 1 :]
                    if other in places
                ),
                len(lines) + 1,
            )
            section = sections[identifier]
            title = escape(" ".join(content.strip_markup(section.title).split()), quote=False)
            heading = (
                f'\n{"#" * section.level} <span lang="en">{title}</span> {{ #{identifier} }}\n'
            )
            notice = _notice(code, filename, identifier, outdated=False)
            inserted.setdefault(following - 1, []).append(f"{heading}\n{notice}\n")
    for line in sorted(inserted, reverse=True):
        lines[line:line] = inserted[line]
    return "\n".join(lines)


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Write the notes, and lead links to pages that this language lacks to the English ones."""
    code, filename = locale_and_filename(page)
    if code == SOURCE_LOCALE:
        return markdown
    english, translated = translation.page_pairs(code).get(filename, (None, None))
    if english is None or translated is None:
        return markdown
    markdown = insert_notices(markdown, code, filename, english, translated)

    def redirected(match: re.Match[str]) -> str:
        target, _, fragment = match["target"].partition("#")
        if match["image"] or not target.endswith(".md") or (DOCS / code / target).exists():
            return match[0]
        anchor = f"#{fragment}" if fragment else ""
        return f"[{match['text']}]({ENGLISH_SCHEME}{target}{anchor}){{ hreflang=en }}"

    return INLINE_LINK.sub(redirected, markdown)


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Write out the ways to English pages, which lie at the site's root."""
    root = relative_root(page)
    return ENGLISH_LINK.sub(lambda match: root + page_url(match[1]), html)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Leave pages that this language does not have out of its menu.

    MkDocs makes dead links of them.
    """
    for item in nav.items:
        if item.children:
            item.children[:] = [child for child in item.children if not isinstance(child, Link)]
    nav.items[:] = [
        item
        for item in nav.items
        if not isinstance(item, Link) and (item.children is None or item.children)
    ]
    return nav


def on_page_context(
    context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Add `english_only`: the pages that this language does not have, with their English titles."""
    code, _ = locale_and_filename(page)
    root = relative_root(page)
    context["english_only"] = [
        SimpleNamespace(title=english.meta["title"], href=root + page_url(filename))
        for filename, (english, translated) in translation.page_pairs(code).items()
        if translated is None
    ]
    return context
