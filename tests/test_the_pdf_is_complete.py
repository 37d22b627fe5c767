"""The PDFs are complete and readable by every program: tagged, titled, with bookmarks, working links, alternatives and all letters."""

from __future__ import annotations

import functools
import re

import pikepdf
import pytest

from scripts import config, l10n
from scripts.data import authorities
from scripts.data.sources import load_sources
from scripts.steps import pdf, whole
from tests import paper
from tests.conftest import tree
from tests.paper import squeezed

#: By the module, which puts the tests of a language side by side: each file is then read once.
LANGUAGES = pytest.mark.parametrize("language", config.locales(), ids=lambda language: language.code, scope="module")
FILES = pytest.mark.parametrize("name", ["guide.pdf", "steps.pdf"])


@pytest.fixture(scope="module")
def opened(site):
    """A PDF of the site, opened once."""
    return functools.cache(lambda language, name: pikepdf.open(site / language.url_prefix / name))


@pytest.fixture(scope="module")
def tagged(opened):
    """The elements of a PDF's structure tree, read once."""
    return functools.cache(lambda language, name: elements(opened(language, name).Root.StructTreeRoot.K))


@pytest.fixture(scope="module")
def said(site):
    """All that a program reads out of a PDF, page after page, without spaces and hyphens; read once."""
    return functools.cache(lambda language, name: [squeezed(side) for side in paper.sides((site / language.url_prefix / name).read_bytes())])


def elements(node) -> list:
    """All elements of the structure tree, in reading order."""
    if isinstance(node, pikepdf.Array):
        return [found for child in node for found in elements(child)]
    if isinstance(node, pikepdf.Dictionary):
        return ([node] if "/S" in node else []) + elements(node.get("/K"))
    return []


def bookmarks(opened_pdf: pikepdf.Pdf) -> list[tuple[str, int]]:
    """The title of each bookmark, from the first to the last, and the page that it leads to, counted from 1."""

    def walk(items) -> list[tuple[str, int]]:
        return [found for item in items for found in ((" ".join(item.title.split()), pikepdf.Page(item.destination[0]).index + 1), *walk(item.children))]

    with opened_pdf.open_outline() as outline:
        return walk(outline.root)


@LANGUAGES
@FILES
def test_it_says_what_it_is(opened, language, name):
    reader = opened(language, name)
    root = reader.Root
    assert root.MarkInfo.Marked and "/StructTreeRoot" in root
    assert root.Lang == language.code
    assert root.ViewerPreferences.DisplayDocTitle
    assert l10n.load_strings(language.code)["site"] in str(reader.docinfo["/Title"])
    assert re.search(rb"pdfuaid:part(?:>|=\")1", root.Metadata.read_bytes())
    assert "/CreationDate" not in reader.docinfo
    for sheet in reader.pages:
        assert [round(float(side)) for side in sheet.mediabox[2:]] == [595, 842]


