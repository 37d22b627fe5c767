"""A page printed from a browser is a good sheet: the whole text, black on white, nothing cut.

No navigation, addresses readable, few sheets.
"""

from __future__ import annotations

import re

import pytest

from scripts import config, content, l10n
from tests import paper
from tests.browser.helpers import SAMPLE, lang_of, paths, sampled, strings, tree, varied, within
from tests.paper import squeezed

#: Printed sheets of A4 at most; the lists are long by nature.
SHEETS = {
    "object/": 7,
    "sources/": 16,
    "complain/": 7,
    "status/": 8,
    "questions/": 8,
    "words/": 6,
    "letters/": 7,
    "what-is-used/": 6,
    "print/": 95,
    "": 3,
}
MOST_SHEETS = 5
#: What is not meant for paper, or stands there otherwise.
NOT_ON_PAPER = (
    ".//svg | .//a[@class='headerlink'] | .//a[@class='footnote-backref'] | .//button "
    "| .//aside[@hidden] | .//p[contains(@class, 'screen')] | .//sup | .//form | .//*[@hidden]"
)
FORMS = (
    "https://www.facebook.com/help/contact/712876720715583",
    "https://help.instagram.com/contact/767264225370182",
)
#: All English pages, and the fullest layouts in the sample's other languages.
PRINTED = list(dict.fromkeys(paths(SAMPLE[:1]) + varied()))


@pytest.fixture(scope="module")
def printed(browser, address):
    """Give a function that returns the text of each sheet, printed by Chromium in dark mode."""
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


def printed_in(text: str, words: str) -> bool:
    """Tell whether a text holds the words: in one piece, or in two where a sheet ends in them."""
    cuts = range(12, len(words) - 11)
    return words in text or any(words[:cut] in text and words[cut:] in text for cut in cuts)


def test_the_whole_text_is_on_paper_and_the_sheets_are_few(printed):
    problems = []
    for path in PRINTED:
        sheets = printed(path)
        text = re.sub(r"\[\d+\]", "", squeezed("".join(sheets)))
        article = tree.__wrapped__(path).xpath("//article")[0]
        for extra in article.xpath(NOT_ON_PAPER):
            extra.drop_tree()
        parts = article.xpath(
            ".//h1 | .//h2 | .//h3 | .//p[not(.//a[starts-with(@href, 'http')])] | .//td[not(.//a)]"
        )
        assert parts, path
        for element in parts:
            if not printed_in(text, re.sub(r"\[\d+\]", "", squeezed(element.text_content()))):
                problems.append(f"{path}: not on paper: {element.text_content()[:90]}")
        most = SHEETS.get(within(path), MOST_SHEETS)
        if len(sheets) > most:
            problems.append(f"{path}: {len(sheets)} sheets, expected {most} at most")
    assert not problems, "\n".join(problems)


def test_the_sheet_carries_its_address_and_date_and_no_navigation(printed):
    for path in [*sampled("object/"), "what-is-used/", ""]:
        text = squeezed("".join(printed(path)))
        words = strings(path)
        assert squeezed(words["footer"]["printed"].format(address=config.site_url() + path)) in text
        stem = within(path).strip("/") or "index"
        reviewed = content.read_page(config.DOCS / "en" / f"{stem}.md").meta["reviewed"]
        assert squeezed(l10n.format_date(reviewed, lang_of(path))) in text, path
        for label in (
            tree(path).xpath("string(//a[@class='md-skip'])"),
            words["contents"],
            words["next"].split("{")[0].strip(),
        ):
            assert squeezed(label) not in text, (path, label)


def test_the_form_addresses_can_be_read_on_paper(printed):
    for path in sampled("object/"):
        text = squeezed("".join(printed(path)))
        for form in FORMS:
            assert squeezed(form) in text, (path, form)


def test_paper_is_white_also_when_dark_was_chosen(new_tab, address):
    for init in ("", "localStorage.setItem('palette', 'slate')"):
        tab = new_tab(color_scheme="dark", init=init)
        tab.goto(address + "object/")
        tab.emulate_media(media="print", color_scheme="dark")
        style = "(({ backgroundColor, color }) => [backgroundColor, color])"
        colours = tab.evaluate(f"{style}(getComputedStyle(document.body))")
        assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"], init or "the system's"


def test_nothing_is_wider_than_the_paper(new_tab, address):
    """A4 between its margins is 178 mm, or 672 CSS pixels."""
    tab = new_tab(viewport={"width": 672, "height": 950})
    for path in sampled("what-is-used/") + sampled("complain/") + ["letters/", "status/"]:
        tab.goto(address + path)
        tab.emulate_media(media="print")
        wide = tab.evaluate(
            """[...document.querySelectorAll("main *")]
              .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
              .map(one => one.outerHTML.slice(0, 80))"""
        )
        assert wide == [], path
        tab.emulate_media(media="screen")


def test_a_narrow_window_does_not_change_the_paper():
    """WebKit compares `max-width` with the window, not the sheet: it is asked of screens alone."""
    for path in sampled():
        [style] = tree(path).xpath("//style/text()")
        for query in re.findall(r"@media ([^{]*max-width[^{]*)\{", style):
            assert query.startswith("screen and"), (path, query)
