"""The PDFs are complete and readable by every program: tagged, titled, with bookmarks, working links, alternatives and all letters."""

from __future__ import annotations

import functools
import re
import shutil
import unicodedata

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from scripts import authorities, house, register, strings
from scripts.steps import pdf, whole
from tests.conftest import ROOT, tree

#: By the module, which puts the tests of a language side by side: each file is then read once, and that takes ten seconds.
LANGUAGES = pytest.mark.parametrize("language", house.languages(), ids=lambda language: language.code, scope="module")
FILES = pytest.mark.parametrize("name", ["guide.pdf", "steps.pdf"])


@pytest.fixture(scope="module")
def opened(site):
    """A PDF of the site, opened once."""
    return functools.cache(lambda language, name: PdfReader(site / language.at / name))


@pytest.fixture(scope="module")
def said(opened):
    """All that a program reads out of a PDF, page after page, without spaces and hyphens; read once."""
    return functools.cache(lambda language, name: [squeezed(sheet.extract_text()) for sheet in opened(language, name).pages])


def squeezed(text: str) -> str:
    return re.sub(r"[\s\-\u00ad\u2010\u2060]+", "", unicodedata.normalize("NFKC", text))


def figures(node, found: list) -> list:
    """All elements of the structure tree that are figures."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, list):
        for child in node:
            figures(child, found)
    elif isinstance(node, dict):
        if node.get("/S") == "/Figure":
            found.append(node)
        if "/K" in node:
            figures(node["/K"], found)
    return found


def outline(reader: PdfReader, entries=None) -> list[str]:
    titles = []
    for entry in reader.outline if entries is None else entries:
        titles += outline(reader, entry) if isinstance(entry, list) else [" ".join(entry.title.split())]
    return titles


@LANGUAGES
@FILES
def test_it_says_what_it_is(opened, language, name):
    reader = opened(language, name)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/Lang"] == language.code
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert strings.strings(language.code)["site"] in reader.metadata.title
    assert re.search(rb"pdfuaid:part(?:>|=\")1", root["/Metadata"].get_data())
    assert "/CreationDate" not in (reader.trailer.get("/Info") or {})
    for sheet in reader.pages:
        assert [round(float(side)) for side in sheet.mediabox[2:]] == [595, 842]


@LANGUAGES
def test_the_bookmarks_are_the_headings(site, opened, language):
    page = tree(site, language.at + whole.PATH)
    headings = [" ".join(heading.text_content().split()) for heading in page.xpath("//article//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    without = [re.sub(r"\[?\d+\]?$", "", title) for title in outline(opened(language, "guide.pdf"))]
    assert without == [re.sub(r"\[?\d+\]?$", "", title) for title in headings]


@LANGUAGES
@FILES
def test_every_link_leads_somewhere(opened, language, name):
    reader = opened(language, name)
    known = {source.url for source in register.sources().values()}
    for authority in authorities.authorities():
        known |= {authority.website, authority.complaint}
    named = set(reader.named_destinations)
    count = 0
    for sheet in reader.pages:
        for annotation in sheet.get("/Annots") or []:
            annotation = annotation.get_object()
            assert annotation["/Subtype"] == "/Link" and annotation.get("/Contents")
            action = annotation.get("/A")
            count += 1
            if action is not None and action.get("/S") == "/URI":
                assert action["/URI"].startswith(house.site_url()) or action["/URI"] in known, action["/URI"]
            else:
                target = annotation.get("/Dest") or action["/D"]
                assert isinstance(target, list) or str(target) in named, target
    assert count > (300 if name == "guide.pdf" else 5)


@LANGUAGES
@FILES
def test_one_font_embedded_and_no_letter_missing(opened, language, name):
    seen = set()
    for sheet in opened(language, name).pages:
        for font in sheet["/Resources"]["/Font"].values():
            font = font.get_object()
            inner = font["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            assert "SourceSans3" in font["/BaseFont"].replace("-", "") and re.match(r"/[A-Z]{6}\+", font["/BaseFont"])
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
            assert "/ToUnicode" in font
            seen.add(font["/BaseFont"])
            # Glyph 0 is .notdef, the empty box: its code would stand in the table of what the codes mean.
            assert not re.search(rb"<0000> <(?!ffff)", font["/ToUnicode"].get_data())
    assert seen


@LANGUAGES
@FILES
def test_every_picture_says_what_it_shows(opened, language, name):
    root = opened(language, name).trailer["/Root"]["/StructTreeRoot"]
    found = figures(root["/K"], [])
    assert len(found) >= (4 if name == "guide.pdf" else 1)
    assert all(str(figure.get("/Alt", "")).strip() for figure in found)


@LANGUAGES
def test_the_first_and_last_words_of_every_page_can_be_read_out(site, said, language):
    text = "".join(said(language, "guide.pdf"))
    before, after = strings.strings(language.code)["whole"]["page"].split("{number}")
    text = re.sub(re.escape(squeezed(f"({before}")) + r"\d+" + re.escape(squeezed(f"{after})")), "", text)
    for name in house.page_files():
        path = language.at + house.page_path(name)
        if name == whole.PAGE or not (site / path / "index.html").exists():
            continue
        page = tree(site, path)
        for extra in page.xpath("//article//sup | //a[@class='here'] | //div[@class='footnote'] | //p[@class='checked'] | //*[@id='stale'] | //form"):
            extra.drop_tree()
        # An address is printed behind a link to outside, so what has one is left out here.
        parts = [squeezed(part.text_content()) for part in page.xpath("//article//*[self::h1 or self::p or self::li or self::td][not(.//a[starts-with(@href, 'http')])]") if part.text_content().strip()]
        # Footnote signs and page numbers stand between the words, so the first and last stretch of each is looked for.
        assert parts[0][:40] in text and parts[-1][:25] in text, path


@LANGUAGES
def test_the_steps_are_one_sheet(said, language):
    sides = said(language, "steps.pdf")
    assert 1 <= len(sides) <= pdf.SIDES
    text = "".join(sides)
    for address in ("https://www.facebook.com/help/contact/712876720715583", "https://help.instagram.com/contact/767264225370182"):
        assert squeezed(address) in text


@LANGUAGES
def test_page_numbers_behind_links_are_those_of_their_places(site, opened, said, language):
    """Of the contents, line by line, and of the links in the text as a whole: none left open, none beyond the last page."""
    reader = opened(language, "guide.pdf")
    starts = {}

    def walk(entries: list) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry)
            else:
                starts.setdefault(entry.title, reader.get_destination_page_number(entry) + 1)

    walk(reader.outline)
    chapters = [" ".join(h.text_content().split()) for h in tree(site, language.at + whole.PATH).xpath("//section[@class='chapter']/h2")]
    contents = said(language, "guide.pdf")[1]
    at = 0
    for title in chapters:
        wanted = squeezed(f"{title}{starts[title]}")
        assert wanted in contents[at:], title
        at = contents.index(wanted, at)
    before, after = strings.strings(language.code)["whole"]["page"].split("{number}")
    text = "".join(said(language, "guide.pdf"))
    numbers = re.findall(re.escape(squeezed(f"({before}")) + r"(\d+)" + re.escape(squeezed(f"{after})")), text)
    assert len(numbers) > 100 and min(map(int, numbers)) > 2 and max(map(int, numbers)) <= len(reader.pages)


@LANGUAGES
def test_pages_have_numbers_date_and_address(site, said, language):
    date = squeezed(tree(site, language.at + whole.PATH).xpath("string(//p[@class='checked']/time)"))
    for number, text in list(enumerate(said(language, "guide.pdf"), 1))[1:6]:
        assert date in text and squeezed(house.site_url() + language.at) in text and str(number) in text


def test_the_same_bytes_twice(site, tmp_path):
    """Made anew, the font's cuts too, it is what the build made; the guide is compared in test_the_build_is_the_same_every_time.py."""
    page = (site / "object" / "index.html").read_text(encoding="utf-8")
    assert pdf.steps(page, "en", tmp_path) == (site / "steps.pdf").read_bytes()


