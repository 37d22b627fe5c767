"""Who changes the language stays at the same part of the page; none is forced on anybody."""

from __future__ import annotations

import pytest

from scripts import config
from tests.browser.helpers import PANELS, Watch, open_panel, sampled, until

OFFER = "#language-suggestion"
LANGUAGES = list(PANELS)[1]


def test_the_switch_keeps_the_part_of_the_page(tab, address):
    tab.goto(address + "object/#instagram")
    open_panel(tab, LANGUAGES)
    tab.locator("#languages a[lang=el]").click()
    until(tab, "document.documentElement.lang === 'el'")
    assert tab.url == address + "el/object/#instagram"
    assert tab.locator(":target").get_attribute("id") == "instagram"
    tab.goto(address + "object/#no-such-part")
    open_panel(tab, LANGUAGES)
    tab.locator("#languages a[lang=el]").click()
    until(tab, "document.documentElement.lang === 'el'")
    assert tab.url == address + "el/object/", "what is no part of the page is left out"


def test_the_offer_keeps_the_part_of_the_page(new_tab, address):
    tab = new_tab(locale="bg-BG")
    tab.goto(address + "object/#instagram")
    tab.locator(f"{OFFER} a").click()
    until(tab, "document.documentElement.lang === 'bg'")
    assert tab.url == address + "bg/object/#instagram"


CODES = [each.code for each in config.locales()]
#: The language of the browser → the one that is offered on an English page; of the two written
#: standards of Norwegian the other where one is not there.
OFFERED = {
    "el-GR": "el",
    "no": "nb",
    "nn-NO": "nn" if "nn" in CODES else "nb",
    "nb-NO": "nb",
    "bg-BG": "bg",
    "en-GB": None,
    "ja": None,
}


@pytest.mark.parametrize("asked", OFFERED)
def test_the_browsers_language_is_offered_where_it_exists(new_tab, address, asked):
    tab = new_tab(locale=asked)
    watch = Watch(tab)
    tab.goto(address + "object/")
    wanted = OFFERED[asked]
    assert tab.locator(OFFER).is_visible() == bool(wanted)
    assert tab.url == address + "object/", "never a redirect"
    assert watch.wrong == [] and tab.evaluate("localStorage.length") == 0
    if wanted:
        link = tab.locator(f"{OFFER} a")
        assert link.inner_text() == config.locale(wanted).name
        assert link.get_attribute("lang") == link.get_attribute("hreflang") == wanted


def test_it_is_offered_until_it_is_declined(new_tab, address):
    tab = new_tab(locale="fi")
    for path in sampled("")[:2]:
        tab.goto(address + path)
        assert tab.locator(OFFER).is_visible()
    tab.locator(f"{OFFER} button").click()
    assert not tab.locator(OFFER).is_visible()
    tab.goto(address + "object/")
    assert not tab.locator(OFFER).is_visible()
    assert tab.evaluate("Object.keys(localStorage)") == ["language-suggestion"]