@LANGUAGES
def test_the_bookmarks_are_the_headings(site, opened, language):
    page = tree(site, language.url_prefix + whole.PATH)
    headings = [" ".join(heading.text_content().split()) for heading in page.xpath("//article//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    without = [re.sub(r"\[?\d+\]?$", "", title) for title, _ in bookmarks(opened(language, "guide.pdf"))]
    assert without == [re.sub(r"\[?\d+\]?$", "", title) for title in headings]


@LANGUAGES
@FILES
def test_every_link_leads_somewhere(opened, language, name):
    reader = opened(language, name)
    known = {source.url for source in load_sources().values()}
    for authority in authorities.load_authorities():
        known |= {authority.website, authority.complaint}
    named = set(pikepdf.NameTree(reader.Root.Names.Dests)) if "/Names" in reader.Root else set()
    count = 0
    for sheet in reader.pages:
        for annotation in sheet.get("/Annots", []):
            assert annotation.Subtype == "/Link" and str(annotation.Contents).strip()
            count += 1
            if "/A" in annotation and annotation.A.S == "/URI":
                address = str(annotation.A.URI)
                assert address.startswith(config.site_url()) or address in known, address
            else:
                target = annotation.get("/Dest") or annotation.A.D
                assert target[0].Type == "/Page" if isinstance(target, pikepdf.Array) else str(target) in named, target
    assert count > (300 if name == "guide.pdf" else 5)


@LANGUAGES
@FILES
def test_one_font_embedded_and_no_letter_missing(opened, language, name):
    seen = set()
    for sheet in opened(language, name).pages:
        for font in sheet.Resources.Font.values():
            name_of_font = str(font.BaseFont)
            if name_of_font in seen:
                continue
            seen.add(name_of_font)
            assert "SourceSans3" in name_of_font.replace("-", "") and re.match(r"/[A-Z]{6}\+", name_of_font)
            assert {"/FontFile2", "/FontFile3"} & set(font.DescendantFonts[0].FontDescriptor.keys())
            # Glyph 0 is .notdef, the empty box: its code would stand in the table of what the codes mean.
            assert not re.search(rb"(?i)<0000> <(?!ffff)", font.ToUnicode.read_bytes())
    assert seen


@LANGUAGES
@FILES
def test_every_picture_says_what_it_shows(tagged, language, name):
    found = [element for element in tagged(language, name) if element.S == "/Figure"]
    assert len(found) >= (4 if name == "guide.pdf" else 1)
    assert all(str(figure.get("/Alt", "")).strip() for figure in found)


@LANGUAGES
def test_tables_have_headings_of_columns_and_rows(site, tagged, language):
    """As many as the page of the whole guide has: a program reads a country's name before its authority."""
    headings = tree(site, language.url_prefix + whole.PATH).xpath("//article//th")
    scopes = sorted(str(cell.A[0].Scope) for cell in tagged(language, "guide.pdf") if cell.S == "/TH")
    assert scopes == sorted("/Row" if heading.get("scope") == "row" else "/Column" for heading in headings)


@LANGUAGES
@FILES
def test_no_element_is_empty(tagged, language, name):
    """A program would stop at it and say nothing."""
    assert not [str(element.S) for element in tagged(language, name) if "/K" not in element and element.S not in ("/TD", "/TH")]


@LANGUAGES
def test_words_of_other_languages_are_read_out_in_theirs(site, opened, tagged, language):
    page = tree(site, language.url_prefix + whole.PATH)
    wanted = {tongue for tongue in page.xpath("//article//*[@lang]/@lang") if tongue != language.code}
    there = {str(element.Lang) for element in tagged(language, "guide.pdf") if "/Lang" in element}
    for sheet in opened(language, "guide.pdf").pages:
        there |= {tongue.decode() for tongue in re.findall(rb"/Lang ?\((\w+)\)", sheet.Contents.read_bytes())}
    assert {"en", "de", "fr", "nb"} - {language.code} <= wanted <= there


@LANGUAGES
def test_the_first_and_last_words_of_every_page_can_be_read_out(site, said, language):
    text = "".join(said(language, "guide.pdf"))
    before, after = l10n.load_strings(language.code)["whole"]["page"].split("{number}")
    text = re.sub(re.escape(squeezed(f"({before}")) + r"\d+" + re.escape(squeezed(f"{after})")), "", text)
    for name in config.page_filenames():
        path = language.url_prefix + config.page_url(name)
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
    starts: dict[str, int] = {}
    for title, number in bookmarks(reader):
        starts.setdefault(title, number)
    chapters = [" ".join(h.text_content().split()) for h in tree(site, language.url_prefix + whole.PATH).xpath("//section[@class='chapter']/h2")]
    contents = said(language, "guide.pdf")[1]
    at = 0
    for title in chapters:
        wanted = squeezed(f"{title}{starts[title]}")
        assert wanted in contents[at:], title
        at = contents.index(wanted, at)
    before, after = l10n.load_strings(language.code)["whole"]["page"].split("{number}")
    text = "".join(said(language, "guide.pdf"))
    numbers = re.findall(re.escape(squeezed(f"({before}")) + r"(\d+)" + re.escape(squeezed(f"{after})")), text)
    assert len(numbers) > 100 and min(map(int, numbers)) > 2 and max(map(int, numbers)) <= len(reader.pages)


@LANGUAGES
def test_pages_have_numbers_date_and_address(site, said, language):
    date = squeezed(tree(site, language.url_prefix + whole.PATH).xpath("string(//p[@class='checked']/time)"))
    for number, text in list(enumerate(said(language, "guide.pdf"), 1))[1:6]:
        assert date in text and squeezed(config.site_url() + language.url_prefix) in text and str(number) in text


def test_the_same_bytes_twice(site, tmp_path):
    """Made anew it is what the build made; the guide is compared in test_the_build_is_the_same_every_time.py."""
    page = (site / "object" / "index.html").read_text(encoding="utf-8")
    assert pdf.steps(page, "en", tmp_path) == (site / "steps.pdf").read_bytes()


def test_a_letter_that_the_font_lacks_is_named():
    with pytest.raises(pdf.NotMade, match=r"guide\.pdf: expected .* found “漢” \(U\+6F22\) in “a 漢 b”"):
        pdf.check_letters("a 漢 b", "guide.pdf")


def test_a_text_too_long_for_one_sheet_is_named(site, tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "SIZES", pdf.SIZES[-1:])  # the larger types are too large all the more
    page = (site / "object" / "index.html").read_text(encoding="utf-8")
    longer = page.replace('<h2 id="before">', '<h2 id="before">' + "Long</h2><p>" + "A long sentence about it. " * 700 + "</p><h2>", 1)
    with pytest.raises(pdf.NotMade, match="steps.pdf: expected object.md to fit 2 sides"):
        pdf.steps(longer, "en", tmp_path)
    assert not list(tmp_path.glob("*.pdf"))


def test_an_element_that_paper_does_not_know_is_named(site, tmp_path):
    """Nothing of a page is left out in silence."""
    page = (site / "object" / "index.html").read_text(encoding="utf-8").replace('<h2 id="before">', '<h2 id="before"><marquee>Look</marquee>', 1)
    with pytest.raises(pdf.NotMade, match=r"steps\.pdf: .*elements\.typ: expected a rule for each element, found none for <marquee>"):
        pdf.steps(page, "en", tmp_path)
    assert not list(tmp_path.glob("*.pdf"))


def test_a_picture_without_words_is_refused(site, tmp_path):
    page = (site / "print" / "index.html").read_text(encoding="utf-8")
    silent = re.sub(r'(<figure class="?drawing"?><svg[^>]*?aria-label=)"[^"]*"', r'\1""', page, count=1)
    assert silent != page
    with pytest.raises(pdf.NotMade, match="guide.pdf: PDF/UA-1 error: .* alt"):
        pdf.guide(silent, "en", tmp_path)


def test_what_the_typesetter_only_warns_of_stops_the_build_too(site, tmp_path, monkeypatch):
    """Without its font it would set the text in no letters at all, and say so in a warning."""
    monkeypatch.setattr(pdf, "FONTS", tmp_path)
    pdf._fonts.cache_clear()
    try:
        with pytest.raises(pdf.NotMade, match="steps.pdf: unknown font family: source sans 3"):
            pdf.steps((site / "object" / "index.html").read_text(encoding="utf-8"), "en", tmp_path)
    finally:
        pdf._fonts.cache_clear()
