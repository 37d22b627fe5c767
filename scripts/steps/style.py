"""Puts the style into each page, minified, without the rules that this page does not use, in place of the style links.

A reader then needs one response to see the page (DESIGN 7). Lightning CSS does the minifying and drops unused classes and
ids; it is told which ones a page lacks. Names that only the script or the browser adds are not classes or ids, so none is lost.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

import lightningcss

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


def run(site: Path) -> None:
    """Rewrite every page of the folder `site`, and remove the style files that no page asks for any more."""
    parts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((site / "assets" / "style").glob("*.css"))}
    for page in sorted(site.rglob("*.html")):
        html = page.read_text(encoding="utf-8")
        wanted = LINK.findall(html)
        css = "\n".join(parts[part] for part in wanted)
        style = purged(css, frozenset(names_in_css(css) - names_in_html(html)))
        first = LINK.search(html)
        html = html[: first.start()] + f"<style>{style}</style>\n" + LINK.sub("", html[first.start() :])
        page.write_text(html, encoding="utf-8")
    for path in (site / "assets" / "style").glob("*.css"):
        path.unlink()
    (site / "assets" / "style").rmdir()
