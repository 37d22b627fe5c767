"""Draw a page's figures into the page, with their words in the page's language.

A figure is overrides/assets/figures/NAME.svg. It is a complete English drawing; each `<text
data-word="key">` takes its words from `figures: NAME: key:` in strings.yml, "|" where a line may
break. The page names the figure as any picture: `![What it says.](../assets/figures/NAME.svg)`.
"""

from __future__ import annotations

import re

from lxml import etree
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from scripts.config import ROOT
from scripts.errors import BuildError
from scripts.l10n import load_strings
from scripts.page_location import locale_and_filename

FOLDER = ROOT / "overrides" / "assets" / "figures"
PICTURE = re.compile(
    r"^!\[(?P<alt>[^\]]*)\]\(\.\./assets/figures/(?P<name>[a-z-]+)\.svg\)$", re.MULTILINE
)
SVG = "{http://www.w3.org/2000/svg}"


def render_figure(name: str, alt: str, code: str) -> str:
    """Return the figure as inline SVG; `alt` is its text alternative.

    Raises KeyError for a missing word.
    """
    root = etree.parse(FOLDER / f"{name}.svg").getroot()
    words = load_strings(code)["figures"][name]
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
            span = etree.SubElement(
                text, f"{SVG}tspan", x=text.get("x"), y=f"{top + step * number:g}"
            )
            span.text = line
    root.set("role", "img")
    root.set("aria-label", alt)
    markup = etree.tostring(root, encoding="unicode").replace(
        ' xmlns="http://www.w3.org/2000/svg"', ""
    )
    return f'<figure class="drawing">{" ".join(markup.split())}</figure>'


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Replace each picture of a figure by the drawing itself.

    Raises BuildError for a missing drawing or word.
    """
    code, filename = locale_and_filename(page)

    def replace(match: re.Match[str]) -> str:
        try:
            return render_figure(match["name"], match["alt"], code)
        except KeyError as missing:
            key = f"figures: {match['name']}: {missing.args[0]}:"
            message = f"expected `{key}`, which docs/{code}/{filename} draws"
            raise BuildError(f"docs/{code}/strings.yml", 1, message) from None
        except OSError:
            line = markdown.count("\n", 0, match.start()) + 1
            message = f"expected a drawing of overrides/assets/figures; found “{match['name']}.svg”"
            raise BuildError(f"docs/{code}/{filename}", line, message) from None

    return PICTURE.sub(replace, markdown)
