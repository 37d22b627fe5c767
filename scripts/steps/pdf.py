"""Makes guide.pdf and steps.pdf of each language from its finished pages, by WeasyPrint: tagged (PDF/UA-1), the same bytes every time.

The font is Source Sans 3 (SIL Open Font License 1.1), embedded as the letters that are used; the licence lets documents carry it so.
What was made is kept by its content in .build/pdf. No clock is read: the dates in the file are those of the text.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import re
from html import escape
from pathlib import Path

import fontpkg_source_sans_3
from fontTools.ttLib import TTFont
from lxml import html as lxml_html

from scripts import house, strings
from scripts.steps import sheet, style, whole

FONT = fontpkg_source_sans_3.ROOT / "files" / "SourceSans3[wght].ttf"
PANGO = "PDFs need Pango: install libpango-1.0-0 libpangoft2-1.0-0 (Debian, Ubuntu) or `brew install pango` (macOS)"
#: Points. The sheet of the steps takes the first with which it fits two sides; smaller than the last nobody reads at arm's length.
SIZES = (10.5, 10, 9.5, 9, 8.5)
SIDES = 2
UA = {"pdf_variant": "pdf/ua-1"}
#: Drawn by nobody: where a line may and may not break (Unicode, default ignorable).
UNSEEN = {"\u00ad", "\u200b", "\u2060", "\n", "\t"}
#: How the drawings look in black on white, by class. As attributes: WeasyPrint keeps a page's style out of SVG.
TEXT = {"font-family": "Source Sans 3", "font-size": "14", "font-weight": "600", "fill": "#000"}
LOOKS = {
    "box": {"fill": "#fff", "stroke": "#000", "stroke-width": "1.5"},
    "out": {"stroke-dasharray": "4 4"},
    "core": {"fill": "#fff", "stroke": "#000", "stroke-width": "3"},
    "line": {"fill": "none", "stroke": "#333", "stroke-width": "2"},
    "fine": {"font-size": "12.5", "font-weight": "400"},
}


class NotMade(Exception):
    """Why a PDF could not be made, in words for the editor."""


@functools.cache
def _letters() -> frozenset[int]:
    return frozenset(TTFont(FONT).getBestCmap())


def check_letters(text: str, name: str) -> None:
    """Raises NotMade when the font lacks a letter of the text: readers would see an empty box."""
    missing = sorted({letter for letter in text if ord(letter) not in _letters()} - UNSEEN)
    if missing:
        letter = missing[0]
        around = " ".join(text[max(0, text.index(letter) - 30) : text.index(letter) + 20].split())
        raise NotMade(f"{name}: expected only letters that Source Sans 3 has, found “{letter}” (U+{ord(letter):04X}) in “{around}”")


def _fetched(addresses: dict[str, Path]):
    """A fetcher that gives WeasyPrint the files it needs, and nothing of the network."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):
        def fetch(self, url, headers=None):
            if url not in addresses:
                raise NotMade(f"expected no other file than the font and the mark, found {url}")
            return URLFetcherResponse(url, addresses[url].read_bytes())

    return Fetcher()


def _tagged(body: str) -> str:
    """The body with drawings as PDF readers need them: the alternative as their title, the style inside."""
    tree = lxml_html.fragment_fromstring(body, create_parent="div")
    for svg in tree.xpath(".//svg[@aria-label]"):
        title = lxml_html.fragment_fromstring(f"<p>{escape(svg.get('aria-label'))}</p>")
        title.tag = "title"
        svg.insert(0, title)
        if svg.xpath("ancestor::figure"):
            for element in svg.iterdescendants("text", "path", "rect"):
                looks = [TEXT] if element.tag == "text" else []
                for attributes in looks + [LOOKS.get(name, {}) for name in (element.get("class") or "").split()]:
                    for name, value in attributes.items():
                        element.set(name, value)
    inside = lxml_html.tostring(tree, encoding="unicode")
    return inside.replace(" viewbox=", " viewBox=")


