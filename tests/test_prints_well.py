"""A page printed from a browser is a good sheet: the whole text, no navigation, addresses readable, black on white, nothing cut."""

from __future__ import annotations

import re

import pytest

from scripts import config, content, l10n
from tests import paper
from tests.conftest import lang_of, sampled, tree, within
from tests.paper import squeezed

#: Printed sheets of A4 at most, per page of the site; the lists are long by nature.
SHEETS = {"object/": 7, "sources/": 16, "complain/": 6, "status/": 8, "questions/": 8, "words/": 6, "letters/": 7, "print/": 95, "": 3}
MOST = 5


@pytest.fixture(scope="module")
def printed(browser, address):
    """The text of each sheet of a page as Chromium prints it, in dark mode, each made once."""
    made: dict[str, list[str]] = {}
    context = browser.new_context(color_scheme="dark")
    tab = context.new_page()

    def of(path: str) -> list[str]:
        if path not in made:
            tab.goto(address + path)
            made[path] = paper.sides(tab.pdf(prefer_css_page_size=True))
        return made[path]

    yield of
    context.close()


@pytest.mark.parametrize("path", sampled())
def test_the_whole_text_is_on_paper_and_the_sheets_are_few(site, printed, path):
    sheets = printed(path)
    text = squeezed("".join(sheets))
    page = tree(site, path)
    for extra in page.xpath("//svg | //a[@class='here'] | //a[@class='back'] | //button | //aside[@hidden] | //p[@class='screen'] | //sup"):
        extra.drop_tree()
    for element in page.xpath("//article//h1 | //article//h2 | //article//h3 | //article//p[not(.//a[starts-with(@href, 'http')])] | //article//td[not(.//a)]"):
        words = squeezed(element.text_content())
        # The footnote signs stand between the words on paper; so each stretch of letters is looked for.
        for part in re.split(r"\[\d+\]", words):
            assert part in re.sub(r"\[\d+\]", "", text), element.text_content()
    most = SHEETS.get(path.removeprefix("" if lang_of(path) == "en" else lang_of(path) + "/"), MOST)
    assert len(sheets) <= most, f"{len(sheets)} sheets"


@pytest.mark.parametrize("path", ["", "object/", "nb/", "nb/object/", "nb/what-is-used/"])
def test_the_sheet_carries_its_address_and_date_and_no_navigation(printed, path):
    text = squeezed("".join(printed(path)))
    words = l10n.load_strings(lang_of(path))
    assert squeezed(words["footer"]["printed"].format(address=config.site_url() + path)) in text
    stem = within(path).strip("/") or "index"
    reviewed = content.read_page(config.DOCS / "en" / f"{stem}.md").meta["reviewed"]
    assert squeezed(l10n.format_date(reviewed, lang_of(path))) in text
    for label in (words["skip"], words["contents"], words["next"].split("{")[0].strip()):
        assert squeezed(label) not in text


@pytest.mark.parametrize("path", ["object/", "nb/object/"])
def test_the_form_addresses_can_be_read_on_paper(printed, path):
    text = squeezed("".join(printed(path)))
    for address in ("https://www.facebook.com/help/contact/712876720715583", "https://help.instagram.com/contact/767264225370182"):
        assert squeezed(address) in text


def test_paper_is_white_in_dark_mode_too(browser, address):
    context = browser.new_context(color_scheme="dark")
    tab = context.new_page()
    tab.goto(address + "object/")
    tab.emulate_media(media="print", color_scheme="dark")
    colours = tab.evaluate("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]")
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    context.close()


@pytest.mark.parametrize("path", ["what-is-used/", "nb/what-is-used/", "complain/"])
def test_no_table_is_cut_at_the_edge_of_the_paper(browser, address, path):
    """At the width of an A4 sheet between its margins, 178 mm or 672 CSS pixels, nothing is wider than the sheet."""
    context = browser.new_context(viewport={"width": 672, "height": 950})
    tab = context.new_page()
    tab.goto(address + path)
    tab.emulate_media(media="print")
    wide = tab.evaluate("[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))")
    assert wide == []
    context.close()
