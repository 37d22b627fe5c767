"""Writes the lists that come from docs/_data: a page says `<!-- list: sources -->` or `<!-- list: authorities -->`."""

from __future__ import annotations

import re
from html import escape

from mkdocs.exceptions import PluginError

from scripts import authorities, register, strings
from scripts.hooks.footnotes import entry
from scripts.hooks.page import page_name
from scripts.problems import BadInput

MARK = re.compile(r"<!-- list: (?P<name>[a-z]+) -->")


def sources(code: str) -> str:
    """All sources, grouped by whose voice they are, newest first; undated ones last."""
    words = strings.strings(code)["source"]
    html = []
    for voice in register.VOICES:
        group = [source for source in register.sources().values() if source.voice == voice]
        group.sort(key=lambda source: source.published or "", reverse=True)
        if group:
            items = "".join(f'<li id="source-{source.id}">{entry(source, code)}</li>' for source in group)
            html.append(f'<h3 id="voice-{voice}">{words["voices"][voice]}</h3><ul class="sources">{items}</ul>')
    return "".join(html)


def authority_table(code: str) -> str:
    """One row a country, sorted by the country's name in the page's language."""
    words = strings.strings(code)["authority"]
    rows = []
    for item in sorted(authorities.authorities(), key=lambda a: authorities.country_name(a.country, code)):
        names = " / ".join(
            f'<span lang="{language}">{escape(name)}</span>' if language != code else escape(name)
            for language, name in item.names.items()
        )
        first = item.languages[0]
        where = f'<a href="{escape(item.website)}" hreflang="{first}" rel="noreferrer">{words["website"]}</a>'
        if item.complaint:
            where += f' · <a href="{escape(item.complaint)}" hreflang="{first}" rel="noreferrer">{words["complaint"]}</a>'
        rows.append(
            f'<tr id="authority-{item.country.lower()}"><th scope="row">{authorities.country_name(item.country, code)}</th>'
            f"<td>{names}</td><td>{where}</td></tr>"
        )
    heads = "".join(f'<th scope="col">{words[key]}</th>' for key in ("country", "name", "links"))
    return f'<table class="authorities"><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


LISTS = {"sources": sources, "authorities": authority_table}


def on_page_content(html: str, page, config, files) -> str:
    """Replace each mark by its list. Raises PluginError for a list that does not exist."""
    code, name = page_name(page)

    def write(match: re.Match) -> str:
        if match["name"] not in LISTS:
            raise PluginError(f"docs/{code}/{name}:1: expected a list named {' or '.join(LISTS)}, found “{match['name']}”")
        try:
            return LISTS[match["name"]](code)
        except BadInput as error:
            raise PluginError(str(error.problem)) from None

    return MARK.sub(write, html)
