"""The PDFs are complete and readable by every program: tagged, titled, linked, nothing missing."""

from __future__ import annotations

import copy
import functools
import re
from collections.abc import Iterator

import outloud
import page as page_validation
import pikepdf
import pytest

from scripts import config, typesetting
from scripts.config import Locale
from scripts.data.authorities import load_authorities
from scripts.data.sources import load_sources
from scripts.errors import BuildError
from scripts.freshness import PRINT_PAGE
from scripts.l10n import load_strings
from scripts.outputs import pdf
from scripts.site import Article, LocalePages
from tests import paper
from tests.pages import SITE, collect, heading_text, page, site_pages
from tests.paper import squeezed

NAMES = ("guide.pdf", "steps.pdf")


def all_files() -> list[tuple[Locale, str, str]]:
    """Every PDF: its language, its name, its place for messages."""
    return [
        (locale, name, f"site/{locale.url_prefix}{name}")
        for locale in config.locales()
        for name in NAMES
    ]


@functools.cache
def opened(locale: Locale, name: str) -> pikepdf.Pdf:
    return pikepdf.open(SITE / locale.url_prefix / name)


@functools.cache
def tagged(locale: Locale, name: str) -> list:
    """The elements of the structure tree, in reading order; read once."""
    return elements(opened(locale, name).Root.StructTreeRoot.K)


@functools.cache
def said(locale: Locale, name: str) -> list[str]:
    """All that a program reads out, sheet by sheet, without spaces and hyphens."""
    content = (SITE / locale.url_prefix / name).read_bytes()
    return [squeezed(text) for text in paper.sides(content)]


def elements(node: object) -> list:
    if isinstance(node, pikepdf.Array):
        return [found for child in node for found in elements(child)]
    if isinstance(node, pikepdf.Dictionary):
        return ([node] if "/S" in node else []) + elements(node.get("/K"))
    return []


def bookmarks(document: pikepdf.Pdf) -> list[tuple[str, int]]:
    """The title of each bookmark, and the number of the sheet that it leads to."""

    def walk(items) -> Iterator[tuple[str, int]]:
        for item in items:
            sheet = pikepdf.Page(item.destination[0]).index + 1
            yield " ".join(item.title.split()), sheet
            yield from walk(item.children)

    with document.open_outline() as outline:
        return list(walk(outline.root))


def whole(locale: Locale):
    """The print page, from which the guide is made."""
    return page(locale.code, PRINT_PAGE).tree


#: The languages that are looked into each time: the others are made by the same rules, and each
#: takes seconds. `pytest -m slow` takes all.
SOME = ("en", "el")
some_or_all = pytest.mark.parametrize(
    "codes",
    [SOME, pytest.param([each.code for each in config.locales()], marks=pytest.mark.slow)],
    ids=["some", "all"],
)


@some_or_all
@collect
def test_a_validator_finds_nothing_against_pdf_ua(site, codes):
    """PDF/UA-1 by somebody else's rules."""
    profile = page_validation.ValidationProfile.PDF_UA_1
    for locale, name, place in all_files():
        if locale.code not in codes:
            continue
        report = page_validation.validate_pdf(SITE / locale.url_prefix / name, profile=profile)
        if not report.is_compliant or report.rules.total < 100:
            yield f"{place}: {report.rules.total} rules"
        for failure in report.failures:
            yield f"{place}: {failure.rule_id}: {failure.message}"


def test_the_validator_would_find_a_fault(site, tmp_path):
    with pikepdf.open(SITE / "steps.pdf") as document:
        del document.Root.StructTreeRoot
        del document.Root.Lang
        document.save(tmp_path / "bad.pdf")
    profile = page_validation.ValidationProfile.PDF_UA_1
    assert not page_validation.validate_pdf(tmp_path / "bad.pdf", profile=profile).is_compliant


#: What `outloud` says of the PDFs and is left, each for a reason.
ACCEPTED = {
    # Typst paints a line's links after its other words. Assistive programs go by the tree.
    "ORD-001",
    # The last line of a note, “Read 28 November 2026.”, is the last of several sheets by chance.
    "PAG-001",
}


