"""Puts what the Markdown extensions write in English, or leave without a name, into the page's language."""

from __future__ import annotations

import re
from html import escape

from scripts import l10n
from scripts.hooks.page import page_name, ways

BACKLINK = re.compile(r'<a class="footnote-backref" href="([^"]*)" title="(\d+)">&#8617;</a>')
HEADING_LINK = re.compile(r'(<h([1-6]) id="([^"]*)">)(.*?)<a class="headerlink" href="[^"]*" title="Permanent link">#</a>')
OUTSIDE_LINK = re.compile(r'<a(?![^>]* rel=)((?=[^>]* href="https?://)[^>]*>)')

#: A link to a file that the release build makes (project.DOWNLOADS).
MADE_LINK = re.compile(r'(?<=href=")(site|language):')


def on_page_content(html: str, page, config, files) -> str:
    """Name the links back from footnotes, the links of headings and the part with the sources; mark outside links."""
    words = l10n.load_strings(page_name(page)[0])

    def backlink(match: re.Match) -> str:
        if re.match("#fnref[2-9]", match[1]):
            return ""  # one way back, to the first place that names the source
        label = escape(words["source"]["back"].format(number=match[2]))
        return f'<a class="back" href="{match[1]}" aria-label="{label}">↑</a>'

    def heading(match: re.Match) -> str:
        opening, level, identifier, inside = match.groups()
        if level == "1":
            return f"{opening}{inside}"
        # The label stands inside the heading, so it need not repeat the heading's words.
        return f'{opening}{inside}<a class="here" href="#{identifier}" aria-label="{words["link_to_part"]}">#</a>'

    html = MADE_LINK.sub(lambda match: dict(zip(("site", "language"), ways(page, config)))[match[1]], html)
    html = BACKLINK.sub(backlink, html)
    html = HEADING_LINK.sub(heading, html)
    html = OUTSIDE_LINK.sub(r'<a rel="noreferrer"\1', html)
    return html.replace(
        '<div class="footnote">\n<hr />',
        f'<div class="footnote">\n<h2 id="page-sources">{words["source"]["heading"]}</h2>',
    )
