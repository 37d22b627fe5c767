"""Makes guide.pdf and steps.pdf of each language from its finished pages, by WeasyPrint: tagged (PDF/UA-1), the same bytes every time.

The font is Source Sans 3 (SIL Open Font License 1.1), embedded as the letters that are used; the licence lets documents carry it so.
What was made is kept by its content in .build/pdf. No clock is read: the dates in the file are those of the text.
"""

from __future__ import annotations

import functools
import gc
import hashlib
import importlib.metadata
import io
import os
from html import escape
from pathlib import Path

import fontpkg_source_sans_3
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from lxml import html as lxml_html

from scripts import house, strings
from scripts.steps import sheet, style, whole

FONT = fontpkg_source_sans_3.ROOT / "files" / "SourceSans3[wght].ttf"
PANGO = "PDFs need Pango: install libpango-1.0-0 libpangoft2-1.0-0 (Debian, Ubuntu) or `brew install pango` (macOS)"
#: Points. The sheet of the steps takes the first with which it fits two sides; smaller than the last nobody reads at arm's length.
SIZES = (10.5, 10, 9.5, 9, 8.5)
SIDES = 2
WEIGHTS = (400, 700)
#: Unicode’s blocks with the letters and signs of the languages of the EEA: Latin, Greek, Cyrillic, their extensions, punctuation, arrows.
BLOCKS = (range(0x20, 0x250), range(0x2B0, 0x530), range(0x1E00, 0x2300))
#: Stands for a digit of a page number until all pages are laid out.
HOLD = "0"
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
    return frozenset(TTFont(FONT).getBestCmap()) & {letter for block in BLOCKS for letter in block}


def check_letters(text: str, name: str) -> None:
    """Raises NotMade when the font lacks a letter of the text: readers would see an empty box."""
    missing = sorted({letter for letter in text if ord(letter) not in _letters()} - UNSEEN)
    if missing:
        letter = missing[0]
        around = " ".join(text[max(0, text.index(letter) - 30) : text.index(letter) + 20].split())
        raise NotMade(f"{name}: expected only letters that Source Sans 3 has, found “{letter}” (U+{ord(letter):04X}) in “{around}”")


