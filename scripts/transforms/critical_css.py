"""Put the style into each page, minified, without the rules that this page does not use.

It takes the place of the links to style sheets, so a reader needs one response to see the page
(decisions/0002). Lightning CSS minifies; then go the selectors that name a class, an id or an
element that neither the page nor a script has, and the variables that nothing is left to use.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from pathlib import Path

import lightningcss

from scripts.cache import cached
from scripts.config import DOCS, ROOT
from scripts.document import Document

FOLDER = ROOT / "overrides" / "assets"
NAMES = re.compile(r"[.#][A-Za-z][\w-]*")
ELEMENTS = re.compile(r"(?<![\w.#-])[a-z][a-z0-9]*")
#: What of a selector may hold without a class, id or element of its own: what is in brackets, and
#: states.
STATES = re.compile(r"\([^()]*\)|\[[^\]]*\]|::?[a-z-]+")
VARIABLES = re.compile(r"(--[\w-]+):[^;{}]*;?")
#: Browsers that readers of the EEA use; Lightning CSS writes what they need (nesting, colours,
#: prefixes) and nothing more.
BROWSERS = ["chrome >= 100", "firefox >= 100", "safari >= 15", "ios_saf >= 15", "samsung >= 18"]


def names_in_css(css: str) -> frozenset[str]:
    """Return the classes (".lead"), ids ("#top") and elements ("table") that selectors may name.

    Colours come along, and drop nothing.
    """
    return frozenset(NAMES.findall(css)) | frozenset(ELEMENTS.findall(css))


def names_in_page(document: Document) -> set[str]:
    """Return the classes, ids and elements of a page."""
    names = {node.tag for node in document.root.traverse() if node.tag}
    for node in document.select("[class], [id]"):
        names.update(f".{name}" for name in (node.attrs.get("class") or "").split())
        if node.attrs.get("id"):
            names.add(f"#{node.attrs['id']}")
    return {name for name in names if name}


@cached
def names_in_scripts() -> frozenset[str]:
    """Return the elements that scripts may make: every word in quotation marks.

    No script makes a class or an id that has a style.
    """
    scripts = [path for path in (FOLDER / "js").glob("*.js") if path.name != "minisearch.js"]
    return frozenset(
        word
        for path in scripts
        for word in re.findall(r'"([a-z0-9]+)"', path.read_text(encoding="utf-8"))
    )


def _rules(css: str) -> list[tuple[str, str]]:
    """Cut minified CSS into its outermost rules: what stands before the braces, and within."""
    rules, depth, start, brace = [], 0, 0, 0
    for match in re.finditer(r"[{}]", css):
        if match[0] == "{":
            brace = brace if depth else match.start()
            depth += 1
        else:
            depth -= 1
            if not depth:
                rules.append((css[start:brace], css[brace + 1 : match.start()]))
                start = match.end()
    return rules


def is_used(selector: str, unused: frozenset[str]) -> bool:
    """Tell whether a selector can find something where the `unused` names are missing.

    >>> is_used("table td>a:hover", frozenset({"td"})), is_used(":is(td,p) a", frozenset({"td"}))
    (False, True)
    """
    while (bare := STATES.sub("", selector)) != selector:
        selector = bare
    return unused.isdisjoint(NAMES.findall(selector)) and unused.isdisjoint(
        ELEMENTS.findall(selector)
    )


def drop_unused(css: str, unused: frozenset[str]) -> str:
    """Return minified CSS without the selectors that name what is missing, or empty rules."""
    kept = []
    for before, within in _rules(css):
        if before.startswith(("@media", "@supports")):
            within = drop_unused(within, unused)
        elif not before.startswith("@"):
            before = ",".join(
                selector
                for selector in re.split(r",(?![^(]*\))", before)
                if is_used(selector, unused)
            )
        if before and within:
            kept.append(f"{before}{{{within}}}")
    return "".join(kept)


@functools.cache
def minified(css: str) -> str:
    """Return the style sheet as Lightning CSS writes it."""
    return str(lightningcss.process_stylesheet(css, browsers_list=BROWSERS, minify=True))


@functools.cache
def _purged(css: str, unused: frozenset[str]) -> str:
    """Return the style sheet, minified, without the `unused` names and unused variables."""
    style = drop_unused(minified(css), unused)
    return VARIABLES.sub(lambda match: match[0] if f"var({match[1]}" in style else "", style)


def _style_sheet(href: str) -> str:
    """Return the text of a style sheet that a page links.

    One of the frame's, or one that `extra_css` names below docs/.
    """
    path = href.lstrip("./")
    own = ROOT / "overrides" / path
    file = own if own.is_file() else DOCS / path
    return _read(file)


@cached
def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def critical_css(hrefs: Iterable[str], document: Document) -> str:
    """Return the one style of a page that links these style sheets."""
    css = "\n".join(map(_style_sheet, hrefs))
    return _purged(css, names_in_css(minified(css)) - names_in_page(document) - names_in_scripts())


def inline_css(document: Document) -> None:
    """Put the style in the place of the first link, and take all links away."""
    links = document.select('link[rel="stylesheet"]')
    if not links:
        return
    style = critical_css([link.attrs["href"] or "" for link in links], document)
    document.insert_after(links[0], "style", text=style)
    for link in links:
        link.decompose()
