"""Localise the labels that Python-Markdown writes.

Footnote back-links, heading permalinks, the heading of the sources; and write out the way to files
that the build makes (`site:data/sources.json`, `language:guide.pdf`).
"""

from __future__ import annotations

import re
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from scripts.l10n import load_strings
from scripts.page_location import i18n_plugin, locale_and_filename, relative_home, relative_root

BACKREF = re.compile(
    r'<a class="footnote-backref" href="#fnref(?P<repeat>\d*):(?P<id>\d+)" title="[^"]*">[^<]*</a>'
)
PERMALINK = re.compile(
    r"(?P<head><h(?P<level>[1-6])\b.*?)"
    r'<a class="headerlink" href="(?P<href>[^"]*)" title="[^"]*">#</a>'
)
#: A link to a file that the build makes (config.DOWNLOADS).
DOWNLOAD_LINK = re.compile(r'(?<=href=")(?P<scheme>site|language):')


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Name the links back from footnotes and those of headings, as a screen reader says them."""
    strings = load_strings(locale_and_filename(page)[0])

    def backref(match: re.Match[str]) -> str:
        if match["repeat"]:
            return ""  # one way back, to the first place that names the source
        label = escape(strings["source"]["back"].replace("{number}", match["id"]))
        return f'<a class="footnote-backref" href="#fnref:{match["id"]}" aria-label="{label}">↑</a>'

    def permalink(match: re.Match[str]) -> str:
        if match["level"] == "1":
            return match["head"]
        # The label stands inside the heading, so it need not repeat the heading's words.
        label = escape(strings["link_to_part"])
        link = f'<a class="headerlink" href="{match["href"]}" aria-label="{label}">#</a>'
        return f"{match['head'].rstrip()} {link}"  # a space: else the two are said as one word

    only_locale = bool(i18n_plugin(config).config.build_only_locale)
    ways = {"site": relative_root(page), "language": relative_home(page, only_locale)}
    html = DOWNLOAD_LINK.sub(lambda match: ways[match["scheme"]], html)
    html = PERMALINK.sub(permalink, BACKREF.sub(backref, html))
    heading = f'<h2 id="page-sources">{strings["source"]["heading"]}</h2>'
    return html.replace('<div class="footnote">\n<hr />', f'<div class="footnote">\n{heading}')
