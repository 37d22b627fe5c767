"""Tells the reader where a translation is behind the English text (DESIGN 6): a note in each section that has changed, a
heading in English for a section that is new, and the pages that exist in English only, at the menu's end.

What is behind is decided in scripts/translation.py. The rest of the page stays as it is.
"""

from __future__ import annotations

import re
from html import escape
from types import SimpleNamespace

from mkdocs.exceptions import PluginError
from mkdocs.structure.nav import Link

from scripts import config as project, content, l10n, translation
from scripts.hooks.page import page_name, ways
from scripts.errors import BuildError
from scripts.translation import State

#: A way to an English page that does not depend on where the page lies; on_page_content writes it out.
ENGLISH = "english:"
ENGLISH_LINK = re.compile(rf'(?<=href="){ENGLISH}([\w-]+\.md)')


def _note(code: str, name: str, identifier: str, key: str) -> str:
    """The line below a heading: what is the matter, and the way to this very section in English."""
    words = l10n.load_strings(code)["changed"]
    said = f"{words['note']} " if key == "note" else ""
    return f'<p class="changed">{said}<a href="{ENGLISH}{name}#{identifier}" hreflang="en">{words["link"]}</a></p>'


def noted(markdown: str, code: str, name: str, english: content.Page, translated: content.Page) -> str:
    """A translated page's Markdown with a note in each section that is behind, and new English headings where they belong."""
    ours, states = translation.sections(english), translation.section_states(english, translated)
    lines = markdown.split("\n")
    places = {heading.id: heading.line for heading in content.headings(markdown)}  # lines from 1: also the index after the heading
    after: dict[int, list[str]] = {}
    here = 0
    order = list(ours)
    for identifier, state in states.items():
        if state is State.OUTDATED:
            after.setdefault(places[identifier], []).append("\n" + _note(code, name, identifier, "note") + "\n")
        elif state is State.MISSING:
            following = next((places[other] for other in order[order.index(identifier) + 1 :] if other in places), len(lines) + 1)
            title = escape(" ".join(content.strip_markup(ours[identifier].title).split()), quote=False)
            heading = f'\n{"#" * ours[identifier].level} <span lang="en">{title}</span> {{ #{identifier} }}\n'
            here = following - 1  # before the next heading that is there
            after.setdefault(here, []).append(f"{heading}\n{_note(code, name, identifier, 'link')}\n")
    for line in sorted(after, reverse=True):
        lines[line:line] = after[line]
    return "\n".join(lines)


def on_page_markdown(markdown: str, page, config, files) -> str:
    """Write the notes, and lead links to pages that this language does not have to the English ones."""
    code, name = page_name(page)
    if code == project.SOURCE_LOCALE:
        return markdown
    try:
        english, translated = translation.page_pairs(code)[name]
    except BuildError as error:
        raise PluginError(str(error.problem)) from None
    if translated is None:
        return markdown
    markdown = noted(markdown, code, name, english, translated)

    def leading(match: re.Match) -> str:
        there, _, part = match["target"].partition("#")
        if match["image"] or not there.endswith(".md") or (project.DOCS / code / there).exists():
            return match[0]
        return f'[{match["text"]}]({ENGLISH}{there}{"#" if part else ""}{part}){{ hreflang=en }}'

    return content.INLINE_LINK.sub(leading, markdown)


def on_page_content(html: str, page, config, files) -> str:
    """Write out the ways to English pages, which lie at the site's root."""
    root, _ = ways(page, config)
    return ENGLISH_LINK.sub(lambda match: root + project.page_url(match[1]) if match[1] != "index.md" else root, html)


def on_nav(nav, config, files):
    """Leave pages that this language does not have out of its menu; MkDocs makes dead links of them."""
    for item in nav.items:
        if item.children:
            item.children[:] = [child for child in item.children if not isinstance(child, Link)]
    nav.items[:] = [item for item in nav.items if not isinstance(item, Link) and (item.children is None or item.children)]
    return nav


def on_page_context(context, page, config, nav):
    """Add `only_english`: the pages that this language does not have, with their English titles."""
    code, _ = page_name(page)
    root, _ = ways(page, config)
    context["only_english"] = [
        SimpleNamespace(title=english.meta["title"], href=root + project.page_url(name))
        for name, (english, translated) in translation.page_pairs(code).items()
        if translated is None
    ]
    return context
