"""Give a page the addresses and footnotes it names by id, in the page's language.

A page writes `[^id]` for a footnote and `[text][id]` for a link, ids of docs/_data/sources.yml.
Both are plain Markdown, and only their definitions are added here, at the end of the text. An id
that the register does not have stops the build.
"""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from scripts import content
from scripts.citation import render_citation
from scripts.config import DOCS, display_path
from scripts.content import FOOTNOTE, SOURCE_LINK
from scripts.data.sources import Source, load_sources
from scripts.errors import BuildError
from scripts.page_location import locale_and_filename


def _source(identifier: str, page: MkDocsPage, place: str) -> Source:
    sources = load_sources()
    if identifier not in sources:
        path = DOCS / page.file.src_uri
        cited = content.citations(content.read_page(path).body)
        line = next((line for line, name in cited if name == identifier), 1)
        message = f"expected an id of docs/_data/sources.yml; found “{identifier}”"
        raise BuildError(display_path(path), line, message)
    if place == "link" and not sources[identifier].url:
        message = f"expected “{identifier}” to have an address in docs/_data/sources.yml"
        raise BuildError(f"docs/{page.file.src_uri}", 1, message)
    return sources[identifier]


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Append the definitions of all ids that the page names. Raises BuildError for another."""
    code, _ = locale_and_filename(page)
    # In the page the footnotes are called by their numbers: ids of the register would stand five
    # times each.
    named = dict.fromkeys(match["id"] for match in FOOTNOTE.finditer(markdown))
    numbers = {identifier: number for number, identifier in enumerate(named, 1)}
    footnotes = [
        f"[^{number}]: {render_citation(_source(identifier, page, 'footnote'), code)}"
        for identifier, number in numbers.items()
    ]
    markdown = FOOTNOTE.sub(lambda match: f"[^{numbers[match['id']]}]", markdown)
    linked = dict.fromkeys(match["id"] for match in SOURCE_LINK.finditer(markdown))
    addresses = [
        f"[{identifier}]: {_source(identifier, page, 'link').url}" for identifier in linked
    ]
    return "\n".join([markdown, "", *addresses, "", *footnotes, ""])
