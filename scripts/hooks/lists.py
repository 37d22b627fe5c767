"""Writes the lists that come from docs/_data: a page says `<!-- list: sources -->` or `<!-- list: authorities -->`."""

from __future__ import annotations

import re
from html import escape

from mkdocs.exceptions import PluginError

from scripts import l10n
from scripts.data import authorities
from scripts.data.sources import VOICES, load_sources
from scripts.hooks.footnotes import entry
from scripts.hooks.page import page_name
from scripts.content import LIST_PLACEHOLDER
from scripts.errors import BuildError

MARK = LIST_PLACEHOLDER


def sources(code: str) -> str:
    """All sources, grouped by whose voice they are, newest first; undated ones last."""
    words = l10n.load_strings(code)["source"]
    html = []
    for voice in VOICES:
        group = [source for source in load_sources().values() if source.voice == voice]
        group.sort(key=lambda source: source.published or "", reverse=True)
        if group:
            items = "".join(f'<li id="source-{source.id}">{entry(source, code)}</li>' for source in group)
            html.append(f'<h3 id="voice-{voice}">{words["voices"][voice]}</h3><ul class="sources">{items}</ul>')
    return "".join(html)


def _authority_row(item: authorities.Authority, code: str) -> str:
    """One authority. A link's accessible name also names the country, since thirty links say “website”."""
    words, country, first = l10n.load_strings(code)["authority"], authorities.country_name(item.country, code), item.languages[0]
    names = " / ".join(
        f'<span lang="{language}">{escape(name)}</span>' if language != code else escape(name) for language, name in item.names.items()
    )
    links = " ".join(
        f'<a href="{escape(address)}" hreflang="{first}" rel="noreferrer" '
        f'aria-label="{escape(words["link"].format(what=words[what], country=country))}">{words[what]}</a>'
        for what, address in (("website", item.website), ("complaint", item.complaint))
        if address
    )
    works_in = authorities.format_language_list(item.languages, code)
    # What the filter also finds a row by: the country's name at home, and the languages.
    also = " ".join([*dict.fromkeys(authorities.country_name(item.country, language) for language in item.languages), works_in])
    return (
        f'<tr id="authority-{item.country.lower()}" data-also="{escape(also)}"><th scope="row">{escape(country)}</th>'
        f"<td>{names} <small>{words['languages'].format(languages=works_in)}</small></td>"
        f"<td>{links}</td></tr>"
    )


def authority_table(code: str) -> str:
    """One row a country, sorted by the country's name in the page's language, the countries first where that language is an
    official one; above it the filter that authorities.js shows."""
    words = l10n.load_strings(code)["authority"]
    yours = [item for item in authorities.authorities_by_country_name(code) if code in item.languages]
    others = [item for item in authorities.authorities_by_country_name(code) if code not in item.languages]
    groups = "".join(
        f'<tbody><tr class="group"><th colspan="3" scope="rowgroup">{escape(words[key])}</th></tr>'
        f"{''.join(_authority_row(item, code) for item in items)}</tbody>"
        for key, items in (("yours", yours), ("others", others))
        if items
    )
    heads = "".join(f'<th scope="col">{words[key]}</th>' for key in ("country", "name", "links"))
    return (
        f'<form class="filter" id="filter" autocomplete="off" data-found="{escape(words["found"])}" data-none="{escape(words["none"])}" hidden>'
        f'<label for="filter-field">{words["filter"]}</label><input id="filter-field" type="search" autocapitalize="off" spellcheck="false">'
        f'<p role="status"></p></form>'
        f'<table class="authorities"><thead><tr>{heads}</tr></thead>{groups}</table>'
    )


LISTS = {"sources": sources, "authorities": authority_table}


def on_page_content(html: str, page, config, files) -> str:
    """Replace each mark by its list. Raises PluginError for a list that does not exist."""
    code, name = page_name(page)

    def write(match: re.Match) -> str:
        if match["name"] not in LISTS:
            raise PluginError(f"docs/{code}/{name}:1: expected a list named {' or '.join(LISTS)}, found “{match['name']}”")
        try:
            return LISTS[match["name"]](code)
        except BuildError as error:
            raise PluginError(str(error.problem)) from None

    return MARK.sub(write, html)