def document(body: str, title: str, address: str, checked: str, code: str, size: float | None = None) -> str:
    """A complete page for WeasyPrint. `address` and `checked` stand in the running head; `size` is that of the type, in points."""
    quoted = [text.replace("\\", "").replace('"', "”") for text in (address, checked)]
    own = (
        f'@font-face{{font-family:"Source Sans 3";src:url(font.ttf);font-weight:200 900}}{whole.page_rule(code)}'
        f'body{{string-set:address "{quoted[0]}",checked "{quoted[1]}"}}'
        + (f"html{{font-size:{size}pt}}" if size else "")
    )
    return (
        f'<!doctype html><html lang="{code}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<style>{style.parts()["pdf"]}{own}</style></head><body>{_tagged(body)}</body></html>'
    )


def _rendered(html: str, address: str):
    """The laid-out document. Raises NotMade without Pango."""
    try:
        from weasyprint import HTML
    except OSError as error:
        raise NotMade(PANGO) from error
    files = {f"{address}font.ttf": FONT, f"{address}mark.svg": house.DOCS / "assets" / "mark.svg"}
    return HTML(string=html, base_url=address, url_fetcher=_fetched(files)).render(**UA)


@functools.cache
def _tools() -> bytes:
    versions = " ".join(importlib.metadata.version(name) for name in ("weasyprint", "fontpkg-source-sans-3", "fonttools", "pydyf"))
    return versions.encode() + Path(__file__).read_bytes() + (house.DOCS / "assets" / "mark.svg").read_bytes()


def _kept(kept: Path, html: str, make) -> bytes:
    """What `make` gives, or gave for the same document earlier."""
    place = kept / f"{hashlib.sha256(_tools() + html.encode()).hexdigest()}.pdf"
    if not place.exists():
        content = make()
        kept.mkdir(parents=True, exist_ok=True)
        part = place.with_suffix(".part")
        part.write_bytes(content)
        part.replace(place)
    return place.read_bytes()


def _text(tree) -> str:
    return tree.xpath("string(//p[@class='checked'])").split("\n")[0].strip()


def guide(page: str, code: str, kept: Path) -> bytes:
    """guide.pdf from the finished page of the whole guide."""
    tree = lxml_html.fromstring(page)
    for extra in tree.xpath("//article//aside[@hidden]"):
        extra.drop_tree()
    article = tree.xpath("//article")[0]
    address = tree.xpath("string(//link[@rel='canonical']/@href)")
    home = address.removesuffix(whole.PATH)
    body = "".join(lxml_html.tostring(child, encoding="unicode") for child in article)
    html = document(body, tree.xpath("string(//title)"), home, _text(tree), code)
    check_letters(article.text_content() + home, "guide.pdf")
    return _kept(kept, html, lambda: _rendered(html, address).write_pdf(**UA, pdf_identifier=_identifier(html)))


def steps(page: str, code: str, kept: Path) -> bytes:
    """steps.pdf from the finished page of the steps: the largest type with which it is one sheet. Raises NotMade when none is."""
    tree = lxml_html.fromstring(page)
    address = tree.xpath("string(//link[@rel='canonical']/@href)")
    body = sheet.sheet(page, code)

    def html(size: float) -> str:
        return document(body, tree.xpath("string(//title)"), address, _text(tree), code, size)

    def make() -> bytes:
        for size in SIZES:
            laid = _rendered(html(size), address)
            if len(laid.pages) <= SIDES:
                return laid.write_pdf(**UA, pdf_identifier=_identifier(html(size)))
        raise NotMade(f"steps.pdf: expected {sheet.PAGE} to fit {SIDES} sides of A4 in type of {SIZES[-1]} points, found {len(laid.pages)}: shorten it")

    check_letters(lxml_html.fromstring(body).text_content(), "steps.pdf")
    return _kept(kept, html(SIZES[0]), make)


def _identifier(html: str) -> bytes:
    return hashlib.sha256(html.encode()).hexdigest()[:32].encode()


def make(code: str, site: Path, kept: Path) -> str | None:
    """Write both PDFs of a language beside its finished pages in `site`. Returns None, or what is to be mended."""
    folder = site / next(language.at for language in house.languages() if language.code == code)
    made = {"guide.pdf": (guide, whole.PATH), "steps.pdf": (steps, house.page_path(sheet.PAGE))}
    try:
        for name, (maker, path) in made.items():
            page = (folder / path / "index.html").read_text(encoding="utf-8")
            (folder / name).write_bytes(maker(page, code, kept))
    except NotMade as error:
        return str(error)
    return None