def _fetched(files: dict[str, bytes]):
    """A fetcher that gives WeasyPrint the files it needs, and nothing of the network."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):
        def fetch(self, url, headers=None):
            if url not in files:
                raise NotMade(f"expected no other file than the font and the mark, found {url}")
            return URLFetcherResponse(url, files[url])

    return Fetcher()


def font(weight: int, kept: Path) -> bytes:
    """Source Sans 3 in one weight, with the letters of BLOCKS. Cut out of the variable font once: done in each document it took a fifth
    of the time, and wrote the clock into the file."""

    def made() -> bytes:
        whole_font = TTFont(FONT, recalcTimestamp=False)
        # locl has the Bulgarian forms, tnum the digits of equal width.
        cut = subset.Subsetter(subset.Options(layout_features=["kern", "mark", "mkmk", "ccmp", "locl", "tnum"], notdef_outline=True))
        cut.populate(unicodes=[letter for block in BLOCKS for letter in block])
        cut.subset(whole_font)
        content = io.BytesIO()
        instantiateVariableFont(whole_font, {"wght": weight}, static=True).save(content)
        return content.getvalue()

    version = importlib.metadata.version("fontpkg-source-sans-3")
    return _kept(kept, f"source-sans-3-{version}-{weight}-{hashlib.sha256(repr(BLOCKS).encode()).hexdigest()[:8]}.ttf", made)


def _numbered(tree, code: str, digits: int) -> None:
    """Put “(page 00)” behind each link inside the document, and a number behind each line of the contents; _count() fills them in."""
    before, after = strings.strings(code)["whole"]["page"].split("{number}")
    for link in tree.xpath(".//a[contains(@class, 'see') or ancestor::nav][not(ancestor::h2 or ancestor::h3 or ancestor::h4)]"):
        contents = link.xpath("ancestor::nav")
        number = lxml_html.fragment_fromstring(f'<span class="number">{HOLD * digits}</span>')
        if not contents:
            number.text = f"\u00a0({before}{HOLD * digits}{after})"
        number.set("data-to", link.get("href").lstrip("#"))
        if contents:
            number.set("data-right", "1")
        link.append(number)


def _count(laid) -> None:
    """Write the page numbers into the laid-out text. With target-counter in the style WeasyPrint lays out everything twice or three
    times, which took half of all the time; digits of this font are equally wide, so nothing moves."""
    places = {name: str(number) for number, page in enumerate(laid.pages, 1) for name in page.anchors}
    for page in laid.pages:
        for box in page._page_box.descendants(placeholders=True):
            if getattr(box, "text", None) and HOLD in box.text and box.element is not None and box.element.get("class") == "number":
                target = places[box.element.get("data-to")]
                held = box.text.count(HOLD)
                written = target.rjust(held, "\u2007") if box.element.get("data-right") else target
                box.text = box.pango_layout.text = box.text.replace(HOLD * held, written)


def _tagged(body: str, code: str, digits: int) -> str:
    """The body with drawings as PDF readers need them: the alternative as their title, the look as attributes; and with room for page numbers."""
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
    _numbered(tree, code, digits)
    inside = lxml_html.tostring(tree, encoding="unicode")
    return inside.replace(" viewbox=", " viewBox=")


def document(body: str, title: str, address: str, checked: str, code: str, size: float | None = None, digits: int = 2) -> str:
    """A complete page for WeasyPrint. `address` and `checked` stand in the running head; `size` is that of the type, in points;
    `digits` those of the highest page number."""
    quoted = [text.replace("\\", "").replace('"', "”") for text in (address, checked)]
    own = (
        "".join(f'@font-face{{font-family:"Source Sans 3";src:url({weight}.ttf);font-weight:{weight}}}' for weight in WEIGHTS)
        + f'body{{string-set:address "{quoted[0]}",checked "{quoted[1]}"}}'
        + (f"html{{font-size:{size}pt}}" if size else "")
    )
    return (
        f'<!doctype html><html lang="{code}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<style>{style.parts()["pdf"]}{own}</style></head><body>{_tagged(body, code, digits)}</body></html>'
    )


def _rendered(html: str, address: str, kept: Path):
    """The laid-out document. Raises NotMade without Pango."""
    try:
        from weasyprint import HTML
    except OSError as error:
        raise NotMade(PANGO) from error
    files = {f"{address}{weight}.ttf": font(weight, kept) for weight in WEIGHTS}
    files[f"{address}mark.svg"] = (house.DOCS / "assets" / "mark.svg").read_bytes()
    return HTML(string=html, base_url=address, url_fetcher=_fetched(files)).render(**UA)


@functools.cache
def _tools() -> bytes:
    versions = " ".join(importlib.metadata.version(name) for name in ("weasyprint", "fontpkg-source-sans-3", "fonttools", "pydyf"))
    return versions.encode() + Path(__file__).read_bytes() + (house.DOCS / "assets" / "mark.svg").read_bytes()


def _kept(kept: Path, name: str, make) -> bytes:
    """The file of that name in the folder `kept`, or what `make` gives, which is then kept there."""
    place = kept / name
    if not place.exists():
        content = make()
        kept.mkdir(parents=True, exist_ok=True)
        part = place.with_suffix(f".{os.getpid()}.part")  # the other process may be making the same
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
    check_letters(article.text_content() + home, "guide.pdf")

    def html(digits: int) -> str:
        return document(body, tree.xpath("string(//title)"), home, _text(tree), code, digits=digits)

    def made() -> bytes:
        laid = _rendered(html(2), address, kept)
        if len(laid.pages) > 99:
            laid = _rendered(html(3), address, kept)
        _count(laid)
        return laid.write_pdf(**UA, pdf_identifier=_identifier(html(2)))

    return _kept(kept, f"{_identifier(html(2)).decode()}.pdf", made)


def steps(page: str, code: str, kept: Path) -> bytes:
    """steps.pdf from the finished page of the steps: the largest type with which it is one sheet. Raises NotMade when none is."""
    tree = lxml_html.fromstring(page)
    address = tree.xpath("string(//link[@rel='canonical']/@href)")
    body = sheet.sheet(page, code)

    def html(size: float) -> str:
        return document(body, tree.xpath("string(//title)"), address, _text(tree), code, size)

    def made() -> bytes:
        for size in SIZES:
            laid = _rendered(html(size), address, kept)
            if len(laid.pages) <= SIDES:
                return laid.write_pdf(**UA, pdf_identifier=_identifier(html(size)))
        raise NotMade(f"steps.pdf: expected {sheet.PAGE} to fit {SIDES} sides of A4 in type of {SIZES[-1]} points, found {len(laid.pages)}: shorten it")

    check_letters(lxml_html.fromstring(body).text_content(), "steps.pdf")
    return _kept(kept, f"{_identifier(html(SIZES[0])).decode()}.pdf", made)


def _identifier(html: str) -> bytes:
    """What a file is kept and known by: its document, and what made it."""
    return hashlib.sha256(_tools() + html.encode()).hexdigest()[:32].encode()


def make(code: str, site: Path, kept: Path) -> str | None:
    """Write both PDFs of a language beside its finished pages in `site`. Returns None, or what is to be mended."""
    folder = site / next(language.at for language in house.languages() if language.code == code)
    gc.disable()  # it looks through millions of boxes again and again, a sixth of the time; a language needs 300 MB without it
    made = {"guide.pdf": (guide, whole.PATH), "steps.pdf": (steps, house.page_path(sheet.PAGE))}
    try:
        for name, (maker, path) in made.items():
            page = (folder / path / "index.html").read_text(encoding="utf-8")
            (folder / name).write_bytes(maker(page, code, kept))
    except NotMade as error:
        return str(error)
    finally:
        gc.enable()
        gc.collect()
    return None
