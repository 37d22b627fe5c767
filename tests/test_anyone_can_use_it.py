"""Nobody is shut out: axe-core finds nothing wrong by WCAG 2.2 AA, on a phone and on a desk, in light and dark, in every state of a page.

All pages in English and in Norwegian, and one of each kind in every other language.
"""

from __future__ import annotations

import pytest

from tests import axe, letter
from tests.conftest import lang_of, paths, until, within

#: One page of each kind: home; the table and a drawing; the finder; the letters; the filter; the timeline.
KINDS = ("", "what-is-used/", "object/", "letters/", "complain/", "status/")
WHOLE = ("en", "nb")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


PAGES = [path for path in paths() if lang_of(path) in WHOLE or within(path) in KINDS]


@pytest.fixture(scope="module")
def checked(browser):
    """A page on which the offer of another language shows as well."""
    context = axe.context_with_axe(browser, viewport=PHONE, locale="el")
    yield context.new_page()
    context.close()


def opened(tab, button: str, panel: str) -> str:
    """Open a panel by its button, where the page has it; gives the panel."""
    tab.locator(button).click()
    until(tab, f"document.querySelector('{panel}').matches(':popover-open')")
    return panel


def fill_letters(tab) -> str:
    letter.fill_button(tab, "complaint").click()
    letter.fill_all(tab)
    return "main"


def answer(tab) -> str:
    while tab.locator("#finder .found").is_hidden():
        tab.locator("#finder fieldset").last.locator("input").first.check()
    return "main"


def narrow(tab) -> str:
    tab.locator(".filter input").fill("a")
    until(tab, "document.querySelector('.filter [role=status]').textContent")
    return "main"


def search(tab) -> str:
    opened(tab, ".open-search", "#search")
    tab.locator("#search-field").fill("meta")
    until(tab, "document.querySelector('#search-results a')")
    return "#search"


#: What a reader can do on a page, and the part of it that changes by that.
STATES = {
    "menu": lambda tab: opened(tab, ".open-menu", "#menu"),
    "languages": lambda tab: opened(tab, "[popovertarget=languages]", "#languages"),
    "search": search,
    "contents": lambda tab: opened(tab, ".open-contents", "#contents"),
    "letters": fill_letters,
    "finder": answer,
    "filter": narrow,
}


def states(path: str) -> list[str]:
    """The states to look at on a page: its own, and once a language, on the page of the finder, those of the frame."""
    own = {"letters/": ["letters"], "complain/": ["filter"], "object/": ["menu", "languages", "search", "contents", "finder"]}
    return own.get(within(path), [])


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(checked, address, path):
    problems = []

    def look(where: str, part: str = "html", colours: bool = False) -> None:
        problems.extend(f"{where}: {line}" for line in axe.found(checked, part, colours=colours))

    checked.set_viewport_size(PHONE)
    checked.emulate_media(color_scheme="light")
    checked.goto(address + path)
    look("phone")
    for state in states(path):
        part = STATES[state](checked)
        look(f"phone, {state}", part)
        checked.emulate_media(color_scheme="dark")
        look(f"phone, {state}, dark", part, colours=True)
        checked.emulate_media(color_scheme="light")
        checked.keyboard.press("Escape")
    # The other screen and the other colours in one; the two pairs that are left come in the next test, by the rules of colour alone.
    checked.set_viewport_size(DESK)
    checked.emulate_media(color_scheme="dark")
    look("desk, dark")
    assert problems == []


@pytest.mark.parametrize("path", PAGES)
def test_neither_the_screen_nor_the_scheme_hides_a_fault(checked, address, path):
    """The two pairs of screen and scheme that the test above leaves out."""
    problems = []
    checked.goto(address + path)
    for size, scheme in ((PHONE, "dark"), (DESK, "light")):
        checked.set_viewport_size(size)
        checked.emulate_media(color_scheme=scheme)
        problems += [f"{size['width']} px, {scheme}: {line}" for line in axe.found(checked, colours=True)]
    assert problems == []


def test_axe_would_find_a_fault(checked, address):
    """The checker checked: one fault of each kind is found, in the scheme and on the screen where it is."""
    checked.goto(address + "words/")
    checked.set_viewport_size(PHONE)
    checked.evaluate("""() => {
      const main = document.querySelector("main");
      main.insertAdjacentHTML("beforeend", '<img src="x.png"><input><h5>No level</h5><p id="dim">Dim in the dark</p>');
      document.getElementById("dim").style.color = "#444";
    }""")
    checked.emulate_media(color_scheme="light")
    assert {line.split(":")[0] for line in axe.found(checked, "main")} == {"image-alt", "label", "heading-order"}
    checked.emulate_media(color_scheme="dark")
    assert {line.split(":")[0] for line in axe.found(checked, "main", colours=True)} == {"color-contrast"}
