"""Make guide.pdf and steps.pdf of each language from its rendered texts, by Typst.

Tagged (PDF/UA-1), the same bytes every time.

How the text looks is said in overrides/assets/pdf. Typst refuses what PDF/UA-1 forbids: a picture
without an alternative, headings that skip a level, a letter that the font lacks. The font is Source
Sans 3 (SIL Open Font License 1.1), embedded as the letters that are used; the licence lets
documents carry it so. No clock is read: the dates are those of the text.
"""

from __future__ import annotations

import copy
import io
import json
import re
from typing import Any

import pikepdf
from lxml import html as lxml_html
from lxml.html import HtmlElement
from markupsafe import Markup

from scripts import templates
from scripts.config import limits
from scripts.errors import BuildError
from scripts.freshness import PRINT_PAGE, review_dates
from scripts.l10n import format_date, load_strings
from scripts.outputs.qr_codes import qr_svg
from scripts.outputs.typst_xml import article_to_xml
from scripts.site import Article, Files, LocalePages
from scripts.typesetting import cached, check_letters, typeset

STEPS_PAGE = "object.md"
#: The sections of the page that a person needs with a phone in the hand, in the page's order; the
#: finder and its answers lead on to other pages. The sources stay behind: they would fill the
#: second side, and the QR code leads to the page that has them.
HANDOUT_SECTIONS = (
    "before",
    "facebook",
    "instagram",
    "accounts",
    "after",
    "covers",
    "not-covered",
    "late",
)
HANDOUT_EXCLUDED = ".//sup|.//a[@class='headerlink']|.//button|.//form|.//figure"
#: Points. The sheet of the steps takes the first with which it fits; smaller than the last nobody
#: reads at arm's length.
TYPE_SIZES = (10.5, 10, 9.5, 9, 8.5)
STANDARD = ["ua-1"]


def _page_count(made: bytes) -> int:
    """Return how many pages a PDF of Typst has, as its metadata says (XMP, xmpTPg:NPages)."""
    match = re.search(rb"<xmpTPg:NPages>(\d+)<", made)
    assert match, "Typst writes XMP metadata"
    return int(match[1])


def _elements(node: pikepdf.Object, kind: str) -> list[pikepdf.Object]:
    """Return the structure elements of a kind below a node of the tree, in reading order."""
    children: Any = node.get("/K", [])
    found: list[pikepdf.Object] = []
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and child.get("/S"):
            found += ([child] if kind == child.S else []) + _elements(child, kind)
    return found


def _is_empty(node: pikepdf.Object) -> bool:
    children: Any = node.get("/K")
    return children is None or (isinstance(children, pikepdf.Array) and not len(children))


def postprocess(made: bytes, body: str) -> bytes:
    """Halve a PDF of Typst: its many small objects in compressed streams (PDF 1.5 and later).

    Two tags are mended: in tables whose rows have headings the first cell of each row becomes one,
    which Typst 0.15 cannot say (its pdf.header-cell is not open to the Python package), and in a
    list without marks the empty ones go.
    """
    tables = lxml_html.fragment_fromstring(body).xpath(".//table")
    with pikepdf.open(io.BytesIO(made)) as opened:
        for table, tagged in zip(
            tables, _elements(opened.Root.StructTreeRoot, "/Table"), strict=True
        ):
            rows = table.xpath("./tbody/tr[th[@scope='row']]")
            lines = (
                [line for part in _elements(tagged, "/TBody") for line in _elements(part, "/TR")]
                if rows
                else []
            )
            for line in lines:
                cells = _elements(line, "/TD")
                if cells:
                    cells[0].S = pikepdf.Name.TH
                    cells[0].A[0].Scope = pikepdf.Name.Row
        for item in _elements(opened.Root.StructTreeRoot, "/LI"):
            if item.K[0].S == "/Lbl" and _is_empty(item.K[0]):
                del item.K[0]
        content = io.BytesIO()
        opened.save(
            content, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True
        )
    return content.getvalue()


def _words(pages: LocalePages, article: Article, address: str) -> dict[str, object]:
    """Return what head and foot of the paper say."""
    strings = load_strings(pages.code)
    before, after = strings["print_page"]["page"].split("{number}")
    reviewed = format_date(review_dates(article.filename)[0], pages.code)
    return {
        "lang": pages.code,
        "title": f"{article.title} · {strings['site']}",
        "site": strings["site"],
        "checked": strings["checked"].replace("{date}", reviewed),
        "address": address,
        "page": [before, after],
    }