def test_a_letter_that_the_font_lacks_is_named():
    with pytest.raises(pdf.NotMade, match=r"guide\.pdf: expected .* found “漢” \(U\+6F22\) in “a 漢 b”"):
        pdf.check_letters("a 漢 b", "guide.pdf")


def test_a_text_too_long_for_one_sheet_is_named(site, tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "SIZES", pdf.SIZES[-1:])  # the larger types are too large all the more
    for cut in (ROOT / ".build" / "pdf").glob("*.ttf"):
        shutil.copy(cut, tmp_path)
    page = (site / "object" / "index.html").read_text(encoding="utf-8")
    longer = page.replace('<h2 id="before">', '<h2 id="before">' + "</h2><p>" + "A long sentence about it. " * 700 + "</p><h2>", 1)
    with pytest.raises(pdf.NotMade, match="steps.pdf: expected object.md to fit 2 sides"):
        pdf.steps(longer, "en", tmp_path)
    assert not list(tmp_path.glob("*.pdf"))


def test_without_pango_one_line_says_what_to_install(monkeypatch, site, tmp_path):
    import builtins

    real = builtins.__import__

    def without(name, *rest, **named):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(pdf.NotMade, match="PDFs need Pango: install libpango-1.0-0"):
        pdf.steps((site / "object" / "index.html").read_text(encoding="utf-8"), "en", tmp_path)
