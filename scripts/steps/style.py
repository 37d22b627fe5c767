"""Puts the style into each page, minified, without the rules that this page does not use, in place of the style links.

A reader then needs one response to see the page (DESIGN 7). Lightning CSS does the minifying and drops unused classes and
ids; it is told which ones a page lacks. Names that only the script or the browser adds are not classes or ids, so none is lost.
"""

from __future__ import annotations

import functools
import re
import lightningcss

from scripts import house

LINK = re.compile(r'<link rel="stylesheet" href="[^"]*?assets/style/(?P<part>[a-z]+)\.css">\n?')
NAMES = re.compile(r"[.#]([A-Za-z][\w-]*)")
#: Browsers that readers of the EEA use; Lightning CSS writes what they need (nesting, colours) and nothing more.
BROWSERS = ["chrome >= 100", "firefox >= 100", "safari >= 15", "samsung >= 18"]


def names_in_css(css: str) -> set[str]:
    """Class and id names that a style sheet's selectors use (hex colours come along; dropping those drops nothing)."""
    return set(NAMES.findall(css))


def names_in_html(html: str) -> set[str]:
    """Class and id names that stand in a page."""
    found: set[str] = set()
    for value in re.findall(r'\b(?:class|id)="?([^"\s>][^">]*)', html):
        found.update(value.split())
    return found


@functools.cache
def purged(css: str, unused: frozenset[str]) -> str:
    """The style sheet, minified, without the `unused` names."""
    return lightningcss.process_stylesheet(css, unused_symbols=set(unused), browsers_list=BROWSERS, minify=True)


@functools.cache
def parts() -> dict[str, str]:
    """The style sheets of docs/assets/style by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((house.DOCS / "assets" / "style").glob("*.css"))}


def inlined(html: str) -> str:
    """A page that carries its style itself."""
    css = "\n".join(parts()[part] for part in LINK.findall(html))
    style = purged(css, frozenset(names_in_css(css) - names_in_html(html)))
    first = LINK.search(html)
    return f"{html[: first.start()]}<style>{style}</style>\n{LINK.sub('', html[first.start() :])}"