def _typeset_pdf(template: str, body: str, words: dict[str, object], file: str) -> bytes:
    inputs = {"body": body, "words": json.dumps(words, ensure_ascii=False)}
    return typeset(f"pdf/{template}", inputs, file, pdf_standards=STANDARD)


def guide_pdf(pages: LocalePages) -> bytes:
    """Make guide.pdf from the print page."""
    article = pages.articles[PRINT_PAGE]
    file = f"docs/{pages.code}/{PRINT_PAGE}"
    words = _words(pages, article, pages.home_url)
    tree = copy.deepcopy(article.tree)
    for filename in pages.articles:
        if filename != PRINT_PAGE:  # named with its own file, where a letter is missing
            check_letters(
                pages.articles[filename].tree.text_content(), f"docs/{pages.code}/{filename}"
            )
    check_letters(tree.text_content() + pages.home_url, file)
    cover = tree.xpath(".//div[@class='cover']/h1")
    if cover:
        dates = lxml_html.fragment_fromstring(f'<p class="last-reviewed">{words["checked"]}</p>')
        cover[0].addnext(dates)
    body = article_to_xml(tree, pages.home_url + article.url)
    inputs = {"body": body, "words": json.dumps(words)}
    return cached(
        "pdf", inputs, lambda: postprocess(_typeset_pdf("guide.typ", body, words, file), body)
    )


def _handout_sections(article: Article) -> tuple[str, str]:
    """Return the HTML of the page's head, and of the sections that the sheet has."""
    tree = copy.deepcopy(article.tree)
    for extra in tree.xpath(HANDOUT_EXCLUDED):
        extra.drop_tree()
    head, rest, section = [], [], "top"
    for element in tree:
        if element.tag == "h2":
            section = element.get("id")
        elif element.xpath("self::div[@class='footnote']"):
            continue
        html = lxml_html.tostring(element, encoding="unicode")
        if section in HANDOUT_SECTIONS:
            rest.append(html)
        elif section == "top" and not element.xpath("self::p[a[contains(@class, 'md-button')]]"):
            head.append(html)  # the forms come with their steps
    return "".join(head), "".join(rest)


def handout_html(pages: LocalePages) -> str:
    """Return the body of the one sheet, from the page with the steps."""
    article = pages.articles[STEPS_PAGE]
    head, sections = _handout_sections(article)
    address = pages.home_url + article.url
    return templates.render(
        "partials/handout.html",
        strings=load_strings(pages.code),
        address=address,
        qr_svg=Markup(qr_svg(address, error="m", border=2)),
        head=Markup(head),
        sections=Markup(sections),
    )


def handout_pdf(pages: LocalePages) -> bytes:
    """Make steps.pdf: the largest type with which it fits one sheet.

    Raises BuildError when none does.
    """
    article = pages.articles[STEPS_PAGE]
    address, file = pages.home_url + article.url, f"docs/{pages.code}/{STEPS_PAGE}"
    words = _words(pages, article, address)
    tree: HtmlElement = lxml_html.fragment_fromstring(handout_html(pages))
    check_letters(tree.text_content(), file)
    body = article_to_xml(tree, address)

    def make() -> bytes:
        most = limits().handout_pages
        for size in TYPE_SIZES:
            made = _typeset_pdf("handout.typ", body, {**words, "size": size}, file)
            if _page_count(made) <= most:
                return postprocess(made, body)
        found = f"{_page_count(made)} in type of {TYPE_SIZES[-1]} points"
        message = f"expected steps.pdf to fit {most} sides of A4; found {found}: shorten it"
        raise BuildError(file, 1, message)

    return cached("pdf", {"body": body, "words": json.dumps(words)}, make)


def files(pages: LocalePages) -> Files:
    """Make both PDFs of a language, as far as it has their pages."""
    made = {}
    if PRINT_PAGE in pages.articles:
        made[f"{pages.url_prefix}guide.pdf"] = guide_pdf(pages)
    if STEPS_PAGE in pages.articles:
        made[f"{pages.url_prefix}steps.pdf"] = handout_pdf(pages)
    return made