def is_running_head(evidence: str | None, locale: Locale) -> bool:
    """Tell whether a line is the head of a sheet, whose words are read out on the first one.

    A handout of two sheets has it once, so that outloud cannot know it for one (TAG-002).
    """
    return bool(evidence) and evidence.startswith(load_strings(locale.code)["site"])


@some_or_all
@collect
def test_what_a_program_reads_out_has_no_fault(site, codes):
    for locale, name, place in all_files():
        if locale.code not in codes:
            continue
        result = outloud.check(str(SITE / locale.url_prefix / name))
        if result.error:
            yield f"{place}: {result.error}"
        for finding in result.findings:
            known = finding.rule in ACCEPTED or (
                finding.rule == "TAG-002" and is_running_head(finding.evidence, locale)
            )
            if finding.severity in ("error", "warning") and not known:
                yield f"{place}: {finding.rule}: {finding.message}: {finding.evidence}"


@collect
def test_it_says_what_it_is(site):
    for locale, name, place in all_files():
        reader = opened(locale, name)
        root, title = reader.Root, str(reader.docinfo.get("/Title", ""))
        if not root.MarkInfo.Marked or "/StructTreeRoot" not in root or root.Lang != locale.code:
            yield f"{place}: expected tags, in {locale.code}"
        if (
            not root.ViewerPreferences.DisplayDocTitle
            or load_strings(locale.code)["site"] not in title
        ):
            yield f"{place}: expected the name of the site to be shown; found “{title}”"
        if not re.search(rb"pdfuaid:part(?:>|=\")1", root.Metadata.read_bytes()):
            yield f"{place}: expected it to say that it is PDF/UA-1"
        if "/CreationDate" in reader.docinfo:
            yield f"{place}: expected no clock"
        for number, sheet in enumerate(reader.pages, 1):
            if [round(float(side)) for side in sheet.mediabox[2:]] != [595, 842]:
                yield f"{place}: sheet {number}: expected A4"


def numberless(title: str) -> str:
    return re.sub(r"\[?\d+\]?$", "", title)


@collect
def test_the_bookmarks_are_the_headings(site):
    for locale in config.locales():
        headings = whole(locale).xpath("//article//*[self::h1 or self::h2 or self::h3 or self::h4]")
        wanted = [numberless(" ".join(heading.text_content().split())) for heading in headings]
        found = [numberless(title) for title, _ in bookmarks(opened(locale, "guide.pdf"))]
        if found != wanted:
            different = set(found) ^ set(wanted) or "the order"
            yield f"site/{locale.url_prefix}guide.pdf: bookmarks: {different}"


@collect
def test_every_link_leads_somewhere(site):
    known = {source.url for source in load_sources().values()}
    for authority in load_authorities():
        known |= {authority.website, authority.complaint}
    for locale, name, place in all_files():
        reader, count = opened(locale, name), 0
        names = reader.Root.get("/Names")
        named = set(pikepdf.NameTree(names.Dests)) if names is not None else set()
        for number, sheet in enumerate(reader.pages, 1):
            for annotation in sheet.get("/Annots", []):
                count += 1
                if (
                    annotation.Subtype != "/Link"
                    or not str(annotation.get("/Contents", "")).strip()
                ):
                    yield f"{place}: sheet {number}: expected a link with its words"
                if "/A" in annotation and annotation.A.S == "/URI":
                    address = str(annotation.A.URI)
                    if not address.startswith(config.site_url()) and address not in known:
                        yield f"{place}: sheet {number}: {address}"
                else:
                    target = annotation.get("/Dest") or annotation.A.D
                    is_page = isinstance(target, pikepdf.Array) and target[0].Type == "/Page"
                    if not is_page and str(target) not in named:
                        yield f"{place}: sheet {number}: {target} leads nowhere"
        if count <= (300 if name == "guide.pdf" else 5):
            yield f"{place}: {count} links"


@collect
def test_one_font_embedded_and_no_letter_missing(site):
    for locale, name, place in all_files():
        seen = {}
        for sheet in opened(locale, name).pages:
            for font in sheet.Resources.Font.values():
                seen.setdefault(str(font.BaseFont), font)
        if not seen:
            yield f"{place}: expected a font"
        for base, font in seen.items():
            descriptor = font.DescendantFonts[0].FontDescriptor
            if not re.match(r"/[A-Z]{6}\+SourceSans3", base.replace("-", "")):
                yield f"{place}: {base}"
            if not {"/FontFile2", "/FontFile3"} & set(descriptor.keys()):
                yield f"{place}: {base} is not embedded"
            # Glyph 0 is .notdef, the empty box: its code would stand among what the codes mean.
            if re.search(rb"(?i)<0000> <(?!ffff)", font.ToUnicode.read_bytes()):
                yield f"{place}: {base} lacks a letter"


