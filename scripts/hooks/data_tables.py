"""Write the lists that come from docs/_data: a page says `<!-- list.

Sources -->`, `authorities` or `translations`.
"""

from __future__ import annotations

import re

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from scripts import templates, translation
from scripts.citation import render_citation
from scripts.config import locale, page_filenames
from scripts.content import LIST_PLACEHOLDER
from scripts.data.authorities import (
    Authority,
    authorities_by_country_name,
    country_name,
    format_language_list,
)
from scripts.data.sources import VOICES, load_sources
from scripts.data.translations import load_ledger
from scripts.errors import BuildError
from scripts.l10n import load_strings
from scripts.page_location import locale_and_filename


def sources_list(code: str) -> str:
    """Return all sources, grouped by whose voice they are, newest first; undated ones last."""
    groups = {}
    for voice in VOICES:
        group = [source for source in load_sources().values() if source.voice == voice]
        group.sort(key=lambda source: source.published or "", reverse=True)
        groups[voice] = [(source.id, Markup(render_citation(source, code))) for source in group]
    return templates.render(
        "partials/sources.html", groups=groups, strings=load_strings(code)["source"]
    )


def _authority_row(item: Authority, code: str) -> dict[str, object]:
    """Return what the row of one authority shows, and what the filter also finds it by.

    Its names at home, its languages.
    """
    languages = format_language_list(item.languages, code)
    at_home = dict.fromkeys(country_name(item.country, language) for language in item.languages)
    return {
        "authority": item,
        "country": country_name(item.country, code),
        "languages": languages,
        "also": " ".join([*at_home, languages]),
    }


def authorities_table(code: str) -> str:
    """Return one row a country, sorted by the country's name in the page's language.

    The countries where that language is an official one come first; above the table stands the
    filter that authorities.js shows.
    """
    items = authorities_by_country_name(code)
    groups = {
        "yours": [_authority_row(item, code) for item in items if code in item.languages],
        "others": [_authority_row(item, code) for item in items if code not in item.languages],
    }
    return templates.render(
        "partials/authorities.html",
        groups=groups,
        code=code,
        strings=load_strings(code)["authority"],
    )


def translations_list(code: str) -> str:
    """Return one line a language: when it was compared with English, and what was found."""
    rows = [
        (locale(each), ledger, translation.reviewed_pages(each))
        for each, ledger in load_ledger().items()
    ]
    return templates.render(
        "partials/translations.html",
        rows=rows,
        code=code,
        pages=len(page_filenames()),
        strings=load_strings(code)["ledger"],
    )


LISTS = {
    "sources": sources_list,
    "authorities": authorities_table,
    "translations": translations_list,
}


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Replace each placeholder by its list. Raises BuildError for a list that does not exist."""
    code, filename = locale_and_filename(page)

    def write(match: re.Match[str]) -> str:
        if match["name"] not in LISTS:
            message = f"expected a list named {', '.join(LISTS)}; found “{match['name']}”"
            raise BuildError(f"docs/{code}/{filename}", 1, message)
        return LISTS[match["name"]](code)

    return LIST_PLACEHOLDER.sub(write, html)
