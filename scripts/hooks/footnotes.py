"""Gives a page the addresses and footnotes it names by id, from docs/_data/sources.yml, in the page's language.

A page writes `[^id]` for a footnote and `[text][id]` for a link; both are plain Markdown, and only their definitions
are added here, at the end of the text. An id that the register does not have stops the build.
"""

from __future__ import annotations

from html import escape

from mkdocs.exceptions import PluginError

from scripts import config as project, content, l10n
from scripts.data.sources import Source, load_sources
from scripts.hooks.page import page_name
from scripts.errors import BuildError


def entry(source: Source, code: str) -> str:
    """One source as a line of HTML in the language `code`: title, publisher, whose voice it is, and its dates.

    The title keeps its own language (WCAG 3.1.2). A source that nobody has read says so (facts.md, "memory").
    """
    words = l10n.load_strings(code)["source"]
    language = f' lang="{source.language}"' if source.language != code else ""
    title = f"<cite{language}>{escape(source.title)}</cite>"
    if source.url:
        title = f'<a href="{escape(source.url)}" hreflang="{source.language}" rel="noreferrer">{title}</a>'
    parts = [
        words["line"].format(title=title, publisher=escape(source.publisher), voice=words["voice"][source.voice]),
        words["published"].format(date=_time(source.published, code)) if source.published else words["undated"],
        words["read"].format(date=_time(source.read, code)) if source.read else words["unread"],
    ]
    if not source.url:
        parts.append(words["no_address"])
    return " ".join(parts)


def _time(iso: str, code: str) -> str:
    return f'<time datetime="{iso}">{l10n.format_date(iso, code)}</time>'


def on_page_markdown(markdown: str, page, config, files) -> str:
    """Append the definitions of all ids that the page names. Raises PluginError for an unknown id."""
    code, _ = page_name(page)
    try:
        known = load_sources()
    except BuildError as error:
        raise PluginError(str(error.problem)) from None
    # In the page the footnotes are called by their numbers: ids of the register would stand five times each, and every
    # byte counts (DESIGN 7).
    named = dict.fromkeys(match["id"] for match in content.FOOTNOTE.finditer(markdown))
    numbers = {identifier: number for number, identifier in enumerate(named, 1)}
    footnotes = [f"[^{number}]: {entry(_get(known, identifier, page, markdown), code)}" for identifier, number in numbers.items()]
    markdown = content.FOOTNOTE.sub(lambda match: f"[^{numbers[match['id']]}]", markdown)
    addresses = []
    for identifier in dict.fromkeys(match["id"] for match in content.SOURCE_LINK.finditer(markdown)):
        source = _get(known, identifier, page, markdown)
        if not source.url:
            raise PluginError(f"{page.file.src_uri}: expected “{identifier}” to have an address in the register")
        addresses.append(f"[{identifier}]: {source.url}")
    return "\n".join([markdown, "", *addresses, "", *footnotes, ""])


def _get(known: dict[str, Source], identifier: str, page, markdown: str) -> Source:
    if identifier in known:
        return known[identifier]
    path = project.DOCS / page.file.src_uri
    line = next((line for line, cited in content.citations(content.read_page(path).body) if cited == identifier), 1)
    raise PluginError(f"{project.display_path(path)}:{line}: expected an id of docs/_data/sources.yml, found “{identifier}”")
