"""Draws a page's figures into the page, with their words in the page's language.

A figure is docs/assets/figures/NAME.svg. It is a complete English drawing; each `<text data-word="key">` takes its words
from `figures: NAME: key:` in strings.yml, "|" where a line may break. The page names the figure as any picture:
`![What it says.](../assets/figures/NAME.svg)`.
"""

from __future__ import annotations

import re
from html import escape

from lxml import etree
from mkdocs.exceptions import PluginError

from scripts import config as project, l10n
from scripts.hooks.page import page_name

PICTURE = re.compile(r'<p><img alt="(?P<alt>[^"]*)" src="[^"]*assets/figures/(?P<name>[a-z-]+)\.svg" ?/?></p>')
SVG = "{http://www.w3.org/2000/svg}"


def drawn(name: str, alt: str, code: str) -> str:
    """The figure as inline SVG. `alt` is its text alternative, already escaped. Raises KeyError for a missing word."""
    root = etree.parse(project.DOCS / "assets" / "figures" / f"{name}.svg").getroot()
    words = l10n.load_strings(code)["figures"][name]
    for text in root.iter(f"{SVG}text"):
        key = text.attrib.pop("data-word", None)
        if key is None:
            continue
        lines = words[key].split("|")
        step = float(text.attrib.pop("data-step", "18"))
        text.text = None
        for child in list(text):
            text.remove(child)
        top = float(text.get("y")) - step * (len(lines) - 1) / 2
        for number, line in enumerate(lines):
            span = etree.SubElement(text, f"{SVG}tspan", x=text.get("x"), y=f"{top + step * number:g}")
            span.text = line
    root.set("role", "img")
    root.set("aria-label", "")  # filled below: lxml would escape the alternative a second time
    markup = etree.tostring(root, encoding="unicode").replace(' xmlns="http://www.w3.org/2000/svg"', "")
    return f'<figure class="drawing">{markup.replace(chr(34) * 2, chr(34) + alt + chr(34), 1)}</figure>'


def on_page_content(html: str, page, config, files) -> str:
    """Replace each picture of a figure by the drawing itself."""
    code, name = page_name(page)

    def replace(match: re.Match) -> str:
        try:
            return drawn(match["name"], match["alt"], code)
        except KeyError as missing:
            raise PluginError(
                f"docs/{code}/strings.yml:1: expected `figures: {match['name']}: {escape(str(missing.args[0]))}:`, "
                f"which docs/{code}/{name} draws"
            ) from None

    return PICTURE.sub(replace, html)
