"""Puts the style into each page, minified, without the rules that this page does not use, in place of the style links.

A reader then needs one response to see the page (DESIGN 7). Lightning CSS minifies; then go the selectors that name a class, an
id or an element that neither the page nor a script has, and the variables that nothing is left to use. What only a script shows,
in `*.later.css`, comes with that script: no reader waits for it.
"""

from __future__ import annotations

import functools
import json
import re
import lightningcss

from scripts import config

LINK = re.compile(r'<link rel="stylesheet" href="[^"]*?assets/style/(?P<part>[a-z.]+)\.css">\n?')
NAMES = re.compile(r"[.#][A-Za-z][\w-]*")
ELEMENTS = re.compile(r"(?<![\w.#-])[a-z][a-z0-9]*")
#: What of a selector may hold without a class, id or element of its own: what is in brackets, and states.
STATES = re.compile(r"\([^()]*\)|\[[^\]]*\]|::?[a-z-]+")
VARIABLES = re.compile(r"(--[\w-]+):[^;{}]*;?")
#: Browsers that readers of the EEA use; Lightning CSS writes what they need (nesting, colours) and nothing more.
BROWSERS = ["chrome >= 100", "firefox >= 100", "safari >= 15", "samsung >= 18"]


def names_in_css(css: str) -> frozenset[str]:
    """Classes (".lead"), ids ("#top") and elements ("table") that selectors may name (colours and values come along; they drop nothing)."""
    return frozenset(NAMES.findall(css)) | frozenset(ELEMENTS.findall(css))


def names_in_html(html: str) -> set[str]:
    """Classes, ids and elements that stand in a page."""
    found = set(re.findall(r"<([a-z][a-z0-9]*)", html))
    for kind, value in re.findall(r'\b(class|id)="?([^"\s>][^">]*)', html):
        found.update(("." if kind == "class" else "#") + name for name in value.split())
    return found


@functools.cache
def names_in_scripts() -> frozenset[str]:
    """Elements that scripts may make: every word in quotation marks. No script makes a class or an id that has a style."""
    folder = config.DOCS / "assets"
    return frozenset(word for path in [*folder.glob("*.js"), folder / "search" / "find.js"] for word in re.findall(r'"([a-z0-9]+)"', path.read_text(encoding="utf-8")))


def rules(css: str) -> list[tuple[str, str]]:
    """Minified CSS cut into its outermost rules: what stands before the braces, and within."""
    found, depth, start, brace = [], 0, 0, 0
    for match in re.finditer(r"[{}]", css):
        if match[0] == "{":
            brace = brace if depth else match.start()
            depth += 1
        else:
            depth -= 1
            if not depth:
                found.append((css[start:brace], css[brace + 1 : match.start()]))
                start = match.end()
    return found


def selects(selector: str, unused: frozenset[str]) -> bool:
    """Whether a selector can find something where the `unused` names are missing.

    >>> selects("table td>a:hover", frozenset({"td"})), selects(":is(td,p) a", frozenset({"td"}))
    (False, True)
    """
    while (bare := STATES.sub("", selector)) != selector:
        selector = bare
    return unused.isdisjoint(NAMES.findall(selector)) and unused.isdisjoint(ELEMENTS.findall(selector))


def without(css: str, unused: frozenset[str]) -> str:
    """Minified CSS without the selectors that name what is missing, and without the rules that this leaves empty."""
    kept = []
    for before, within in rules(css):
        if before.startswith(("@media", "@supports")):
            within = without(within, unused)
        elif not before.startswith("@"):
            before = ",".join(selector for selector in re.split(r",(?![^(]*\))", before) if selects(selector, unused))
        if before and within:
            kept.append(f"{before}{{{within}}}")
    return "".join(kept)


@functools.cache
def minified(css: str) -> str:
    """The style sheet as Lightning CSS writes it."""
    return lightningcss.process_stylesheet(css, browsers_list=BROWSERS, minify=True)


@functools.cache
def purged(css: str, unused: frozenset[str]) -> str:
    """The style sheet, minified, without the `unused` names and without variables that are set and never used."""
    style = without(minified(css), unused)
    using = style + "".join(css for name, css in parts().items() if name.endswith(".later"))
    return VARIABLES.sub(lambda match: match[0] if f"var({match[1]})" in using else "", style)


@functools.cache
def parts() -> dict[str, str]:
    """The style sheets of docs/assets/style by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((config.DOCS / "assets" / "style").glob("*.css"))}


def carried(script: str) -> str:
    """The line of script that brings a script's own style: of "page.js", page.later.css; "" where there is none.

    As one rule, so that it is one call. A policy that names styles by hash lets scripts change the page's sheet all the same.
    """
    css = parts().get(script.removesuffix(".js") + ".later")
    return f"document.querySelector('style').sheet.insertRule({json.dumps(f'@media all{{{minified(css)}}}', ensure_ascii=False)});\n" if css else ""


def inlined(html: str) -> str:
    """A page that carries its style itself."""
    css = "\n".join(parts()[part] for part in LINK.findall(html) if not part.endswith(".later"))
    style = purged(css, names_in_css(minified(css)) - names_in_html(html) - names_in_scripts())
    first = LINK.search(html)
    return f"{html[: first.start()]}<style>{style}</style>\n{LINK.sub('', html[first.start() :])}"
