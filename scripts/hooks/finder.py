"""Write the finder, in place of `<!-- finder -->`.

A list of questions and answers, each way ending in a link to its section.

It is complete as it stands, without script and on paper. assets/js/finder.js reads the questions
off this very list.
"""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from scripts import content, templates
from scripts.config import DOCS
from scripts.content import FINDER_PAGE, FINDER_PLACEHOLDER
from scripts.data.finder import load_tree
from scripts.errors import BuildError
from scripts.l10n import load_strings
from scripts.page_location import locale_and_filename


def finder_html(code: str) -> str:
    """Return the finder in a language. Raises KeyError when a section or a word is missing."""
    headings = content.read_page(DOCS / code / FINDER_PAGE).headings
    titles = {(heading.id or "").removeprefix("route-"): heading.text for heading in headings}
    return templates.render(
        "partials/finder.html",
        tree=load_tree().tree,
        titles=titles,
        strings=load_strings(code)["finder"],
    )


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Replace the placeholder by the finder."""
    if FINDER_PLACEHOLDER not in html:
        return html
    code, filename = locale_and_filename(page)
    try:
        return html.replace(FINDER_PLACEHOLDER, finder_html(code))
    except KeyError as missing:
        message = f"expected the words and the section of {missing}, which the finder shows"
        raise BuildError(f"docs/{code}/{filename}", 1, message) from None