@collect
def test_tags_say_what_each_thing_is(site):
    """Pictures in words, headings of rows and columns, other languages as theirs, none empty."""
    for locale, name, place in all_files():
        figures = [each for each in tagged(locale, name) if each.S == "/Figure"]
        if len(figures) < 1 or not all(str(each.get("/Alt", "")).strip() for each in figures):
            yield f"{place}: expected each picture to say what it shows"
        for each in tagged(locale, name):
            children = each.get("/K")
            empty = children is None or (isinstance(children, pikepdf.Array) and not len(children))
            if empty and each.S not in ("/TD", "/TH"):
                yield f"{place}: an empty {each.S}: a program would stop there and say nothing"
        if name != "guide.pdf":
            continue
        tree = whole(locale)
        if len(figures) != len(tree.xpath("//article//svg[@role='img']")):
            yield f"{place}: expected every picture of the guide; found {len(figures)}"
        scopes = sorted(str(each.A[0].Scope) for each in tagged(locale, name) if each.S == "/TH")
        cells = tree.xpath("//article//th")
        if scopes != sorted("/Row" if th.get("scope") == "row" else "/Column" for th in cells):
            yield f"{place}: expected the headings of rows and columns of the tables"
        wanted = set(tree.xpath("//article//*[@lang]/@lang")) - {locale.code}
        there = {str(each.Lang) for each in tagged(locale, name) if "/Lang" in each}
        for sheet in opened(locale, name).pages:
            marks = re.findall(rb"/Lang ?\((\w+)\)", sheet.Contents.read_bytes())
            there |= {mark.decode() for mark in marks}
        if not {"en", "de", "fr", "nb"} - {locale.code} <= wanted <= there:
            yield f"{place}: languages: {wanted - there} are not marked"


def page_reference(locale: Locale) -> re.Pattern[str]:
    """“(page 12)”, as it stands behind a link, squeezed."""
    before, after = load_strings(locale.code)["print_page"]["page"].split("{number}")
    start, end = re.escape(squeezed(f"({before}")), re.escape(squeezed(f"{after})"))
    return re.compile(rf"{start}(\d+){end}")


#: What is not on paper, or stands there in other words.
EXTRA = (
    "//article//sup | //a[@class='headerlink'] | //div[@class='footnote'] | //*[@id='stale'] |"
    " //p[@class='last-reviewed'] | //article//form | //article//button"
    " | //div[@class='finder-result'] | //article//p[@role='status']"
)


@collect
def test_every_paragraph_of_every_page_can_be_read_out(site):
    for locale in config.locales():
        text = page_reference(locale).sub("", "".join(said(locale, "guide.pdf")))
        for each in site_pages():
            if each.code != locale.code or each.filename == PRINT_PAGE:
                continue
            tree = copy.deepcopy(each.tree)
            for extra in tree.xpath(EXTRA):
                extra.drop_tree()
            # An address is printed behind a link to outside; a note's sign stands between words.
            query = "//article//*[self::h1 or self::p][not(.//a[starts-with(@href, 'http')])]"
            for part in tree.xpath(query):
                words = squeezed(part.text_content())
                if words[:25] not in text and words[-25:] not in text:  # a sheet may end within
                    yield f"site/{locale.url_prefix}guide.pdf: {each.path}: “{words[:60]}” is lost"


@collect
def test_the_steps_are_one_sheet_with_the_addresses_of_the_forms(site):
    forms = [load_sources()[name].url for name in ("form-facebook", "form-instagram")]
    for locale in config.locales():
        sheets = said(locale, "steps.pdf")
        if not 1 <= len(sheets) <= config.limits().handout_pages:
            yield f"site/{locale.url_prefix}steps.pdf: {len(sheets)} sides"
        for address in forms:
            if squeezed(address) not in "".join(sheets):
                yield f"site/{locale.url_prefix}steps.pdf: expected {address}"
        title = page(locale.code, "object.md").tree.xpath("//h1")[0]
        if squeezed(heading_text(title)) not in sheets[0]:
            yield f"site/{locale.url_prefix}steps.pdf: expected its title"


