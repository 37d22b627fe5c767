"""Makes guide.pdf and steps.pdf of each language from its finished pages, by Typst: tagged (PDF/UA-1), the same bytes every time.

How the text looks is said in docs/assets/paper. Typst refuses what PDF/UA-1 forbids: a picture without an alternative, headings that skip
a level, a letter that the font lacks. The font is Source Sans 3 (SIL Open Font License 1.1), embedded as the letters that are used; the
licence lets documents carry it so. What was made is kept by its content in .build/pdf. No clock is read: the dates are those of the text.

Typst and not WeasyPrint, which this began with: 1.1 s against 10 s for a guide of 73 pages, and page numbers of its own (measured in November 2026).
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import io
import json
import os
import re
from pathlib import Path

import fontpkg_source_sans_3
import pikepdf
import typst
from fontTools.ttLib import TTFont
from lxml import html as lxml_html

from scripts import config, l10n
from scripts.steps import paper, sheet, whole

ASSETS = config.DOCS / "assets"
FONTS = fontpkg_source_sans_3.ROOT / "files"
FONT = FONTS / "SourceSans3[wght].ttf"
#: Points. The sheet of the steps takes the first with which it fits two sides; smaller than the last nobody reads at arm's length.
SIZES = (10.5, 10, 9.5, 9, 8.5)
SIDES = 2
STANDARD = ["ua-1"]
#: Drawn by nobody: where a line may and may not break (Unicode, default ignorable).
UNSEEN = {"\u00ad", "\u200b", "\u2060", "\n", "\t"}


class NotMade(Exception):
    """Why a PDF could not be made, in words for the editor."""


@functools.cache
def _letters() -> frozenset[str]:
    return frozenset(map(chr, TTFont(FONT).getBestCmap())) | UNSEEN


def check_letters(text: str, name: str) -> None:
    """Raises NotMade when the font lacks a letter of the text: readers would see an empty box. Typst would stop too, but not say where."""
    missing = sorted(set(text) - _letters())
    if missing:
        letter = missing[0]
        around = " ".join(text[max(0, text.index(letter) - 30) : text.index(letter) + 20].split())
        raise NotMade(f"{name}: expected only letters that Source Sans 3 has, found “{letter}” (U+{ord(letter):04X}) in “{around}”")


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _typeset(template: str, body: str, words: dict[str, object]) -> bytes:
    """The PDF of a text (XML from paper.py) by a template of docs/assets/paper; `words` are what its head and foot say. Raises NotMade for
    what Typst only warns of too: page numbers that never settle, or a font that is not there."""
    inputs = {"body": body, "words": json.dumps(words, ensure_ascii=False)}
    try:
        made = typst.Compiler(str(ASSETS / "paper" / template), root=str(ASSETS), font_paths=_fonts(), sys_inputs=inputs)
        content, warnings = made.compile_with_warnings(pdf_standards=STANDARD)
    except typst.TypstError as error:
        raise NotMade(f"{template.replace('.typ', '.pdf')}: {error.message}") from error
    if warnings:
        raise NotMade(f"{template.replace('.typ', '.pdf')}: {warnings[0].message}")
    return content


def _sides(made: bytes) -> int:
    """How many pages a PDF of Typst has, as its metadata says (XMP, xmpTPg:NPages)."""
    return int(re.search(rb"<xmpTPg:NPages>(\d+)<", made)[1])


def _elements(node, kind: str) -> list:
    """The structure elements of a kind below a node of the structure tree, in reading order."""
    children = node.get("/K", [])
    found = []
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and child.get("/S"):
            found += [child] if child.S == kind else _elements(child, kind)
    return found


def finished(made: bytes, body: str) -> bytes:
    """A PDF of Typst, half its size: its many small objects in compressed streams (PDF 1.5 and later). Two tags are mended: in tables whose
    rows have headings the first cell of each row becomes one, which Typst 0.15 cannot say (its pdf.header-cell is not open to the Python
    package), and in a list without marks the empty ones go."""
    tables = lxml_html.fragment_fromstring(body).xpath(".//table")
    with pikepdf.open(io.BytesIO(made)) as opened:
        for table, tagged in zip(tables, _elements(opened.Root.StructTreeRoot, "/Table"), strict=True):
            rows = table.xpath("./tbody/tr[th[@scope='row']]")
            lines = [line for part in _elements(tagged, "/TBody") for line in _elements(part, "/TR")] if rows else []
            for line in lines:
                cells = _elements(line, "/TD")
                if cells:
                    cells[0].S = pikepdf.Name.TH
                    cells[0].A[0].Scope = pikepdf.Name.Row
        for item in _elements(opened.Root.StructTreeRoot, "/LI"):
            if item.K[0].S == "/Lbl" and "/K" not in item.K[0]:
                del item.K[0]
        content = io.BytesIO()
        opened.save(content, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return content.getvalue()


@functools.cache
def _tools() -> bytes:
    versions = " ".join(importlib.metadata.version(name) for name in ("typst", "pikepdf", "fontpkg-source-sans-3"))
    files = [Path(__file__), ASSETS / "mark.svg", *sorted((ASSETS / "paper").glob("*.typ"))]
    return versions.encode() + b"".join(file.read_bytes() for file in files)


def _kept(kept: Path, body: str, words: dict[str, object], make) -> bytes:
    """What `make` gives for this text and these words, or what it gave before, which is kept in the folder `kept`."""
    name = hashlib.sha256(_tools() + body.encode() + json.dumps(words).encode()).hexdigest()[:32]
    place = kept / f"{name}.pdf"
    if not place.exists():
        content = make()
        kept.mkdir(parents=True, exist_ok=True)
        part = place.with_suffix(f".{os.getpid()}.part")  # the other process may be making the same
        part.write_bytes(content)
        part.replace(place)
    return place.read_bytes()


def _words(tree, code: str, address: str) -> dict[str, object]:
    before, after = l10n.load_strings(code)["whole"]["page"].split("{number}")
    return {
        "lang": code,
        "title": tree.xpath("string(//title)"),
        "site": l10n.load_strings(code)["site"],
        "checked": tree.xpath("string(//p[@class='checked'])").split("\n")[0].strip(),
        "address": address,
        "page": [before, after],
    }


def guide(page: str, code: str, kept: Path) -> bytes:
    """guide.pdf from the finished page of the whole guide."""
    tree = lxml_html.fromstring(page)
    address = tree.xpath("string(//link[@rel='canonical']/@href)")
    article = tree.xpath("//article")[0]
    words = _words(tree, code, address.removesuffix(whole.PATH))
    body = paper.text(article, address)
    check_letters(article.text_content() + words["address"], "guide.pdf")
    return _kept(kept, body, words, lambda: finished(_typeset("guide.typ", body, words), body))


def steps(page: str, code: str, kept: Path) -> bytes:
    """steps.pdf from the finished page of the steps: the largest type with which it is one sheet. Raises NotMade when none is."""
    tree = lxml_html.fromstring(page)
    address = tree.xpath("string(//link[@rel='canonical']/@href)")
    words = _words(tree, code, address)
    article = lxml_html.fragment_fromstring(sheet.sheet(page, code))
    check_letters(article.text_content(), "steps.pdf")
    body = paper.text(article, address)

    def made() -> bytes:
        for size in SIZES:
            content = _typeset("steps.typ", body, {**words, "size": size})
            if _sides(content) <= SIDES:
                return finished(content, body)
        raise NotMade(f"steps.pdf: expected {sheet.PAGE} to fit {SIDES} sides of A4 in type of {SIZES[-1]} points, found {_sides(content)}: shorten it")

    return _kept(kept, body, words, made)


def make(code: str, site: Path, kept: Path) -> str | None:
    """Write both PDFs of a language beside its finished pages in `site`. Returns None, or what is to be mended."""
    folder = site / next(language.url_prefix for language in config.locales() if language.code == code)
    made = {"guide.pdf": (guide, whole.PATH), "steps.pdf": (steps, config.page_url(sheet.PAGE))}
    try:
        for name, (maker, path) in made.items():
            page = (folder / path / "index.html").read_text(encoding="utf-8")
            (folder / name).write_bytes(maker(page, code, kept))
    except NotMade as error:
        return str(error)
    return None
