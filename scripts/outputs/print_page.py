"""Fill the page of the whole guide: a cover with a QR code, contents, and every page as a chapter.

Nothing of a page's text is left out but what works on that page alone: buttons, forms, the links of
headings to themselves. The finder stays as the list it is without script: on paper it leads to the
section of the answer.
"""

from __future__ import annotations

import copy
import posixpath
import re
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html
from lxml.html import HtmlElement
from markupsafe import Markup

from scripts import templates
from scripts.config import locale, nav_sections, page_url
from scripts.freshness import PRINT_PAGE
from scripts.l10n import load_strings
from scripts.outputs.qr_codes import qr_svg
from scripts.site import Article, LocalePages

PLACEHOLDER = "<!-- chapters -->"
#: What makes sense on its own page only.
EXCLUDED = (
    ".//form|.//script|.//button|.//a[@class='headerlink']|.//*[@role='status']"
    "|.//div[@class='finder-result']"
)
#: Attributes that name ids, one or more.
REFERENCES = ("id", "for", "aria-labelledby", "aria-describedby", "aria-controls")
#: For scripts that the print page does not load.
UNUSED = ("data-next", "data-found", "data-none", "data-also")


def _stem(url: str) -> str:
    """Return a page's path as the first part of its ids: "object/" → "object", "" → "index"."""
    return url.rstrip("/") or "index"


def _rewrite_link(link: HtmlElement, article: Article, pages: LocalePages) -> None:
    """Lead a link to its place on the print page.

    To the chapter, or as before but seen from the print page.
    """
    href = link.get("href")
    if urlsplit(href).scheme:
        return
    home, own = pages.home_url, page_url(PRINT_PAGE)
    target, _, fragment = urljoin(home + article.url, href).partition("#")
    url = target.removeprefix(home) if target.startswith(home) else None
    if url == own:
        link.set("href", f"#{fragment or 'top'}")
    elif url in {each.url for each in pages.articles.values()} and not link.get("hreflang"):
        # A link that names a language leads to another edition.
        link.set("href", f"#{_stem(url)}--{fragment or 'top'}")
        if link.get("class") not in ("footnote-ref", "footnote-backref"):
            link.set("class", f"{link.get('class') or ''} xref".strip())
    else:
        relative = posixpath.relpath(urlsplit(target).path, urlsplit(home + own).path)
        end = "/" if target.endswith("/") else ""
        link.set("href", relative + end + (f"#{fragment}" if fragment else ""))


def chapter(article: Article, pages: LocalePages, sources_heading: str) -> str:
    """Return a page's text as a chapter: headings one level down, ids of its own."""
    tree = copy.deepcopy(article.tree)
    for extra in tree.xpath(EXCLUDED):
        extra.drop_tree()
    for heading in tree.xpath(".//div[@class='footnote']/h2"):
        heading.text = sources_heading
    for level in (3, 2, 1):
        for heading in tree.xpath(f".//h{level}"):
            heading.tag = f"h{level + 1}"
    for link in tree.xpath(".//a[@href]"):
        _rewrite_link(link, article, pages)
    for element in tree.iter(lxml_html.etree.Element):
        for name in REFERENCES:
            if element.get(name):
                ids = element.get(name).split()
                element.set(name, " ".join(f"{_stem(article.url)}--{one}" for one in ids))
        for name in UNUSED:
            element.attrib.pop(name, None)
    inside = "".join(lxml_html.tostring(child, encoding="unicode") for child in tree)
    return inside.strip().replace(
        " viewbox=", " viewBox="
    )  # the parser writes attributes small; in SVG the case counts


def page_number_css(code: str) -> str:
    """Return the rule that writes “(page 12)” behind a link inside the document.

    Engines that do not know target-counter drop it.
    """
    before, after = (
        part.replace("\\", "").replace('"', "'")
        for part in load_strings(code)["print_page"]["page"].split("{number}")
    )
    return f'.xref::after{{content:" ({before}" target-counter(attr(href url),page) "{after})"}}'


def _contents(pages: LocalePages, section_names: dict[str, str]) -> list[dict[str, object]]:
    """List the chapters, grouped as the menu is."""
    groups: list[dict[str, object]] = []
    for section, filenames in nav_sections():
        chapters = [
            {
                "id": f"{_stem(article.url)}--top",
                "title": " ".join(article.tree.xpath("string(.//h1)").split()).removesuffix("#"),
            }
            for article in (pages.articles[name] for name in filenames if name in pages.articles)
            if article.filename != PRINT_PAGE
        ]
        if chapters:
            groups.append(
                {"title": section_names[section] if section else "", "chapters": chapters}
            )
    return groups


def render(pages: LocalePages) -> str:
    """Return the text of a language's print page, from its other pages, in the menu's order."""
    strings = load_strings(pages.code)
    chapters = [
        Markup(chapter(article, pages, strings["print_page"]["sources"]))
        for article in pages.articles.values()
        if article.filename != PRINT_PAGE
    ]
    body = templates.render(
        "partials/print-page.html",
        strings=strings,
        locale_name=locale(pages.code).name,
        address=pages.home_url,
        qr_svg=Markup(qr_svg(pages.home_url, error="m", border=2)),
        contents=_contents(pages, strings["sections"]),
        chapters=chapters,
    )
    own = pages.articles[PRINT_PAGE].html
    cover, placeholder, rest = own.partition(PLACEHOLDER)
    if not placeholder:
        return own
    name = templates.render("partials/print-name.html", strings=strings)
    return re.sub(r"\n\s*\n", "\n", f'<div class="cover">\n{name}{cover}{body}{rest}')
