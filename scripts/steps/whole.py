"""Fills the page of the whole guide: a cover with a QR code, contents, and every page as a chapter, out of the rendered pages.

Pure: HTML in, HTML out. Nothing of a page's text is left out. What is left out is what works on that page alone: buttons, the letter
form, the filter of the authorities, the links of headings to themselves, and the dates of each page, of which the cover
says the earliest (scripts/hooks/page.py). The finder stays as the list it is without script: on paper it leads to the route's page.
"""

from __future__ import annotations

import posixpath
from html import escape
from urllib.parse import urljoin, urlsplit

import segno
from lxml import html as lxml_html

from scripts import config, l10n

MARK = "<!-- whole -->"
PAGE = "print.md"
PATH = config.page_url(PAGE)
#: What makes sense on its own page only.
LEFT_OUT = ".//form|.//script|.//button|.//p[@class='checked']|.//*[@id='stale']|.//a[@class='here']|.//*[@role='status']|.//div[@class='found']"
#: Attributes that name ids, one or more.
REFERENCES = ("id", "for", "aria-labelledby", "aria-describedby", "aria-controls")
#: For scripts that the whole page does not load.
UNUSED = ("data-next", "data-found", "data-none", "data-also")


def stem(path: str) -> str:
    """A page's path as the first part of its ids: "object/" → "object", "" → "index"."""
    return path.rstrip("/") or "index"


def _led(link, path: str, paths: set[str], home: str) -> None:
    """Lead a link of the page `path` to its place in the whole: to the chapter, or as before but seen from the whole page."""
    href = link.get("href")
    if urlsplit(href).scheme:
        return
    there, _, fragment = urljoin(home + path, href).partition("#")
    page = there.removeprefix(home) if there.startswith(home) else None
    if page == PATH:
        link.set("href", f"#{fragment or 'top'}")
    elif page in paths and not link.get("hreflang"):  # a link that names a language leads to another edition
        link.set("href", f"#{stem(page)}--{fragment or 'top'}")
        if link.get("class") not in ("footnote-ref", "back"):
            link.set("class", f"{link.get('class') or ''} see".strip())
    else:
        way = posixpath.relpath(urlsplit(there).path, urlsplit(home + PATH).path)
        link.set("href", way + ("/" if there.endswith("/") else "") + (f"#{fragment}" if fragment else ""))


def chapter(page: str, path: str, paths: set[str], code: str) -> tuple[str, str]:
    """A rendered page as a chapter: its title, and its article with headings one level down and ids of its own.

    `paths` are those of all chapters.
    """
    article = lxml_html.fromstring(page).xpath("//article")[0]
    for extra in article.xpath(LEFT_OUT):
        extra.drop_tree()
    for heading in article.xpath(".//div[@class='footnote']/h2"):
        heading.text = l10n.load_strings(code)["whole"]["sources"]
    for level in (3, 2, 1):
        for heading in article.xpath(f".//h{level}"):
            heading.tag = f"h{level + 1}"
    home = config.site_url() + next(language.url_prefix for language in config.locales() if language.code == code)
    for link in article.xpath(".//a[@href]"):
        _led(link, path, paths, home)
    for element in article.iter(lxml_html.etree.Element):
        for name in REFERENCES:
            if element.get(name):
                element.set(name, " ".join(f"{stem(path)}--{one}" for one in element.get(name).split()))
        for name in UNUSED:
            element.attrib.pop(name, None)
    title = " ".join(article.xpath("string(.//h2)").split())
    inside = "".join(lxml_html.tostring(child, encoding="unicode") for child in article)
    # The parser writes attributes small; in SVG the case counts.
    return title, f'<section class="chapter">\n{inside.strip()}\n</section>\n'.replace(" viewbox=", " viewBox=")


def code_of(address: str, label: str) -> str:
    """The QR code of an address as inline SVG, with a name for those who cannot see it."""
    svg = segno.make(address, error="m", micro=False).svg_inline(border=2, omitsize=True, svgclass=None, lineclass=None)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(f"{label}: {address}")}" ', 1)


def page_rule(code: str) -> str:
    """The rule that writes “(page 12)” behind a link inside the document. For print engines that know target-counter; others
    drop the whole rule, so that nothing is left hanging."""
    before, after = (part.replace("\\", "").replace('"', "'") for part in l10n.load_strings(code)["whole"]["page"].split("{number}"))
    return f'.see::after{{content:" ({before}" target-counter(attr(href url),page) "{after})"}}'


def _contents(titles: dict[str, str], code: str) -> str:
    """The contents, grouped as the menu is; `titles` are the chapters' by path."""
    words = l10n.load_strings(code)
    groups = []
    for section, files in config.nav_sections():
        items = "".join(
            f'<li><a href="#{stem(path)}--top">{escape(titles[path])}</a></li>' for path in map(config.page_url, files) if path in titles
        )
        if items:
            groups.append((f"<p>{escape(words['sections'][section])}</p>" if section else "") + f"<ul>{items}</ul>")
    return f'<nav class="chapters" aria-labelledby="chapters"><h2 id="chapters">{escape(words["whole"]["contents"])}</h2>{"".join(groups)}</nav>\n'


def filled(code: str, html: dict[str, str]) -> str:
    """The page of the whole guide in a language, from all rendered pages of it by path, in the order of the menu."""
    words = l10n.load_strings(code)
    language = next(language for language in config.locales() if language.code == code)
    home = config.site_url() + language.url_prefix
    paths = set(html) - {PATH}
    chapters = {path: chapter(page, path, paths, code) for path, page in html.items() if path in paths}
    cover = (
        f'<div class="online">{code_of(home, words["share"]["code"])}<p>{escape(words["whole"]["online"]).format(address=f"<a href={chr(34)}../{chr(34)}>{home}</a>")}</p>'
        f'<p class="tongue">{escape(language.name)}</p></div>\n</div>\n'
    )
    body = cover + _contents({path: title for path, (title, _) in chapters.items()}, code) + "".join(text for _, text in chapters.values())
    page = html[PATH].replace(MARK, body, 1)
    page = page.replace("<article>", f'<article>\n<div class="cover">\n<p class="name">{escape(words["site"])}</p>', 1)
    return page.replace("</head>", f"<style>@media print{{{page_rule(code)}}}</style>\n</head>", 1)