@collect
def test_page_numbers_behind_links_are_those_of_their_places(site):
    """Of the contents, line by line; of the links in the text: none open, none past the end."""
    for locale in map(config.locale, SOME):
        place, reader = f"site/{locale.url_prefix}guide.pdf", opened(locale, "guide.pdf")
        starts: dict[str, int] = {}
        for title, number in bookmarks(reader):
            starts.setdefault(title, number)
        chapters = whole(locale).xpath("//section[@class='chapter']/h2")
        contents, at = said(locale, "guide.pdf")[1], 0
        for chapter in chapters:
            title = " ".join(chapter.text_content().split())
            found = contents.find(squeezed(f"{title}{starts.get(title)}"), at)
            if found < 0:
                yield f"{place}: contents: “{title}” {starts.get(title)}"
            at = max(found, at)
        text = "".join(said(locale, "guide.pdf"))
        numbers = [int(number) for number in page_reference(locale).findall(text)]
        if len(numbers) < 100 or min(numbers) <= 2 or max(numbers) > len(reader.pages):
            yield f"{place}: {len(numbers)} numbers of pages"


@collect
def test_sheets_have_numbers_date_and_address(site):
    for locale in map(config.locale, SOME):
        date = squeezed(whole(locale).xpath("string(//p[@class='last-reviewed']/time)"))
        home = squeezed(config.site_url() + locale.url_prefix)
        sheets = list(enumerate(said(locale, "guide.pdf"), 1))
        for number, text in sheets[1:]:
            if date not in text or home not in text or str(number) not in text:
                yield f"site/{locale.url_prefix}guide.pdf: sheet {number}: date, address, number"


def pages(html: str, filename: str = "object.md") -> LocalePages:
    """The language of a build that has one page."""
    article = Article(filename, config.page_url(filename), "Title", "", html)
    return LocalePages("en", "", {filename: article})


STEPS = '<h1 id="top">Title</h1><h2 id="before">Before</h2><p>A sentence.</p>'


@pytest.fixture
def uncached(monkeypatch, tmp_path):
    monkeypatch.setattr(typesetting, "CACHE", tmp_path)
    return tmp_path


def test_the_same_bytes_twice(uncached, tmp_path_factory, monkeypatch):
    first = pdf.handout_pdf(pages(STEPS))
    monkeypatch.setattr(typesetting, "CACHE", tmp_path_factory.mktemp("other"))
    assert pdf.handout_pdf(pages(STEPS)) == first


def test_what_cannot_be_set_is_named_and_nothing_is_left(uncached):
    long = "<p>" + "A long sentence about it. " * 900 + "</p>"
    for html, message in (
        (STEPS.replace("sentence", "漢"), r"object\.md:1: .* found “漢” \(U\+6F22\)"),
        (STEPS + long, r"object\.md:1: expected steps\.pdf to fit 2 sides of A4"),
        (STEPS + "<marquee>Look</marquee>", "expected a rule for each element, found none for"),
    ):
        with pytest.raises(BuildError, match=message):
            pdf.handout_pdf(pages(html))
    assert not list(uncached.iterdir())


def test_a_picture_without_words_is_refused(uncached):
    silent = '<figure class="drawing"><svg aria-label="" viewBox="0 0 9 9"><path d="M0 0h9v9"/></svg></figure>'
    with pytest.raises(BuildError, match=r"PDF/UA-1 error: .* alt"):
        pdf.guide_pdf(pages(f'<h1 id="top">Title</h1>{silent}', PRINT_PAGE))


def test_what_the_typesetter_only_warns_of_stops_the_build_too(uncached, monkeypatch):
    """Without its font it would set the text in no letters at all, and say so in a warning."""
    monkeypatch.setattr(typesetting, "FONTS", uncached)
    typesetting._fonts.cache_clear()
    try:
        with pytest.raises(BuildError, match="unknown font family: source sans 3"):
            pdf.handout_pdf(pages(STEPS))
    finally:
        typesetting._fonts.cache_clear()
