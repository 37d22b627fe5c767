"""What a reader can do on a page, and the part of it that changes by that."""

from __future__ import annotations

from tests.browser import letter_helper
from tests.browser.helpers import look_for, open_panel, until, within


def fill_letters(tab) -> str:
    letter_helper.fill_button(tab, "complaint").click()
    letter_helper.fill_all(tab)
    return "main"


def answer(tab) -> str:
    while tab.locator("#finder .finder-result").is_hidden():
        tab.locator("#finder fieldset").last.locator("input").first.check()
    return "main"


def narrow(tab) -> str:
    tab.locator("#filter-field").fill("a")
    until(tab, "document.querySelector('#filter [role=status]').textContent")
    return "main"


def search(tab) -> str:
    look_for(tab, "meta")
    return "#search"


STATES = {
    "menu": lambda tab: open_panel(tab, "[data-md-toggle=drawer]"),
    "languages": lambda tab: open_panel(tab, "button[popovertarget=languages]:not(.md-icon)"),
    "search": search,
    "contents": lambda tab: open_panel(tab, "[data-md-toggle=toc]"),
    "letters": fill_letters,
    "finder": answer,
    "filter": narrow,
}


def states(path: str) -> list[str]:
    """Return the states to look at on a page: its own, and on object/ those of the frame too."""
    own = {
        "letters/": ["letters"],
        "complain/": ["filter"],
        "object/": ["menu", "languages", "search", "contents", "finder"],
    }
    return own.get(within(path), [])
